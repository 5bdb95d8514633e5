"""Keys beside the voice: at each moment the first valid answer counts, whichever way it comes."""

import pytest

from tests.session.desk import FEEL, PAIN, WELL, Desk
from tests.session.patient import Press, say
from voicecoach.hearing.decision import Heard
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.entry import Reply

TALK, ALOUD = ENGLISH.talk, ENGLISH.aloud
NO = ALOUD.object
BACK = ALOUD.yes_or_no


@pytest.mark.parametrize("press", ["4", "!4", "5s 4", "6.8s 4"])
def test_a_key_answers_at_any_time_and_nothing_of_hearing_is_kept_with_it(press: str) -> None:
    desk = Desk({"How bad": press})
    assert desk.ask(PAIN) == desk.answers["pain"] == Reply("value", 4)
    assert desk.said == [PAIN.text, "Four."], "a key needs no more than to be read back"
    assert (desk.answers["pain"].heard, desk.answers["pain"].confirmed) == (None, "")


def test_a_key_that_comes_while_somebody_speaks_is_first() -> None:
    def both() -> None:
        desk.patient.plan(2.0, say("I'd say a seven"))
        desk.patient.plan(2.5, "4")

    desk = Desk({"How bad": both})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, "Four."]
    assert [kept.reply.value for kept in desk.kept] == [4]


def test_a_word_that_is_understood_while_a_digit_waits_for_another_is_first() -> None:
    """The 1 of a 10."""

    def both() -> None:
        desk.patient.plan(2.0, say("seven"))
        desk.patient.plan(2.6, "1")

    desk = Desk({"How bad": both})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, "Seven.", NO]
    assert [kept.reply.value for kept in desk.kept] == [7]


def test_a_key_that_is_no_answer_is_asked_again_and_costs_no_try_of_the_voice() -> None:
    desk = Desk({"How bad": "y", "Zero": ["space", "b", "- -", '"seven"']})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, *[TALK.sorry, PAIN.short] * 4, "Seven.", NO]


@pytest.mark.parametrize(("key", "kept"), [("y", [6]), ("n", [4]), ("u", [4])])
def test_what_is_read_back_is_answered_by_a_key(key: str, kept: list[int]) -> None:
    desk = Desk({"How bad": '"six"', NO: key, "Zero": "4"})
    desk.ask(PAIN)
    assert [each.reply.value for each in desk.kept] == kept


@pytest.mark.parametrize("moment", ["Six.", NO])
@pytest.mark.parametrize(("key", "value"), [("!y", 6), ("!n", 4), ("!u", 4)])
def test_and_even_before_the_coach_has_finished(key: str, value: int, moment: str) -> None:
    desk = Desk({"How bad": '"six"', moment: key, "Zero": "4"})
    desk.ask(PAIN)
    assert desk.value(PAIN) == value
    assert len(desk.log.ticks) == 1 + (value == 4), "there was no need for the one after “Say no to change it.”"


@pytest.mark.parametrize("key", ["b", "r", "?", "x", "space"])
def test_any_other_key_has_it_asked_back(key: str) -> None:
    desk = Desk({"How bad": '"six"', NO: key, BACK: "y"})
    desk.ask(PAIN)
    assert desk.said[:5] == [PAIN.text, "Six.", NO, "Six.", BACK]
    assert (desk.value(PAIN), desk.answers["pain"].confirmed) == (6, "key")


@pytest.mark.parametrize(
    ("press", "value", "said"),
    [
        ("y", 6, "value"),
        ("n", 4, "value"),
        ("u", 4, "value"),
        ("x", None, "skip"),
        ("q", None, "leave"),
        (["b", "y"], 6, "value"),
        ("7", 7, "value"),
        (["1 0"], 10, "value"),
    ],
)
def test_what_is_asked_back_is_answered_by_a_key(press: Press | list[Press], value: int | None, said: str) -> None:
    desk = Desk({"How bad": '"six"?', BACK: press, "Zero": "4"})
    reply = desk.ask(PAIN)
    assert (reply.value, reply.said) == (value, said)
    assert [kept.reply.value for kept in desk.kept] == [value] * (said == "value")


@pytest.mark.parametrize("key", ["4", "t"])
def test_the_right_key_takes_the_place_of_what_was_heard(key: str) -> None:
    desk = Desk({"How bad": '"nine"?' if key == "t" else '"six"', NO: key, BACK: key})
    reply = desk.ask(PAIN)
    assert (reply.value, reply.given, reply.heard) == (10 if key == "t" else 4, "keys", None)
    assert [kept.reply.value for kept in desk.kept] == [reply.value]


def test_u_takes_back_what_has_been_asked_back_while_it_is_said_once_more() -> None:
    desk = Desk({"How bad": '"six"?', BACK: '"yes"', "Six.": [None, lambda: desk.patient.plan(0.35, "u")], "Zero": "4"})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, "Six.", BACK, "Six.", ALOUD.asked_again, PAIN.short, "Four."]
    assert [kept.reply.value for kept in desk.kept] == [6, 4]
    assert desk.value(PAIN) == 4


def test_what_was_said_can_be_taken_back_at_the_next_question() -> None:
    desk = Desk({"All well": ['"yes"', '"no"'], "How now": ["u", '"the same"']})
    assert desk.ask_all(WELL, FEEL) == "all"
    assert desk.said.count(TALK.taken_back) == 1
    assert [kept.reply.value for kept in desk.kept] == ["yes", "no", "same"]
    assert desk.value(WELL) == "no"


def test_an_answer_by_key_can_be_replaced_aloud() -> None:
    desk = Desk({"How bad": ["6", '"four"'], "Six.": lambda: desk.patient.plan(0.35, "u")})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, "Six.", TALK.taken_back, PAIN.text, "Four.", NO]
    heard = Heard("4", "four", 0.93, certain=True)
    assert desk.answers["pain"] == Reply("value", 4, "voice", heard, "unopposed")


def test_the_hints_for_the_screen_are_shown_as_ever() -> None:
    desk = Desk({"How bad": '"six"'})
    desk.ask(PAIN)
    assert [hint.split("   ")[0] for hint in desk.hints if hint] == ["0-10", "y yes"]
