"""Safety in whole sessions: it is asked before anything else, nothing jumps over it, and a yes ends everything."""

from pathlib import Path

import pytest

from tests.session.patient import Press, Script
from tests.session.plays import NECK, WELL
from tests.session.theatre import Theatre, kill
from voicecoach.journal.models import Record
from voicecoach.language.spoken import ENGLISH
from voicecoach.status import Status, VoicecoachError

TALK = ENGLISH.talk
STOP_NOW = TALK.advice["safety"]
CAUTIONS = [TALK.cautions, "A recent fall.", "Fever.", TALK.cautions_question]

WORSE: Script = {**WELL, "Is that better": "w"}
"""A patient who moves less far afterwards: the rule says stop."""

BETTER: Script = {**WELL, "feel better": "b"}


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


# --- a yes ends everything -------------------------------------------------------------------------


@pytest.mark.parametrize("questions", [True, False])
@pytest.mark.parametrize(
    ("yes", "question", "phase"),
    [
        ({"apply to you": "y"}, "cautions", "before"),
        ({"new dizziness": "y"}, "safety", "before"),
        ({"new dizziness": ["n", "y"]}, "safety", "after"),
    ],
)
def test_a_yes_ends_the_session_at_once(
    yes: Script, question: str, phase: str, questions: bool, theatre: Theatre
) -> None:
    performance = theatre.play({**WELL, **yes}, sets=1, questions=questions)
    assert performance.heard[-2:] == ["Yes.", STOP_NOW]
    assert performance.outcome is not None
    assert performance.outcome.ending == "stopped"
    record = theatre.record
    assert (record.ending, record.outcome, record.rule) == ("stopped", "stop now", "safety")
    assert (record.answers[-1].phase, record.answers[-1].question, record.answers[-1].value) == (phase, question, "yes")
    assert record.sets_done == (phase == "after")
    assert not record.awaiting


def test_a_yes_when_asked_again_is_a_stop_as_well(theatre: Theatre) -> None:
    script = {**WELL, "How bad": ["3", "5"], "Shall I stay": "y", "new dizziness": ["n", "n", "y"]}
    performance = theatre.play(script, sets=1)
    assert performance.heard[-2:] == ["Yes.", STOP_NOW]
    assert performance.outcome is not None
    assert performance.outcome.ending == "stopped"
    assert (theatre.record.outcome, theatre.record.awaiting) == ("stop now", False)


def test_a_yes_that_is_taken_back_while_it_is_read_back_is_none(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "new dizziness": ["y", "n"], "Yes.": [None, "!u"]}, sets=1)
    assert performance.count(STOP_NOW) == 0
    assert (theatre.record.ending, theatre.record.answer("before", "safety")) == ("done", "no")


@pytest.mark.parametrize("end", ["!interrupt", kill])
@pytest.mark.parametrize("question", ["apply to you", "new dizziness"])
def test_a_yes_holds_even_if_the_program_ends_while_it_is_read_back(
    question: str, end: Press, theatre: Theatre
) -> None:
    theatre.play(BETTER, sets=1)
    theatre.clock.go_on(days=31)
    theatre.play({**WELL, question: "y", "clinician checked": "n", "Yes.": end}, sets=1)
    theatre.clock.go_on(minutes=5)
    with pytest.raises(VoicecoachError):
        theatre.play(WELL, sets=1)


def test_a_yes_that_was_cut_short_has_the_cautions_read_again(theatre: Theatre) -> None:
    theatre.play({**WELL, "apply to you": "y", "Yes.": kill}, sets=1)
    performance = theatre.play(WELL, sets=1, override="a false alarm")
    assert performance.count(TALK.cautions_question) == 1


# --- nothing jumps over it -------------------------------------------------------------------------


@pytest.mark.parametrize("key", ["s", "n", "r", "?", "n n n n n n", "s s s s s s", "space 2s n 2s s"])
@pytest.mark.parametrize("during", ["Neck", "Sets one to two of five today."])
def test_no_key_in_the_opening_jumps_over_safety(key: str, during: str, theatre: Theatre) -> None:
    performance = theatre.play({**WELL, during: [f"!{key}", None], ENGLISH.still_paused: "space"}, sets=2)
    parts = [text for text in performance.heard if text in (*CAUTIONS, TALK.safety, "Sit tall.", "Lift.")]
    assert parts[:5] == [*CAUTIONS, TALK.safety]


@pytest.mark.parametrize("keys", ["s", "n", "p", "space", "left", "s n n s"])
@pytest.mark.parametrize("question", ["apply to you", "new dizziness"])
def test_no_key_in_a_safety_question_jumps_over_it(keys: str, question: str, theatre: Theatre) -> None:
    """An `n` is a no, of course; whatever is no answer asks the question again."""
    performance = theatre.play(
        {**WELL, question: [keys, "n"], "Any of these new signs": "n", "Does any of them apply": "n"}, sets=1
    )
    answers = {each.question: each.value for each in theatre.record.answers if each.phase == "before"}
    assert (answers["cautions"], answers["safety"]) == ("no", "no")
    assert performance.count(TALK.sorry) == (keys != "n")


EXERCISE_FIRST = """\
routine "Mixed"
caution "Fever."
exercise "Warm up"
  1 rep
  lift 1s "Warm."
ask before
  pain
exercise "Nod"
  1 rep
  lift 1s "Lift."
"""


def test_safety_comes_ahead_of_the_first_exercise_wherever_the_questions_stand(tmp_path: Path) -> None:
    performance = Theatre(tmp_path, EXERCISE_FIRST).play(WELL)
    assert performance.when(TALK.safety) < performance.when("Warm.")


