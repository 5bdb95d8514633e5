"""What each key, and the coach, makes of what sounds."""

from collections import deque
from collections.abc import Callable

from voicecoach.audio.tones import tone
from voicecoach.journal.models import Ending
from voicecoach.language.models import ToneName
from voicecoach.session.halts import Halt, HaltName
from voicecoach.session.phrases import last_words
from voicecoach.session.playback import Playback
from voicecoach.session.steps import next_set, next_unit


class Transport(Playback):
    """The playback with its controls."""

    # --- keys ----------------------------------------------------------------------------------

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

    def call(self, name: HaltName) -> Halt | None:
        """Give the coach the word, in a rest or in a pause, because of what the listener has said.

        None where it is over by now.
        """
        with self._lock:
            if self._state in ("playing", "paused"):
                self._asides.drop()
                now = round(self._cursor.ms)
                self._halts.appendleft(Halt(name, now, now))
                self._state = "asking"
                return self._halts[0]
            return None

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

    def _stand_at(self, unit: int, *texts: str) -> None:
        """Break off, speak `texts`, and be at the beginning of `unit` then."""
        self._interrupt(*texts)
        self._cursor.stand_at(unit)
