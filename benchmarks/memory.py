"""Peak memory of exporting ten hours against ten minutes."""

import sys
import tempfile
from pathlib import Path

from processes import compare, report

with tempfile.TemporaryDirectory() as name:
    target = str(Path(name) / "out.wav")
    export = [sys.executable, "-m", "voicecoach", "export", "--force", "-o", target, "--beyond"]
    ten_hours = [*export, "--sets", "100", "--reps", "23"]
    ten_minutes = [*export, "--sets", "3", "--reps", "9"]
    a, b = compare(ten_hours, ten_minutes, 3)
report("ten hours against ten minutes", "<= 1.1", [run.peak for run in a], [run.peak for run in b], "MiB")
report("the same, wall time", "none", [run.wall for run in a], [run.wall for run in b], "s")
