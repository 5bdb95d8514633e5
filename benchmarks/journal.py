"""`voicecoach log list`, and the start of `voicecoach play`, with ten thousand sessions against a hundred."""

import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from processes import Command, compare, report

from voicecoach.journal.models import Answer, Record, Value, Work
from voicecoach.journal.store import Journal

EVERY = timedelta(hours=8)
LAST = datetime.now(UTC).replace(microsecond=0) - timedelta(days=1)


def fill(folder: Path, count: int) -> None:
    """A journal of that many sessions with twelve answers each."""
    values: list[tuple[str, Value]] = [("pain", 4), ("overall", "better"), ("safety", "no")]
    values += [(f"range_{name}", "same") for name in ("up", "down", "left")]
    answers = tuple(
        Answer(phase, question, value, "keys", LAST) for phase in ("before", "after") for question, value in values
    )
    work = (Work("Retraction with extension", 5, 50),)
    record = Record(
        "",
        "Cervical retraction with extension",
        LAST,
        done=work,
        ended=LAST,
        ending="done",
        outcome="caution",
        rule="no-change",
        answers=answers,
    )
    with Journal.open(folder) as journal:
        journal.add_all(replace(record, uid=str(n), started=LAST - n * EVERY) for n in range(count))


def listing(folder: Path) -> Command:
    """The command that lists a journal's newest page."""
    code = f"import os; os.environ['VOICECOACH_HOME'] = {str(folder)!r}; from voicecoach.cli import main; main()"
    return [sys.executable, "-c", code, "log", "list"]


def first_cue(folder: Path) -> float:
    """Seconds from the start of `play` until it shows its first cue, without a sound output."""
    nobody = {"PULSE_SERVER": str(folder / "nobody"), "ALSA_CONFIG_PATH": str(folder / "none")}
    start = time.perf_counter()
    player = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "play", "--beyond"],
        env={**os.environ, **nobody, "VOICECOACH_HOME": str(folder)},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert player.stdout is not None
    for line in player.stdout:
        if "opening" in line:
            break
    seconds = time.perf_counter() - start
    player.kill()
    player.communicate()
    return seconds


with tempfile.TemporaryDirectory() as name:
    many, few = Path(name) / "many", Path(name) / "few"
    fill(many, 10_000)
    fill(few, 100)
    a, b = compare(listing(many), listing(few), 15)
    starts = [(first_cue(many), first_cue(few)) for _ in range(10)][1:]
report("log list, 10,000 sessions against 100", "< 2", [run.wall for run in a], [run.wall for run in b], "s")
report("the same, peak memory", "none", [run.peak for run in a], [run.peak for run in b], "MiB")
report("start of play, the same journals", "1", [one for one, _ in starts], [other for _, other in starts], "s")
