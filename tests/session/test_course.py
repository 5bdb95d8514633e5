"""Whole sessions of a patient who is well: what is asked, how it is answered, and what is kept of it.

After a wanted change: `WRITE_GOLDENS=1 pytest tests/session/test_course.py`, then read the difference.
"""

import os
from pathlib import Path

import pytest

from tests.session.patient import Script
from tests.session.plays import WELL
from tests.session.theatre import Theatre
from voicecoach.journal.models import Work
from voicecoach.language.spoken import ENGLISH

GOLDENS = Path(__file__).with_name("goldens")
TALK = ENGLISH.talk
SAFETY = TALK.safety
PAIN = ENGLISH.pain


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def compare(transcript: str, golden: Path) -> None:
    if os.environ.get("WRITE_GOLDENS"):
        golden.write_text(transcript, encoding="utf-8")
    assert transcript == golden.read_text(encoding="utf-8")


# --- whole transcripts -----------------------------------------------------------------------------


def test_the_first_session_and_a_later_one_word_for_word(theatre: Theatre) -> None:
    first = theatre.play(WELL, sets=2)
    compare(first.text, GOLDENS / "first.txt")
    theatre.clock.go_on(hours=2)
    later = theatre.play({**WELL, "How bad": ["3", "5", "4"], "Shall I stay": "y", "feel better": ["w", "s"]}, sets=1)
    compare(later.text, GOLDENS / "later.txt")
    assert (first.late, later.late) == ([], []), "all sentences were ready before the first"


def test_what_is_kept_of_a_session(theatre: Theatre) -> None:
    theatre.play({**WELL, "How bad": ["3", "2"], "feel better": "b"}, sets=2)
    record = theatre.record
    assert (record.routine, record.kind, record.ending) == ("Neck", "live", "done")
    assert (record.outcome, record.rule) == ("continue", "pain-lower")
    assert record.planned == record.done == (Work("Nod", 2, 4),)
    assert [(each.phase, each.question, each.value) for each in record.answers] == [
        ("before", "cautions", "no"),
        ("before", "clinician", "yes"),
        ("before", "safety", "no"),
        ("before", "pain", 3),
        ("after", "safety", "no"),
        ("after", "pain", 2),
        ("after", "overall", "better"),
        ("after", "range_up", "same"),
        ("after", "range_down", "same"),
    ]
    assert all(each.given == "keys" for each in record.answers)
    assert record.started < record.answers[0].at < record.answers[-1].at < (record.ended or record.started)


def test_whatever_the_coach_says_can_be_read_as_well(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "How bad": ["x", "? 5s 4"]}, sets=1)
    timeline = {"Neck", "About one minute.", "Set one of five today.", "Sit tall.", "Set one of five. Two repetitions."}
    cues = {"Lift.", "One.", "Two.", "That was the last set."}
    assert set(performance.heard) - set(performance.shown) == timeline | cues


def test_only_in_the_first_session_the_eyes_stay_open(theatre: Theatre) -> None:
    assert theatre.play(WELL, sets=1).heard.count(TALK.eyes_open) == 1
    theatre.clock.go_on(hours=1)
    assert theatre.play(WELL, sets=1).count(TALK.eyes_open) == 0


# --- answering -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "value"),
    [
        *((str(digit), digit) for digit in range(10)),
        ("1 0", 10),
        ("t", 10),
        ("1 other", 1),
        ("1 0 other other", 10),
        ("!7", 7),
        ("x", None),
    ],
)
def test_answers_to_how_bad_the_pain_is(keys: str, value: int | None, theatre: Theatre) -> None:
    theatre.play({**WELL, "How bad": [keys, "0"]}, sets=1)
    assert theatre.record.answer("before", "pain") == value


