"""How loud the whole is, by a meter that is not ours: the ffmpeg of the system."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from voicecoach.audio.encode import Labels, write_audio
from voicecoach.audio.formats import FORMATS
from voicecoach.audio.rendering import Rendering
from voicecoach.language import parse
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.speech.speaker import Speaker
from voicecoach.timeline import Dose, compile_routine

NECK = Path(__file__).parents[2] / "scripts" / "cervical-retraction-extension.routine"


def test_the_neck_routine_in_the_real_voice(voice_cache: Path, tmp_path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        reason = "LOUDNESS NOT TESTED: install ffmpeg, on Debian with `apt install ffmpeg`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    engine = Pyttsx3Engine()
    speaker = Speaker(engine, ClipCache(voice_cache, engine.identity))
    try:
        timeline = compile_routine(parse(NECK.read_bytes()), Dose(), speaker.measure)
        path = tmp_path / "neck.wav"
        blocks = Rendering(timeline, speaker.clip).blocks()
        write_audio(path, FORMATS[".wav"], blocks, timeline.length, Labels())
    finally:
        speaker.close()
    meter = ("-nostdin", "-hide_banner", "-i", path, "-filter:a", "ebur128=peak=true", "-f", "null", "-")
    told = subprocess.run(["ffmpeg", *meter], stderr=subprocess.PIPE, text=True, check=True).stderr
    summary = told[told.rindex("Summary:") :]
    assert number("I", "LUFS", summary) == pytest.approx(-19.0, abs=1.0)
    assert number("Peak", "dBFS", summary) <= -1.0


def number(name: str, unit: str, text: str) -> float:
    found = re.search(rf"\b{name}:\s*(-?[\d.]+) {unit}", text)
    assert found, text
    return float(found[1])
