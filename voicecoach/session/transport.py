"""The cursor and the flag: what sounds next, and what each key makes of it.

The transport is the source of the one stream that plays during a session. It reads the rendering at a
cursor; a pause does not stop the stream, it makes it silent. What the coach says in between ("Paused.
Relax.") is an aside: samples that are heard before anything goes on. Whatever is broken off goes on from
the beginning of its unit, for the head has left its place.

The player's thread calls `read`; all else is called by the session.
"""

from bisect import bisect_right
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import Literal

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import PER_MS, Rendering
from voicecoach.language.spoken import Spoken
from voicecoach.session.steps import next_set, next_unit
from voicecoach.timeline.models import Event

State = Literal["playing", "paused", "ending", "ended"]
Ending = Literal["done", "early", "pain", "interrupted", "failed"]

FADE = SAMPLE_RATE // 50
"""Samples in which an interrupted sound dies away: 20 ms, so that it does not click."""

BREATH = SAMPLE_RATE * 4 // 10
"""Samples of silence between an aside and what it stands before or after: 400 ms."""

REMIND = SAMPLE_RATE * 60
"""Samples of a pause after which it is told that it is one: no silence is left unexplained."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What is playing: `event` of the timeline, `left` ms to its end, and whether it is paused."""

    event: Event
    left: int
    state: State


