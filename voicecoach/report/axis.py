"""The axis of days: its ends, and where its dates are written. One for all pictures, so that they agree."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from voicecoach.report.models import Section
from voicecoach.report.pain import LONG

SHORTEST = 7
"""Days that an axis has at least."""

_DAYS = (1, 2, 7, 14, 28)
_MONTHS = (1, 2, 3, 6, 12, 24, 60, 120, 300, 600, 1200, 3000, 6000, 12_000)
_MONDAY = 1  # ordinals count from one

_NAMES = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
"""In English whatever the locale, as all of the report."""


@dataclass(frozen=True, slots=True)
class Axis:
    """From the beginning of the day `first` to the end of `last`, both ordinals, with what is written at which."""

    first: int
    last: int
    ticks: Sequence[tuple[int, str]]


def axis_of(section: Section, most: int) -> Axis:
    """The axis of a section's days, with at most that many dates."""
    last = section.last.toordinal()
    first = max(1, min(section.first.toordinal(), last - SHORTEST + 1))
    most = max(2, most)
    if last - first < LONG:
        return Axis(first, last, _by_days(first, last, most))
    # a point stands in the middle of its week, which may lie after today: the weeks are whole
    first, last = first - (first - _MONDAY) % 7, last + -last % 7
    return Axis(first, last, _by_months(first, last, most))


def in_words(day: date) -> str:
    """Such as "2 Mar 2026"."""
    return f"{day_and_month(day)} {day.year}"


def day_and_month(day: date) -> str:
    """Such as "2 Mar"."""
    return f"{day.day} {_NAMES[day.month - 1]}"


def _by_days(first: int, last: int, most: int) -> list[tuple[int, str]]:
    step = next((step for step in _DAYS if (last - first) // step < most), 56)
    # longer steps go from Monday to Monday
    start = first if step < SHORTEST else first + (_MONDAY - first) % 7
    days = [date.fromordinal(day) for day in range(start, last + 1, step)]
    return [(day.toordinal(), day_and_month(day)) for day in days]


def _by_months(first: int, last: int, most: int) -> list[tuple[int, str]]:
    begin, end = date.fromordinal(first), date.fromordinal(last)
    months = range(begin.year * 12 + begin.month, end.year * 12 + end.month)
    step = next(step for step in _MONTHS if len(months) // step < most)
    start = -(-months.start // step) * step
    firsts = [date(month // 12, month % 12 + 1, 1) for month in range(start, months.stop, step)]
    return [(day.toordinal(), f"{_NAMES[day.month - 1]} {day.year}") for day in firsts]
