"""What a report is made of."""

from dataclasses import dataclass
from datetime import date

from voicecoach.journal.models import Record
from voicecoach.report.period import Period


@dataclass(frozen=True, slots=True)
class Plan:
    """What the routine's text asks for: the dose in words, and the sets of a day (0 where they are not counted)."""

    dose: str
    sets_a_day: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """The sessions with one routine, the oldest first, and the days around them.

    `first` and `last` are the days that are counted: from the beginning of the period, or from the first session ever,
    to today. Days are those of the clock of the place where the session was.
    """

    title: str
    first: date
    last: date
    sessions: tuple[Record, ...]
    plan: Plan
    stopped: tuple[range, ...] = ()
    """Days, as ordinals, on which a stop by the sheet's rule was in force, from the day after it on."""
    running: frozenset[str] = frozenset()
    """The uids of the sessions that are going on."""


@dataclass(frozen=True, slots=True)
class Report:
    """All of it: a section for each routine, that of the newest session first."""

    period: Period
    today: date
    sections: tuple[Section, ...]
    left_out: int = 0
    """How many more routines there are than a report shows."""
    ahead: tuple[Record, ...] = ()
    """Sessions that lie in the future: their clock, or this one, was wrong. They are in no section."""
    earlier: date | None = None
    """The day of the newest session before the period."""
