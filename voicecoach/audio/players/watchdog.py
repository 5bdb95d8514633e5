"""Noticing that something has stopped happening, without being fooled by a process that was stopped itself."""

from collections.abc import Callable

LONGEST_STEP = 0.5
"""Seconds. More than this between two looks means that the whole process stood still."""


class Watchdog:
    """Expires when `seconds` have been watched in which nobody called `feed`.

    Time counts only as far as it was watched: after Ctrl-Z and `fg`, or a closed lid, a look that comes an hour
    late adds no more than `LONGEST_STEP`, and whoever was to feed gets the chance to do so first.
    """

    def __init__(self, seconds: float, monotonic: Callable[[], float]) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._meals = 0
        self._meals_seen = 0
        self._looked = monotonic()
        self._hungry = 0.0

    def feed(self) -> None:
        """From any one thread, which need not be the one that looks."""
        self._meals += 1

    @property
    def expired(self) -> bool:
        now = self._monotonic()
        step, self._looked = now - self._looked, now
        if self._meals != self._meals_seen:
            self._meals_seen = self._meals
            self._hungry = 0.0
        else:
            self._hungry += min(step, LONGEST_STEP)
        return self._hungry > self._seconds
