"""Asking, in the spirit of VoiceXML's form filling: a question sounds, the first valid answer wins and is read back.

Nothing is guessed. A key counts only once its question has begun to sound; keys that follow an answer at once, as in a
word that somebody types, are dropped. Silence is asked again once in shorter words, then left open, and said so.
"""

import contextlib
import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from voicecoach.journal.models import Given, Value
from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.entry import UNCLEAR, Reply
from voicecoach.session.dialog.floor import Floor, Interrupted, LeftError, UnheardError
from voicecoach.session.dialog.listening import BURST, KeyListener, Listener
from voicecoach.session.dialog.queries import Query, hint, keys_for, spoken_value

SILENCE = 12.0
"""Seconds after a question without an answer."""

Asked = Literal["all", "left", "alarm"]
"""How a row of questions went: to its end, left by the listener, or ended by an answer that ends everything."""

REMIND = 60.0
"""Seconds of a pause after which it is told that it is one."""

TELLING = "space pause   p pain   q end"
"""The keys that count while the coach tells something, for the screen."""

MOVE = 5.0
"""Seconds to try a movement and come back to the middle."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """Where answers go, at once: `keep` one (None: unanswered), `take_back` the one to a question."""

    keep: Callable[[Query, Value | None, Given], None]
    take_back: Callable[[Query], None]


SCRAP = Notebook(lambda _query, _value, _given: None, lambda _query: None)
"""For what is not a matter of the journal."""


class Conversation:
    """Asks on a `floor`. Where `answerable` is false there is nobody to answer, and every question stays open."""

    def __init__(
        self, floor: Floor, table: Spoken, listeners: Sequence[Listener] | None = None, *, answerable: bool = True
    ) -> None:
        self.floor = floor
        self._table = table
        self._listeners = (KeyListener(),) if listeners is None else listeners
        self._answerable = answerable

    def say(self, *texts: str) -> set[str]:
        """Say something, and wait until it has been heard; the keys that were pressed meanwhile, each alone."""
        self.floor.show("")
        while True:
            self.floor.say(*texts)
            try:
                return self._settle()
            except UnheardError:
                self._hear_it_is_back()

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
        self._settle()

    def _key_before_the_end_of(self, text: str) -> str | None:
        """Say a text; the first key that is pressed before it has been heard."""
        try:
            self.floor.say(text)
            while self.floor.speaking:
                key = self.floor.tick()
                if key is not None:
                    return key
        except UnheardError:
            self._hear_it_is_back()
            return self._key_before_the_end_of(text)
        return None

    def _pause(self) -> None:
        """Wait for a key, saying now and then that this is a pause. Raises `LeftError`."""
        floor, said_at = self.floor, -math.inf
        words = self._table.paused
        while True:
            if floor.monotonic() - said_at >= REMIND:
                said_at = floor.monotonic()
                floor.say(words)
                words = self._table.still_paused
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
                    self._hear_it_is_back()
            else:
                return

    def ask(self, query: Query, notebook: Notebook = SCRAP) -> Reply:
        """Ask until there is a value, a command that leads away from the question, or no answer at all.

        The last is a reply without a value, given by "none". A value is in the notebook before it is read back.
        """
        text, silent = query.text, 0
        while True:
            reply = self._exchange(query, text)
            text = query.short
            if reply is None:
                silent += 1
                if query.answers is None or silent > 1 or not self._answerable:
                    return self._unanswered(query, notebook)
            elif reply.said == "repeat":
                text = query.text
            elif reply.said == "help":
                self.say(*keys_for(query, self._table))
            elif reply.said == "unclear" or (reply.said == "skip" and query.alarm):  # safety is not skipped by a key
                self.say(self._table.talk.sorry)
            elif reply.said == "value" and reply.value is not None:
                notebook.keep(query, reply.value, reply.given)
                if "u" not in self.say(spoken_value(reply.value, self._table)):
                    return reply
                notebook.take_back(query)
                self.say(self._table.talk.taken_back)
                text = query.text
            else:
                return reply

    def ask_all(self, queries: Sequence[Query], notebook: Notebook) -> Asked:
        """Ask one after the other, up to an alarm. Those that are left are kept as open."""
        talk, i = self._table.talk, 0
        while i < len(queries):
            query = queries[i]
            reply = self.ask(query, notebook)
            if reply.said == "undo":
                answered = [j for j in range(i) if queries[j].answers is not None]
                if answered:
                    i = answered[-1]
                    notebook.take_back(queries[i])
                self.say(talk.taken_back if answered else talk.nothing_to_take_back)
            elif reply.said == "leave":
                for left in queries[i:]:
                    _keep_open(left, notebook, "none" if left is query else "unasked")
                self.say(talk.rest_left_open)
                return "left"
            elif query.alarm and reply.value == "yes":
                return "alarm"
            else:
                if reply.said == "skip":
                    _keep_open(query, notebook, "none")
                    self.say(talk.skipped)
                i += 1
        return "all"

    def _exchange(self, query: Query, text: str) -> Reply | None:
        """Let the question sound and listen; None where nothing is heard for as long as one waits."""
        while True:
            try:
                return self._listen(query, text)
            except UnheardError:
                self._hear_it_is_back()

    def _listen(self, query: Query, text: str) -> Reply | None:
        floor = self.floor
        for listener in self._listeners:
            listener.attend(query)
        floor.show(hint(query) if self._answerable else "")
        floor.say(text)
        patience = MOVE if query.answers is None else SILENCE if self._answerable else 0.0
        quiet_since = floor.monotonic()
        while floor.speaking or floor.monotonic() - quiet_since < patience:
            key = floor.tick()
            now = floor.monotonic()
            if key is not None or floor.speaking:
                quiet_since = now
            for listener in self._listeners:
                reply = listener.hear(key, now)
                if reply is not None:
                    floor.hush()
                    if reply == UNCLEAR:
                        self._settle()
                    return reply
        return None

    def _unanswered(self, query: Query, notebook: Notebook) -> Reply:
        if query.answers is not None:
            _keep_open(query, notebook, "none")
            if self._answerable:
                self.say(self._table.talk.left_open)
        return Reply("value", None, "none")

    def _hear_it_is_back(self) -> None:
        """Wait until it has been told that the sound is back, unless it goes away again."""
        with contextlib.suppress(UnheardError):
            self._settle()

    def _settle(self) -> set[str]:
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


def _keep_open(query: Query, notebook: Notebook, given: Given) -> None:
    if query.answers is not None:
        notebook.keep(query, None, given)
