"""One session from start to end: what is left over from earlier ones, then the coach's part, then the journal."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal

from voicecoach.audio.rendering import Rendering
from voicecoach.journal.agenda import Agenda
from voicecoach.journal.models import Ending, Record
from voicecoach.language.models import Routine
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.session.coach import Coach, Script
from voicecoach.session.dialog.conversation import Conversation
from voicecoach.session.dialog.queries import RESUME, YES_NO, Query
from voicecoach.session.diary import Diary
from voicecoach.session.halts import START, halts_of
from voicecoach.session.later import FollowUp
from voicecoach.session.progress import Progress
from voicecoach.session.transport import Transport


@dataclass(frozen=True, slots=True)
class Resumption:
    """The session that may be taken up: its record, script and sound, where it goes on, and the words for that."""

    record: Record
    script: Script
    rendering: Rendering
    unit: int
    offer: str
    going_on: str


@dataclass(frozen=True, slots=True)
class Plan:
    """All that a course is made of. `earlier` is the routine of the session that is still to be asked about."""

    routine: Routine
    script: Script
    agenda: Agenda
    table: Spoken
    earlier: Routine | None = None
    resumption: Resumption | None = None
    questions: bool = True


class Course:
    """The course of one session. `diary_of` opens a record, and `talk` asks."""

    def __init__(
        self, plan: Plan, record: Record, transport: Transport, rendering: Rendering, talk: Conversation,
        diary_of: Callable[[Record], Diary],
    ) -> None:  # fmt: skip
        self._plan = plan
        self._transport = transport
        self._talk = talk
        self._diary_of = diary_of
        self._resumed = False
        self._completed = 0
        self._progress = Progress(rendering.timeline)
        self._diary = diary_of(replace(record, planned=self._progress.planned))
        self._coach = self._new_coach(plan.script)
        if record.override:
            self._diary.change(override=record.override)  # the reason is kept, whatever comes of the session

    @property
    def record(self) -> Record:
        """The session as it is written down so far."""
        return self._diary.record

    def start(self) -> Ending | None:
        """Ask what is due of an earlier session, and offer to take up one that was cut short."""
        agenda, words = self._plan.agenda, self._plan.table.talk
        if agenda.awaiting is not None and not self._may_go_on_after(agenda.awaiting):
            return "stopped"
        if agenda.cut_short is not None:
            self._talk.say(words.cut_short)
        if self._plan.resumption is not None:
            self._offer(self._plan.resumption)
        return None

    def before(self) -> Ending | None:
        """The coach's part ahead of the first step."""
        return self._coach.before(resumed=self._resumed)

    def called(self) -> Ending | Literal["pause"] | None:
        """The listener has said stop in a silence of the routine."""
        return self._coach.called()

    def unclear(self) -> Ending | Literal["pause", "skip"] | None:
        """The listener may have said something in a rest of the routine."""
        return self._coach.unclear()

    def after(self, ending: Ending) -> Ending | None:
        """The coach's part after the exercises."""
        self.note()
        return self._coach.after(ending)

    def note(self) -> None:
        """Write down what has been done since the last time."""
        completed = len(self._transport.completed)
        if completed != self._completed:
            self._completed = completed
            self._diary.note_work(self._progress.done(set(self._transport.completed)), self._transport.pauses)

    def close(self, ending: Ending) -> None:
        """Write how it ended, if that has not been written yet."""
        if self._diary.record.ended is None:
            self._diary.end(ending)

    def _new_coach(self, script: Script) -> Coach:
        plan = self._plan
        follow_up = FollowUp(self._talk, plan.table, plan.routine)
        return Coach(
            self._talk, self._diary, script, plan.agenda, plan.table, follow_up,
            questions=plan.questions,
        )  # fmt: skip

    def _may_go_on_after(self, awaiting: Record) -> bool:
        """Ask the later questions of an earlier session; whether this one may begin."""
        same = awaiting.routine == self.record.routine and not self.record.override
        if not self._talk.answerable:  # it is left to a start with a keyboard
            if same:
                self._talk.say(self._plan.table.talk.leaving)
            return not same
        follow_up = FollowUp(self._talk, self._plan.table, self._plan.earlier)
        advice = follow_up.ask(self._diary_of(awaiting))
        outcome = advice.outcome if advice else None
        if same and outcome == "pending":
            self._talk.say(self._plan.table.talk.leaving)
        return not (follow_up.unsure or outcome == "stop now" or (same and outcome in ("stop", "pending")))

    def _offer(self, resumption: Resumption) -> None:
        """Ask whether to take up the earlier session, and do so."""
        words = self._plan.table.talk
        if self._talk.ask(Query(RESUME, resumption.offer, words.resume_short, YES_NO)).value != "yes":
            self._talk.say(words.anew)
            return
        timeline = resumption.rendering.timeline
        self._resumed = True
        self._completed = 0
        self._progress = Progress(timeline)
        self._diary = self._diary_of(resumption.record)
        self._diary.change(ending=None, ended=None, outcome=None, rule="", awaiting=False)
        self._coach = self._new_coach(resumption.script)
        self._transport.load(resumption.rendering, (START, *halts_of(timeline)), resumption.unit)
        self._talk.say(resumption.going_on)


def words_of_resumption(exercise: str, number: int, table: Spoken) -> tuple[str, str]:
    """The offer to go on at a set, and the word that it is done; `exercise` is named where a routine has several."""
    values = {"set": table.number(number), "exercise": exercise}
    offer = table.talk.resume_exercise if exercise else table.talk.resume
    return fill(offer, values), fill(table.talk.resuming, values)
