"""The sound output of a session: opened, lost and taken up again, or replaced by silence that keeps the time."""

import contextlib
from collections.abc import Callable

from voicecoach.audio.players import NoSoundError, Player
from voicecoach.audio.players.clock_player import ClockPlayer
from voicecoach.environment import Environment
from voicecoach.session.dialog.floor import UnheardError
from voicecoach.session.screen import Screen
from voicecoach.session.transport import Transport

TICK = 0.05
"""Seconds between two looks at the keys and the player."""

RETRY = 2.0
"""Seconds between two tries to get a lost output back."""

FAREWELL = 10.0
"""Seconds for the word that something went wrong."""


class Output:
    """Plays `transport`. `open_player` makes a new player each time the output must be opened."""

    def __init__(self, transport: Transport, open_player: Callable[[], Player], environment: Environment) -> None:
        self._transport = transport
        self._open_player = open_player
        self._environment = environment
        self._player: Player = ClockPlayer(environment.monotonic, environment.sleep)

    def start(self) -> NoSoundError | None:
        """Begin to play; where there is no sound, in silence, and why."""
        try:
            self._open()
        except NoSoundError as error:
            self._go_silent()
            return error
        return None

    @property
    def finished(self) -> bool:
        """Whether the last sound has been heard. Raises what the source raised."""
        return self._player.finished

    @property
    def lost(self) -> bool:
        """Whether nothing is heard any more."""
        return self._player.lost

    def flush(self) -> None:
        """Drop what has been taken but not heard yet."""
        self._player.flush()

    def close(self) -> None:
        """Stop and release it."""
        self._player.close()

    def recover(self, read_key: Callable[[], str | None], screen: Screen, leave: Callable[[str], None]) -> str | None:
        """Try until the output is back, or the listener leaves by a key.

        `leave` is told that key before the session goes on in silence; while the coach asks it comes back instead.
        Raises `UnheardError` where the output came back and the coach must say again what was not heard.
        """
        self._player.close()
        if self._transport.snapshot().state in ("ending", "ended"):
            self._go_silent()
            return None
        screen.warn("The sound output is gone. Paused; trying to get it back.")
        self._transport.sound_lost()
        asking = self._transport.halt is not None
        while True:
            until = self._environment.monotonic() + RETRY
            while self._environment.monotonic() < until:
                key = read_key()
                if key in ("q", "interrupt") or (key == "p" and not asking):
                    if not asking:
                        leave(key)
                    self._go_silent()
                    return key if asking else None
            try:
                self._open(self._transport.sound_back)
            except NoSoundError:
                self._transport.sound_lost()
                continue
            screen.tell("The sound output is back.")
            if asking:
                raise UnheardError
            return None

    def say_failure(self) -> None:
        """Tell the listener, who cannot see the message, that it ends here; whatever else fails now is less news."""
        self._player.close()
        self._transport.end("failed")
        self.start()
        with contextlib.suppress(Exception):
            until = self._environment.monotonic() + FAREWELL
            while not self._player.finished and self._environment.monotonic() < until:
                self._environment.sleep(TICK)

    def _open(self, opening: Callable[[], None] = lambda: None) -> None:
        player = self._open_player()
        self._transport.ear.latency = player.latency
        opening()
        player.start(self._transport)
        self._player = player

    def _go_silent(self) -> None:
        """Go on with nothing to hear it on."""
        player = ClockPlayer(self._environment.monotonic, self._environment.sleep)
        self._transport.ear.latency = player.latency
        player.start(self._transport)
        self._player = player
