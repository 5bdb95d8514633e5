"""Warning signs aloud: whatever is heard of them is made sure of, and a yes that is not denied ends it."""

import pytest

from tests.session.desk import PAIN, SAFE, Desk
from tests.session.patient import Press, Script
from voicecoach.hearing.ears import Trouble
from voicecoach.language.spoken import ENGLISH

TALK, ALOUD = ENGLISH.talk, ENGLISH.aloud
HEARD = ["I heard yes.", ALOUD.is_that_right]


def test_a_yes_that_is_confirmed_is_the_alarm() -> None:
    desk = Desk({"Any alarm": '"yes"', ALOUD.is_that_right: '"yes"'})
    assert desk.ask_all(SAFE, PAIN) == "alarm"
    assert desk.said == [SAFE.text, *HEARD, "Yes."]
    assert desk.answers["safety"].confirmed == "yes"


@pytest.mark.parametrize(
    "then",
    [
        None,
        '"stop"',
        "q",
        ['"what"', '"lovely weather"', '"indeed"'],
        ['"repeat"', '"help"', None],
        ['"skip"', "x", None],
    ],
)
def test_a_yes_that_is_neither_confirmed_nor_denied_ends_it(then: Press | list[Press]) -> None:
    desk = Desk({"Any alarm": '"yes"', ALOUD.is_that_right: then, "How bad": "4"})
    assert desk.ask_all(SAFE, PAIN) not in ("all", "alarm")
    assert ALOUD.alarm_unconfirmed in desk.said
    assert PAIN.text not in desk.said
    assert desk.value(SAFE) is None


def test_a_yes_with_the_microphone_gone_can_still_be_confirmed_by_a_key() -> None:
    desk = Desk({"Any alarm": '"yes"', "I heard yes": lambda: lose(desk), ALOUD.trouble["gone"]: None, "right?": "y"})
    assert desk.ask_all(SAFE, PAIN) == "alarm"
    assert desk.answers["safety"].confirmed == "key"


def test_a_yes_with_the_microphone_gone_and_no_key_ends_it() -> None:
    desk = Desk({"Any alarm": '"yes"', "I heard yes": lambda: lose(desk)})
    assert desk.ask_all(SAFE, PAIN) not in ("all", "alarm")
    assert desk.said[-2:] == [ALOUD.alarm_unconfirmed, TALK.rest_left_open]


def test_a_yes_that_is_denied_is_asked_again() -> None:
    desk = Desk({"Any alarm": '"yes"', ALOUD.is_that_right: ['"no"', '"yes"'], "Any?": '"no"', "How bad": "4"})
    assert desk.ask_all(SAFE, PAIN) == "all"
    assert desk.said[:5] == [SAFE.text, *HEARD, ALOUD.asked_again, SAFE.short]
    assert (desk.value(SAFE), desk.value(PAIN)) == ("no", 4)


SKIPS: list[Script] = [
    {"Any alarm": "x", "Any?": ['"skip"', '"no"'], "right?": '"yes"'},
    {"Any alarm": '"no"', "right?": ["x", '"skip"', "y"]},
    {"Any alarm": '"no"?', "right?": ['"next question"?', '"yes"']},
]


@pytest.mark.parametrize("script", SKIPS)
def test_neither_the_question_nor_what_is_asked_back_is_skipped(script: Script) -> None:
    desk = Desk(script)
    assert desk.ask_all(SAFE) == "all"
    assert TALK.sorry in desk.said
    assert TALK.skipped not in desk.said
    assert desk.value(SAFE) == "no"


def lose(desk: Desk) -> None:
    """The microphone goes away."""
    desk.ears.cause = Trouble.GONE
