"""Into the microphone: the noise of a quiet room, always, and words now and then."""

import subprocess
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from types import TracebackType

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples

QUIET_ROOM = -60.0
"""dB below full scale of the noise; a virtual microphone of its own gives nothing but zeros."""

PROMPT = 0.3
"""Seconds that a prompt person takes."""


class Mouth:
    """Speaks into the microphone of a card while the block lasts, in a room of that noise."""

    def __init__(self, env: Mapping[str, str], noise: float = QUIET_ROOM) -> None:
        self._env = dict(env)
        self._room = room(noise)
        self._speaking: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Mouth":
        command = ["pacat", "--device=micfeed", "--raw", "--format=s16le", f"--rate={SAMPLE_RATE}", "--channels=1"]
        self._noise = subprocess.Popen(command, env=self._env, stdin=subprocess.PIPE)
        self._thread = Thread(target=self._make_noise, name="room", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        for process in (self._speaking, self._noise):
            if process is not None:
                process.kill()
                process.wait(10)
        self._thread.join(10)

    @property
    def speaking(self) -> bool:
        """Whether something is still being said."""
        return self._speaking is not None and self._speaking.poll() is None

    def begin(self, words: Path) -> None:
        """Begin to say what is in a WAV file."""
        self._speaking = subprocess.Popen(["paplay", "--device=micfeed", str(words)], env=self._env)

    def answer(self, words: Path) -> None:
        """Say it to its end, as soon as a person who has waited for the tick might begin to."""
        time.sleep(PROMPT)
        self.begin(words)
        assert self._speaking is not None
        self._speaking.wait(30)

    def _make_noise(self) -> None:
        assert self._noise.stdin is not None
        try:
            while True:  # as fast as it is taken
                self._noise.stdin.write(self._room.tobytes())
        except OSError:
            pass


def room(level: float, seconds: int = 5) -> Samples:
    """Noise with as much power in each octave, at a level in dB below full scale."""
    random = np.random.default_rng(1)
    length = seconds * SAMPLE_RATE
    spectrum = np.fft.rfft(random.standard_normal(length))
    noise = np.fft.irfft(spectrum / np.sqrt(np.maximum(np.fft.rfftfreq(length, 1 / SAMPLE_RATE), 30)), length)
    noise *= 10 ** (level / 20) / np.sqrt((noise**2).mean())
    samples: Samples = np.round(noise * 32767).astype(np.int16)
    return samples
