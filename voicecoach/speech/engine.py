"""What a speech engine is to the rest of the room: a name for everything that shapes its sound, and text -> samples."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import numpy.typing as npt

from voicecoach.status import Status, VoicecoachError

RawSamples = npt.NDArray[np.float32]


class EngineError(VoicecoachError):
    """The voice cannot speak here: engine missing, hung or broken, or no such voice."""

    def __init__(self, message: str, *, cure: str = "", status: Status = Status.NO_SOUND) -> None:
        super().__init__(message, cure=cure, status=status)


@dataclass(frozen=True, slots=True)
class Recording:
    """What an engine made of a text: mono samples within ±1 at `rate` samples a second."""

    samples: RawSamples
    rate: int


class Engine(Protocol):
    """Makes speech. Starting is put off until the first text, so that a warm cache never starts one."""

    @property
    def identity(self) -> Mapping[str, str]:
        """All that changes the sound: engine, versions, voice, rate, volume. Known without starting."""

    def synthesize(self, text: str) -> Recording:
        """Speak `text` into samples. Raises `EngineError`."""

    def close(self) -> None:
        """End the engine; again is harmless."""
