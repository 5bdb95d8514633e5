"""Which words answer which question: numbers and halves, choices, and what is for the keys alone."""

from dataclasses import replace

import numpy as np
import pytest

from tests.session.desk import FEEL, PAIN, WELL, WHERE, Desk
from tests.session.patient import Script
from voicecoach.journal.models import Value
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.obtaining import SILENCE
from voicecoach.session.dialog.queries import YES_NO, Answers, Numbers, Options, Query
from voicecoach.session.dialog.spoken import prompt_of
from voicecoach.speech.polish import Clip
from voicecoach.status import VoicecoachError

TALK, ALOUD = ENGLISH.talk, ENGLISH.aloud
NO = ALOUD.object
HOURS = Query("hours", "How long did you sleep?", "Hours?", Numbers(1, 20))
SCALE = Query("scale", "How much of a hundred?", "Of a hundred?", Numbers(0, 100))
STEPS = Query("steps", "How many steps?", "Steps?", Numbers(0, 101))


@pytest.mark.parametrize(
    ("query", "words", "value"),
    [
        *((PAIN, words, 7) for words in ("seven", "7", "um, seven", "seven, please", "still a seven", "7 out of 10")),
        *((PAIN, words, 0) for words in ("nought", "not", "no pain at all", "none", "zero out of ten")),
        *((PAIN, words, 10) for words in ("ten", "I'd say ten", "it's about a ten")),
        (PAIN, "for", 4),
        (HOURS, "twelve", 12),
        (HOURS, "twelve out of twenty", 12),
        (SCALE, "forty-two", 42),
        (SCALE, "one hundred", 100),
        *((WELL, words, "yes") for words in ("yes", "yeah", "yes, it does", "of course", "well, yes")),
        *((WELL, words, "no") for words in ("no", "nope", "none of them", "not really")),
        *((FEEL, words, "better") for words in ("better", "much better", "improved", "a bit better, I think")),
        *((FEEL, words, "same") for words in ("same", "no change", "about the same")),
        *((FEEL, words, "worse") for words in ("worse", "a little bit worse")),
        (WHERE, "Back, please", "back"),
    ],
)
def test_what_answers(query: Query, words: str, value: Value) -> None:
    desk = Desk({query.text: f'"{words}"', ALOUD.yes_or_no: '"yes"'})
    desk.ask(query)
    assert desk.value(query) == value
    assert desk.answers[query.name].given == "voice"
    assert desk.answers[query.name].heard is not None


@pytest.mark.parametrize(
    ("query", "words"),
    [
        *((PAIN, words) for words in ("eleven", "oh", "minus one", "better", "yes", "seven eight", "pause", "go on")),
        (HOURS, "nought"),
        (HOURS, "twenty-one"),
        (SCALE, "about forty-two"),
        *((WELL, words) for words in ("better", "maybe", "one")),
        *((FEEL, words) for words in ("yes", "good", "best")),
        *((WHERE, words) for words in ("leg", "one", "neck and arm")),
    ],
)
def test_what_does_not(query: Query, words: str) -> None:
    desk = Desk({query.text: f'"{words}"'})
    desk.ask(query)
    assert desk.said[:3] == [query.text, TALK.sorry, query.short]
    assert desk.value(query) is None


# --- halves ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("half", ["four and a half", "about four and a half", "four point five", "4.5", "four to five"])
@pytest.mark.parametrize(("then", "value"), [("four", 4), ("five", 5)])
def test_a_half_is_asked_for_as_a_whole(half: str, then: str, value: int) -> None:
    desk = Desk({"How bad": f'"{half}"', "Four, or five?": f'"{then}"'})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, "Four, or five?", f"{then.capitalize()}.", NO]
    assert desk.value(PAIN) == value


def test_half_a_point() -> None:
    desk = Desk({"How bad": '"half"', "Zero, or one?": '"one"'})
    desk.ask(PAIN)
    assert desk.said[1] == "Zero, or one?"
    assert desk.value(PAIN) == 1


@pytest.mark.parametrize("again", ['"four and a half"', '"six"', '"ten"', '"nought"'])
def test_to_that_nothing_else_is_an_answer(again: str) -> None:
    desk = Desk({"How bad": '"four and a half"', "Four, or five?": [again, '"five"']})
    desk.ask(PAIN)
    assert desk.said[1:4] == ["Four, or five?", TALK.sorry, "Four, or five?"]
    assert desk.value(PAIN) == 5


def test_a_half_above_the_last_number_is_none() -> None:
    desk = Desk({"How bad": '"ten and a half"', "Zero": "4"})
    desk.ask(PAIN)
    assert desk.said[1] == TALK.sorry


def test_a_half_that_is_not_made_whole_stays_open() -> None:
    desk = Desk({"How bad": '"four and a half"'})
    desk.ask(PAIN)
    assert desk.said[-2:] == [ALOUD.key_or_skip, TALK.left_open]
    assert desk.value(PAIN) is None


@pytest.mark.parametrize(("key", "value"), [("4", 4), ("5", 5)])
def test_a_half_is_made_whole_by_a_key(key: str, value: int) -> None:
    desk = Desk({"How bad": '"four or five"', "Four, or five?": key})
    desk.ask(PAIN)
    assert desk.said == [PAIN.text, "Four, or five?", f"{'Four' if value == 4 else 'Five'}."]
    assert (desk.value(PAIN), desk.answers["pain"].given) == (value, "keys")


