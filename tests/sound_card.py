"""A private virtual sound card for a test: it can be listened to, spoken into, and it can vanish.

It is a PulseAudio server without hardware, made by the script `virtual-audio` beside this file. A program sees it only
through the environment, which sound libraries read once: so what is to play starts as a child with `SoundCard.env`.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pytest

from voicecoach.audio.players import SAMPLE_RATE, Samples

ROOT = Path(__file__).parents[1]
SCRIPT = Path(__file__).with_name("virtual-audio")
WAV_HEADER = 44
"""Bytes in a WAV file before the first sample."""


@dataclass
class Recording:
    """What the speaker played, mono; there once `SoundCard.record` has ended."""

    samples: Samples = field(default_factory=lambda: np.zeros(0, np.int16))


class SoundCard:
    """At `SAMPLE_RATE`, unless another rate is given, so that a recording can be compared sample by sample.

    `microphone_channels` is 1 or 2.
    """

    def __init__(self, rate: int = SAMPLE_RATE, microphone_channels: int = 1) -> None:
        self._rate = rate
        self._microphone_channels = microphone_channels
        # the path of a socket holds about 100 characters, which a test's own folder may exceed
        self._folder = Path(tempfile.mkdtemp(prefix="virtual-audio-", dir="/tmp"))

    @property
    def _settings(self) -> dict[str, str]:
        return os.environ | {
            "VIRTUAL_AUDIO_DIR": str(self._folder),
            "VIRTUAL_AUDIO_RATE": str(self._rate),
            "VIRTUAL_AUDIO_MICROPHONE_CHANNELS": str(self._microphone_channels),
        }

    @property
    def env(self) -> dict[str, str]:
        """The whole environment of a child that is to use this card."""
        lines = self._script("env").splitlines()
        return os.environ | dict(line.removeprefix("export ").split("=", 1) for line in lines)

    def start(self) -> None:
        self._script("start")

    def kill(self) -> None:
        """The card is gone from one moment to the next; `start` brings it back."""
        os.kill(int((self._folder / "pid").read_text()), signal.SIGKILL)

    def freeze(self) -> None:
        """The card's server is there and answers nothing more."""
        os.kill(int((self._folder / "pid").read_text()), signal.SIGSTOP)

    def thaw(self) -> None:
        """It goes on after `freeze`."""
        os.kill(int((self._folder / "pid").read_text()), signal.SIGCONT)

    def stop(self) -> None:
        """Stop it and remove its folder."""
        self._script("stop")

    def speak(self, sound: Path | Samples, rate: int = SAMPLE_RATE) -> None:
        """Play it into the microphone, which takes as long as it lasts.

        `sound` is a WAV file, or samples, mono, at `rate`.
        """
        if isinstance(sound, Path):
            self._script("speak", sound)
            return
        path = self._folder / "speech.wav"
        with wave.open(str(path), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(rate)
            file.writeframes(sound.tobytes())
        self._script("speak", path)
        path.unlink()

    def ask(self, *command: str) -> str:
        """What `pactl` answers, PulseAudio's own tool, which changes the card as well."""
        return subprocess.run(
            ["pactl", *command], env=self.env, check=True, stdout=subprocess.PIPE, text=True, timeout=10
        ).stdout

    @contextmanager
    def record(self) -> Iterator[Recording]:
        path = self._folder / "recording.wav"
        recorder = subprocess.Popen([SCRIPT, "record", path], env=self._settings)
        recording = Recording()
        try:
            _wait_for(lambda: path.exists() and path.stat().st_size > WAV_HEADER)
            yield recording
            time.sleep(0.2)  # what has been played is still on its way through the recorder
        finally:
            recorder.terminate()
            recorder.wait(10)
        with wave.open(str(path), "rb") as file:
            recording.samples = np.frombuffer(file.readframes(file.getnframes()), np.int16)
        path.unlink()

    def _script(self, *command: str | Path) -> str:
        return subprocess.run(
            [SCRIPT, *command], env=self._settings, check=True, stdout=subprocess.PIPE, text=True
        ).stdout


def python(code: str, env: dict[str, str]) -> "subprocess.Popen[str]":
    """A child Python in the project's folder, with pipes to talk to."""
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env=env,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@pytest.fixture
def sound_card(request: pytest.FixtureRequest) -> Iterator[SoundCard]:
    """A card of this test's own, stopped afterwards. Where there is no pulseaudio: skipped, but failed in CI.

    Parametrised indirectly, it takes what `SoundCard` is to be made with: `{"rate": 8_000}`.
    """
    if shutil.which("pulseaudio") is None:
        reason = "NOT TESTED, NO SOUND CARD: install one with `tests/virtual-audio install` (Linux, as root)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    card = SoundCard(**getattr(request, "param", {}))
    try:
        card.start()
        yield card
    finally:
        card.stop()


def _wait_for(condition: Callable[[], bool], seconds: float = 5.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "the virtual sound card does not answer"
        time.sleep(0.01)
