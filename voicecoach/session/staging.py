"""Everything that a session needs before its first sound: from the journal's agenda to timelines and words."""

import contextlib
import secrets
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from voicecoach.audio.rendering import Rendering
from voicecoach.journal.agenda import Agenda
from voicecoach.journal.models import Record
from voicecoach.language.models import Routine
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.library import digest
from voicecoach.session.coach import Script, script_for, texts_of_script
from voicecoach.session.course import Plan, Resumption, words_of_resumption
from voicecoach.session.day import day_dose, is_counted
from voicecoach.session.halts import START, Halt, halts_of
from voicecoach.session.later import FollowUpWords, later_times
from voicecoach.session.progress import Progress
from voicecoach.speech.speaker import Speaker
from voicecoach.timeline import Dose, Timeline, TimelineError, compile_routine, texts_of
from voicecoach.timeline.dose import plan_exercises


@dataclass(frozen=True, slots=True)
class Staging:
    """One session with `routine`, as the agenda makes it.

    `earlier` is the routine of the session to be asked about, `resumed` the dose of the one that may be taken up.
    """

    routine: Routine
    dose: Dose
    agenda: Agenda
    table: Spoken
    earlier: Routine | None = None
    resumed: Dose | None = None

    @property
    def today(self) -> Dose:
        """The dose of a new session. Raises `TimelineError`.

        Where the wish is that of a session which may be taken up, and is too much anew, it is what is left of the day.
        """
        done = self.agenda.sets_today
        try:
            return day_dose(self.routine, self.dose, done)
        except TimelineError:
            if self.again is None:
                raise
            return day_dose(self.routine, replace(self.dose, sets=()), done)

    @property
    def again(self) -> Dose | None:
        """The dose, as part of the day, of the session that may be taken up; None where it is not to be had."""
        record = self.agenda.resumable
        if record is None or self.resumed is None:
            return None
        with contextlib.suppress(TimelineError):
            # of a session that began yesterday, some sets were done before midnight
            return day_dose(self.routine, self.resumed, max(0, self.agenda.sets_today - record.sets_done))
        return None

    def texts(self, *, aloud: bool = False) -> tuple[str, ...]:
        """Every text that may be spoken; `aloud` is whether answers may be spoken, too."""
        doses = [self.today, *([self.again] if self.again else [])]
        texts = [text for dose in doses for text in texts_of(self.routine, dose, for_file=False)]
        texts += [text for dose in doses for text in texts_of_script(self._script(dose), self.table, aloud=aloud)]
        texts += self.table.session_texts()
        for routine in (self.routine, self.earlier):
            texts += FollowUpWords(self.table, routine).texts(later_times(routine), aloud=aloud)
        if self.again is not None:
            for plan in plan_exercises(self.routine, self.again):
                for number in range(plan.first_set, plan.first_set + plan.sets):
                    texts += words_of_resumption(self._named(plan.exercise), number, self.table)
        return tuple(dict.fromkeys(texts))

    def _script(self, dose: Dose) -> Script:
        """What is asked at a dose."""
        if not is_counted(self.routine):
            return script_for(self.routine, self.table)
        (plan,) = plan_exercises(self.routine, dose)
        return script_for(self.routine, self.table, plan.of, plan.first_set - 1)

    def _named(self, exercise: str) -> str:
        """The exercise's name, where the routine has several."""
        return exercise if len(self.routine.exercises) > 1 else ""

    def plan(self, speaker: Speaker, *, questions: bool) -> tuple[Plan, Rendering]:
        """The course's plan and the sound of a new session, once everything has been spoken."""
        timeline = compile_routine(self.routine, self.today, speaker.measure, for_file=False)
        plan = Plan(
            self.routine, self._script(self.today), self.agenda, self.table, self.earlier,
            self._resumption(speaker), questions,
        )  # fmt: skip
        return plan, Rendering(timeline, speaker.clip)

    def _resumption(self, speaker: Speaker) -> Resumption | None:
        record, dose = self.agenda.resumable, self.again
        if record is None or dose is None:
            return None
        timeline = compile_routine(self.routine, dose, speaker.measure, for_file=False)
        following = Progress(timeline).next_set(record.done)
        if following is None:
            return None
        words = words_of_resumption(self._named(following.exercise), following.number, self.table)
        rendering = Rendering(timeline, speaker.clip)
        return Resumption(record, self._script(dose), rendering, following.start, *words)


def halts_for(plan: Plan, timeline: Timeline) -> tuple[Halt, ...]:
    """Where the coach has the word, ahead of everything only where there is something to say."""
    agenda = plan.agenda
    something = agenda.awaiting or agenda.cut_short or plan.resumption
    return (*([START] if something else []), *halts_of(timeline))


def new_record(routine: Routine, path: Path, dose: str, now: datetime) -> Record:
    """The record of a session that begins now, with the routine in that file. Raises OSError."""
    return Record(
        uid=secrets.token_hex(8),
        routine=fill(routine.title.template, {}),
        started=now,
        path=str(path.resolve()),
        digest=digest(path),
        dose=dose,
        later=later_times(routine),
    )
