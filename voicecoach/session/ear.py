"""How far the ear is behind: what a player has taken is heard a moment later."""

from collections import deque

from voicecoach.audio.players import SAMPLE_RATE


class Ear:
    """Keeps count of what was given to the player, in samples. `latency` is in seconds."""

    def __init__(self) -> None:
        self.latency = 0.0
        self._given = 0
        self._said = 0
        self._recent: deque[tuple[int, int]] = deque()

    def take(self, frames: int, unit: int, *, aside: bool) -> None:
        """`frames` samples of `unit`, or of an aside, go to the player."""
        self._given += frames
        if aside:
            self._said = self._given
        self._recent.append((self._given, unit))
        while self._recent and self._recent[0][0] <= self._given - self.latency * SAMPLE_RATE:
            self._recent.popleft()  # it has been heard

    def forget(self) -> None:
        """What is on its way is not to be counted as heard."""
        self._recent.clear()

    @property
    def unit(self) -> int | None:
        """The unit that is being heard, None where that is the one that is being given."""
        return self._recent[0][1] if self._recent else None

    @property
    def hearing_aside(self) -> bool:
        """Whether the last aside is still on its way."""
        return self._given - self._said < self.latency * SAMPLE_RATE
