"""`python -m tests.robot --sessions 12 --seed 1`: so many sessions, each with its own card, and a table of them."""

import argparse
import os
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from tests.robot import routines
from tests.robot.judgement import Judgement, judge
from tests.robot.plan import plan_for
from tests.robot.sentences import sounds_of
from tests.robot.table import table
from tests.robot.visit import Setting, script_of, visit
from tests.robot.voices import Voice, installed_voices
from tests.sound_card import SoundCard
from voicecoach.language import parse

RATES = (200, 250, 300)
"""Words a minute of the coach."""

UNSCREENED = 6
"""Every so many sessions are with somebody new, who is asked about the cautions, too."""


@dataclass(frozen=True, slots=True)
class Job:
    """One session: its seed, and the folder for what all have in common."""

    seed: int
    folder: Path


def main() -> int:
    """The status is 1 where something was kept that was not meant, or a session went wrong."""
    parser = argparse.ArgumentParser(prog="python -m tests.robot", description=__doc__)
    parser.add_argument("--sessions", type=int, default=4)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--jobs", type=int, default=2, help="how many at once")
    parser.add_argument("--transcripts", type=Path, help="a folder for what was said and shown in each session")
    wishes = parser.parse_args()
    begun, busy = time.monotonic(), _busy()
    with tempfile.TemporaryDirectory(prefix="robot-") as name, ProcessPoolExecutor(wishes.jobs) as pool:
        folder = Path(name)
        for rate in RATES:
            sounds_of(parse(routines.LONG), rate, folder / "cache")
        jobs = [Job(wishes.seed + i, folder) for i in range(wishes.sessions)]
        judgements = []
        for judgement in pool.map(run, jobs):
            judgements.append(judgement)
            if wishes.transcripts:
                wishes.transcripts.mkdir(parents=True, exist_ok=True)
                path = wishes.transcripts / f"{judgement.session}.txt"
                path.write_text("\n".join([*judgement.transcript, *judgement.problems, ""]))
            print(f"{len(judgements)} of {len(jobs)} sessions", file=sys.stderr)  # noqa: T201 - it is a script
    share = (_busy() - busy) / (time.monotonic() - begun) / (os.cpu_count() or 1)
    print(table(judgements))  # noqa: T201 - it is a script
    print(f"{wishes.jobs} at once; {share:.0%} of the computer was busy")  # noqa: T201 - it is a script
    wrong = any(row.verdict == "wrong" for each in judgements for row in each.rows)
    return int(wrong or any(each.problems for each in judgements))


def run(job: Job) -> Judgement:
    """One session, judged."""
    voices = installed_voices()
    voice = Voice(voices[job.seed % len(voices)], job.folder / "voices")
    screened = job.seed % UNSCREENED > 0
    plan = plan_for(script_of(routines.LONG), job.seed, screened=screened)
    keyboard = job.seed % 3 > 0
    setting = Setting(
        routines.LONG, plan, voice, RATES[job.seed % len(RATES)], job.seed, keyboard, screened, spoken=job.seed % 2 > 0
    )
    folder = job.folder / f"session-{job.seed}"
    folder.mkdir()
    card = SoundCard()
    try:
        card.start()
        return judge(visit(setting, card, folder, job.folder / "cache"))
    finally:
        card.stop()


def _busy() -> float:
    """Seconds that the processors have not idled; 0 where that cannot be told."""
    try:
        fields = Path("/proc/stat").read_text().split("\n", 1)[0].split()[1:]
    except OSError:
        return 0.0
    return sum(int(fields[i]) for i in (0, 1, 2, 5, 6, 7)) / os.sysconf("SC_CLK_TCK")


if __name__ == "__main__":
    sys.exit(main())
