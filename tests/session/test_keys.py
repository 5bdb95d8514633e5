"""Keys, by what a terminal sends for them."""

import os
import pty
import termios

import pytest

from voicecoach.session.keys import NoKeys, TerminalKeys, named, open_keys


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        (" ", ["space"]),
        ("q", ["q"]),
        ("Q", ["q"]),
        ("?", ["?"]),
        ("\x1b[D", ["left"]),
        ("\x1bOC", ["right"]),
        ("\x1b", ["other"]),
        ("\x1b[15~", ["other"]),
        ("\r", ["other"]),
        ("\x03", ["interrupt"]),
        ("é", ["é"]),
        ("nn", ["n", "n"]),
        ("\x1b[C\x1b[C", ["right", "right"]),
        (" \x1b[Dq", ["space", "left", "q"]),
    ],
)
def test_names(typed: str, names: list[str]) -> None:
    assert named(typed) == names


def test_a_terminal_gives_each_key_at_once_and_is_restored() -> None:
    ours, theirs = pty.openpty()
    with os.fdopen(theirs, encoding="utf-8") as stdin:
        before = termios.tcgetattr(theirs)
        with open_keys(stdin) as keys:
            assert keys.read(0) is None
            os.write(ours, b"n")
            assert keys.read(5) == "n"
            for control in (b"\x1a", b"\x1c", b"\x13"):  # Ctrl-Z, Ctrl-\\ and Ctrl-S pause, as any key does
                os.write(ours, control)
                assert keys.read(5) == "other"
        assert termios.tcgetattr(theirs) == before
    os.close(ours)


def test_a_sequence_in_two_parts_is_one_key() -> None:
    reading, writing = os.pipe()
    keys = TerminalKeys(reading)
    os.write(writing, b"n\x1b")
    assert keys.read(1) == "n"
    os.write(writing, b"[C")
    assert keys.read(1) == "right"
    os.write(writing, b"\x1b")
    assert keys.read(1) is None
    assert keys.read(0) == "other", "nothing followed: it was Escape"
    os.close(reading)
    os.close(writing)


def test_a_terminal_that_goes_away_gives_no_keys_and_no_error() -> None:
    reading, writing = os.pipe()
    os.close(writing)
    assert TerminalKeys(reading).read(0.01) is None
    os.close(reading)


def test_no_terminal_no_keys() -> None:
    slept: list[float] = []
    assert NoKeys(slept.append).read(0.05) is None
    assert slept == [0.05]
