"""Where a session stands still and the coach talks: a live ask takes as long as it takes."""

from dataclasses import dataclass
from typing import Literal

from voicecoach.timeline.models import Timeline

HaltName = Literal["start", "before", "passed", "called", "unclear", "after"]
"""`passed` is a place where nothing is said: the questions that stand there have been asked already. `called` is where
the listener has said stop, `unclear` where something was said that may have been one."""


@dataclass(frozen=True, slots=True)
class Halt:
    """The rendering stops at `start` and goes on at `stop` (ms): what lies between is the file's way of asking."""

    name: HaltName
    start: int
    stop: int


START = Halt("start", 0, 0)
"""Ahead of everything: what is left over from earlier sessions."""


def halts_of(timeline: Timeline) -> tuple[Halt, ...]:
    """The halts of every session: before the exercises and after them, with the routine's questions or without.

    Safety comes ahead of the first exercise and after the last, wherever the routine's questions stand.
    """
    asks = {segment.ask.time: segment for segment in timeline.segments if segment.ask is not None}
    end = timeline.length
    opened = next((e.start for e in timeline.events if e.place.step not in ("lead", "opening")), end)
    exercised = [e.start for e in timeline.events if e.place.step in ("intro", "set")] or [end]
    before, after = Halt("before", opened, opened), Halt("after", end, end)
    halts = []
    for segment in asks.values():
        start, stop = segment.start, segment.start + segment.length
        if segment is asks.get("before") and start < exercised[0]:
            before = Halt("before", start, stop)
        elif segment is asks.get("after") and start > exercised[-1]:
            after = Halt("after", start, stop)
        else:
            halts.append(Halt("passed", start, stop))
    return tuple(sorted((before, *halts, after), key=lambda halt: halt.start))
