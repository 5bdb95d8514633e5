"""Cells of a CSV file: text that no spreadsheet takes for a formula, and plain values as text."""

import json
import re
from collections.abc import Mapping

_FORMULA = tuple("=+-@\t\r\n'")  # the last is our own mark, which must not get lost either
_NUMBER = re.compile(r"-?[0-9]{1,19}")
_FLAGS = {"yes": True, "no": False}

_NUMBERS = ("pauses", "round", "since", "sure")
_LISTS = ("planned", "done", "later")
_MAY_BE_NONE = ("ended", "last_rep", "ending", "outcome", "since", "sure")


def guarded(text: str) -> str:
    """The text with a `'` before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def unguarded(cell: str) -> str:
    """The text of a cell."""
    return cell.removeprefix("'")


def to_cell(name: str, value: object) -> str:
    """The cell of a plain value in the column of that name."""
    if value is None:
        return ""
    if name == "awaiting":
        return "yes" if value else "no"
    if name in _LISTS:
        return json.dumps(value, ensure_ascii=False)
    return guarded(value) if isinstance(value, str) else str(value)


def from_cell(name: str, cell: str) -> object:
    """The plain value of a cell. What has none is given back as it is, and will be refused with its field."""
    if cell == "" and name in _MAY_BE_NONE:
        return None
    if name in _NUMBERS:
        return _number(cell)
    if name in _LISTS:
        return _list(cell)
    if name == "awaiting":
        return _FLAGS.get(cell, cell)
    return unguarded(cell)


def type_of(value: object) -> str:
    """What stands in the column `type` for an answer's value."""
    return "" if value is None else "number" if isinstance(value, int) else "text"


def value_from(cells: Mapping[str, str]) -> object:
    """The value of an answer, by its columns `type` and `value`."""
    kind, cell = cells["type"], cells["value"]
    if kind == "number":
        return _number(cell)
    return None if cell == "" else unguarded(cell)


def _number(cell: str) -> object:
    return int(cell) if _NUMBER.fullmatch(cell) else cell


def _list(cell: str) -> object:
    try:
        return json.loads(cell)
    except (ValueError, RecursionError):
        return cell
