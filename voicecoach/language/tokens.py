"""The pieces of a line. Each remembers where it stands, so that a problem can point at it.

A token that could not be read rightly is `reported`: its problem is known, it holds a harmless
stand-in, and nobody should complain about it a second time.
"""

from dataclasses import dataclass, field

from voicecoach.language.models import Span
from voicecoach.language.problems import SourceLine
from voicecoach.language.words import shown


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a line: characters `start` to `end` (0-based, end exclusive), and how they are `written`."""

    start: int
    end: int
    written: str
    reported: bool = field(default=False, kw_only=True)

    def __str__(self) -> str:
        return shown(self.written)


@dataclass(frozen=True, slots=True)
class Word(Token):
    """A keyword or a name. `value` is in Unicode's composed form, so that equal names are equal strings."""

    value: str


@dataclass(frozen=True, slots=True)
class Number(Token):
    """A number or, with `ranged`, a range such as `10-15`."""

    span: Span
    ranged: bool


@dataclass(frozen=True, slots=True)
class Duration(Token):
    """A length of time in ms."""

    ms: int


@dataclass(frozen=True, slots=True)
class Quoted(Token):
    """A text; `value` is what stands between the quotes, with the escapes resolved."""

    value: str

    def __str__(self) -> str:
        return f"text {shown(self.written[1:-1])}"

    def columns(self) -> list[int]:
        """For each character of `value`, and for its end, the 0-based column where it is written."""
        columns: list[int] = []
        column = self.start + 1
        for _ in self.value:
            columns.append(column)
            column += 2 if self.written[column - self.start] == "\\" else 1
        return [*columns, column]


@dataclass(frozen=True, slots=True)
class Comma(Token):
    """Between the parts of a list."""

    def __str__(self) -> str:
        return "comma"


@dataclass(frozen=True, slots=True)
class Other(Token):
    """Characters that are no token of the language."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line that says something: its tokens (at least one), and how far it is indented.

    `tabs` counts the tabs in the indentation. They are a problem, reported already, but still a hint
    at the block that was meant.
    """

    source: SourceLine
    indent: int
    tabs: int
    tokens: tuple[Token, ...]

    @property
    def number(self) -> int:
        """1-based."""
        return self.source.number

    @property
    def first(self) -> Token:
        """What the line begins with, which tells what it is."""
        return self.tokens[0]

    def word(self, index: int = 0) -> str:
        """The word at that place, or "" where there is none."""
        token = self.tokens[index] if index < len(self.tokens) else None
        return token.value if isinstance(token, Word) else ""
