"""Journals of other versions: older ones are brought up to date, all or nothing, and newer ones are not touched."""

import os
import sqlite3
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journal.older import PUT, SEVEN, of_version_1
from tests.journal.records import MORNING, answer, exactly
from voicecoach.journal import connection, schema
from voicecoach.journal.errors import DamagedJournalError, JournalError
from voicecoach.journal.renewal import renew
from voicecoach.journal.store import Journal
from voicecoach.status import Status

ROOT = Path(__file__).parents[2]
SPOKEN = answer("after", "pain", 3, given="voice", heard="three", sure=97, confirmed="unopposed")


def version_of(path: Path) -> int:
    raw = sqlite3.connect(path)
    try:
        return schema.version_of(raw)
    finally:
        raw.close()


# --- older ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("create", [True, False])
def test_a_file_of_the_first_version(create: bool, tmp_path: Path) -> None:
    path = of_version_1(tmp_path)
    with Journal.open(tmp_path, create=create) as journal:
        assert exactly(journal.get(7)) == exactly(SEVEN)
        assert not journal.ever_spoken()
        journal.put_answer("one", SPOKEN)
    assert version_of(path) == schema.VERSION == 2
    with Journal.open(tmp_path) as journal:
        assert exactly(journal.get(7)) == exactly(replace(SEVEN, answers=(*SEVEN.answers, SPOKEN)))
        assert journal.ever_spoken()
        assert journal.is_sound()


def test_it_gets_the_tables_of_a_new_one(tmp_path: Path) -> None:
    of_version_1(tmp_path)
    with Journal.open(tmp_path) as older, Journal.open(Path("none"), create=False) as new:
        for table in ("sessions", "answers"):
            columns, others = (
                [tuple(row) for row in each._connection.execute(f"PRAGMA table_info({table})")] for each in (older, new)
            )
            assert columns == others
        indexes, others = (
            sorted(row["name"] for row in each._connection.execute("SELECT name FROM sqlite_master"))
            for each in (older, new)
        )
        assert indexes == others


def test_steps_are_done_in_order_all_or_none(tmp_path: Path) -> None:
    steps = (
        *schema.STEPS,
        "CREATE TABLE more (a);\nCREATE TABLE less (b);\n",
        "INSERT INTO more VALUES (1);\nWRONG;\n",
    )
    with Journal.open(tmp_path) as journal:
        with pytest.raises(DamagedJournalError), journal._transaction():
            schema.bring_up_to_date(journal._connection, steps)
        assert schema.version_of(journal._connection) == schema.VERSION
        with journal._transaction():
            schema.bring_up_to_date(journal._connection, steps[:-1])
        assert schema.version_of(journal._connection) == schema.VERSION + 1
        assert journal._connection.execute("SELECT * FROM more, less").fetchall() == []


@pytest.mark.parametrize("done", range(5))
def test_a_step_that_breaks_off_leaves_the_file_as_it_was(
    done: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """After any of its statements."""
    path = of_version_1(tmp_path)
    before = path.read_bytes()

    def broken(raw: sqlite3.Connection, steps: Sequence[str] = schema.STEPS) -> None:
        statements = steps[1].split(";\n")
        assert len(statements) == 5
        schema.bring_up_to_date(raw, (steps[0], ";\n".join([*statements[:done], "WRONG"])))

    with monkeypatch.context() as patch:
        patch.setattr(connection, "bring_up_to_date", broken)
        with pytest.raises(DamagedJournalError):
            Journal.open(tmp_path)
    assert path.read_bytes() == before
    with Journal.open(tmp_path) as journal:
        assert exactly(journal.get(7)) == exactly(SEVEN)


OPENING = """
import resource, sys
from pathlib import Path
from voicecoach.journal.errors import JournalError
from voicecoach.journal.store import Journal

folder = Path(sys.argv[1])
size = (folder / "journal.db").stat().st_size
resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
try:
    Journal.open(folder)
except JournalError as error:
    print(error.message)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path) -> None:
    path = of_version_1(tmp_path)
    outcome = subprocess.run(
        [sys.executable, "-c", OPENING, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (outcome.stdout, outcome.stderr) == (
        f"The journal {path} cannot be used: the disk is full or faulty.\n",
        "",
    )
    assert version_of(path) == 1
    with Journal.open(tmp_path) as journal:
        assert exactly(journal.get(7)) == exactly(SEVEN)


def test_a_file_that_is_read_only(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rights mean nothing to root, so SQLite is told to open it so."""
    path = of_version_1(tmp_path)
    before = path.read_bytes()
    connect = sqlite3.connect
    monkeypatch.setattr(sqlite3, "connect", lambda path, **rest: connect(f"file:{path}?mode=ro", uri=True, **rest))
    with pytest.raises(JournalError, match="cannot be used: it is read-only"):
        Journal.open(tmp_path, create=False)
    assert path.read_bytes() == before


def test_a_session_that_an_older_voicecoach_is_leading_goes_on(tmp_path: Path) -> None:
    older = sqlite3.connect(of_version_1(tmp_path), isolation_level=None)
    older.execute(PUT)
    with Journal.open(tmp_path) as journal:
        older.execute(PUT)
        found = journal.get(7)
    older.close()
    assert exactly(found) == exactly(replace(SEVEN, answers=(*SEVEN.answers, answer("after", "pain", 3, since=9))))


def test_a_damaged_one_is_renewed(tmp_path: Path) -> None:
    path = of_version_1(tmp_path)
    raw = sqlite3.connect(path)
    raw.execute("DROP TABLE answers")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(DamagedJournalError):
        Journal.open(tmp_path)
    assert renew(tmp_path, MORNING).read_bytes() == before
    with Journal.open(tmp_path) as journal:
        assert journal.count() == 0


# --- newer ---------------------------------------------------------------------------------------


def test_a_newer_version_is_not_touched(full: Path) -> None:
    path = full / "journal.db"
    raw = sqlite3.connect(path)
    raw.execute("PRAGMA user_version = 9")
    raw.close()
    before = path.read_bytes()
    for create in (True, False):
        with pytest.raises(JournalError) as caught:
            Journal.open(full, create=create)
        assert caught.value.message == (
            f"The journal {path} has version 9, and this voicecoach knows only versions up to 2."
        )
        assert caught.value.cure == "Nothing was changed. Use the newer voicecoach that wrote it."
        assert caught.value.status == Status.FAILED
    with pytest.raises(JournalError, match="version 9"):
        renew(full, MORNING)
    assert path.read_bytes() == before
    assert [each.name for each in full.iterdir()] == ["journal.db"]
