"""`voicecoach --help` against the `--help` of a bare Typer application with as many commands."""

import sys
import tempfile
from pathlib import Path

from processes import compare, report

BARE = "import typer\napp = typer.Typer()\n" + "".join(
    f'@app.command()\ndef command{i}() -> None:\n    "Do something."\n' for i in range(7)
)

with tempfile.TemporaryDirectory() as folder:
    bare = Path(folder) / "bare.py"
    bare.write_text(BARE + "app()\n")
    ours, theirs = compare([sys.executable, "-m", "voicecoach", "--help"], [sys.executable, str(bare), "--help"], 15)
report("--help", "<= 1.3", [run.wall for run in ours], [run.wall for run in theirs], "s")
