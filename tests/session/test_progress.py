"""How much of a timeline has been done, by the units that were played to their end."""

from collections.abc import Collection

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.routines import routines
from tests.stand_ins import words
from voicecoach.journal.models import Work
from voicecoach.language import Routine, parse
from voicecoach.session.progress import Progress, together
from voicecoach.timeline import Dose, Timeline, compile_routine


def compiled(text: str, dose: Dose | None = None) -> Timeline:
    return compile_routine(parse(f'routine "T"\n{text}'), dose or Dose(), words, for_file=False)


NOD = 'exercise "Nod"\n  3 sets, rest 10s\n  2 reps\n  lift 1s "Lift."\n'
SIDES = 'exercise "Bend"\n  2 sets, rest 10s\n  2 reps\n  sides left, right\n  bend 1s "Bend."\n'
ALTERNATE = SIDES.replace("sides left", "alternate left").replace("Bend.", "Bend {side}.")
PRESS = 'exercise "Press"\n  1 set\n  3 reps\n  press 1s "Press."\n'


def reps(timeline: Timeline) -> list[int]:
    """The units that are repetitions."""
    return [unit for unit, place in enumerate(timeline.unit_places) if place.step == "rep"]


def units(timeline: Timeline, **wanted: object) -> list[int]:
    """The repetitions at some place: `set=1, side="left"`."""
    places = timeline.unit_places
    return [u for u in reps(timeline) if all(getattr(places[u], name) == value for name, value in wanted.items())]


@pytest.mark.parametrize(
    ("text", "planned"),
    [
        (NOD, [Work("Nod", 3, 6)]),
        (PRESS, [Work("Press", 1, 3)]),
        (SIDES, [Work("Bend", 2, 8)]),
        (ALTERNATE, [Work("Bend", 2, 4)]),
        (NOD + PRESS, [Work("Nod", 3, 6), Work("Press", 1, 3)]),
        (
            'repeat 2 times\n  say "Again."\n' + "".join(f"  {line}\n" for line in PRESS.splitlines()),
            [Work("Press", 2, 6)],
        ),
        ('say "Hello."\n', []),
    ],
)
def test_what_is_planned(text: str, planned: list[Work]) -> None:
    assert list(Progress(compiled(text)).planned) == planned


def test_a_set_is_done_with_its_last_repetition() -> None:
    timeline = compiled(NOD)
    progress, all_reps = Progress(timeline), reps(timeline)
    assert progress.done([]) == ()
    assert progress.done(all_reps[:1]) == (Work("Nod", 0, 1),)
    assert progress.done(all_reps[:2]) == (Work("Nod", 1, 2),)
    assert progress.done(all_reps[:3]) == (Work("Nod", 1, 3),)
    assert progress.done(all_reps) == progress.planned


def test_other_units_do_not_count() -> None:
    timeline = compiled(NOD + PRESS)
    others = set(range(len(timeline.unit_places))) - set(reps(timeline))
    assert Progress(timeline).done(others) == ()


def test_a_set_with_two_sides_is_done_with_the_second() -> None:
    timeline = compiled(SIDES)
    progress = Progress(timeline)
    assert progress.done(units(timeline, set=1, side="left")) == (Work("Bend", 0, 2),)
    assert progress.done(units(timeline, set=1)) == (Work("Bend", 1, 4),)


def test_repetitions_that_were_skipped_are_not_done() -> None:
    timeline = compiled(NOD)
    progress = Progress(timeline)
    assert progress.done(units(timeline, rep=2)) == (Work("Nod", 3, 3),), "the last of each set"
    assert progress.done(units(timeline, rep=1)) == (Work("Nod", 0, 3),), "the first of each set"


# --- where it goes on --------------------------------------------------------------------------------


@pytest.mark.parametrize(("sets", "number"), [(0, 1), (1, 2), (2, 3), (3, None)])
def test_the_next_set(sets: int, number: int | None) -> None:
    timeline = compiled(NOD)
    found = Progress(timeline).next_set([Work("Nod", sets, 2 * sets)])
    assert (found.number if found else None) == number
    if found:
        place = timeline.unit_places[found.start]
        assert (place.step, place.set) == ("set", number)


