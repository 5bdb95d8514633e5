"""How much of a timeline has been done: sets and repetitions of each exercise, from the units that were played."""

from collections.abc import Collection
from dataclasses import dataclass

from voicecoach.journal.models import Work
from voicecoach.timeline.models import Timeline


@dataclass(frozen=True, slots=True)
class Set:
    """One set as it comes up in running order: its spoken number, the unit in which it begins, and its repetitions.

    The first of an exercise begins with the words that introduce it.
    """

    exercise: str
    number: int
    start: int
    reps: tuple[int, ...]


class Progress:
    """The sets of one timeline. A set is done when its last repetition has been played to its end."""

    def __init__(self, timeline: Timeline) -> None:
        self._sets: list[Set] = []
        reps: list[int] = []
        places = timeline.unit_places
        for unit, place in enumerate(places):
            if place.step == "set":
                start, reps = unit, []
                while start and places[start - 1].step == "intro":
                    start -= 1
            elif place.step == "rep":
                reps.append(unit)
                following = places[unit + 1] if unit + 1 < len(places) else None
                if following is None or following.step not in ("rep", "side"):
                    self._sets.append(Set(place.exercise, place.set or 1, start, tuple(reps)))
        self.reps = frozenset(rep for each in self._sets for rep in each.reps)
        """The units that are repetitions."""

    @property
    def planned(self) -> tuple[Work, ...]:
        """All of it."""
        return self.done(self.reps)

    def done(self, completed: Collection[int]) -> tuple[Work, ...]:
        """What has been done, when these units have been played to their end; exercises in running order."""
        work: dict[str, Work] = {}
        for each in self._sets:
            so_far = work.get(each.exercise, Work(each.exercise, 0, 0))
            reps = sum(rep in completed for rep in each.reps)
            work[each.exercise] = Work(
                each.exercise, so_far.sets + (each.reps[-1] in completed), so_far.reps + reps
            )  # fmt: skip
        return tuple(each for each in work.values() if each.reps)

    def next_set(self, done: Collection[Work]) -> "Set | None":
        """The first set that is not among `done`; None where all are."""
        left = {work.exercise: work.sets for work in done}
        for each in self._sets:
            if not left.get(each.exercise):
                return each
            left[each.exercise] -= 1
        return None


def together(*parts: Collection[Work]) -> tuple[Work, ...]:
    """The work of several stretches of one session."""
    sums: dict[str, Work] = {}
    for work in (each for part in parts for each in part):
        so_far = sums.get(work.exercise, Work(work.exercise, 0, 0))
        sums[work.exercise] = Work(work.exercise, so_far.sets + work.sets, so_far.reps + work.reps)
    return tuple(sums.values())
