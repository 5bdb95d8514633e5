"""What can be wrong with the journal, in words for the one who owns it."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from voicecoach.status import VoicecoachError


class JournalError(VoicecoachError):
    """The journal cannot be used: damaged, of a newer version, locked, or not to be written."""


class DamagedJournalError(JournalError):
    """The file is not a sound journal. `voicecoach log renew` moves it aside."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"The journal {path} is damaged.",
            cure="`voicecoach log renew` moves it aside and begins a new one; nothing is deleted.",
        )


def unwritable(path: Path, reason: str) -> JournalError:
    """The error of a journal that its folder or its disk refuses."""
    return JournalError(
        f"The journal {path} cannot be used: {reason}.",
        cure="Free some space or mend its rights, or name another folder in VOICECOACH_HOME.",
    )


@contextlib.contextmanager
def in_plain_words(path: Path) -> Iterator[None]:
    """Turns what SQLite and the system say in this block into a `JournalError`.

    What SQLite tells of a wrong call (an IntegrityError) goes through.
    """
    try:
        yield
    except sqlite3.IntegrityError:
        raise
    except sqlite3.Error as error:
        raise _translated(path, error) from error
    except OSError as error:
        raise unwritable(path, error.strerror or str(error)) from error


_REASONS = {
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_READONLY: "it is read-only",
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_PERM: "it cannot be opened",
    sqlite3.SQLITE_IOERR: "the disk is full or faulty",
}


def _translated(path: Path, error: sqlite3.Error) -> JournalError:
    # the low byte is the kind of error; an error of Python's own has no code: bytes that are no text
    code = getattr(error, "sqlite_errorcode", sqlite3.SQLITE_CORRUPT) & 0xFF
    if code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
        return JournalError(
            f"The journal {path} is in use by another program.", cure="Try again when that one has finished."
        )
    if code in _REASONS:
        return unwritable(path, _REASONS[code])
    return DamagedJournalError(path)
