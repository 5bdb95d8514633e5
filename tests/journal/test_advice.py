"""The sheet's rule over all combinations of answers, against its words written down a second time."""

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pytest

from tests.journal.records import answer
from voicecoach.journal.advice import RULES, Advice, advise
from voicecoach.journal.models import Answer, Outcome, Value
from voicecoach.journal.words import advice_in_words, reason_in_words

MINUTE = 60_000


@dataclass(frozen=True, slots=True)
class Case:
    """The answers of a session that asks everything; None is a question without an answer."""

    safety: str | None
    before: int | None
    after: int | None
    overall: str | None
    ranges: tuple[str | None, ...]
    ended_for_pain: bool
    later: tuple[int, int | None, str | None] | None
    """When it was asked again (ms after the last repetition), pain and overall then."""

    def answers(self) -> list[Answer]:
        found = [
            answer("before", "pain", self.before),
            answer("after", "safety", self.safety),
            answer("after", "pain", self.after),
            answer("after", "overall", self.overall),
            *(answer("after", f"range_{n}", value) for n, value in enumerate(self.ranges)),
        ]
        if self.later is not None:
            since, pain, overall = self.later
            found.append(answer("later", "pain", pain, round=1, since=since))
            found.append(answer("later", "overall", overall, round=1, since=since))
        return found


def cases() -> Iterator[Case]:
    ranges: Sequence[tuple[str | None, ...]] = [
        (),
        *itertools.product(["better", "same", "worse", None], repeat=1),
        ("better", "worse", "same"),
        ("worse", "worse", "better"),
        ("better", "better", "worse"),
        ("worse", None, "same"),
    ]
    later = [
        None,
        *itertools.product([20 * MINUTE - 1], [None, 3, 5, 6], [None, "same", "worse"]),
        *itertools.product([20 * MINUTE], [None, 3, 4, 5, 6, 7], [None, "better", "same", "worse"]),
    ]
    for combination in itertools.product(
        ["no", None],
        [None, 0, 4],
        [None, 0, 3, 4, 5, 6],
        ["better", "same", "worse", None],
        ranges,
        [False, True],
        later,
    ):
        yield Case(*combination)


def expected(case: Case) -> Outcome:
    """What the sheet says, in other words than the table."""
    if case.safety == "yes":
        return "stop now"
    known = case.before is not None and case.after is not None
    rise = case.after - case.before if case.before is not None and case.after is not None else 0
    worse_in_session = case.ended_for_pain or rise > 0 or case.overall == "worse"
    in_time = case.later is not None and case.later[0] >= 20 * MINUTE and case.later[1:] != (None, None)
    later_pain, later_overall = case.later[1:] if case.later is not None else (None, None)
    later_rise = later_pain - case.before if later_pain is not None and case.before is not None else 0

    range_shrank = case.ranges.count("worse") > case.ranges.count("better")
    stays_worse = in_time and (later_overall == "worse" or later_rise >= 2)
    if range_shrank or (worse_in_session and stays_worse):
        return "stop"
    if worse_in_session and not in_time:
        return "pending"

    later_missing = case.later is not None and None in case.later
    missing = not known or None in (case.safety, case.overall, *case.ranges) or later_missing
    worse = worse_in_session or "worse" in case.ranges or later_overall == "worse" or later_rise > 0
    better = rise < 0 or "better" in case.ranges or case.overall == "better"
    return "continue" if better and not worse and not missing else "caution"


def test_all_combinations() -> None:
    rules = set()
    for case in cases():
        advice = advise(case.answers(), ended_for_pain=case.ended_for_pain)
        assert advice is not None
        assert advice.outcome == expected(case), case
        rules.add(advice.rule)
    assert rules == {rule.id for rule in RULES} - {"safety"}, "every row of the table is of use"


def test_a_warning_sign_stops_at_once_whatever_else_was_answered() -> None:
    for case in itertools.islice(cases(), 0, None, 97):
        answers = [each for each in case.answers() if each.question != "safety"]
        for sign in (answer("after", "safety", "yes"), answer("before", "cautions", "yes")):
            assert advise([sign, *answers]) == Advice("stop now", "safety")
            assert advise([*answers, sign], ended_for_pain=True) == Advice("stop now", "safety")
    late = [answer("later", "safety", "yes", round=1), answer("later", "safety", "no", round=2)]
    assert advise(late) == Advice("stop now", "safety")


def test_every_row_has_words() -> None:
    for rule in RULES:
        assert advice_in_words(rule.outcome).startswith("By the exercise sheet's rule: ")
        assert reason_in_words(rule.id) == rule.sheet
    assert reason_in_words("a rule of another version") == "a rule of another version"


def test_nothing_answered_never_stops_and_never_carries_on() -> None:
    nothing = Case(None, None, None, None, (None, None), ended_for_pain=False, later=(20 * MINUTE, None, None))
    assert advise(nothing.answers()) == Advice("caution", "missing")
    assert advise(nothing.answers(), ended_for_pain=True) == Advice("pending", "ended-for-pain"), (
        "silence settles nothing"
    )


@pytest.mark.parametrize("given", ["none", "unasked"])
def test_not_answered_and_not_asked_are_the_same(given: str) -> None:
    answers = [answer("before", "pain", 4), answer("after", "pain", 2), answer("after", "overall", None, given=given)]
    assert advise(answers) == Advice("caution", "missing")


def test_pain_takes_two() -> None:
    assert advise([answer("before", "pain", 4)]) == Advice("caution", "missing")
    assert advise([answer("after", "pain", 4)]) == Advice("caution", "missing")
    assert advise([answer("before", "pain", 4), answer("after", "pain", 3)]) == Advice("continue", "pain-lower")


def test_a_routine_that_asks_nothing_gives_no_advice() -> None:
    assert advise([]) is None
    assert advise([answer("after", "safety", "no"), answer("after", "mood", 3)]) is None


def later(number: int, since: int | None, pain: Value | None, overall: Value | None = "same") -> list[Answer]:
    return [
        answer("later", "pain", pain, round=number, since=since),
        answer("later", "overall", overall, round=number, since=since),
    ]


WORSE = [answer("before", "pain", 4), answer("after", "pain", 6), answer("after", "overall", "same")]


def test_of_several_askings_the_last_in_time_counts() -> None:
    early, late = later(1, 10 * MINUTE, 8, "worse"), later(2, 20 * MINUTE, 5)
    assert advise([*WORSE, *early]) == Advice("pending", "pain-higher")
    assert advise([*WORSE, *early, *late]) == Advice("caution", "settled")
    assert advise([*WORSE, *later(1, 25 * MINUTE, 6), *later(2, 40 * MINUTE, 4)]) == Advice("caution", "settled")
    assert advise([*WORSE, *later(1, 25 * MINUTE, 4), *later(2, 40 * MINUTE, 6)]) == Advice("stop", "still-worse")


def test_an_asking_whose_time_the_clock_cannot_tell_settles_nothing() -> None:
    assert advise([*WORSE, *later(1, None, 4)]) == Advice("pending", "pain-higher")


def test_a_directions_answer_can_be_taken_twice() -> None:
    """The latest counts: it is one direction, not two."""
    answers = [answer("after", "range_up", "worse"), answer("after", "range_up", "better")]
    assert advise(answers) == Advice("continue", "range-better")
