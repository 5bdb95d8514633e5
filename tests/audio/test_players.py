"""Every player plays a known signal on a virtual sound card, and what was recorded there is compared with it."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import numpy as np
import pytest

from tests.sound_card import SoundCard, python
from voicecoach.audio.players import PLAYERS, SAMPLE_RATE, NoSoundError, Player, Samples, Source, load_player
from voicecoach.audio.players.callback import BUFFER, PATIENCE, Feed
from voicecoach.audio.players.clock_player import ClockPlayer
from voicecoach.audio.players.pace import Pace
from voicecoach.audio.players.quiet import quiet_stderr
from voicecoach.audio.players.watchdog import Watchdog
from voicecoach.status import Status

MS = SAMPLE_RATE // 1000

BURSTS = [(0, 200), (700, 150), (1390, 400), (2700, 300)]
"""Start and length in milliseconds: noise from the very first sample, and to the very last."""


def signal() -> Samples:
    """Three seconds: bursts of noise, each different, in silence."""
    noise = np.random.default_rng(1)
    samples = np.zeros(3000 * MS, np.int16)
    for start, length in BURSTS:
        samples[start * MS : (start + length) * MS] = noise.integers(-9000, 9000, length * MS)
    return samples


class Tape:
    """A source that plays what it is given, in reads as long as asked for."""

    def __init__(self, samples: Samples) -> None:
        self._left = samples

    def read(self, frames: int) -> Samples | None:
        block, self._left = self._left[:frames], self._left[frames:]
        return block if len(block) else None


class Pieces:
    """A source that gives exactly these blocks, one a read, and remembers when it was asked."""

    def __init__(self, *blocks: Samples, clock: Callable[[], float] = time.monotonic) -> None:
        self._blocks = list(blocks)
        self._clock = clock
        self.asked: list[float] = []

    def read(self, frames: int) -> Samples | None:
        self.asked.append(self._clock())
        if not self._blocks:
            return None
        assert len(self._blocks[0]) <= frames
        return self._blocks.pop(0)


class Broken:
    def read(self, frames: int) -> Samples | None:
        raise ValueError(f"no {frames} samples")


class FakeTime:
    """A clock that moves only by sleeping."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


def sound(milliseconds: int) -> Samples:
    return np.full(milliseconds * MS, 1000, np.int16)


def silence(milliseconds: int) -> Samples:
    return np.zeros(milliseconds * MS, np.int16)


def wait_until(condition: Callable[[], bool], seconds: float = 10.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.005)


def play_to_end(player: Player, source: Source) -> None:
    player.start(source)
    wait_until(lambda: player.finished or player.lost)
    assert not player.lost
    player.close()


def require(name: str) -> None:
    if find_spec(name) is None:
        pytest.skip(f'NOT TESTED: {name} is not installed, pip install "voicecoach[{name}]"')


def offset(recording: Samples, burst: Samples) -> int:
    """Where in the recording the burst lies, by cross-correlation."""
    size = len(recording) + len(burst)
    spectrum = np.fft.rfft(recording, size) * np.conj(np.fft.rfft(burst, size))
    return int(np.argmax(np.fft.irfft(spectrum, size)[: len(recording)]))


def finish(child: "subprocess.Popen[str]", seconds: float = 15.0) -> str:
    try:
        out, err = child.communicate(timeout=seconds)
    finally:
        child.kill()
    assert child.returncode == 0, err
    return out


# On the virtual sound card

PLAY = """
from tests.audio.test_players import Tape, load_player, play_to_end, signal
play_to_end(load_player({player!r}), Tape(signal()))
"""


def recorded(card: SoundCard, player: str) -> Samples:
    with card.record() as recording:
        finish(python(PLAY.format(player=player), card.env))
    return recording.samples


@pytest.mark.parametrize("player", ["miniaudio", "sounddevice"])
def test_a_stream_is_heard_sample_for_sample(player: str, sound_card: SoundCard) -> None:
    require(player)
    recording = recorded(sound_card, player)
    start = offset(recording, signal())
    heard = recording[start : start + len(signal())]
    np.testing.assert_array_equal(heard, signal())
    assert not recording[:start].any()
    assert not recording[start + len(signal()) :].any()


