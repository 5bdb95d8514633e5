"""Routines to test with: `routines()` makes valid ones, `format_routine()` writes them down as a person would."""

from collections.abc import Sequence
from dataclasses import replace

from hypothesis import strategies as st

from voicecoach.language import (
    TONES,
    Ask,
    AskTime,
    Choice,
    Every,
    Exercise,
    First,
    Number,
    Overall,
    Pain,
    Pause,
    Phase,
    PhaseText,
    Question,
    Range,
    Repeat,
    RepUnit,
    Rest,
    Routine,
    Say,
    Span,
    Step,
    Text,
    Tone,
    YesNo,
    format_duration,
)

NAMES = ("retract", "extend", "hold", "in", "out", "sit", "stay", "Knee-bend", "süd", "подъём", "伸ばす", "x_1")
SIDES = (("left", "right"), ("links", "rechts"), ("Inside", "out-side"), ("a", "b"))
MOVES = ("up", "down", "left", "right")
UNITS: tuple[RepUnit, ...] = ("reps", "breaths", "rounds")

PHASE = ("rep", "reps", "set", "sets", "exercise")
BETWEEN = ("set", "sets", "reps", "exercise")
INTRO = ("sets", "reps", "exercise")
ROUND = ("round", "rounds")

_WORDS = (
    "Hold",
    "and",
    "breathe",
    "#1",
    '"soft"',
    "back\\slash",
    "ü",
    "体",
    "🙂",
    "{{}}",
    "e\u0301",
    "no-break\u00a0space",
)
_ANYTHING = st.text(st.characters(exclude_categories=("C", "Zl", "Zp")), max_size=8)


@st.composite
def texts(draw: st.DrawFn, placeholders: Sequence[str] = ()) -> Text:
    """A text with some of these placeholders."""
    pieces = [*_WORDS, *(f"{{{name}}}" for name in placeholders)]
    words = draw(st.lists(st.sampled_from(pieces), max_size=3))
    if draw(st.integers(0, 9)) == 9:
        words.append(draw(_ANYTHING).replace("{", "{{").replace("}", "}}"))
    return Text(" ".join([*words, "Go."]))


def spans(low: int, high: int) -> st.SearchStrategy[Span]:
    ends = st.tuples(st.integers(low, high), st.integers(low, high))
    return ends.map(lambda pair: Span(min(pair), max(pair)))


