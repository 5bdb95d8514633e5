"""Keys -> a reply: one question's keyboard, found blind, with one key where one is enough."""

from dataclasses import dataclass
from typing import Literal

from voicecoach.hearing.decision import Heard
from voicecoach.journal.models import Confirmed, Given, Value
from voicecoach.session.dialog.queries import Answers, Numbers, Options, Query, Words

Said = Literal["value", "half", "repeat", "skip", "undo", "help", "leave", "unclear", "unsure"]
"""`half` is a value and a half, where whole ones are wanted; `unsure` a warning sign, and nothing more was said."""

COMMANDS: dict[str, Said] = {"r": "repeat", "x": "skip", "u": "undo", "?": "help", "q": "leave"}


@dataclass(frozen=True, slots=True)
class Reply:
    """What the listener said to a question, and by which way it came.

    Of what was spoken, `heard` tells what was understood, and `confirmed` how it was made sure of.
    """

    said: Said
    value: Value | None = None
    given: Given = "keys"
    heard: Heard | None = None
    confirmed: Confirmed = ""


UNCLEAR = Reply("unclear")
NO_ANSWER = Reply("value", None, "none")
UNSURE = Reply("unsure")


class Entry:
    """The keys that have been pressed for one question.

    A digit that may be the first of two (the 1 of 10) waits until the next key, or until `settle`.
    """

    def __init__(self, query: Query) -> None:
        self._answers = query.answers
        self._instead = query.instead
        self._typed = ""
        self._typed_for: Answers | None = None

    @property
    def waiting(self) -> bool:
        """Whether a digit waits for the next."""
        return bool(self._typed)

    def press(self, key: str) -> Reply | None:
        """The reply that this key makes, None while more may follow."""
        if self._typed and not key.isdecimal():
            reply = self.settle()
            return reply if key == "other" else UNCLEAR  # Enter; anything else was not meant so
        if key in COMMANDS:
            return Reply(COMMANDS[key])
        answer = self._answer(key, self._answers)
        return self._answer(key, self._instead) if answer == UNCLEAR and self._instead is not None else answer

    def _answer(self, key: str, answers: Answers | None) -> Reply | None:
        match answers:
            case Numbers(low, high):
                return Reply("value", 10) if key == "t" and low <= 10 == high else self._digit(key, high, answers)
            case Options(options):
                return self._digit(key, len(options), answers)
            case Words(values):
                return Reply("value", values[key]) if key in values else UNCLEAR
            case None:
                return UNCLEAR

    def settle(self) -> Reply:
        """The reply of the digits that have been typed: no more will come."""
        number, self._typed = int(self._typed), ""
        match self._typed_for:
            case Numbers(low, high) if low <= number <= high:
                return Reply("value", number)
            case Options(options) if 1 <= number <= len(options):
                return Reply("value", options[number - 1])
        return UNCLEAR

    def _digit(self, key: str, high: int, answers: Answers) -> Reply | None:
        if not (key.isascii() and key.isdecimal()):
            return UNCLEAR
        self._typed += key
        self._typed_for = answers
        return None if 0 < int(self._typed) * 10 <= high else self.settle()
