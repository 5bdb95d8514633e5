"""What the doctor finds in the folders: all of it is told, and nothing is changed."""

import os
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from tests.journal.importing import ONE, TWO
from tests.sound_card import ROOT
from voicecoach.doctor import Finding, checked
from voicecoach.doctor.folders import CACHE, DATA, SESSIONS, check_cache, check_data, check_journal
from voicecoach.doctor.routines import check_routines
from voicecoach.environment import Environment
from voicecoach.journal.place import NAME
from voicecoach.journal.store import Journal
from voicecoach.speech.cache import ClipCache

posix = pytest.mark.skipif(sys.platform == "win32", reason="rights are other ones there")


@pytest.fixture
def home(tmp_path: Path) -> Path:
    """With a journal of two sessions."""
    folder = tmp_path / "home"
    with Journal.open(folder) as journal:
        journal.add_all([ONE, TWO])
    return folder


def files(folder: Path) -> dict[str, tuple[int, bytes]]:
    """Rights and content of all there is."""
    return {path.name: (path.stat().st_mode, path.read_bytes()) for path in folder.iterdir()}


def journal_of(home: Path) -> Finding:
    return checked(SESSIONS, lambda: check_journal(home))


# --- the data folder ---------------------------------------------------------------------------------


def test_a_folder_as_it_should_be(home: Path) -> None:
    before = files(home)
    assert check_data(home) == Finding(DATA, "works", str(home))
    assert journal_of(home) == Finding(SESSIONS, "works", "2 sessions, all of them sound")
    assert files(home) == before


def test_before_the_first_session_nothing_is_made(tmp_path: Path) -> None:
    home = tmp_path / "deep" / "home"
    assert check_data(home) == Finding(DATA, "works", f"{home}, once something is kept")
    assert journal_of(home) == Finding(SESSIONS, "works", "none yet; the first session begins it")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("deeper", ["", "deeper"])