@pytest.mark.parametrize(
    "keys", ["1 1", "1 2", "- 1", "other", "space", "left", "y", "s e v e n", "b e t t e r", "1 y", "%", "٣"]
)
def test_what_is_no_answer_is_not_kept_and_the_question_comes_again(keys: str, theatre: Theatre) -> None:
    on_disk: list[object] = []
    short: Script = {TALK.pain_short: "3", TALK.sorry: lambda: on_disk.append(theatre.record.answer("before", "pain"))}
    performance = theatre.play({**WELL, "How bad": [keys, "3"], **short}, sets=1)
    assert on_disk == [None]
    assert performance.heard.count(TALK.pain_short) == 1
    assert theatre.record.answer("before", "pain") == 3


@pytest.mark.parametrize("keys", ["1 0 0", "7 5", "0 7", "t w o", "t h r e e", "7 x", "7 q"])
def test_the_beginning_of_something_longer_is_no_answer(keys: str, theatre: Theatre) -> None:
    theatre.play({**WELL, "How bad": [keys, "3"], TALK.pain_short: "3"}, sets=1)
    assert theatre.record.answer("before", "pain") == 3


def test_each_answer_is_on_the_disk_when_it_is_read_back(theatre: Theatre) -> None:
    counts: list[int] = []

    def look() -> None:
        counts.append(len(theatre.record.answers))

    read_back: Script = {"No.": look, "Yes.": look, "Three.": look, "The same.": look}
    theatre.play({**read_back, **WELL}, sets=1)
    assert counts == [1, 2, 3, 4, 5, 6, 7, 8, 9]


def test_silence_is_asked_again_in_short_and_then_left_open(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "How bad": [None, "3"]}, sets=1)
    i = performance.heard.index(PAIN)
    assert performance.heard[i : i + 3] == [PAIN, TALK.pain_short, TALK.left_open]
    asked, again, told = performance.times[i : i + 3]
    assert again - (asked + 4.4) == pytest.approx(12.0, abs=0.5)  # eleven words
    assert told - (again + 1.6) == pytest.approx(12.0, abs=0.5)
    (answer,) = [each for each in theatre.record.answers if each.phase == "before" and each.question == "pain"]
    assert (answer.value, answer.given) == (None, "none")
    assert theatre.record.rule == "missing"


def test_a_range_is_looked_at_before_with_time_to_do_it(theatre: Theatre) -> None:
    performance = theatre.play(WELL, sets=1)
    up, down = performance.when("Look up, and back. Remember"), performance.when("Look down, and back. Remember")
    length = 6 * 0.4
    assert down - up - length >= 5
    assert performance.when(TALK.thanks) - down - length >= 5
    assert not [each for each in theatre.record.answers if each.phase == "before" and "range" in each.question]


def test_repeating_and_asking_for_the_keys(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "How bad": ["!r", "?", "3"], TALK.pain_short: "4"}, sets=1)
    i = performance.heard.index(PAIN)
    assert performance.heard[i : i + 6] == [PAIN, PAIN, TALK.keys_ten, TALK.keys_always, TALK.pain_short, "Four."]
    assert f"says   {PAIN} (cut)" in performance.transcript


def test_an_answer_is_taken_back_while_it_is_read_back(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "How bad": ["3", "4", "2"], "Three.": "!u"}, sets=1)
    i = performance.heard.index(PAIN)
    assert performance.heard[i : i + 5] == [PAIN, "Three.", TALK.taken_back, PAIN, "Four."]
    assert [theatre.record.answer(phase, "pain") for phase in ("before", "after")] == [4, 2]


def test_the_last_answer_is_taken_back_at_the_next_question(theatre: Theatre) -> None:
    during: list[object] = []
    look: Script = {TALK.taken_back: lambda: during.append(theatre.record.answer("after", "pain"))}
    performance = theatre.play({**WELL, "How bad": ["3", "9", "2"], "feel better": ["u", "b"], **look}, sets=1)
    i = performance.heard.index(TALK.taken_back)
    assert performance.heard[i : i + 3] == [TALK.taken_back, PAIN, "Two."]
    assert during == [None]
    assert theatre.record.answer("before", "pain") == 3
    assert theatre.record.answer("after", "pain") == 2


