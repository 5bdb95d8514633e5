"""The cursor and the flag: what sounds next, and what each key makes of it.

The transport is the source of the one stream that plays during a session. It reads the rendering at a
cursor; a pause does not stop the stream, it makes it silent. What the coach says in between ("Paused.
Relax.") is an aside: samples that are heard before anything goes on. Whatever is broken off goes on from
the beginning of its unit, for the head has left its place.

At a halt the coach has the word: the rendering stands still, and only asides are heard until `go_on`.

The player's thread calls `read`; all else is called by the session.
"""

from collections import deque
from collections.abc import Callable, Sequence
from threading import Lock

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import Rendering
from voicecoach.audio.tones import tone
from voicecoach.journal.models import Ending
from voicecoach.language.models import ToneName
from voicecoach.language.spoken import Spoken
from voicecoach.session.asides import FADE, Asides
from voicecoach.session.cursor import Cursor
from voicecoach.session.ear import Ear
from voicecoach.session.halts import Halt
from voicecoach.session.phrases import last_words
from voicecoach.session.snapshot import Snapshot, State
from voicecoach.session.steps import next_set, next_unit
from voicecoach.timeline.models import Timeline

REMIND = SAMPLE_RATE * 60
"""Samples of a pause after which it is told that it is one: no silence is left unexplained."""


class Transport:
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

    # --- the player's side ---------------------------------------------------------------------

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
            self._asides.put(self._spoken[self.table.still_paused])
        return np.zeros(frames, np.int16)

    # --- the session's side --------------------------------------------------------------------

    def snapshot(self) -> Snapshot:
        """What is playing now."""
        with self._lock:
            self._stop_at_halt()
            return Snapshot(self._cursor.event, self._cursor.left, self.timeline.length, self._state)

    def prepare(self) -> None:
        """Have the next ten seconds in memory, so that the player does not wait for the disk."""
        self._cursor.prepare(10 * SAMPLE_RATE)

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
                self._stand_at(self._unit(), self.table.paused)
                self._state = "paused"
                self._held = 0
                self.pauses += 1

    def again(self) -> None:
        """Start this repetition, or other step, again."""
        self._go_to(lambda unit: unit)

    def next(self) -> None:
        """Go to the next repetition or other step."""
        self._go_to(lambda unit: next_unit(self.timeline, unit))

    def next_set(self) -> None:
        """Go to the next set, or past the exercise in its last."""
        self._go_to(lambda unit: next_set(self.timeline, unit))

    def tell_keys(self) -> None:
        """Say what the keys do, then go on from the beginning of what was interrupted."""
        with self._lock:
            if self._state == "playing":
                self._stand_at(self._unit(), self.table.keys, self.table.ready)
            elif self._state == "paused":
                self._interrupt(self.table.keys)

    # --- the coach's side ----------------------------------------------------------------------

    @property
    def halt(self) -> Halt | None:
        """Where the coach has the word now, if it has."""
        with self._lock:
            self._stop_at_halt()
            return self._halts[0] if self._state == "asking" else None

    @property
    def speaking(self) -> bool:
        """Whether something that the coach said is still to be heard."""
        with self._lock:
            return bool(self._asides) or self.ear.hearing_aside

    def say(self, *texts: str) -> None:
        """Have `texts` heard, after what has been said before."""
        sounds = [self._clip(text) for text in texts]
        with self._lock:
            self._asides.put(*sounds)

    def prompt(self, *texts: str) -> None:
        """Have `texts` heard, and after them the tick at which one may speak."""
        sounds = [self._clip(text) for text in texts]
        with self._lock:
            self._asides.put(*sounds[:-1])
            self._asides.put_with_tick(sounds[-1])

    def sound(self, name: ToneName) -> None:
        """Have a tone heard, after what has been said before."""
        with self._lock:
            self._asides.put(tone(name))

    def hush(self) -> None:
        """Break off what is being said."""
        with self._lock:
            if self._asides:
                self._interrupt()

    def go_on(self) -> None:
        """Give the word back: go on after the halt, or where the listener has jumped to."""
        with self._lock:
            self.ear.forget()
            self._cursor.pass_over(self._halts.popleft().stop)
            self._state = "ending" if self._cursor.at_end and not self._halts else "playing"

    def break_off(self, ending: Ending) -> None:
        """End the exercises, say so, and give the coach the last word if that is still to be said."""
        if not any(halt.name == "after" for halt in self._halts):
            self.end(ending)
            return
        with self._lock:
            if self._state in ("playing", "paused"):
                self._interrupt(last_words(ending, self.table))
                self._halts = deque([Halt("after", 0, self.timeline.length)])
                self._state, self.ending = "asking", ending

    def close(self, ending: Ending) -> None:
        """End when all that has been said is heard."""
        with self._lock:
            self._state, self.ending = "ending", ending

    def end(self, ending: Ending) -> None:
        """End the session and say so."""
        with self._lock:
            if self._state in ("playing", "paused", "asking"):
                if ending == "failed":
                    self._state = "paused"  # nothing more is read of the rendering, not even to let it die away
                self._interrupt(last_words(ending, self.table))
                self._state, self.ending = "ending", ending

    def sound_lost(self) -> None:
        """The output went away: what was interrupted is to begin again, and nothing of it is heard before."""
        with self._lock:
            if self._state != "asking":
                self._stand_at(self._unit())
            self._asides.drop()

    def sound_back(self) -> None:
        """The output is there again: say so, then go on, stay paused, or ask again."""
        with self._lock:
            then = {"paused": [self.table.paused], "asking": []}.get(self._state, [self.table.ready])
            self._interrupt(self.table.sound_is_back, *then)

    def _go_to(self, find: Callable[[int], int | None]) -> None:
        """Go on from the beginning of the unit that is found from the one being heard; without one, end."""
        with self._lock:
            unit = find(self._unit())
            if unit is not None:
                if self._state == "paused":
                    self._stand_at(unit, self.table.ready)
                    self._state = "playing"
                elif self._state == "playing":
                    self._stand_at(unit)
                return
        self.break_off("done")

    def _stop_at_halt(self) -> None:
        if self._state == "playing" and self._halts and self._cursor.ms >= self._halts[0].start:
            self._state = "asking"

    def _stand_at(self, unit: int, *texts: str) -> None:
        """Break off, speak `texts`, and be at the beginning of `unit` then."""
        self._interrupt(*texts)
        self._cursor.stand_at(unit)

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
