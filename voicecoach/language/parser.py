"""From the bytes of a routine file to a `Routine`, or to all its problems at once."""

import contextlib

from voicecoach.language.blocks import statements
from voicecoach.language.context import Context
from voicecoach.language.header import HeaderReader
from voicecoach.language.lexer import read_lines
from voicecoach.language.models import Routine, Step, Text
from voicecoach.language.placeholders import Placeholders
from voicecoach.language.problems import Problems, RoutineError, SourceLine, TooManyProblems
from voicecoach.language.source import source_lines
from voicecoach.language.steps import StepReader
from voicecoach.language.tree import Node, build_tree
from voicecoach.language.words import HEADER, STEPS


def parse(data: bytes | str, file: str = "routine") -> Routine:
    """The routine that `data` says; `file` is its name in messages.

    Raises `RoutineError`, with every problem of the file, and nothing else.
    """
    problems = Problems()
    with contextlib.suppress(TooManyProblems):
        sources = source_lines(data, problems)
        if not problems.found:
            lines = read_lines(sources, problems)
            routine = _RoutineReader(problems).read(build_tree(lines, problems))
    if problems.found:
        raise RoutineError(file, problems.found)
    return routine


class _RoutineReader:
    """Reads the lines at the margin: the header, then the steps."""

    def __init__(self, problems: Problems) -> None:
        self._context = Context(problems, Placeholders(problems))
        self._header = HeaderReader(self._context)
        self._steps = StepReader(self._context)

    def read(self, tree: list[Node]) -> Routine:
        steps: list[Step] = []
        begun = False
        first_keyword = ""
        for index, (keyword, node) in enumerate(statements(tree, self._name, self._context.problems)):
            if index == 0:
                first_keyword = keyword
            if keyword in HEADER:
                self._header.read(keyword, node.line, first=index == 0, steps_before=begun)
                continue
            begun = begun or keyword in STEPS
            step = self._steps.read(keyword, node)
            steps += [step] if step else []
        self._check_whole(tree, first_keyword)
        self._context.placeholders.check(self._steps.last_exercise)
        header = self._header
        return Routine(
            title=header.title or Text(""),
            steps=tuple(steps),
            about=header.about,
            source=header.source,
            cautions=tuple(header.cautions),
            language=header.language,
            line=tree[0].line.number if tree else 0,
        )

    def _name(self, node: Node) -> str:
        return self._context.name(node, "step", (*HEADER, *STEPS))

    def _check_whole(self, tree: list[Node], first_keyword: str) -> None:
        """What must be there somewhere. A first line that is unknown may have been the title."""
        report = self._context.problems.report
        if not tree:
            report(SourceLine(1, ""), 0, 0, "the file says nothing", expected='routine "TITLE" on its first line')
            return
        first = tree[0].line
        at = (first.source, first.first.start, first.first.end)
        if not self._header.titled and first_keyword:
            report(*at, "the routine has no title", expected='routine "TITLE" on the first line of the file')
        if not self._steps.speaks:
            report(*at, "there is nothing to do in this routine", expected="an exercise or a say")
