"""How loud the whole is, by a meter that is not ours: the ffmpeg of the system."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import numpy as np
import pytest

from voicecoach.audio.encode import Labels, write_audio
from voicecoach.audio.formats import FORMATS
from voicecoach.audio.rendering import Rendering
from voicecoach.language import parse
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.speech.speaker import Speaker
from voicecoach.timeline import Dose, compile_routine

ONE_SET = Dose(sets=(("", 1),))
"""Enough for an encoder, which changes little of the loudness."""

NECK = Path(__file__).parents[2] / "scripts" / "cervical-retraction-extension.routine"


@pytest.mark.parametrize(
    ("suffix", "dose"),
    [(".wav", Dose()), (".m4a", ONE_SET), (".mp3", ONE_SET), (".opus", ONE_SET)],
    ids=[".wav", ".m4a", ".mp3", ".opus"],
)
def test_the_neck_routine_in_the_real_voice(suffix: str, dose: Dose, voice_cache: Path, tmp_path: Path) -> None:
    if shutil.which("ffmpeg") is None:
        reason = "LOUDNESS NOT TESTED: install ffmpeg, on Debian with `apt install ffmpeg`"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    engine = Pyttsx3Engine()
    speaker = Speaker(engine, ClipCache(voice_cache, engine.identity))
    try:
        timeline = compile_routine(parse(NECK.read_bytes()), dose, speaker.measure)
        path = tmp_path / f"neck{suffix}"
        write_audio(path, FORMATS[suffix], Rendering(timeline, speaker.clip).blocks(), timeline.length, Labels())
        assert loudness(path) == pytest.approx(-19.0, abs=1.0)
        assert true_peak(path) <= -1.0, "an encoder may add to the peaks"
    finally:
        speaker.close()


def loudness(path: Path) -> float:
    """Integrated loudness in LUFS (EBU R 128)."""
    meter = ("-nostdin", "-hide_banner", "-i", path, "-filter:a", "ebur128", "-f", "null", "-")
    told = subprocess.run(["ffmpeg", *meter], stderr=subprocess.PIPE, text=True, check=True).stderr
    return number("I", "LUFS", told[told.rindex("Summary:") :])


def true_peak(path: Path) -> float:
    """dBTP, from eightfold oversampling, finer than the tenths that the meter prints."""
    dense = ("-nostdin", "-v", "error", "-i", path, "-map", "0:a", "-ar", "192000", "-f", "f32le", "-")
    samples = subprocess.run(["ffmpeg", *dense], stdout=subprocess.PIPE, check=True).stdout
    return float(20 * np.log10(np.abs(np.frombuffer(samples, np.float32)).max()))


def number(name: str, unit: str, text: str) -> float:
    found = re.search(rf"\b{name}:\s*(-?[\d.]+) {unit}", text)
    assert found, text
    return float(found[1])
