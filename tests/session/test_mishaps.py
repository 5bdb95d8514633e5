"""What may happen in mid-question: the sound goes away, the journal cannot be written, somebody presses Ctrl-C."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.patient import Press, Script
from tests.session.plays import WELL
from tests.session.theatre import Theatre
from voicecoach.journal.errors import JournalError
from voicecoach.language.spoken import ENGLISH

TALK = ENGLISH.talk
GONE = "screen The sound output is gone. Paused; trying to get it back."


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def signalled(number: signal.Signals) -> Callable[[], None]:
    """To be put into a script: the system tells the program to end."""
    return lambda: os.kill(os.getpid(), number)


# --- the sound ---------------------------------------------------------------------------------------


def test_a_question_is_asked_again_when_the_sound_is_back(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, "How bad": [theatre.lose_sound(5), "3"]}, sets=1)
    i = performance.heard.index(ENGLISH.pain)
    assert performance.heard[i : i + 4] == [ENGLISH.pain, ENGLISH.sound_is_back, ENGLISH.pain, "Three."]
    assert GONE in performance.transcript
    assert theatre.record.answer("before", "pain") == 3
    assert len(theatre.record.answers) == 9


def test_what_had_been_answered_stays(theatre: Theatre) -> None:
    theatre.play({**WELL, "Three.": [theatre.lose_sound(5), None]}, sets=1)
    assert [each.value for each in theatre.record.answers] == ["no", "yes", "no", 3, "no", 3, "same", "same", "same"]


def test_sound_that_is_lost_while_somebody_thinks(theatre: Theatre) -> None:
    """The question has been heard to its end."""
    lose = theatre.lose_sound(5)
    performance = theatre.play({**WELL, "How bad": [lambda: theatre.press_in(8, lose), "3"]}, sets=1)
    i = performance.heard.index(ENGLISH.pain)
    assert performance.heard[i : i + 4] == [ENGLISH.pain, ENGLISH.sound_is_back, ENGLISH.pain, "Three."]


@pytest.mark.parametrize(
    "sentence",
    [
        TALK.advice["safety"],
        "A recent fall.",
        TALK.cautions,
        TALK.eyes_open,
        TALK.clinician_no,
        TALK.advice["missing"],
    ],
)
def test_a_sentence_in_which_the_sound_was_lost_is_heard_again(sentence: str, theatre: Theatre) -> None:
    """Advice above all: nobody can ask for it again."""
    script: Script = {
        sentence: [theatre.lose_sound(5), None],
        **WELL,
        "clinician checked": "n",
        "new dizziness": ["n", "y" if sentence == TALK.advice["safety"] else "n"],
        "How bad": "x",
    }
    performance = theatre.play(script, sets=1)
    assert performance.count(ENGLISH.sound_is_back) == 1
    back = performance.heard.index(ENGLISH.sound_is_back)
    assert sentence in performance.heard[back:]


def test_sound_that_is_lost_while_the_coach_waits(theatre: Theatre) -> None:
    lose = theatre.lose_sound(5)
    performance = theatre.play(
        {**WELL, "How bad": ["3", "5", "3"], "Shall I stay": "y", "in five minutes": [lose, None]}, sets=1
    )
    assert [each.round for each in theatre.record.answers if each.question == "overall"] == [0, 1, 2]
    assert performance.count(ENGLISH.sound_is_back) == 1


@pytest.mark.parametrize(("key", "ending"), [("q", "early"), ("interrupt", "interrupted")])
def test_a_session_can_be_ended_while_the_sound_is_gone(key: str, ending: str, theatre: Theatre) -> None:
    """In a question, q leaves the questions; ahead of the exercises this ends the session."""

    def lose_for_long() -> None:
        theatre.lose_sound(6000)()
        theatre.press_in(10, key)

    theatre.play({**WELL, "How bad": lose_for_long}, sets=1)
    assert theatre.record.ending == ending
    assert len(theatre.record.answers) >= 3


def test_without_any_sound_the_questions_are_answered_from_the_screen(theatre: Theatre) -> None:
    performance = theatre.play(WELL, sets=1, sound=False)
    assert performance.outcome is not None
    assert not performance.outcome.heard
    assert "The cues go on here, on screen." in performance.text
    assert len(theatre.record.answers) == 9
    assert theatre.record.ending == "done"


# --- the journal -------------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["apply to you", "How bad", (1, 2), "feel better"])
def test_a_journal_that_cannot_be_written_ends_the_session_aloud(
    moment: str | tuple[int, int], theatre: Theatre
) -> None:
    theatre.play(WELL, sets=1)
    theatre.clock.go_on(days=31)

    def fail() -> None:
        theatre.break_journal()
        theatre.press_in(1.0, {"apply to you": "n", "How bad": "3", "feel better": "b"}.get(str(moment), "left"))

    with pytest.raises(JournalError, match="read-only"):
        theatre.play({**WELL, moment: fail}, sets=1)
    assert theatre.last.heard[-1] == ENGLISH.failed
    assert theatre.last.transcript[-1] == f"says   {ENGLISH.failed}", "and to its end"


def test_what_was_written_before_the_journal_failed_is_there(theatre: Theatre) -> None:
    with pytest.raises(JournalError):
        theatre.play({**WELL, (2, 2): theatre.break_journal}, sets=2)
    assert theatre.record.sets_done == 1
    assert theatre.record.ending is None
    performance = theatre.play(WELL, sets=2)
    assert performance.heard[:2] == [TALK.cut_short, "Your last session ended in set two. Go on there?"]


# --- the end -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "press", ["interrupt", "!interrupt", signalled(signal.SIGINT), signalled(signal.SIGTERM), signalled(signal.SIGHUP)]
)
@pytest.mark.parametrize("question", ["How bad", "Look up"])
def test_ctrl_c_in_a_question_ends_with_a_word_and_keeps_the_answers(
    question: str, press: Press, theatre: Theatre
) -> None:
    performance = theatre.play({**WELL, question: press}, sets=1)
    assert performance.heard[-1] == ENGLISH.interrupted == "Stopped."
    assert performance.transcript[-1] == "screen Interrupted."
    assert performance.outcome is not None
    assert performance.outcome.ending == theatre.record.ending == "interrupted"
    assert [each.value for each in theatre.record.answers][:3] == ["no", "yes", "no"]


@pytest.mark.parametrize("during", ["No.", TALK.thanks, TALK.before, "A recent fall."])
def test_ctrl_c_while_the_coach_talks(during: str, theatre: Theatre) -> None:
    performance = theatre.play({during: "!interrupt", **WELL}, sets=1)
    assert performance.heard[-1] == ENGLISH.interrupted
    assert performance.count("Lift.") == 0


def test_a_second_ctrl_c_in_a_question_ends_at_once(theatre: Theatre) -> None:
    ctrl_c = signalled(signal.SIGINT)
    with pytest.raises(KeyboardInterrupt):
        theatre.play({**WELL, "How bad": ctrl_c, ENGLISH.interrupted: ctrl_c}, sets=1)
    assert theatre.record.ending == "interrupted"
    assert len(theatre.record.answers) == 3


def test_ctrl_c_at_an_offer_leaves_the_earlier_session_as_it_was(theatre: Theatre) -> None:
    theatre.play({**WELL, (2, 2): "q"}, sets=3)
    before = theatre.records
    theatre.play({**WELL, "Go on there": "interrupt"}, sets=3)
    assert theatre.records == before


@pytest.mark.parametrize(
    "key",
    [
        "q",
        "n",
        "s",
        "left",
        "space",
    ],
)
def test_a_key_after_the_last_questions_does_not_ask_them_again(key: str, tmp_path: Path) -> None:
    source = (
        'routine "T"\nexercise "A"\n  1 rep\n  up 1s "Up."\nask after\n  pain\nsay "Stay seated for a while now."\n'
    )
    theatre = Theatre(tmp_path, source)
    performance = theatre.play({**WELL, "Stay seated": [f"!{key}", None], ENGLISH.paused: "space"})
    assert performance.count(ENGLISH.pain) == 1
    assert performance.heard.count(TALK.safety) == 2
    assert theatre.record.answer("after", "pain") == 3
