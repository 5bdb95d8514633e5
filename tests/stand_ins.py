"""Stand-ins with the real interfaces: voices of a known pace, and an engine that needs no speech library."""

import hashlib
from collections.abc import Mapping

import numpy as np

from voicecoach.speech.engine import EngineError, Recording
from voicecoach.speech.polish import SAMPLE_RATE

WORD = 400
"""ms that a word takes."""


def words(text: str) -> int:
    """The spoken length of a text in ms, for `compile_routine`: 400 a word."""
    return WORD * len(text.split())


class StandInEngine:
    """An `Engine` whose speech is a sine, as long as `words` tells; every text has a pitch of its own.

    `spoken` are the texts that were asked for, in order. With `failing`, the next ones raise `EngineError`.
    """

    def __init__(self, voice: str = "sine", *, rate: int = SAMPLE_RATE, failing: bool = False) -> None:
        self.voice = voice
        self.rate = rate
        self.failing = failing
        self.spoken: list[str] = []
        self.closed = 0

    @property
    def identity(self) -> Mapping[str, str]:
        """Its name and what shapes its sound."""
        return {"engine": "stand-in", "voice": self.voice, "rate": str(self.rate)}

    @property
    def language(self) -> str:
        """None: a sine is understood everywhere."""
        return ""

    @property
    def at_once(self) -> int:
        """One text after the other, so that `spoken` is in order."""
        return 1

    def synthesize(self, text: str) -> Recording:
        """The sine of a text. Raises `EngineError` when told to."""
        self.spoken.append(text)
        if self.failing:
            raise EngineError("The stand-in was told to fail.", cure="Tell it otherwise.")
        digest = hashlib.sha256(f"{self.voice} {text}".encode()).digest()
        pitch = 150 + digest[0]
        t = np.arange(words(text) * self.rate // 1000) / self.rate
        samples = 0.3 * np.sin(2 * np.pi * pitch * t + digest[1])
        return Recording(samples.astype(np.float32), self.rate)

    def close(self) -> None:
        """Count how often it was ended."""
        self.closed += 1
