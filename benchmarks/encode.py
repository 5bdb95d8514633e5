"""`export` of the neck routine against `ffmpeg` encoding the ready WAV with the same codec and settings."""

import shutil
import sys
import tempfile
from pathlib import Path

from processes import compare, report, run

SETTINGS = {
    "m4a": ["-c:a", "aac", "-aac_coder", "fast", "-b:a", "64k", "-movflags", "+faststart"],
    "m4a, ffmpeg's default coder": ["-c:a", "aac", "-b:a", "64k", "-movflags", "+faststart"],
    "mp3": ["-c:a", "libmp3lame", "-compression_level", "7", "-b:a", "64k"],
    "mp3, ffmpeg's default quality": ["-c:a", "libmp3lame", "-b:a", "64k"],
    "opus": ["-c:a", "libopus", "-b:a", "32k"],
    "flac": ["-c:a", "flac"],
}

if shutil.which("ffmpeg") is None:
    sys.exit("ffmpeg is not installed: nothing to measure against")

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    export = [sys.executable, "-m", "voicecoach", "export", "--force", "-q", "-o"]
    run([*export, str(folder / "ready.wav")])
    for what, settings in SETTINGS.items():
        suffix = what.split(",")[0]
        theirs = ["ffmpeg", "-y", "-i", str(folder / "ready.wav"), *settings, str(folder / f"theirs.{suffix}")]
        a, b = compare([*export, str(folder / f"ours.{suffix}")], theirs, 3)
        report(f"{what}, export against ffmpeg", "<= 1.05", [r.wall for r in a], [r.wall for r in b], "s")
