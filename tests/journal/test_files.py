"""The journal's file: who may read it, and folders that refuse it."""

import os
import sqlite3
import stat
import sys
from pathlib import Path

import pytest

from tests.journal.records import record
from voicecoach.journal import connection
from voicecoach.journal.errors import JournalError
from voicecoach.journal.store import Journal

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")


def rights(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


# --- rights --------------------------------------------------------------------------------------


@posix
def test_only_the_owner_may_read_it(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        folder = tmp_path / "home"
        with Journal.open(folder) as journal, journal._transaction():
            journal._connection.execute("DELETE FROM sessions")
            journal._insert(record())
            assert {path.name: rights(path) for path in folder.iterdir()} == {
                "journal.db": 0o600,
                "journal.db-journal": 0o600,
            }
        assert rights(folder) == 0o700
    finally:
        os.umask(before)


@posix
@pytest.mark.parametrize("create", [True, False])
def test_looser_rights_are_mended(create: bool, full: Path) -> None:
    full.chmod(0o755)
    (full / "journal.db").chmod(0o644)
    Journal.open(full, create=create).close()
    assert (rights(full), rights(full / "journal.db")) == (0o700, 0o600)


@posix
def test_a_folder_of_many_is_left_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As /tmp, or a home. The journal itself is private there, too."""
    shared, home = tmp_path / "shared", tmp_path / "me"
    for folder, mode in ((shared, 0o1777), (home, 0o755)):
        folder.mkdir()
        folder.chmod(mode)
    monkeypatch.setenv("HOME", str(home))
    for folder, mode in ((shared, 0o1777), (home, 0o755)):
        Journal.open(folder).close()
        assert (rights(folder), rights(folder / "journal.db")) == (mode, 0o600)


# --- folders that refuse -------------------------------------------------------------------------


def test_a_file_in_the_place_of_the_folder(tmp_path: Path) -> None:
    (tmp_path / "home").write_bytes(b"")
    for folder, reason in ((tmp_path / "home", "File exists"), (tmp_path / "home" / "x", "Not a directory")):
        with pytest.raises(JournalError) as caught:
            Journal.open(folder)
        assert caught.value.message == f"The journal {folder}/journal.db cannot be used: {reason}."
        assert "VOICECOACH_HOME" in caught.value.cure


def test_a_folder_in_the_place_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "journal.db").mkdir()
    for create in (True, False):
        with pytest.raises(JournalError, match="Is a directory"):
            Journal.open(tmp_path, create=create)


@pytest.mark.skipif(sys.platform != "linux", reason="/proc")
def test_a_folder_that_nobody_can_write() -> None:
    with pytest.raises(JournalError, match="cannot be used: "):
        Journal.open(Path("/proc/voicecoach"))


def test_a_file_that_is_read_only(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights mean nothing to root, so SQLite is told to open it so."""
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **rest: connect(f"file:{path}?mode=ro", uri=True, **rest))
    with Journal.open(full) as journal:
        assert journal.count() == 60
        with pytest.raises(JournalError, match="cannot be used: it is read-only"):
            journal.add(record())


def test_locked_by_another_program(full: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "PATIENCE", 0.01)
    other = sqlite3.connect(full / "journal.db", isolation_level=None)
    with Journal.open(full) as journal:
        other.execute("BEGIN IMMEDIATE")
        assert journal.count() == 60
        with pytest.raises(JournalError) as caught:
            journal.add(record())
        assert caught.value.message == f"The journal {full}/journal.db is in use by another program."
        other.execute("COMMIT")
        assert journal.add(record()) == 61
    other.execute("BEGIN EXCLUSIVE")
    with pytest.raises(JournalError, match="in use"):
        Journal.open(full)
    other.close()
