"""CSV files that are not imported: every problem is told with its line, and nothing is written."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journal.importing import MOMENT, ONE, TWO, refused, text_of
from tests.journal.records import exactly
from voicecoach.journal.store import Journal
from voicecoach.journal.transfer.files import Imported, import_file

TIMES = "a list of rising milliseconds within a day such as [600000, 1200000], in JSON"
WORKS = 'a list such as [{"exercise": "Nod", "sets": 5, "reps": 50}], in JSON'


def rows() -> list[dict[str, str]]:
    """Rows in lines 2, 4, 6 and 8; the note takes two lines."""
    return list(csv.DictReader(io.StringIO(text_of("csv"), newline="")))


def written(path: Path, changed: list[dict[str, str]]) -> Path:
    file = path / "journal.csv"
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.DictWriter(out, list(changed[0]))
        writer.writeheader()
        writer.writerows(changed)
    return file


def test_csv_as_it_was_exported(tmp_path: Path, journal: Journal) -> None:
    assert import_file(written(tmp_path, rows()), journal) == Imported(2, 0)
    assert list(map(exactly, journal.oldest_first())) == [exactly(ONE), exactly(TWO)]


def test_csv_of_an_editor_and_a_spreadsheet(tmp_path: Path, journal: Journal) -> None:
    """A byte order mark, line ends of Unix, blank lines, columns and rows in another order."""
    found = [dict(reversed(row.items())) for row in rows()]
    found = [found[3], *found[:3]]
    file = written(tmp_path, found)
    text = file.read_bytes().decode().replace("\r\n", "\n") + "\n\n"
    file.write_bytes(b"\xef\xbb\xbf" + text.encode())
    assert import_file(file, journal) == Imported(2, 0)
    assert exactly(journal.find("one")) == exactly(ONE)


@pytest.mark.parametrize(
    ("row", "column", "cell", "told", "allowed"),
    [
        (0, "value", "11", "value: “11”", "a whole number from 0 to 10, for pain"),
        (0, "value", "-1", "value: “-1”", "a whole number from 0 to 10, for pain"),
        (0, "value", "seven", "value: “seven”", "a whole number from 0 to 10, for pain"),
        (0, "value", "", "value: an empty value", "a whole number from 0 to 10, for pain"),
        (0, "value", "4.0", "value: “4.0”", "a whole number from 0 to 10, for pain"),
        (0, "type", "text", "value: “4”", "a whole number from 0 to 10, for pain"),
        (0, "type", "", "type: an empty value", "number or text, where there is a value"),
        (0, "type", "real", "type: “real”", "number, text or nothing"),
        (0, "question", "safety", "value: “4”", "yes or no, for safety"),
        (0, "question", "range_up", "value: “4”", "better, same or worse, for range_up"),
        (0, "question", "", "question: an empty value", "a text that is not empty"),
        (0, "given", "none", "value: “4”", "nothing, for what is given “none”"),
        (0, "given", "guessed", "given: “guessed”", "keys, voice, option, none or unasked"),
        (0, "phase", "", "phase: an empty value", "before, after or later"),
        (0, "round", "1", "round: “1”", "1 or more later, 0 before and after"),
        (2, "round", "0", "round: “0”", "1 or more later, 0 before and after"),
        (2, "round", "x", "round: “x”", "a whole number from 0 to 1000"),
        (0, "at", "2026-03-01T07:30:15.250", "at: “2026-03-01T07:30:15.250”", MOMENT),
        (0, "since", "-1", "since: “-1”", "a whole number from 0, or nothing"),
        (0, "since", "9" * 19, f"since: “{'9' * 19}”", "a whole number from 0, or nothing"),
        (0, "since", "9" * 99, f"since: “{'9' * 39}…”", "a whole number from 0, or nothing"),
        (2, "sure", "101", "sure: “101”", "a whole number from 0 to 100, or nothing"),
        (2, "sure", "-1", "sure: “-1”", "a whole number from 0 to 100, or nothing"),
        (2, "sure", "0.93", "sure: “0.93”", "a whole number from 0 to 100, or nothing"),
        (2, "confirmed", "no", "confirmed: “no”", "unopposed, yes or key, or nothing"),
        (0, "heard", "four", "heard: “four”", "nothing, for what is given “keys”"),
        (0, "sure", "0", "sure: “0”", "nothing, for what is given “keys”"),
        (0, "confirmed", "key", "confirmed: “key”", "nothing, for what is given “keys”"),
        (1, "phase", "before", "value: “better”", "a whole number from 0 to 10, for pain"),
        (3, "uid", "", "uid: an empty value", "a text that is not empty"),
        (3, "routine", "", "routine: an empty value", "a text that is not empty"),
        (3, "started", "yesterday", "started: “yesterday”", MOMENT),
        (3, "started", "", "started: an empty value", MOMENT),
        (3, "started", "2026-03-01T07:30:15.2505Z", "started: “2026-03-01T07:30:15.2505Z”", MOMENT),
        (3, "ended", "2026-03-01", "ended: “2026-03-01”", f"{MOMENT}, or nothing"),
        (3, "kind", "dead", "kind: “dead”", "live or file"),
        (3, "digest", "abc", "digest: “abc”", "64 hexadecimal digits, or nothing"),
        (3, "planned", "5", "planned: “5”", WORKS),
        (3, "done", '[{"exercise": "Nod"}]', "done: “[{'exercise': 'Nod'}]”", WORKS),
        (3, "later", "[1.5]", "later: “[1.5]”", TIMES),
        (3, "later", "[2, 1]", "later: “[2, 1]”", TIMES),
        (3, "later", "[86400001]", "later: “[86400001]”", TIMES),
        (3, "pauses", "", "pauses: an empty value", "a whole number from 0"),
        (3, "awaiting", "maybe", "awaiting: “maybe”", "yes or no; in JSON true or false"),
        (3, "ending", "happy", "ending: “happy”", "done, early, pain, stopped, interrupted or failed, or nothing"),
        (3, "outcome", "go", "outcome: “go”", "continue, caution, pending, stop or stop now, or nothing"),
        (1, "note", "x", "note: “x”", "the same as in line 2, for the same uid"),
    ],
)  # fmt: skip
def test_a_wrong_cell(
    row: int, column: str, cell: str, told: str, allowed: str, tmp_path: Path, journal: Journal
) -> None:
    changed = rows()
    changed[row][column] = cell
    if (column, cell) == ("phase", "before"):
        changed[row]["question"] = "pain"
    assert refused(written(tmp_path, changed), journal) == f"line {2 * row + 2}, {told} is wrong; allowed: {allowed}"


def test_every_problem_is_told_at_once(tmp_path: Path, journal: Journal) -> None:
    changed = rows()
    changed[0] |= {"value": "11", "at": "now"}
    changed[1] |= {"value": "good", "given": "\x1b[31m"}
    changed[2] |= {"phase": "before", "round": "0"}
    changed[3] |= {"pauses": "few", "ending": "=1+1"}
    assert refused(written(tmp_path, changed), journal).split("\n") == [
        f"line 2, at: “now” is wrong; allowed: {MOMENT}",
        "line 4, given: “\x1b[31m” is wrong; allowed: keys, voice, option, none or unasked",
        "line 8, pauses: “few” is wrong; allowed: a whole number from 0",
        "line 8, ending: “=1+1” is wrong; allowed: done, early, pain, stopped, interrupted or failed, or nothing",
    ]


def test_what_was_heard_of_an_answer_that_was_not_spoken(tmp_path: Path, journal: Journal) -> None:
    changed = rows()
    changed[2]["given"] = "option"
    assert refused(written(tmp_path, changed), journal).split("\n") == [
        f"line 6, {name}: “{value}” is wrong; allowed: nothing, for what is given “option”"
        for name, value in (("heard", "about three"), ("sure", "93"), ("confirmed", "unopposed"))
    ]


def test_the_same_question_twice(tmp_path: Path, journal: Journal) -> None:
    changed = rows()
    changed[2] |= {"phase": "before", "round": "0"}
    assert refused(written(tmp_path, changed), journal) == (
        "line 6: answers the same question as line 2; allowed: one answer in each round"
    )


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda _: "", "line 1: the file is empty; allowed: uid, routine, started, "),
        (
            lambda text: text.replace("uid", "id", 1),
            "line 1: the column uid is missing\nline 1: there is no column “id”",
        ),
        (lambda text: text.replace("uid", "note", 1), "line 1: a column stands there twice\nline 1: the column uid is"),
        (
            lambda text: text.replace("heard,sure,", "", 1),
            "line 1: the column heard is missing\nline 1: the column sure is missing",
        ),
        (lambda text: text + "a,b\r\n", "line 9: 2 cells; allowed: 30, as in line 1"),
        (lambda text: text + '"a"b,"\r\n', "line 9: not CSV: ',' expected after '\"'; nothing after it was looked at"),
        (lambda text: text + '"a', "line 9: not CSV: unexpected end of data; nothing after it was looked at"),
        (lambda text: text.replace("second", "sec\0ond", 1), "line 3: not a text file: it holds a NUL byte"),
    ],
)
def test_what_is_no_table(change: Callable[[str], str], message: str, tmp_path: Path, journal: Journal) -> None:
    file = tmp_path / "journal.csv"
    file.write_bytes(change(text_of("csv")).encode())
    assert refused(file, journal).startswith(message)
