"""Killed, out of space, at once with others: what was reported as written is there, and the file is sound."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.journal.records import record
from voicecoach.journal.models import Record
from voicecoach.journal.store import Journal

ROOT = Path(__file__).parents[2]

PUTTING = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from voicecoach.journal.models import Answer, Record
from voicecoach.journal.store import Journal

folder, uid = Path(sys.argv[1]), sys.argv[2]
moment = datetime(2026, 3, 1, tzinfo=timezone.utc)
with Journal.open(folder) as journal:
    journal.add(Record(uid, "Routine", moment))
    for number in range(int(sys.argv[3])):
        journal.put_answer(uid, Answer("before", f"question {number}", number, "keys", moment))
        print(number, flush=True)
"""
"""Puts answers, and reports each when it is written."""


def putting(folder: Path, uid: str, count: int) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [sys.executable, "-c", PUTTING, str(folder), uid, str(count)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )


def kept(found: Record | None) -> list[object]:
    assert found is not None
    return [each.value for each in found.answers]


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_killed_at_any_moment(tmp_path: Path) -> None:
    chance = random.Random(20260301)  # noqa: S311 - the same moments in every run, as far as the machine allows
    for round_number in range(10):
        process = putting(tmp_path, str(round_number), 100_000)
        assert process.stdout is not None
        for _ in range(chance.randrange(1, 60)):
            process.stdout.readline()
        process.send_signal(signal.SIGKILL)
        rest = process.stdout.read().split("\n")[:-1]
        process.wait()
        with Journal.open(tmp_path) as journal:
            values = kept(journal.find(str(round_number)))
            assert values == list(range(len(values)))
            assert not rest or len(values) > int(rest[-1])
            assert journal.count() == round_number + 1
            assert journal.is_sound()


def test_two_that_write_at_once(tmp_path: Path) -> None:
    processes = [putting(tmp_path, uid, 60) for uid in ("one", "two")]
    for process in processes:
        assert len(process.communicate(timeout=60)[0].split()) == 60
    with Journal.open(tmp_path) as journal:
        assert kept(journal.find("one")) == kept(journal.find("two")) == list(range(60))
        assert journal.is_sound()


FILLING = """
import resource, sys
from pathlib import Path
from tests.journal.records import record
from voicecoach.journal.errors import JournalError
from voicecoach.journal.store import Journal

folder = Path(sys.argv[1])
with Journal.open(folder) as journal:
    size = (folder / "journal.db").stat().st_size
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))
    try:
        journal.add(record("two", note="x" * 100_000))
    except JournalError as error:
        print(error.message)
    print(journal.count())
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_a_full_disk(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        journal.add(record("one"))
    outcome = subprocess.run(
        [sys.executable, "-c", FILLING, str(tmp_path)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(ROOT), *sys.path])},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert outcome.stdout == (f"The journal {tmp_path}/journal.db cannot be used: the disk is full or faulty.\n1\n")
    assert outcome.stderr == ""
    with Journal.open(tmp_path) as journal:
        assert [each.uid for each in journal.newest_first()] == ["one"]
        assert journal.is_sound()
