"""Asking aloud: when one may speak, how long is waited, and what comes of silence and of what is not understood."""

import pytest

from tests.session.desk import FEEL, PAIN, SAFE, UP, WELL, Desk
from tests.session.patient import Script, say
from tests.stand_ins import words as length_of
from voicecoach.hearing.ears import Trouble
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.obtaining import SILENCE, SILENCE_ALOUD
from voicecoach.session.dialog.queries import Query

TALK, ALOUD = ENGLISH.talk, ENGLISH.aloud
READ_BACK = ["Seven.", ALOUD.object]
HOW_PAIN = ["Say a number from zero to ten.", ALOUD.always]


# --- the moment to speak -----------------------------------------------------------------------------


def test_one_listens_from_the_tick_on_until_there_is_an_answer() -> None:
    desk = Desk({"How bad": '"seven"'})
    desk.ask(PAIN)
    (tick, _), (begun, ended), *_ = desk.log.ticks, *desk.ears.spans
    question = length_of(PAIN.text) / 1000
    assert tick == pytest.approx(question + 0.3, abs=0.05)
    assert begun == pytest.approx(question + 0.35, abs=0.1)
    assert begun < ended <= desk.log.times[1], "and not while the coach reads back"


def test_what_is_said_into_the_question_is_not_heard() -> None:
    desk = Desk({"How bad": say("seven", polite=False), "Zero to": '"four"'})
    desk.ask(PAIN)
    assert "speak  seven (unheard)" in desk.log.transcript
    assert desk.said == [PAIN.text, PAIN.short, "Four.", ALOUD.object]


def test_who_begins_ahead_of_the_tick_is_asked_again() -> None:
    """The end of it has been heard, and is no answer."""
    early = say("it's about a seven", polite=False)
    desk = Desk({"How bad": [lambda: desk.patient.plan(1.2, early)], "Zero to": '"four"'})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, TALK.sorry, PAIN.short, "Four.", ALOUD.object]


def test_who_speaks_when_the_time_is_over_is_heard_to_the_end() -> None:
    desk = Desk({"How bad": f'{SILENCE_ALOUD - 0.3:.1f}s "I\'d say a seven"'})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, *READ_BACK]


def test_a_movement_is_no_question_and_has_no_tick() -> None:
    desk = Desk({"Look up": '"yes"'})
    desk.ask(UP)
    assert (desk.said, desk.log.ticks, desk.ears.spans) == ([UP.text], [], [])


# --- silence -----------------------------------------------------------------------------------------


def test_silence_is_asked_again_in_short_then_by_key_or_skip_and_then_left_open() -> None:
    desk = Desk({})
    reply = desk.ask(PAIN)
    assert desk.said == [PAIN.text, PAIN.short, ALOUD.key_or_skip, TALK.left_open]
    assert [(kept.name, kept.reply.value, kept.reply.given) for kept in desk.kept] == [("pain", None, "none")]
    assert reply.value is None
    silences = [after - tick for tick, after in zip(desk.log.ticks, desk.log.times[1:], strict=True)]
    assert silences == pytest.approx([SILENCE_ALOUD] * 3, abs=0.2)


def test_without_a_keyboard_nobody_is_told_to_press_a_key() -> None:
    desk = Desk({}, keyboard=False)
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, PAIN.short, PAIN.short, TALK.left_open]


def test_silence_to_a_question_of_safety_is_not_told_to_skip() -> None:
    desk = Desk({})
    desk.ask(SAFE)
    assert desk.said == [SAFE.text, SAFE.short, SAFE.short, TALK.left_open]
    assert desk.value(SAFE) is None


def test_an_answer_to_the_last_asking_counts() -> None:
    desk = Desk({ALOUD.key_or_skip: '"seven"'})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, PAIN.short, ALOUD.key_or_skip, *READ_BACK]
    assert desk.value(PAIN) == 7


# --- what is not understood --------------------------------------------------------------------------


def test_what_is_not_understood_is_helped_along_and_then_left_to_the_keys() -> None:
    desk = Desk({PAIN.text: '"lovely weather"', PAIN.short: ['"indeed"', '"is it not"', '"seven"']})
    desk.ask(PAIN)
    assert desk.said == [
        PAIN.text, TALK.sorry, PAIN.short, *HOW_PAIN, PAIN.short, ALOUD.by_keys, PAIN.short, TALK.left_open,
    ]  # fmt: skip
    assert desk.log.transcript.count("speak  seven (unheard)") == 1, "only keys are waited for"
    assert desk.value(PAIN) is None
    last = desk.log.when(TALK.left_open) - desk.log.times[-2]
    assert last - length_of(PAIN.short) / 1000 == pytest.approx(SILENCE, abs=0.2)


