"""What is wrong in a file that is to be imported: all of it, each with its place."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from voicecoach.status import Status, VoicecoachError

Report = Callable[[str, object, str], None]
"""Takes a field's name, its value, and what is allowed there."""

_MOST = 40  # characters of a wrong value that are shown


@dataclass(frozen=True, slots=True)
class Problem:
    """One fault: where it is, what is wrong, and what would be right."""

    where: str
    what: str
    allowed: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; allowed: {self.allowed}" if self.allowed else "")


class Problems(list[Problem]):
    """The faults of one file, in the order in which they were found."""

    def at(self, where: str) -> Report:
        """What reports the fields at a place."""

        def report(field: str, value: object, allowed: str) -> None:
            self.append(Problem(f"{where}, {field}", f"{shown(value)} is wrong", allowed))

        return report

    def tell(self, where: str, what: str, allowed: str = "") -> None:
        """Report what is not about one field."""
        self.append(Problem(where, what, allowed))


class ImportRefusedError(VoicecoachError):
    """A file that is not imported, with every reason; nothing of it is in the journal."""

    def __init__(self, path: Path, problems: Problems) -> None:
        count = f"{len(problems)} problem" + ("s" if len(problems) > 1 else "")
        lines = "".join(f"\n  {problem}" for problem in problems)
        super().__init__(f"{path} has {count}; nothing is imported.{lines}", status=Status.WRONG_USE)
        self.problems = tuple(problems)


def shown(value: object) -> str:
    """A value as it may be shown in a message."""
    if value is None or value == "":
        return "an empty value"
    if isinstance(value, bool):
        return str(value).lower()
    text = str(value).replace("\n", " ").replace("\r", " ")
    return "“" + (text if len(text) <= _MOST else text[: _MOST - 1] + "…") + "”"
