"""Telling: what is said is heard to its end, again where the sound was lost, and can be paused or left by keys."""

import contextlib
import math

from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.floor import Floor, Interrupted, LeftError, UnheardError
from voicecoach.session.dialog.listening import BURST

REMIND = 60.0
"""Seconds of a pause after which it is told that it is one."""

TELLING = "space pause   p pain   q end"
"""The keys that count while the coach tells something, for the screen."""


class Telling:
    """Talks on a `floor`, in the words of a language."""

    def __init__(self, floor: Floor, table: Spoken) -> None:
        self.floor = floor
        self.table = table

    def say(self, *texts: str) -> set[str]:
        """Say something, and wait until it has been heard; the keys that were pressed meanwhile, each alone."""
        self.floor.show("")
        while True:
            self.floor.say(*texts)
            try:
                return self.settle()
            except UnheardError:
                self.hear_it_is_back()

    def tell(self, *texts: str) -> None:
        """Say something at length, which can be paused by any key, and is told again from the sentence's beginning.

        Raises `LeftError` for p and q.
        """
        self.floor.show(TELLING)
        for text in texts:
            while (key := self._key_before_the_end_of(text)) is not None:
                self.floor.hush()
                if key in ("p", "q"):
                    raise LeftError(key)
                self._pause()
        try:
            self.settle()
        except UnheardError:  # all of it had been heard
            self.hear_it_is_back()

    def _key_before_the_end_of(self, text: str) -> str | None:
        """Say a text; the first key that is pressed before it has been heard."""
        try:
            self.floor.say(text)
            while self.floor.speaking:
                key = self.floor.tick()
                if key is not None:
                    return key
        except UnheardError:
            self.hear_it_is_back()
            return self._key_before_the_end_of(text)
        return None

    def _pause(self) -> None:
        """Wait for a key, saying now and then that this is a pause. Raises `LeftError`."""
        floor, said_at = self.floor, -math.inf
        words = self.table.paused
        while True:
            if floor.monotonic() - said_at >= REMIND:
                said_at = floor.monotonic()
                floor.say(words)
                words = self.table.still_paused
            try:
                key = floor.tick()
            except UnheardError:
                said_at = -math.inf
                continue
            if key in ("p", "q"):
                raise LeftError(key)
            if key is not None:
                floor.hush()
                return

    def last_word(self, text: str) -> None:
        """Say something that is heard to its end, whatever is pressed: the session is over after it."""
        self.floor.show("")
        while True:
            self.floor.say(text)
            try:
                while self.floor.speaking:
                    with contextlib.suppress(Interrupted):
                        self.floor.tick()
            except UnheardError:
                with contextlib.suppress(Interrupted):
                    self.hear_it_is_back()
            else:
                return

    def hear_it_is_back(self) -> None:
        """Wait until it has been told that the sound is back, unless it goes away again."""
        with contextlib.suppress(UnheardError):
            self.settle()

    def settle(self) -> set[str]:
        """Wait until all has been heard and no more is typed. The keys that were pressed alone, not in a burst."""
        floor = self.floor
        alone: set[str] = set()
        pressed_at = floor.monotonic()
        while floor.speaking or floor.monotonic() - pressed_at < BURST:
            key = floor.tick()
            if key is not None:
                if floor.monotonic() - pressed_at >= BURST:
                    alone.add(key)
                pressed_at = floor.monotonic()
        return alone
