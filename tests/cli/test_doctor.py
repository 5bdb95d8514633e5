"""`voicecoach doctor` on a virtual sound card: what works is said to work, what does not is told with a cure."""

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.sound_card import ROOT, SoundCard
from tests.terminal import terminal
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.cli.prepare import open_voice
from voicecoach.environment import Environment

HEARS = find_spec("moonshine_voice") is not None and find_spec("onnxruntime") is not None
needs_recogniser = pytest.mark.skipif(
    not HEARS and not os.environ.get("CI"), reason='NOT TESTED: nothing hears, pip install "voicecoach[hear]"'
)


def settings(folder: Path, env: Mapping[str, str]) -> dict[str, str]:
    return {**env, "VOICECOACH_HOME": str(folder / "home"), "VOICECOACH_CACHE": str(folder / "cache")}


def findings(env: Mapping[str, str], folder: Path) -> tuple[dict[str, dict[str, str]], int]:
    """What `doctor --json` finds, by name, and its exit status."""
    command = [sys.executable, "-m", "voicecoach", "doctor", "--json"]
    env = settings(folder, env)
    done = subprocess.run(command, check=False, env=env, cwd=ROOT, stdout=subprocess.PIPE, text=True)
    return {finding["name"]: finding for finding in json.loads(done.stdout)}, done.returncode


def seven(folder: Path) -> Samples:
    """The number, spoken by another voice than the coach's; its "seven" alone is clear to some ears only."""
    with open_voice("en-us", 150, Environment({"VOICECOACH_CACHE": str(folder)}), 0) as speaker:
        return speaker.clip("It's a seven.")


def deaf(folder: Path) -> dict[str, str]:
    """Without a sound card or a desktop, for a process whose libraries look for them."""
    nobody = {"PULSE_SERVER": str(folder / "nobody"), "ALSA_CONFIG_PATH": str(folder / "none")}
    return {**os.environ, **nobody, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={folder / 'bus'}"}


@needs_recogniser
def test_without_a_sound_card_each_thing_that_is_missing_has_a_cure(tmp_path: Path) -> None:
    found, status = findings(deaf(tmp_path), tmp_path)
    assert status == 3
    assert {name: each["state"] for name, each in found.items()} == {
        "choices": "works",
        "voice": "works",
        "sound output": "fails",
        "microphone": "missing",
        "recogniser": "works",
        "data folder": "works",
        "journal": "works",
        "speech cache": "works",
        "routines": "works",
        "media keys": "missing",
    }
    assert "en-us+klatt4 150 words a minute; the first sentence took " in found["voice"]["detail"]
    assert found["sound output"]["cure"].startswith("Plug in or switch on a speaker")
    assert found["microphone"]["cure"].startswith("Plug in or switch on a microphone")
    assert list(tmp_path.iterdir()) == [], "nothing is made, and nothing kept"


def test_where_nothing_works_all_of_it_is_told(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pyttsx3.py").write_text("raise ImportError('broken')\n")
    for name in ("home", "cache"):
        (tmp_path / name).write_text("a file")
    (tmp_path / "choices").write_text("rate = 1000\n")
    named = {"PYTHONPATH": str(tmp_path / "broken"), "VOICECOACH_CONFIG": str(tmp_path / "choices")}
    found, status = findings({**deaf(tmp_path), **named}, tmp_path)
    assert status == 3
    assert {name for name, each in found.items() if each["state"] == "fails"} == {
        "choices", "voice", "sound output", "data folder", "speech cache",
    }  # fmt: skip
    assert all(each["cure"] for each in found.values() if each["state"] == "fails")
    assert found["recogniser"]["state"] in ("weak", "missing")


def test_no_terminal_obeys_a_name(tmp_path: Path) -> None:
    (tmp_path / "broken").mkdir()
    (tmp_path / "broken" / "pyttsx3.py").write_text("raise ImportError('broken')\n")
    odd = {"VOICECOACH_HOME": str(tmp_path / "a\x1b[2Jb"), "PYTHONPATH": str(tmp_path / "broken")}
    for form, name in ([], f"{tmp_path}/a�[2Jb"), (["--json"], json.dumps(odd["VOICECOACH_HOME"])[1:-1]):
        done = subprocess.run(
            [sys.executable, "-m", "voicecoach", "doctor", "--quick", *form],
            check=False,
            env=settings(tmp_path, deaf(tmp_path)) | odd,
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert f"{name}, once something is kept" in done.stdout


@needs_recogniser
def test_a_microphone_that_gives_only_zeros_fails_and_one_in_a_quiet_room_works(
    sound_card: SoundCard, tmp_path: Path
) -> None:
    found, status = findings(sound_card.env, tmp_path)
    assert (found["microphone"]["state"], status) == ("fails", 1)
    assert found["microphone"]["detail"] == "it gives nothing but silence"
    assert found["sound output"]["state"] == "works"


@needs_recogniser
def test_seven_is_said_and_understood(sound_card: SoundCard, tmp_path: Path) -> None:
    word = seven(tmp_path)
    noise = np.random.default_rng(1).integers(-12, 12, 12 * SAMPLE_RATE).astype(np.int16)
    env = settings(tmp_path, sound_card.env)
    with terminal([sys.executable, "-m", "voicecoach", "doctor"], env, ROOT) as program:
        program.wait_for("Say something, for 4 seconds.", 60)
        loud = noise.copy()
        loud[SAMPLE_RATE : SAMPLE_RATE + len(word)] += word
        sound_card.speak(loud[: 5 * SAMPLE_RATE])
        program.wait_for("After the tick, say: seven.")
        later = noise.copy()
        later[3 * SAMPLE_RATE : 3 * SAMPLE_RATE + len(word)] += word
        sound_card.speak(later[: 6 * SAMPLE_RATE])
        assert program.wait() == 0, program.shown
        assert "understood “" in program.shown
