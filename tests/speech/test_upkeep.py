"""Looking after the cache: what was not used for longest goes first, and nothing that is not ours ever goes."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from voicecoach.environment import Environment
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.clip_file import Label
from voicecoach.speech.fingerprint import fingerprint
from voicecoach.speech.upkeep import IN_USE, clear, clips_in, label_of, limit_in, trim
from voicecoach.status import Status, VoicecoachError

IDENTITY = {"engine": "stand-in", "voice": "sine", "rate": "150"}
NOW = datetime.now(UTC)
SIZE = 5000
"""Bytes of one clip here, and some more for its chunks."""

FOREIGN = {
    "letter.txt": b"Dear Anna,",
    "tune.wav": b"RIFF....",
    "tune-0123456789abcdef01234567.wav": b"RIFF....WAVEfmt and so on",
    "voice-0123456789abcdef01234567.json": b'{"voice": "tenor", "wage": 7}',
    "model-0123456789abcdef01234567.json": b'{"model": "T", "year": 1908}',
    ".letter.txt.abcd1234.part": b"Dear",
}
"""Files of somebody else's; some have names as ours."""


def fill(folder: Path, texts: Sequence[str], days: float = 0) -> list[Path]:
    """The files of clips that were last used so many days ago, each next an hour after the one before it."""
    cache = ClipCache(folder, IDENTITY)
    paths = []
    for hours, text in enumerate(texts):
        before = set(folder.glob("*.wav"))
        cache.put(text, np.ones(SIZE // 2, np.int16))
        (path,) = set(folder.glob("*.wav")) - before
        age(path, days * 24 - hours)
        paths.append(path)
    return paths


def age(path: Path, hours: float) -> None:
    used = NOW.timestamp() - hours * 3600
    os.utime(path, (used, used))


def put_foreign(folder: Path) -> None:
    for name, content in FOREIGN.items():
        (folder / name).write_bytes(content)
        age(folder / name, 1000)


def foreign_are_there(folder: Path) -> bool:
    return all((folder / name).read_bytes() == content for name, content in FOREIGN.items())


# --- what is there -----------------------------------------------------------------------------------


def test_clips_are_told_with_what_they_say_and_when_they_were_used(tmp_path: Path) -> None:
    earlier, later = fill(tmp_path, ["Retract.", "Über 3, and “go”?"], days=2)
    put_foreign(tmp_path)
    clips = [clip for clip in clips_in(tmp_path) if label_of(clip) is not None]
    assert [clip.path for clip in clips] == [later, earlier]
    assert [label_of(clip) for clip in clips] == [Label("Über 3, and “go”?", "sine 150"), Label("Retract.", "sine 150")]
    assert clips[1].used == pytest.approx((NOW - timedelta(days=2)).timestamp())


def test_nothing_is_there_where_there_is_no_folder(tmp_path: Path) -> None:
    assert clips_in(tmp_path / "none") == []
    assert trim(tmp_path / "none", 0, NOW) == 0
    assert clear(tmp_path / "none", NOW).clips == 0


def test_a_folder_that_is_a_file_is_told(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    with pytest.raises(VoicecoachError) as caught:
        clips_in(file)
    assert caught.value.message == f"The speech cache {file} cannot be read: Not a directory."
    assert trim(file, 0, NOW) == 0
    assert file.read_bytes() == b"mine"


def test_a_clip_that_is_used_is_marked_at_most_once_an_hour(tmp_path: Path) -> None:
    (path,) = fill(tmp_path, ["Retract."], days=1)
    cache = ClipCache(tmp_path, IDENTITY)
    assert cache.get("Retract.") is not None
    assert time.time() - path.stat().st_mtime < 60
    age(path, 0.5)
    marked = path.stat().st_mtime
    assert cache.get("Retract.") is not None
    assert path.stat().st_mtime == marked


def test_a_damaged_clip_is_not_marked(tmp_path: Path) -> None:
    (path,) = fill(tmp_path, ["Retract."])
    path.write_bytes(path.read_bytes()[:-1])
    age(path, 30)
    assert ClipCache(tmp_path, IDENTITY).get("Retract.") is None
    assert time.time() - path.stat().st_mtime > 3600


# --- the limit ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "size"),
    [(None, 500_000_000), ("", 500_000_000), ("2GB", 2_000_000_000), ("1.5 gb", 1_500_000_000), ("0kB", 0)],
)
def test_limits(words: str | None, size: int) -> None:
    assert limit_in(Environment({} if words is None else {"VOICECOACH_CACHE_LIMIT": words})) == size


@pytest.mark.parametrize("words", ["500", "much", "-1MB", "1e9", "∞GB", "5 TB"])
def test_what_is_no_limit(words: str) -> None:
    with pytest.raises(VoicecoachError) as caught:
        limit_in(Environment({"VOICECOACH_CACHE_LIMIT": words}))
    assert caught.value.message == (f"VOICECOACH_CACHE_LIMIT is “{words}”: expected a size such as 500MB or 2GB.")
    assert caught.value.status == Status.WRONG_USE


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    oldest, older, newer, newest = fill(tmp_path, ["One.", "Two.", "Three.", "Four."], days=9)
    put_foreign(tmp_path)
    total = sum(clip.size for clip in clips_in(tmp_path))
    assert trim(tmp_path, total, NOW) == 0
    assert trim(tmp_path, total - oldest.stat().st_size - 1, NOW) == 2
    assert [path.exists() for path in (oldest, older, newer, newest)] == [False, False, True, True]
    assert ClipCache(tmp_path, IDENTITY).get("Three.") is not None  # which is used now
    assert trim(tmp_path, 0, NOW) == 1
    assert newer.exists()
    assert foreign_are_there(tmp_path)


def test_what_was_used_a_short_while_ago_stays_whatever_the_limit(tmp_path: Path) -> None:
    paths = fill(tmp_path, ["One.", "Two.", "Three."])
    for path, seconds in zip(paths, (IN_USE - 60, IN_USE + 60, -60), strict=True):
        age(path, seconds / 3600)
    assert trim(tmp_path, 0, NOW) == 1
    assert [path.exists() for path in paths] == [True, False, True]


def test_a_clip_of_the_far_future_is_no_treasure(tmp_path: Path) -> None:
    """The clock was wrong when it was used."""
    (path,) = fill(tmp_path, ["One."], days=-4000)
    assert trim(tmp_path, 0, NOW) == 1
    assert not path.exists()


def test_half_written_files_go_when_nobody_can_be_writing_them(tmp_path: Path) -> None:
    (clip,) = fill(tmp_path, ["One."])
    old, fresh = (tmp_path / f".one-0123456789abcdef01234567.wav.{name}.part" for name in ("abcd_123", "abcd_124"))
    for part in (old, fresh):
        part.write_bytes(clip.read_bytes()[:2000])
    age(old, 2)
    trim(tmp_path, 10**9, NOW)
    assert (old.exists(), fresh.exists(), clip.exists()) == (False, True, True)


@pytest.mark.skipif(sys.platform == "win32", reason="no links there")
def test_links_are_neither_followed_nor_removed(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "cache"
    (path,) = fill(outside, ["One."], days=9)
    folder.mkdir()
    link = folder / path.name
    link.symlink_to(path)
    assert clips_in(folder) == []
    assert trim(folder, 0, NOW) == 0
    assert clear(folder, NOW).clips == 0
    assert link.is_symlink()
    assert path.exists()


TRIMMER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from voicecoach.speech.upkeep import trim
print(trim(Path(sys.argv[1]), 0, datetime.now(timezone.utc)))
"""


def test_two_at_once_remove_each_clip_once(tmp_path: Path) -> None:
    fill(tmp_path, [f"Number {i}." for i in range(200)], days=30)
    both = [subprocess.Popen([sys.executable, "-c", TRIMMER, tmp_path], stdout=subprocess.PIPE) for _ in range(2)]
    assert sum(int(each.communicate(timeout=60)[0]) for each in both) == 200
    assert list(tmp_path.iterdir()) == []


# --- all of it ---------------------------------------------------------------------------------------


def test_all_that_is_ours_goes_and_nothing_else(tmp_path: Path) -> None:
    paths = fill(tmp_path, ["One.", "Two.", "Three."])
    ClipCache(tmp_path, IDENTITY).put_gain(-3.0)
    fingerprint([Path(__file__)], tmp_path)  # of a model, whose checksum is kept
    paths[1].write_bytes(paths[1].read_bytes()[:900])  # damaged
    paths[2].write_bytes(b"")  # as a power cut may leave it
    put_foreign(tmp_path)
    cleared = clear(tmp_path, NOW)
    assert cleared.clips == 3
    assert {path.name for path in cleared.left} == {"tune-0123456789abcdef01234567.wav"}
    assert {path.name for path in tmp_path.iterdir()} == set(FOREIGN)
    assert foreign_are_there(tmp_path)
