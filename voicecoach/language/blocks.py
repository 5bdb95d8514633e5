"""How to go through one block of lines, and find on the way what stands in it or beside it by mistake.

A mistake in the indentation is reported once. The lines after it are then taken as they were most
probably meant, so that their own problems can be found and no others are made up.
"""

from collections import deque
from collections.abc import Callable, Iterator

from voicecoach.language.problems import Problems
from voicecoach.language.shapes import fits
from voicecoach.language.tokens import Line
from voicecoach.language.tree import Node
from voicecoach.language.words import BLOCKS


def statements(nodes: list[Node], name: Callable[[Node], str], problems: Problems) -> Iterator[tuple[str, Node]]:
    """Each line of a block with what `name` calls it ("" for a line that it does not know), in order.

    Lines that must have a block have theirs; lines that cannot have one have none. The block of an unknown
    line stays with it.
    """
    waiting = deque(nodes)
    while waiting:
        node = waiting.popleft()
        keyword = name(node)
        if keyword in BLOCKS:
            node.children.extend(_strays(keyword, node, waiting, problems))
        elif keyword and node.children:
            first = node.children[0].line
            if not first.tabs:
                message = "this line is indented, and the line above it takes no block"
                expected = f"the indentation of line {node.line.number}"
                problems.report(first.source, 0, first.indent, message, expected=expected)
            waiting.extendleft(reversed(node.children))
            node = Node(node.line)
        yield keyword, node


def _strays(keyword: str, node: Node, waiting: deque[Node], problems: Problems) -> list[Node]:
    """The lines after a block that can only have been meant for it, taken from `waiting`."""
    strays: list[Node] = []
    while waiting and _is_stray(keyword, node, waiting[0].line):
        stray = waiting.popleft()
        strays += [stray] if stray.line.word() in BLOCKS else [Node(stray.line), *stray.children]
    of_whom = f'the "{keyword}" of line {node.line.number}'
    first = strays[0].line if strays else node.line
    at = (first.source, first.first.start, first.first.end)
    if not strays and not node.children:
        problems.report(*at, f'"{keyword}" needs an indented block', expected="indented lines below it")
    elif strays and not first.tabs:
        message = f"this line belongs to {of_whom}" if node.children else f"{of_whom} needs an indented block"
        problems.report(*at, message, expected="more spaces before it")
    return strays


def _is_stray(keyword: str, node: Node, line: Line) -> bool:
    """Whether the line after a block can only have been meant for it."""
    if keyword in ("repeat", "first") and node.children:
        return False  # any step may follow a `repeat`, and what looks like a text of `first` may be a phase
    return fits(keyword, line) and line.word() != "ask"
