"""Killed, interrupted, out of space, or with nobody listening: nothing is left half-done, and no traceback."""

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from tests.cli.running import CommandLine

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals and limits of POSIX")

LONG = 'routine "Long"\nsay "Hello."\n' + "pause 4h\n" * 5
"""Twenty hours, a WAV file of 3.5 GB: longer to write than a test takes to see it begin."""

SUFFIXES = (".wav", ".m4a")
"""What is written as it comes, and what is put together at the end."""


def limited(size: int) -> Callable[[], object]:
    import resource

    return partial(resource.setrlimit, resource.RLIMIT_FSIZE, (size, size))


def warmed(command: CommandLine, text: str) -> Path:
    """A routine whose texts are in the cache."""
    path = command.write("r.routine", text)
    assert command("compile", "-q", path).status == 0
    return path


def files(command: CommandLine) -> list[str]:
    return sorted(path.name for path in command.folder.iterdir())


# --- no space ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("suffix", "size"),
    [(".m4a", 20_000), (".m4b", 20_000), (".mp3", 20_000), (".opus", 20_000), (".flac", 50_000), (".wav", 100_000)],
)
def test_a_disk_that_is_full(suffix: str, size: int, spoken: CommandLine) -> None:
    path = warmed(spoken, 'routine "R"\nsay "Hello."\n')
    old = [spoken.folder / f"out{suffix}", spoken.folder / "out.lrc"]
    for file in old:
        file.write_bytes(b"old")
    outcome = spoken.apart("export", "--force", path, "-o", f"out{suffix}", before=limited(size))
    assert outcome.err == f"voicecoach: out{suffix} cannot be written: File too large.\n"
    assert (outcome.status, outcome.out) == (1, "")
    assert [file.read_bytes() for file in old] == [b"old", b"old"]
    assert files(spoken) == sorted(["r.routine", f"out{suffix}", "out.lrc"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_a_disk_that_is_full_at_the_last_byte(suffix: str, spoken: CommandLine) -> None:
    path = warmed(spoken, 'routine "R"\nsay "Hello."\n')
    assert spoken("export", "-q", path, "-o", f"out{suffix}").status == 0
    whole = (spoken.folder / f"out{suffix}").read_bytes()
    options = ("export", "-q", "--captions", "none", path, "-o", f"again{suffix}")
    outcome = spoken.apart(*options, before=limited(len(whole) - 1))
    assert outcome.err == f"voicecoach: again{suffix} cannot be written: File too large.\n"
    assert (outcome.status, outcome.out) == (1, "")
    assert files(spoken) == sorted(["r.routine", f"out{suffix}", "out.lrc"])
    assert spoken.apart(*options, before=limited(len(whole))).status == 0
    assert (spoken.folder / f"again{suffix}").read_bytes() == whole


def test_a_disk_that_is_full_after_the_first_track(spoken: CommandLine) -> None:
    """All tracks or none."""
    path = warmed(spoken, 'routine "R"\nexercise "E"\n  1 set\n  2 reps\n  hold 1m\n')
    (spoken.folder / "out.m3u8").write_bytes(b"old")
    outcome = spoken.apart("export", "--force", "--tracks", path, "-o", "out.wav", before=limited(1_500_000))
    assert outcome.err == "voicecoach: out.wav cannot be written: File too large.\n"
    assert (outcome.status, outcome.out) == (1, "")
    assert (spoken.folder / "out.m3u8").read_bytes() == b"old"
    assert files(spoken) == ["out.m3u8", "r.routine"]
    assert spoken("export", "-q", "--force", "--tracks", path, "-o", "out.wav").status == 0
    first, second = sorted(spoken.folder.glob("out 0*.wav"))
    assert first.stat().st_size < 1_500_000 < second.stat().st_size


SILENT = """
import resource
import voicecoach.cli.prepare
from tests.stand_ins import StandInEngine
from voicecoach.cli import main

resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
voicecoach.cli.prepare.engine_for = lambda *_: StandInEngine()
main()
"""
"""voicecoach with a stand-in voice, which needs no room of its own, and with no room for a clip."""


def test_a_cache_on_a_full_disk(command: CommandLine) -> None:
    path = command.write("tiny.routine")
    process = subprocess.run(
        [sys.executable, "-c", SILENT, "export", "-q", path, "-o", "out.wav"],
        cwd=command.folder,
        env={**command.environment, "PYTHONPATH": os.pathsep.join([str(Path(__file__).parents[2]), *sys.path])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert process.stderr == (
        f"voicecoach: The speech cache {command.cache} cannot be written: File too large.\n"
        "  Free some space or mend its rights, or name another folder in VOICECOACH_CACHE.\n"
    )
    assert (process.returncode, process.stdout) == (1, "")
    assert files(command) == ["tiny.routine"]
    assert all(path.suffix == ".json" for path in command.cache.iterdir())  # the gain is small


# --- signals -------------------------------------------------------------------------------------


def while_writing(command: CommandLine, path: Path, number: signal.Signals, suffix: str) -> tuple[int, str]:
    """Send a signal to an export in the midst of its file; its status and what it said."""
    process = command.start("export", "--force", path, "-o", f"out{suffix}")
    deadline = time.monotonic() + 30
    parts = f".voicecoach-*.part/.out{suffix}.*.part"
    while not any(part.stat().st_size > 100_000 for part in command.folder.glob(parts)):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(number)
    _, err = process.communicate(timeout=30)
    return process.returncode, err


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_ctrl_c(suffix: str, spoken: CommandLine) -> None:
    path = warmed(spoken, LONG)
    assert while_writing(spoken, path, signal.SIGINT, suffix) == (130, "voicecoach: interrupted\n")
    assert files(spoken) == ["r.routine"]


@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end(number: signal.Signals, suffix: str, spoken: CommandLine) -> None:
    path = warmed(spoken, LONG)
    assert while_writing(spoken, path, number, suffix) == (128 + number, "")
    assert files(spoken) == ["r.routine"]


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_interrupted_in_replacing(suffix: str, spoken: CommandLine) -> None:
    path = warmed(spoken, LONG)
    old = [spoken.folder / f"out{suffix}", spoken.folder / "out.lrc"]
    for file in old:
        file.write_bytes(b"old")
    assert while_writing(spoken, path, signal.SIGINT, suffix) == (130, "voicecoach: interrupted\n")
    assert [file.read_bytes() for file in old] == [b"old", b"old"]
    assert files(spoken) == sorted(["r.routine", f"out{suffix}", "out.lrc"])


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_killed(suffix: str, spoken: CommandLine) -> None:
    """No program can tidy up then, but what has the file's name is never half a file."""
    path = warmed(spoken, LONG)
    status, _ = while_writing(spoken, path, signal.SIGKILL, suffix)
    assert status == -signal.SIGKILL
    (left,) = spoken.folder.glob(".*.part")
    assert files(spoken) == [left.name, "r.routine"]
    shutil.rmtree(left)


def test_ctrl_c_while_the_voice_is_prepared(command: CommandLine) -> None:
    """The engine's process ends too, and what has been spoken is kept whole."""
    path = command.write("r.routine", 'routine "R"\n' + "".join(f'say "Text {n}."\n' for n in range(2000)))
    process = command.start("export", "-q", path, "-o", "out.wav")
    deadline = time.monotonic() + 30
    while not list(command.cache.glob("text-*.wav")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.002)
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "voicecoach: interrupted\n")
    assert files(command) == ["r.routine"]
    assert list(command.cache.glob(".*")) == []


# --- nobody listens ------------------------------------------------------------------------------


def test_a_reader_that_has_had_enough(spoken: CommandLine) -> None:
    """`voicecoach compile --format json | head -1`: more than a pipe holds."""
    path = warmed(spoken, 'routine "R"\nsay "Hello."\nrepeat 900 times\n  pause 1s\n')
    process = spoken.start("compile", "--format", "json", path)
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline() == "{\n"
    process.stdout.close()
    assert process.stderr.read() == ""
    assert process.wait(30) == 1


@pytest.mark.parametrize("words", [["compile", "tiny.routine"], ["routines", "--json"]])
def test_a_reader_that_never_was(words: list[str], spoken: CommandLine) -> None:
    warmed(spoken, 'routine "Tiny"\nsay "Hello."\n')
    spoken.write("tiny.routine")
    reader, writer = os.pipe()
    os.close(reader)
    process = spoken.start(*words, stdout=writer)
    os.close(writer)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (1, "")


def closing(*streams: int) -> Callable[[], None]:
    def close() -> None:
        for stream in streams:
            os.close(stream)

    return close


def test_closed_streams(spoken: CommandLine) -> None:
    """`>&-`: there is nowhere to write to, which hinders nothing else."""
    path = warmed(spoken, 'routine "R"\nsay "Hello."\n')
    outcome = spoken.apart("compile", path, before=closing(1))
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    outcome = spoken.apart("export", path, "-o", "out.wav", before=closing(0, 1, 2))
    assert outcome.status == 0
    assert spoken("export", path, "-q", "-o", "again.wav").status == 0
    for suffix in (".wav", ".lrc"):
        assert (spoken.folder / f"out{suffix}").read_bytes() == (spoken.folder / f"again{suffix}").read_bytes()


@pytest.mark.skipif(sys.platform != "linux", reason="/dev/full")
def test_a_full_disk_behind_stdout(spoken: CommandLine) -> None:
    path = warmed(spoken, 'routine "R"\nsay "Hello."\n')
    with Path("/dev/full").open("wb") as full:
        process = spoken.start("compile", path, stdout=full.fileno())
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (1, "voicecoach: No space left on device\n")


def test_a_terminal_that_cannot_show_every_letter(spoken: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    path = warmed(spoken, 'routine "Überkopf 一"\nsay "Hello."\n')
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    monkeypatch.setenv("PYTHONUTF8", "0")
    process = subprocess.run(
        [sys.executable, "-m", "voicecoach", "compile", path],
        cwd=spoken.folder,
        env=spoken.environment,
        capture_output=True,
        check=False,
    )
    assert b"Traceback" not in process.stderr
    assert process.returncode == 0
    assert "Überkopf ?".encode("cp1252") in process.stdout
