"""Playing one piece of sound to its end."""

from collections.abc import Callable

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, NoSoundError, Player, Samples

LOOK = 0.05
"""Seconds between two looks at the player."""


class Once:
    """One clip as a `Source`, with a tenth of a second of silence after it."""

    def __init__(self, samples: Samples) -> None:
        self._samples = np.concatenate([samples, np.zeros(SAMPLE_RATE // 10, np.int16)])

    def read(self, frames: int) -> Samples | None:
        """The next samples, None at the end."""
        block, self._samples = self._samples[:frames], self._samples[frames:]
        return block if len(block) else None


def play_once(player: Player, samples: Samples, sleep: Callable[[float], None]) -> None:
    """Play and wait until it has been heard. Raises `NoSoundError`."""
    try:
        player.start(Once(samples))
        while not player.finished:
            if player.lost:
                raise NoSoundError("The sound output is gone.")
            sleep(LOOK)
    finally:
        player.close()
