"""The program under test: `voicecoach play`, with the moment of each line that it shows."""

import os
import pty
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from threading import Thread
from types import TracebackType

from tests.sound_card import ROOT


class Program:
    """`voicecoach play` on a routine while the block lasts; with a keyboard that nobody touches, or none."""

    def __init__(self, routine: Path, env: Mapping[str, str], rate: int, *, keyboard: bool = True) -> None:
        options = ["--rate", str(rate), "--answers", "voice"]
        self._command = [sys.executable, "-m", "voicecoach", "play", routine.name, *options]
        self._folder = routine.parent
        self._env = {**env, "PYTHONPATH": str(ROOT), "PYTHONUNBUFFERED": "1"}
        self._keyboard = keyboard
        self.lines: list[tuple[float, str]] = []

    def __enter__(self) -> "Program":
        self._ours, keys = pty.openpty() if self._keyboard else (-1, os.open(os.devnull, os.O_RDONLY))
        self.process = subprocess.Popen(
            self._command, cwd=self._folder, env=self._env, stdin=keys, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        )  # fmt: skip
        os.close(keys)
        self._thread = Thread(target=self._read, name="screen", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.process.kill()
        self.process.wait()
        self._thread.join(10)
        assert self.process.stdout is not None
        self.process.stdout.close()
        if self._ours >= 0:
            os.close(self._ours)

    def wait(self, seconds: float) -> int | None:
        """The exit status; None where it has not ended within that time."""
        try:
            status = self.process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None
        self._thread.join(10)
        return status

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.append((time.monotonic(), line.rstrip()))
