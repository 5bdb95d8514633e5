"""Rests: announced, with a tip, warned of their end ten seconds ahead, closed by a tone."""

from voicecoach.language.models import Text
from voicecoach.language.spoken import Spoken
from voicecoach.timeline.builder import BETWEEN_TEXTS, Builder
from voicecoach.timeline.models import TONE_MS, Place
from voicecoach.timeline.reps import AFTER_SPEECH
from voicecoach.timeline.warnings import Warnings

TEN_SECONDS = 10_000
LONG_REST = 15_000
"""Rests over this many ms are warned of their last ten seconds."""


class RestCompiler:
    """Lays out rests; it remembers which one is the routine's first."""

    def __init__(self, out: Builder, table: Spoken, warnings: Warnings) -> None:
        self._out = out
        self._table = table
        self._warnings = warnings
        self._first = True

    def rest(self, length: int, tip: Text | None, place: Place) -> None:
        """A rest of `length` ms, or as long as its words need. The tip's text is spoken as it stands."""
        out, table = self._out, self._table
        place = out.new_unit(place)
        out.chapter("rest", table.chapter_rest)
        start = out.now
        out.speak(table.rest, place)
        if self._first:
            out.speak(table.rest_first, place)
            self._first = False
        if tip is not None:
            out.speak(tip.template, place)

        end = start + length
        if length > LONG_REST:
            end = max(end, out.now + BETWEEN_TEXTS + TEN_SECONDS)
            out.silence_until(end - TEN_SECONDS, place)
            out.speak(table.rest_ten_seconds, place)
        end = max(end, out.now + AFTER_SPEECH + TONE_MS["ready"])
        out.silence_until(end - TONE_MS["ready"], place)
        out.tone("ready", place)
        if end > start + length:
            line = place.line if tip is None else tip.line
            self._warnings.note(line, "its words stretch the rest", end - start - length)
