"""What the coach says in between: samples that are heard before anything goes on."""

from collections import deque

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.tones import tone

FADE = SAMPLE_RATE // 50
"""Samples in which an interrupted sound dies away: 20 ms, so that it does not click."""

BREATH = SAMPLE_RATE * 4 // 10
"""Samples of silence between an aside and what it stands before or after: 400 ms."""


GAP = SAMPLE_RATE * 3 // 10
"""Samples of silence between a question and the tick: 300 ms."""


class Asides:
    """A queue of sounds, each followed by a breath."""

    def __init__(self) -> None:
        self._waiting: deque[Samples] = deque()

    def __bool__(self) -> bool:
        return bool(self._waiting)

    def put(self, *sounds: Samples) -> None:
        """Have `sounds` heard after those that wait already."""
        for sound in sounds:
            self._waiting += [sound, np.zeros(BREATH, np.int16)]

    def put_with_tick(self, sound: Samples) -> None:
        """Have `sound` heard, and a soft tick after it. Nothing follows: whoever hears it may speak at once."""
        self._waiting += [sound, np.zeros(GAP, np.int16), tone("tick")]

    def interrupt(self, sounding: Samples) -> None:
        """Drop what waits. What is heard now dies away: an aside, or else the beginning of `sounding`."""
        if self._waiting:
            sounding = self._waiting[0]
        sounding = sounding[:FADE]
        fading = (sounding * np.linspace(1, 0, len(sounding))).astype(np.int16)
        silence = np.zeros(BREATH, np.int16)
        self._waiting = deque([fading, silence] if len(fading) else [silence])

    def drop(self) -> None:
        """Drop what waits; only a breath is heard."""
        self._waiting = deque([np.zeros(BREATH, np.int16)])

    def read(self, frames: int) -> Samples:
        """The next samples, at most `frames`; there must be some."""
        samples = self._waiting.popleft()
        if len(samples) > frames:
            self._waiting.appendleft(samples[frames:])
        return samples[:frames]
