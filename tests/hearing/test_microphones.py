"""Every microphone hears a known tone on a virtual sound card, and loses it in every way that a card can be lost."""

import time
from pathlib import Path

import numpy as np
import pytest

from tests.audio.test_players import finish, offset, require, signal
from tests.hearing.child import says, started
from tests.sound_card import SoundCard, python
from voicecoach.audio.players import SAMPLE_RATE as PLAYED_RATE
from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.microphones import MICROPHONES

MS = SAMPLE_RATE // 1000
PITCH, LEVEL = 440, 12_000


def tone(seconds: float, rate: int) -> Samples:
    return np.round(LEVEL * np.sin(2 * np.pi * PITCH * np.arange(round(seconds * rate)) / rate)).astype(np.int16)


def assert_tone(heard: Samples, seconds: float) -> None:
    """The tone is in there at its length, pitch and level, without a gap."""
    loud = np.flatnonzero(np.abs(heard) > LEVEL / 2)
    assert (loud[-1] - loud[0]) / SAMPLE_RATE == pytest.approx(seconds, abs=0.01)
    inside = heard[loud[0] + 50 * MS : loud[-1] - 50 * MS].astype(float)
    phase = 2 * np.pi * PITCH * np.arange(len(inside)) / SAMPLE_RATE
    parts = np.stack([np.sin(phase), np.cos(phase)], axis=1)
    levels = np.linalg.lstsq(parts, inside)[0]
    assert np.hypot(*levels) == pytest.approx(LEVEL, rel=0.03)
    # a missing millisecond would turn the phase by half a circle: nothing would be left of the fit
    assert np.std(inside - parts @ levels) < 0.01 * LEVEL


# What is heard


LISTEN = """
import numpy as np
from voicecoach.hearing.microphones import load_microphone
microphone = load_microphone({microphone!r})
microphone.start()
print("listening", flush=True)
input()
np.save({path!r}, microphone.read())
print("saved", microphone.lost, flush=True)
microphone.close()
"""


@pytest.mark.parametrize(
    ("microphone", "sound_card"),
    [
        ("miniaudio", {"rate": 8_000}),
        ("miniaudio", {"rate": 44_100}),
        ("miniaudio", {"rate": 48_000, "microphone_channels": 2}),
        ("miniaudio", {"rate": 96_000}),
        ("sounddevice", {"rate": 44_100, "microphone_channels": 2}),
    ],
    indirect=["sound_card"],
    ids=str,
)
def test_a_tone_is_heard_from_a_card_of_any_rate(microphone: str, sound_card: SoundCard, tmp_path: Path) -> None:
    require(microphone)
    path = tmp_path / "heard.npy"
    with started(LISTEN.format(microphone=microphone, path=str(path)), sound_card, "listening") as child:
        sound_card.speak(tone(0.3, 48_000), 48_000)
        time.sleep(0.15)  # what has been spoken is still on its way
        assert says(child) == "saved False\n"
    assert_tone(np.load(path), 0.3)


BOTH = """
import numpy as np
from tests.audio.test_players import MS, Tape, load_player, play_to_end, signal
from voicecoach.hearing.microphones import load_microphone
microphone = load_microphone({library!r})
microphone.start()
print("both", flush=True)
play_to_end(load_player({library!r}), Tape(signal()[: 1500 * MS]))
assert not microphone.lost
np.save({path!r}, microphone.read())
microphone.close()
"""


@pytest.mark.parametrize("library", MICROPHONES)
def test_what_plays_and_what_listens_do_not_disturb_each_other(
    library: str, sound_card: SoundCard, tmp_path: Path
) -> None:
    require(library)
    path = tmp_path / "heard.npy"
    code = BOTH.format(library=library, path=str(path))
    with sound_card.record() as recording, started(code, sound_card, "both"):
        sound_card.speak(tone(1.2, PLAYED_RATE))
    played = signal()[: 1500 * PLAYED_RATE // 1000]
    start = offset(recording.samples, played)
    np.testing.assert_array_equal(recording.samples[start : start + len(played)], played)
    assert_tone(np.load(path), 1.2)


RESCAN = """
import time
import sounddevice
from voicecoach.hearing.microphones import load_microphone
microphone = load_microphone("sounddevice")
microphone.start()
sounddevice._terminate()
sounddevice._initialize()
microphone.read()
time.sleep(0.5)
print(len(microphone.read()) > 0, microphone.lost)
microphone.close()
"""


def test_a_player_that_looks_for_outputs_leaves_the_microphone_alone(sound_card: SoundCard) -> None:
    require("sounddevice")
    assert finish(python(RESCAN, sound_card.env)) == "True False\n"


# How it ends


LEAVE = """
import sys
from voicecoach.hearing.microphones import load_microphone
microphone = load_microphone({microphone!r})
microphone.start()
{leave}
"""


@pytest.mark.parametrize(
    ("microphone", "leave", "status"), [("miniaudio", "raise ValueError", 1), ("sounddevice", "sys.exit(7)", 7)]
)
def test_the_process_ends_in_the_middle_of_listening(
    microphone: str, leave: str, status: int, sound_card: SoundCard
) -> None:
    require(microphone)
    child = python(LEAVE.format(microphone=microphone, leave=leave), sound_card.env)
    try:
        _, err = child.communicate(timeout=8)
    finally:
        child.kill()
    assert child.returncode == status, err


MANY = """
import os
from voicecoach.hearing.microphones import load_microphone
def once():
    microphone = load_microphone("miniaudio")
    microphone.start()
    microphone.close()
once()
before = len(os.listdir("/proc/self/fd"))
for _ in range(70):
    once()
print(len(os.listdir("/proc/self/fd")) - before)
"""


def test_no_connection_to_the_server_is_left_behind(sound_card: SoundCard) -> None:
    assert finish(python(MANY, sound_card.env)) == "0\n"
