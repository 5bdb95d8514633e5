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


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice that an engine offers: what `--voice` takes, what people call it, and the tag of its language."""

    id: str
    name: str
    language: str


class Engine(Protocol):
    """Makes speech. Starting is put off until the first text, so that a warm cache never starts one."""

    @property
    def identity(self) -> Mapping[str, str]:
        """All that changes the sound: engine, versions, voice, rate, volume. Known without starting."""

    @property
    def language(self) -> str:
        """The tag of the language it speaks, such as en-US; "" where that is not known without starting."""

    @property
    def at_once(self) -> int:
        """How many texts are best asked for at the same time, each by a thread of its own."""

    def synthesize(self, text: str) -> Recording:
        """Speak `text` into samples. Raises `EngineError`."""

    def close(self) -> None:
        """End the engine; again is harmless."""


def no_sound_of(text: str, reason: str, cure: str) -> EngineError:
    """The error for a text of which an engine made nothing: the text's own fault where no word is in it."""
    message = f"The speech engine made no sound of “{text}” ({reason})."
    if not any(char.isalnum() for char in text):
        cure = "There is no word in that text: give it one, or use a pause."
        return EngineError(message, cure=cure, status=Status.WRONG_USE)
    return EngineError(message, cure=cure)
