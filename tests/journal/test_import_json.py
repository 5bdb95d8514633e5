"""JSON files that are not imported: every problem is told with its place, and nothing is written."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.journal.importing import MOMENT, refused, text_of
from voicecoach.journal.store import Journal


def in_json(path: Path, change: Callable[[dict[str, Any]], object]) -> Path:
    whole = json.loads(text_of("json"))
    change(whole)
    file = path / "journal.json"
    file.write_text(json.dumps(whole))
    return file


@pytest.mark.parametrize(
    ("change", "message"),
    [
        (lambda w: w["sessions"][0]["answers"][0].update(value=True),
         "session 1, answer 1, value: true is wrong; allowed: a whole number from 0 to 10, for pain"),
        (lambda w: w["sessions"][0]["answers"][0].update(value=2.5),
         "session 1, answer 1, value: “2.5” is wrong; allowed: a whole number from 0 to 10, for pain"),
        (lambda w: w["sessions"][0]["answers"][0].update(question="own", value=2**63),
         "session 1, answer 1, value: “9223372036854775808” is wrong; "
         "allowed: a whole number of 64 bits, or a text that is not empty, for own"),
        (lambda w: w["sessions"][0]["answers"][2].pop("since"), "session 1, answer 3: since is missing"),
        (lambda w: w["sessions"][0]["answers"][2].pop("heard"), "session 1, answer 3: heard is missing"),
        (lambda w: w["sessions"][0]["answers"][2].update(heard=None),
         "session 1, answer 3, heard: an empty value is wrong; allowed: a text"),
        (lambda w: w["sessions"][0]["answers"][2].update(sure=True),
         "session 1, answer 3, sure: true is wrong; allowed: a whole number from 0 to 100, or nothing"),
        (lambda w: w["sessions"][0]["answers"][2].update(confirmed=None),
         "session 1, answer 3, confirmed: an empty value is wrong; allowed: unopposed, yes or key, or nothing"),
        (lambda w: w["sessions"][0]["answers"].append(w["sessions"][0]["answers"][0]),
         "session 1, answer 4: answers the same question as session 1, answer 1; allowed: one answer in each round"),
        (lambda w: w["sessions"][0].update(answers={}), "session 1, answers: “{}” is wrong; allowed: a list"),
        (lambda w: w["sessions"][0]["answers"].append(5), "session 1, answer 4: “5” is wrong; allowed: an object"),
        (lambda w: w["sessions"][1].update(note="a\0b"), "session 2, note: “a\0b” is wrong; allowed: a text"),
        (lambda w: w["sessions"][1].update(note="\ud800"), "session 2, note: “\ud800” is wrong; allowed: a text"),
        (lambda w: w["sessions"][1].update(awaiting=0),
         "session 2, awaiting: “0” is wrong; allowed: yes or no; in JSON true or false"),
        (lambda w: w["sessions"][1].update(started=1), f"session 2, started: “1” is wrong; allowed: {MOMENT}"),
        (lambda w: w["sessions"].append(w["sessions"][1]),
         "session 3, uid: “two” is wrong; allowed: a uid of its own; session 2 has this one"),
        (lambda w: w["sessions"].append(None), "session 3: an empty value is wrong; allowed: an object"),
        (lambda w: w.update(version=3), "line 1, version: “3” is wrong; allowed: 1 or 2"),
        (lambda w: w.update(version=True), "line 1, version: true is wrong; allowed: 1 or 2"),
        (lambda w: w.update(format="other"),
         'line 1: not a journal; allowed: {"format": "voicecoach journal", "version": 2, "sessions": […]}'),
        (lambda w: w.update(sessions={}), "line 1: not a journal; allowed: format, version and the list of sessions"),
    ],
)  # fmt: skip
def test_wrong_json(change: Callable[[dict[str, Any]], object], message: str, tmp_path: Path, journal: Journal) -> None:
    assert refused(in_json(tmp_path, change), journal) == message


def test_the_first_version_knows_nothing_of_what_was_heard(tmp_path: Path, journal: Journal) -> None:
    message = refused(in_json(tmp_path, lambda whole: whole.update(version=1)), journal)
    fields = ("confirmed", "heard", "sure")
    known = "at, given, phase, question, round, since, value"
    assert message.split("\n") == [
        f"session 1, answer {n}: there is no field “{name}”; allowed: {known}" for n in (1, 2, 3) for name in fields
    ]


def test_an_unknown_field(tmp_path: Path, journal: Journal) -> None:
    message = refused(in_json(tmp_path, lambda whole: whole["sessions"][1].update(colour="red")), journal)
    assert message.startswith("session 2: there is no field “colour”; allowed: answers, awaiting, ")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "line 1:1: not JSON: Expecting value"),
        ('{"format":\n  nonsense}', "line 2:3: not JSON: Expecting value"),
        ("[" * 100_000, "line 1: not a journal: nested too deeply"),
        ("[]", 'line 1: not a journal; allowed: {"format": "voicecoach journal", "version": 2, "sessions": […]}'),
        (
            "9" * 10_000,
            'line 1: not a journal; allowed: {"format": "voicecoach journal", "version": 2, "sessions": […]}',
        ),
    ],
)
def test_what_is_no_journal(text: str, message: str, tmp_path: Path, journal: Journal) -> None:
    file = tmp_path / "journal.json"
    file.write_text(text)
    assert refused(file, journal) == message