class Transport:
    """Plays one rendering; `clip` gives the samples of the sentences that `table` has for a session."""

    def __init__(self, rendering: Rendering, clip: Callable[[str], Samples], table: Spoken) -> None:
        self._rendering = rendering
        self._timeline = rendering.timeline
        # at hand whatever happens to the cache: a key must be answered at once, and a failure above all
        self._spoken = {text: clip(text) for text in table.session_texts()}
        self._table = table
        self._unit_starts = [start * PER_MS for start in self._timeline.unit_starts]
        self._cursor = 0
        self._state: State = "playing"
        self._aside: deque[Samples] = deque()
        self._held = 0
        self._given = 0
        self._recent: deque[tuple[int, int]] = deque()
        self._lock = Lock()
        self.ending: Ending = "done"
        self.latency = 0.0
        """Seconds between a read and its being heard: how far the cursor is ahead of the ear."""

    # --- the player's side ---------------------------------------------------------------------

    def read(self, frames: int) -> Samples | None:
        """The next samples; never across the end of a unit, so that it is known in which each was."""
        with self._lock:
            unit = self._cursor_unit()
            samples = self._read(frames)
            if samples is not None:
                self._given += len(samples)
                self._recent.append((self._given, unit))
                while self._recent and self._recent[0][0] <= self._given - self.latency * SAMPLE_RATE:
                    self._recent.popleft()  # it has been heard
            return samples

    def _read(self, frames: int) -> Samples | None:
        if self._aside:
            return self._read_aside(frames)
        if self._state == "paused":
            return self._read_pause(frames)
        if self._state != "playing" or self._cursor >= self._rendering.length:
            self._state = "ended"
            return None
        block = self._rendering.read(self._cursor, min(frames, self._unit_end() - self._cursor))
        self._cursor += len(block)
        return block

    def _read_aside(self, frames: int) -> Samples:
        samples = self._aside.popleft()
        if len(samples) > frames:
            self._aside.appendleft(samples[frames:])
        return samples[:frames]

    def _read_pause(self, frames: int) -> Samples:
        self._held += frames
        if self._held >= REMIND:
            self._held = 0
            self._aside.append(self._spoken[self._table.still_paused])
        return np.zeros(frames, np.int16)

    # --- the session's side --------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """What is playing now."""
        with self._lock:
            return Snapshot(
                self._rendering.event_at(self._cursor),
                (self._rendering.length - self._cursor) // PER_MS,
                self._state,
            )

    def prepare(self) -> None:
        """Have the next ten seconds in memory, so that the player does not wait for the disk."""
        self._rendering.prepare(self._cursor, 10 * SAMPLE_RATE)

    def toggle(self) -> None:
        """Pause, or go on from the beginning of what was interrupted."""
        if self._state == "paused":
            self.again()
        else:
            self.pause()

    def pause(self) -> None:
        """Pause and say so."""
        with self._lock:
            if self._state == "playing":
                self._stand_at(self._unit(), self._table.paused)
                self._state = "paused"
                self._held = 0

    def again(self) -> None:
        """Start this repetition, or other step, again."""
        self._go_to(lambda unit: unit)

    def next(self) -> None:
        """Go to the next repetition or other step."""
        self._go_to(lambda unit: next_unit(self._timeline, unit))

    def next_set(self) -> None:
        """Go to the next set, or past the exercise in its last."""
        self._go_to(lambda unit: next_set(self._timeline, unit))

    def tell_keys(self) -> None:
        """Say what the keys do, then go on from the beginning of what was interrupted."""
        with self._lock:
            if self._state == "playing":
                self._stand_at(self._unit(), self._table.keys, self._table.ready)
            elif self._state == "paused":
                self._interrupt(self._table.keys)

    def end(self, ending: Ending) -> None:
        """End the session and say so."""
        words = {
            "done": self._table.no_further,
            "early": self._table.ended_early,
            "pain": self._table.ended_for_pain,
            "interrupted": self._table.interrupted,
            "failed": self._table.failed,
        }
        with self._lock:
            if self._state in ("playing", "paused"):
                if ending == "failed":
                    self._state = "paused"  # nothing more is read of the rendering, not even to let it die away
                self._interrupt(words[ending])
                self._state = "ending"
                self.ending = ending

    def sound_lost(self) -> None:
        """The output went away: what was interrupted is to begin again, and nothing of it is heard before."""
        with self._lock:
            self._stand_at(self._unit())
            self._aside = deque([np.zeros(BREATH, np.int16)])

    def sound_back(self) -> None:
        """The output is there again: say so, then go on, or stay paused."""
        with self._lock:
            then = self._table.paused if self._state == "paused" else self._table.ready
            self._interrupt(self._table.sound_is_back, then)

    def _go_to(self, find: Callable[[int], int | None]) -> None:
        """Go on from the beginning of the unit that is found from the one being heard; without one, end."""
        with self._lock:
            unit = find(self._unit())
            if unit is not None:
                if self._state == "paused":
                    self._stand_at(unit, self._table.ready)
                    self._state = "playing"
                elif self._state == "playing":
                    self._stand_at(unit)
                return
        self.end("done")

    def _stand_at(self, unit: int, *texts: str) -> None:
        """Break off, speak `texts`, and be at the beginning of `unit` then."""
        self._interrupt(*texts)
        self._cursor = self._unit_starts[unit]

    def _interrupt(self, *texts: str) -> None:
        """Let what sounds die away, then speak `texts`."""
        self._recent.clear()
        sounding = np.zeros(0, np.int16)
        if self._aside:
            sounding = self._aside[0][:FADE]
        elif self._state == "playing":
            sounding = self._rendering.read(self._cursor, FADE)
        fading = (sounding * np.linspace(1, 0, len(sounding))).astype(np.int16)
        silence = np.zeros(BREATH, np.int16)
        self._aside = deque([fading, silence] if len(fading) else [silence])
        for text in texts:
            self._aside += [self._spoken[text], silence]

    def _unit(self) -> int:
        """The unit that is being heard, which the cursor may have left."""
        return self._recent[0][1] if self._recent else self._cursor_unit()

    def _cursor_unit(self) -> int:
        return max(0, bisect_right(self._unit_starts, min(self._cursor, self._rendering.length - 1)) - 1)

    def _unit_end(self) -> int:
        unit = self._cursor_unit()
        return self._unit_starts[unit + 1] if unit + 1 < len(self._unit_starts) else self._rendering.length
