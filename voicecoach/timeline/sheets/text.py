"""The cue sheet for people: every event, with chapters as headings."""

from collections.abc import Iterator

from voicecoach.timeline.models import Event, Place, Plan, Timeline
from voicecoach.timeline.sheets.moment import clock, seconds


def to_text(timeline: Timeline) -> str:
    """Title, dose, then a line an event: time, kind, length in seconds, place, words."""
    return "\n".join(_lines(timeline)) + "\n"


def describe(plan: Plan) -> str:
    """A dose in words: `5 sets of 10 reps, rest 30 s`."""
    unit = plan.unit[:-1] if plan.reps == 1 else plan.unit
    words = f"{plan.sets} set{'' if plan.sets == 1 else 's'} of {plan.reps} {unit}"
    if plan.rest is not None and plan.sets > 1:
        words += f", rest {seconds(plan.rest)} s"
    if plan.of != plan.sets:
        words += f", from set {plan.first_set} of {plan.of}"
    return words


def where(place: Place) -> str:
    """A place in words: `set 2, rep 3, left, extend`."""
    if place.step in ("set", "side", "rest", "rep") and place.set is not None:
        parts = [f"set {place.set}"]
        parts += [f"rep {place.rep}"] if place.rep is not None else [place.step] if place.step != "set" else []
        parts += [each for each in (place.side, place.phase) if each]
        return ", ".join(parts)
    return place.step


def _lines(timeline: Timeline) -> Iterator[str]:
    yield timeline.title
    for plan in timeline.plans:
        yield f"{plan.exercise}: {describe(plan)}"
    pace = "" if timeline.pace == 1 else f", pace {timeline.pace:g}"
    yield f"{clock(timeline.length)} in all{pace}"
    chapters = list(reversed(timeline.chapters))
    width = max(len(where(event.place)) for event in timeline.events)
    for event in timeline.events:
        while chapters and chapters[-1].start <= event.start:
            yield ""
            yield f"== {chapters.pop().title}"
        yield _line(event, width)


def _line(event: Event, width: int) -> str:
    length = f"{event.length / 1000:.3f}"
    return (
        f"{clock(event.start):>11}  {event.kind:<7} {length:>9}  {where(event.place):<{width}}  {event.text}".rstrip()
    )