def test_simpleaudio_plays_every_burst_whole_and_nearly_on_time(sound_card: SoundCard) -> None:
    require("simpleaudio")
    recording = recorded(sound_card, "simpleaudio")
    late = []
    for start, length in BURSTS:
        burst = signal()[start * MS : (start + length) * MS]
        found = offset(recording, burst)
        np.testing.assert_array_equal(recording[found : found + len(burst)], burst)
        late.append(found / MS - start)
    # measured: within 10 ms of each other; a busy computer takes longer to start a buffer
    assert max(late) - min(late) < 100, late


PLAY_ON_WHAT_COMES_BACK = """
import json, time
from tests.audio.test_players import MS, Tape, load_player, play_to_end, signal, sound, wait_until
player = load_player("miniaudio")
player.start(Tape(sound(60_000)))
time.sleep(0.5)
assert not player.lost
print("playing", flush=True)
input()
start = time.monotonic()
wait_until(lambda: player.lost)
lost = time.monotonic()
player.close()
print(json.dumps({"noticed": lost - start, "closed": time.monotonic() - lost}), flush=True)
input()
play_to_end(load_player("miniaudio"), Tape(signal()[:900 * MS]))
"""


def test_a_lost_device_is_noticed_and_a_new_one_is_played_on(sound_card: SoundCard) -> None:
    child = python(PLAY_ON_WHAT_COMES_BACK, sound_card.env)
    assert child.stdin is not None
    assert child.stdout is not None
    try:
        assert child.stdout.readline() == "playing\n"
        sound_card.kill()
        child.stdin.write("\n")
        child.stdin.flush()
        took = json.loads(child.stdout.readline())
        assert took["noticed"] < PATIENCE + 1
        assert took["closed"] < 1
        sound_card.start()
        with sound_card.record() as recording:
            out, err = child.communicate("\n", timeout=15)
        assert child.returncode == 0, (out, err)
    finally:
        child.kill()
    again = signal()[: 900 * MS]
    start = offset(recording.samples, again)
    np.testing.assert_array_equal(recording.samples[start : start + len(again)], again)


LEAVE = """
import sys, time
from tests.audio.test_players import Tape, load_player, sound
player = load_player({player!r})
player.start(Tape(sound(60_000)))
time.sleep(0.1)
{leave}
"""


@pytest.mark.parametrize(("leave", "status"), [("sys.exit(7)", 7), ("raise ValueError", 1)])
@pytest.mark.parametrize("player", PLAYERS)
def test_the_process_ends_in_the_middle_of_playing(
    player: str,
    leave: str,
    status: int,
    sound_card: SoundCard,
) -> None:
    require(player)
    child = python(LEAVE.format(player=player, leave=leave), sound_card.env)
    try:
        _, err = child.communicate(timeout=8)
    finally:
        child.kill()
    assert child.returncode == status, err


START = """
from tests.audio.test_players import Tape, load_player, signal
from voicecoach.audio.players import NoSoundError
player = load_player({player!r})
try:
    player.start(Tape(signal()))
except NoSoundError as error:
    print(error.message)
player.close()
"""


@pytest.mark.parametrize("player", PLAYERS)
def test_no_sound_card_is_said_in_one_line(player: str, sound_card: SoundCard) -> None:
    require(player)
    sound_card.kill()
    child = python(START.format(player=player), sound_card.env)
    out, err = child.communicate(timeout=10)
    assert (out, err) == ("No sound output was found.\n", "")


# Missing and unsafe libraries


def refusal(player: str) -> NoSoundError:
    with pytest.raises(NoSoundError) as caught:
        load_player(player)
    assert caught.value.status is Status.NO_SOUND
    return caught.value


