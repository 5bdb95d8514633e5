"""Keys -> a reply, for each kind of question."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.session.dialog.entry import COMMANDS, UNCLEAR, Entry, Reply
from voicecoach.session.dialog.queries import COMPARE, YES_NO, Answers, Numbers, Options, Query

TEN = Numbers(0, 10)
NAMES = ("neck", "arm", "back")
TWELVE = Options(tuple(f"place {i}" for i in range(1, 13)))


def entry(answers: Answers | None) -> Entry:
    return Entry(Query("q", "Question?", "Short?", answers))


def typed(answers: Answers | None, keys: str) -> Reply | None:
    """The reply to keys with blanks between: what the last of them makes."""
    here = entry(answers)
    reply = None
    for key in keys.split():
        assert reply is None, f"there was a reply before {key}"
        reply = here.press(key)
    return reply


@pytest.mark.parametrize("answers", [TEN, YES_NO, COMPARE, Options(NAMES), None])
@pytest.mark.parametrize(("key", "said"), COMMANDS.items())
def test_commands_are_the_same_at_every_question(answers: Answers | None, key: str, said: str) -> None:
    reply = typed(answers, key)
    assert reply is not None
    assert (reply.said, reply.value) == (said, None)


@pytest.mark.parametrize(
    ("answers", "keys", "value"),
    [
        *((TEN, str(digit), digit) for digit in (0, *range(2, 10))),
        (TEN, "1 0", 10),
        (TEN, "t", 10),
        (TEN, "1 other", 1),
        (Numbers(1, 10), "t", 10),
        (Numbers(5, 20), "1 2", 12),
        (Numbers(5, 20), "2 0", 20),
        (Numbers(5, 20), "5", 5),
        (Numbers(0, 100), "1 0 0", 100),
        (Numbers(0, 100), "4 2", 42),
        (Numbers(0, 100), "7 other", 7),
        (Numbers(0, 999_999), "1 2 3 4 5 6", 123_456),
        (YES_NO, "y", "yes"),
        (YES_NO, "n", "no"),
        (COMPARE, "b", "better"),
        (COMPARE, "s", "same"),
        (COMPARE, "w", "worse"),
        (Options(NAMES), "1", "neck"),
        (Options(NAMES), "3", "back"),
        (TWELVE, "1 2", "place 12"),
        (TWELVE, "1 other", "place 1"),
        (TWELVE, "2", "place 2"),
    ],
)
def test_values(answers: Answers, keys: str, value: int | str) -> None:
    assert typed(answers, keys) == Reply("value", value)


@pytest.mark.parametrize(
    ("answers", "keys"),
    [
        *(
            (TEN, keys)
            for keys in ("1 1", "1 2", "1 9", "1 y", "1 r", "1 q", "1 u", "-", "y", "other", "space", "٣", "²")
        ),
        *((TEN, keys) for keys in ("½", "left", "interrupt")),
        (Numbers(0, 100), "t"),
        (Numbers(5, 20), "3"),
        (Numbers(5, 20), "1 other"),
        (Numbers(5, 20), "0"),
        (Numbers(11, 20), "t"),
        *((YES_NO, key) for key in ("1", "0", "t", "b", "s", "other")),
        *((COMPARE, key) for key in ("1", "0", "y", "n", "other")),
        *((Options(NAMES), key) for key in ("0", "4", "9", "n", "a")),
        (TWELVE, "0"),
        (TWELVE, "1 3"),
        *((None, key) for key in ("1", "y", "b", "other", "space")),
    ],
)
def test_what_is_unclear(answers: Answers | None, keys: str) -> None:
    assert typed(answers, keys) == UNCLEAR


@pytest.mark.parametrize(
    ("answers", "keys"), [(TEN, "1"), (Numbers(5, 20), "1"), (Numbers(0, 100), "1 0"), (TWELVE, "1")]
)
def test_a_digit_that_may_be_the_first_of_two_waits(answers: Answers, keys: str) -> None:
    here = entry(answers)
    for key in keys.split():
        assert here.press(key) is None
        assert here.waiting


@pytest.mark.parametrize(("answers", "value"), [(TEN, 1), (TWELVE, "place 1"), (Numbers(0, 100), 1)])
def test_a_digit_that_nothing_follows_is_the_answer(answers: Answers, value: int | str) -> None:
    here = entry(answers)
    here.press("1")
    assert here.settle() == Reply("value", value)
    assert not here.waiting


def test_a_digit_that_nothing_follows_and_is_no_answer_is_unclear() -> None:
    here = entry(Numbers(5, 20))
    here.press("1")
    assert here.settle() == UNCLEAR


KEYS = st.sampled_from([*"0123456789tynbswrxuq?-٣", "other", "space", "left", "right"]) | st.text(
    min_size=1, max_size=1
)
SPANS = st.tuples(st.integers(0, 30), st.integers(1, 2000)).map(lambda pair: Numbers(pair[0], sum(pair)))


@given(SPANS, st.lists(KEYS, max_size=8))
def test_a_number_is_the_digits_that_were_typed(numbers: Numbers, keys: list[str]) -> None:
    here = entry(numbers)
    for i, key in enumerate(keys):
        reply = here.press(key)
        if reply is None:
            assert here.waiting
            continue
        if reply.said == "value":
            assert isinstance(reply.value, int)
            assert numbers.low <= reply.value <= numbers.high
            digits = "".join(each for each in keys[: i + 1] if each != "other")
            assert digits in (str(reply.value), "t")
        return


@given(SPANS, st.data())
def test_every_number_can_be_typed(numbers: Numbers, data: st.DataObject) -> None:
    number = data.draw(st.integers(numbers.low, numbers.high))
    here = entry(numbers)
    replies = [here.press(digit) for digit in str(number)]
    assert replies[:-1] == [None] * (len(replies) - 1)
    assert (replies[-1] or here.settle()) == Reply("value", number)
