"""Whole processes, timed in pairs: A B A B …, so that a drift of the machine touches both alike."""

import os
import statistics
import subprocess
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

os.environ.setdefault("VOICECOACH_VOICE", "system")  # figures stay comparable, whatever voice is installed

Command = Sequence[str]


@dataclass(frozen=True)
class Run:
    """One finished process: wall time in seconds, peak memory in MiB."""

    wall: float
    peak: float


def run(command: Command, env: Mapping[str, str] | None = None) -> Run:
    """Run a command to its end; its output is thrown away, its failure ends the benchmark."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    _, status, usage = os.wait4(process.pid, 0)
    wall = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"{' '.join(command)[:200]} ended with {process.returncode}")
    scale = 1024 * 1024 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux KiB
    return Run(wall, usage.ru_maxrss / scale)


def compare(a: Command, b: Command, runs: int = 7, env: Mapping[str, str] | None = None) -> tuple[list[Run], list[Run]]:
    """`runs` pairs, after one of each that is not counted."""
    pairs = [(run(a, env), run(b, env)) for _ in range(runs + 1)][1:]
    return [first for first, _ in pairs], [second for _, second in pairs]


def report(what: str, aim: str, ours: Sequence[float], theirs: Sequence[float], unit: str) -> None:
    """Print the medians and the median of the ratios, pair by pair."""
    ratios = [a / b for a, b in zip(ours, theirs, strict=True)]
    spread = f"{min(ratios):.2f} to {max(ratios):.2f}, {len(ratios)} pairs"
    print(
        f"{what}: {statistics.median(ours):.3f} {unit} against {statistics.median(theirs):.3f} {unit}, "
        f"ratio {statistics.median(ratios):.2f} ({spread}; aim: {aim})"
    )
