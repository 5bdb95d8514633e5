"""What can be seen while it plays: a picture on a terminal, plain lines elsewhere."""

import contextlib
from typing import Protocol, TextIO

from voicecoach.session.snapshot import Snapshot
from voicecoach.timeline.models import Event, Timeline
from voicecoach.timeline.sheets.moment import clock
from voicecoach.timeline.sheets.text import where

KEYS = "space pause   ← r again   → n next   s next set   p pain   q end   ? keys aloud"


class Screen(Protocol):
    """Shows a session."""

    def show(self, snapshot: Snapshot) -> None:
        """Show what is playing."""

    def tell(self, message: str) -> None:
        """Show something that the listener should read if they can."""

    def warn(self, message: str) -> None:
        """Show something that must be noticed with closed eyes, too: a terminal rings its bell."""

    def hint(self, keys: str) -> None:
        """Show which keys count now."""

    def close(self) -> None:
        """Leave the screen in order."""


class PlainScreen:
    """A line for each cue, as it begins."""

    def __init__(self, timeline: Timeline, out: TextIO) -> None:
        self._out = out
        self._shown: Event | None = None
        self._paused = False
        self.tell(timeline.title)

    def show(self, snapshot: Snapshot) -> None:
        paused = snapshot.state == "paused"
        if paused != self._paused:
            self._paused = paused
            self.tell("paused" if paused else "going on")
        event = snapshot.event
        if event is not self._shown and snapshot.state == "playing":
            self._shown = event
            if event.kind != "silence":
                words = event.text if event.kind == "speech" else f"({event.text})"
                self.tell(f"{clock(event.start)[:-2]}  {where(event.place)}: {words}")

    def tell(self, message: str) -> None:
        # whoever read it may have gone; what is heard goes on all the same
        with contextlib.suppress(OSError, ValueError):
            print(message, file=self._out, flush=True)  # it is the screen's own stream

    def warn(self, message: str) -> None:
        self.tell(message)

    def hint(self, keys: str) -> None:
        if keys not in ("", KEYS):
            self.tell(f"  [{keys}]")

    def close(self) -> None:
        pass


class TerminalScreen:
    """Routine, set, repetition, phase and time left, redrawn in place."""

    def __init__(self, timeline: Timeline, out: TextIO) -> None:
        from rich.console import Console
        from rich.live import Live

        self._title = timeline.title
        self._said = ""
        self._unit = 0
        self._console = Console(file=out)
        self._live = Live(console=self._console, auto_refresh=False, transient=False)
        self._live.start()
        self._keys = KEYS
        self._drawn: tuple[object, ...] = ()

    def show(self, snapshot: Snapshot) -> None:
        drawn = (snapshot.event, snapshot.left // 1000, snapshot.state, self._keys)
        if drawn != self._drawn:
            self._drawn = drawn
            with contextlib.suppress(OSError):  # the terminal may have gone; what is heard goes on all the same
                self._draw(snapshot)

    def tell(self, message: str) -> None:
        with contextlib.suppress(OSError):
            self._live.console.print(message, highlight=False, markup=False)

    def warn(self, message: str) -> None:
        self.tell(message)
        with contextlib.suppress(OSError):
            self._live.console.bell()

    def hint(self, keys: str) -> None:
        self._keys = keys

    def close(self) -> None:
        with contextlib.suppress(OSError):
            self._live.stop()

    def _draw(self, snapshot: Snapshot) -> None:
        from rich.console import Group
        from rich.progress_bar import ProgressBar
        from rich.table import Table
        from rich.text import Text

        event, place = snapshot.event, snapshot.event.place
        if snapshot.state in ("asking", "ending", "ended"):  # what is said then stands above
            self._live.update(Text(self._keys if snapshot.state == "asking" else "", style="dim"), refresh=True)
            return
        if place.unit != self._unit:
            self._unit, self._said = place.unit, ""
        if event.kind == "speech":
            self._said = event.text
        where_now = [place.exercise] if place.exercise else []
        if place.set is not None:
            where_now.append(f"Set {place.set} of {place.sets}")
        if place.rep is not None:
            where_now.append(f"Rep {place.rep} of {place.reps}")
        if place.side:
            where_now.append(place.side)
        phase = "PAUSED" if snapshot.state == "paused" else (place.phase or place.step).upper()
        seconds = snapshot.left // 1000
        progress = Table.grid(padding=(0, 1))
        progress.add_row(
            ProgressBar(total=snapshot.length, completed=snapshot.length - snapshot.left, width=56),
            f"{seconds // 60}:{seconds % 60:02} left",
        )
        self._live.update(
            Group(
                Text(self._title, style="bold"),
                Text(" · ".join(where_now)),
                Text.assemble((phase, "bold reverse" if snapshot.state == "paused" else "bold"), "  ", self._said),
                progress,
                Text(self._keys, style="dim"),
            ),
            refresh=True,
        )


def open_screen(timeline: Timeline, out: TextIO, terminal: str) -> Screen:
    """The screen that suits the output; `terminal` is its kind, as TERM tells it."""
    drawn = out.isatty() and terminal not in ("dumb", "unknown")
    return TerminalScreen(timeline, out) if drawn else PlainScreen(timeline, out)
