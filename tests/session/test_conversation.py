"""Asking, on a floor of which only the clock, the speech and the keys exist."""

from collections import deque
from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stand_ins import words as length_of
from voicecoach.journal.models import Given, Value
from voicecoach.language.models import ToneName
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.conversation import Conversation, Notebook
from voicecoach.session.dialog.entry import Reply
from voicecoach.session.dialog.floor import Interrupted
from voicecoach.session.dialog.listening import BURST, DIGIT
from voicecoach.session.dialog.obtaining import MOVE, SILENCE
from voicecoach.session.dialog.queries import COMPARE, YES_NO, Numbers, Options, Query

TALK = ENGLISH.talk
TICK = 0.05

PAIN = Query("pain", "How bad is it?", "Zero to ten?", Numbers(0, 10))
AGE = Query("age", "How old?", "Five to twenty?", Numbers(5, 20))
SAFE = Query("safe", "Any alarm?", "Any?", YES_NO, alarm=True)
WELL = Query("well", "All well?", "Well?", YES_NO)
FEEL = Query("feel", "How now?", "Which?", COMPARE)
WHERE = Query("where", "Where is it?", "Where?", Options(("neck", "arm", "back")))
UP = Query("range_up", "Look up.", "Look up.", None)
DOWN = Query("range_down", "Look down.", "Look down.", None)


class Floor:
    """Time passes by ticks; `presses` are (seconds, key), given one at a time from their moment on."""

    def __init__(self, presses: Iterable[tuple[float, str]] = (), *, on: dict[str, list[str]] | None = None) -> None:
        self.now = 0.0
        self.said: list[str] = []
        self.hints: list[str] = []
        self._presses = deque(sorted(presses, key=lambda press: press[0]))
        self._on = {text: deque(keys) for text, keys in (on or {}).items()}
        self._quiet_at = 0.0

    @property
    def speaking(self) -> bool:
        return self.now < self._quiet_at

    def say(self, *texts: str) -> None:
        for text in texts:
            begin = max(self.now, self._quiet_at)
            self.said.append(text)
            self._quiet_at = begin + length_of(text) / 1000
            if self._on.get(text):
                keys = self._on[text].popleft().split()
                self._presses += [(begin + 0.35 + i * 0.1, key) for i, key in enumerate(keys)]

    def prompt(self, *texts: str) -> None:  # noqa: ARG002
        raise AssertionError("nobody could speak")

    def sound(self, name: ToneName) -> None:
        raise AssertionError(f"the tone {name} is not for questions")

    def hush(self) -> None:
        self._quiet_at = self.now

    def show(self, hint: str) -> None:
        self.hints.append(hint)

    def monotonic(self) -> float:
        return self.now

    def tick(self) -> str | None:
        self.now += TICK
        if self._presses and self._presses[0][0] <= self.now:
            key = self._presses.popleft()[1]
            if key == "interrupt":
                raise Interrupted
            return key
        return None


class Kept:
    """A notebook, and what is in it."""

    def __init__(self) -> None:
        self.answers: dict[str, tuple[Value | None, Given]] = {}
        self.stored: list[Value | None] = []
        """All that was ever kept, taken back or not."""

    def notebook(self) -> Notebook:
        return Notebook(self._keep, self._take_back)

    def _keep(self, query: Query, reply: Reply) -> None:
        self.answers[query.name] = reply.value, reply.given
        self.stored.append(reply.value)

    def _take_back(self, query: Query) -> None:
        self.answers.pop(query.name, None)

    @property
    def values(self) -> dict[str, Value | None]:
        return {name: value for name, (value, _) in self.answers.items()}


def ask(query: Query, *presses: tuple[float, str]) -> tuple[Floor, Kept, Reply]:
    floor, kept = Floor(presses), Kept()
    return floor, kept, Conversation(floor, ENGLISH).ask(query, kept.notebook())


# --- one question ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("query", "keys", "value"),
    [
        (PAIN, "0", 0),
        (PAIN, "9", 9),
        (PAIN, "1", 1),
        (PAIN, "10", 10),
        (PAIN, "t", 10),
        (AGE, "5", 5),
        (AGE, "12", 12),
        (AGE, "20", 20),
        (WELL, "y", "yes"),
        (WELL, "n", "no"),
        (FEEL, "b", "better"),
        (FEEL, "s", "same"),
        (FEEL, "w", "worse"),
        (WHERE, "2", "arm"),
    ],
)
def test_an_answer_is_kept_and_then_read_back(query: Query, keys: str, value: Value) -> None:
    floor, kept, reply = ask(query, *((1 + 0.1 * i, key) for i, key in enumerate(keys)))
    assert reply == Reply("value", value)
    assert kept.answers == {query.name: (value, "keys")}
    assert floor.said[0] == query.text
    assert len(floor.said) == 2
    assert floor.said[1].endswith(".")


