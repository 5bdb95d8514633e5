"""`voicecoach cache`, and the limit that commands which speak keep."""

import json
import os
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import numpy as np
import pytest

from tests.cli.running import CommandLine
from tests.terminal import terminal
from voicecoach.journal.running import hold
from voicecoach.speech.cache import ClipCache

DAY = datetime(2026, 3, 2, 12).astimezone()


@pytest.fixture
def kept(command: CommandLine) -> CommandLine:
    """With three clips of two voices, used on one day, a minute after each other."""
    for minute, (voice, text) in enumerate([("low", "Retract."), ("high", "Retract."), ("low", "And return.")]):
        before = set(command.cache.glob("*"))
        cache = ClipCache(command.cache, {"engine": "stand-in", "voice": voice, "rate": "150"})
        cache.put(text, np.zeros(24_000 * (minute + 1), np.int16))
        (path,) = set(command.cache.glob("*")) - before
        os.utime(path, (DAY.timestamp() + 60 * minute,) * 2)
    return command


def test_how_much_there_is(kept: CommandLine) -> None:
    outcome = kept("cache")
    assert outcome.out == (
        f"folder  {kept.cache}\n"
        "speech  3 clips, 288 kB\n"
        "limit   500 MB; then what was not used for longest is removed\n"
    )
    found = json.loads(kept("cache", "--json").out)
    assert found == {
        "folder": str(kept.cache),
        "clips": 3,
        "bytes": sum(path.stat().st_size for path in kept.cache.iterdir()),
        "limit": 500_000_000,
    }


def test_the_list(kept: CommandLine) -> None:
    assert kept("cache", "list").out == (
        "2026-03-02  144 kB  low 150   And return.\n"
        "2026-03-02   96 kB  high 150  Retract.\n"
        "2026-03-02   48 kB  low 150   Retract.\n"
    )
    first, *_ = json.loads(kept("cache", "list", "--json").out)
    path = Path(first["path"])
    assert path.parent == kept.cache
    assert first == {
        "text": "And return.",
        "voice": "low 150",
        "bytes": path.stat().st_size,
        "path": str(path),
        "used": datetime.fromtimestamp(DAY.timestamp() + 120).astimezone().isoformat(),
    }


def test_what_is_not_there_is_nothing(command: CommandLine) -> None:
    assert command("cache").out.splitlines()[1] == "speech  0 clips, 0 kB"
    assert command("cache", "list").out == "Nothing is kept.\n"
    assert command("cache", "clear").err == "Removed 0 clips, 0 kB.\n"
    assert not command.cache.exists()


def test_clear(kept: CommandLine) -> None:
    letter = kept.cache / "letter-0123456789abcdef01234567.wav"
    letter.write_bytes(b"Dear Anna,")
    outcome = kept("cache", "clear", "--yes")
    assert (outcome.status, outcome.err) == (
        1,
        f"Removed 3 clips, 288 kB.\nThese stay: they are not voicecoach's, or cannot be removed.\n  {letter}\n",
    )
    assert list(kept.cache.iterdir()) == [letter]


def test_clear_asks_first(kept: CommandLine) -> None:
    assert kept("cache", "clear").err == (
        "voicecoach: Nothing was deleted: there is no terminal to ask in.\n  Add --yes.\n"
    )
    program = [sys.executable, "-m", "voicecoach", "cache", "clear"]
    nothing = "\r\nNothing was deleted."
    for typed, told, left in (("n\n", nothing, 3), ("\x04", nothing, 3), ("y\n", "\r\nRemoved 3 clips, 288 kB.", 0)):
        with terminal(program, kept.environment, kept.folder) as one:
            one.wait_for("Yes or no? [y/N]")
            one.press(typed)
            one.wait_for(told)
            assert one.wait() == 0
        assert len(list(kept.cache.iterdir())) == left


def test_no_session_loses_its_speech(kept: CommandLine) -> None:
    with hold(kept.home, "one"):
        outcome = kept("cache", "clear", "--yes")
    assert (outcome.status, outcome.err) == (
        1,
        "voicecoach: A session is going on, and needs its speech.\n  Clear it when that has ended.\n",
    )
    assert len(list(kept.cache.iterdir())) == 3


@pytest.mark.skipif(sys.platform == "win32", reason="no such names there")
def test_no_terminal_obeys_the_name_of_the_folder(kept: CommandLine) -> None:
    odd = replace(kept, cache=kept.cache.rename(kept.cache.with_name("a\x1b[2J\n\u202eb")))
    shown = f"{odd.cache.parent}/a�[2J��b"
    assert odd("cache").out.splitlines()[0] == f"folder  {shown}"
    assert json.loads(odd("cache", "--json").out)["folder"] == str(odd.cache)
    (odd.cache / "letter-0123456789abcdef01234567.wav").write_bytes(b"Dear Anna,")
    assert odd("cache", "clear", "--yes").err.splitlines()[-1] == f"  {shown}/letter-0123456789abcdef01234567.wav"


@pytest.mark.parametrize("words", [["cache"], ["cache", "list"], ["cache", "clear"]])
def test_a_cache_that_is_a_file(words: list[str], command: CommandLine) -> None:
    command.cache.write_text("mine")
    outcome = command(*words)
    assert (outcome.status, outcome.out) == (1, "")
    assert outcome.err == (
        f"voicecoach: The speech cache {command.cache} cannot be read: Not a directory.\n"
        "  Mend its rights, or name another folder in VOICECOACH_CACHE.\n"
    )


def test_what_speaks_keeps_the_limit(kept: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    routine = kept.write("tiny.routine")
    assert kept("compile", routine).status == 0
    assert "high 150" in kept("cache", "list").out
    monkeypatch.setenv("VOICECOACH_CACHE_LIMIT", "0kB")
    assert kept("compile", routine).status == 0
    left = kept("cache", "list").out
    assert "high 150" not in left
    assert "Hello." in left, "what has just been used stays"
    monkeypatch.setenv("VOICECOACH_CACHE_LIMIT", "lots")
    outcome = kept("compile", routine)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == ("voicecoach: VOICECOACH_CACHE_LIMIT is “lots”: expected a size such as 500MB or 2GB.\n")
