"""The sound output goes away amid a spoken exchange: it begins again, and nothing is kept that could not be opposed."""

from pathlib import Path

import pytest

from tests.session.desk import PAIN, SAFE, Desk
from tests.session.patient import Script
from tests.session.plays import ALOUD, acquaint
from tests.session.theatre import Theatre
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.confirming import OBJECTING

TALK, WORDS = ENGLISH.talk, ENGLISH.aloud
BACK, NO, RIGHT = ENGLISH.sound_is_back, WORDS.object, WORDS.is_that_right

ONCE: Script = {"How bad": ['"six"', None], "Zero": "4", "Any alarm": '"no"', RIGHT: '"yes"'}
"""Six is said at 2.1 s, read back from 3.0 s on, and may be objected to from 5.7 to 8.2 s."""

AMID_QUESTION, AMID_ANSWER = 0.5, 2.3
AMID_READING_BACK, AMID_OBJECTING = (3.2, 4.0, 5.5), (5.8, 8.0)


def lost(script: Script, moment: float) -> Desk:
    desk = Desk(script)
    desk.patient.plan(moment, lambda: desk.lose_sound(5))
    return desk


@pytest.mark.parametrize("moment", [AMID_QUESTION, AMID_ANSWER])
def test_a_question_is_asked_again_and_what_was_said_into_it_does_not_count(moment: float) -> None:
    desk = lost({**ONCE, "How bad": [None if moment == AMID_QUESTION else '"six"', '"seven"']}, moment)
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, BACK, PAIN.text, "Seven.", NO]
    assert [kept.reply.value for kept in desk.kept] == [7]


@pytest.mark.parametrize("moment", [*AMID_READING_BACK, *AMID_OBJECTING])
def test_an_answer_is_read_back_again_with_all_the_time_to_object(moment: float) -> None:
    desk = lost(ONCE, moment)
    desk.ask(PAIN)
    again = desk.said[desk.said.index(BACK) :]
    assert again == [BACK, "Six.", NO]
    (kept,) = desk.kept
    assert (kept.reply.value, kept.reply.confirmed) == (6, "unopposed")
    assert kept.at - desk.log.ticks[-1] == pytest.approx(OBJECTING, abs=0.2)


@pytest.mark.parametrize("moment", [*AMID_READING_BACK, *AMID_OBJECTING])
@pytest.mark.parametrize("press", ['"no"', "n"])
def test_one_may_object_when_it_is_back(press: str, moment: float) -> None:
    desk = lost({**ONCE, NO: [None, press] if moment > AMID_READING_BACK[0] else press}, moment)
    desk.ask(PAIN)
    assert [kept.reply.value for kept in desk.kept] == [4]


def test_what_is_asked_back_is_asked_back_again() -> None:
    """The "no" is asked back from 2.6 s to 4.6 s."""
    desk = lost({**ONCE, RIGHT: [None, '"yes"']}, 5.2)
    desk.ask(SAFE)
    asked = ["I heard no.", RIGHT]
    assert desk.said == [SAFE.text, *asked, BACK, *asked, "No."]
    assert [kept.reply.confirmed for kept in desk.kept] == ["yes"]


@pytest.mark.parametrize(
    "sentence",
    [
        TALK.safety, "I heard no.", RIGHT, ENGLISH.pain, "Three.", NO, "No.", WORDS.end_for_pain, WORDS.end_anyway,
        WORDS.going_on, ENGLISH.paused, WORDS.go_on_aloud, TALK.stay,
    ],
)  # fmt: skip
@pytest.mark.parametrize("wait", [0.2, 3.5])
def test_a_session_in_which_it_is_lost_is_complete(sentence: str, wait: float, tmp_path: Path) -> None:
    """With a stop and a pause in its rests."""
    theatre = Theatre(tmp_path)
    acquaint(theatre.home, theatre.clock.now())
    script: Script = {
        "Rest.": ['5s "stop"', '5s "pause"', None],
        WORDS.end_for_pain: '"no"',
        WORDS.end_anyway: '"no"',
        ENGLISH.paused: '10s "go on"',
        **ALOUD,
        "How bad": ['"three"', '"five"'],
        BACK: None,
    }

    def lose() -> None:
        theatre.press_in(wait, theatre.lose_sound(5))

    usual = next((press for cue, press in script.items() if isinstance(cue, str) and cue in sentence), None)
    presses = usual if isinstance(usual, list) else [usual]
    others = {cue: press for cue, press in script.items() if cue != sentence}
    performance = theatre.play({sentence: [lose, *presses], **others}, sets=3, ears=theatre.ears())
    assert performance.count(BACK) == 1
    record = theatre.record
    assert [(answer.phase, answer.question) for answer in record.answers if answer.given == "voice"] == [
        ("before", "safety"), ("before", "pain"), ("after", "safety"), ("after", "pain"), ("after", "overall"),
        ("after", "range_up"), ("after", "range_down"),
    ]  # fmt: skip
    assert (record.ending, record.sets_done) == ("done", 3)
