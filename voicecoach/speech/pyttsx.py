"""pyttsx3, behind a guard: the engine runs in a worker process with a time limit on every answer."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import sys
import tempfile
import threading
import wave
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np

from voicecoach import defaults
from voicecoach.speech.engine import EngineError, RawSamples, Recording
from voicecoach.status import Status

LIMIT = 15.0
"""Seconds for one answer of the engine. A text of 500 characters takes 0.1 s, a slow start a few seconds."""

VOLUME = 0.7
"""Full volume clips in espeak; the level is set later anyway."""


@dataclass(frozen=True, slots=True)
class InstalledVoice:
    """A voice that an engine offers."""

    id: str
    name: str
    language: str


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
        self._command = command
        self._limit = limit
        self._process: subprocess.Popen[str] | None = None
        self._replies: queue.SimpleQueue[str] = queue.SimpleQueue()
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._count = 0

    @cached_property
    def identity(self) -> Mapping[str, str]:
        """All that changes the sound, read without starting the engine."""
        return {
            "engine": "pyttsx3",
            "version": _version("pyttsx3"),
            "av": _version("av"),  # it resamples and limits
            "native": f"espeakng-loader {_version('espeakng_loader')}" if sys.platform == "linux" else _system(),
            "voice": self.voice,
            "rate": str(self.rate),
            "volume": str(VOLUME),
        }

    def voices(self) -> tuple[InstalledVoice, ...]:
        """The voices of this machine. Raises `EngineError`."""
        listed = self._ask({"do": "voices"})["voices"]
        return tuple(InstalledVoice(**voice) for voice in listed)

    def synthesize(self, text: str) -> Recording:
        """Speak `text` into samples. Raises `EngineError`."""
        self._count += 1
        path = self._scratch() / f"{self._count}.wav"
        request = {"do": "speak", "text": text, "path": str(path)}
        self._ask({**request, "voice": self.voice, "rate": self.rate, "volume": VOLUME})
        try:
            return _read(path)
        except (OSError, EOFError, wave.Error, ValueError) as error:
            message = f"The speech engine made no sound of “{text}” ({error})."
            if not any(char.isalnum() for char in text):
                cure = "There is no word in that text: give it one, or use a pause."
                raise EngineError(message, cure=cure, status=Status.WRONG_USE) from error
            raise EngineError(message, cure=_CURE) from error
        finally:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker; again is harmless."""
        process, self._process = self._process, None
        if process is not None:
            _kill(process)
            assert process.stdin is not None
            with contextlib.suppress(OSError):
                process.stdin.close()
        if self._folder is not None:
            self._folder.cleanup()
            self._folder = None

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        process = self._process or self._launch()
        assert process.stdin is not None
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
            line = self._replies.get(timeout=self._limit)
        except queue.Empty:
            self.close()
            raise EngineError(f"The speech engine gave no answer within {self._limit:g} seconds.", cure=_CURE) from None
        except OSError:
            line = ""
        if not line:
            self.close()
            raise EngineError("The speech engine ended unexpectedly.", cure=_CURE)
        reply: dict[str, Any] = json.loads(line)
        if not reply["ok"]:
            self.close()
            raise self._error(reply["error"], reply["detail"])
        return reply

    def _launch(self) -> subprocess.Popen[str]:
        """Start the worker and a thread that gathers its answers, for pipes have no time limit everywhere."""
        process = self._process = subprocess.Popen(
            (*self._command, str(self._scratch())),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # so that Ctrl-C reaches us alone, and its copies can be killed with it
        )
        replies = self._replies = queue.SimpleQueue()
        threading.Thread(target=_gather, args=(process, replies), daemon=True).start()
        return process

    def _scratch(self) -> Path:
        """The folder for the worker's files, removed by `close`: the worker is killed and cannot tidy up."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="voicecoach-")
        return Path(self._folder.name)

    def _error(self, kind: str, detail: str) -> EngineError:
        if kind == "voice":
            return EngineError(
                f"There is no voice “{self.voice}” here.",
                cure="`voicecoach voices --all` lists those there are.",
                status=Status.WRONG_USE,
            )
        if kind == "missing":
            return EngineError(f"There is no speech engine here ({detail}).", cure=_CURE)
        return EngineError(f"The speech engine failed: {detail}.", cure=_CURE)


_CURE = (
    "Install it again: pip install --force-reinstall pyttsx3 espeakng-loader"
    if sys.platform == "linux"
    else "Install it again: pip install --force-reinstall pyttsx3"
)


def _kill(process: subprocess.Popen[str]) -> None:
    """End the worker and its copies."""
    if hasattr(os, "killpg"):
        with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS forbids it where only a zombie is left
            os.killpg(process.pid, signal.SIGKILL)
    process.kill()
    process.wait()


def _gather(process: subprocess.Popen[str], replies: "queue.SimpleQueue[str]") -> None:
    """Pass the worker's lines on; an empty one tells of its end."""
    assert process.stdout is not None
    with process.stdout:
        for line in process.stdout:
            replies.put(line)
    replies.put("")


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


def _version(module: str) -> str:
    """The installed version of a module's package, by the name of its metadata folder.

    importlib.metadata would tell it too, but takes 30 ms to import, at every start.
    """
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return "none"
    folders = Path(spec.origin).parents[1].glob(f"{module}-*-info")
    return next((folder.stem.removeprefix(f"{module}-") for folder in folders), "unknown")
