"""What passes through a virtual sound card, as a stream, with the moment of every sample."""

import os
import subprocess
import time
from collections.abc import Callable, Mapping
from threading import Thread
from types import TracebackType

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples


class Recorder:
    """Records what is played into a sink of a card at `SAMPLE_RATE`, while the block lasts.

    `heed` is given each part as it comes, in a thread of its own.
    """

    def __init__(self, sink: str, env: Mapping[str, str], heed: Callable[[Samples], None] = lambda _part: None) -> None:
        self._command = ["parec", f"--device={sink}.monitor", "--raw", "--format=s16le", f"--rate={SAMPLE_RATE}",
                         "--channels=1", "--latency-msec=20"]  # fmt: skip
        self._env = env
        self._heed = heed
        self._parts: list[Samples] = []
        self._begun = float("inf")

    def __enter__(self) -> "Recorder":
        self._process = subprocess.Popen(self._command, env=dict(self._env), stdout=subprocess.PIPE)
        self._thread = Thread(target=self._listen, name="recorder", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._process.terminate()
        self._process.wait(10)
        self._thread.join(10)
        assert self._process.stdout is not None
        self._process.stdout.close()

    @property
    def samples(self) -> Samples:
        """All so far."""
        return np.concatenate([np.zeros(0, np.int16), *self._parts])

    def moment(self, sample: int) -> float:
        """When that sample came, on the monotonic clock: as the timeliest part has it, for others come late."""
        return self._begun + sample / SAMPLE_RATE

    def sample(self, moment: float) -> int:
        """Which sample came at that moment."""
        return max(0, round((moment - self._begun) * SAMPLE_RATE))

    def _listen(self) -> None:
        assert self._process.stdout is not None
        count, odd = 0, b""
        while data := os.read(self._process.stdout.fileno(), 65536):
            now = time.monotonic()
            data = odd + data
            odd = data[len(data) // 2 * 2 :]
            part = np.frombuffer(data[: len(data) // 2 * 2], np.int16)
            count += len(part)
            self._begun = min(self._begun, now - count / SAMPLE_RATE)
            self._parts.append(part)
            self._heed(part)
