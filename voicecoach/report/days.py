"""What was done, day by day.

No routine and no journal says on which days somebody meant to exercise. So days are counted without blame: on how many
of all days there was a session. Today counts once there has been one. After the sheet's rule said to stop
it was right to do nothing: until the stop is lifted, days are not counted unless there was a session.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from voicecoach.journal.models import Record
from voicecoach.report.models import Section

WEEKS = 6
"""Weeks of the calendar, the newest."""


@dataclass(frozen=True, slots=True)
class Count:
    """Days with a session, days that count, and days that do not because the rule said to stop."""

    exercised: int
    counted: int
    stopped: int


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from Monday on, each as it is written, and the count of those that are in the report."""

    monday: date
    cells: tuple[str, ...]
    count: Count


OUTSIDE, NONE, STOP = "", "-", "stop"
"""A day that is not in the report, one without a session, and one on which the rule said to stop."""


def exercised(record: Record) -> bool:
    """Whether anything was done in a session; one without exercises was when it came to its end."""
    return record.reps_done > 0 or record.sets_done > 0 or (not record.planned and record.ending == "done")


def count(section: Section) -> Count:
    """The days of a section."""
    return _count(section, range(section.first.toordinal(), section.last.toordinal() + 1), _days(section))


def weeks(section: Section) -> list[Week]:
    """The newest weeks, with the sets done of those planned on each day."""
    days = _days(section)
    last = section.last.toordinal()
    monday = last - (last - 1) % 7
    mondays = [each for each in range(monday - 7 * (WEEKS - 1), monday + 1, 7) if each + 6 >= section.first.toordinal()]
    return [_week(section, monday, days) for monday in mondays if monday > 0]


def sets_of_day(records: Iterable[Record], a_day: int) -> tuple[int, int]:
    """Sets done on one day, and those planned: what the routine's text asks for in a day, or the sessions, if more.

    A session that was begun anew plans what was left, not as much again; so what counts is the most that was done
    before a session and planned in it.
    """
    done, planned = 0, a_day
    for record in records:
        planned = max(planned, done + sum(each.sets for each in record.planned))
        done += record.sets_done
    return done, max(planned, done)


def _days(section: Section) -> dict[int, list[Record]]:
    days: dict[int, list[Record]] = {}
    for record in section.sessions:
        days.setdefault(record.started.date().toordinal(), []).append(record)
    return days


def _week(section: Section, monday: int, days: dict[int, list[Record]]) -> Week:
    inside = range(max(monday, section.first.toordinal()), min(monday + 6, section.last.toordinal()) + 1)
    cells = [_cell(section, day, days.get(day, ())) if day in inside else OUTSIDE for day in range(monday, monday + 7)]
    return Week(date.fromordinal(monday), tuple(cells), _count(section, inside, days))


def _cell(section: Section, day: int, records: Sequence[Record]) -> str:
    if not records:
        if any(day in stopped for stopped in section.stopped):
            return STOP
        return OUTSIDE if day == section.last.toordinal() else NONE
    done, planned = sets_of_day(records, section.plan.sets_a_day)
    if not planned:
        return "done" if any(map(exercised, records)) else "0"
    return f"{done}/{planned}"


def _count(section: Section, inside: range, days: dict[int, list[Record]]) -> Count:
    done = {day for day, records in days.items() if day in inside and any(map(exercised, records))}
    stopped = sum(len(_common(each, inside)) - sum(day in each for day in done) for each in section.stopped)
    last = section.last.toordinal()
    today_open = last in inside and last not in done and not any(last in each for each in section.stopped)
    return Count(len(done), len(inside) - stopped - today_open, stopped)


def _common(a: range, b: range) -> range:
    return range(max(a.start, b.start), max(a.start, b.start, min(a.stop, b.stop)))
