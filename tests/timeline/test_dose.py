"""How much of a routine is done: what is allowed, and the exact words where it is not."""

import math
import re

import pytest

from voicecoach.language import Routine, parse
from voicecoach.timeline import Dose, Plan, TimelineError
from voicecoach.timeline.dose import plan_exercises


def routine(text: str) -> Routine:
    return parse(f'routine "R"\n{text}')


ONE = routine("""
exercise "Nod"
  5-6 sets, rest 30s
  10-15 reps
  nod 2s
""")

FIXED = routine("""
exercise "Nod"
  2 sets
  1 breath
  nod 2s
""")

TWO = routine("""
exercise "Nod"
  5-6 sets, rest 30s
  10-15 reps
  nod 2s
repeat 2 times
  exercise "Turn = left"
    2-3 sets, rest 20s
    4 rounds
    turn 2s
""")

NONE = routine('say "Sit."')


def plan(dose: Dose, of: Routine = ONE) -> Plan:
    (only,) = plan_exercises(of, dose)
    return only


def test_the_low_end_is_the_default() -> None:
    assert plan(Dose()) == Plan("Nod", sets=5, reps=10, unit="reps", rest=30_000, first_set=1, of=5)
    assert plan(Dose(), FIXED) == Plan("Nod", sets=2, reps=1, unit="breaths", rest=None, first_set=1, of=2)


def test_plans_stand_in_the_order_of_the_file() -> None:
    assert [(p.exercise, p.sets, p.reps, p.unit, p.rest) for p in plan_exercises(TWO, Dose())] == [
        ("Nod", 5, 10, "reps", 30_000),
        ("Turn = left", 2, 4, "rounds", 20_000),
    ]


def test_braces_of_a_name_are_those_that_are_spoken() -> None:
    braced = routine('exercise "{{Nod}}"\n  1-2 sets\n  nod 2s')
    assert plan(Dose(sets=(("{nod}", 2),)), braced).exercise == "{Nod}"


@pytest.mark.parametrize(("sets", "reps"), [(1, 1), (5, 10), (6, 15)])
def test_less_and_up_to_the_high_end_is_allowed(sets: int, reps: int) -> None:
    planned = plan(Dose(sets=(("", sets),), reps=(("", reps),)))
    assert (planned.sets, planned.reps, planned.of) == (sets, reps, sets)


def test_beyond_allows_more() -> None:
    planned = plan(Dose(sets=(("", 100),), reps=(("", 1000),), beyond=True))
    assert (planned.sets, planned.reps) == (100, 1000)


def test_rest_and_pace_are_free() -> None:
    assert plan(Dose(rest=(("", 1),))).rest == 1
    assert plan(Dose(rest=(("", 14_400_000),), pace=0.5)).rest == 14_400_000
    assert plan(Dose(rest=(("", 5000),), pace=1.5), FIXED).rest == 5000


def test_wishes_go_to_the_named_exercise_in_any_case() -> None:
    first, second = plan_exercises(TWO, Dose(sets=(("nod", 6), ("TURN = LEFT", 3)), reps=(("Turn = left", 2),)))
    assert (first.sets, first.reps, second.sets, second.reps) == (6, 10, 3, 2)


def test_a_rest_without_a_name_is_for_all_and_one_with_a_name_stands_before_it() -> None:
    first, second = plan_exercises(TWO, Dose(rest=(("Nod", 1000), ("", 2000))))
    assert (first.rest, second.rest) == (1000, 2000)


def test_the_last_of_several_wishes_counts() -> None:
    assert plan(Dose(sets=(("", 2), ("", 3)))).sets == 3


@pytest.mark.parametrize(
    ("dose", "first", "sets", "of"),
    [
        (Dose(sets=(("", 1),), first_set=3), 3, 1, 5),
        (Dose(sets=(("", 3),), first_set=3), 3, 3, 5),
        (Dose(first_set=3), 3, 3, 5),
        (Dose(first_set=5), 5, 1, 5),
        (Dose(first_set=3, of=6), 3, 4, 6),
        (Dose(of=6), 1, 5, 6),
        (Dose(of=2), 1, 2, 2),
        (Dose(sets=(("", 1),), of=1), 1, 1, 1),
        (Dose(sets=(("", 2),), of=5), 1, 2, 5),
        (Dose(sets=(("", 1),), first_set=6, of=6), 6, 1, 6),
        (Dose(first_set=5, of=9, beyond=True), 5, 5, 9),
    ],
)
def test_sets_are_part_of_a_day(dose: Dose, first: int, sets: int, of: int) -> None:
    planned = plan(dose)
    assert (planned.first_set, planned.sets, planned.of) == (first, sets, of)


def more(option: str, planned: str) -> str:
    return f"{option} is more than the routine's {planned}; if that is what you want, add --beyond"


