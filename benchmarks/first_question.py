"""Whether loading the recogniser holds up the first question: sessions that hear against sessions that do not, in turn.

Measured is the moment at which the first question is asked, from the start of the process, on a virtual sound card. The
question is the first thing that is said, so that it falls into the loading: a later question that has come due.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.terminal import terminal  # noqa: E402
from voicecoach.journal.models import Answer, Record, Work  # noqa: E402
from voicecoach.journal.store import Journal  # noqa: E402

SCRIPT = ROOT / "tests" / "virtual-audio"
RUNS = 8


def wait_for_question(home: Path) -> None:
    """A journal in which one session is to be asked about: its time is over."""
    earlier = datetime.now().astimezone().replace(microsecond=0) - timedelta(minutes=30)
    record = Record(
        "earlier", "Nod", earlier, done=(Work("Nod", 1, 3),), ended=earlier, last_rep=earlier, ending="done",
        outcome="pending", rule="pain-higher", later=(600_000, 1_200_000), awaiting=True,
        answers=(Answer("before", "pain", 2, "keys", earlier), Answer("after", "pain", 6, "keys", earlier)),
    )  # fmt: skip
    with Journal.open(home) as journal:
        journal.add(record)


def first_question(answers: str, env: dict[str, str]) -> float:
    """Seconds from the start until the question is asked."""
    with tempfile.TemporaryDirectory() as name:
        home = Path(name) / "home"
        wait_for_question(home)
        command = [sys.executable, "-m", "voicecoach", "followup", "--answers", answers]
        start = time.perf_counter()
        with terminal(command, {**env, "VOICECOACH_HOME": str(home), "TERM": "dumb"}, ROOT) as program:
            program.wait_for("Any new dizziness", 120)
            return time.perf_counter() - start


with tempfile.TemporaryDirectory(prefix="virtual-audio-", dir="/tmp") as folder:
    settings = {**os.environ, "VIRTUAL_AUDIO_DIR": folder, "VIRTUAL_AUDIO_RATE": "24000"}
    started = subprocess.run([SCRIPT, "start"], env=settings, check=True, stdout=subprocess.PIPE, text=True).stdout
    env = settings | dict(line.removeprefix("export ").split("=", 1) for line in started.splitlines())
    try:
        first_question("voice", env)  # all is spoken and in the cache now
        pairs = [(first_question("keys", env), first_question("voice", env)) for _ in range(RUNS)]
    finally:
        subprocess.run([SCRIPT, "stop"], env=settings, check=True)
added = [voice - keys for keys, voice in pairs]
print(
    f"start to first question: keys {statistics.median(keys for keys, _ in pairs):.2f} s, "
    f"voice {statistics.median(voice for _, voice in pairs):.2f} s; added {statistics.median(added) * 1000:+.0f} ms "
    f"({min(added) * 1000:+.0f} to {max(added) * 1000:+.0f}, {RUNS} pairs; aim <= 50)"
)
