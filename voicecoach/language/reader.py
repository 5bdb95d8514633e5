"""Reads one line from left to right.

Two kinds of mistake are told apart. A value that has the right shape but cannot be meant (`0s`) is
reported and replaced by a stand-in, and reading goes on. Where the shape is wrong, nothing after
it can be trusted: `LineError` ends the line.
"""

from typing import NoReturn, TypeVar

from voicecoach.language.measures import DURATION, guess_duration
from voicecoach.language.models import Span
from voicecoach.language.problems import Problems
from voicecoach.language.spelling import nearest
from voicecoach.language.tokens import Comma, Duration, Line, Number, Quoted, Token, Word
from voicecoach.language.words import one_of, shown

_T = TypeVar("_T", bound=Token)


class LineError(Exception):
    """The rest of a line cannot be read; its problem has been reported."""


class Reader:
    """The tokens of a line, taken one by one. `sound` turns false with the first problem."""

    def __init__(self, line: Line, problems: Problems, *, skip: int = 0) -> None:
        self.line = line
        self.number = line.number
        self.sound = True
        self._problems = problems
        self._index = skip

    def peek(self, ahead: int = 0) -> Token | None:
        """The token to be taken next, or None at the end of the line."""
        index = self._index + ahead
        return self.line.tokens[index] if index < len(self.line.tokens) else None

    def report(
        self, token: Token, message: str, *, expected: str = "", suggestion: str = "", breaks: bool = False
    ) -> None:
        """Note a problem with a token, unless it has had one; `breaks` as in `Problems.report`."""
        self.sound = False
        if not token.reported:
            at = (self.line.source, token.start, token.end)
            self._problems.report(*at, message, expected=expected, suggestion=suggestion, breaks=breaks)

    def refuse(self, expected: str) -> NoReturn:
        """Report that something else should stand here. Raises `LineError`."""
        token = self.peek()
        last = self.line.tokens[-1]
        start, end = (token.start, token.end) if token else (last.end, last.end + 1)
        if not (token or last).reported:
            message = f"unexpected {token}" if token else "the line ends too early"
            self._problems.report(self.line.source, start, end, message, expected=expected, breaks=True)
        raise LineError

    def finish(self) -> None:
        """Nothing more may stand on the line. Raises `LineError`."""
        if self.peek():
            self.refuse("the end of the line")

    def word(self, expected: str) -> Word:
        """A word of the author's choice."""
        token = self.peek()
        if not isinstance(token, Word):
            self.refuse(expected)
        return self._take(token)

    def keyword(self, *words: str) -> Word:
        """One of these words; of a misspelt one the word that was meant."""
        token = self.peek()
        if not isinstance(token, Word):
            self.refuse(one_of(words))
        if token.value not in words:
            meant = nearest(token.value, words)
            if not meant:
                self.refuse(one_of(words))
            self.report(token, f"unknown word {token}", expected=one_of(words), suggestion=meant, breaks=True)
            token = Word(token.start, token.end, token.written, meant, reported=True)
        return self._take(token)

    def has_word(self, word: str) -> bool:
        """Whether exactly that word comes next; if so, it is taken."""
        token = self.peek()
        found = isinstance(token, Word) and token.value == word
        self._index += found
        return found

    def has_comma(self) -> bool:
        """Whether a comma comes next; if so, it is taken."""
        found = isinstance(self.peek(), Comma)
        self._index += found
        return found

    def comma(self, expected: str) -> None:
        """A comma. One that was forgotten ahead of what must follow it is reported, and reading goes on."""
        if self.has_comma():
            return
        token = self.peek()
        if token is None:
            self.refuse(expected)
        self.report(token, f"a comma is missing before {token}", expected=expected)

    def duration(self) -> int:
        """A duration, in ms."""
        token = self.peek()
        if isinstance(token, Duration):
            return self._take(token).ms
        if token is None or isinstance(token, Word | Quoted | Comma):
            self.refuse(DURATION)
        unit = self.peek(1)
        written, meant = token.written, guess_duration(token.written)
        if isinstance(unit, Word) and (joined := guess_duration(f"{token.written} {unit.value}")):
            written, meant = f"{token.written} {unit.value}", joined
            token = Number(token.start, unit.end, written, Span(1, 1), ranged=False, reported=token.reported)
            self._index += 1
        self._index += 1
        self.report(token, f"{shown(written)} is not a duration", expected=DURATION, suggestion=meant)
        return 1

    def whole(self, low: int, high: int) -> int:
        """A single number from `low` to `high`."""
        token = self.peek()
        if not isinstance(token, Number) or token.ranged:
            self.refuse(f"a number from {low} to {high}")
        span = self.within(self._take(token), low, high)
        return span.low if span else low

    def span(self, expected: str) -> Number:
        """A number or a range."""
        token = self.peek()
        if not isinstance(token, Number):
            self.refuse(expected)
        return self._take(token)

    def within(self, token: Number, low: int, high: int) -> Span | None:
        """The token's number or range if it lies between the limits; None, reported, if not."""
        if token.reported:
            return None
        if low <= token.span.low and token.span.high <= high:
            return token.span
        self.report(token, f"{token.written} is out of bounds", expected=f"from {low} to {high}")
        return None

    def quoted(self, expected: str = "a text in quotes") -> Quoted:
        """A text."""
        token = self.peek()
        if not isinstance(token, Quoted):
            self.refuse(expected)
        return self._take(token)

    def has_quoted(self) -> Quoted | None:
        """A text, if one comes next."""
        return self.quoted() if isinstance(self.peek(), Quoted) else None

    def _take(self, token: _T) -> _T:
        self._index += 1
        self.sound = self.sound and not token.reported
        return token