# --- screening -------------------------------------------------------------------------------------


def test_the_cautions_are_read_one_by_one_before_the_question(theatre: Theatre) -> None:
    performance = theatre.play(WELL, sets=1)
    i = performance.heard.index(TALK.cautions)
    assert performance.heard[i : i + 7] == [*CAUTIONS, "No.", TALK.clinician, "Yes."]
    assert performance.heard[i + 7] == TALK.safety


@pytest.mark.parametrize(("days", "again"), [(1, False), (29, False), (31, True)])
def test_screening_comes_again_after_thirty_days(days: int, again: bool, theatre: Theatre) -> None:
    theatre.play(WELL, sets=1)
    theatre.clock.go_on(days=days)
    performance = theatre.play(WELL, sets=1)
    assert [text for text in performance.heard if text in CAUTIONS] == (CAUTIONS if again else [])
    assert performance.count(TALK.clinician) == again


def test_screening_that_was_not_answered_comes_again(theatre: Theatre) -> None:
    theatre.play({**WELL, "clinician checked": "x"}, sets=1)
    theatre.clock.go_on(hours=2)
    assert theatre.play(WELL, sets=1).count(TALK.clinician) == 1


def test_a_routine_without_cautions_asks_only_for_the_clinician(tmp_path: Path) -> None:
    performance = Theatre(tmp_path, NECK.replace("caution", "# caution")).play(WELL, sets=1)
    assert performance.count(TALK.clinician) == 1
    assert performance.count(TALK.cautions) == performance.count(TALK.cautions_question) == 0


def test_another_routine_is_screened_for_itself(theatre: Theatre) -> None:
    theatre.play(WELL, sets=1)
    theatre.file.write_text(NECK.replace('"Neck"', '"Back"'))
    performance = theatre.play(WELL, sets=1)
    assert performance.count(TALK.clinician) == 1
    assert performance.count(TALK.eyes_open) == 0


def test_without_a_clinicians_word_the_advice_is_an_appointment_and_it_goes_on(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "clinician checked": "n"}, sets=1)
    assert performance.heard.count(TALK.clinician_no) == 1
    assert performance.when(TALK.clinician_no) < performance.when("Sit tall.")
    assert theatre.record.ending == "done"


# --- a stop in force -------------------------------------------------------------------------------


def stop(theatre: Theatre) -> Record:
    """A session that ended with a stop."""
    theatre.play(WORSE, sets=1)
    assert (theatre.record.outcome, theatre.record.rule) == ("stop", "range-shrank")
    theatre.clock.go_on(days=1)
    return theatre.record


def test_after_a_stop_nothing_begins(theatre: Theatre) -> None:
    stop(theatre)
    with pytest.raises(VoicecoachError) as caught:
        theatre.play(WELL, sets=1)
    assert caught.value.status == Status.STOPPED_BY_RULE
    assert "2026-03-02 08:00" in caught.value.message
    assert "stop, and see a clinician" in caught.value.message
    assert "Range shrank" in caught.value.message
    assert len(theatre.records) == 1


def test_after_a_stop_another_routine_begins(theatre: Theatre) -> None:
    stop(theatre)
    theatre.file.write_text(NECK.replace('"Neck"', '"Back"'))
    theatre.play(WELL, sets=1)
    assert theatre.record.ending == "done"


def test_an_override_is_said_screened_and_kept_and_lifts_the_stop_where_nothing_is_wrong(theatre: Theatre) -> None:
    stop(theatre)
    performance = theatre.play(BETTER, sets=1, override="my doctor said so")
    assert performance.heard.count(TALK.passed_over) == 1
    assert performance.count(TALK.cautions_question) == 1
    assert theatre.record.override == "my doctor said so"
    theatre.clock.go_on(days=1)
    theatre.play(BETTER, sets=1)
    assert (theatre.record.ending, theatre.record.override) == ("done", "")


@pytest.mark.parametrize(
    ("then", "questions"),
    [
        ({"How bad": "x"}, True),  # an answer is missing
        ({"How bad": ["3", "5"]}, True),  # pending
        ({(1, 1): "q"}, True),
        ({(1, 2): "interrupt"}, True),
        ({"Is that better": "w"}, True),
        ({"That was the last set.": kill}, True),
        ({}, False),
    ],
)
def test_a_session_that_does_not_say_that_nothing_is_wrong_lifts_no_stop(
    then: Script, questions: bool, theatre: Theatre
) -> None:
    stop(theatre)
    theatre.play({**BETTER, **then}, sets=1, override="I want to", questions=questions)
    theatre.clock.go_on(days=1)
    with pytest.raises(VoicecoachError):
        theatre.play({**BETTER, "How bad": "9"}, sets=1)
    assert len(theatre.records) == 2


def test_a_session_that_was_killed_amid_the_last_questions_lifts_no_stop(theatre: Theatre) -> None:
    stop(theatre)
    theatre.play({**BETTER, "How bad": ["3", kill]}, sets=1, override="I want to")
    theatre.clock.go_on(days=1)
    with pytest.raises(VoicecoachError):
        theatre.play(BETTER, sets=1)


def test_an_override_without_a_stop_is_not_said_to_pass_over_one(theatre: Theatre) -> None:
    assert theatre.play(WELL, sets=1, override="just in case").count(TALK.passed_over) == 0


def test_no_key_skips_a_question_of_safety(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "new dizziness": ["x", "x"], TALK.safety_short: ["x", "n"]}, sets=1)
    assert performance.count(TALK.sorry) >= 2
    assert theatre.record.answer("before", "safety") == "no"
