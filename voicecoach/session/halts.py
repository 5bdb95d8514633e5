"""Where a session stands still and the coach talks: a live ask takes as long as it takes."""

from dataclasses import dataclass
from typing import Literal

from voicecoach.timeline.models import Timeline

HaltName = Literal["start", "before", "after"]


@dataclass(frozen=True, slots=True)
class Halt:
    """The rendering stops at `start` and goes on at `stop` (ms): what lies between is the file's way of asking."""

    name: HaltName
    start: int
    stop: int


START = Halt("start", 0, 0)
"""Ahead of everything: what is left over from earlier sessions."""


def halts_of(timeline: Timeline) -> tuple[Halt, ...]:
    """The halts of every session: before the exercises and after them, with the routine's questions or without."""
    found: dict[str, Halt] = {}
    for segment in timeline.segments:
        if segment.ask is not None and segment.ask.time != "later":
            time = segment.ask.time
            found.setdefault(time, Halt(time, segment.start, segment.start + segment.length))
    opening = next((each for each in timeline.events if each.place.step not in ("lead", "opening")), None)
    start = timeline.length if opening is None else opening.start
    end = timeline.length
    before = found.get("before", Halt("before", start, start))
    after = found.get("after", Halt("after", end, end))
    return (before, after)
