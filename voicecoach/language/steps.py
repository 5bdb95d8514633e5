"""Reads the steps of a routine, and those inside `repeat`."""

from voicecoach.language.blocks import statements
from voicecoach.language.context import Context
from voicecoach.language.exercises import ExerciseReader
from voicecoach.language.models import Exercise, Pause, Repeat, Rest, Say, Step, Tone
from voicecoach.language.placeholders import Place
from voicecoach.language.questions import AskReader
from voicecoach.language.reader import LineError, Reader
from voicecoach.language.shapes import fits
from voicecoach.language.simple import read_simple
from voicecoach.language.tree import Node
from voicecoach.language.words import STEPS

_Inner = Say | Pause | Rest | Tone | Exercise


class StepReader:
    """Reads steps one by one, and remembers what matters for the whole routine."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._asks: dict[str, int] = {}
        self._misplaced: list[list[Node]] = []  # blocks that stand where they do not belong, yet to be read
        self.speaks = False
        """Whether there is an exercise, a `say`, or a line that may have been meant for one."""
        self.last_exercise = 0
        """The line of the last exercise, or of the last line that may have been meant for one."""

    def read(self, keyword: str, node: Node) -> Step | None:
        """A step that does not stand in a `repeat`; `keyword` is "" if it is unknown. None: it was reported."""
        if keyword == "repeat":
            return Repeat(self._times(node), self._inside(node.children), line=node.line.number)
        if keyword == "ask":
            ask = AskReader(self._context).read(node)
            if ask:
                self._context.once(self._asks, f"ask {ask.time}", node.line)
            return ask
        step = self._step(keyword, node, repeated=False)
        self._inside([])
        return step

    def _inside(self, nodes: list[Node]) -> tuple[_Inner, ...]:
        """The steps of a block, and those found where they do not belong.

        Such mistakes may be nested to any depth, so they are put on a stack rather than read by recursion.
        """
        found: list[_Inner] = []
        self._misplaced.append(nodes)
        while self._misplaced:
            block = self._misplaced.pop()
            for keyword, node in statements(block, self._name, self._context.problems):
                if keyword in ("repeat", "ask"):
                    self._refuse(keyword, node)
                elif step := self._step(keyword, node, repeated=True):
                    found.append(step)
        return tuple(found)

    def _name(self, node: Node) -> str:
        return self._context.name(node, "step", STEPS)

    def _refuse(self, keyword: str, node: Node) -> None:
        """Report what cannot stand in a `repeat`, and read it."""
        first = node.line.first
        message = f'"{keyword}" cannot stand in a "repeat"'
        self._context.problems.report(node.line.source, first.start, first.end, message, expected="it at the margin")
        if keyword == "ask":
            AskReader(self._context).read(node)
        else:
            self._times(node)
            self._misplaced.append(node.children)

    def _salvage(self, node: Node) -> None:
        """Read the block of an unknown line as what it looks like, so that its problems are found too."""
        if not node.children:
            return
        first = node.children[0].line
        if fits("exercise", first):
            self._exercise(Place(node.line.number)).read_lines(node.children)
        elif fits("ask", first):
            AskReader(self._context).questions(node.children)
        elif fits("repeat", first):
            self._misplaced.append(node.children)

    def _exercise(self, place: Place) -> ExerciseReader:
        reader = ExerciseReader(self._context, place)
        self._misplaced.append(reader.misplaced)
        return reader

    def _times(self, node: Node) -> int:
        reader = Reader(node.line, self._context.problems, skip=1)
        try:
            times = reader.whole(1, 1000)
            reader.keyword("times")
            reader.finish()
        except LineError:
            return 1
        return times

    def _step(self, keyword: str, node: Node, *, repeated: bool) -> _Inner | None:
        place = Place(node.line.number, repeated)
        self.speaks = self.speaks or keyword in ("say", "exercise", "")
        if keyword in ("exercise", ""):
            self.last_exercise = max(self.last_exercise, node.line.number)
        if keyword == "exercise":
            return self._exercise(place).read(node)
        reader = Reader(node.line, self._context.problems, skip=1)
        try:
            if keyword == "rest":
                return self._rest(reader, place)
            if keyword:
                return read_simple(self._context, keyword, reader, "step", place)
        except LineError:
            return None
        self._salvage(node)
        return None

    def _rest(self, reader: Reader, place: Place) -> Rest:
        length = reader.duration()
        token = reader.has_quoted()
        text = self._context.placeholders.text(reader, token, "step", place) if token else None
        reader.finish()
        return Rest(length, text, line=reader.number)
