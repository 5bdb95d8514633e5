"""Lays events end to end.

The builder knows time and nothing of routines: whatever is added begins where the last event ended,
so gaps and overlaps cannot be built.
"""

from collections.abc import Callable
from dataclasses import replace

from voicecoach.language.models import Ask, ToneName
from voicecoach.timeline.models import TONE_MS, Chapter, ChapterKind, Event, EventKind, Place, Segment, TimelineError

MAX_LENGTH = 24 * 3600 * 1000
MAX_EVENTS = 250_000
"""More than 24 hours of events of a second each; a routine past it would only exhaust memory."""

BETWEEN_TEXTS = 400
"""ms between two texts that follow each other directly."""


class Builder:
    """Collects events, segments and chapters. `measure` gives the spoken length of a text in ms.

    A `rehearsal` keeps no events and only learns how long it all takes.
    """

    def __init__(self, measure: Callable[[str], int], *, rehearsal: bool = False) -> None:
        self.measure = measure
        self._rehearsal = rehearsal
        self.now = 0
        self.events: list[Event] = []
        self.segments: list[Segment] = []
        self.chapters: list[Chapter] = []
        self._count = 0
        self._last_kind: EventKind = "silence"
        self._units = 0
        self._segment_first = 0
        self._segment_start = 0
        self._texts: dict[str, str] = {}
        self._lengths: dict[int, int] = {}

    def new_unit(self, place: Place) -> Place:
        """`place` as the beginning of a unit: somewhere that a session can start again."""
        self._units += 1
        return replace(place, unit=self._units - 1)

    def speak(self, text: str, place: Place) -> None:
        """Speak `text` now, or 400 ms after a text that has just ended."""
        if self._last_kind == "speech":
            self.silence(BETWEEN_TEXTS, place)
        self._add(self.measure(text), "speech", text, place)

    def tone(self, name: ToneName, place: Place) -> None:
        """Sound a tone now."""
        self._add(TONE_MS[name], "tone", name, place)

    def silence(self, length: int, place: Place) -> None:
        """`length` ms of silence; none at all adds no event."""
        if length:
            self._add(length, "silence", "", place)

    def silence_until(self, moment: int, place: Place) -> None:
        """Silence up to `moment`, which is not in the past."""
        self.silence(moment - self.now, place)

    def chapter(self, kind: ChapterKind, title: str) -> None:
        """Mark this moment."""
        self.chapters.append(Chapter(self.now, kind, title))

    def end_segment(self, ask: Ask | None = None) -> None:
        """Close the segment that is being built, unless it is empty."""
        first, start = self._segment_first, self._segment_start
        if self._count > first:
            self.segments.append(Segment(first, self._count, start, self.now - start, ask))
        self._segment_first, self._segment_start = self._count, self.now

    def _add(self, length: int, kind: EventKind, text: str, place: Place) -> None:
        if length < 0 or (length == 0 and kind != "speech"):
            raise AssertionError(f"an event of {length} ms")
        if not self._rehearsal:
            # texts and lengths come again and again: one object serves all events, as a day has 100,000 of them
            text = self._texts.setdefault(text, text)
            length = self._lengths.setdefault(length, length)
            self.events.append(Event(self.now, length, kind, text, place))
        self.now += length
        self._count += 1
        self._last_kind = kind
        if self.now > MAX_LENGTH:
            raise TimelineError("the routine is longer than 24 hours at this dose")
        if self._count > MAX_EVENTS:
            raise TimelineError(f"the routine has more than {MAX_EVENTS:,} events at this dose")
