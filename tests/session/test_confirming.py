"""What was spoken is kept only once it has been confirmed: read back and not opposed, or asked back and a yes."""

import pytest

from tests.session.desk import CLINICIAN, FEEL, PAIN, SAFE, WELL, WHERE, Desk
from tests.session.patient import Press, Script, say
from tests.stand_ins import words as length_of
from voicecoach.hearing.decision import Heard
from voicecoach.journal.models import Value
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.confirming import OBJECTING
from voicecoach.session.dialog.entry import Reply
from voicecoach.session.dialog.obtaining import SILENCE_ALOUD
from voicecoach.session.dialog.queries import Query

TALK, ALOUD = ENGLISH.talk, ENGLISH.aloud
NO = ALOUD.object
YES_OR_NO = ALOUD.yes_or_no
RIGHT = ALOUD.is_that_right


# --- read back ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "words", "value", "read_back"),
    [
        (PAIN, "about six", 6, "Six."),
        (WELL, "not at all", "no", "No."),
        (FEEL, "a bit better", "better", "Better."),
        (WHERE, "um, arm", "arm", "arm."),
    ],
)
def test_a_clear_answer_is_read_back_and_kept_when_nobody_objects(
    query: Query, words: str, value: Value, read_back: str
) -> None:
    desk = Desk({query.text: say(words, 0.87)})
    reply = desk.ask(query)
    assert desk.said == [query.text, read_back, NO]
    heard = Heard(str(value), words, 0.87, certain=True)
    assert reply == desk.answers[query.name] == Reply("value", value, "voice", heard, "unopposed")
    (kept,) = desk.kept
    assert kept.at - desk.log.ticks[-1] == pytest.approx(OBJECTING, abs=0.2), "not before the time to object is over"


@pytest.mark.parametrize(("press", "way"), [('"yes"', "yes"), ('"that\'s right"?', "yes"), ("y", "key")])
def test_a_yes_spares_the_wait(press: str, way: str) -> None:
    desk = Desk({"How bad": '"six"', NO: press})
    reply = desk.ask(PAIN)
    assert (reply.value, reply.given, reply.confirmed) == (6, "voice", way)
    assert desk.kept[0].at - desk.log.ticks[-1] < OBJECTING


def test_who_begins_to_object_in_time_is_heard_to_the_end() -> None:
    desk = Desk({"How bad": '"six"', NO: f'{OBJECTING - 0.3:.1f}s "no, change it"', "Zero": "4"})
    desk.ask(PAIN)
    assert [kept.reply.value for kept in desk.kept] == [4]


# --- objections --------------------------------------------------------------------------------------


@pytest.mark.parametrize("press", ['"no"', '"that\'s wrong"', '"change it"', '"no"?', "n", "u"])
def test_a_no_has_the_question_asked_again_and_the_same_is_not_heard_again(press: str) -> None:
    desk = Desk({"How bad": '"six"', NO: [press, None], "Zero": ['"six"', '"seven"']})
    desk.ask(PAIN)
    assert desk.said == [
        PAIN.text, "Six.", NO, ALOUD.asked_again, PAIN.short, TALK.sorry, PAIN.short, "Seven.", NO,
    ]  # fmt: skip
    assert [kept.reply.value for kept in desk.kept] == [7]


def test_after_two_askings_again_only_keys_are_waited_for() -> None:
    said = ['"six"', '"seven"', '"eight"']
    script: Script = {"How bad": '"five"', NO: '"no"', YES_OR_NO: '"no"', "Zero": [*said[:2], "3"]}
    desk = Desk(script)
    desk.ask(PAIN)
    assert desk.said.count(ALOUD.asked_again) == 2
    assert desk.said.count(ALOUD.by_keys) == 1
    assert len(desk.log.ticks) == 2 * 3, "three questions aloud, and what was read back"
    assert [(kept.reply.value, kept.reply.given) for kept in desk.kept] == [(3, "keys")]


def test_of_yes_and_no_both_can_be_said_again() -> None:
    desk = Desk({"All well": '"no"', "Well?": '"no"', NO: ['"no"', None]})
    desk.ask(WELL)
    assert desk.value(WELL) == "no"


def test_an_objection_that_is_not_understood_has_it_asked_back() -> None:
    desk = Desk({"How bad": '"six"', NO: '"lovely weather"', YES_OR_NO: '"yes"'})
    reply = desk.ask(PAIN)
    assert desk.said == [PAIN.text, "Six.", NO, "Six.", YES_OR_NO, "Six."]
    assert reply.confirmed == "yes"


# --- asked back --------------------------------------------------------------------------------------

