"""The natural voice: the neck routine with nothing spoken yet, on two cores against one; and warm, what is imported."""

import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from processes import Run, compare, report, run

CODE = "import sys; from voicecoach.cli import main; sys.argv[0] = 'voicecoach'; main()"
COMPILE = [sys.executable, "-c", CODE, "compile", "-q", "--voice", "joe"]
ENGINES = ("piper", "onnxruntime", "pyttsx3")
PAIRS = 5

if not hasattr(os, "sched_setaffinity"):
    sys.exit("Processes cannot be kept to a core here: not measured.")
CORES = sorted(os.sched_getaffinity(0))[:2]


def cold(cores: int, cache: Path) -> Run:
    """One run on so many cores, into an empty cache; its peak is that of the program, without the engine's process."""
    os.sched_setaffinity(0, CORES[:cores])
    return run(COMPILE, {**os.environ, "VOICECOACH_CACHE": str(cache)})


with tempfile.TemporaryDirectory() as name:
    one, two = [], []
    for i in range(PAIRS):
        folders = Path(name) / f"one-{i}", Path(name) / f"two-{i}"
        one.append(cold(1, folders[0]))
        two.append(cold(2, folders[1]))
        clips = sorted(path.name for path in folders[0].glob("*.wav"))
        _, different, lacking = filecmp.cmpfiles(*folders, clips, shallow=False)
        print(f"{len(clips)} clips, {'NOT THE SAME' if different or lacking else 'the same on one core and on two'}")
    report("cold, one core against two", ">= 1.6", [r.wall for r in one], [r.wall for r in two], "s")

    env = {**os.environ, "VOICECOACH_CACHE": str(folders[1])}
    warm, system = compare(COMPILE, [*COMPILE[:-1], "system"], 15, env)
    report("warm, against the system's voice", "1", [r.wall for r in warm], [r.wall for r in system], "s")
    listing = "import atexit; atexit.register(lambda: print(*sys.modules, file=sys.stderr)); "
    told = subprocess.run(
        [*COMPILE[:2], f"import sys; {listing}{CODE}", *COMPILE[3:]],
        env=env,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        check=True,
    ).stderr.split()
    found = [engine for engine in ENGINES if engine in told]
    print(f"warm, {len(told)} modules; of the engines imported: {', '.join(found) or 'none'}")
