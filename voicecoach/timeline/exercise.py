"""One exercise: its sets, sides and repetitions, with the words that belong to each."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from voicecoach.language.models import Exercise, Pause, Phase, Say, Text, Tone
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.timeline.builder import Builder
from voicecoach.timeline.models import Place, Plan
from voicecoach.timeline.reps import lay_out
from voicecoach.timeline.rests import RestCompiler
from voicecoach.timeline.warnings import LONG_TEXT, Warnings

AROUND_GO = 500
"""ms of silence before and after the tone that starts a set."""

CHANGE_SIDE = 2000
"""ms to change sides."""


@dataclass(frozen=True, slots=True)
class _Rep:
    """What a repetition's texts depend on: `number` of `plan.reps`, in the first set or a later one."""

    number: int
    first_set: bool


class ExerciseCompiler:
    """Lays out one exercise; `several` tells whether the routine has others, so that its name must be said."""

    def __init__(
        self,
        exercise: Exercise,
        plan: Plan,
        pace: float,
        table: Spoken,
        out: Builder,
        rests: RestCompiler,
        warnings: Warnings,
        several: bool,
    ) -> None:
        self._exercise = exercise
        self._plan = plan
        self._pace = pace
        self._table = table
        self._out = out
        self._rests = rests
        self._warnings = warnings
        self._several = several
        self._name = fill(exercise.name.template, {})
        self._first_texts = {text.phase: text.text for text in exercise.first.texts} if exercise.first else {}

    def run(self, outer: Mapping[str, str]) -> None:
        """Lay the exercise out; `outer` are the placeholders' values around it (`next`, `round`, `rounds`)."""
        plan, number = self._plan, self._table.number
        values = {
            **outer,
            "exercise": self._name,
            "sets": number(plan.of),
            "reps": number(plan.reps),
        }
        self._intro(values)
        last = plan.first_set + plan.sets - 1
        for set_number in range(plan.first_set, last + 1):
            place = Place("set", 0, self._exercise.line, self._name, set_number, plan.of, reps=plan.reps)
            in_set = {**values, "set": number(set_number)}
            self._set(place, in_set)
            if set_number < last and plan.rest is not None:
                self._rests.rest(plan.rest, self._tip(set_number, in_set), replace(place, step="rest"))

    def _intro(self, values: Mapping[str, str]) -> None:
        out = self._out
        place = Place("intro", 0, self._exercise.line, self._name)
        if self._several:
            out.speak(self._name, out.new_unit(place))
        for step in self._exercise.intro:
            unit = out.new_unit(replace(place, line=step.line))
            match step:
                case Say(text):
                    out.speak(fill(text.template, values), unit)
                case Pause(length):
                    out.silence(length, unit)
                case Tone(name):
                    out.tone(name, unit)

    def _set(self, place: Place, values: Mapping[str, str]) -> None:
        out, table, plan = self._out, self._table, self._plan
        sides = self._exercise.sides or ("",)
        out.chapter("set", self._chapter_title(place))
        unit = out.new_unit(replace(place, side=sides[0]))
        reps = fill(table.rep_count[plan.unit][plan.reps != 1], {"count": values["reps"]})
        if plan.of > 1:
            reps = fill(table.set_of, values) + " " + reps
        out.speak(reps, unit)
        for side in sides:
            if side != sides[0]:
                unit = out.new_unit(replace(place, step="side", side=side))
                out.silence(CHANGE_SIDE, unit)
            if side:
                out.speak(fill(table.side, {"side": side}), unit)
            out.silence(AROUND_GO, unit)
            out.tone("go", unit)
            out.silence(AROUND_GO, unit)
            for number in range(1, plan.reps + 1):
                self._rep(number, replace(place, step="rep", side=side), {**values, "side": side})

    def _chapter_title(self, place: Place) -> str:
        title = fill(self._table.chapter_set, {"set": str(place.set), "sets": str(place.sets)})
        return f"{self._name}: {title}" if self._several else title

    def _tip(self, set_number: int, values: Mapping[str, str]) -> Text | None:
        tips = self._exercise.between_sets
        if not tips:
            return None
        tip = tips[(set_number - 1) % len(tips)]
        return Text(fill(tip.template, values), line=tip.line)

    def _rep(self, number: int, place: Place, values: Mapping[str, str]) -> None:
        out, count = self._out, self._table.number
        rep = _Rep(number, place.set == self._plan.first_set)
        unit = out.new_unit(replace(place, rep=number))
        for side, phase, last in self._phases():
            side_values = {**values, "side": side or place.side, "rep": count(number)}
            own = self._own_text(phase, rep)
            extra = self._encouragement(number) if last else None
            texts = [text for text in (own, extra) if text is not None]
            spoken = [fill(text.template, side_values) for text in texts]
            laid = lay_out(phase, self._pace, spoken, lambda n: count(n).capitalize() + ".", out.measure)
            here = replace(unit, side=side or place.side, phase=phase.name, line=phase.line)
            start = out.now
            for words in laid.words:
                out.silence_until(start + words.at, here)
                out.speak(words.text, here)
            out.silence_until(start + laid.length, here)
            self._notice(phase, texts, spoken, laid.stretch, last=last)

    def _phases(self) -> Iterator[tuple[str, Phase, bool]]:
        """The phases of one repetition: side (in `alternate`), phase, whether it is the repetition's last."""
        sides = self._exercise.alternate or ("",)
        phases = [(side, phase) for side in sides for phase in self._exercise.phases]
        for i, (side, phase) in enumerate(phases):
            yield side, phase, i == len(phases) - 1

    def _own_text(self, phase: Phase, rep: _Rep) -> Text | None:
        """The phase's text, or the longer one of the first repetitions."""
        first = self._exercise.first
        if first and rep.first_set and rep.number <= first.reps:
            return self._first_texts.get(phase.name, phase.text)
        return phase.text

    def _encouragement(self, rep: int) -> Text | None:
        """The one extra text of a repetition: before the last, else at halfway, else every so many."""
        exercise, reps = self._exercise, self._plan.reps
        if exercise.before_last and reps >= 2 and rep == reps - 1:
            return exercise.before_last
        if exercise.halfway and reps >= 4 and rep == reps // 2:
            return exercise.halfway
        if exercise.every and rep % exercise.every.reps == 0 and rep != reps:
            return exercise.every.text
        return None

    def _notice(self, phase: Phase, texts: list[Text], spoken: list[str], stretch: int, *, last: bool) -> None:
        """Warn of a stretched phase at its last text, and of a lecture in a phase that is not the last."""
        line = texts[-1].line if texts else phase.line
        if stretch:
            self._warnings.note(line, f"its words stretch “{phase.name}”", stretch)
        if not last:
            for text, words in zip(texts, spoken, strict=True):
                long_by = self._out.measure(words) - LONG_TEXT
                if long_by > 0:
                    self._warnings.note(text.line, f"its text holds “{phase.name}” past 2.5 s", long_by)
