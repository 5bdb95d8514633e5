"""While the coach tells something at length, the keys do what has just been promised: any pauses, p and q end it."""

from pathlib import Path

import pytest

from tests.session.plays import WELL
from tests.session.theatre import Theatre
from tests.stand_ins import words as length_of
from voicecoach.language.spoken import ENGLISH

TALK = ENGLISH.talk


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


@pytest.mark.parametrize("told", [TALK.live_keys, TALK.how, TALK.cautions, TALK.eyes_open])
@pytest.mark.parametrize(("key", "ending"), [("q", "early"), ("p", "pain")])
def test_the_session_can_be_ended(told: str, key: str, ending: str, theatre: Theatre) -> None:
    performance = theatre.play({**WELL, told: lambda: theatre.press_in(0.5, key)}, sets=1)
    assert performance.outcome is not None
    assert performance.outcome.ending == ending
    assert performance.heard[-1] == {"q": ENGLISH.ended_early, "p": ENGLISH.ended_for_pain}[key]
    assert performance.count("of five. ") == 0, "no set has begun"


def test_any_other_key_pauses_and_the_sentence_is_told_again(theatre: Theatre) -> None:
    def pause() -> None:
        theatre.press_in(0.5, "space")
        theatre.press_in(130, "space")

    performance = theatre.play({**WELL, TALK.how: [pause, None]}, sets=1)
    assert performance.outcome is not None
    assert performance.outcome.ending == "done"
    assert performance.count(TALK.how) == 2
    assert performance.count(ENGLISH.paused) == 1
    assert performance.count(ENGLISH.still_paused) == 2, "a silence of two minutes is explained twice"


@pytest.mark.parametrize(("key", "ending"), [("q", "early"), ("p", "pain")])
def test_a_pause_can_be_left(key: str, ending: str, theatre: Theatre) -> None:
    def pause() -> None:
        theatre.press_in(0.5, "space")
        theatre.press_in(10, key)

    performance = theatre.play({**WELL, TALK.how: pause}, sets=1)
    assert performance.outcome is not None
    assert performance.outcome.ending == ending


@pytest.mark.parametrize("after", [0.1, 0.3, 0.5, 0.7])
@pytest.mark.parametrize("told", [TALK.before, "Fever.", TALK.eyes_open])
def test_the_sound_is_lost_in_the_moment_after_it_has_been_told(told: str, after: float, theatre: Theatre) -> None:
    end = length_of(told) / 1000 + after
    performance = theatre.play({told: [lambda: theatre.press_in(end, theatre.lose_sound(5)), None], **WELL}, sets=1)
    assert performance.count(ENGLISH.sound_is_back) == 1
    assert theatre.record.ending == "done"
