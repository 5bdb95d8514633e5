"""Which placeholders have a meaning in which text, and the check of all texts of a routine."""

from dataclasses import dataclass
from typing import Literal

from voicecoach.language.models import Text
from voicecoach.language.problems import Problems
from voicecoach.language.reader import Reader
from voicecoach.language.spelling import nearest
from voicecoach.language.templates import Mark, marks
from voicecoach.language.tokens import Line, Quoted
from voicecoach.language.words import one_of, shown

Kind = Literal["plain", "step", "intro", "phase", "between"]

_MEANINGFUL: dict[Kind, tuple[str, ...]] = {
    "plain": (),
    "step": ("next", "round", "rounds"),
    "intro": ("exercise", "sets", "reps", "next", "round", "rounds"),
    "phase": ("rep", "reps", "set", "sets", "side", "exercise", "next", "round", "rounds"),
    "between": ("set", "sets", "reps", "exercise", "next", "round", "rounds"),
}
_ALL = frozenset(name for names in _MEANINGFUL.values() for name in names)

_WHERE: dict[Kind, str] = {
    "plain": "in this text",
    "step": "outside an exercise",
    "intro": "in an intro",
    "phase": "in a phase",
    "between": "between sets",
}


@dataclass(slots=True)
class Place:
    """Where the texts of one step stand. `sides` is known once the whole exercise has been read."""

    line: int
    repeated: bool = False
    sides: bool = False


class Placeholders:
    """Takes note of every text of a file, and checks them when the whole file is known."""

    def __init__(self, problems: Problems) -> None:
        self._problems = problems
        self._noted: list[tuple[Line, Quoted, Kind, Place]] = []

    def text(self, reader: Reader, token: Quoted, kind: Kind = "plain", place: Place | None = None) -> Text:
        """The model of a text; its placeholders are checked later."""
        if not token.reported:
            self._noted.append((reader.line, token, kind, place or Place(reader.number)))
        return Text(token.value, line=reader.number)

    def check(self, last_exercise: int) -> None:
        """Report every wrong placeholder. `last_exercise` is the line where the file's last exercise begins."""
        for line, token, kind, place in self._noted:
            found = [mark for mark in marks(token.value) if mark.kind != "brace"]
            columns = token.columns() if found else []
            for mark in found:
                self._check(line, (columns[mark.start], columns[mark.end]), mark, kind, place, last_exercise)

    def _check(self, line: Line, at: tuple[int, int], mark: Mark, kind: Kind, place: Place, last_exercise: int) -> None:
        names = [name for name in _MEANINGFUL[kind] if not _without_meaning(name, place, last_exercise)]
        if mark.kind == "lone":
            message, meant = f"a brace on its own: {mark.value}", ""
            expected = f"{mark.value * 2} for a brace that is spoken, or a placeholder such as {{rep}}"
        elif mark.value in names:
            return
        else:
            message, meant = self._complaint(mark.value, kind, place, last_exercise, names)
            expected = one_of(tuple(f"{{{name}}}" for name in names)) if names else "no placeholder here"
        self._problems.report(line.source, *at, message, expected=expected, suggestion=meant)

    @staticmethod
    def _complaint(name: str, kind: Kind, place: Place, last_exercise: int, names: list[str]) -> tuple[str, str]:
        """What is wrong with that placeholder, and the one that was probably meant."""
        if name not in _ALL:
            meant = nearest(name.strip(), names)
            return f"unknown placeholder {shown(f'{{{name}}}')}", f"{{{meant}}}" if meant else ""
        why = _without_meaning(name, place, last_exercise) if name in _MEANINGFUL[kind] else ""
        return f"{{{name}}} has no meaning {why or _WHERE[kind]}", ""


def _without_meaning(name: str, place: Place, last_exercise: int) -> str:
    """Why a placeholder has no meaning at that place, or ""."""
    if name == "side" and not place.sides:
        return 'in an exercise without "sides" or "alternate"'
    # the steps run in the order of the file; a repeat comes back to earlier ones, but not in its last round
    if name == "next" and place.line >= last_exercise:
        return "where no exercise follows"
    if name in ("round", "rounds") and not place.repeated:
        return 'outside "repeat"'
    return ""
