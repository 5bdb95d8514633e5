"""The day's dose: what a session takes up of it, and how its sets are numbered."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from voicecoach.language import parse
from voicecoach.language.models import Routine
from voicecoach.session.day import day_dose, is_counted
from voicecoach.timeline import Dose, TimelineError
from voicecoach.timeline.dose import plan_exercises
from voicecoach.timeline.models import Plan


def routine(sets: str = "5-6 sets, rest 30s") -> Routine:
    return parse(f'routine "T"\nexercise "Nod"\n  {sets}\n  2 reps\n  lift 1s "Up."\n')


TWO = parse(
    'routine "T"\nexercise "A"\n  3 sets, rest 10s\n  up 1s "Up."\nexercise "B"\n  3 sets, rest 10s\n  up 1s "Up."\n'
)
FIVE_OR_SIX = routine()


def wish(sets: int | None, *, beyond: bool = False) -> Dose:
    return Dose(sets=(("", sets),) if sets is not None else (), beyond=beyond)


def plan(dose: Dose, done: int, of: Routine = FIVE_OR_SIX) -> Plan:
    (found,) = plan_exercises(of, day_dose(of, dose, done))
    return found


def test_which_routines_are_counted() -> None:
    assert is_counted(FIVE_OR_SIX)
    assert not is_counted(routine("1 set"))
    assert not is_counted(routine("1-3 sets, rest 30s"))
    assert not is_counted(TWO)
    assert not is_counted(parse('routine "T"\nsay "Hello."\n'))


@pytest.mark.parametrize(
    ("done", "sets", "expected"),
    [
        # done today, wished for: sets, number of the first, of how many
        (0, None, (5, 1, 5)),
        (2, None, (3, 3, 5)),
        (4, None, (1, 5, 5)),
        (5, None, (1, 6, 6)),
        (0, 1, (1, 1, 5)),
        (0, 6, (6, 1, 6)),
        (2, 1, (1, 3, 5)),
        (2, 3, (3, 3, 5)),
        (2, 4, (4, 3, 6)),
        (5, 1, (1, 6, 6)),
    ],
)
def test_what_a_session_takes_up(done: int, sets: int | None, expected: tuple[int, int, int]) -> None:
    found = plan(wish(sets), done)
    assert (found.sets, found.first_set, found.of) == expected


@pytest.mark.parametrize(("done", "sets"), [(6, None), (7, None), (6, 1), (5, 2), (1, 6)])
def test_more_than_the_day_has_must_be_asked_for(done: int, sets: int | None) -> None:
    with pytest.raises(TimelineError, match=f"{done} of the day's 5-6 sets are done, .* add --beyond"):
        day_dose(FIVE_OR_SIX, wish(sets), done)
    found = plan(wish(sets, beyond=True), done)
    assert (found.sets, found.first_set, found.of) == (sets or 1, done + 1, done + (sets or 1))


def test_the_message_of_a_routine_with_one_number_of_sets() -> None:
    with pytest.raises(TimelineError, match="5 of the day's 5 sets are done, and 1 more would make 6"):
        day_dose(routine("5 sets, rest 30s"), wish(None), 5)


def test_a_wrong_wish_is_refused_as_ever() -> None:
    with pytest.raises(TimelineError, match="--sets 7 is more than the routine's 5-6 sets"):
        day_dose(FIVE_OR_SIX, wish(7), 0)
    with pytest.raises(TimelineError, match="--sets 0 is outside"):
        day_dose(FIVE_OR_SIX, wish(0), 0)


@pytest.mark.parametrize("dose", [Dose(first_set=3), Dose(of=6), Dose(first_set=2, of=5)])
def test_a_dose_that_numbers_its_sets_itself_stays_as_it_is(dose: Dose) -> None:
    assert day_dose(FIVE_OR_SIX, dose, 4) is dose


@pytest.mark.parametrize("of", [TWO, routine("1 set")])
def test_a_routine_that_is_not_counted_keeps_its_dose(of: Routine) -> None:
    dose = Dose()
    assert day_dose(of, dose, 3) is dose


@given(low=st.integers(2, 20), more=st.integers(0, 20), wishes=st.lists(st.none() | st.integers(1, 40), max_size=12))
def test_a_day_of_sessions_never_passes_the_high_end_and_counts_on(
    low: int, more: int, wishes: list[int | None]
) -> None:
    high = low + more
    of = routine(f"{low}-{high} sets, rest 30s" if more else f"{low} sets, rest 30s")
    done = 0
    for sets in wishes:
        try:
            found = plan(wish(sets), done, of)
        except TimelineError:
            assert done + (sets or 1) > high, "only what is too much is refused"
            continue
        assert found.first_set == done + 1, "numbers go on without a gap"
        assert found.sets == sets or sets is None
        assert low <= found.of <= high
        done += found.sets
        assert done <= found.of
    assert done <= high


@given(done=st.integers(0, 30), sets=st.none() | st.integers(1, 30))
def test_beyond_allows_it_and_the_numbers_fit(done: int, sets: int | None) -> None:
    assume(done + (sets or 1) <= 100)
    found = plan(wish(sets, beyond=True), done)
    assert found.first_set == done + 1
    assert found.first_set + found.sets - 1 <= found.of


@given(done=st.integers(0, 6), reps=st.integers(1, 2))
def test_everything_else_of_the_wish_stays(done: int, reps: int) -> None:
    dose = Dose(reps=(("", reps),), rest=(("", 5000),), pace=0.8, beyond=True)
    found = day_dose(FIVE_OR_SIX, dose, done)
    assert (found.reps, found.rest, found.pace, found.beyond) == (dose.reps, dose.rest, dose.pace, dose.beyond)
