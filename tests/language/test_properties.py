"""What holds for every routine, and for every file."""

import contextlib
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.routines import format_routine, routines
from voicecoach.language import Routine, RoutineError, parse

NECK = (Path(__file__).parents[2] / "scripts" / "cervical-retraction-extension.routine").read_bytes()
LINES = NECK.splitlines(keepends=True)
LIMIT = 256 * 1024


def reads_or_refuses(data: bytes | str) -> None:
    """`parse` either returns or raises `RoutineError`, whose text can be had."""
    try:
        parse(data)
    except RoutineError as error:
        shown = str(error)
    else:
        shown = "nothing"
    assert shown


@settings(max_examples=100, deadline=None)
@given(routines())
def test_a_routine_that_is_written_down_reads_the_same(routine: Routine) -> None:
    assert parse(format_routine(routine)) == routine


@settings(deadline=None)
@given(st.binary() | st.text())
def test_anything(data: bytes | str) -> None:
    reads_or_refuses(data)


@settings(max_examples=200, deadline=None)
@given(
    st.integers(0, len(NECK)), st.integers(0, 30), st.binary(max_size=8) | st.sampled_from((b'"', b"{", b"\\", b"\t"))
)
def test_a_routine_with_a_part_replaced(start: int, length: int, other: bytes) -> None:
    reads_or_refuses(NECK[:start] + other + NECK[start + length :])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from([*LINES, b"\n", b"  5 sets\n", b'"\n', b'    foo "x"\n', b"\tgo 3s\n"]), max_size=40))
def test_lines_in_any_order(lines: list[bytes]) -> None:
    reads_or_refuses(b"".join(lines))


@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_line_less_or_more(number: int) -> None:
    reads_or_refuses(b"".join(LINES[:number] + LINES[number + 1 :]))
    reads_or_refuses(b"".join(LINES[:number] + LINES[number : number + 1] * 2 + LINES[number + 1 :]))


def nested(line: str) -> str:
    """That line, each time one space deeper."""
    return "".join(f"{' ' * depth}{line}\n" for depth in range(650))


TITLE = 'routine "T"\n'
HOSTILE = {
    "quotes": '"' * LIMIT,
    "quote lines": '"\n' * (LIMIT // 2),
    "words": "a\n" * (LIMIT // 2),
    "slips": "execrise\n" * (LIMIT // 9),
    "braces": TITLE + 'say "{"\n' * (LIMIT // 9),
    "open braces": TITLE + 'say "' + "{" * (LIMIT - 30) + '"',
    "backslashes": TITLE + 'say "' + "\\" * (LIMIT - 30),
    "nested repeats": nested("repeat 2 times"),
    "nested exercises": nested('exercise "A"'),
    "nested unknown lines": nested('foo "A"'),
    "nested tabs": "".join("\t" * depth + 'exercise "A"\n' for depth in range(650)),
    "commas": "," * LIMIT,
    "one word": "a" * LIMIT,
    "one number": TITLE + "pause " + "9" * (LIMIT - 30),
    "movements": TITLE + "ask before\n  range " + "a," * (LIMIT // 2 - 30) + "a",
    "answers": TITLE + "ask before\n  choice " + "".join(f'"{n}", ' for n in range(26_000)) + '"a" "b" as c',
    "phases": TITLE + 'exercise "A"\n' + "".join(f" x{n} 3s\n" for n in range(22_000)) + ' first 1 rep\n  y "A"\n',
    "accents": TITLE + "say " + "e\u0301" * 80_000,
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
def test_hostile_files_take_no_time(data: str) -> None:
    assert len(data.encode()) <= LIMIT
    start = time.process_time()
    with contextlib.suppress(RoutineError):
        parse(data)
    # a few tenths of a second, and time to spare for a slow machine: what this finds takes minutes
    assert time.process_time() - start < 5
