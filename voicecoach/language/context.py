"""What the readers of the parts of one file share."""

from dataclasses import dataclass

from voicecoach.language.placeholders import Placeholders
from voicecoach.language.problems import Problems
from voicecoach.language.spelling import nearest
from voicecoach.language.spoken import ENGLISH, Spoken
from voicecoach.language.tokens import Line, Number
from voicecoach.language.tree import Node
from voicecoach.language.words import BLOCKS, KEYWORDS, home, one_of, shown


@dataclass(slots=True)
class Context:
    """The problems and texts of a file, and its language table (the English one where the language has none)."""

    problems: Problems
    placeholders: Placeholders
    table: Spoken = ENGLISH

    def name(self, node: Node, what: str, vocabulary: tuple[str, ...]) -> str:
        """The word of the vocabulary that the line begins with, also if it is misspelt; "" if there is none."""
        line, word = node.line, node.line.word()
        if word in vocabulary:
            return word
        meant = ""
        if word not in KEYWORDS:
            blocks = [known for known in vocabulary if known in BLOCKS]
            meant = (nearest(word, blocks) if node.children else "") or nearest(word, vocabulary)
        self.unknown_line(line, f"unknown {what} {shown(word)}", one_of(vocabulary), meant)
        return meant

    def unknown_line(self, line: Line, message: str, expected: str, suggestion: str = "") -> None:
        """Report a line whose beginning has no place where it stands, unless that has been reported.

        `message` says so of a word that is no keyword; of a keyword it is said where it belongs.
        """
        first, word = line.first, line.word()
        if first.reported:
            return
        if word in KEYWORDS:
            message, expected = f'"{word}" does not belong here', home(word)
        elif isinstance(first, Number):
            message, expected = "a number of sets or reps does not belong here", 'it in an "exercise" block'
        elif not word:
            message = f"unexpected {first}"
        self.problems.report(
            line.source, first.start, first.end, message, expected=expected, suggestion=suggestion, breaks=True
        )

    def once(self, seen: dict[str, int], what: str, line: Line) -> bool:
        """Whether this is the first line of its kind in its block; if not, that is reported."""
        first = seen.setdefault(what, line.number)
        if first == line.number:
            return True
        message = f"a second {shown(what)}: the first is on line {first}"
        self.problems.report(line.source, line.first.start, line.first.end, message, expected="one at most")
        return False
