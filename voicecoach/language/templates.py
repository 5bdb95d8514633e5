"""Texts with placeholders: `{rep}` is filled in when the text is spoken; `{{` and `}}` are braces."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

_MARKS = re.compile(r"\{\{|\}\}|\{([^{}]*)\}|[{}]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A place in a template where more stands than its own words: characters `start` to `end`.

    `value` is the brace that `{{` or `}}` means, the name of a placeholder, or a brace that stands
    alone by mistake.
    """

    kind: Literal["brace", "placeholder", "lone"]
    value: str
    start: int
    end: int


def marks(template: str) -> Iterator[Mark]:
    """The marks of a template, from left to right."""
    for match in _MARKS.finditer(template):
        if match[1] is not None:
            yield Mark("placeholder", match[1], match.start(), match.end())
        else:
            kind: Literal["brace", "lone"] = "brace" if len(match[0]) == 2 else "lone"
            yield Mark(kind, match[0][0], match.start(), match.end())


def fill(template: str, values: Mapping[str, str]) -> str:
    """The words to speak, with `values` in place of the placeholders.

    A value that begins a sentence gets a capital: `fill("{rep}. Relax.", {"rep": "two"})` is "Two. Relax."
    Raises `KeyError` for a placeholder without a value.
    """
    said = ""
    done = 0
    for mark in marks(template):
        said += template[done : mark.start]
        value = values[mark.value] if mark.kind == "placeholder" else mark.value
        said += value[:1].upper() + value[1:] if _begins_sentence(said) else value
        done = mark.end
    return said + template[done:]


def _begins_sentence(said: str) -> bool:
    """Whether what comes after these words begins a sentence."""
    words = said.rstrip()
    return not words or (words != said and words.endswith((".", "!", "?")))
