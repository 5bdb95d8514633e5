"""A spoken stop leaves the questions only when it has been made sure of, and nothing that was not confirmed is kept."""

import pytest

from tests.session.desk import CLINICIAN, FEEL, PAIN, WELL, WHERE, Desk
from tests.session.patient import Press, Script
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.queries import Query

TALK, ALOUD = ENGLISH.talk, ENGLISH.aloud
LEAVE = ALOUD.leave


@pytest.mark.parametrize("query", [PAIN, FEEL, WELL, WHERE])
@pytest.mark.parametrize("stop", ['"stop"', '"please stop"?'])
@pytest.mark.parametrize("sure", ['"yes"', "y"])
def test_the_questions_are_left_by_a_stop_and_a_yes(query: Query, stop: str, sure: str) -> None:
    desk = Desk({query.text: stop, LEAVE: sure})
    assert desk.ask_all(query, CLINICIAN) == "left"
    assert desk.said == [query.text, LEAVE, TALK.rest_left_open]
    assert [kept.reply.given for kept in desk.kept] == ["none", "unasked"]


@pytest.mark.parametrize("answer", ['"no"', "n", None, '"skip"', '"lovely weather"'])
def test_without_a_yes_the_question_goes_on_in_short(answer: Press) -> None:
    desk = Desk({"How bad": '"stop"', LEAVE: answer, ALOUD.leave_short: answer, "Zero": "4"})
    assert desk.ask_all(PAIN) == "all"
    assert desk.said[:2] == [PAIN.text, LEAVE]
    assert desk.said[-2:] == [PAIN.short, "Four."]
    assert desk.value(PAIN) == 4


def test_a_key_needs_not_be_made_sure_of() -> None:
    desk = Desk({"How bad": "q"})
    assert desk.ask_all(PAIN) == "left"
    assert desk.said == [PAIN.text, TALK.rest_left_open]


BACK: list[Script] = [
    {"How bad": '"six"', ALOUD.object: '"stop"'},
    {"How bad": '"six"?', ALOUD.yes_or_no: '"stop"'},
    {"How bad": '"six and a half"', "Six, or": '"stop"'},
]
"""A stop while an answer is read back or asked back, or asked for as a whole number."""


@pytest.mark.parametrize("script", BACK)
def test_a_stop_while_an_answer_is_confirmed_is_made_sure_of_as_well(script: Script) -> None:
    desk = Desk({**script, LEAVE: '"yes"'})
    assert desk.ask_all(PAIN, FEEL) == "left"
    assert desk.said[-2:] == [LEAVE, TALK.rest_left_open]
    assert [(kept.reply.value, kept.reply.given) for kept in desk.kept] == [(None, "none"), (None, "unasked")]


@pytest.mark.parametrize("script", BACK)
def test_a_stop_that_was_not_meant_while_an_answer_is_confirmed_has_the_question_asked_again(script: Script) -> None:
    desk = Desk({**script, LEAVE: '"no"', "Zero": "4"})
    assert desk.ask_all(PAIN) == "all"
    assert desk.said[-3:] == [LEAVE, PAIN.short, "Four."]
    assert [kept.reply.value for kept in desk.kept] == [4]


@pytest.mark.parametrize("script", BACK)
def test_q_while_an_answer_is_confirmed_leaves_at_once(script: Script) -> None:
    keys: Script = {cue: ("q" if press == '"stop"' else press) for cue, press in script.items()}
    desk = Desk(keys)
    assert desk.ask_all(PAIN) == "left"
    assert LEAVE not in desk.said
    assert [kept.reply.value for kept in desk.kept] == [None]