def test_an_answer_breaks_the_question_off() -> None:
    floor, _, _ = ask(PAIN, (0.2, "7"))
    assert floor.now < length_of(PAIN.text) / 1000 + length_of("Seven.") / 1000


def test_a_question_is_asked_twice_with_twelve_seconds_for_each() -> None:
    floor, kept, reply = ask(PAIN)
    assert floor.said == [PAIN.text, PAIN.short, TALK.left_open]
    assert (reply, kept.answers) == (Reply("value", None, "none"), {"pain": (None, "none")})
    spoken = sum(map(length_of, floor.said)) / 1000
    assert floor.now == pytest.approx(spoken + 2 * SILENCE, abs=0.5)


def test_a_movement_has_its_time_and_no_answer() -> None:
    floor, kept, reply = ask(UP)
    assert (floor.said, kept.answers, reply.value) == ([UP.text], {}, None)
    assert floor.now == pytest.approx(length_of(UP.text) / 1000 + MOVE, abs=0.2)


def test_the_hint_of_a_question_is_shown_while_it_is_asked() -> None:
    floor, _, _ = ask(FEEL, (2.0, "b"))
    assert floor.hints[0].startswith("b better   s same   w worse   r repeat")
    assert floor.hints[-1] == ""


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("r", [PAIN.text, PAIN.text]),
        ("?", [PAIN.text, TALK.keys_ten, TALK.keys_always, PAIN.short]),
        ("y", [PAIN.text, TALK.sorry, PAIN.short]),
        ("other", [PAIN.text, TALK.sorry, PAIN.short]),
    ],
)
def test_keys_that_have_the_question_come_again(key: str, said: list[str]) -> None:
    floor, kept = Floor(on={PAIN.text: [key, "4"], PAIN.short: ["4"]}), Kept()
    Conversation(floor, ENGLISH).ask(PAIN, kept.notebook())
    assert floor.said == [*said, "Four."]
    assert kept.values == {"pain": 4}


@pytest.mark.parametrize(("key", "said"), [("x", "skip"), ("q", "leave"), ("u", "undo")])
def test_keys_that_lead_away_from_the_question_keep_nothing(key: str, said: str) -> None:
    floor, kept, reply = ask(PAIN, (1.0, key))
    assert (reply.said, kept.answers, floor.said) == (said, {}, [PAIN.text])


def test_an_interruption_goes_through() -> None:
    with pytest.raises(Interrupted):
        ask(PAIN, (1.0, "interrupt"))


def test_without_anybody_to_answer_nobody_waits() -> None:
    floor, kept = Floor(), Kept()
    talk = Conversation(floor, ENGLISH, keyboard=False)
    assert talk.ask_all([SAFE, PAIN, UP], kept.notebook()) == "all"
    assert floor.said == [SAFE.text, PAIN.text, UP.text]
    assert kept.answers == {"safe": (None, "none"), "pain": (None, "none")}
    assert floor.now == pytest.approx(sum(map(length_of, floor.said)) / 1000 + MOVE, abs=0.3)


# --- which keys count --------------------------------------------------------------------------------


def test_keys_do_not_count_before_the_question_has_begun_to_sound() -> None:
    floor, kept = Floor([(0.5, "7"), (1.0, "7"), (2.1, "7")]), Kept()
    talk = Conversation(floor, ENGLISH)
    talk.say("A long sentence of ten words before the question comes.")
    talk.ask(PAIN, kept.notebook())
    assert kept.stored == [None]


def test_keys_in_the_sentence_before_do_not_count_even_if_typing_goes_on() -> None:
    presses = [(3.5 + 0.1 * i, key) for i, key in enumerate("7777777777")]
    floor, kept = Floor(presses), Kept()
    talk = Conversation(floor, ENGLISH)
    talk.say("A long sentence of ten words before the question comes.")
    talk.ask(PAIN, kept.notebook())
    assert kept.stored == [None]


def test_keys_while_an_answer_is_read_back_do_not_answer_the_next_question() -> None:
    floor, kept = Floor([(0.5, "7"), (1.0, "y"), (1.1, "y")]), Kept()
    Conversation(floor, ENGLISH).ask_all([PAIN, WELL], kept.notebook())
    assert kept.values == {"pain": 7, "well": None}


