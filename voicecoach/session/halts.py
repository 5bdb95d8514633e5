"""Where a session stands still and the coach talks: a live ask takes as long as it takes."""

from dataclasses import dataclass
from typing import Literal

from voicecoach.timeline.models import Timeline

HaltName = Literal["start", "before", "passed", "after"]
"""`passed` is a place where nothing is said: the questions that stand there have been asked already."""


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

    Safety comes ahead of the first exercise, wherever the routine's questions stand.
    """
    asks = {segment.ask.time: segment for segment in timeline.segments if segment.ask is not None}
    opened = next((e.start for e in timeline.events if e.place.step not in ("lead", "opening")), timeline.length)
    exercised = next((e.start for e in timeline.events if e.place.step in ("intro", "set")), timeline.length)
    before = [Halt("before", opened, opened)]
    if "before" in asks:
        start, stop = asks["before"].start, asks["before"].start + asks["before"].length
        late = start > exercised
        before = [*before, Halt("passed", start, stop)] if late else [Halt("before", start, stop)]
    after = Halt("after", timeline.length, timeline.length)
    if "after" in asks:
        after = Halt("after", asks["after"].start, asks["after"].start + asks["after"].length)
    return tuple(sorted((*before, after), key=lambda halt: halt.start))
