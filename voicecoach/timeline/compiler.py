"""Routine + dose + spoken lengths -> `Timeline`.

    from voicecoach.timeline import Dose, compile_routine
    timeline = compile_routine(routine, Dose(), measure)

`measure(text)` is the spoken length of a text in ms. The same arguments give the same timeline.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from voicecoach.language.models import Ask, Exercise, Pause, Repeat, Rest, Routine, Say, Text, Tone
from voicecoach.language.spoken import Spoken, table_for
from voicecoach.language.templates import fill
from voicecoach.timeline.asks import question_text
from voicecoach.timeline.builder import Builder
from voicecoach.timeline.dose import Dose, plan_exercises
from voicecoach.timeline.exercise import ExerciseCompiler
from voicecoach.timeline.minutes import about
from voicecoach.timeline.models import Place, Plan, Timeline, TimelineError
from voicecoach.timeline.rests import RestCompiler
from voicecoach.timeline.warnings import Warnings

LEAD = 500
"""ms of silence before a file's first word: Bluetooth eats the start."""

AFTER_OPENING = 3000
"""ms between the opening and what follows it."""

AFTER_CAUTION = 1000
"""ms to take in each caution."""

THINK = 6000
"""ms to think about each question in a file."""

SimpleStep = Say | Pause | Rest | Tone | Exercise | Ask


@dataclass(frozen=True, slots=True)
class _Running:
    """A step in running order, with what the placeholders `{next} {round} {rounds}` mean in it."""

    step: SimpleStep
    values: Mapping[str, str]


def compile_routine(routine: Routine, dose: Dose, measure: Callable[[str], int], *, for_file: bool = True) -> Timeline:
    """Compile `routine` at `dose`; `for_file` adds what a file has and a session has not.

    That is half a second of silence ahead, the cautions after the opening and, where there are questions, a last
    sentence about the answers: a file cannot listen.

    Raises `TimelineError` for a dose that is not allowed or a timeline past the limits.
    """
    compiler = _compile(routine, dose, measure, for_file=for_file)
    out = compiler.out
    return Timeline(
        title=fill(routine.title.template, {}),
        language=routine.language,
        pace=dose.pace,
        plans=compiler.plans,
        events=tuple(out.events),
        segments=tuple(out.segments),
        chapters=tuple(out.chapters),
        warnings=compiler.warnings.all(),
    )


def texts_of(routine: Routine, dose: Dose, *, for_file: bool = True) -> tuple[str, ...]:
    """Every text that the routine speaks at this dose, each once.

    The opening's sentence about the length may be another one in the end: it depends on the voice.
    Raises as `compile_routine` does.
    """
    texts: dict[str, None] = {}

    def remember(text: str) -> int:
        texts[text] = None
        return 1

    _compile(routine, dose, remember, for_file=for_file, rehearsal=True)
    return tuple(texts)


def _compile(
    routine: Routine, dose: Dose, measure: Callable[[str], int], *, for_file: bool = True, rehearsal: bool = False
) -> "_Compiler":
    """A compiler that has done its work."""
    table = table_for(routine.language)
    if table is None:
        raise TimelineError(f"there is no table of spoken words for the language “{routine.language}”")
    plans = plan_exercises(routine, dose)
    # the opening tells how long the rest is, so the rest is laid out once to learn its length
    first = _Compiler(routine, dose, plans, table, Builder(measure, rehearsal=True))
    first.steps()
    compiler = _Compiler(routine, dose, plans, table, Builder(measure, rehearsal=rehearsal))
    if for_file:
        compiler.lead()
    compiler.opening(first.out.now)
    if for_file:
        compiler.cautions()
    compiler.steps()
    if for_file:
        compiler.last_word()
    return compiler


