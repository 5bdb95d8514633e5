"""Sound inputs behind one small interface.

To add one: a module here with a class that has the members of `Microphone`, and its name in `MICROPHONES`. Modules are
imported only when their microphone is chosen.
"""

import sys
from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from voicecoach.hearing import Samples
from voicecoach.status import Status, VoicecoachError

GUARDED = ("darwin", "win32")
"""Systems that ask the user before a program may record."""


class Microphone(Protocol):
    """One persistent input stream."""

    def start(self) -> None:
        """Open the input and begin to record. Raises `NoMicrophoneError` where there is none."""

    def read(self) -> Samples:
        """What has been recorded since the last read; empty where that is nothing. Does not wait.

        Where nobody reads for long, the oldest is dropped.
        """

    @property
    def lost(self) -> bool:
        """Whether the input has stopped giving samples. To be asked several times a second."""

    def close(self) -> None:
        """Stop and release the input, and forget what was not read; again is harmless.

        A new microphone may be started afterwards.
        """


class NoMicrophoneError(VoicecoachError):
    """There is no sound input here, or none that can be used."""

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message, cure=cure, status=Status.NO_SOUND)


def no_input() -> NoMicrophoneError:
    """What a microphone raises where its library is in order but finds nothing to record from."""
    # where the system guards microphones, one that is forbidden looks like none
    allow = "allow the terminal to use it in the system's privacy settings, " if sys.platform in GUARDED else ""
    return NoMicrophoneError(
        "No microphone was found.", cure=f"Plug in or switch on a microphone, {allow}and try again."
    )


def silent_input() -> NoMicrophoneError:
    """What a microphone raises where an input is there but does not answer."""
    return NoMicrophoneError(
        "The microphone does not answer.", cure="Unplug it and plug it in again, or restart the sound server."
    )


def own_output() -> NoMicrophoneError:
    """What a microphone raises where it would record what this computer plays."""
    return NoMicrophoneError(
        "No microphone was found: the chosen input records what this computer plays.",
        cure="Plug in a microphone, or choose it as the input in the system's sound settings, and try again.",
    )


MICROPHONES: Mapping[str, str] = {"miniaudio": "MiniaudioMicrophone", "sounddevice": "SounddeviceMicrophone"}
"""Names, and the class in the module `NAME_microphone`, the default first."""


def load_microphone(name: str) -> Microphone:
    """The microphone of that name, not yet started.

    Raises `NoMicrophoneError`, naming the line that installs it, where its library is missing.
    """
    module = import_module(f"{__name__}.{name}_microphone")
    microphone: Microphone = getattr(module, MICROPHONES[name])()
    return microphone
