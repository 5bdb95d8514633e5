"""Which sessions are going on."""

import os
import signal
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from voicecoach.journal.errors import JournalError
from voicecoach.journal.running import anybody_running, hold, is_running

HOLDING = """
import sys
from pathlib import Path
from voicecoach.journal.running import hold

with hold(Path(sys.argv[1]), "one"):
    print("held", flush=True)
    sys.stdin.read()
"""


def holding(folder: Path) -> "subprocess.Popen[str]":
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDING, str(folder)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def left(folder: Path) -> list[Path]:
    return list((folder / "running").iterdir())


def test_as_long_as_the_block(tmp_path: Path) -> None:
    assert not is_running(tmp_path, "one")
    assert list(tmp_path.iterdir()) == []
    with hold(tmp_path, "one"), hold(tmp_path, "../two"):
        assert is_running(tmp_path, "one")
        assert is_running(tmp_path, "../two")
        assert not is_running(tmp_path, "three")
        if sys.platform != "win32":
            assert {stat.S_IMODE(path.stat().st_mode) for path in left(tmp_path)} == {0o600}
            assert stat.S_IMODE((tmp_path / "running").stat().st_mode) == 0o700
    assert not is_running(tmp_path, "one")
    assert left(tmp_path) == []


def test_in_another_process(tmp_path: Path) -> None:
    process = holding(tmp_path)
    assert is_running(tmp_path, "one")
    assert is_running(tmp_path, "one"), "looking does not let it go"
    process.communicate("")
    assert not is_running(tmp_path, "one")
    assert left(tmp_path) == []


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_a_process_that_was_killed(tmp_path: Path) -> None:
    process = holding(tmp_path)
    process.send_signal(signal.SIGKILL)
    process.communicate()
    assert len(left(tmp_path)) == 1
    assert not is_running(tmp_path, "one")
    assert left(tmp_path) == []
    with hold(tmp_path, "one"):
        assert is_running(tmp_path, "one")


def test_a_file_left_behind_is_taken_over(tmp_path: Path) -> None:
    with hold(tmp_path, "one"):
        (name,) = left(tmp_path)
    name.write_bytes(b"")
    with hold(tmp_path, "one"):
        assert is_running(tmp_path, "one")
    assert left(tmp_path) == []


def test_a_folder_that_refuses(tmp_path: Path) -> None:
    (tmp_path / "running").write_bytes(b"")
    with pytest.raises(JournalError, match="cannot be written: File exists"), hold(tmp_path, "one"):
        pass
    assert not is_running(tmp_path, "one")


def test_whether_anybody_is_running(tmp_path: Path) -> None:
    assert not anybody_running(tmp_path)
    with hold(tmp_path, "one"), hold(tmp_path, "two"):
        assert anybody_running(tmp_path)
    assert not anybody_running(tmp_path)
    (tmp_path / "running" / "left-behind").touch()
    assert not anybody_running(tmp_path)
    assert list((tmp_path / "running").iterdir()) == []
