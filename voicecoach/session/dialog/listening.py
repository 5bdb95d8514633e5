"""The ways in which answers come. Several listen at once, and the first reply counts.

Each is asked again and again for what it has heard: a reply, that something was not understood, or nothing (None).
"""

from typing import Protocol

from voicecoach.session.dialog.entry import UNCLEAR, Entry, Reply
from voicecoach.session.dialog.queries import Query

DIGIT = 1.5
"""Seconds for the second digit of a number."""

BURST = 0.3
"""Seconds without a key after which typing is over."""


class Listener(Protocol):
    """One way in which answers come."""

    @property
    def busy(self) -> bool:
        """Whether somebody is in the midst of an answer: nobody is to be hurried then."""

    def attend(self, query: Query) -> None:
        """A question begins to sound."""

    def open(self) -> None:
        """The question has been heard, and the coach is silent from now on."""

    def hear(self, key: str | None, now: float) -> Reply | None:
        """The reply, once there is one; `key` is what the keyboard gave in this moment, `now` is in seconds."""

    def close(self) -> None:
        """The question is over."""


class KeyListener:
    """Answers by key. A key counts when no other follows at once: what begins a word is no answer."""

    @property
    def busy(self) -> bool:
        return self._held is not None or self._entry.waiting

    def attend(self, query: Query) -> None:
        self._entry = Entry(query)
        self._held: Reply | None = None
        self._pressed_at = 0.0

    def open(self) -> None:
        """Keys count from the question's beginning on."""

    def hear(self, key: str | None, now: float) -> Reply | None:
        if key is None:
            return self._in_quiet(now - self._pressed_at)
        self._pressed_at = now
        if self._held is not None:
            return self._held if key == "other" else UNCLEAR  # Enter ends what was typed
        self._held = self._entry.press(key)
        return UNCLEAR if self._held == UNCLEAR else None

    def close(self) -> None:
        """The next question attends anew."""

    def _in_quiet(self, seconds: float) -> Reply | None:
        """The reply when no key has followed the last for that long."""
        if self._held is not None:
            return self._held if seconds >= BURST else None
        return self._entry.settle() if self._entry.waiting and seconds > DIGIT else None
