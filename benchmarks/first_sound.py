"""From Enter to the first sound, warm, on a virtual sound card: the recorder's own 20 ms are counted in."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np

SCRIPT = Path(__file__).parents[1] / "tests" / "virtual-audio"


def first_sound(env: dict[str, str]) -> float:
    """Seconds from the start of the process until the recorder hears something."""
    recorder = subprocess.Popen(
        [
            "parec",
            "-d",
            "speaker.monitor",
            "--raw",
            "--format=s16le",
            "--rate=24000",
            "--channels=1",
            "--latency-msec=20",
        ],
        env=env,
        stdout=subprocess.PIPE,
    )
    assert recorder.stdout is not None
    os.read(recorder.stdout.fileno(), 4096)  # it records
    start = time.perf_counter()
    player = subprocess.Popen(
        [sys.executable, "-m", "voicecoach", "play"], env=env, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    )
    while not np.frombuffer(os.read(recorder.stdout.fileno(), 4096)[:4096], np.int16).any():
        pass
    seconds = time.perf_counter() - start
    for process in (player, recorder):
        process.kill()
        process.wait()
    return seconds


with tempfile.TemporaryDirectory(prefix="virtual-audio-", dir="/tmp") as folder:
    settings = {**os.environ, "VIRTUAL_AUDIO_DIR": folder, "VIRTUAL_AUDIO_RATE": "24000", "VOICECOACH_VOICE": "system"}
    started = subprocess.run([SCRIPT, "start"], env=settings, check=True, stdout=subprocess.PIPE, text=True).stdout
    env = settings | dict(line.removeprefix("export ").split("=", 1) for line in started.splitlines())
    try:
        first_sound(env)
        times = [first_sound(env) for _ in range(7)]
    finally:
        subprocess.run([SCRIPT, "stop"], env=settings, check=True)
print(
    f"Enter to first sound: {statistics.median(times):.2f} s ({min(times):.2f} to {max(times):.2f}, {len(times)} runs; "
    "aim <= 0.6)"
)
