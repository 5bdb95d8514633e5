"""`voicecoach log add` in a terminal, where it asks."""

import signal
import sys

from tests.cli.logged import kept
from tests.cli.running import CommandLine
from tests.terminal import terminal
from voicecoach.journal.models import Work

OWN = """\
routine "Own"
ask before
  pain
  range up
  number 1-20 "How many hours did you sleep?" as sleep
ask after
  pain
  overall
  choice "bright", "half dark", "dark" "How was the light?" as light
exercise "Nod"
  nod 2s "Nod."
"""


def test_asked_one_by_one(command: CommandLine) -> None:
    path = command.write("own.routine", OWN)
    add = [sys.executable, "-m", "voicecoach", "log", "add", "--routine", f"./{path}", "--at", "2026-03-01T07:30"]
    with terminal(add, command.environment, command.folder) as program:
        for asked, allowed, typed in [
            ("Before: How bad is the pain now", "[0 to 10] ", ["11", "-1", "seven", " 4 "]),
            ("Before: How many hours", "[1 to 20] ", ["0", "8"]),
            ("After: Any new dizziness", "[yes, no] ", ["maybe", "N"]),
            ("After: How bad is the pain now", "[0 to 10] ", ["2"]),
            ("After: Overall", "[better, same, worse] ", ["Better"]),
            ("After: How was the light?", "[1 bright, 2 half dark, 3 dark] ", ["4", "2"]),
            ("After: How many sets did you do?", "[0 to 100] ", ["many", "1"]),
        ]:
            program.wait_for(asked)
            for word in typed[:-1]:
                program.wait_for(allowed)
                program.press(f"{word}\n")
                program.wait_for(f"“{word}” is not one of the answers.")
            program.wait_for(allowed)
            program.press(f"{typed[-1]}\n")
        program.wait_for("Kept as session 1.")
        program.wait_for("By the exercise sheet's rule: carry on.")
        assert program.wait() == 0
    found = kept(command)
    assert found.done == (Work("Nod", 1, 1),)
    assert [(each.phase, each.question, each.value) for each in found.answers] == [
        ("before", "pain", 4),
        ("before", "sleep", 8),
        ("after", "safety", "no"),
        ("after", "pain", 2),
        ("after", "overall", "better"),
        ("after", "light", "half dark"),
    ]
    assert {each.given for each in found.answers} == {"keys"}


def test_enter_leaves_a_question_open(command: CommandLine) -> None:
    path = command.write("own.routine", OWN)
    add = [sys.executable, "-m", "voicecoach", "log", "add", "--routine", f"./{path}"]
    with terminal(add, command.environment, command.folder) as program:
        for _ in range(7):
            program.wait_for("] ")
            program.press("\n")
        program.wait_for("An answer is missing.")
        assert program.wait() == 0
    assert {(each.value, each.given) for each in kept(command).answers} == {(None, "none")}


def test_broken_off_nothing_is_written(command: CommandLine) -> None:
    """By the end of the input, as Ctrl-D makes it, and by Ctrl-C."""
    path = command.write("own.routine", OWN)
    add = [sys.executable, "-m", "voicecoach", "log", "add", "--routine", f"./{path}"]
    for told, status in (("The answers ended too early; nothing is written.", 2), ("interrupted", 130)):
        with terminal(add, command.environment, command.folder) as program:
            program.wait_for("[0 to 10] ")
            program.press("4\n")
            program.wait_for("[1 to 20] ")
            if status == 130:
                program.process.send_signal(signal.SIGINT)
            else:
                program.press("\x04")
            program.wait_for(told)
            assert program.wait() == status
    assert not command.home.exists()
