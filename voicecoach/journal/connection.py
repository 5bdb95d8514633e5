"""Opening the journal's file."""

import contextlib
import errno
import os
import sqlite3
from pathlib import Path

from voicecoach.journal.errors import DamagedJournalError, JournalError, in_plain_words
from voicecoach.journal.place import NAME, make_private, mend_rights
from voicecoach.journal.schema import VERSION, bring_up_to_date, is_empty, version_of

PATIENCE = 5.0
"""Seconds for which a call waits for another process that is writing."""


def connect(folder: Path, *, create: bool) -> sqlite3.Connection:
    """The journal in `folder`, of this version; without `create`, one in memory where there is none.

    Raises `JournalError`.
    """
    path = folder / NAME
    with in_plain_words(path):
        if create:
            make_private(folder)
        elif path.exists():
            mend_rights(path)
        elif folder.exists() and not folder.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR), str(folder))
        there = path.exists()
        connection = sqlite3.connect(path if there else ":memory:", timeout=PATIENCE, isolation_level=None)
        try:
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def connect_to_copy(folder: Path) -> sqlite3.Connection:
    """A copy of the journal in `folder` in memory, of this version; the file is only read. Raises `JournalError`."""
    path = folder / NAME
    with in_plain_words(path):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        try:
            address = f"{path.absolute().as_uri()}?mode=ro"
            with contextlib.closing(sqlite3.connect(address, uri=True, timeout=PATIENCE)) as file:
                version_of(file)  # which waits no longer than that for another process; copying would wait forever
                file.backup(connection)
            _prepare(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _prepare(connection: sqlite3.Connection, path: Path) -> None:
    connection.row_factory = sqlite3.Row
    version = version_of(connection)
    if version > VERSION:
        raise JournalError(
            f"The journal {path} has version {version}, and this voicecoach knows only versions up to {VERSION}.",
            cure="Nothing was changed. Use the newer voicecoach that wrote it.",
        )
    connection.execute("PRAGMA journal_mode = DELETE")
    # one step more than FULL: with a rollback journal, FULL would let a power cut undo the last write
    connection.execute("PRAGMA synchronous = EXTRA")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA secure_delete = ON")  # what is deleted is overwritten, too
    if version < VERSION:
        _migrate(connection, path)


def _migrate(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("BEGIN IMMEDIATE")
    # looked at again, now that nobody else can be doing the same
    if version_of(connection) == 0 and not is_empty(connection):
        raise DamagedJournalError(path)
    bring_up_to_date(connection)
    connection.execute("COMMIT")
