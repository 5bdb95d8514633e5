"""Which sessions are going on: a lock for each, which the system releases however their process ends.

So a record that has no ending and is not running was cut short.
"""

import contextlib
import hashlib
import os
import sys
from collections.abc import Iterator
from pathlib import Path

from voicecoach.journal.errors import JournalError


@contextlib.contextmanager
def hold(folder: Path, uid: str) -> Iterator[None]:
    """Mark the session as going on, for the block. Raises `JournalError` where that cannot be written."""
    path = _path(folder, uid)
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = _locked_file(path)
    except OSError as error:
        raise JournalError(f"{path} cannot be written: {error.strerror or error}.") from error
    try:
        yield
    finally:
        _drop(path, descriptor)


def is_running(folder: Path, uid: str) -> bool:
    """Whether a process holds the session. The file that a killed one left behind is removed."""
    return _is_held(_path(folder, uid))


def anybody_running(folder: Path) -> bool:
    """Whether any process holds a session."""
    try:
        files = list((folder / "running").iterdir())
    except OSError:
        return False
    return any(_is_held(each) for each in files)


def _is_held(path: Path) -> bool:
    """Whether a process holds the file. One that a killed process left behind is removed."""
    try:
        descriptor = os.open(path, os.O_RDWR)
    except OSError:
        return False
    if not _lock(descriptor, wait=False):
        os.close(descriptor)
        return True
    _drop(path, descriptor)
    return False


def _path(folder: Path, uid: str) -> Path:
    # a uid may come from a file that somebody sent, and must not lead to another folder
    return folder / "running" / hashlib.sha256(uid.encode("utf-8", "replace")).hexdigest()[:32]


def _locked_file(path: Path) -> int:
    """The file, made and locked. Whoever sees it before it is locked may remove it: then it is made again."""
    while True:
        descriptor = os.open(path, os.O_CREAT | os.O_RDWR, 0o600)
        _lock(descriptor, wait=True)
        with contextlib.suppress(FileNotFoundError):
            if os.path.samestat(path.stat(), os.fstat(descriptor)):
                return descriptor
        os.close(descriptor)


def _drop(path: Path, descriptor: int) -> None:
    """Remove a file that we have locked."""
    if sys.platform == "win32":  # where a file that is open cannot be removed
        os.close(descriptor)
        with contextlib.suppress(OSError):
            path.unlink()
    else:
        with contextlib.suppress(OSError):
            path.unlink()
        os.close(descriptor)


if sys.platform == "win32":
    import msvcrt

    def _lock(descriptor: int, *, wait: bool) -> bool:
        """Lock the file; whether that was possible."""
        try:
            msvcrt.locking(descriptor, msvcrt.LK_LOCK if wait else msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import fcntl

    def _lock(descriptor: int, *, wait: bool) -> bool:
        """Lock the file; whether that was possible."""
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX if wait else fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True