def test_the_next_set_of_a_day_is_called_by_its_number() -> None:
    timeline = compiled(NOD, Dose(sets=(("", 2),), first_set=2, of=3))
    found = Progress(timeline).next_set([Work("Nod", 1, 2)])
    assert found is not None
    assert found.number == 3


@pytest.mark.parametrize(
    ("done", "exercise", "number"),
    [
        ([], "Nod", 1),
        ([Work("Nod", 2, 5)], "Nod", 3),
        ([Work("Nod", 3, 6)], "Press", 1),
        ([Work("Nod", 3, 6), Work("Press", 0, 2)], "Press", 1),
        ([Work("Nod", 2, 4), Work("Press", 1, 3)], "Nod", 3),
        ([Work("Another", 9, 9)], "Nod", 1),
    ],
)
def test_the_next_set_among_several_exercises(done: Collection[Work], exercise: str, number: int) -> None:
    timeline = compiled(NOD + PRESS)
    found = Progress(timeline).next_set(done)
    assert found is not None
    assert (timeline.unit_places[found.start].exercise, found.exercise, found.number) == (exercise, exercise, number)


def test_the_next_set_in_a_repeat_is_that_of_the_next_round() -> None:
    timeline = compiled("repeat 2 times\n" + "".join(f"  {line}\n" for line in (NOD + PRESS).splitlines()))
    found = Progress(timeline).next_set([Work("Nod", 3, 6), Work("Press", 1, 3)])
    assert found is not None
    assert (found.exercise, found.number) == ("Nod", 1)
    assert found.reps == tuple(reps(timeline)[9:11])


def test_a_set_that_is_the_first_of_its_exercise_begins_with_the_words_that_introduce_it() -> None:
    timeline = compiled(NOD + PRESS.replace("1 set", '1 set\n  intro\n    say "Sit."'))
    found = Progress(timeline).next_set([Work("Nod", 3, 6)])
    assert found is not None
    said = [event.text for event in timeline.events if event.place.unit >= found.start and event.kind == "speech"]
    assert said[:3] == ["Press", "Sit.", "Three repetitions."]
    second = Progress(timeline).next_set([Work("Nod", 1, 2)])
    assert second is not None
    assert timeline.unit_places[second.start].step == "set"


def test_all_done_leaves_no_next_set() -> None:
    progress = Progress(compiled(NOD + PRESS))
    assert progress.next_set(progress.planned) is None


# --- any routine -------------------------------------------------------------------------------------


@settings(max_examples=40, deadline=None)
@given(routines(), st.data())
def test_what_is_done_never_passes_what_is_planned(routine: Routine, data: st.DataObject) -> None:
    timeline = compile_routine(routine, Dose(), words, for_file=False)
    progress = Progress(timeline)
    completed = data.draw(st.sets(st.integers(0, len(timeline.unit_places) - 1)))
    planned = {work.exercise: work for work in progress.planned}
    assert sum(work.reps for work in progress.planned) == len(reps(timeline)) == len(progress.reps)
    for work in progress.done(completed):
        assert 0 <= work.sets <= planned[work.exercise].sets
        assert work.sets <= work.reps <= planned[work.exercise].reps
    assert progress.done(range(len(timeline.unit_places))) == progress.planned
    more = completed | {data.draw(st.integers(0, len(timeline.unit_places) - 1))}
    assert _total(progress.done(completed)) <= _total(progress.done(more))


@settings(max_examples=40, deadline=None)
@given(routines(), st.integers(0, 200))
def test_going_on_at_the_next_set_completes_what_is_planned(routine: Routine, stop: int) -> None:
    """Play to some unit, go on from the next set: each exercise has all its sets then."""
    timeline = compile_routine(routine, Dose(), words, for_file=False)
    progress = Progress(timeline)
    first = progress.done(range(min(stop, len(timeline.unit_places))))
    found = progress.next_set(first)
    second = progress.done(range(found.start, len(timeline.unit_places))) if found else ()
    sets = {work.exercise: work.sets for work in together(first, second)}
    assert sets == {work.exercise: work.sets for work in progress.planned}


def _total(works: Collection[Work]) -> tuple[int, int]:
    return sum(work.sets for work in works), sum(work.reps for work in works)


def test_together() -> None:
    assert together((), ()) == ()
    assert together((Work("A", 1, 3),), (Work("B", 0, 1), Work("A", 2, 4))) == (Work("A", 3, 7), Work("B", 0, 1))