def test_nothing_is_taken_back_of_what_was_before(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "new dizziness": ["n", "u", "n"]}, sets=1)
    assert performance.heard.count(TALK.nothing_to_take_back) == 1
    assert theatre.record.answer("before", "safety") == "no"


def test_leaving_the_questions_ahead_of_the_exercises_ends_the_session(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "How bad": "q"}, sets=1)
    assert performance.heard[-2:] == [TALK.rest_left_open, ENGLISH.ended_early]
    assert (theatre.record.ending, theatre.record.reps_done) == ("early", 0)


def test_leaving_the_questions_after_the_exercises_leaves_the_rest_open(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "feel better": "q"}, sets=1)
    assert performance.heard.count(TALK.rest_left_open) == 1
    given = {each.question: each.given for each in theatre.record.answers if each.phase == "after"}
    assert given == {
        "safety": "keys", "pain": "keys", "overall": "none", "range_up": "unasked", "range_down": "unasked",
    }  # fmt: skip
    assert (theatre.record.ending, theatre.record.rule) == ("done", "missing")


# --- without questions, without a keyboard ---------------------------------------------------------


def test_without_questions_safety_is_asked_all_the_same(theatre: Theatre) -> None:
    performance = theatre.play(WELL, sets=1, questions=False)
    assert performance.heard.count(SAFETY) == 2
    assert performance.heard.count(TALK.cautions_question) == 1
    assert not performance.count("pain now") + performance.count("Look up") + performance.count("Overall")
    unasked = [(each.phase, each.question) for each in theatre.record.answers if each.given == "unasked"]
    assert unasked == [
        ("before", "pain"), ("after", "pain"), ("after", "overall"), ("after", "range_up"), ("after", "range_down"),
    ]  # fmt: skip
    assert theatre.record.rule == "missing"


def test_without_a_keyboard_the_questions_are_heard_and_stay_open(theatre: Theatre) -> None:
    performance = theatre.play({}, sets=1, keyboard=False)
    assert performance.heard.count(TALK.no_keyboard) == 1
    assert performance.count(TALK.how) == performance.count(TALK.left_open) == 0
    assert (performance.heard.count(SAFETY), performance.heard.count(PAIN)) == (2, 2)
    assert performance.when("Look up, and back. Remember") - performance.when(PAIN) < 4.4 + 1.5, "nobody waits"
    assert [each.given for each in theatre.record.answers] == ["none"] * 9
    record = theatre.record
    assert (record.ending, record.rule, record.sets_done, record.awaiting) == ("done", "missing", 1, False)
    assert performance.late == []


# --- the day ---------------------------------------------------------------------------------------


def test_the_sets_of_a_day_are_counted_over_its_sessions(theatre: Theatre) -> None:
    said = []
    for sets in (2, 1, 2):
        performance = theatre.play(WELL, sets=sets)
        said += [text for text in performance.heard if "today." in text or text.startswith("Set ")]
        theatre.clock.go_on(hours=2)
    assert said == [
        "Sets one to two of five today.", "Set one of five. Two repetitions.", "Set two of five. Two repetitions.",
        "That makes two of five sets today.",
        "Set three of five today.", "Set three of five. Two repetitions.",
        "That makes three of five sets today.",
        "Sets four to five of five today.", "Set four of five. Two repetitions.", "Set five of five. Two repetitions.",
        "That makes five of five sets today.",
    ]  # fmt: skip


def test_without_a_wish_a_session_takes_up_what_is_left_of_the_day(theatre: Theatre) -> None:
    theatre.play(WELL, sets=3)
    theatre.clock.go_on(hours=2)
    theatre.play(WELL)
    assert theatre.record.planned == (Work("Nod", 2, 4),)
    theatre.clock.go_on(days=1)
    theatre.play({**WELL, (1, 1): "q"})
    assert theatre.record.planned == (Work("Nod", 5, 10),)


def test_an_end_in_the_first_set_of_the_day_has_its_words_ready(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, (1, 2): "q"}, sets=2)
    assert performance.late == []