@pytest.mark.parametrize(
    ("dose", "message"),
    [
        (Dose(sets=(("", 7),)), more("--sets 7", "5-6 sets")),
        (Dose(reps=(("", 16),)), more("--reps 16", "10-15 repetitions")),
        (Dose(sets=(("Nod", 7),)), more("--sets 7", "5-6 sets")),
        (Dose(of=7), more("--of 7", "5-6 sets")),
        (Dose(sets=(("", 0),)), "--sets 0 is outside 1 to 100"),
        (Dose(sets=(("", -1),)), "--sets -1 is outside 1 to 100"),
        (Dose(sets=(("", 101),), beyond=True), "--sets 101 is outside 1 to 100"),
        (Dose(reps=(("", 0),)), "--reps 0 is outside 1 to 1000"),
        (Dose(reps=(("", 1001),), beyond=True), "--reps 1001 is outside 1 to 1000"),
        (Dose(of=101, beyond=True), "--of 101 is outside 1 to 100"),
        (Dose(pace=0), "--pace 0 is outside 0.5 to 1.5"),
        (Dose(pace=0.49), "--pace 0.49 is outside 0.5 to 1.5"),
        (Dose(pace=1.51), "--pace 1.51 is outside 0.5 to 1.5"),
        (Dose(pace=-1), "--pace -1 is outside 0.5 to 1.5"),
        (Dose(pace=math.nan), "--pace nan is outside 0.5 to 1.5"),
        (Dose(pace=math.inf), "--pace inf is outside 0.5 to 1.5"),
        (Dose(first_set=0), "--first-set 0: sets are numbered from 1"),
        (Dose(first_set=-1, of=5), "--first-set -1: sets are numbered from 1"),
        (Dose(first_set=6), "--first-set 6 is past the 5 sets of the day; say how many with --of"),
        (Dose(first_set=4, of=3), "--first-set 4 is past the 3 sets of the day; say how many with --of"),
        (Dose(sets=(("", 4),), first_set=3), "--sets 4 from set 3 would end past the 5 sets of the day"),
        (Dose(sets=(("", 3),), of=2), "--sets 3 from set 1 would end past the 2 sets of the day"),
        (Dose(sets=(("Turn", 2),)), "--sets: there is no exercise “Turn”; there is “Nod”"),
        (Dose(reps=(("Turn", 2),)), "--reps: there is no exercise “Turn”; there is “Nod”"),
        (Dose(rest=(("Turn", 2),)), "--rest: there is no exercise “Turn”; there is “Nod”"),
    ],
)
def test_what_one_exercise_does_not_allow(dose: Dose, message: str) -> None:
    with pytest.raises(TimelineError, match=f"^{re.escape(message)}$"):
        plan_exercises(ONE, dose)


@pytest.mark.parametrize(
    ("dose", "message"),
    [
        (Dose(sets=(("", 3),)), more("--sets 3", "2 sets")),
        (Dose(reps=(("", 2),)), more("--reps 2", "1 repetition")),
    ],
)
def test_a_plan_without_a_range(dose: Dose, message: str) -> None:
    with pytest.raises(TimelineError, match=f"^{re.escape(message)}$"):
        plan_exercises(FIXED, dose)


@pytest.mark.parametrize(
    ("dose", "message"),
    [
        (Dose(sets=(("", 2),)), '--sets 2: say which exercise, --sets "NAME=2"; there is “Nod”, “Turn = left”'),
        (Dose(reps=(("", 2),)), '--reps 2: say which exercise, --reps "NAME=2"; there is “Nod”, “Turn = left”'),
        (Dose(sets=(("Left", 2),)), "--sets: there is no exercise “Left”; there is “Nod”, “Turn = left”"),
        (Dose(first_set=2), "--first-set and --of number the sets of one exercise; this routine has 2"),
        (Dose(of=5), "--first-set and --of number the sets of one exercise; this routine has 2"),
    ],
)
def test_what_several_exercises_do_not_allow(dose: Dose, message: str) -> None:
    with pytest.raises(TimelineError, match=f"^{re.escape(message)}$"):
        plan_exercises(TWO, dose)


@pytest.mark.parametrize(
    ("dose", "message"),
    [
        (Dose(sets=(("", 2),)), "--sets 2: this routine has no exercise"),
        (Dose(reps=(("", 2),)), "--reps 2: this routine has no exercise"),
        (Dose(rest=(("", 2),)), "--rest 2: this routine has no exercise"),
        (Dose(of=5), "--first-set and --of number the sets of one exercise; this routine has none"),
        (Dose(pace=2), "--pace 2 is outside 0.5 to 1.5"),
    ],
)
def test_what_a_routine_without_exercises_does_not_allow(dose: Dose, message: str) -> None:
    with pytest.raises(TimelineError, match=f"^{re.escape(message)}$"):
        plan_exercises(NONE, dose)


def test_a_routine_without_exercises_has_no_plan() -> None:
    assert plan_exercises(NONE, Dose(pace=0.5)) == ()