def test_the_keys_that_are_waited_for_answer_and_the_next_question_is_asked_aloud_again() -> None:
    desk = Desk({PAIN.text: '"lovely"', PAIN.short: ['"weather"', '"today"', "4"], FEEL.text: '"the same"'})
    desk.ask_all(PAIN, FEEL)
    assert (desk.value(PAIN), desk.answers["pain"].given) == (4, "keys")
    assert (desk.value(FEEL), desk.answers["feel"].given) == ("same", "voice")


def test_without_a_keyboard_what_is_not_understood_stays_open() -> None:
    desk = Desk({PAIN.text: '"lovely"', PAIN.short: '"weather"'}, keyboard=False)
    desk.ask(PAIN)
    assert desk.said[5:7] == [PAIN.short, ALOUD.no_keys]
    assert ALOUD.by_keys not in desk.said
    assert desk.value(PAIN) is None


def test_talk_that_does_not_end_is_no_answer() -> None:
    endless = say("and " * 40)
    desk = Desk({"How bad": endless, PAIN.short: "4"})
    desk.ask(PAIN)
    assert desk.said[:2] == [PAIN.text, TALK.sorry]
    assert desk.value(PAIN) == 4


def test_silence_and_misunderstandings_are_counted_apart() -> None:
    script: Script = {PAIN.text: None, PAIN.short: ['"lovely"', '"weather"', None, '"seven"'], ALOUD.key_or_skip: None}
    desk = Desk(script)
    desk.ask(PAIN)
    assert desk.said == [
        PAIN.text, PAIN.short, TALK.sorry, PAIN.short, *HOW_PAIN, PAIN.short, ALOUD.key_or_skip, TALK.left_open,
    ]  # fmt: skip


# --- wishes ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("wish", "again"), [("say that again", PAIN.text), ("what can I say", PAIN.short)])
def test_a_wish_costs_no_attempt(wish: str, again: str) -> None:
    """Asked for ten times, and the question is still asked in all its ways."""
    said = f'"{wish}"'
    desk = Desk({PAIN.text: said, again: [*[said] * 9, None]})
    desk.ask(PAIN)
    assert desk.said[-3:] == [PAIN.short, ALOUD.key_or_skip, TALK.left_open]
    assert len(desk.log.ticks) == 9 + (again == PAIN.short) + 3, "silence alone is counted"
    assert TALK.sorry not in desk.said


def test_a_question_is_repeated_in_full_and_help_tells_words_and_keys() -> None:
    desk = Desk({PAIN.text: ['"repeat"', '"help"'], PAIN.short: '"seven"'})
    desk.ask(PAIN)
    keys = [TALK.keys_ten, TALK.keys_always]
    assert desk.said == [PAIN.text, PAIN.text, *HOW_PAIN, *keys, PAIN.short, *READ_BACK]


def test_without_a_keyboard_help_does_not_tell_of_keys() -> None:
    desk = Desk({PAIN.text: '"help"', PAIN.short: '"seven"'}, keyboard=False)
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, *HOW_PAIN, PAIN.short, *READ_BACK]


@pytest.mark.parametrize("query", [PAIN, FEEL, WELL])
def test_skip_leaves_a_question_open_and_is_kept_as_heard(query: Query) -> None:
    desk = Desk({query.text: say("I don't know", 0.7)})
    assert desk.ask_all(query) == "all"
    assert desk.said == [query.text, TALK.skipped]
    reply = desk.answers[query.name]
    assert (reply.value, reply.given, reply.confirmed) == (None, "none", "")
    assert reply.heard is not None
    assert (reply.heard.words, reply.heard.sure) == ("I don't know", 0.7)


def test_a_question_of_safety_is_not_skipped() -> None:
    desk = Desk({SAFE.text: '"skip"', SAFE.short: ['"skip"', '"no"'], ALOUD.is_that_right: '"yes"'})
    desk.ask_all(SAFE)
    assert desk.said[:5] == [SAFE.text, TALK.sorry, SAFE.short, TALK.sorry, SAFE.short]
    assert desk.value(SAFE) == "no"


# --- nobody to hear ----------------------------------------------------------------------------------


@pytest.mark.parametrize("cause", [Trouble.GONE, Trouble.NO_MICROPHONE, Trouble.BROKEN])
def test_where_nothing_can_be_heard_and_pressed_questions_stay_open_and_nobody_waits(cause: Trouble) -> None:
    desk = Desk({PAIN.text: '"seven"'}, keyboard=False, cause=cause)
    desk.ask_all(SAFE, PAIN)
    assert [kept.reply.value for kept in desk.kept] == [None, None]
    assert desk.log.ticks == []
    assert desk.clock.seconds < sum(map(length_of, desk.said)) / 1000 + 2
