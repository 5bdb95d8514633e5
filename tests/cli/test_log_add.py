"""`voicecoach log add` with answers as options."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.logged import kept
from tests.cli.running import CommandLine, Outcome
from tests.journal.records import MORNING, answer
from voicecoach.journal.models import Record, Work

NECK = "Retraction with extension"
AT = ("--at", "2026-03-01T07:30:15.250+01:00")
GOOD = ("--pain-before", "4", "--pain-after", "2", "--overall", "better", "--safety", "no", "--range-up", "better",
        "--range-down", "same", "--range-left", "same", "--range-right", "better")  # fmt: skip


def values(found: Record) -> dict[str, object]:
    return {f"{each.phase} {each.question}": each.value for each in found.answers}


def refused(outcome: Outcome, message: str, command: CommandLine) -> None:
    assert outcome.err == f"voicecoach: {message}\n"
    assert (outcome.status, outcome.out) == (2, "")
    assert not (command.home / "journal.db").exists()


def test_a_good_session(command: CommandLine) -> None:
    outcome = command("log", "add", *GOOD, *AT, "--sets", "5", "--note", "On the train.")
    assert (outcome.status, outcome.err) == (0, "Kept as session 1.\n")
    assert outcome.out == "By the exercise sheet's rule: carry on.\n  Pain is lower, and nothing is worse.\n"
    found = kept(command)
    assert found.routine == "Cervical retraction with extension"
    assert Path(found.path).name == "cervical-retraction-extension.routine"
    assert (len(found.digest), found.kind, found.ending, found.note) == (64, "file", "done", "On the train.")
    assert found.started == found.ended == found.last_rep == MORNING
    assert found.started.utcoffset() == timedelta(hours=1)
    assert found.done == (Work(NECK, 5, 50),)
    assert (found.outcome, found.rule, found.awaiting) == ("continue", "pain-lower", False)
    assert values(found) == {
        "before pain": 4,
        "after safety": "no",
        "after pain": 2,
        "after overall": "better",
        "after range_up": "better",
        "after range_down": "same",
        "after range_left": "same",
        "after range_right": "better",
    }
    assert {(each.given, each.at) for each in found.answers} == {("option", MORNING)}


def test_what_was_not_answered(command: CommandLine) -> None:
    outcome = command("log", "add", "--pain-after", "2", *AT)
    assert outcome.out == "By the exercise sheet's rule: go carefully.\n  An answer is missing.\n"
    found = kept(command)
    assert found.done == ()
    assert {each.question for each in found.answers if each.given == "unasked"} == {
        "pain", "safety", "overall", "range_up", "range_down", "range_left", "range_right",
    }  # fmt: skip
    assert [each for each in found.answers if each.value is not None] == [answer("after", "pain", 2, given="option")]


def test_a_worse_session_is_asked_about_again(command: CommandLine) -> None:
    outcome = command("log", "add", "--pain-before", "3", "--pain-after", "4")
    assert outcome.status == 0
    assert outcome.out == (
        "By the exercise sheet's rule: no more sets now; wait, and answer again when it is time.\n"
        "  Pain is higher than before: wait, and ask again.\n"
        "  When it is time: voicecoach followup\n"
    )
    found = kept(command)
    assert (found.outcome, found.awaiting, found.later) == ("pending", True, (600_000, 1_200_000))
    assert found.last_rep is not None
    assert abs(datetime.now().astimezone() - found.last_rep) < timedelta(seconds=30)


def test_stop(command: CommandLine) -> None:
    outcome = command("log", "add", "--range-up", "worse", *AT)
    assert (outcome.status, outcome.err) == (4, "Kept as session 1.\n")
    assert outcome.out == (
        "By the exercise sheet's rule: stop, and see a clinician before the next session.\n"
        "  Range shrank: more directions are worse than better.\n"
    )


def test_stop_now(command: CommandLine) -> None:
    outcome = command("log", "add", *GOOD, "--safety", "yes", *AT)
    assert outcome.status == 4
    assert outcome.out == (
        "By the exercise sheet's rule: stop now; if it is sudden or severe, or touches speech, sight, walking, bladder "
        "or bowel, call your emergency number; else see a clinician before the next session.\n"
        "  A warning sign, at any time.\n"
    )


@pytest.mark.parametrize(
    ("ended", "rule"), [("pain", "ended-for-pain"), ("early", "pain-lower"), ("done", "pain-lower")]
)
def test_how_it_ended(ended: str, rule: str, command: CommandLine) -> None:
    assert command("log", "add", *GOOD, "--ended", ended).status == 0
    assert (kept(command).ending, kept(command).rule) == (ended, rule)


MANY = """\
routine "Sides"
ask before
  yesno "Slept well?" as sleep
