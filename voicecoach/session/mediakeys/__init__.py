"""Media keys: the buttons of a headset or a keyboard, which the desktop hands on to whatever plays.

On Linux that is MPRIS, on the session's D-Bus. `remote.py` keeps the connection in a thread of its own, `mpris.py` is
what the desktop sees of us, and `beside.py` puts both beside the keyboard and the screen of a session, which knows
nothing of it but the names of these keys: `toggle`, `play`, `pause`, `next` and `previous`.
"""

from collections.abc import Mapping, Set
from dataclasses import dataclass
from typing import Literal

from voicecoach.session.snapshot import Snapshot, State
from voicecoach.timeline.models import Place

IN_QUESTIONS: Mapping[str, str] = {"toggle": "r", "play": "r", "pause": "r", "previous": "r", "next": "x"}
"""What they are where the coach has the word: the question again, or passed over. None of them is ever an answer."""

ALREADY: Set[tuple[str, State]] = {("play", "playing"), ("pause", "paused")}
"""Keys that ask for what is so already. Otherwise these two are `toggle`, as every key is that has no other meaning."""

Status = Literal["Playing", "Paused", "Stopped"]

_STATUS: Mapping[State, Status] = {
    "playing": "Playing", "paused": "Paused", "asking": "Playing", "ending": "Stopped", "ended": "Stopped",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Showing:
    """What the desktop is to show: the routine, where in it we are, and how long the whole is (ms)."""

    status: Status = "Stopped"
    routine: str = ""
    where: str = ""
    length: int = 0


def showing(snapshot: Snapshot, routine: str) -> Showing:
    """What the desktop is to show of a session."""
    where = "" if snapshot.state == "asking" else _where(snapshot.event.place)
    return Showing(_STATUS[snapshot.state], routine, where or routine, snapshot.length)


def _where(place: Place) -> str:
    if place.set is None:
        return ""
    set_ = f"Set {place.set} of {place.sets}"
    if place.rep is not None:
        return f"{set_}, repetition {place.rep} of {place.reps}"
    return f"{set_}, rest" if place.step == "rest" else set_
