"""Journals of other versions, and damaged ones."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journal.records import MORNING, answer, exactly, record
from voicecoach.journal import schema
from voicecoach.journal.errors import DamagedJournalError, JournalError
from voicecoach.journal.models import Work
from voicecoach.journal.renewal import renew
from voicecoach.journal.store import Journal
from voicecoach.status import Status, VoicecoachError

# --- versions ------------------------------------------------------------------------------------


def test_a_file_of_the_first_version(tmp_path: Path) -> None:
    """As it was written then: this text must never change."""
    raw = sqlite3.connect(tmp_path / "journal.db")
    raw.executescript(
        """
        CREATE TABLE sessions (
            id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, routine TEXT NOT NULL,
            started INTEGER NOT NULL, started_offset INTEGER NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,
            digest TEXT NOT NULL, dose TEXT NOT NULL, planned TEXT NOT NULL, done TEXT NOT NULL, ended INTEGER,
            ended_offset INTEGER, last_rep INTEGER, last_rep_offset INTEGER, pauses INTEGER NOT NULL, ending TEXT,
            outcome TEXT, rule TEXT NOT NULL, later TEXT NOT NULL, awaiting INTEGER NOT NULL, override TEXT NOT NULL,
            note TEXT NOT NULL
        );
        CREATE INDEX sessions_by_start ON sessions (started);
        CREATE INDEX sessions_by_routine ON sessions (routine, started);
        CREATE INDEX sessions_awaiting ON sessions (started) WHERE awaiting;
        CREATE TABLE answers (
            place INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
            phase TEXT NOT NULL, question TEXT NOT NULL, round INTEGER NOT NULL, value, given TEXT NOT NULL,
            at INTEGER NOT NULL, at_offset INTEGER NOT NULL, since INTEGER, UNIQUE (session, phase, question, round)
        );
        INSERT INTO sessions VALUES (
            7, 'one', 'Cervical retraction with extension', 1772346615250, 3600, 'live', '', '', '', '[]',
            '[["Nod", 2, 20]]', NULL, NULL, NULL, NULL, 1, NULL, NULL, '', '[600000]', 0, '', 'Ünd.'
        );
        INSERT INTO answers VALUES (1, 7, 'before', 'pain', 0, 4, 'keys', 1772346615250, 3600, NULL);
        INSERT INTO answers VALUES (2, 7, 'before', 'own', 0, '4', 'keys', 1772346615250, 3600, 5);
        PRAGMA user_version = 1;
        """
    )
    raw.close()
    with Journal.open(tmp_path) as journal:
        answers = (answer("before", "pain", 4), answer("before", "own", "4", since=5))
        expected = record(done=(Work("Nod", 2, 20),), pauses=1, later=(600_000,), note="Ünd.", answers=answers)
        assert exactly(journal.get(7)) == exactly(expected)
        assert schema.version_of(journal._connection) == schema.VERSION


def test_steps_are_done_in_order_all_or_none(tmp_path: Path) -> None:
    steps = (
        *schema.STEPS,
        "CREATE TABLE more (a);\nCREATE TABLE less (b);\n",
        "INSERT INTO more VALUES (1);\nWRONG;\n",
    )
    with Journal.open(tmp_path) as journal:
        with pytest.raises(DamagedJournalError), journal._transaction():
            schema.bring_up_to_date(journal._connection, steps)
        assert schema.version_of(journal._connection) == 1
        with journal._transaction():
            schema.bring_up_to_date(journal._connection, steps[:2])
        assert schema.version_of(journal._connection) == 2
        assert journal._connection.execute("SELECT * FROM more, less").fetchall() == []


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
            f"The journal {path} has version 9, and this voicecoach knows only versions up to 1."
        )
        assert caught.value.cure == "Nothing was changed. Use the newer voicecoach that wrote it."
        assert caught.value.status == Status.FAILED
    with pytest.raises(JournalError, match="version 9"):
        renew(full, MORNING)
    assert path.read_bytes() == before
    assert [each.name for each in full.iterdir()] == ["journal.db"]


# --- damage --------------------------------------------------------------------------------------


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(1).randbytes(20_000))  # noqa: S311 - any bytes


def another_program(path: Path) -> None:
    path.unlink()
    raw = sqlite3.connect(path)
    raw.execute("CREATE TABLE bookmarks (url)")
    raw.close()


def truncated(path: Path) -> None:
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def overwritten(path: Path) -> None:
    data = bytearray(path.read_bytes())
    data[4096 : 3 * 4096] = b"\xff" * 2 * 4096
    path.write_bytes(data)


def altered(path: Path) -> None:
    """SQLite cannot know: a list that is none, in a sound file."""
    raw = sqlite3.connect(path)
    raw.execute("UPDATE sessions SET done = 'nonsense' WHERE id = 1")
    raw.commit()
    raw.close()


DAMAGES = (garbage, another_program, truncated, overwritten, altered)


@pytest.mark.parametrize("damage", DAMAGES)
def test_damage(damage: Callable[[Path], None], full: Path) -> None:
    path = full / "journal.db"
    damage(path)
    data = path.read_bytes()
    with pytest.raises(DamagedJournalError) as caught, Journal.open(full) as journal:
        list(journal.oldest_first())
    assert caught.value.message == f"The journal {path} is damaged."
    assert caught.value.cure == "`voicecoach log renew` moves it aside and begins a new one; nothing is deleted."

    aside = renew(full, MORNING)
    assert aside == full / "journal.db.damaged-20260301-073015"
    assert aside.read_bytes() == data
    with Journal.open(full) as journal:
        assert journal.count() == 0

    garbage(path)
    assert renew(full, MORNING) == full / "journal.db.damaged-20260301-073016"


def test_a_side_file_goes_with_the_damaged_journal(full: Path) -> None:
    """SQLite must not play it back into the new one."""
    garbage(full / "journal.db")
    (full / "journal.db-journal").write_bytes(bytes(512))  # as a killed process may leave it
    aside = renew(full, MORNING)
    assert sorted(each.name for each in full.iterdir()) == sorted(["journal.db", aside.name, f"{aside.name}-journal"])


def test_a_sound_journal_is_not_renewed(full: Path, tmp_path: Path) -> None:
    before = (full / "journal.db").read_bytes()
    with pytest.raises(VoicecoachError, match="is sound; it stays as it is"):
        renew(full, MORNING)
    assert (full / "journal.db").read_bytes() == before
    with pytest.raises(VoicecoachError, match="There is no journal"):
        renew(tmp_path / "nowhere", MORNING)
