"""A pseudo-terminal in which a program runs as a person would run it: its screen can be read, keys can be pressed."""

import contextlib
import os
import pty
import select
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

ERASED = "\x1b[1A\x1b[2K"
"""Up one line, and clear it: what was shown for a while is gone."""


class Terminal:
    """One program in one terminal."""

    def __init__(self, command: Sequence[str], env: Mapping[str, str], folder: Path) -> None:
        self._ours, theirs = pty.openpty()
        self._theirs = theirs
        self._shown = ""
        self.process = subprocess.Popen(
            command, env={"TERM": "xterm", **env}, cwd=folder, stdin=theirs, stdout=theirs, stderr=theirs
        )

    @property
    def descriptor(self) -> int:
        """The program's side of the terminal."""
        return self._theirs

    def press(self, keys: str) -> None:
        os.write(self._ours, keys.encode())

    def wait_for(self, words: str, seconds: float = 30) -> None:
        """Until the program shows `words` (anew, after what has been waited for before)."""
        deadline = time.monotonic() + seconds
        while words not in self._shown:
            assert time.monotonic() < deadline, f"“{words}” was not shown: {self._shown[-2000:]!r}"
            self._read()
        self._shown = self._shown.split(words, 1)[1]

    def wait(self, seconds: float = 30) -> int:
        """The exit status, once the program has ended."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            assert time.monotonic() < deadline, f"the program did not end: {self._shown[-2000:]!r}"
            self._read()
        return self.process.returncode

    @property
    def shown(self) -> str:
        """All that was shown and not yet waited for."""
        self._read()
        return self._shown

    def _read(self) -> None:
        while select.select([self._ours], [], [], 0.05)[0]:
            with contextlib.suppress(OSError):
                self._shown += os.read(self._ours, 65536).decode("utf-8", "replace")


@contextlib.contextmanager
def terminal(command: Sequence[str], env: Mapping[str, str], folder: Path) -> Iterator[Terminal]:
    """A program in a terminal of its own, ended with the block."""
    program = Terminal(command, env, folder)
    try:
        yield program
    finally:
        program.process.kill()
        program.process.wait()
        os.close(program._ours)
        os.close(program._theirs)