def test_a_missing_miniaudio_names_the_other_player(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    assert refusal("miniaudio").cure == 'pip install "voicecoach[sounddevice]", then add: --player sounddevice'


@pytest.mark.parametrize("player", ["simpleaudio", "sounddevice"])
def test_a_missing_library_names_its_pip_line(player: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, player, None)
    monkeypatch.setattr("voicecoach.audio.players.simpleaudio_player._version", lambda _name: "")
    assert f'pip install "voicecoach[{player}]"' in refusal(player).cure


def test_sounddevice_without_portaudio_names_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sounddevice.py").write_text("raise OSError('PortAudio library not found')")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "sounddevice", raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert refusal("sounddevice").cure == "apt install libportaudio2"


def test_the_simpleaudio_that_crashes_is_refused_before_it_is_loaded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "simpleaudio.py").write_text("raise SystemExit('loaded')")
    metadata = tmp_path / "simpleaudio-1.0.4.dist-info" / "METADATA"
    metadata.parent.mkdir()
    metadata.write_text("Metadata-Version: 2.1\nName: simpleaudio\nVersion: 1.0.4\n")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delitem(sys.modules, "simpleaudio", raising=False)
    monkeypatch.setattr(sys, "version_info", (3, 12, 0))
    error = refusal("simpleaudio")
    assert error.message == "simpleaudio 1.0.4 crashes Python 3.12 and later; simpleaudio-patched does not."
    assert "pip uninstall simpleaudio" in error.cure
    assert 'pip install "voicecoach[simpleaudio]"' in error.cure


# The parts


def test_a_feed_joins_short_reads_and_ends_two_buffers_after_its_source() -> None:
    feed = Feed(Pieces(sound(10), sound(5), sound(7)))
    block = feed.fill(30 * MS)
    np.testing.assert_array_equal(block, np.concatenate([sound(22), silence(8)]))
    feed.fill(round(2 * BUFFER * 1000 - 9) * MS)
    assert not feed.finished
    assert not feed.fill(MS).any()
    assert feed.finished


def test_a_feed_hands_an_exception_of_its_source_to_the_one_who_asks() -> None:
    feed = Feed(Broken())
    assert not feed.fill(10).any()
    with pytest.raises(ValueError, match="no 10 samples"):
        _ = feed.finished


def test_a_watchdog_expires_when_nobody_feeds_it() -> None:
    fake = FakeTime()
    dog = Watchdog(2.0, fake.monotonic)
    for _ in range(50):
        fake.sleep(0.1)
        dog.feed()
        assert not dog.expired
    looks = 0
    while not dog.expired:
        fake.sleep(0.1)
        looks += 1
    assert looks in (20, 21, 22)


def test_a_watchdog_lets_a_process_continue_that_was_stopped_for_an_hour() -> None:
    fake = FakeTime()
    dog = Watchdog(2.0, fake.monotonic)
    fake.sleep(3600)
    assert not dog.expired
    dog.feed()
    assert not dog.expired
    fake.sleep(1.9)
    assert not dog.expired


def test_a_pace_makes_up_for_small_delays_and_not_for_long_ones() -> None:
    fake = FakeTime()
    pace = Pace(fake.monotonic, fake.sleep)
    for _ in range(1000):
        fake.sleep(0.003)
        pace.wait(50 * MS)
    assert fake.now == pytest.approx(1050)
    fake.sleep(3600)
    pace.wait(50 * MS)
    assert fake.now == pytest.approx(4650)
    pace.wait(50 * MS)
    assert fake.now == pytest.approx(4650.05)


def test_the_clock_player_takes_samples_in_real_time_even_short_ones() -> None:
    fake = FakeTime()
    source = Pieces(silence(50), sound(10), silence(40), clock=fake.monotonic)
    play_to_end(ClockPlayer(fake.monotonic, fake.sleep), source)
    np.testing.assert_allclose(np.array(source.asked) - 1000, [0, 0.05, 0.06, 0.1], atol=1e-6)


def test_the_clock_player_hands_on_what_its_source_raises() -> None:
    player = ClockPlayer()
    player.start(Broken())
    with pytest.raises(ValueError, match="no 1200 samples"):
        wait_until(lambda: player.finished)
    player.close()


# simpleaudio's whole buffers, by a stand-in that plays against the fake clock


