"""Pain before and after: points of a chart with their gaps, and which changes mean something.

**What a change means.** On the scale from 0 to 10 a reduction by about 2 points, or by about 30 %, is clinically
important: it goes with patients' own word that they are "much improved". Source: Farrar JT, Young JP, LaMoreaux L,
Werth JL, Poole RM. Clinical importance of changes in chronic pain intensity measured on an 11-point numerical pain
rating scale. Pain 2001;94:149-158. It was found for reductions; a rise is marked by the same measure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby
from statistics import median
from typing import Literal

from voicecoach.journal.models import Phase, Record
from voicecoach.report.models import Section

POINTS = 2
PERCENT = 30

LONG = 26 * 7
"""Days from which a point of the chart stands for a week, the median of its answers; up to then for a session."""

FEWEST = 3
"""Answers that each of two weeks needs to be compared."""

_WEEK = 7
_PHASES: tuple[Phase, ...] = ("before", "after")


@dataclass(frozen=True, slots=True)
class Point:
    """A session or a week. `at` is in days (ordinals, and the time of day as a fraction); None was not answered."""

    at: float
    before: float | None
    after: float | None


@dataclass(frozen=True, slots=True)
class Tally:
    """Sessions by what the pain did from before to after, of those with both answers."""

    lower: int = 0
    same: int = 0
    higher: int = 0
    much_lower: int = 0
    much_higher: int = 0

    @property
    def answered(self) -> int:
        """Sessions with both answers."""
        return self.lower + self.same + self.higher


@dataclass(frozen=True, slots=True)
class Trend:
    """The median of pain before the sessions, in the first week with answers and in the last, and of how many."""

    first: float
    first_count: int
    last: float
    last_count: int


def pain_of(record: Record, phase: Phase) -> int | None:
    """The pain that was answered, if it is one on the scale."""
    value = record.answer(phase, "pain")
    return value if isinstance(value, int) and 0 <= value <= 10 else None


def is_meaningful(before: float, after: float) -> bool:
    """Whether the change is one of 2 points or 30 % (Farrar 2001)."""
    change = abs(after - before)
    return change >= POINTS or (before > 0 and change * 100 >= before * PERCENT)


def is_told(section: Section) -> bool:
    """Whether any answer tells of pain; a routine may not even ask."""
    return any(pain_of(each, phase) is not None for each in section.sessions for phase in _PHASES)


def is_weekly(section: Section) -> bool:
    """Whether a point stands for a week."""
    return section.last - section.first >= timedelta(days=LONG)


def points(section: Section) -> list[Point]:
    """The points of a chart, from left to right."""
    each = sorted((_point(record) for record in section.sessions), key=lambda point: point.at)
    return _by_week(each) if is_weekly(section) else each


def lines(
    found: Sequence[Point], phase: Literal["before", "after"], *, weekly: bool
) -> list[list[tuple[float, float]]]:
    """The points of one line, in pieces: a missing answer and a day (a week) without a session break it."""
    most = _WEEK if weekly else 1
    pieces: list[list[tuple[float, float]]] = [[]]
    last = None
    for point in found:
        value = point.before if phase == "before" else point.after
        if last is not None and int(point.at) - last > most:
            pieces.append([])
        if value is None:
            pieces.append([])
        else:
            pieces[-1].append((point.at, value))
        last = int(point.at)
    return [piece for piece in pieces if piece]


def tally(section: Section) -> Tally:
    """What pain did from before to after, session by session."""
    pairs = [(pain_of(each, "before"), pain_of(each, "after")) for each in section.sessions]
    both = [(before, after) for before, after in pairs if before is not None and after is not None]
    much = [(before, after) for before, after in both if is_meaningful(before, after)]
    return Tally(
        sum(after < before for before, after in both),
        sum(after == before for before, after in both),
        sum(after > before for before, after in both),
        sum(after < before for before, after in much),
        sum(after > before for before, after in much),
    )


def trend(section: Section) -> Trend | None:
    """The first week with answers against the last; None where they overlap, or too little was answered."""
    answered = [
        (each.started.date(), pain) for each in section.sessions if (pain := pain_of(each, "before")) is not None
    ]
    if not answered:
        return None
    first_day, last_day = min(answered)[0], max(answered)[0]
    week = timedelta(days=_WEEK)
    first = [pain for day, pain in answered if day - first_day < week]
    last = [pain for day, pain in answered if last_day - day < week]
    if last_day - first_day < 2 * week - timedelta(days=1) or min(len(first), len(last)) < FEWEST:
        return None
    return Trend(median(first), len(first), median(last), len(last))


def _point(record: Record) -> Point:
    time = record.started.time()
    day = record.started.date().toordinal()
    at = day + (time.hour + time.minute / 60) / 24
    return Point(at, pain_of(record, "before"), pain_of(record, "after"))


def _by_week(found: Iterable[Point]) -> list[Point]:
    weeks = groupby(found, key=lambda point: (int(point.at) - 1) // _WEEK)
    return [_week(monday * _WEEK + 1, list(points)) for monday, points in weeks]


def _week(monday: int, found: Sequence[Point]) -> Point:
    return Point(
        monday + _WEEK / 2,
        _median([point.before for point in found if point.before is not None]),
        _median([point.after for point in found if point.after is not None]),
    )


def _median(values: Sequence[float]) -> float | None:
    return median(values) if values else None
