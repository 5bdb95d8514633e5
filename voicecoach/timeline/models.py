"""The timeline: what sounds when, in whole milliseconds, as frozen values.

Everything that a person hears or reads is a projection of one `Timeline`. Its events touch: each
begins in the millisecond in which the one before it ends, so nothing overlaps and no moment is
unaccounted for.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from voicecoach.language.models import Ask, RepUnit, ToneName

EventKind = Literal["speech", "tone", "silence"]
StepKind = Literal["lead", "opening", "caution", "say", "pause", "tone", "intro", "set", "side", "rep", "rest", "ask"]
ChapterKind = Literal["opening", "set", "rest", "ask"]

TONE_MS: Mapping[ToneName, int] = {"ready": 500, "go": 400, "tick": 60, "up": 300, "down": 300, "end": 1500}
"""How long each tone sounds, in ms."""


class TimelineError(Exception):
    """A routine and a dose that cannot be compiled; the message says what and how to mend it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the routine an event stands.

    `unit` numbers the places at which a session can begin again: a repetition, a rest, a sentence.
    `set` and `sets` are spoken numbers (a day's, where the dose numbers them so).
    """

    step: StepKind
    unit: int
    line: int
    exercise: str = ""
    set: int | None = None
    sets: int | None = None
    rep: int | None = None
    reps: int | None = None
    side: str = ""
    phase: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One stretch of sound or silence, `length` ms from `start`. `text` is the words, or the tone's name."""

    start: int
    length: int
    kind: EventKind
    text: str
    place: Place

    @property
    def end(self) -> int:
        """The first millisecond after the event."""
        return self.start + self.length


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of events between asks, or one ask as a file speaks it: `events[first:stop]` of the timeline."""

    first: int
    stop: int
    start: int
    length: int
    ask: Ask | None = None


@dataclass(frozen=True, slots=True)
class Chapter:
    """A mark that a listener can jump to."""

    start: int
    kind: ChapterKind
    title: str


@dataclass(frozen=True, slots=True)
class CueWarning:
    """Something that will sound other than it was written: source line, what, and by how many ms (the worst case)."""

    line: int
    what: str
    by: int
    times: int

    def __str__(self) -> str:
        often = "once" if self.times == 1 else f"{self.times} times"
        return f"line {self.line}: {self.what} by {self.by / 1000:.2f} s at most ({often})"


@dataclass(frozen=True, slots=True)
class Plan:
    """The dose of one exercise: `rest` in ms, sets numbered from `first_set` to at most `of`."""

    exercise: str
    sets: int
    reps: int
    unit: RepUnit
    rest: int | None
    first_set: int
    of: int


@dataclass(frozen=True)
class Timeline:
    """A compiled routine."""

    title: str
    language: str
    pace: float
    plans: tuple[Plan, ...]
    events: tuple[Event, ...]
    segments: tuple[Segment, ...]
    chapters: tuple[Chapter, ...]
    warnings: tuple[CueWarning, ...] = field(default=())

    @property
    def length(self) -> int:
        """The whole, in ms."""
        return self.events[-1].end

    @cached_property
    def unit_starts(self) -> tuple[int, ...]:
        """The start of each unit in ms; `unit_starts[event.place.unit]` is where that unit begins."""
        return tuple(event.start for event in self._unit_firsts)

    @cached_property
    def unit_places(self) -> tuple[Place, ...]:
        """Where each unit begins in the routine."""
        return tuple(event.place for event in self._unit_firsts)

    @cached_property
    def _unit_firsts(self) -> tuple[Event, ...]:
        firsts: list[Event] = []
        for event in self.events:
            if event.place.unit == len(firsts):
                firsts.append(event)
        return tuple(firsts)
