"""The hands-free run: one stream, the keys, the screen, and what happens when the sound goes away."""

import contextlib
import signal
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import FrameType

from voicecoach.audio.players import NoSoundError, Player
from voicecoach.audio.players.clock_player import ClockPlayer
from voicecoach.environment import Environment
from voicecoach.session.awake import keep_awake
from voicecoach.session.keys import Keys
from voicecoach.session.screen import Screen
from voicecoach.session.transport import Ending, Transport

TICK = 0.05
"""Seconds between two looks at the keys and the player."""

FAREWELL = 10.0
"""Seconds for the word that something went wrong."""

RETRY = 2.0
"""Seconds between two tries to get a lost output back."""


ENDINGS: Mapping[Ending, str] = {
    "done": "Done.",
    "early": "Ended early.",
    "pain": "Ended because of pain.",
    "interrupted": "Interrupted.",
    "failed": "Failed.",
}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a session ended, and whether it was heard."""

    ending: Ending
    heard: bool


class Session:
    """Plays `transport` to its end. `open_player` makes a new player each time the output must be opened."""

    def __init__(
        self,
        transport: Transport,
        open_player: Callable[[], Player],
        keys: Keys,
        open_screen: Callable[[], Screen],
        environment: Environment,
    ) -> None:
        self._transport = transport
        self._open_player = open_player
        self._keys = keys
        self._open_screen = open_screen
        self._environment = environment
        self._interrupts = 0
        self._actions: dict[str, Callable[[], None]] = {
            "left": transport.again,
            "r": transport.again,
            "right": transport.next,
            "n": transport.next,
            "s": transport.next_set,
            "p": lambda: transport.end("pain"),
            "q": lambda: transport.end("early"),
            "?": transport.tell_keys,
            "interrupt": lambda: transport.end("interrupted"),
        }

    def run(self) -> Outcome:
        """Play; returns when the last sound has been heard. Raises what the player's source raised."""
        with self._signals():
            # the sound first: everything else can wait until it plays
            player, silence = self._start()
            screen = self._open_screen()
            try:
                if silence is not None:
                    screen.warn(f"{silence.message} The cues go on here, on screen.")
                    screen.tell(silence.cure)
                with keep_awake(screen.tell):
                    self._watch(player, screen)
                screen.tell(ENDINGS[self._transport.ending])
            finally:
                screen.close()
        return Outcome(self._transport.ending, heard=silence is None)

    def _start(self) -> tuple[Player, NoSoundError | None]:
        """The player, started; where there is no sound, one that keeps time in silence, and why."""
        try:
            player = self._open_player()
            self._transport.latency = player.latency
            player.start(self._transport)
        except NoSoundError as error:
            return self._in_silence(), error
        return player, None

    def _watch(self, player: Player, screen: Screen) -> None:
        """Follow the keys until the end, and close the player, whichever it is by then."""
        try:
            while not player.finished:
                if player.lost:
                    player = self._recover(player, screen)
                screen.show(self._transport.snapshot())
                self._transport.prepare()
                self._act(player)
            screen.show(self._transport.snapshot())
        except Exception:
            player.close()
            player = self._say_failure()
            raise
        finally:
            player.close()

    def _say_failure(self) -> Player:
        """Tell the listener, who cannot see the message, that it ends here; whatever else fails now is less news."""
        self._transport.end("failed")
        player, _ = self._start()
        with contextlib.suppress(Exception):
            until = self._environment.monotonic() + FAREWELL
            while not player.finished and self._environment.monotonic() < until:
                self._environment.sleep(TICK)
        return player

    def _act(self, player: Player) -> None:
        """Wait a moment for a key or a signal, and do what it asks for."""
        key = self._keys.read(TICK)
        if self._interrupts:
            key = "interrupt"
        if key is None or self._transport.snapshot().state in ("ending", "ended"):
            return  # the last word is not cut off
        self._actions.get(key, self._transport.toggle)()
        player.flush()

    def _recover(self, lost: Player, screen: Screen) -> Player:
        """Try until the output is back, or the listener ends the session."""
        if self._transport.snapshot().state in ("ending", "ended"):
            lost.close()
            return self._in_silence()
        screen.warn("The sound output is gone. Paused; trying to get it back.")
        lost.close()
        self._transport.sound_lost()
        while True:
            until = self._environment.monotonic() + RETRY
            while self._environment.monotonic() < until:
                key = self._keys.read(TICK)
                if self._interrupts or key in ("p", "q", "interrupt"):
                    self._actions["interrupt" if self._interrupts or key is None else key]()
                    return self._in_silence()
            try:
                player = self._open_player()
                self._transport.latency = player.latency
                self._transport.sound_back()
                player.start(self._transport)
            except NoSoundError:
                self._transport.sound_lost()
                continue
            screen.tell("The sound output is back.")
            return player

    def _in_silence(self) -> Player:
        """Go on with nothing to hear it on."""
        player = ClockPlayer(self._environment.monotonic, self._environment.sleep)
        self._transport.latency = player.latency
        player.start(self._transport)
        return player

    @contextlib.contextmanager
    def _signals(self) -> Iterator[None]:
        """Ctrl-C, and being told to end, end the session with a word; a second time at once."""

        def note(_signal: int, _frame: FrameType | None) -> None:
            self._interrupts += 1
            if self._interrupts > 1:
                raise KeyboardInterrupt

        caught = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGHUP"):
            caught.append(signal.SIGHUP)
        before = {number: signal.signal(number, note) for number in caught}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