class FakeSimpleaudio:
    """Each buffer takes `overhead` seconds more than it lasts; `dies` after so many seconds."""

    def __init__(self, fake: FakeTime, overhead: float = 0.025) -> None:
        self.fake = fake
        self.overhead = overhead
        self.played: list[tuple[float, float]] = []
        self.on_look: Callable[[], None] = lambda: None
        self.dies: float | None = None

    def module(self) -> ModuleType:
        module: Any = ModuleType("simpleaudio")
        module.play_buffer = self.play_buffer
        module._simpleaudio = SimpleNamespace(SimpleaudioError=RuntimeError)
        return module  # type: ignore[no-any-return]

    def play_buffer(
        self, samples: bytes, num_channels: int, bytes_per_sample: int, sample_rate: int
    ) -> "FakeSimpleaudio":
        seconds = len(samples) / sample_rate / num_channels / bytes_per_sample
        if any(samples):
            self.played.append((round(self.fake.now - 1000, 3), round(seconds, 3)))
        self.until = self.fake.now + (seconds + self.overhead if self.dies is None else self.dies)
        return self

    def is_playing(self) -> bool:
        self.on_look()
        return self.fake.now < self.until

    def stop(self) -> None:
        self.until = self.fake.now


@pytest.fixture
def simpleaudio(monkeypatch: pytest.MonkeyPatch) -> FakeSimpleaudio:
    fake = FakeSimpleaudio(FakeTime())
    monkeypatch.setitem(sys.modules, "simpleaudio", fake.module())
    monkeypatch.setattr("voicecoach.audio.players.simpleaudio_player._version", lambda _name: "")
    return fake


def simpleaudio_player(fake: FakeSimpleaudio) -> Player:
    from voicecoach.audio.players.simpleaudio_player import SimpleaudioPlayer

    return SimpleaudioPlayer(fake.fake.monotonic, fake.fake.sleep)


def test_simpleaudio_gathers_runs_of_sound_and_does_not_drift(simpleaudio: FakeSimpleaudio) -> None:
    run = [sound(50), sound(50), silence(50), silence(50)]
    play_to_end(simpleaudio_player(simpleaudio), Pieces(*run * 20))
    assert [length for _, length in simpleaudio.played] == [0.1] * 20
    np.testing.assert_allclose([start for start, _ in simpleaudio.played], 0.2 * np.arange(20), atol=0.011)


def test_simpleaudio_does_not_ask_beyond_a_short_read_before_it_is_heard(simpleaudio: FakeSimpleaudio) -> None:
    source = Pieces(sound(50), sound(20), sound(50), clock=simpleaudio.fake.monotonic)
    play_to_end(simpleaudio_player(simpleaudio), source)
    assert [length for _, length in simpleaudio.played] == [0.07, 0.05]
    assert source.asked[2] >= 1000.07


def test_simpleaudio_flushes_the_buffer_that_is_playing(simpleaudio: FakeSimpleaudio) -> None:
    player = simpleaudio_player(simpleaudio)

    def flush_once() -> None:
        simpleaudio.on_look = lambda: None
        player.flush()

    simpleaudio.on_look = flush_once
    play_to_end(player, Pieces(*[sound(50)] * 100, silence(50), sound(50)))
    (first, _), (second, _) = simpleaudio.played
    assert second - first < 0.2


def test_simpleaudio_is_lost_where_a_buffer_ends_too_soon_or_never(simpleaudio: FakeSimpleaudio) -> None:
    for dies in (0.1, 1e9):
        simpleaudio.dies = dies
        player = simpleaudio_player(simpleaudio)
        player.start(Tape(sound(1000)))
        wait_until(lambda: player.lost)  # noqa: B023 - asked at once
        assert not player.finished
        player.close()


def test_two_devices_that_are_opened_at_once_leave_stderr_as_it_was(capfd: pytest.CaptureFixture[str]) -> None:
    first, second = quiet_stderr(), quiet_stderr()
    first.__enter__()
    second.__enter__()
    first.__exit__(None, None, None)  # the first to come is the first to go: as it happens with threads
    os.write(2, b"hidden\n")
    second.__exit__(None, None, None)
    os.write(2, b"seen\n")
    assert capfd.readouterr().err == "seen\n"
