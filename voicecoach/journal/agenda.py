"""What earlier sessions mean for the next: a stop in force, questions that are due, a session that was cut short."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from voicecoach.journal.advice import advise
from voicecoach.journal.models import CAUTIONS, CLINICIAN, SAFETY, Outcome, Record
from voicecoach.journal.store import Journal

SCREEN_AGAIN = timedelta(days=30)
"""After this time a routine's cautions are read out again."""

CLOCKS_DIFFER = timedelta(minutes=5)

STOPS: tuple[Outcome, ...] = ("stop", "stop now")

TAKE_UP = timedelta(hours=1)
"""A session that was cut short can be taken up again within this time."""


@dataclass(frozen=True, slots=True)
class Agenda:
    """What is to be done before a session with one routine, or differently in it."""

    stopped: Record | None = None
    """The session after which the rule said to stop, if nothing has lifted that since."""

    awaiting: Record | None = None
    """The newest session, of any routine, of which later questions are still to be asked."""

    cut_short: Record | None = None
    """The last session with the routine, if it never came to its end."""

    resumable: Record | None = None
    """The last session with the routine, if it can be taken up again."""

    sets_today: int = 0
    first_ever: bool = True
    screening: bool = True
    """Whether the cautions are to be read out and asked about."""

    ever_spoken: bool = False
    """Whether any answer of any session was given by voice; before the first one the microphone is checked."""


def agenda_for(journal: Journal, coming: Record, now: datetime, is_running: Callable[[str], bool]) -> Agenda:
    """The agenda of the session that is coming. `is_running` tells whether the one of a uid is still going on.

    It reads as many records as it needs, from the newest back: its time does not grow with the journal.
    """
    routine = coming.routine
    records = _Records(journal, routine, now)
    last = next((each for each in records if not is_running(each.uid)), None)
    cut_short = last if last is not None and last.cut_short else None
    stopped = _stop_in_force(records)
    resumable = last if last is not None and _can_be_taken_up(last, coming, now) else None
    waiting = [each for each in journal.awaiting() if not is_running(each.uid)]
    if last is not None and last.outcome == "pending" and last.ended is None:  # it ended before that was written
        waiting.insert(0, last)
    # one of this routine first: it decides whether the session may begin
    waiting.sort(key=lambda each: each.routine != routine)
    return Agenda(
        stopped=stopped,
        awaiting=waiting[0] if waiting else None,
        cut_short=cut_short,
        resumable=None if stopped else resumable,
        sets_today=_sets_today(journal.newest_first(routine), now),
        first_ever=not any(each.reps_done for each in journal.newest_first()),
        screening=_screening_due(records, now),
        ever_spoken=journal.ever_spoken(),
    )


class _Records:
    """The records of one routine, newest first, as often as they are asked for.

    A session that ended before its advice was written has the stop, or the wait, that follows from its answers. What
    lies in the future was written by a clock that was wrong: it counts only where it says stop.
    """

    def __init__(self, journal: Journal, routine: str, now: datetime) -> None:
        self._journal = journal
        self._routine = routine
        self._latest = now + CLOCKS_DIFFER

    def __iter__(self) -> Iterator[Record]:
        for record in map(judged, self._journal.newest_first(self._routine)):
            if record.started <= self._latest or record.outcome in STOPS:
                yield record


def judged(record: Record) -> Record:
    """The record with the stop, or the wait, that follows from its answers where no advice was written."""
    if record.outcome is None:
        advice = advise(record.answers, ended_for_pain=record.ending == "pain")
        if advice is not None and advice.outcome in (*STOPS, "pending"):
            return replace(record, outcome=advice.outcome, rule=advice.rule)
    return record


def _stop_in_force(records: Iterable[Record]) -> Record | None:
    """The stop that nothing has lifted: only a later session whose answers say that nothing is wrong does."""
    for record in records:
        if record.outcome in STOPS:
            return record
        if lifts(record):
            return None
    return None


def lifts(record: Record) -> bool:
    """Whether a session's answers say that nothing is wrong, so that an earlier stop no longer holds."""
    if record.outcome is None:  # a routine that asks nothing but safety
        return record.ending == "done" and record.ended is not None and record.answer("after", SAFETY) == "no"
    tried = record.reps_done > 0 or not record.planned
    return tried and (record.outcome == "continue" or record.rule == "no-change")


def _can_be_taken_up(record: Record, coming: Record, now: datetime) -> bool:
    """The same routine, cut short or ended early in the last hour, with sets left, and no other dose wished for."""
    if record.kind != "live" or record.ending not in (None, "early", "interrupted", "failed"):
        return False
    if record.digest != coming.digest or coming.dose not in ("", record.dose) or not record.reps_done:
        return False
    if record.outcome == "pending" or record.outcome in STOPS or any(a.phase == "later" for a in record.answers):
        return False
    left = sum(each.sets for each in record.planned) > record.sets_done
    last = max(record.last_rep or record.started, record.ended or record.started)
    return left and timedelta(0) <= now - last <= TAKE_UP


def _sets_today(records: Iterable[Record], now: datetime) -> int:
    """Sets done on this calendar day, by the clock of the place where each session was."""
    today, sets = now.date(), 0
    for record in records:
        if record.started.date() == today:
            sets += record.sets_done
        elif record.started < now - timedelta(days=2):
            break
    return sets


def _screening_due(records: Iterable[Record], now: datetime) -> bool:
    """At the first session, when the last screening is old or found something, and after a stop."""
    for record in records:
        if record.outcome in STOPS or record.started < now - SCREEN_AGAIN:
            return True
        screened = [a.value for a in record.answers if a.phase == "before" and a.question in (CAUTIONS, CLINICIAN)]
        if screened and None not in screened:
            return False
    return True
