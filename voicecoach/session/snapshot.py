"""What can be told of a session at one moment."""

from dataclasses import dataclass
from typing import Literal

from voicecoach.timeline.models import Event

State = Literal["playing", "paused", "asking", "ending", "ended"]


@dataclass(frozen=True, slots=True)
class Silence:
    """A silence in which the listener may speak, and how long it still is (ms).

    Two of a kind with the same `number` are parts of one rest, or of a pause up to the reminder that it is one.
    """

    kind: Literal["rest", "pause"]
    number: int
    left: int


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is playing: `event` of the timeline, `left` of its `length` ms, and whether it is paused."""

    event: Event
    left: int
    length: int
    state: State
