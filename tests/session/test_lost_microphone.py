"""The microphone, the room or the recogniser fails: it is told when it happens, keys go on, and nothing is lost."""

from pathlib import Path

import pytest

from tests.session.desk import FEEL, PAIN, WELL, Desk
from tests.session.patient import Script
from tests.session.plays import ALOUD, SHORT, acquaint
from tests.session.plays import WELL as BY_KEYS
from tests.session.theatre import Theatre
from voicecoach.hearing.ears import PASSING, Trouble
from voicecoach.language.spoken import ENGLISH

TALK, WORDS = ENGLISH.talk, ENGLISH.aloud
NO = WORDS.object
LASTING = [Trouble.GONE, Trouble.BROKEN, Trouble.NO_MICROPHONE]

SIX: Script = {"How bad": '"six"', "Zero": "4", "How now": "s"}
"""It is asked until 1.6 s, six is said at 2.1 s, read back from 3.0 s on, and may be objected to until 8.2 s."""

AMID_QUESTION, AMID_ANSWER, AMID_READING_BACK, AMID_OBJECTING = 0.5, 2.3, 4.0, 7.0


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    theatre = Theatre(tmp_path)
    acquaint(theatre.home, theatre.clock.now())
    return theatre


# --- one question ------------------------------------------------------------------------------------


@pytest.mark.parametrize("cause", LASTING)
@pytest.mark.parametrize("moment", [AMID_QUESTION, AMID_ANSWER])
def test_in_a_question_keys_answer_from_then_on(moment: float, cause: Trouble) -> None:
    desk = Desk(SIX)
    desk.fail(moment, cause)
    desk.ask_all(PAIN, FEEL)
    assert desk.said == [PAIN.text, WORDS.trouble[cause], PAIN.short, "Four.", FEEL.text, "The same."]
    assert len(desk.log.ticks) == 1, "none where nobody can speak"
    assert {reply.given for reply in desk.answers.values()} == {"keys"}


@pytest.mark.parametrize("cause", [Trouble.GONE, Trouble.BROKEN, Trouble.NOISY])
@pytest.mark.parametrize("moment", [AMID_READING_BACK, AMID_OBJECTING])
@pytest.mark.parametrize(("key", "value"), [("y", 6), ("n", 4), (None, None)])
def test_while_an_answer_is_read_back_it_is_asked_back_by_keys(
    key: str | None, value: int | None, moment: float, cause: Trouble
) -> None:
    """Who cannot object has not agreed."""
    desk = Desk({**SIX, WORDS.yes_or_no: key})
    desk.fail(moment, cause)
    desk.ask(PAIN)
    assert desk.said[:6] == [PAIN.text, "Six.", NO, WORDS.trouble[cause], "Six.", WORDS.yes_or_no]
    assert [kept.reply.value for kept in desk.kept] == [value]


def test_the_silence_of_a_microphone_that_has_stopped_is_no_consent() -> None:
    """It takes two seconds to be noticed, and so may outlast the time to object."""
    desk = Desk({**SIX, NO: '"no"', WORDS.yes_or_no: "n"})
    desk.patient.plan(AMID_READING_BACK, lambda: setattr(desk.ears, "asleep", True))
    desk.ask(PAIN)
    assert desk.said[:5] == [PAIN.text, "Six.", NO, "Six.", WORDS.yes_or_no]
    assert [kept.reply.value for kept in desk.kept] == [4]


@pytest.mark.parametrize("cause", [Trouble.GONE, Trouble.BROKEN])
def test_a_key_that_has_just_been_pressed_counts(cause: Trouble) -> None:
    desk = Desk({"How bad": "1s 7"})
    desk.fail(3.2, cause)
    desk.ask(PAIN)
    assert "press  7" in desk.log.transcript
    assert desk.said == [PAIN.text, "Seven."]


@pytest.mark.parametrize("cause", [Trouble.GONE, Trouble.BROKEN, Trouble.NOISY])
def test_while_an_answer_is_asked_back_keys_answer_it(cause: Trouble) -> None:
    desk = Desk({"How bad": '"nine"', WORDS.yes_or_no: [None, "y"]})
    desk.fail(AMID_OBJECTING, cause)
    desk.ask(PAIN)
    back = ["Nine.", WORDS.yes_or_no]
    assert desk.said == [PAIN.text, *back, WORDS.trouble[cause], *back, "Nine."]
    assert (desk.value(PAIN), desk.answers["pain"].confirmed) == (9, "key")


@pytest.mark.parametrize("moment", [AMID_QUESTION, AMID_ANSWER, AMID_READING_BACK, AMID_OBJECTING])
def test_without_a_keyboard_the_question_stays_open(moment: float) -> None:
    desk = Desk({**SIX, "How now": '"the same"'}, keyboard=False)
    desk.fail(moment, Trouble.GONE)
    desk.ask_all(PAIN, FEEL)
    assert desk.said.count(TALK.no_keyboard) == 1, "keys are not asked for where there are none"
    assert (desk.value(PAIN), desk.value(FEEL)) == (None, None)


