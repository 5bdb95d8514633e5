"""Real time, counted in samples."""

from collections.abc import Callable

from voicecoach.audio.players import SAMPLE_RATE

LONGEST_DELAY = 1.0
"""Seconds. Someone later than this has been stopped (Ctrl-Z, a closed lid) and does not run after the lost time."""


class Pace:
    """Sleeps to moments that are reckoned from one start, so that small delays do not add up to drift."""

    def __init__(self, monotonic: Callable[[], float], sleep: Callable[[float], None]) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self.restart()

    def restart(self) -> None:
        """Reckon from now on."""
        self._start = self._monotonic()
        self._frames = 0

    def wait(self, frames: int) -> None:
        """Sleep until `frames` more samples are over; a delay before this call is made up for."""
        self._frames += frames
        remaining = self._start + self._frames / SAMPLE_RATE - self._monotonic()
        if remaining > 0:
            self._sleep(remaining)
        elif -remaining > LONGEST_DELAY:
            self.restart()