class _Compiler:
    """Compiles the steps of one routine, in running order, into one builder."""

    def __init__(self, routine: Routine, dose: Dose, plans: tuple[Plan, ...], table: Spoken, out: Builder) -> None:
        self.routine = routine
        self.plans = plans
        self.table = table
        self.out = out
        self.warnings = Warnings()
        rests = RestCompiler(out, table, self.warnings)
        self._rests = rests
        several = len(routine.exercises) > 1
        self._exercises = {
            id(exercise): ExerciseCompiler(exercise, plan, dose.pace, table, out, rests, self.warnings, several)
            for exercise, plan in zip(routine.exercises, plans, strict=True)
        }

    def lead(self) -> None:
        """The silence that a file begins with."""
        self.out.chapter("opening", self.table.chapter_opening)
        self.out.silence(LEAD, self.out.new_unit(Place("lead", 0, self.routine.title.line)))
        self.out.end_segment()

    def opening(self, length: int) -> None:
        """The routine's title, its length (that of the steps, in ms), and where in the day's sets it begins."""
        out = self.out
        if not out.chapters:
            out.chapter("opening", self.table.chapter_opening)
        place = out.new_unit(Place("opening", 0, self.routine.title.line))
        out.speak(fill(self.routine.title.template, {}), place)
        out.speak(about(length, self.table), place)
        for plan in self.plans:
            if plan.sets != plan.of:
                out.speak(self._day(plan), place)
        out.silence(AFTER_OPENING, place)
        out.end_segment()

    def _day(self, plan: Plan) -> str:
        """Which of the day's sets these are."""
        number = self.table.number
        last = plan.first_set + plan.sets - 1
        words = {"first": number(plan.first_set), "last": number(last), "sets": number(plan.of)}
        return fill(self.table.day_sets if plan.sets > 1 else self.table.day_set, words)

    def cautions(self) -> None:
        """When the routine must not be done: said first, for nobody can be asked."""
        out, table = self.out, self.table
        texts = [table.not_while_driving]
        if self.routine.cautions:
            texts += [table.cautions, *(fill(each.template, {}) for each in self.routine.cautions), table.cautions_end]
        for text in texts:
            place = out.new_unit(Place("caution", 0, self.routine.title.line))
            out.speak(text, place)
            out.silence(AFTER_CAUTION, place)
        out.end_segment()

    def last_word(self) -> None:
        """What becomes of the answers, if any were asked for."""
        if any(isinstance(step, Ask) and step.time != "later" for step in self.routine.steps):
            self.out.speak(self.table.write_down, self.out.new_unit(Place("say", 0, self.routine.title.line)))
            self.out.end_segment()

    def steps(self) -> None:
        """Everything after the opening."""
        for running in self._in_order():
            self._step(running.step, running.values)
        self.out.end_segment()

    def _step(self, step: SimpleStep, values: Mapping[str, str]) -> None:
        out = self.out
        match step:
            case Say(text):
                out.speak(fill(text.template, values), out.new_unit(Place("say", 0, text.line)))
            case Pause(length):
                out.silence(length, out.new_unit(Place("pause", 0, step.line)))
            case Tone(name):
                out.tone(name, out.new_unit(Place("tone", 0, step.line)))
            case Rest(length, text):
                tip = None if text is None else Text(fill(text.template, values), line=text.line)
                self._rests.rest(length, tip, Place("rest", 0, step.line))
            case Exercise():
                self._exercises[id(step)].run(values)
            case Ask():
                self._ask(step)

    def _ask(self, ask: Ask) -> None:
        """The questions as a file asks them. Later ones are beyond the file's end, so it cannot."""
        if ask.time == "later":
            return
        out, table = self.out, self.table
        out.end_segment()
        out.chapter("ask", table.chapter_before if ask.time == "before" else table.chapter_after)
        out.speak(table.questions, out.new_unit(Place("ask", 0, ask.line)))
        for question in ask.questions:
            place = out.new_unit(Place("ask", 0, question.line))
            text = question_text(question, ask.time, table)
            out.speak(text, place)
            out.silence(THINK, place)
        out.speak(table.questions_end, out.new_unit(Place("ask", 0, ask.line)))
        out.end_segment(ask)

    def _in_order(self) -> Iterator[_Running]:
        """The steps in running order, repeats unrolled."""
        steps = self.routine.steps
        for step, following in zip(steps, _next_exercises(steps, ""), strict=True):
            if not isinstance(step, Repeat):
                yield _Running(step, {"next": following})
                continue
            for number in range(1, step.times + 1):
                rounds = {"round": self.table.number(number), "rounds": self.table.number(step.times)}
                then = (number < step.times and _first_exercise(step)) or following
                for inner, here in zip(step.steps, _next_exercises(step.steps, then), strict=True):
                    yield _Running(inner, {**rounds, "next": here})


def _next_exercises(steps: Sequence[SimpleStep | Repeat], then: str) -> list[str]:
    """For each step, the name of the first exercise after it; `then` where there is none among them."""
    names = [then] * len(steps)
    for i in reversed(range(len(steps) - 1)):
        names[i] = _first_exercise(steps[i + 1]) or names[i + 1]
    return names


def _first_exercise(step: SimpleStep | Repeat) -> str:
    """The name of the first exercise in a step, or nothing."""
    if isinstance(step, Exercise):
        return fill(step.name.template, {})
    if isinstance(step, Repeat):
        return next((name for inner in step.steps if (name := _first_exercise(inner))), "")
    return ""
