"""What sounds next, and what can be told of it.

The playback is the source of the one stream that plays during a session. It reads the rendering at a
cursor; a pause does not stop the stream, it makes it silent. What the coach says in between ("Paused.
Relax.") is an aside: samples that are heard before anything goes on. Whatever is broken off goes on from
the beginning of its unit, for the head has left its place.

At a halt the coach has the word: the rendering stands still, and only asides are heard.

The player's thread calls `read`; all else is called by the session.
"""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import Rendering
from voicecoach.journal.models import Ending
from voicecoach.language.spoken import Spoken
from voicecoach.session.asides import FADE, Asides
from voicecoach.session.cursor import Cursor
from voicecoach.session.ear import Ear
from voicecoach.session.halts import Halt
from voicecoach.session.snapshot import Silence, Snapshot, State
from voicecoach.timeline.models import Timeline

REMIND = SAMPLE_RATE * 60
"""Samples of a pause after which it is told that it is one: no silence is left unexplained."""


class Playback:
    """Plays one rendering; `clip` gives the samples of the sentences that `table` has for a session."""

    def __init__(
        self, rendering: Rendering, clip: Callable[[str], Samples], table: Spoken, halts: Sequence[Halt] = ()
    ) -> None:
        # at hand whatever happens to the cache: a key must be answered at once, and a failure above all
        self._spoken = {text: clip(text) for text in table.session_texts()}
        self._clip = clip
        self.table = table
        self._state: State = "playing"
        self._asides = Asides()
        self._held = 0
        self.ear = Ear()
        self._lock = Lock()
        self.ending: Ending = "done"
        self.pauses = 0
        self._reminders = 0
        self.load(rendering, halts)

    def load(self, rendering: Rendering, halts: Sequence[Halt], unit: int = 0) -> None:
        """Play another rendering instead, from the beginning of a unit."""
        self._cursor = Cursor(rendering, unit)
        self._halts = deque(halts)

    @property
    def timeline(self) -> Timeline:
        """What is played."""
        return self._cursor.timeline

    @property
    def completed(self) -> set[int]:
        """The units that have been played to their end."""
        return self._cursor.completed

    def read(self, frames: int) -> Samples | None:
        """The next samples; never across the end of a unit, so that it is known in which each was."""
        with self._lock:
            unit, aside = self._cursor.unit, bool(self._asides)
            samples = self._asides.read(frames) if aside else self._read(frames)
            if samples is not None:
                self.ear.take(len(samples), unit, aside=aside)
            return samples

    def _read(self, frames: int) -> Samples | None:
        if self._state == "paused":
            return self._read_pause(frames)
        self._stop_at_halt()
        if self._state == "asking":
            return np.zeros(frames, np.int16)
        if self._state != "playing" or self._cursor.at_end:
            self._state = "ended"
            return None
        return self._cursor.read(frames)

    def _read_pause(self, frames: int) -> Samples:
        self._held += frames
        if self._held >= REMIND:
            self._held = 0
            self._reminders += 1
            self._asides.put(self._spoken[self.table.still_paused])
        return np.zeros(frames, np.int16)

    def snapshot(self) -> Snapshot:
        """What is playing now."""
        with self._lock:
            self._stop_at_halt()
            return Snapshot(self._cursor.event, self._cursor.left, self.timeline.length, self._state)

    def prepare(self) -> None:
        """Have the next ten seconds in memory, so that the player does not wait for the disk."""
        self._cursor.prepare(10 * SAMPLE_RATE)

    @property
    def halt(self) -> Halt | None:
        """Where the coach has the word now, if it has."""
        with self._lock:
            self._stop_at_halt()
            return self._halts[0] if self._state == "asking" else None

    @property
    def silence(self) -> Silence | None:
        """The silence that is heard now, None where there is none: it is in a rest, or in a pause."""
        with self._lock:
            if self._asides or self.ear.hearing_aside:
                return None
            if self._state == "paused":
                return Silence("pause", self.pauses + self._reminders, (REMIND - self._held) * 1000 // SAMPLE_RATE)
            event, now = self._cursor.event, self._cursor.ms
            heard_from = event.start + self.ear.latency * 1000
            resting = event.kind == "silence" and event.place.step == "rest"
            if self._state != "playing" or not resting or now < heard_from:
                return None
            return Silence("rest", self._cursor.unit, round(event.start + event.length - now))

    @property
    def speaking(self) -> bool:
        """Whether something that the coach said is still to be heard."""
        with self._lock:
            return bool(self._asides) or self.ear.hearing_aside

    def _stop_at_halt(self) -> None:
        if self._state == "playing" and self._halts and self._cursor.ms >= self._halts[0].start:
            self._state = "asking"

    def _interrupt(self, *texts: str) -> None:
        """Let what sounds die away, then speak `texts`."""
        self.ear.forget()
        playing = self._state == "playing"
        self._asides.interrupt(self._cursor.peek(FADE) if playing else np.zeros(0, np.int16))
        self._asides.put(*(self._spoken[text] for text in texts))

    def _unit(self) -> int:
        """The unit that is being heard, which the cursor may have left."""
        unit = self.ear.unit
        return self._cursor.unit if unit is None else unit
