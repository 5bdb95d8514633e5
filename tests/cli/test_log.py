"""`voicecoach log`, `log list` and `log show`: what is printed, line by line."""

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from tests.cli.running import CommandLine
from tests.journal.records import MORNING, answer, record
from voicecoach.journal.models import Answer, Record, Work
from voicecoach.journal.running import hold
from voicecoach.journal.store import Journal

DAY = timedelta(days=1)
NECK = "Retraction with extension"
PLANNED = (Work(NECK, 5, 50),)


def answers(before: int | None, after: int | None, overall: str | None, *ranges: str | None) -> tuple[Answer, ...]:
    names = ("up", "down", "left", "right")
    return (
        answer("before", "pain", before),
        answer("after", "pain", after),
        answer("after", "overall", overall),
        *(answer("after", f"range_{name}", value) for name, value in zip(names, ranges, strict=False)),
    )


SESSIONS = (
    record("1", planned=PLANNED, done=PLANNED, ending="done", outcome="continue", rule="pain-lower",
           answers=answers(4, 2, "better", "better", "better", "worse")),
    record("2", planned=PLANNED, done=(Work(NECK, 2, 25),), ending="pain", outcome="pending", rule="ended-for-pain",
           answers=answers(4, 10, "worse", "same", "same")),
    record("3", kind="file", done=(Work(NECK, 5, 50),), ending="done", outcome="caution", rule="missing",
           answers=answers(4, None, None, None)),
    record("4", routine="[bold]Überkopf\x1b[31m", planned=(Work("A", 1, 10),), ending="stopped", outcome="stop now",
           rule="safety", answers=(answer("after", "safety", "yes"),)),
    record("5", routine="Short", ending="interrupted", outcome="stop", rule="range-shrank"),
    record("6", ending="early", ended=MORNING - DAY),
    record("7", ending="failed"),
    record("8", planned=PLANNED, done=(Work(NECK, 2, 24),), answers=(answer("before", "pain", 3),)),
)  # fmt: skip


@pytest.fixture(autouse=True)
def eighty_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")


def keep(command: CommandLine, records: Sequence[Record]) -> None:
    """Write sessions into the journal, a day apart."""
    with Journal.open(command.home) as journal:
        journal.add_all(replace(each, started=each.started + n * DAY) for n, each in enumerate(records))


def lines(text: str) -> list[str]:
    return [line.rstrip() for line in text.splitlines()]


CUT_SHORT = "The newest session, of 2026-03-08 07:30, was cut short in set 3 of 5. What was answered is kept.\n"

TABLE = """\
N When       Routine      Done       Pain    Overall Range     Ended   Advice
8 2026-03-08 Cervical     2/5 sets,  3 → -   -       -         cut     -
  07:30      retraction…  24/50 reps                           short
7 2026-03-07 Cervical     -          -       -       -         failed  -
  07:30      retraction…
6 2026-03-06 Cervical     -          -       -       -         early   -
  07:30      retraction…
5 2026-03-05 Short        -          -       -       -         broken  stop
  07:30                                                        off
4 2026-03-04 [bold]Überko 0/1 sets,  -       -       -         stopped stop now
  07:30      pf�[31m      0/10 reps
3 2026-03-03 Cervical     5 sets,    4 → -   -       -         done    caution
  07:30      retraction…  50 reps
2 2026-03-02 Cervical     2/5 sets,  4 → 10  worse   same      pain    pending
  07:30      retraction…  25/50 reps
1 2026-03-01 Cervical     5/5 sets,  4 → 2   better  2 better, done    continue
  07:30      retraction…  50/50 reps                 1 worse
"""


@pytest.mark.parametrize("words", [["log"], ["log", "list"]])
def test_the_list(words: list[str], command: CommandLine) -> None:
    keep(command, SESSIONS)
    outcome = command(*words)
    assert (outcome.status, outcome.err) == (0, CUT_SHORT)
    assert "\n".join(lines(outcome.out)) == TABLE.strip()


def test_the_list_on_a_wide_screen(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "120")
    keep(command, SESSIONS[:1])
    assert lines(command("log").out)[1:] == [
        "1 2026-03-01 Cervical retraction with extension 5/5 sets,  4 → 2   better  2 better, done    continue",
        "  07:30                                         50/50 reps                 1 worse",
    ]