def durations(low: int, high: int) -> st.SearchStrategy[int]:
    """From `low` to `high` ms, half of them whole seconds."""
    return st.integers(-(-low // 1000), high // 1000).map(lambda seconds: seconds * 1000) | st.integers(low, high)


@st.composite
def phases(draw: st.DrawFn, placeholders: Sequence[str]) -> Phase:
    length = draw(durations(500, 6000))
    text = draw(st.none() | texts(placeholders))
    name = draw(st.sampled_from(NAMES))
    if length >= 1000 and draw(st.booleans()):
        return Phase(name, length, text, "countdown", draw(st.integers(1, length // 1000)))
    if length >= 2000 and draw(st.booleans()):
        return Phase(name, length, text, "counted")
    return Phase(name, length, text)


@st.composite
def exercises(draw: st.DrawFn, around: Sequence[str]) -> Exercise:
    """An exercise; `around` are the placeholders that have a meaning where it stands, beside its own."""
    sided = draw(st.sampled_from(("sides", "alternate", "")))
    sides = draw(st.sampled_from(SIDES)) if sided else None
    in_phase = texts((*PHASE, *around, *(["side"] if sided else [])))
    sets, reps = draw(spans(1, 4)), draw(spans(1, 7))
    rest = draw(st.none() | durations(1000, 40_000)) if sets.high > 1 else None
    parts = tuple(draw(st.lists(phases((*PHASE, *around)), min_size=1, max_size=4)))
    if sided == "alternate":  # some text has to tell the side
        parts = (replace(parts[0], text=Text("{side}.")), *parts[1:])
    names = sorted({phase.name for phase in parts})
    first = None
    if draw(st.booleans()):
        chosen = draw(st.lists(st.sampled_from(names), min_size=1, unique=True))
        first = First(draw(st.integers(1, reps.high)), tuple(PhaseText(name, draw(in_phase)) for name in chosen))
    every = None
    if reps.high > 1 and draw(st.booleans()):
        every = Every(draw(st.integers(1, reps.high - 1)), draw(in_phase))
    return Exercise(
        name=draw(texts()),
        phases=parts,
        sets=sets,
        rest=rest,
        reps=reps,
        unit=draw(st.sampled_from(UNITS)),
        sides=sides if sided == "sides" else None,
        alternate=sides if sided == "alternate" else None,
        intro=tuple(draw(st.lists(_simple((*INTRO, *around)), max_size=2))),
        first=first,
        halfway=draw(st.none() | in_phase) if reps.high >= 4 else None,
        every=every,
        before_last=draw(st.none() | in_phase) if reps.high >= 2 else None,
        between_sets=tuple(draw(st.lists(texts((*BETWEEN, *around)), max_size=3))) if rest else (),
    )


def _simple(placeholders: Sequence[str]) -> st.SearchStrategy[Say | Pause | Tone]:
    return texts(placeholders).map(Say) | durations(1, 5000).map(Pause) | st.sampled_from(TONES).map(Tone)


@st.composite
def asks(draw: st.DrawFn, time: AskTime) -> Ask:
    questions: list[Question] = []
    if draw(st.booleans()):
        questions.append(Pain(draw(st.none() | texts())))
    if draw(st.booleans()):
        questions.append(Overall(draw(st.none() | texts())))
    questions += [Range(name) for name in draw(st.lists(st.sampled_from(MOVES), max_size=3, unique=True))]
    questions += [Range(name, draw(texts())) for name in draw(st.lists(st.sampled_from(NAMES), max_size=1))]
    names = draw(st.lists(st.sampled_from(NAMES), min_size=0 if questions else 1, max_size=3, unique=True))
    questions += [draw(_named_question(name)) for name in names]
    if time != "later":
        return Ask(time, tuple(draw(st.permutations(questions))))
    times = st.lists(durations(1000, 4 * 3_600_000), min_size=1, max_size=3, unique=True)
    return Ask(time, tuple(questions), tuple(sorted(draw(times))), draw(st.booleans()))


@st.composite
def _named_question(draw: st.DrawFn, name: str) -> Question:
    kind = draw(st.sampled_from(("number", "yesno", "choice")))
    if kind == "number":
        low = draw(st.integers(0, 20))
        return Number(low, draw(st.integers(low + 1, 999_999)), draw(texts()), name)
    if kind == "yesno":
        return YesNo(draw(texts()), name)
    options = ("none", "a {little}", "a \\lot", 'as "always"', "体")
    chosen = draw(st.lists(st.sampled_from(options), min_size=2, max_size=4, unique=True))
    return Choice(tuple(chosen), draw(texts()), name)


@st.composite
def routines(draw: st.DrawFn) -> Routine:
    """A valid routine with a few steps of every kind, a few minutes long (its `ask later` apart)."""
    kinds = st.sampled_from(("say", "pause", "rest", "tone", "exercise"))
    plan: list[list[str]] = draw(st.lists(st.lists(kinds, min_size=1, max_size=3), min_size=1, max_size=4))
    plan.append([draw(st.sampled_from(("say", "exercise")))])
    left = sum(block.count("exercise") for block in plan)  # exercises yet to come
    steps: list[Step] = []
    for block in draw(st.permutations(plan)):
        repeated = draw(st.booleans())
        extra = ROUND if repeated else ()
        inner: list[Say | Pause | Rest | Tone | Exercise] = []
        for kind in block:
            left -= kind == "exercise"
            following = ("next",) if left else ()
            inner.append(draw(_step(kind, (*extra, *following))))
        steps += [Repeat(draw(st.integers(1, 3)), tuple(inner))] if repeated else inner
    times: tuple[AskTime, ...] = ("before", "after", "later")
    for time in draw(st.lists(st.sampled_from(times), max_size=3, unique=True)):
        steps.insert(draw(st.integers(0, len(steps))), draw(asks(time)))
    return Routine(
        title=draw(texts()),
        steps=tuple(steps),
        about=draw(st.none() | texts()),
        source=draw(st.none() | texts()),
        cautions=tuple(draw(st.lists(texts(), max_size=2))),
        language=draw(st.sampled_from(("en", "en-GB", "en-Latn-US"))),
    )


@st.composite
def _step(draw: st.DrawFn, kind: str, placeholders: Sequence[str]) -> Say | Pause | Rest | Tone | Exercise:
    if kind == "say":
        return Say(draw(texts(placeholders)))
    if kind == "pause":
        return Pause(draw(durations(1, 5000)))
    if kind == "rest":
        return Rest(draw(durations(1000, 40_000)), draw(st.none() | texts(placeholders)))
    if kind == "tone":
        return Tone(draw(st.sampled_from(TONES)))
    return draw(exercises(placeholders))


# --- writing -----------------------------------------------------------------------------------


def format_routine(routine: Routine) -> str:
    """The routine as text: `parse(format_routine(routine)) == routine`."""
    lines = [f"routine {_quoted(routine.title)}"]
    if routine.about:
        lines.append(f"about {_quoted(routine.about)}")
    if routine.source:
        lines.append(f"source {_quoted(routine.source)}")
    lines += [f"caution {_quoted(caution)}" for caution in routine.cautions]
    if routine.language != "en":
        lines.append(f"language {routine.language}")
    for step in routine.steps:
        lines += ["", *_step_lines(step)]
    return "\n".join(lines) + "\n"


def _quoted(text: Text) -> str:
    escaped = text.template.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _after(text: Text | None) -> str:
    return f" {_quoted(text)}" if text else ""


def _span(span: Span) -> str:
    return str(span.low) if span.low == span.high else f"{span.low}-{span.high}"


def _plural(span: Span, plural: str) -> str:
    return plural.removesuffix("s") if _span(span) == "1" else plural


def _indented(lines: Sequence[str]) -> list[str]:
    return [f"  {line}" for line in lines]


def _step_lines(step: Step) -> list[str]:
    if isinstance(step, Say):
        return [f"say {_quoted(step.text)}"]
    if isinstance(step, Pause):
        return [f"pause {format_duration(step.length)}"]
    if isinstance(step, Rest):
        return [f"rest {format_duration(step.length)}{_after(step.text)}"]
    if isinstance(step, Tone):
        return [f"tone {step.name}"]
    if isinstance(step, Repeat):
        inner = [line for part in step.steps for line in _step_lines(part)]
        return [f"repeat {step.times} times", *_indented(inner)]
    if isinstance(step, Exercise):
        return [f"exercise {_quoted(step.name)}", *_indented(_exercise_lines(step))]
    return [_ask_line(step), *_indented([_question_line(question) for question in step.questions])]


def _exercise_lines(exercise: Exercise) -> list[str]:
    rest = f", rest {format_duration(exercise.rest)}" if exercise.rest else ""
    lines = [
        f"{_span(exercise.sets)} {_plural(exercise.sets, 'sets')}{rest}",
        f"{_span(exercise.reps)} {_plural(exercise.reps, exercise.unit)}",
    ]
    if exercise.sides:
        lines.append(f"sides {', '.join(exercise.sides)}")
    if exercise.alternate:
        lines.append(f"alternate {', '.join(exercise.alternate)}")
    if exercise.intro:
        lines += ["intro", *_indented([line for part in exercise.intro for line in _step_lines(part)])]
    for phase in exercise.phases:
        counting = {None: "", "counted": " counted", "countdown": f" countdown {phase.count}"}[phase.counting]
        lines.append(f"{phase.name} {format_duration(phase.length)}{_after(phase.text)}{counting}")
    if exercise.first:
        lines.append(f"first {exercise.first.reps} {_plural(Span(exercise.first.reps, exercise.first.reps), 'reps')}")
        lines += _indented([f"{part.phase} {_quoted(part.text)}" for part in exercise.first.texts])
    if exercise.halfway:
        lines.append(f"at halfway {_quoted(exercise.halfway)}")
    if exercise.every:
        lines.append(f"every {exercise.every.reps} reps {_quoted(exercise.every.text)}")
    if exercise.before_last:
        lines.append(f"before last rep {_quoted(exercise.before_last)}")
    lines += [f"between sets {_quoted(tip)}" for tip in exercise.between_sets]
    return lines


def _ask_line(ask: Ask) -> str:
    times = ", ".join(map(format_duration, ask.later))
    return f"ask later {times} {'always' if ask.always else 'when worse'}" if times else f"ask {ask.time}"


def _question_line(question: Question) -> str:
    if isinstance(question, Pain):
        return f"pain{_after(question.text)}"
    if isinstance(question, Overall):
        return f"overall{_after(question.text)}"
    if isinstance(question, Range):
        return f"range {question.name}{_after(question.text)}"
    if isinstance(question, Number):
        return f"number {question.low}-{question.high} {_quoted(question.text)} as {question.name}"
    if isinstance(question, YesNo):
        return f"yesno {_quoted(question.text)} as {question.name}"
    # the answers are plain words: their braces are doubled only in the file
    options = [Text(option.replace("{", "{{").replace("}", "}}")) for option in question.options]
    return f"choice {', '.join(map(_quoted, options))} {_quoted(question.text)} as {question.name}"
