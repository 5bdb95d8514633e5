"""`voicecoach report` of a journal of 5,000 sessions, as whole processes: in the terminal, as a page, as a picture."""

import statistics
import sys
import tempfile
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from processes import Command, run

from voicecoach.journal.models import Answer, Phase, Record, Value, Work
from voicecoach.journal.store import Journal

SESSIONS = 5_000
RUNS = 7
EVERY = timedelta(hours=8)
LAST = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
WORK = (Work("Retraction with extension", 5, 50),)


def answers(number: int) -> tuple[Answer, ...]:
    """Eleven answers; pain falls and rises again over weeks."""
    before = 5 + abs(number % 200 - 100) // 25
    values: list[tuple[Phase, str, Value]] = [
        ("before", "pain", before),
        ("after", "pain", before - number % 3),
        ("after", "overall", "better"),
        ("before", "safety", "no"),
        ("after", "safety", "no"),
    ]
    values += [("after", f"range_{name}", "same") for name in ("up", "down", "left", "right", "tilt", "turn")]
    return tuple(Answer(phase, question, value, "keys", LAST) for phase, question, value in values)


def fill(folder: Path) -> None:
    """The journal."""
    record = Record(
        "",
        "Cervical retraction with extension",
        LAST,
        planned=WORK,
        done=WORK,
        ended=LAST,
        ending="done",
        outcome="continue",
        rule="pain-lower",
    )
    with Journal.open(folder) as journal:
        journal.add_all(
            replace(record, uid=str(n), started=LAST - n * EVERY, answers=answers(n)) for n in range(SESSIONS)
        )


def command(home: Path, *arguments: str) -> Command:
    """A report of that journal."""
    code = f"import os; os.environ['VOICECOACH_HOME'] = {str(home)!r}; from voicecoach.cli import main; main()"
    return [sys.executable, "-c", code, "report", *arguments]


with tempfile.TemporaryDirectory() as name:
    home = Path(name) / "home"
    fill(home)
    for since in ("12w", "all"):
        for kind in ("terminal", "html", "png"):
            output = () if kind == "terminal" else ("--force", "-o", f"{name}/report.{kind}")
            ends = [run(command(home, "--since", since, *output)) for _ in range(RUNS + 1)][1:]
            seconds, peak = statistics.median(e.wall for e in ends), statistics.median(e.peak for e in ends)
            print(f"{kind}, --since {since}: {seconds:.2f} s (aim: < 2), peak memory {peak:.0f} MiB")