KEYS = [*"0123456789", *"tbswynrxuq?-.av", "other", "space", "left", "right", "٣", "²"]
GAPS = [0.0, 0.1, 0.2, 0.5, 1.0, 3.0, 13.0]
"""Seconds from one key to the next: clearly below or above the limits of the conversation."""


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(GAPS), st.sampled_from(KEYS)), max_size=12), st.floats(0.1, 3.0))
def test_only_a_number_that_was_typed_as_such_is_ever_kept(typed: list[tuple[float, str]], begin: float) -> None:
    """Its digits (or `t`) alone, with quiet before and after them; or Enter, and then anything."""
    moments, now = [], begin
    for gap, key in typed:
        now += gap
        moments.append((now, key))
    _, kept, _ = ask(PAIN, *moments)
    assert set(kept.stored) <= {None, *_numbers([(begin, ""), *moments, (now + 60, "")])}


def _numbers(moments: list[tuple[float, str]]) -> set[int]:
    """The numbers that stand alone among the keys."""
    bursts: list[list[str]] = [[]]
    slow_tens = set()
    for (before, last), (moment, key) in pairwise(moments):
        if moment - before >= BURST:
            bursts.append([])
            if (last, key) == ("1", "0") and moment - before <= DIGIT:
                slow_tens.add(10)  # the 1 of a 10 waits for longer
        bursts[-1].append(key)
    ended = [burst[: burst.index("other")] if "other" in burst else burst for burst in bursts]
    plain = {"".join(burst) for burst in ended}
    return slow_tens | {10 if each == "t" else int(each) for each in plain if each in ("t", *map(str, range(11)))}


# --- several questions -------------------------------------------------------------------------------


def test_a_yes_to_an_alarm_ends_the_row() -> None:
    floor, kept = Floor(on={SAFE.text: ["y"]}), Kept()
    assert Conversation(floor, ENGLISH).ask_all([SAFE, PAIN], kept.notebook()) == "alarm"
    assert kept.values == {"safe": "yes"}
    assert floor.said == [SAFE.text, "Yes."]


def test_leaving_keeps_the_rest_open() -> None:
    floor, kept = Floor(on={SAFE.text: ["n"], PAIN.text: ["q"]}), Kept()
    assert Conversation(floor, ENGLISH).ask_all([SAFE, PAIN, UP, FEEL], kept.notebook()) == "left"
    assert kept.answers == {"safe": ("no", "keys"), "pain": (None, "none"), "feel": (None, "unasked")}


def test_a_yes_to_an_alarm_that_is_taken_back_at_once_ends_nothing() -> None:
    floor, kept = Floor(on={SAFE.text: ["y", "n"], "Yes.": ["u"], PAIN.text: ["4"]}), Kept()
    assert Conversation(floor, ENGLISH).ask_all([SAFE, PAIN], kept.notebook()) == "all"
    assert kept.values == {"safe": "no", "pain": 4}


def test_taking_back_after_a_movement_takes_back_the_last_answer() -> None:
    floor, kept = Floor(on={PAIN.text: ["3", "5"], DOWN.text: ["u"]}), Kept()
    Conversation(floor, ENGLISH).ask_all([PAIN, UP, DOWN], kept.notebook())
    assert floor.said.count(TALK.taken_back) == 1
    assert kept.stored == [3, 5]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*"023456789xuuu"]), max_size=14))
def test_u_takes_back_exactly_the_last_answer(actions: list[str]) -> None:
    """One action for each question that sounds; afterwards silence."""
    queries = [Query(f"q{i}", f"Question {i}?", f"Short {i}?", Numbers(0, 10)) for i in range(4)]
    floor, kept = Floor(), Kept()

    class Actor(Floor):
        """Acts on each question, in full or in short."""

        def say(self, *texts: str) -> None:
            super().say(*texts)
            if texts[-1].endswith("?") and left:
                self._presses.append((self.now + 1.0, left.popleft()))

    left, floor = deque(actions), Actor()
    assert Conversation(floor, ENGLISH).ask_all(queries, kept.notebook()) == "all"

    expected: list[int | None] = []
    for action in actions:
        if len(expected) == len(queries):
            break
        if action != "u":
            expected.append(None if action == "x" else int(action))
        elif expected:
            expected.pop()
    expected += [None] * (len(queries) - len(expected))
    assert [kept.values[query.name] for query in queries] == expected
