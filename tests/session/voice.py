"""A voice of which every sample tells the sentence that it belongs to."""

from collections.abc import Iterable

import numpy as np

from tests.stand_ins import words as length_of
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.speech.speaker import Progress, Speaker


class Voice(Speaker):
    """A word takes 400 ms, and the samples of each text have a value of their own, louder than any tone."""

    def __init__(self) -> None:
        self._clips: dict[str, Samples] = {}
        self._ready: set[str] = set()
        self.late: list[str] = []
        """Texts that had to be made in mid-session."""

    def prepare(self, texts: Iterable[str], progress: Progress | None = None) -> None:  # noqa: ARG002
        self._ready.update(texts)

    def measure(self, text: str) -> int:
        self._ready.add(text)
        return length_of(text)

    def clip(self, text: str) -> Samples:
        if text not in self._ready:
            self.late.append(text)
        if text not in self._clips:
            value = 20_000 + len(self._clips)
            self._clips[text] = np.full(length_of(text) * SAMPLE_RATE // 1000, value, np.int16)
        return self._clips[text]

    def text_of(self, value: int) -> str | None:
        """The text of a sample."""
        return dict(enumerate(self._clips, start=20_000)).get(value)

    def knows(self, text: str) -> bool:
        """Whether the text may be heard."""
        return text in self._ready

    def close(self) -> None:
        pass
