"""Keeping the sound libraries from talking to the user over our heads."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock


class _Stderr:
    """File descriptor 2, away while anybody wants quiet: an output and an input may be opened at the same moment."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._wanted = 0
        self._kept = -1

    def leave(self) -> None:
        with self._lock:
            if self._wanted == 0:
                sys.stderr.flush()
                self._kept = os.dup(2)
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, 2)
                os.close(nowhere)
            self._wanted += 1

    def come_back(self) -> None:
        with self._lock:
            self._wanted -= 1
            if self._wanted == 0:
                os.dup2(self._kept, 2)
                os.close(self._kept)


_STDERR = _Stderr()


@contextmanager
def quiet_stderr() -> Iterator[None]:
    """Discard what is written to file descriptor 2 meanwhile; for the moment of opening a device only.

    On Linux, ALSA writes up to twenty lines there where no sound card is found. What the user needs is our one line.
    """
    if sys.platform != "linux":
        yield
        return
    _STDERR.leave()
    try:
        yield
    finally:
        _STDERR.come_back()
