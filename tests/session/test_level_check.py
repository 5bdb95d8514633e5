"""Ahead of the first session with spoken answers the coach finds out whether the listener can be heard."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.session.desk import Desk
from tests.session.patient import Press, Script, Speech, say
from tests.session.plays import ALOUD, WELL
from tests.session.theatre import Theatre
from voicecoach.hearing.ears import Trouble
from voicecoach.hearing.level import Loudness
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.level_check import check_level

TALK, WORDS = ENGLISH.talk, ENGLISH.aloud
LEVEL, AGAIN = WORDS.level, WORDS.level_again
COUNT = '"one two three"'
QUIET = say("one two three", loudness=Loudness.QUIET)
CLIPPED = say("one two three", loudness=Loudness.CLIPPED)


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def check(counts: Sequence[Press], cause: Trouble | None = None) -> Desk:
    """The check alone, of a patient who does one of these each time."""
    here = Desk({"one, two, three": counts}, cause=cause)
    assert here.talk.voice is not None
    check_level(here.talk, here.talk.voice)
    return here


def can_speak(desk: Desk) -> bool:
    """Whether questions are answered aloud after the check."""
    return desk.talk.voice is not None and desk.talk.voice.works


# --- when --------------------------------------------------------------------------------------------


def test_it_is_done_once_ahead_of_the_first_session_that_is_heard(theatre: Theatre) -> None:
    assert theatre.play(WELL, sets=1).count(LEVEL) == 0
    theatre.clock.go_on(hours=1)
    first = theatre.play(ALOUD, sets=1, ears=theatre.ears())
    assert (first.heard.count(WORDS.how), first.heard.count(LEVEL)) == (1, 1)
    assert first.when(WORDS.how) < first.when(LEVEL) < first.when(TALK.safety)
    theatre.clock.go_on(hours=1)
    later = theatre.play(ALOUD, sets=1, ears=theatre.ears())
    assert (later.count(WORDS.how), later.count(LEVEL)) == (0, 0)


def test_it_is_done_again_as_long_as_everything_is_answered_by_keys(theatre: Theatre) -> None:
    theatre.play({**ALOUD, **WELL}, sets=1, ears=theatre.ears())
    theatre.clock.go_on(hours=1)
    assert theatre.play({**ALOUD, **WELL}, sets=1, ears=theatre.ears()).count(LEVEL) == 1


# --- what comes of it --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ([COUNT], [LEVEL, WORDS.level_good]),
        (['"whatever I like"'], [LEVEL, WORDS.level_good]),
        (['"one" 0.9s "two" 1s "three"'], [LEVEL, WORDS.level_good]),
        ([QUIET, COUNT], [LEVEL, WORDS.level_quiet, AGAIN, WORDS.level_good]),
        ([CLIPPED, COUNT], [LEVEL, WORDS.level_clipped, AGAIN, WORDS.level_good]),
        ([QUIET, CLIPPED], [LEVEL, WORDS.level_quiet, AGAIN, WORDS.level_clipped]),
        ([None, COUNT], [LEVEL, WORDS.level_nothing, AGAIN, WORDS.level_good]),
        ([None, QUIET], [LEVEL, WORDS.level_nothing, AGAIN, WORDS.level_quiet]),
        ([QUIET, None], [LEVEL, WORDS.level_quiet, AGAIN, WORDS.level_nothing]),
    ],
)
def test_whoever_is_heard_at_all_answers_aloud(counts: list[Press], said: list[str]) -> None:
    desk = check(counts)
    assert desk.said == said
    assert can_speak(desk)


def test_whoever_is_not_heard_at_all_answers_by_keys(theatre: Theatre) -> None:
    assert check([None]).said == [LEVEL, WORDS.level_nothing, AGAIN, WORDS.level_nothing, WORDS.level_given_up]
    performance = theatre.play({**WELL, LEVEL: None}, sets=1, ears=theatre.ears())
    assert len(performance.ticks) == 2, "and no question after it has one"
    assert [answer.given for answer in theatre.record.answers] == ["keys"] * 9


def test_the_coach_does_not_interrupt_the_counting() -> None:
    lines = check(['"one" 0.9s "two" 0.9s "three"']).log.transcript
    assert lines[1:] == ["tick", "speak  one", "speak  two", "speak  three", f"says   {WORDS.level_good}"]


def test_talk_that_does_not_end_is_heard_out_for_a_while_or_until_a_key() -> None:
    endless = say("and " * 100)
    for key, longest in ((None, 12), ("space", 4)):
        desk = Desk({"one, two, three": endless})
        if key is not None:
            desk.patient.plan(12.5, key)
        assert desk.talk.voice is not None
        check_level(desk.talk, desk.talk.voice)
        assert desk.said == [LEVEL, WORDS.level_good]
        assert desk.log.times[-1] - desk.log.ticks[0] - 5 < longest


@pytest.mark.parametrize("key", ["space", "x", "q", "!n", "3"])
@pytest.mark.parametrize("counts", [[], [None], [QUIET]])
def test_any_key_ends_it_and_one_can_still_speak(key: str, counts: list[Press]) -> None:
    desk = check([*counts, key])
    assert len(desk.log.ticks) == len(counts) + (not key.startswith("!"))
    assert desk.said[-1] == (AGAIN if counts else LEVEL)
    assert can_speak(desk)


# --- what goes wrong ---------------------------------------------------------------------------------


@pytest.mark.parametrize("cause", [Trouble.GONE, Trouble.MUTED, Trouble.NOISY, Trouble.BROKEN])
@pytest.mark.parametrize("press", [None, COUNT])
def test_trouble_ends_it_and_is_told(cause: Trouble, press: Press) -> None:
    assert check([press], cause).said == [LEVEL, WORDS.trouble[cause]]


@pytest.mark.parametrize("cause", [Trouble.GONE, Trouble.BROKEN])
def test_trouble_while_the_counting_is_heard_out_does_not_hold_it_up(cause: Trouble) -> None:
    def break_off() -> None:
        desk.ears.cause = cause

    desk = Desk({"one, two, three": COUNT})
    desk.patient.plan(8.0, break_off)
    assert desk.talk.voice is not None
    check_level(desk.talk, desk.talk.voice)
    assert desk.said == [LEVEL, WORDS.level_good]
    assert not can_speak(desk)


def test_without_a_microphone_there_is_nothing_to_check(theatre: Theatre) -> None:
    performance = theatre.play(WELL, sets=1, ears=theatre.ears(Trouble.NO_MICROPHONE))
    assert performance.heard.count(WORDS.trouble["no_microphone"]) == 1
    assert LEVEL not in performance.heard
    assert performance.when(WORDS.trouble["no_microphone"]) < performance.when(TALK.how)


@pytest.mark.parametrize("after", [2.0, 6.5, 8.0])
def test_the_sound_is_lost_while_the_coach_speaks_or_listens_or_hears_out(after: float, theatre: Theatre) -> None:
    """The question takes 4.8 s with its tick, and the counting until 8.4 s."""

    def lose_and_count() -> None:
        theatre.press_in(after, theatre.lose_sound(5))
        theatre.press_in(5.3, Speech("one two three"))

    script: Script = {**ALOUD, "one, two, three": [lose_and_count, COUNT]}
    performance = theatre.play(script, sets=1, ears=theatre.ears())
    assert performance.count(ENGLISH.sound_is_back) == 1
    assert performance.heard.count(WORDS.level_good) == 1
    assert theatre.record.ending == "done"


@pytest.mark.parametrize("press", ["interrupt", f"{COUNT} interrupt"])
def test_ctrl_c_amid_it(press: str, theatre: Theatre) -> None:
    performance = theatre.play({**ALOUD, "one, two, three": press}, sets=1, ears=theatre.ears())
    assert performance.heard[-1] == ENGLISH.interrupted
    assert theatre.listening is not None
    assert theatre.listening.closed
