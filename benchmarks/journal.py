"""`voicecoach log list` with ten thousand sessions against a hundred."""

import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from processes import Command, compare, report

from voicecoach.journal.models import Answer, Record, Value, Work
from voicecoach.journal.store import Journal

START = datetime(2026, 1, 1, 7, tzinfo=UTC)


def fill(folder: Path, count: int) -> None:
    """A journal of that many sessions with twelve answers each."""
    values: list[tuple[str, Value]] = [("pain", 4), ("overall", "better"), ("safety", "no")]
    values += [(f"range_{name}", "same") for name in ("up", "down", "left")]
    answers = tuple(
        Answer(phase, question, value, "keys", START) for phase in ("before", "after") for question, value in values
    )
    work = (Work("Retraction with extension", 5, 50),)
    record = Record("", "Cervical retraction with extension", START, done=work, ending="done", answers=answers)
    with Journal.open(folder) as journal:
        journal.add_all(replace(record, uid=str(n), started=START + timedelta(hours=n)) for n in range(count))


def listing(folder: Path) -> Command:
    """The command that lists a journal's newest page."""
    code = f"import os; os.environ['VOICECOACH_HOME'] = {str(folder)!r}; from voicecoach.cli import main; main()"
    return [sys.executable, "-c", code, "log", "list"]


with tempfile.TemporaryDirectory() as name:
    many, few = Path(name) / "many", Path(name) / "few"
    fill(many, 10_000)
    fill(few, 100)
    a, b = compare(listing(many), listing(few), 15)
report("log list, 10,000 sessions against 100", "< 2", [run.wall for run in a], [run.wall for run in b], "s")
report("the same, peak memory", "none", [run.peak for run in a], [run.peak for run in b], "MiB")
