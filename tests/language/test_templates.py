"""Filling in placeholders."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.language import fill

VALUES = {"rep": "two", "side": "left", "name": "Neck", "empty": ""}


@pytest.mark.parametrize(
    ("template", "spoken"),
    [
        ("Go.", "Go."),
        ("{rep}. Relax.", "Two. Relax."),
        ("Now {rep}.", "Now two."),
        ("Good. {side} side! {rep}? {side}", "Good. Left side! Two? Left"),
        ("1.{rep}, {side}", "1.two, left"),
        ("{rep}{side}", "Twoleft"),
        ("{rep} {side}", "Two left"),
        ("{empty}{rep}", "Two"),
        ("{name}, {name}", "Neck, Neck"),
        ("{{rep}} {{{rep}}}", "{rep} {two}"),
    ],
)
def test_fill(template: str, spoken: str) -> None:
    assert fill(template, VALUES) == spoken


def test_a_missing_value() -> None:
    with pytest.raises(KeyError, match="rep"):
        fill("{rep}", {})


@given(st.text())
def test_doubled_braces_are_braces(text: str) -> None:
    assert fill(text.replace("{", "{{").replace("}", "}}"), {}) == text
