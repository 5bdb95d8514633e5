"""Damaged journals, which are moved aside."""

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journal.records import MORNING
from voicecoach.journal.errors import DamagedJournalError
from voicecoach.journal.renewal import renew
from voicecoach.journal.store import Journal
from voicecoach.status import VoicecoachError


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


def altered(change: str) -> Callable[[Path], None]:
    """SQLite cannot know: something that is none, in a sound file."""

    def alter(path: Path) -> None:
        raw = sqlite3.connect(path)
        raw.execute(change)
        raw.commit()
        raw.close()

    return alter


DAMAGES = (
    garbage,
    another_program,
    truncated,
    overwritten,
    altered("UPDATE sessions SET done = 'nonsense' WHERE id = 1"),
    altered("UPDATE answers SET heard = x'00' WHERE place = 1"),
    altered("UPDATE answers SET sure = 'very' WHERE place = 1"),
    altered("UPDATE answers SET sure = 101 WHERE place = 1"),
    altered("UPDATE answers SET confirmed = 'perhaps' WHERE place = 1"),
)


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