def test_a_microphone_that_is_back_is_listened_to_again() -> None:
    desk = Desk({**SIX, "How now": '"the same"'})
    desk.fail(AMID_ANSWER, Trouble.GONE)
    desk.fail(7.0, None)
    desk.ask_all(PAIN, FEEL)
    assert (desk.answers["pain"].given, desk.answers["feel"].given) == ("keys", "voice")


@pytest.mark.parametrize(("cause", "after"), [(Trouble.NOISY, 0.4), (Trouble.MUTED, 5.0)])
def test_what_may_pass_is_told_and_tried_again_at_the_next_question(cause: Trouble, after: float) -> None:
    desk = Desk({"Zero": "4", "Which?": "s", "All well": '"yes"'}, cause=cause)
    desk.fail(36.0, None)
    desk.ask_all(PAIN, FEEL)
    told = WORDS.trouble[cause]
    assert desk.said == [PAIN.text, told, PAIN.short, "Four.", FEEL.text, told, FEEL.short, "The same."]
    assert desk.log.times[1] - desk.log.ticks[0] == pytest.approx(after, abs=0.2)
    desk.clock.seconds = 37.0
    desk.ask(WELL)
    assert desk.answers["well"].given == "voice"


# --- between two questions ---------------------------------------------------------------------------


@pytest.mark.parametrize("cause", LASTING)
def test_what_has_gone_wrong_since_the_last_question_is_told_once(cause: Trouble) -> None:
    desk = Desk({"All well": '"yes"', "How bad": "4", "How now": "s"})
    desk.ask(WELL)
    desk.ears.cause = cause
    desk.ask_all(PAIN, FEEL)
    assert desk.said[3:] == [WORDS.trouble[cause], PAIN.text, "Four.", FEEL.text, "The same."]


def test_what_goes_wrong_twice_is_told_twice() -> None:
    desk = Desk({"How bad": "4", "How now": '"the same"', "All well": "y"}, cause=Trouble.GONE)
    desk.ask(PAIN)
    desk.ears.cause = None
    desk.ask(FEEL)
    desk.ears.cause = Trouble.GONE
    desk.ask(WELL)
    assert desk.said.count(WORDS.trouble["gone"]) == 2
    assert [kept.reply.given for kept in desk.kept] == ["keys", "voice", "keys"]


def test_what_goes_wrong_while_the_coach_says_sorry_is_told_before_it_asks_again() -> None:
    desk = Desk({"How bad": '"lovely weather"', "Zero": "4"})
    desk.fail(3.6, Trouble.GONE)
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, TALK.sorry, WORDS.trouble["gone"], PAIN.short, "Four."]


# --- whole sessions ----------------------------------------------------------------------------------


@pytest.mark.parametrize("moment", ["Lift.", TALK.after, "Neck"])
def test_it_is_told_before_the_next_question_of_a_session(moment: str, theatre: Theatre) -> None:
    """Whoever waits for a tick with closed eyes must know that none comes."""
    script: Script = {moment: [theatre.trouble(Trouble.GONE), None], **(BY_KEYS if moment == "Neck" else ALOUD)}
    later: Script = {"new dizziness": ['"no"', "n"], **BY_KEYS, **script} if moment != "Neck" else script
    performance = theatre.play(later, sets=1, ears=theatre.ears())
    assert performance.heard.count(WORDS.trouble["gone"]) == 1
    asked = [i for i, text in enumerate(performance.heard) if text == TALK.safety]
    assert performance.heard.index(WORDS.trouble["gone"]) < asked[-1]
    assert theatre.record.ending == "done"


@pytest.mark.parametrize("cause", list(Trouble))
def test_from_the_first_moment_on_everything_is_answered_by_keys(cause: Trouble, theatre: Theatre) -> None:
    performance = theatre.play({**BY_KEYS, **SHORT}, sets=1, ears=theatre.ears(cause))
    assert [answer.given for answer in theatre.record.answers] == ["keys"] * 7
    told = performance.heard.count(WORDS.trouble[cause])
    assert told == (0 if cause in PASSING else 1), "whoever answers at once need not know"
    assert performance.late == []


def test_without_a_keyboard_and_a_microphone_the_questions_are_heard_and_stay_open(theatre: Theatre) -> None:
    performance = theatre.play({}, sets=1, keyboard=False, ears=theatre.ears(Trouble.NO_MICROPHONE))
    assert performance.heard.count(TALK.no_keyboard) == 1
    assert [answer.given for answer in theatre.record.answers] == ["none"] * 7
    assert (theatre.record.ending, performance.late) == ("done", [])
