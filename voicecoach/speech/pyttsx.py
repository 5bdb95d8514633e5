"""pyttsx3, behind a guard: the engine runs in a worker process with a time limit on every answer."""

import sys
import wave
from collections.abc import Mapping
from functools import cached_property
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach import defaults
from voicecoach.speech.engine import EngineError, InstalledVoice, RawSamples, Recording, no_sound_of
from voicecoach.speech.installed import version_of
from voicecoach.speech.process import EngineProcess, RefusedError
from voicecoach.speech.system_voice import chosen_in_system
from voicecoach.status import Status

LIMIT = 15.0
"""Seconds for one answer of the engine. A text of 500 characters takes 0.1 s, a slow start a few seconds."""

VOLUME = 0.7
"""Full volume clips in espeak; the level is set later anyway."""


class Pyttsx3Engine:
    """The system's voice through pyttsx3. `voice` None is the default; `rate` is in words a minute."""

    def __init__(
        self,
        voice: str | None = None,
        rate: int = defaults.RATE,
        *,
        command: tuple[str, ...] = (sys.executable, "-P", "-m", "voicecoach.speech.worker"),
        limit: float = LIMIT,
    ) -> None:
        self.voice = voice or defaults.VOICE.get(sys.platform, "")
        self.rate = rate
        self._process = EngineProcess(command, limit, _CURE)

    @cached_property
    def identity(self) -> Mapping[str, str]:
        """All that changes the sound, read without starting the engine."""
        return {
            "engine": "pyttsx3",
            "version": version_of("pyttsx3"),
            "av": version_of("av"),  # it resamples and limits
            "native": f"espeakng-loader {version_of('espeakng_loader')}" if sys.platform == "linux" else _system(),
            "voice": self.voice or chosen_in_system(),
            "rate": str(self.rate),
            "volume": str(VOLUME),
        }

    @property
    def language(self) -> str:
        """Not known: a voice's name tells it on Linux alone."""
        return ""

    @property
    def at_once(self) -> int:
        """One text after the other: they take little time."""
        return 1

    def voices(self) -> tuple[InstalledVoice, ...]:
        """The voices of this machine. Raises `EngineError`."""
        listed = self._ask({"do": "voices"})["voices"]
        return tuple(InstalledVoice(**voice) for voice in listed)

    def synthesize(self, text: str) -> Recording:
        """Speak `text` into samples. Raises `EngineError`."""
        with self._process.file(".wav") as path:
            request = {"do": "speak", "text": text, "path": str(path)}
            self._ask({**request, "voice": self.voice, "rate": self.rate, "volume": VOLUME})
            try:
                return _read(path)
            except (OSError, EOFError, wave.Error, ValueError) as error:
                raise no_sound_of(text, str(error), _CURE) from error

    def close(self) -> None:
        """End the worker; again is harmless."""
        self._process.close()

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        try:
            return self._process.ask(request)
        except RefusedError as refused:
            self.close()  # what it is left in, nobody knows
            if refused.kind != "voice":
                raise
            raise EngineError(
                f"There is no voice “{self.voice}” here.",
                cure="`voicecoach voices --all` lists those there are.",
                status=Status.WRONG_USE,
            ) from refused


_CURE = (
    "Install it again: pip install --force-reinstall pyttsx3 espeakng-loader"
    if sys.platform == "linux"
    else "Install it again: pip install --force-reinstall pyttsx3"
)


def _read(path: Path) -> Recording:
    """The samples of the engine's file: WAV, or what the name does not tell (macOS writes AIFF)."""
    samples: RawSamples
    with path.open("rb") as file:
        kind = file.read(4)
    if kind == b"RIFF":
        with wave.open(str(path), "rb") as wav:
            if wav.getsampwidth() != 2 or wav.getnchannels() != 1:
                raise ValueError(f"{wav.getnchannels()} channels of {8 * wav.getsampwidth()} bits")
            promised, rate = wav.getnframes(), wav.getframerate()
            frames = wav.readframes(promised)
        if len(frames) != 2 * promised:
            raise ValueError(f"{len(frames) // 2} of {promised} samples")
        samples = np.frombuffer(frames, np.dtype("<i2")).astype(np.float32) / np.float32(32768)
    else:
        from voicecoach.speech.polish import decode

        samples, rate = decode(path)
    if len(samples) < rate // 50:
        raise ValueError(f"{len(samples)} samples")
    if not samples.any():
        raise ValueError("silence")
    return Recording(samples, rate)


def _system() -> str:
    """The system whose voices are used, with its version: an update may bring others under the same names."""
    import platform

    return platform.platform()
