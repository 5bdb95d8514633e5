"""Rests in which something goes wrong with the microphone, the room or the sound, or in which there is no keyboard."""

from pathlib import Path

import pytest

from tests.session.patient import Script, Speech
from tests.session.plays import ALOUD, acquaint
from tests.session.test_interjections import FOR_PAIN, SET_TWO
from tests.session.theatre import Theatre
from voicecoach.hearing.ears import Trouble
from voicecoach.language.spoken import ENGLISH


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    theatre = Theatre(tmp_path)
    acquaint(theatre.home, theatre.clock.now())
    return theatre


@pytest.mark.parametrize("cause", list(Trouble))
def test_a_microphone_with_which_something_is_wrong_does_not_disturb_a_rest(cause: Trouble, theatre: Theatre) -> None:
    script: Script = {
        "Rest.": [theatre.trouble(cause), None],
        "If it is getting worse": '2s "stop"',
        SET_TWO: theatre.trouble(None),
        **ALOUD,
    }
    performance = theatre.play(script, sets=2, ears=theatre.ears())
    assert FOR_PAIN not in performance.heard
    assert (theatre.record.ending, theatre.record.sets_done) == ("done", 2)


@pytest.mark.parametrize("cause", [Trouble.NOISY, Trouble.MUTED])
def test_a_noise_that_is_over_does_not_keep_one_from_being_heard_in_the_same_rest(
    cause: Trouble, theatre: Theatre
) -> None:
    def noise() -> None:
        theatre.trouble(cause)()
        theatre.press_in(10, theatre.trouble(None))
        theatre.press_in(14, Speech("skip"))

    script: Script = {"Rest.": [noise, None], **ALOUD}
    performance = theatre.play(script, sets=2, ears=theatre.ears(), questions=False)
    assert "speak  skip" in performance.transcript
    assert performance.when(SET_TWO) - performance.when("Rest.") < 17


def test_the_sound_is_lost_while_one_listens(theatre: Theatre) -> None:
    """Then there is nothing to hear, and the rest begins anew."""
    script: Script = {
        "If it is getting worse": [lambda: theatre.press_in(5, theatre.lose_sound(6)), '2s "skip"'],
        ENGLISH.sound_is_back: None,
        **ALOUD,
    }
    performance = theatre.play(script, sets=2, ears=theatre.ears())
    assert performance.count(ENGLISH.sound_is_back) == 1
    assert "speak  skip" in performance.transcript
    assert performance.count("Ten seconds.") == 0
    assert theatre.record.sets_done == 2


def test_without_a_keyboard_rests_are_heard_in_as_well(theatre: Theatre) -> None:
    script: Script = {"Rest.": '5s "stop"', FOR_PAIN: '"yes"', **ALOUD}
    performance = theatre.play(script, sets=2, ears=theatre.ears(), keyboard=False)
    assert performance.heard.count(ENGLISH.ended_for_pain) == 1
    assert {answer.given for answer in theatre.record.answers} == {"voice"}
