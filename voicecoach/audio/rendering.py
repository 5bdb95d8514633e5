"""Timeline + clips -> samples.

A rendering can be read at any place, so a file reads it from end to end and a session jumps about in
it, and both get the same samples. Nothing is mixed: events never overlap, so samples are copied.
"""

from bisect import bisect_right
from collections.abc import Callable, Iterator
from operator import attrgetter

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.tones import tone
from voicecoach.timeline.models import Event, Timeline

PER_MS = SAMPLE_RATE // 1000
"""Samples a millisecond: 24."""

BLOCK = SAMPLE_RATE
"""Samples in a block of a file: one second."""


class Rendering:
    """The sound of `timeline`, `length` samples; `clip` gives the samples of a text."""

    def __init__(self, timeline: Timeline, clip: Callable[[str], Samples]) -> None:
        self.timeline = timeline
        self.length = timeline.length * PER_MS
        self._clip = clip

    def event_at(self, sample: int) -> Event:
        """The event that sounds at a sample (the last one from the end on)."""
        return self.timeline.events[self._index_at(sample)]

    def read(self, start: int, frames: int) -> Samples:
        """`frames` samples from `start`, fewer at the end."""
        stop = min(start + frames, self.length)
        block = np.zeros(max(0, stop - start), np.int16)
        index = self._index_at(start)
        events = self.timeline.events
        while index < len(events) and (begin := events[index].start * PER_MS) < stop:
            event = events[index]
            index += 1
            if event.kind == "silence" or not event.length:
                continue
            sound = self._sound(event)
            first = max(start, begin)
            last = min(stop, begin + len(sound))
            if last > first:
                block[first - start : last - start] = sound[first - begin : last - begin]
        return block

    def blocks(self) -> Iterator[Samples]:
        """The whole from its beginning, a second at a time."""
        for start in range(0, self.length, BLOCK):
            yield self.read(start, BLOCK)

    def prepare(self, start: int, frames: int) -> None:
        """Have the clips of that stretch in memory, so that reading it does not wait for the disk."""
        self.read(start, frames)

    def _index_at(self, sample: int) -> int:
        return max(0, bisect_right(self.timeline.events, sample // PER_MS, key=attrgetter("start")) - 1)

    def _sound(self, event: Event) -> Samples:
        if event.kind == "tone":
            return tone(event.text)
        return self._clip(event.text)
