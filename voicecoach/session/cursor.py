"""A place in a rendering, and the units around it."""

from bisect import bisect_right

from voicecoach.audio.players import Samples
from voicecoach.audio.rendering import PER_MS, Rendering
from voicecoach.timeline.models import Event, Timeline


class Cursor:
    """Reads a rendering from the beginning of a unit on, never across the end of one."""

    def __init__(self, rendering: Rendering, unit: int = 0) -> None:
        self._rendering = rendering
        self._starts = [start * PER_MS for start in rendering.timeline.unit_starts]
        self._sample = self._starts[unit]
        self.completed: set[int] = set()
        """The units that have been read to their end."""

    @property
    def timeline(self) -> Timeline:
        """What is read."""
        return self._rendering.timeline

    @property
    def event(self) -> Event:
        """The event at this place."""
        return self._rendering.event_at(self._sample)

    @property
    def left(self) -> int:
        """Ms from here to the end."""
        return (self._rendering.length - self._sample) // PER_MS

    @property
    def ms(self) -> float:
        """Ms from the beginning to here."""
        return self._sample / PER_MS

    @property
    def at_end(self) -> bool:
        """Whether there is nothing left."""
        return self._sample >= self._rendering.length

    @property
    def unit(self) -> int:
        """The unit at this place, the last one from the end on."""
        return max(0, bisect_right(self._starts, min(self._sample, self._rendering.length - 1)) - 1)

    def read(self, frames: int) -> Samples:
        """The next samples, at most `frames`, and on to what follows."""
        unit = self.unit
        end = self._starts[unit + 1] if unit + 1 < len(self._starts) else self._rendering.length
        block = self._rendering.read(self._sample, min(frames, end - self._sample))
        self._sample += len(block)
        if self._sample == end:
            self.completed.add(unit)
        return block

    def peek(self, frames: int) -> Samples:
        """The next samples, without going on."""
        return self._rendering.read(self._sample, frames)

    def prepare(self, frames: int) -> None:
        """Have that stretch in memory."""
        self._rendering.prepare(self._sample, frames)

    def stand_at(self, unit: int) -> None:
        """Go to the beginning of a unit."""
        self._sample = self._starts[unit]

    def pass_over(self, ms: int) -> None:
        """Go on from `ms` after the beginning, or from here if that is later."""
        self._sample = max(self._sample, ms * PER_MS)
