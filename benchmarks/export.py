"""A warm `export` of the neck routine to WAV against sox and ffmpeg joining the same clips and silences."""

import shutil
import sys
import tempfile
import wave
from pathlib import Path

from processes import compare, report, run

from voicecoach import defaults
from voicecoach.audio.players import SAMPLE_RATE
from voicecoach.audio.rendering import PER_MS, Rendering
from voicecoach.environment import Environment
from voicecoach.language import parse
from voicecoach.library import find
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.speech.speaker import Speaker
from voicecoach.timeline import Dose, compile_routine


def write_events(folder: Path) -> list[Path]:
    """Each event of the routine as a WAV file of its own, equal ones once; the list of all in order."""
    environment = Environment()
    engine = Pyttsx3Engine()
    speaker = Speaker(engine, ClipCache(environment.cache_folder, engine.identity))
    timeline = compile_routine(parse(find(defaults.ROUTINE, environment).read_bytes()), Dose(), speaker.measure)
    rendering = Rendering(timeline, speaker.clip)
    files: dict[tuple[str, str, int], Path] = {}
    order = []
    for event in timeline.events:
        path = files.setdefault((event.kind, event.text, event.length), folder / f"{len(files)}.wav")
        order.append(path)
        if not path.exists():
            with wave.open(str(path), "wb") as wav:
                wav.setnchannels(1)
                wav.setsampwidth(2)
                wav.setframerate(SAMPLE_RATE)
                wav.writeframes(rendering.read(event.start * PER_MS, event.length * PER_MS).tobytes())
    speaker.close()
    return order


def samples(path: Path) -> bytes:
    with wave.open(str(path)) as wav:
        frames: bytes = wav.readframes(wav.getnframes())
        return frames


with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    ours = [sys.executable, "-m", "voicecoach", "export", "--force", "-o", str(folder / "ours.wav")]
    run(ours)  # the cache is warm from here on
    clips = write_events(folder)
    listed = folder / "list.txt"
    listed.write_text("".join(f"file '{clip}'\n" for clip in clips))
    others = {
        "sox": ["sox", *map(str, clips), str(folder / "theirs.wav")],
        "ffmpeg": [
            "ffmpeg",
            "-y",
            "-f",
            "concat",
            "-safe",
            "0",
            "-i",
            str(listed),
            "-c",
            "copy",
            str(folder / "theirs.wav"),
        ],
    }
    for tool, command in others.items():
        if shutil.which(tool) is None:
            print(f"{tool} is not installed: not measured")
            continue
        a, b = compare(ours, command)
        same = samples(folder / "ours.wav") == samples(folder / "theirs.wav")
        print(f"the samples are {'the same' if same else 'NOT THE SAME'}")
        report(f"warm export against {tool}", "<= 1", [r.wall for r in a], [r.wall for r in b], "s")
