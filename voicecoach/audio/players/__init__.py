"""Sound outputs behind one small interface.

A player owns one persistent output stream and asks a `Source` for samples; it knows nothing of
routines, pausing or keys. To add one: a module here with a class that has the four methods of
`Player`, and its name in `PLAYERS`. Modules are imported only when their player is chosen.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

import numpy as np
import numpy.typing as npt

from voicecoach.status import Status, VoicecoachError

SAMPLE_RATE = 24_000
"""Samples a second everywhere inside: one millisecond is exactly 24 samples."""

Samples = npt.NDArray[np.int16]


class Source(Protocol):
    """Where a player gets its samples: mono, int16, at `SAMPLE_RATE`."""

    def read(self, frames: int) -> Samples | None:
        """The next 1 to `frames` samples, or None at the end.

        Called from the player's own thread. Fewer than `frames` come back where a player must not
        run ahead, such as the end of a repetition.
        """


class Player(Protocol):
    """One persistent output stream."""

    @property
    def latency(self) -> float:
        """Seconds, at most, between a read and its being heard."""

    def start(self, source: Source) -> None:
        """Open the output and begin to play. Raises `NoSoundError` where there is none."""

    @property
    def finished(self) -> bool:
        """Whether the source has ended and its last sample has been heard.

        An exception of `Source.read` is raised here, in the thread that asks, not lost in the player's own.
        """

    @property
    def lost(self) -> bool:
        """Whether the output has stopped asking for samples although the end has not been heard.

        To be asked several times a second: a pause between two questions is taken for one of the whole process.
        """

    def flush(self) -> None:
        """Drop what has been taken from the source but not yet been heard, where that is more than a moment."""

    def close(self) -> None:
        """Stop and release the output; again is harmless. A new player may be started afterwards."""


class NoSoundError(VoicecoachError):
    """There is no sound output here, or none that this player can use."""

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message, cure=cure, status=Status.NO_SOUND)


def no_output() -> NoSoundError:
    """What a player raises where its library is in order but finds nothing to play on."""
    return NoSoundError(
        "No sound output was found.",
        cure="Plug in or switch on a speaker or headphones and try again.",
    )


def silent_output() -> NoSoundError:
    """What a player raises where an output is there but does not answer."""
    return NoSoundError(
        "The sound output does not answer.", cure="Switch it off and on again, or restart the sound server."
    )


PLAYERS: Mapping[str, str] = {
    "miniaudio": "MiniaudioPlayer",
    "simpleaudio": "SimpleaudioPlayer",
    "sounddevice": "SounddevicePlayer",
}
"""Player names and the class in the module of the same name, the default first."""


def load_player(name: str) -> Player:
    """The player of that name, not yet started.

    Raises `NoSoundError`, naming the line that installs it, where its library is missing or unsafe.
    """
    module = import_module(f"{__name__}.{name}_player")
    player: Player = getattr(module, PLAYERS[name])()
    return player
