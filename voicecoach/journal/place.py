"""Where the journal is, and that nobody else can read it."""

import errno
import os
import stat
import sys
from pathlib import Path

NAME = "journal.db"


def make_private(folder: Path) -> Path:
    """Make the folder and an empty journal in it where they are missing; the path of the journal.

    Nobody but the owner has any right to them, from the first byte on, and rights that are looser are mended.
    Raises OSError.
    """
    path = folder / NAME
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        # SQLite gives its side files the rights of this one
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    mend_rights(path)
    return path


def mend_rights(path: Path) -> None:
    """Take others' rights to the journal and to its folder, where we own them. Raises OSError."""
    if path.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))
    for each, rights in loose(path):
        each.chmod(rights)


def loose(path: Path) -> list[tuple[Path, int]]:
    """Of the journal and its folder what others have a right to, and the rights it should have. Raises OSError."""
    found = []
    for each, rights in ((path, 0o600), (path.parent, 0o700)):
        status = each.stat()
        if stat.S_IMODE(status.st_mode) & 0o077 and _owned(status) and not _shared(each, status):
            found.append((each, rights))
    return found


def _owned(found: os.stat_result) -> bool:
    return sys.platform != "win32" and found.st_uid == os.getuid()


def _shared(path: Path, found: os.stat_result) -> bool:
    """Whether others live here by right, as in /tmp or a home: the journal in it is private all the same."""
    return bool(found.st_mode & stat.S_ISVTX) or path.resolve() == Path.home().resolve()
