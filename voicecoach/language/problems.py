"""What is wrong with a routine: every problem with its place, and the one error that carries them all."""

from collections.abc import Iterable
from dataclasses import dataclass

from voicecoach.language.excerpt import excerpt, printable

SHOWN = 100
"""The most problems that are written out; the error still carries the others."""

ENOUGH = 1000
"""The number of problems at which reading stops: a file with so many is something else than a routine."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the file, 1-based, without its line end."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake. `line` and `column` are 1-based, `length` is the number of characters it takes."""

    line: int
    column: int
    length: int
    message: str
    expected: str = ""
    suggestion: str = ""
    source: str = ""

    def render(self, file: str) -> str:
        """The problem as a person reads it: place and message, the line with carets, what would be right."""
        lines = [f"{printable(file)}:{self.line}:{self.column}: {self.message}"]
        if self.source.strip():
            lines += excerpt(self.source, self.column, self.length)
        if self.expected:
            lines.append(f"expected {self.expected}")
        if self.suggestion:
            # a suggested text brings its own quotes
            quoted = self.suggestion if self.suggestion.startswith('"') else f'"{self.suggestion}"'
            lines.append(f"did you mean {quoted}?")
        return "\n    ".join(lines)


class RoutineError(Exception):
    """A routine that cannot be used. `problems` are in the order of the file; `str()` writes them out."""

    def __init__(self, file: str, problems: Iterable[Problem]) -> None:
        self.file = file
        self.problems = tuple(sorted(problems, key=lambda problem: (problem.line, problem.column)))
        super().__init__(file, self.problems)

    @property
    def summary(self) -> str:
        """How many there are: `1 problem`, `12 problems`."""
        return f"{len(self.problems)} problem" + ("s" if len(self.problems) != 1 else "")

    def __str__(self) -> str:
        shown = [problem.render(self.file) for problem in self.problems[:SHOWN]]
        if len(self.problems) > SHOWN:
            at_least = "at least " if len(self.problems) >= ENOUGH else ""
            shown.append(f"and {at_least}{len(self.problems) - SHOWN} more")
        return "\n\n".join(shown)


class TooManyProblems(Exception):  # noqa: N818  # it ends the reading, and is no error of anyone's
    """Raised by `Problems.report` when there is no point in reading on."""


class Problems:
    """Collects the problems of a file while it is read."""

    def __init__(self) -> None:
        self._found: list[Problem] = []
        self._broken: dict[int, Problem] = {}

    def report(
        self,
        line: SourceLine,
        start: int,
        end: int,
        message: str,
        *,
        expected: str = "",
        suggestion: str = "",
        breaks: bool = False,
    ) -> None:
        """Note a problem with the characters `start` to `end` (0-based, end exclusive) of a line.

        With `breaks`, the line cannot be understood as a whole; the first such problem of a line is
        kept, for the others may well be its consequences. Raises `TooManyProblems`.
        """
        problem = Problem(line.number, start + 1, max(1, end - start), message, expected, suggestion, line.text)
        if not breaks:
            self._found.append(problem)
        elif line.number not in self._broken or problem.column < self._broken[line.number].column:
            self._broken[line.number] = problem
        if len(self._found) + len(self._broken) >= ENOUGH:
            raise TooManyProblems

    @property
    def found(self) -> list[Problem]:
        """All problems so far, in no order."""
        return [*self._found, *self._broken.values()]