def test_a_half_after_an_objection() -> None:
    """The four that was not meant is not heard again."""
    script: Script = {"How bad": '"four"', NO: ['"no"', None], "Zero": '"four and a half"'}
    desk = Desk({**script, "Four, or five?": ['"four"', '"five"']})
    desk.ask(PAIN)
    assert [kept.reply.value for kept in desk.kept] == [5]


def test_seven_and_a_half_is_severe_only_when_it_is_eight() -> None:
    for then, last in {"seven": NO, "eight": ALOUD.yes_or_no}.items():
        desk = Desk({"How bad": '"seven and a half"', "Seven, or eight?": f'"{then}"'})
        desk.ask(PAIN)
        assert desk.said[3] == last


# --- what is for the keys ----------------------------------------------------------------------------


def test_of_too_many_numbers_none_can_be_said() -> None:
    desk = Desk({STEPS.text: '"forty-two"', "Steps?": "4 2"})
    desk.ask(STEPS)
    assert (desk.log.ticks, desk.ears.spans) == ([], [])
    assert desk.log.times[1] - 3 * 0.4 == pytest.approx(SILENCE, abs=0.2), "as long as keys are waited for"
    assert (desk.value(STEPS), desk.answers["steps"].given) == (42, "keys")


@pytest.mark.parametrize("answers", [Numbers(990, 1001), Options(("a", "every morning and every evening " * 2))])
def test_what_takes_too_long_to_be_judged_cannot_be_said(answers: Answers) -> None:
    query = Query("long", "Which of these?", "Which?", answers)
    desk = Desk({query.text: "1 other" if isinstance(answers, Options) else "9 9 1"})
    desk.ask(query)
    assert (desk.log.ticks, desk.answers["long"].given) == ([], "keys")


def test_of_too_many_numbers_none_can_be_had_without_a_keyboard() -> None:
    desk = Desk({}, keyboard=False)
    desk.ask_all(STEPS, WELL)
    assert desk.value(STEPS) is None
    assert desk.log.when(WELL.text) < 6, "and nobody waits"


# --- a routine's own words ---------------------------------------------------------------------------


def test_an_option_may_be_named_like_a_wish() -> None:
    """It is the option then; other words still say the wish."""
    query = Query("end", "What did you do?", "Which?", Options(("go on", "Stop", "repeat")))
    desk = Desk({query.text: '"stop"'})
    assert desk.ask(query).value == "Stop"
    desk = Desk({query.text: ['"say that again"', '"repeat"']})
    assert desk.ask(query).value == "repeat"
    assert desk.said[:2] == [query.text] * 2
    desk = Desk({query.text: '"please stop"', ALOUD.leave: '"yes"'})
    assert desk.ask(query).said == "leave"


@pytest.mark.parametrize("options", [("a", "A"), ("um, a", "a"), (":skip", ":repeat"), (":)", ":("), ("yes", "no")])
def test_whatever_the_options_are_nothing_breaks(options: tuple[str, str]) -> None:
    query = Query("odd", "Which of both?", "Both?", Options(options))
    for said in (*options, "um a", "skip"):
        desk = Desk({query.text: f'"{said}"', "Both?": "1"})
        desk.ask_all(query)
        assert desk.value(query) in (*options, None)


def test_yes_and_no_to_a_question_of_a_routine() -> None:
    query = Query("sleep", "Did you sleep well?", "Yes, or no?", YES_NO)
    desk = Desk({query.text: '"no, not at all"'})
    assert desk.ask(query).value == "no"
    assert desk.said == [query.text, "No.", NO]


# --- the question, which the recogniser hears, too -----------------------------------------------


@pytest.mark.parametrize(
    ("query", "said", "told"),
    [
        (PAIN, "seven", PAIN.short),
        (FEEL, "worse", FEEL.short),
        (WHERE, "back", WHERE.short),
        (WELL, "yes", None),
    ],
)
def test_an_answer_is_heard_behind_its_question(query: Query, said: str, told: str | None) -> None:
    """In short, whatever has been asked; to what it is answered yes or no, it is as clear without."""
    desk = Desk({query.text: f'"{said}"', ALOUD.yes_or_no: '"yes"'})
    desk.ask(query)
    assert desk.ears.prompts[0] == told
    assert set(desk.ears.prompts[1:]) <= {None}


@pytest.mark.parametrize(("seconds", "heard"), [(4.0, True), (4.01, False)])
def test_a_long_question_is_not_heard_again(seconds: float, heard: bool) -> None:
    """It would take the recogniser as long as the answer may take."""
    prompt = prompt_of(WHERE, lambda _text: np.ones(int(seconds * 24_000), np.int16))
    assert (prompt is not None) == heard


def test_a_voice_that_cannot_speak_keeps_nobody_from_being_heard() -> None:
    def fails(_text: str) -> Clip:
        raise VoicecoachError("The speech engine has ended.")

    assert prompt_of(PAIN, fails) is None


@pytest.mark.parametrize("name", ["level", "confirm", "end", "leave", "stay", "resume"])
def test_any_name_is_free_for_a_routine(name: str) -> None:
    desk = Desk({"All well?": '"yes"', ALOUD.yes_or_no: '"yes"'})
    query = replace(WELL, name=name)
    desk.ask(query)
    assert (desk.said[0], desk.value(query)) == ("All well?", "yes")