def test_an_empty_journal(command: CommandLine) -> None:
    outcome = command("log")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == "The journal is empty. It begins with your first session: voicecoach play\n"
    assert json.loads(command("log", "list", "--json").out) == []
    assert not command.home.exists()


def test_pages(command: CommandLine) -> None:
    keep(command, [record(str(n), ending="done") for n in range(45)])
    first, last = (lines(command("log", "list", "--page", str(page)).out) for page in (1, 3))
    assert (first[1].split()[0], first[-1]) == ("45", "Page 1 of 3")
    assert (last[-3].split()[0], last[-1]) == ("1", "Page 3 of 3")
    assert len([line for line in first if "2026-" in line]) == 20
    outcome = command("log", "list", "--page", "4")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == "voicecoach: --page 4: there is only page 1 to 3.\n"
    assert command("log", "list", "--page", "0").status == 2


def test_one_routine(command: CommandLine) -> None:
    keep(command, SESSIONS)

    def numbers(routine: str) -> list[int]:
        return [row["id"] for row in json.loads(command("log", "list", "--json", "--routine", routine).out)]

    assert numbers("Short") == [5]
    assert numbers("Cervical retraction with extension") == [8, 7, 6, 3, 2, 1]
    assert numbers("cervical-retraction-extension") == [8, 7, 6, 3, 2, 1]
    outcome = command("log", "list", "--routine", "short")
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("voicecoach: There is no routine “short”.\n")


def test_a_session_that_is_going_on(command: CommandLine) -> None:
    keep(command, SESSIONS)
    with hold(command.home, "8"):
        outcome = command("log")
        assert (outcome.status, outcome.err) == (0, "")
        assert lines(outcome.out)[1].split()[-2:] == ["going", "-"]
        assert "  ended    going on" in lines(command("log", "show", "8").out)
    assert command("log").err == CUT_SHORT


def test_cut_short_in_a_routine_of_several_exercises(command: CommandLine) -> None:
    planned = (Work("A", 2, 20), Work("B", 3, 30))
    keep(command, [record(planned=planned, done=(Work("A", 2, 20), Work("B", 1, 12)))])
    assert " was cut short in set 2 of 3 of B. " in command("log").err
    with Journal.open(command.home) as journal:
        journal.update("one", done=planned)
    assert " 07:30, was cut short. " in command("log").err


SHOWN = """\
Session 1: Cervical retraction with extension
  began    2026-03-01 07:30:15+01:00, led by voicecoach
  last rep 2026-03-01 07:45:15+01:00
  ended    2026-03-01 07:50:15+01:00, done
  dose     --sets 5 --pace 0.8
  done     5/5 sets, 50/50 reps of Retraction with extension
  done     0/1 sets, 0/10 reps of Other
  pauses   2

Before
  07:30:15  cautions   no  by voice
  07:30:15  pain       4   by key
  07:30:15  mood       -   asked, not answered: “skip that”, 80 % sure
  07:30:15  sleep      7   by voice: “abou�[31m seven”, 93 % sure, not opposed
  07:30:15  clinician  no  by voice: “no”, 61 % sure, confirmed aloud

After
  07:45:35  pain      6      by key, 0:20 after the last repetition
  07:45:40  range_up  -      asked, not answered
  07:45:40  mood      great  written down
  07:45:40  overall   -      not asked
  07:45:40  energy    0      by voice: “oh”, 0 % sure, confirmed by key, 0:25 after the last repetition

Later
  2026-03-02 00:10:15  1. pain  5  by key, 984:59 after the last repetition

By the exercise sheet's rule: go carefully.
  An answer is missing. (rule missing)
  Some questions are still to be asked: voicecoach followup

Gone on after a stop, because:
  The clinician said so.

Note:
  First line.
  Second, �[31mred.
"""