ASKED_BACK: list[tuple[Query, Press, bool]] = [
    (PAIN, '"seven"?', True),
    (WHERE, '"arm"?', True),
    (PAIN, '"eight"', True),
    (PAIN, '"ten"', True),
    (SAFE, '"no"', True),
    (CLINICIAN, '"yes"', True),
    (Query("cautions", "Does one?", "One?", SAFE.answers), '"no"', True),
    (PAIN, '"three"', False),
    (FEEL, '"the same"', False),
]
"""Questions, what is said, and whether the recogniser is ever certain."""


@pytest.mark.parametrize(("query", "answer", "certain"), ASKED_BACK)
@pytest.mark.parametrize(("press", "way"), [('"yes"', "yes"), ("y", "key")])
def test_what_is_unclear_or_matters_most_counts_only_with_a_yes(
    query: Query, answer: Press, certain: bool, press: str, way: str
) -> None:
    desk = Desk({query.text: answer, RIGHT: press, YES_OR_NO: press}, certain=certain)
    reply = desk.ask(query)
    assert desk.said[2] in (RIGHT, YES_OR_NO)
    assert (reply.given, reply.confirmed) == ("voice", way)
    assert [kept.reply for kept in desk.kept] == [reply]
    assert reply.value is not None
    assert desk.kept[0].at <= desk.log.times[3], "and is written before it is said once more"


@pytest.mark.parametrize(("query", "answer", "certain"), ASKED_BACK)
@pytest.mark.parametrize("press", [None, '"lovely weather"'])
def test_without_a_yes_it_stays_open(query: Query, answer: Press, certain: bool, press: Press) -> None:
    desk = Desk({query.text: answer, RIGHT: press, YES_OR_NO: press}, certain=certain)
    desk.ask(query)
    assert [(kept.reply.value, kept.reply.given) for kept in desk.kept] == [(None, "none")]
    assert desk.said[-1] == TALK.left_open


@pytest.mark.parametrize(("query", "answer", "certain"), ASKED_BACK)
@pytest.mark.parametrize("press", ['"no"', "n", "u"])
def test_a_no_to_it_asks_again(query: Query, answer: Press, certain: bool, press: str) -> None:
    key = {"pain": "1 other", "feel": "w", "where": "3"}.get(query.name, "n")
    desk = Desk({query.text: answer, RIGHT: press, YES_OR_NO: press, query.short: key}, certain=certain)
    desk.ask(query)
    assert desk.said[3:5] == [ALOUD.asked_again, query.short]
    assert [kept.reply.given for kept in desk.kept] == ["keys"]


def test_it_is_asked_back_in_words_that_cannot_be_mistaken() -> None:
    """Yes and no as answers are not asked back by "Yes or no?"."""
    desk = Desk({"Any alarm": '"no"', RIGHT: ['"help"', None, None, '"yes"'], "How bad": '"nine"', YES_OR_NO: '"yes"'})
    desk.ask_all(SAFE, PAIN)
    asked = ["I heard no.", RIGHT]
    words = [ALOUD.yesno, ALOUD.alarm, TALK.keys_yesno, TALK.keys_alarm]
    assert desk.said == [SAFE.text, *asked, *words, *asked * 3, "No.", PAIN.text, "Nine.", YES_OR_NO, "Nine."]


def test_silence_to_what_is_asked_back_is_told_of_and_waited_for_thrice() -> None:
    desk = Desk({"How bad": '"nine"'})
    desk.ask(PAIN)
    back = ["Nine.", YES_OR_NO]
    assert desk.said == [PAIN.text, *back, *back, "Nine.", ALOUD.key_or_skip, TALK.left_open]
    waited = desk.log.times[-1] - desk.log.ticks[1]
    spoken = sum(map(length_of, [*back, "Nine.", ALOUD.key_or_skip])) / 1000
    assert waited == pytest.approx(3 * SILENCE_ALOUD + spoken + 2 * 0.35, abs=0.3)


def test_a_value_whose_asking_back_is_skipped_stays_open() -> None:
    desk = Desk({"How bad": '"nine"', YES_OR_NO: '"skip"'})
    desk.ask_all(PAIN)
    assert desk.said == [PAIN.text, "Nine.", YES_OR_NO, TALK.skipped]
    assert desk.value(PAIN) is None


# --- what is not stored ------------------------------------------------------------------------------


def test_what_is_not_kept_is_asked_back_only_if_it_is_unclear() -> None:
    """As when the coach asks whether to stay."""
    clear, unclear = Desk({"All well": '"yes"'}), Desk({"All well": '"yes"?', RIGHT: '"yes"'})
    assert clear.talk.ask(WELL).value == unclear.talk.ask(WELL).value == "yes"
    assert clear.said == [WELL.text]
    assert unclear.said == [WELL.text, "I heard yes.", RIGHT, "Yes."]
