"""The tree of lines that indentation makes."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from voicecoach.language.problems import Problems
from voicecoach.language.shapes import MARGIN, fits, nearly_opens
from voicecoach.language.tokens import Line
from voicecoach.language.words import BLOCKS


@dataclass(frozen=True, slots=True)
class Node:
    """A line, and the lines that are indented below it."""

    line: Line
    children: list["Node"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Level:
    """An open block: what it is, its lines so far, and the indentations that count as its own (none: not known yet)."""

    block: str
    nodes: list[Node]
    indents: set[int]


def build_tree(lines: Sequence[Line], problems: Problems) -> list[Node]:
    """The lines at the margin, each with its block below it.

    A line whose indentation fits no open block is reported, and put into the one that it looks right in.
    """
    builder = _Builder(problems)
    for index, line in enumerate(lines):
        builder.place(line, lines[index + 1] if index + 1 < len(lines) else None)
    return builder.margin


class _Builder:
    """The blocks that are open, from the margin inwards."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._levels = [_Level(MARGIN, [], {0})]
        self.margin = self._levels[0].nodes

    def place(self, line: Line, following: Line | None) -> None:
        """Add a line; `following` is the one after it."""
        depth = self._tabbed(line) if line.tabs else self._depth(line, following)
        self._levels[depth].nodes.append(Node(line))

    def _depth(self, line: Line, following: Line | None) -> int:
        """How deep the line belongs, with that block and those around it open."""
        last = self._levels[-1]
        exact = self._exact(line)
        if exact is not None:
            inner = self._interrupted(exact, line, following)
            return inner if inner is not None else self._close(self._not_too_deep(exact, line, following))
        if line.indent < max(max(level.indents, default=0) for level in self._levels):
            return self._between(line, following)
        if not last.indents:
            last.indents.add(line.indent)
            return len(self._levels) - 1
        if not last.nodes:
            return self._mistaken(line, following, "the first line is indented", "it at the margin", 0)
        return self._deeper(line, following)

    def _exact(self, line: Line) -> int | None:
        """The innermost block with that indentation."""
        depths = reversed(range(len(self._levels)))
        return next((depth for depth in depths if line.indent in self._levels[depth].indents), None)

    def _between(self, line: Line, following: Line | None) -> int:
        """The depth of a line that is indented less than one block, and more than the one around it."""
        levels = self._levels
        depth = next(i for i, level in enumerate(levels) if not level.indents or max(level.indents) > line.indent)
        if not levels[depth].indents:
            levels[depth].indents.add(line.indent)
            return self._close(depth)
        widths = " or ".join(str(min(level.indents)) for level in levels[: depth + 1] if level.indents)
        if self._opens(line):
            depth = self._open(set())
        elif len(levels[depth].nodes) == 1 and following is not None and following.indent == line.indent:
            levels[depth].indents.clear()  # it was the first line that went too far
            levels[depth].indents.add(line.indent)
        return self._mistaken(line, following, "this indentation fits no block", f"{widths} spaces", depth)

    def _deeper(self, line: Line, following: Line | None) -> int:
        """The depth of a line that is indented more than all before it: a new block, or a mistake."""
        last = self._levels[-1]
        above = last.nodes[-1].line
        if above.word() in BLOCKS or not fits(last.block, above):
            return self._open({line.indent})
        message = "this line is indented, and the line above it takes no block"
        guess = len(self._levels) - 1
        outer = self._most_fitting(guess, line)
        if following is None or following.indent in self._levels[outer].indents or self._owns(line, following):
            guess = outer
        return self._mistaken(line, following, message, f"{self._spaces(guess)} spaces", guess)

    def _mistaken(self, line: Line, following: Line | None, message: str, expected: str, guess: int) -> int:
        """Report the indentation of a line, and find its depth. The next line may make the same mistake."""
        self._problems.report(line.source, 0, line.indent, message, expected=expected)
        depth = self._close(self._most_fitting(guess, line))
        if following is not None and following.indent == line.indent and not self._owns(line, following):
            self._levels[depth].indents.add(line.indent)
        return depth

    def _not_too_deep(self, depth: int, line: Line, following: Line | None) -> int:
        """`depth`, or less where the line opens a block that makes sense only further out."""
        if not self._owns(line, following) or (outer := self._most_fitting(depth, line)) >= depth:
            return depth
        message = "this line is indented too far"
        self._problems.report(line.source, 0, line.indent, message, expected=f"{self._spaces(outer)} spaces")
        return outer

    @staticmethod
    def _owns(line: Line, following: Line | None) -> bool:
        """Whether the line opens a block, and the next one belongs to it but is indented no further."""
        word = line.word()
        return following is not None and word in BLOCKS and fits(word, following) and following.indent <= line.indent

    def _interrupted(self, depth: int, line: Line, following: Line | None) -> int | None:
        """The depth of the block that goes on after a line which stands further out, but makes no sense there."""
        block = self._levels[depth].block
        if following is None or following.indent <= line.indent or fits(block, line) or nearly_opens(block, line):
            return None
        inner = self._exact(following)
        if inner is None and self._opens(following) and self._levels[-1].nodes[-1].line.indent < following.indent:
            inner = self._open({following.indent})
        if inner is None or inner <= depth or not fits(self._levels[inner].block, following):
            return None
        if any(fits(level.block, line) for level in self._levels[depth + 1 :]):
            inner = self._most_fitting(inner, line)
            message = f'this line belongs to the "{self._levels[inner].block}" around it'
            at = (line.source, line.first.start, line.first.end)
            self._problems.report(*at, message, expected=f"{self._spaces(inner)} spaces before it")
        return inner

    def _tabbed(self, line: Line) -> int:
        """The depth of a line with tabs. How wide they were meant to be nobody knows, but one a block is usual."""
        if self._opens(line):
            return self._open(set())
        return self._close(self._most_fitting(min(line.tabs, len(self._levels) - 1), line))

    def _opens(self, line: Line) -> bool:
        """Whether the line looks right below the last line."""
        nodes = self._levels[-1].nodes
        word = nodes[-1].line.word() if nodes else ""
        return word in BLOCKS and fits(word, line)

    def _open(self, indents: set[int]) -> int:
        """Open the block below the last line."""
        last = self._levels[-1]
        word = last.nodes[-1].line.word()
        self._levels.append(_Level(word if word in BLOCKS else last.block, last.nodes[-1].children, indents))
        return len(self._levels) - 1

    def _close(self, depth: int) -> int:
        """Close all blocks deeper than `depth`."""
        del self._levels[depth + 1 :]
        return depth

    def _spaces(self, depth: int) -> int:
        """The indentation of a block."""
        return min(self._levels[depth].indents, default=0)

    def _most_fitting(self, guess: int, line: Line) -> int:
        """The depth nearest to `guess` where the line looks right."""
        by_nearness = sorted(range(len(self._levels)), key=lambda depth: (abs(depth - guess), -depth))
        return next((depth for depth in by_nearness if fits(self._levels[depth].block, line)), guess)