exercise "Turn"
  2 sets, rest 10s
  5 reps
  sides left, right
  turn 2s "Turn."
exercise "Nod"
  3 reps
  nod 2s "Nod."
"""


def test_another_routine(command: CommandLine) -> None:
    """By file, by title, by name; with doses by the name of an exercise, and without questions that the rule knows."""
    own = command.home / "routines" / "turns.routine"
    own.parent.mkdir(parents=True)
    own.write_text(MANY)
    for number, name in enumerate((str(own), "Sides", "turns"), start=1):
        outcome = command("log", "add", "--routine", name, "--safety", "no", "--sets", "turn=1", "--reps", "Nod=2", *AT)
        assert (outcome.status, outcome.out, outcome.err) == (0, "", f"Kept as session {number}.\n")
        found = kept(command, number)
        assert (found.routine, found.path, found.outcome) == ("Sides", str(own), None)
        assert found.done == (Work("Turn", 1, 10), Work("Nod", 1, 2))
        assert values(found) == {"before sleep": None, "after safety": "no"}


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--pain-before", "11"], "--pain-before: “11” is not allowed; say a whole number from 0 to 10."),
        (["--pain-before", "-1"], "--pain-before: “-1” is not allowed; say a whole number from 0 to 10."),
        (["--pain-after", "seven"], "--pain-after: “seven” is not allowed; say a whole number from 0 to 10."),
        (["--pain-after", ""], "--pain-after: an empty value is not allowed; say a whole number from 0 to 10."),
        (["--pain-after", "4.5"], "--pain-after: “4.5” is not allowed; say a whole number from 0 to 10."),
        (["--pain-after", "9" * 999], f"--pain-after: “{'9' * 39}…” is not allowed; say a whole number from 0 to 10."),
        (["--overall", "good"], "--overall: “good” is not allowed; say better, same or worse."),
        (["--range-left", "3"], "--range-left: “3” is not allowed; say better, same or worse."),
        (["--safety", "perhaps\n"], "--safety: “perhaps ” is not allowed; say yes or no."),
        ([*GOOD, "--ended", "well"], "--ended: “well” is not allowed; say done, pain or early."),
        ([*GOOD, "--at", "noon"], "--at: “noon” is not allowed; say a date and time such as 2026-03-01T07:30."),
        ([*GOOD, "--at", "0001-01-01"],
         "--at: “0001-01-01” is not allowed; say a date and time such as 2026-03-01T07:30."),
        ([*GOOD, "--at", "9999-01-01"], "--at: “9999-01-01” is still to come."),
        ([*GOOD, "--sets", "x"], "--sets x: expected a whole number, or NAME=NUMBER"),
        ([*GOOD, "--sets", "0"], "--sets 0 is outside 1 to 100"),
        ([*GOOD, "--reps", "Nod=3"], f"--reps: there is no exercise “Nod”; there is “{NECK}”"),
        ([*GOOD, "--routine", "swimming"], "There is no routine “swimming”.\n"
         "  `voicecoach routines` lists those there are; a file is given by its path, such as ./my.routine."),
        ([], "There is no answer, and no terminal to ask for one in.\n"
         "  Give answers as options, such as --pain-before 4 --pain-after 2 --safety no."),
    ],
)  # fmt: skip
def test_what_cannot_be_kept(words: list[str], message: str, command: CommandLine) -> None:
    refused(command("log", "add", *words), message, command)


def test_a_clock_that_is_a_little_ahead(command: CommandLine) -> None:
    soon = datetime.now().astimezone() + timedelta(minutes=4)
    assert command("log", "add", *GOOD, "--at", soon.isoformat()).status == 0
    later = datetime.now() + timedelta(minutes=6)  # noqa: DTZ005 - local time, as people write it
    outcome = command("log", "add", *GOOD, "--at", later.isoformat())
    assert (outcome.status, outcome.err) == (2, f"voicecoach: --at: “{later.isoformat()}” is still to come.\n")


def test_more_sets_than_the_routine_has_are_kept_and_noted(command: CommandLine) -> None:
    outcome = command("log", "add", "--pain-after", "3", "--sets", "9")
    assert outcome.status == 0
    assert "note: 9 sets are more than the routine's 6; they count for the day\n" in outcome.err
    assert kept(command).sets_done == 9
