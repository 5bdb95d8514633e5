"""Sound inputs behind one small interface.

To add one: a module here with a class that has the members of `Microphone`, and its name in `MICROPHONES`. Modules are
imported only when their microphone is chosen.
"""

from collections.abc import Mapping
from importlib import import_module
from typing import Protocol

from voicecoach.hearing import Samples
from voicecoach.status import Status, VoicecoachError


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
        """Stop and release the input; again is harmless."""


class NoMicrophoneError(VoicecoachError):
    """There is no sound input here, or none that can be used."""

    def __init__(self, message: str, *, cure: str = "") -> None:
        super().__init__(message, cure=cure, status=Status.NO_SOUND)


MICROPHONES: Mapping[str, str] = {"miniaudio": "MiniaudioMicrophone", "sounddevice": "SounddeviceMicrophone"}
"""Names, and the class in the module `NAME_microphone`, the default first."""


def load_microphone(name: str) -> Microphone:
    """The microphone of that name, not yet started.

    Raises `NoMicrophoneError`, naming the line that installs it, where its library is missing.
    """
    module = import_module(f"{__name__}.{name}_microphone")
    microphone: Microphone = getattr(module, MICROPHONES[name])()
    return microphone