def test_a_home_that_is_a_file(deeper: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    assert check_data(file / deeper) == Finding(
        DATA,
        "fails",
        f"{file / deeper} cannot be written: Not a directory",
        "Mend its rights, free some space, or name another folder in VOICECOACH_HOME.",
    )


@posix
@pytest.mark.skipif(sys.platform != "win32" and os.getuid() == 0, reason="root may write everywhere")
def test_a_home_that_cannot_be_written(home: Path) -> None:
    home.chmod(0o500)
    assert check_data(home).state == "fails"
    home.chmod(0o700)


@posix
def test_what_others_can_read_is_told_and_left(home: Path, tmp_path: Path) -> None:
    home = home.rename(tmp_path / "Ann's home")
    home.chmod(0o755)
    (home / NAME).chmod(0o644)
    before = files(home)
    assert check_data(home) == Finding(
        DATA,
        "weak",
        f"{home}: others on this computer can read it; the next session ends that",
        f"chmod 600 {shlex.quote(f'{home / NAME}')} && chmod 700 {shlex.quote(f'{home}')}",
    )
    assert files(home) == before
    assert home.stat().st_mode & 0o777 == 0o755


# --- the journal -------------------------------------------------------------------------------------


@pytest.mark.parametrize("content", [b"Dear Anna,", b"SQLite format 3\0" + bytes(4000)])
def test_a_damaged_journal(content: bytes, home: Path) -> None:
    (home / NAME).write_bytes(content)
    assert journal_of(home) == Finding(
        SESSIONS,
        "fails",
        f"The journal {home / NAME} is damaged.",
        "`voicecoach log renew` moves it aside and begins a new one; nothing is deleted.",
    )
    assert (home / NAME).read_bytes() == content


def test_a_newer_journal(home: Path) -> None:
    with Journal.open(home) as journal:
        journal._connection.execute("PRAGMA user_version = 99")
    found = journal_of(home)
    assert (found.state, found.cure) == ("fails", "Nothing was changed. Use the newer voicecoach that wrote it.")


CUT_OFF = """
import os, signal, sys
from pathlib import Path
from voicecoach.journal.store import Journal
with Journal.open(Path(sys.argv[1])) as journal:
    connection = journal._connection
    connection.execute("PRAGMA cache_size = 1")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("CREATE TABLE large (x)")
    for _ in range(200):
        connection.execute("INSERT INTO large VALUES (?)", ("x" * 2000,))
    os.kill(os.getpid(), signal.SIGKILL)
"""


@posix
def test_a_journal_whose_last_change_was_cut_off(home: Path) -> None:
    died = subprocess.run([sys.executable, "-c", CUT_OFF, home], check=False, cwd=ROOT)
    assert died.returncode == -signal.SIGKILL
    before = files(home)
    assert journal_of(home) == Finding(
        SESSIONS, "weak", "something cut off its last change", "To put it right: voicecoach log"
    )
    assert files(home) == before
    Journal.open(home).close()
    with Journal.open(home) as journal:
        assert journal.count() == 2
    assert journal_of(home).state == "works"


# --- the cache ---------------------------------------------------------------------------------------


def test_the_cache(tmp_path: Path) -> None:
    folder = tmp_path / "cache"
    environment = Environment({"VOICECOACH_CACHE": str(folder), "VOICECOACH_CACHE_LIMIT": "2GB"})
    assert check_cache(environment) == Finding(CACHE, "works", f"{folder}; 0 kB of at most 2.0 GB")
    assert not folder.exists()
    ClipCache(folder, {}).put("Retract.", np.zeros(24_000, np.int16))
    assert check_cache(environment) == Finding(CACHE, "works", f"{folder}; 48 kB of at most 2.0 GB")


@pytest.mark.parametrize(
    ("variable", "value", "detail"),
    [
        ("VOICECOACH_CACHE", "{file}", "The speech cache {file} cannot be read: Not a directory."),
        ("VOICECOACH_CACHE", "{file}/deeper", "The speech cache {file}/deeper cannot be read: Not a directory."),
        (
            "VOICECOACH_CACHE_LIMIT",
            "lots",
            "VOICECOACH_CACHE_LIMIT is “lots”: expected a size such as 500MB or 2GB.",
        ),
    ],
)
def test_a_cache_that_cannot_be_used(variable: str, value: str, detail: str, tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"mine")
    environment = Environment({variable: value.format(file=file)})
    found = checked(CACHE, lambda: check_cache(environment))
    assert (found.state, found.detail) == ("fails", detail.format(file=file))


# --- the routines ------------------------------------------------------------------------------------


def test_routines_with_problems_are_told(home: Path) -> None:
    environment = Environment({"VOICECOACH_HOME": str(home)})
    number = int(check_routines(environment).detail.split(",")[0])
    assert check_routines(environment) == Finding("routines", "works", f"{number}, of which none your own")
    own = home / "routines"
    own.mkdir()
    (own / "good.routine").write_text('routine "Good"\nsay "Hello."\n')
    assert check_routines(environment) == Finding("routines", "works", f"{number + 1}, of which 1 your own")
    (own / "bad.routine").write_text("hop\n")
    assert check_routines(environment) == Finding(
        "routines",
        "weak",
        f"1 of {number + 2} cannot be played: bad",
        f"voicecoach check {shlex.quote(f'{own}/bad.routine')}",
    )


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_the_line_that_checks_them_works_with_any_folder(platform: str, tmp_path: Path) -> None:
    home = tmp_path / "Ann & Bob"
    own = home / "routines"
    own.mkdir(parents=True)
    for name in ("bad", "worse"):
        (own / f"{name}.routine").write_text("hop\n")
    quote = '"' if platform == "win32" else "'"
    assert check_routines(Environment({"VOICECOACH_HOME": str(home)}), platform).cure == (
        f"voicecoach check {quote}{own / 'bad.routine'}{quote} {quote}{own / 'worse.routine'}{quote}"
    )
