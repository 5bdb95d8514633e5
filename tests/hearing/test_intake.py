"""What microphones have in common: what is kept for a read, what is closed, and what is said of a missing library."""

import sys
from collections.abc import Callable
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from tests.audio.test_players import FakeTime, wait_until
from voicecoach.audio.players import patience
from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.microphones import MICROPHONES, NoMicrophoneError, load_microphone, no_input
from voicecoach.hearing.microphones.callback import LONGEST, PATIENCE, CallbackMicrophone, Intake
from voicecoach.status import Status

MS = SAMPLE_RATE // 1000


def block(number: int, length: int = 20 * MS) -> Samples:
    return np.full(length, number, np.int16)


def test_an_intake_gives_everything_once_and_does_not_wait() -> None:
    intake = Intake()
    assert len(intake.take()) == 0
    intake.put(block(1))
    intake.put(block(2, 5))
    np.testing.assert_array_equal(intake.take(), np.concatenate([block(1), block(2, 5)]))
    assert intake.take().dtype == np.int16
    assert len(intake.take()) == 0


def test_an_intake_that_nobody_empties_drops_the_oldest() -> None:
    intake = Intake()
    for number in range(700):
        intake.put(block(number))
    kept = intake.take()
    assert len(kept) == LONGEST
    assert (kept[0], kept[-1]) == (200, 699)


def test_an_intake_starves_when_no_block_comes() -> None:
    fake = FakeTime()
    intake = Intake(fake.monotonic)
    for _ in range(100):
        fake.sleep(0.1)
        intake.put(block(1))
        assert not intake.starved
    began = fake.now
    while not intake.starved:
        fake.sleep(0.1)
    assert fake.now - began == pytest.approx(PATIENCE, abs=0.21)


class Slow(CallbackMicrophone):
    """Its device opens when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.open = Event()
        self.closed: list[object] = []

    def open_device(self, put: Callable[[Samples], None], stopped: Callable[[], None]) -> object:
        self.open.wait()
        put(block(1))
        self.stopped = stopped
        return self

    def close_device(self, device: object) -> None:
        self.closed.append(device)


def test_a_microphone_that_opens_too_late_is_not_left_open(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patience, "LIMIT", 0.05)
    monkeypatch.setattr(patience, "abandoned", [])
    slow = Slow()
    with pytest.raises(NoMicrophoneError) as caught:
        slow.start()
    assert caught.value.message == "The microphone does not answer."
    slow.open.set()
    wait_until(lambda: slow.closed == [slow])
    assert not slow.lost


def test_a_microphone_is_lost_when_its_library_says_so_and_closed_only_when_asked() -> None:
    slow = Slow()
    slow.open.set()
    slow.start()
    assert not slow.lost
    slow.stopped()
    assert slow.lost
    assert slow.closed == []
    slow.close()
    assert not slow.lost


def test_what_was_not_read_is_forgotten_when_a_microphone_is_closed() -> None:
    slow = Slow()
    slow.open.set()
    slow.start()
    slow.close()
    slow.close()
    assert slow.closed == [slow]
    assert len(slow.read()) == 0


# Missing libraries


def refusal(microphone: str) -> NoMicrophoneError:
    with pytest.raises(NoMicrophoneError) as caught:
        load_microphone(microphone)
    assert caught.value.status is Status.NO_SOUND
    return caught.value


@pytest.mark.parametrize("microphone", MICROPHONES)
def test_a_missing_library_names_the_line_that_helps(microphone: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, microphone, None)
    error = refusal(microphone)
    assert f"{microphone} is not installed" in error.message
    assert error.cure == 'pip install "voicecoach[sounddevice]"'


def test_sounddevice_without_portaudio_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert refusal("sounddevice").cure == "apt install libportaudio2"


@pytest.mark.parametrize(("system", "asks"), [("linux", False), ("darwin", True), ("win32", True)])
def test_a_system_that_guards_microphones_is_named(system: str, asks: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", system)
    assert ("privacy settings" in no_input().cure) == asks
