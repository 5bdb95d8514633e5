"""From the journal to a report."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date, datetime

from voicecoach.journal.agenda import CLOCKS_DIFFER, STOPS, judged, lifts
from voicecoach.journal.models import Record
from voicecoach.journal.store import Journal
from voicecoach.report.models import Report, Section
from voicecoach.report.period import Period
from voicecoach.report.plan import plan_of

MOST = 6
"""Routines in one report, those of the newest sessions; others are reported on by name."""


def gather(
    journal: Journal, routine: str | None, period: Period, now: datetime, is_running: Callable[[str], bool]
) -> Report:
    """The report of one routine (its title) or of all. `is_running` tells whether the session of a uid is going on.

    Raises `JournalError`. Each session is read once, and of those before the period no more than it takes to know
    whether there were any, and whether a stop was in force when it began.
    """
    within: dict[str, list[Record]] = {}
    ahead = []
    records = map(judged, journal.newest_first(routine))
    earlier: Iterator[Record] = iter(())
    newest_earlier = None
    for record in records:
        if record.started > now + CLOCKS_DIFFER:
            ahead.append(record)
        elif period.first is None or record.started.date() >= period.first:
            within.setdefault(record.routine, []).append(record)
        else:
            newest_earlier = record.started.date()
            earlier = _with(record, records)
            break
    shown = dict(list(within.items())[:MOST])
    before = _state_before(shown, earlier)
    sections = tuple(
        _section(title, sessions[::-1], before.get(title), period.first, now.date(), is_running)
        for title, sessions in shown.items()
    )
    return Report(period, now.date(), sections, len(within) - len(shown), tuple(ahead), newest_earlier)


def _with(first: Record, others: Iterable[Record]) -> Iterator[Record]:
    yield first
    yield from others


def _state_before(titles: Iterable[str], earlier: Iterable[Record]) -> dict[str, bool]:
    """For each routine with earlier sessions, whether a stop was in force after the last of them."""
    found: dict[str, bool] = {}
    open_still = set(titles)
    for record in earlier:
        if not open_still:
            break
        if record.routine in open_still:
            found.setdefault(record.routine, False)
            if record.outcome in STOPS or lifts(record):
                found[record.routine] = record.outcome in STOPS
                open_still.remove(record.routine)
    return found


def _section(
    title: str,
    sessions: list[Record],
    stopped_before: bool | None,
    begin: date | None,
    today: date,
    is_running: Callable[[str], bool],
) -> Section:
    days = [each.started.date() for each in sessions]
    # without earlier sessions the days before the first one are none that were left out
    first = min(days) if begin is None or stopped_before is None else min(begin, *days)
    last = max(today, *days)
    return Section(
        title,
        first,
        last,
        tuple(sessions),
        plan_of(sessions),
        tuple(_stopped(sessions, stopped_before or False, first, last)),
        frozenset(each.uid for each in sessions if each.ended is None and is_running(each.uid)),
    )


def _stopped(sessions: Iterable[Record], stopped: bool, first: date, last: date) -> Iterator[range]:
    """The days from the one after a stop to the one before the session that lifted it."""
    since = first.toordinal()
    for record in sessions:
        day = record.started.date().toordinal()
        if record.outcome in STOPS and not stopped:
            stopped, since = True, day + 1
        elif stopped and lifts(record):
            stopped = False
            yield range(since, day)
    if stopped:
        yield range(since, last.toordinal() + 1)
