"""Where "next" leads: from one unit of a timeline to another."""

from functools import lru_cache

from voicecoach.timeline.models import Place, Timeline


def next_unit(timeline: Timeline, unit: int) -> int | None:
    """The unit after this one, or None at the end."""
    return unit + 1 if unit + 1 < len(timeline.unit_starts) else None


def next_set(timeline: Timeline, unit: int) -> int | None:
    """The beginning of the next set; from the last set of an exercise, what follows the exercise."""
    places = _unit_places(timeline)
    here = places[unit]
    in_exercise = here.set is not None
    for later in range(unit + 1, len(places)):
        place = places[later]
        if place.step == "set" or (in_exercise and place.set is None):
            return later
    return None


@lru_cache(maxsize=1)
def _unit_places(timeline: Timeline) -> tuple[Place, ...]:
    """The place of each unit's first event."""
    places: list[Place] = []
    for event in timeline.events:
        if event.place.unit == len(places):
            places.append(event.place)
    return tuple(places)