def detailed() -> Record:
    ended = MORNING + timedelta(minutes=20)
    last = MORNING + timedelta(minutes=15)
    at = last + timedelta(seconds=20)
    return record(
        planned=(*PLANNED, Work("Other", 1, 10)),
        done=PLANNED,
        dose="--sets 5 --pace 0.8",
        ended=ended,
        last_rep=last,
        pauses=2,
        ending="done",
        outcome="caution",
        rule="missing",
        awaiting=True,
        later=(600_000, 1_200_000),
        override="The clinician said so.",
        note="First line.\nSecond, \x1b[31mred.",
        answers=(
            answer("before", "cautions", "no", given="voice"),
            answer("before", "pain", 4),
            answer("before", "mood", None, heard="skip that", sure=80),
            answer("before", "sleep", 7, given="voice", heard="abou\x1b[31m seven", sure=93, confirmed="unopposed"),
            answer("before", "clinician", "no", given="voice", heard="no", sure=61, confirmed="yes"),
            answer("after", "pain", 6, at=at, since=20_000),
            answer("after", "range_up", None, at=at + timedelta(seconds=5)),
            answer("after", "mood", "great", at=at + timedelta(seconds=5), given="option"),
            answer("after", "overall", None, at=at + timedelta(seconds=5), given="unasked"),
            answer(
                "after",
                "energy",
                0,
                at=at + timedelta(seconds=5),
                since=25_000,
                given="voice",
                heard="oh",
                sure=0,
                confirmed="key",
            ),
            answer("later", "pain", 5, at=MORNING + timedelta(hours=16, minutes=40), round=1, since=59_099_999),
        ),
    )


def test_show(command: CommandLine) -> None:
    keep(command, [detailed()])
    outcome = command("log", "show", "1")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == SHOWN


def test_show_little(command: CommandLine) -> None:
    keep(command, [record(kind="file")])
    assert command("log", "show", "1").out == (
        "Session 1: Cervical retraction with extension\n"
        "  began    2026-03-01 07:30:15+01:00, done with a file\n"
        "  ended    cut short\n"
        "  done     -\n"
        "  pauses   0\n"
    )


def test_json(command: CommandLine) -> None:
    keep(command, [detailed()])
    shown: dict[str, Any] = json.loads(command("log", "show", "1", "--json").out)
    assert (shown["id"], shown["started"]) == (1, "2026-03-01T07:30:15.250+01:00")
    assert shown["done"] == [{"exercise": NECK, "sets": 5, "reps": 50}]
    assert shown["answers"][1] == {
        "phase": "before", "question": "pain", "round": 0, "value": 4, "given": "keys",
        "at": "2026-03-01T07:30:15.250+01:00", "since": None, "heard": "", "sure": None, "confirmed": "",
    }  # fmt: skip
    assert {"value": 7, "heard": "abou\x1b[31m seven", "sure": 93, "confirmed": "unopposed"}.items() <= (
        shown["answers"][3].items()
    )
    assert json.loads(command("log", "list", "--json").out) == [shown]
    exported = json.loads(command("log", "export", "--format", "json").out)["sessions"]
    assert exported == [{name: value for name, value in shown.items() if name != "id"}]


def test_a_clock_that_was_set_back(command: CommandLine) -> None:
    """Ended before it began, and another offset at its end."""
    keep(command, [record(ended=MORNING - 2 * DAY, last_rep=MORNING.astimezone() - DAY, ending="done")])
    assert command("log").status == 0
    assert "  ended    2026-02-27 07:30:15+01:00, done\n" in command("log", "show", "1").out
    assert command("log", "export", "-o", "journal.csv").status == 0
    assert command("log", "delete", "--yes", "1").status == 0
    assert command("log", "import", "journal.csv").err == "Imported 1 of 1 sessions; 0 were there already.\n"


@pytest.mark.parametrize("number", ["9", "-1", "0", str(2**63)])
def test_a_number_that_is_not_there(number: str, command: CommandLine) -> None:
    keep(command, SESSIONS)
    for words in (["show"], ["edit", "--note", "x"], ["delete", "--yes"]):
        outcome = command("log", *words, "--", number)
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.err == (
            f"voicecoach: There is no session {number}.\n  `voicecoach log` lists those there are.\n"
        )


@pytest.mark.parametrize("name", ["list", "show", "add", "edit", "delete", "export", "import", "renew"])
def test_help_has_an_example(name: str, command: CommandLine) -> None:
    outcome = command("log", name, "--help")
    assert outcome.status == 0
    assert f"voicecoach log {name}" in outcome.out.split("Example:")[1]
    assert f" {name} " in command("log", "--help").out


@pytest.mark.parametrize("width", [40, 60, 70])
def test_a_narrow_screen_keeps_the_number_and_the_date(
    width: int, command: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    keep(command, SESSIONS)
    lines = command("log").out.splitlines()
    assert lines[0].split()[:2] == ["N", "When"]
    assert all(len(line) <= width for line in lines)
    assert any(line.split()[:2] == ["1", "2026-03-01"] for line in lines)
