"""Warnings, gathered over a whole timeline: one for each line and matter, at its worst."""

from voicecoach.timeline.models import CueWarning

LONG_TEXT = 2500
"""ms of speech past which nobody should be held in a phase."""


class Warnings:
    """Collects what the compiler notices; the same matter on one line is counted, not repeated."""

    def __init__(self) -> None:
        self._found: dict[tuple[int, str], tuple[int, int]] = {}

    def note(self, line: int, what: str, by: int) -> None:
        """Remember that `what` happened on `line`, by `by` ms."""
        worst, times = self._found.get((line, what), (0, 0))
        self._found[line, what] = (max(worst, by), times + 1)

    def all(self) -> tuple[CueWarning, ...]:
        """The warnings in the order of the lines."""
        return tuple(CueWarning(line, what, by, times) for (line, what), (by, times) in sorted(self._found.items()))
