"""What a running session writes into the journal: each answer when it is given, each repetition when it is done."""

import contextlib
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from datetime import datetime

from voicecoach.journal.advice import Advice, advise
from voicecoach.journal.errors import JournalError
from voicecoach.journal.models import Answer, Ending, Phase, Record, Work
from voicecoach.journal.store import Journal
from voicecoach.session.dialog.conversation import Notebook
from voicecoach.session.dialog.entry import Reply
from voicecoach.session.dialog.queries import Query
from voicecoach.session.progress import together


class Diary:
    """The record of one session, which is in the journal from its first answer or repetition on.

    `now` is the wall clock; `monotonic` (s) tells the time since the last repetition, as long as this process saw it.
    """

    def __init__(
        self, journal: Journal, record: Record, now: Callable[[], datetime], monotonic: Callable[[], float]
    ) -> None:
        self._journal = journal
        self._now = now
        self._monotonic = monotonic
        self._last_rep: float | None = None
        self._earlier = record
        """The session as it was when it was taken up again, if it was."""
        self.record = record
        self._begun = record.id > 0

    def notebook(self, phase: Phase, round_number: int = 0) -> Notebook:
        """Where the answers of a phase go."""

        def keep(query: Query, reply: Reply) -> None:
            heard = reply.heard
            self.keep(
                Answer(
                    phase, query.name, reply.value, reply.given, self._now(), round_number, self.since_last_rep(),
                    heard.words if heard else "", round(heard.sure * 100) if heard else None, reply.confirmed,
                )
            )  # fmt: skip

        def take_back(query: Query) -> None:
            self._begin()
            with _still_there():
                self._journal.take_back(self.record.uid, phase, query.name, round_number)
            self._forget(phase, query.name, round_number)

        return Notebook(keep, take_back)

    def keep(self, answer: Answer) -> None:
        """Write one answer, which takes the place of an earlier one to the same question."""
        self._begin()
        with _still_there():
            self._journal.put_answer(self.record.uid, answer)
        self._forget(answer.phase, answer.question, answer.round)
        self.record = replace(self.record, answers=(*self.record.answers, answer))

    def note_work(self, done: Collection[Work], pauses: int) -> None:
        """Write what has been done so far, if it is more than before."""
        done = together(self._earlier.done, done)
        if sum(each.reps for each in done) > self.record.reps_done:
            self._last_rep = self._monotonic()
            self.change(done=done, last_rep=self._now(), pauses=self._earlier.pauses + pauses)

    def note_stop(self, ending: Ending) -> None:
        """The exercises are over: where no repetition was whole, times count from this moment.

        That it was because of pain is written at once: the rule needs it, whatever happens to the questions.
        """
        if self.record.last_rep is None:
            self._last_rep = self._monotonic()
            self.change(last_rep=self._now())
        if ending == "pain":
            self.change(ending=ending)

    def since_last_rep(self) -> int | None:
        """Milliseconds since the last repetition; None where there was none, or the clock has been set back since."""
        if self._last_rep is not None:
            return round((self._monotonic() - self._last_rep) * 1000)
        if self.record.last_rep is None:
            return None
        passed = round((self._now() - self.record.last_rep).total_seconds() * 1000)
        return passed if passed >= 0 else None

    def advise(self, *, ask_always: bool = False) -> Advice | None:
        """The advice by what has been answered so far, written down with whether questions are still to come.

        They come while the advice is pending; with `ask_always`, at all their times, unless it is to stop.
        """
        advice = advise(self.record.answers, ended_for_pain=self.record.ending == "pain")
        outcome = advice.outcome if advice else None
        coming = ask_always and outcome not in ("stop", "stop now") and self.next_later() is not None
        rule = advice.rule if advice else ""
        self.change(outcome=outcome, rule=rule, awaiting=outcome == "pending" or coming)
        return advice

    def next_later(self) -> int | None:
        """The next time of the later questions, in ms after the last repetition; None when all have been asked.

        An asking ahead of its time does not stand for it; one that comes late stands for all that it missed.
        """
        asked = max((a.since or 0 for a in self.record.answers if a.phase == "later"), default=-1)
        return next((time for time in self.record.later if time > asked), None)

    def end(self, ending: Ending) -> None:
        """Write how it ended, if that is not known yet; a session of which nothing was kept is not in the journal.

        Where it ended amid the questions, what they say of a stop or a wait holds all the same.
        """
        if not self._begun:
            return
        if self.record.outcome is None:
            advice = advise(self.record.answers, ended_for_pain=self.record.ending == "pain")
            if advice is not None and advice.outcome in ("pending", "stop", "stop now"):
                self.advise()
        self.change(ending=self.record.ending or ending, ended=self._now())

    def change(self, **changes: object) -> None:
        """Write some fields of the record."""
        self._begin()
        with _still_there():
            self._journal.update(self.record.uid, **changes)
        self.record = replace(self.record, **changes)  # type: ignore[arg-type]  # the journal has checked the names

    def _begin(self) -> None:
        if not self._begun:
            self.record = replace(self.record, id=self._journal.add(self.record))
            self._begun = True

    def _forget(self, phase: Phase, question: str, round_number: int) -> None:
        here = (phase, question, round_number)
        answers = tuple(a for a in self.record.answers if (a.phase, a.question, a.round) != here)
        self.record = replace(self.record, answers=answers)


@contextlib.contextmanager
def _still_there() -> Iterator[None]:
    """Whoever deletes a session while it goes on has it end with a clear word."""
    try:
        yield
    except KeyError as error:
        raise JournalError("This session has been deleted from the journal while it was going on.") from error
