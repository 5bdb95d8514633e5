"""The page of the language keeps its word: its routines compile, and its problem is reported as it says."""

import re
from pathlib import Path

import pytest

from tests.stand_ins import words
from voicecoach.language import RoutineError, parse
from voicecoach.timeline import Dose, compile_routine

DOCS = Path(__file__).parents[2] / "docs"
PAGE = (DOCS / "language.md").read_text("utf-8")
ROUTINES = re.findall(r"^```routine\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)
(PROBLEM,) = re.findall(r"^```text\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


@pytest.mark.parametrize("text", ROUTINES, ids=lambda text: text.splitlines()[0])
def test_each_routine_on_the_page_compiles_without_a_warning(text: str) -> None:
    assert compile_routine(parse(text), Dose(), words).warnings == ()


def test_the_first_routine_is_the_one_that_ships() -> None:
    shipped = DOCS.parent / "scripts" / "cervical-retraction-extension.routine"
    assert ROUTINES[0] == shipped.read_text("utf-8")


def test_the_problem_on_the_page() -> None:
    lines = ['routine "Shoulder"', *["#"] * 12, 'exercise "Squeeze"', "  squeeze 3s", "  puase 2s"]
    with pytest.raises(RoutineError) as caught:
        parse("\n".join(lines), "shoulder.routine")
    assert f"{caught.value}\n" == PROBLEM


def test_no_routine_on_the_page_is_left_out() -> None:
    """Each is fenced as one: an indented or otherwise fenced `routine` line would escape these tests."""
    assert len(re.findall(r'^ *routine "', PAGE, re.MULTILINE)) == len(ROUTINES) == 5


def test_the_version_needs_no_line() -> None:
    """As the page says: a line of a later version is refused where it stands."""
    with pytest.raises(RoutineError) as caught:
        parse('routine "R"\nversion 2\nsay "A"\n', "later.routine")
    assert str(caught.value).splitlines()[0] == 'later.routine:2:1: unknown step "version"'
