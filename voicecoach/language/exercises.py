"""Reads `exercise` blocks: tells what each line is, and keeps what stands there by mistake from spoiling the rest."""

from voicecoach.language.blocks import statements
from voicecoach.language.context import Context
from voicecoach.language.drafts import Draft
from voicecoach.language.exercise_lines import COUNTED, ExerciseLines
from voicecoach.language.models import Exercise, Phase, Text
from voicecoach.language.placeholders import Place
from voicecoach.language.questions import AskReader
from voicecoach.language.reader import LineError, Reader
from voicecoach.language.shapes import fits
from voicecoach.language.spelling import nearest
from voicecoach.language.tokens import Duration, Line, Number, Other
from voicecoach.language.tree import Node
from voicecoach.language.words import EXERCISE, KEYWORDS, one_of, shown, slip


class ExerciseReader:
    """Reads one exercise, line by line, into a draft; what lines say of each other is checked at the end.

    `misplaced` are lines among them that belong among the steps: reported, and yet to be read.
    """

    def __init__(self, context: Context, place: Place) -> None:
        self._context = context
        self._draft = Draft()
        self._lines = ExerciseLines(context, place, self._draft)
        self.misplaced: list[Node] = []

    def read(self, node: Node) -> Exercise:
        """The whole block."""
        reader = Reader(node.line, self._context.problems, skip=1)
        name = Text("")
        try:
            name = self._context.placeholders.text(reader, reader.quoted("the name of the exercise in quotes"))
            reader.finish()
        except LineError:
            pass  # reported; the block is read all the same
        if node.children:
            self.read_lines(node.children)
            self._draft.check(Reader(node.line, self._context.problems))
        return self._draft.exercise(name, node.line.number)

    def read_lines(self, nodes: list[Node]) -> None:
        """The lines of the block."""
        for keyword, node in statements(nodes, self._name, self._context.problems):
            reader = Reader(node.line, self._context.problems, skip=0 if keyword == "count" else 1)
            try:
                if keyword:
                    self._lines.read(keyword, node, reader)
                else:
                    self._salvage(node, reader)
            except LineError:
                self._draft.cut = True
                if keyword == "phase":
                    # its line is wrong, but it is a phase, and others may name it
                    self._draft.phases.append(Phase(node.line.word(), 1))

    def _name(self, node: Node) -> str:
        """The first word; "count" for sets and reps, "phase" for a phase, "" for what is reported here."""
        line, word = node.line, node.line.word()
        if isinstance(line.first, Number):
            return "count"
        if word in EXERCISE:
            return word
        second = line.tokens[1] if len(line.tokens) > 1 else None
        if word in COUNTED and isinstance(second, Number):
            return self._turned_round(line, word, second)
        meant = ""
        if not word or word in KEYWORDS:
            self._context.unknown_line(line, "", f"{one_of(EXERCISE)}, a number of sets or reps, or a phase")
        elif meant := slip(word):
            message = f"{shown(word)} is one slip away from a keyword"
            self._context.unknown_line(line, message, "the keyword, or another name for the phase", meant)
            if isinstance(second, Duration):
                return "phase"
        elif isinstance(second, Duration | Number | Other) or not node.children:
            return "phase"
        else:
            meant = nearest(word, EXERCISE)
            self._context.unknown_line(line, f"unknown line {shown(word)}", one_of(EXERCISE), meant)
        if meant in EXERCISE:
            return meant
        if word == "rest":
            self._draft.rest = 1  # meant, whatever it says
        self._draft.unread = self._draft.unread or word not in KEYWORDS
        return ""

    def _turned_round(self, line: Line, word: str, number: Number) -> str:
        """Report `reps 10`."""
        message = f"the number comes before {shown(word)}"
        self._context.problems.report(
            line.source, line.first.start, number.end, message, suggestion=f"{number.written} {word}"
        )
        if word in ("set", "sets"):
            self._draft.sets = None
        else:
            self._draft.reps = None
        return ""

    def _salvage(self, node: Node, reader: Reader) -> None:
        """Read the block of a line that is unknown or does not belong here, so that its problems are found too."""
        word = node.line.word()
        if word == "exercise":
            self.misplaced.append(node)
        elif word == "repeat":
            self.misplaced += node.children
        elif node.children:
            first = node.children[0].line
            if fits("ask", first):
                AskReader(self._context).questions(node.children)
            elif fits("intro", first):
                self._lines.intro(node, reader)
            elif fits("first", first):
                self._lines.first(node, reader)
