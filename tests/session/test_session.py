"""The hands-free run with a scripted player and keyboard, and a clock that costs no time."""

import io
import os
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from tests.session.test_transport import Listener
from voicecoach.audio.players import NoSoundError, Player, Source
from voicecoach.environment import Environment
from voicecoach.language.spoken import ENGLISH
from voicecoach.session import session as session_module
from voicecoach.session.screen import PlainScreen
from voicecoach.session.session import Outcome, Session


@dataclass
class Clock:
    """Time that passes only when somebody sleeps."""

    now: float = 0.0

    def monotonic(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.now += seconds


@dataclass
class ScriptedKeys:
    """Keys pressed at given moments, in seconds of the clock; waiting lets the player take samples."""

    clock: Clock
    presses: dict[float, str | Callable[[], None]] = field(default_factory=dict)
    tick: Callable[[float], None] = lambda _seconds: None

    def read(self, timeout: float) -> str | None:
        self.clock.sleep(timeout)
        self.tick(timeout)
        for moment in sorted(self.presses):
            if moment <= self.clock.now:
                press = self.presses.pop(moment)
                if callable(press):
                    press()
                    return None
                return press
        return None


class ScriptedPlayer:
    """Plays into a `Listener` as the clock goes; can lose its output at a moment."""

    def __init__(self, listener: Listener, clock: Clock, loses_at: float | None = None) -> None:
        self._listener = listener
        self._clock = clock
        self._loses_at = loses_at
        self.closed = False
        self.flushed = 0
        self.latency = 0.0
        self.finished = False

    def start(self, source: Source) -> None:
        assert source is self._listener.transport

    def tick(self, seconds: float) -> None:
        if not self.lost and not self.closed:
            before = sum(map(len, self._listener._heard))
            self._listener.listen(seconds)
            self.finished = sum(map(len, self._listener._heard)) == before

    @property
    def lost(self) -> bool:
        return self._loses_at is not None and self._clock.now >= self._loses_at

    def flush(self) -> None:
        self.flushed += 1

    def close(self) -> None:
        self.closed = True


@dataclass
class Stage:
    """A session with everything scripted."""

    listener: Listener = field(default_factory=Listener)
    clock: Clock = field(default_factory=Clock)
    out: io.StringIO = field(default_factory=io.StringIO)
    presses: dict[float, str | Callable[[], None]] = field(default_factory=dict)
    players: list[ScriptedPlayer] = field(default_factory=list)
    losses: list[float | None] = field(default_factory=lambda: [None])
    refusals: int = 0

    def tick(self, seconds: float) -> None:
        self.players[-1].tick(seconds)

    def run(self) -> Outcome:
        losses: Iterator[float | None] = iter(self.losses)

        def open_player() -> Player:
            if self.players and self.refusals:
                self.refusals -= 1
                raise NoSoundError("none yet")
            player = ScriptedPlayer(self.listener, self.clock, next(losses))
            self.players.append(player)
            return player

        keys = ScriptedKeys(self.clock, self.presses, self.tick)
        environment = Environment(monotonic=self.clock.monotonic, sleep=self.clock.sleep)
        timeline = self.listener.transport.timeline
        return Session(
            self.listener.transport, open_player, keys, lambda: PlainScreen(timeline, self.out), environment
        ).run()


@pytest.fixture(autouse=True)
def _no_wake_lock(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing here may touch the computer's own sleep."""
    import contextlib

    monkeypatch.setattr(session_module, "keep_awake", lambda _tell: contextlib.nullcontext())


def test_a_session_without_a_key_prints_each_cue_once() -> None:
    stage = Stage()
    assert stage.run() == Outcome("done", heard=True)
    lines = stage.out.getvalue().splitlines()
    assert lines[0] == "Title"
    assert [line.split(": ", 1)[1] for line in lines[1:4]] == ["Title", "About one minute.", "Sit."]
    assert lines[-2].endswith("say: Well done.")
    assert lines[-1] == "Done."
    assert stage.players[0].closed


@pytest.mark.parametrize(
    ("key", "ending", "last"),
    [
        ("q", "early", ENGLISH.ended_early),
        ("p", "pain", ENGLISH.ended_for_pain),
        ("interrupt", "interrupted", ENGLISH.interrupted),
    ],
)
def test_ending_keys(key: str, ending: str, last: str) -> None:
    stage = Stage(presses={12.0: key})
    assert stage.run().ending == ending
    assert stage.listener.words[-1] == last
    assert stage.players[0].flushed == 1


@pytest.mark.parametrize("key", ["space", "x", "other", "7"])
def test_any_other_key_pauses_and_goes_on(key: str) -> None:
    stage = Stage(presses={12.0: key, 16.0: key})
    assert stage.run().ending == "done"
    assert stage.listener.words.count("Paused. Relax.") == 1
    assert stage.listener.words.count("Ready.") == 1
    assert "paused" in stage.out.getvalue().splitlines()


def test_a_signal_ends_with_a_word() -> None:
    stage = Stage(presses={12.0: lambda: os.kill(os.getpid(), signal.SIGTERM)})
    assert stage.run() == Outcome("interrupted", heard=True)
    assert stage.listener.words[-1] == ENGLISH.interrupted


def test_a_second_ctrl_c_ends_at_once_and_closes_the_player() -> None:
    ctrl_c: Callable[[], None] = lambda: os.kill(os.getpid(), signal.SIGINT)  # noqa: E731
    stage = Stage(presses={12.0: ctrl_c, 12.1: ctrl_c})
    handler = signal.getsignal(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        stage.run()
    assert stage.players[0].closed
    assert signal.getsignal(signal.SIGINT) is handler


def test_a_lost_output_is_told_tried_for_and_taken_up_again() -> None:
    stage = Stage(losses=[12.0, None], refusals=3)
    assert stage.run() == Outcome("done", heard=True)
    out = stage.out.getvalue()
    assert "The sound output is gone. Paused; trying to get it back." in out
    assert "The sound output is back." in out
    assert stage.listener.words.count(ENGLISH.sound_is_back) == 1
    assert [player.closed for player in stage.players] == [True, True]


@pytest.mark.parametrize(("key", "ending"), [("q", "early"), ("p", "pain"), ("interrupt", "interrupted")])
def test_a_session_can_be_ended_while_the_output_is_gone(key: str, ending: str) -> None:
    stage = Stage(losses=[12.0], refusals=10**6, presses={20.0: key})
    assert stage.run().ending == ending


def test_without_a_sound_output_the_cues_go_on_on_screen_in_real_time() -> None:
    stage = Stage()

    def refuse() -> Player:
        raise NoSoundError("No sound output was found.", cure="Plug one in.")

    keys = ScriptedKeys(stage.clock)
    environment = Environment(monotonic=stage.clock.monotonic, sleep=stage.clock.sleep)
    timeline = stage.listener.transport.timeline
    outcome = Session(
        stage.listener.transport, refuse, keys, lambda: PlainScreen(timeline, stage.out), environment
    ).run()
    assert outcome == Outcome("done", heard=False)
    assert stage.out.getvalue().count("No sound output was found. The cues go on here, on screen.") == 1
    assert stage.clock.now >= timeline.length / 1000


def test_a_failure_in_mid_play_is_told_aloud_and_raised() -> None:
    stage = Stage()

    class Failing(ScriptedPlayer):
        """Its source failed after twelve seconds."""

        @property
        def finished(self) -> bool:
            if self._clock.now > 12 and len(stage.players) == 1:
                raise RuntimeError("the cache is gone")
            return self._done

        @finished.setter
        def finished(self, done: bool) -> None:
            self._done = done

    def open_player() -> Player:
        player = Failing(stage.listener, stage.clock)
        stage.players.append(player)
        return player

    def sleep(seconds: float) -> None:
        stage.clock.sleep(seconds)
        stage.tick(seconds)

    keys = ScriptedKeys(stage.clock, tick=stage.tick)
    environment = Environment(monotonic=stage.clock.monotonic, sleep=sleep)
    screen = PlainScreen(stage.listener.transport.timeline, stage.out)
    with pytest.raises(RuntimeError, match="the cache is gone"):
        Session(stage.listener.transport, open_player, keys, lambda: screen, environment).run()
    assert stage.listener.words[-1] == ENGLISH.failed
    assert [player.closed for player in stage.players] == [True, True]
