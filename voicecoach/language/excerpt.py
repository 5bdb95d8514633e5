"""A source line and the carets under a part of it, fit for any terminal.

Columns on a screen are not characters: a Chinese character takes two columns, a combining accent
none, and a control character could move the cursor. So each character is first turned into what
may be shown, and its width is counted in columns.
"""

import unicodedata

WIDTH = 100
"""The most columns that are shown of a line."""

_LEAD = 40  # columns kept ahead of the carets when a line is too long to be shown whole
_MORE = "…"


def printable(text: str) -> str:
    """`text` without any character that a terminal would obey instead of showing it."""
    return "".join(map(_shown, text))


def excerpt(source: str, column: int, length: int) -> tuple[str, str]:
    """The line, cut to a window of `WIDTH` columns, and carets under `length` characters from `column` (1-based)."""
    start = min(column - 1, len(source))
    left = 0
    if len(source) > WIDTH or _columns(source) > WIDTH:
        left = _reach(source, start, -1, _LEAD)
    right = _reach(source, left, 1, WIDTH)
    lead = _MORE if left else ""
    window = lead + printable(source[left:right]) + (_MORE if right < len(source) else "")
    blanks = len(lead) + _columns(source[left:start])
    carets = max(1, _columns(source[start : min(start + length, right)]))
    return window, " " * blanks + "^" * carets


def _reach(source: str, start: int, step: int, columns: int) -> int:
    """The index that lies at most `columns` columns to the left or to the right of `start`."""
    index = start
    most = 4 * columns  # characters: a thousand accents on one letter take no column, but they take room
    while most and 0 <= (seen := index if step > 0 else index - 1) < len(source):
        columns -= _width(source[seen])
        most -= 1
        if columns < 0:
            break
        index += step
    return index


def _shown(char: str) -> str:
    if char == "\t" or unicodedata.category(char) == "Zs":
        return " "
    return char if char.isprintable() else "\N{REPLACEMENT CHARACTER}"


def _width(char: str) -> int:
    shown = _shown(char)
    if unicodedata.category(shown) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(shown) in "WF" else 1


def _columns(text: str) -> int:
    return sum(map(_width, text))
