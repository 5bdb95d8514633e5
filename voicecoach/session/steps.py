"""Where "next" leads: from one unit of a timeline to another."""

from voicecoach.timeline.models import Timeline


def next_unit(timeline: Timeline, unit: int) -> int | None:
    """The unit after this one, or None at the end."""
    return unit + 1 if unit + 1 < len(timeline.unit_starts) else None


def next_set(timeline: Timeline, unit: int) -> int | None:
    """The beginning of the next set; from the last of an exercise, what follows it; before no more, the next unit."""
    places = timeline.unit_places
    here = places[unit]
    in_exercise = here.set is not None
    for later in range(unit + 1, len(places)):
        place = places[later]
        if place.step == "set" or (in_exercise and place.set is None):
            return later
    return next_unit(timeline, unit)
