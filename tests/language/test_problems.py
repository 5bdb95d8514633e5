"""Wrong routines: exactly one report for each mistake, pinned whole."""

import pickle
import re
from pathlib import Path

import pytest

from voicecoach.language import Problem, RoutineError, parse

GOLDENS = Path(__file__).parent / "goldens"
NECK = (Path(__file__).parents[2] / "scripts" / "cervical-retraction-extension.routine").read_text("utf-8")


def problems(data: str | bytes) -> tuple[Problem, ...]:
    """The problems of a file; none if it is right."""
    try:
        parse(data)
    except RoutineError as error:
        return error.problems
    return ()


@pytest.mark.parametrize("routine", sorted(GOLDENS.glob("*.routine")), ids=lambda path: path.stem)
def test_goldens(routine: Path) -> None:
    with pytest.raises(RoutineError) as caught:
        parse(routine.read_bytes(), routine.name)
    assert f"{caught.value}\n" == routine.with_suffix(".txt").read_text("utf-8")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Knee up.", ["no text tells which side it is"]),
        ("{sid} knee up.", ['unknown placeholder "{sid}"']),
        ("{side} knee up.", []),
    ],
)
def test_somebody_who_cannot_see_is_told_the_side(text: str, found: list[str]) -> None:
    routine = f'routine "R"\nexercise "March"\n  alternate left, right\n  lift 2s "{text}"\n'
    assert [problem.message for problem in problems(routine)] == found


def test_twelve_mistakes_are_twelve_problems() -> None:
    with pytest.raises(RoutineError) as caught:
        parse((GOLDENS / "twelve.routine").read_bytes())
    assert caught.value.summary == "12 problems"


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "routine:1:1: the file says nothing"),
        (b"# only a comment", "routine:1:1: the file says nothing"),
        (b"routine \xe9", "routine:1:9: not a text file in UTF-8: byte 0xE9 cannot be read"),
        ('routine "T"'.encode("utf-16"), "routine:1:1: not a text file in UTF-8: it looks like UTF-16"),
        ('routine "T"\nsay "\0"', "routine:2:6: not a text file: it holds a NUL byte"),
        ('routine "\ud800"', "routine:1:10: not a text file in UTF-8: byte 0xED cannot be read"),
        (b"{\\rtf1\\ansi routine", "routine:1:1: not plain text: it looks like RTF"),
        (b"PK\x03\x04\x14\x00", "routine:1:1: not plain text: it looks like a word processor's file"),
        (b"#" * (256 * 1024 + 1), "routine:1:1: the file is too long"),
        ('routine "T"\rsay "A"', "routine:1:12: control character U+000D"),
        ('routine "T"\nsay "\x1b[2J"', "routine:2:6: control character U+001B"),
        ('routine "T"\npause 3s', "routine:1:1: there is nothing to do in this routine"),
        ('say "A"', "routine:1:1: the routine has no title"),
        ('routine "T"\nsay\t"A"', "routine:2:4: a tab between words"),
        ('routine "T"\nsay\u00a0"A"', "routine:2:4: a no-break space (U+00A0) between words"),
        ('routine "T"\nsay👍 "A"', "routine:2:4: unexpected thumbs up sign (U+1F44D) in a word"),
        ('routine "T"\nsay "A" as', 'routine:2:9: unexpected "as"'),
        ('routine "T"\npause ' + "9" * 9999 + 's\nsay "A"', "routine:2:7: the duration is too long"),
        ('routine "T"\nrepeat ' + "9" * 9999 + ' times\n  say "A"', "routine:2:8: the number is too large"),
    ],
)
def test_one_mistake(data: str | bytes, message: str) -> None:
    (problem,) = problems(data)
    assert f"routine:{problem.line}:{problem.column}: {problem.message}" == message


def test_the_neck_routine_with_one_word_misspelt_has_one_problem() -> None:
    words = re.finditer(r'^ *([a-z]{4,})(?![^"\n]*:)', NECK, re.MULTILINE)
    for word in words:
        swapped = word[1][0] + word[1][2] + word[1][1] + word[1][3:]
        found = problems(NECK[: word.start(1)] + swapped + NECK[word.end(1) :])
        expected = 0 if word[1] == "hold" else 1  # a phase that nothing names may have any name
        assert len(found) == expected, word[1]


@pytest.mark.parametrize("line", range(NECK.count("\n")))
@pytest.mark.parametrize("indentation", ["\t", " ", "   ", "      "])
def test_the_neck_routine_with_one_line_badly_indented_has_one_problem(line: int, indentation: str) -> None:
    lines = NECK.splitlines()
    if not lines[line] or (lines[line - 1].startswith("ask") and indentation.strip("\t")):
        return  # nothing to indent; or the first line of its block, and the others are wrong
    opens = lines[line].split()[0] in ("exercise", "ask", "intro", "first")
    lines[line] = indentation + lines[line].lstrip()
    assert len(problems("\n".join(lines))) <= (2 if opens else 1)


@pytest.mark.parametrize("line", range(NECK.count("\n")))
def test_the_neck_routine_with_a_quote_lost_has_one_problem(line: int) -> None:
    lines = NECK.splitlines()
    if '"' in lines[line]:
        for cut in (lines[line][:-1], lines[line].replace('"', "", 1)):
            assert len(problems("\n".join([*lines[:line], cut, *lines[line + 1 :]]))) == 1


def test_windows_and_terminals() -> None:
    (problem,) = problems('routine "T"\nsay "' + "体 " * 100 + '{x}" # \u202e' + "x" * 300)
    place, source, carets, expected = problem.render("a\x1b[2J.routine").split("\n")
    assert place == 'a\N{REPLACEMENT CHARACTER}[2J.routine:2:206: unknown placeholder "{x}"'
    assert source.startswith("    …")
    assert source.endswith("…")
    assert len(source) < 105
    assert carets.index("^") - 4 == sum(2 if char == "体" else 1 for char in source[4 : source.index("{x}")])
    assert carets.strip() == "^^^"
    assert expected == "    expected no placeholder here"
    assert "\u202e" not in source


def test_hundreds_of_problems_are_cut_short() -> None:
    with pytest.raises(RoutineError) as caught:
        parse('routine "T"\n' + "foo\n" * 250)
    assert len(caught.value.problems) == 250
    assert str(caught.value).count("unknown step") == 100
    assert str(caught.value).endswith("\n\nand 150 more")


def test_an_error_survives_pickling() -> None:
    with pytest.raises(RoutineError) as caught:
        parse("foo", "a.routine")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301
    assert str(again) == str(caught.value)
    assert again.problems == caught.value.problems
