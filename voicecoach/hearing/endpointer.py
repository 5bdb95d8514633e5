"""Where speech begins and ends, by its level over the noise of the room.

The level is that of 200 to 3,800 Hz, where speech is and hum is not. The noise is measured when listening begins,
which is right after a tick: that moment is silent, or nearly. What came just before the first loud frame is kept, for
words begin softly.
"""

from collections import deque
from enum import Enum, auto

import numpy as np

from voicecoach.hearing import FRAME, SAMPLE_RATE, Samples

FRAMES = SAMPLE_RATE // FRAME
"""Frames a second."""

SETTLE = 20
"""Frames in which the noise is measured: 0.4 s."""

QUIETEST = -70.0
"""dB below full scale: no room is taken to be quieter, or the click of a key would be speech in it."""

LOUDEST = -30.0
"""dB below full scale: in more noise than this, a voice at an arm's length does not stand out."""

ABOVE, UNTIL = 6.0, 3.5
"""dB over the noise at which speech begins, and under which it is over."""

BEGIN, WITHIN = 5, 8
"""Loud frames of the last few that make a beginning: 0.1 of 0.16 s. A knock has fewer."""

LEAD = 23
"""Frames ahead of the beginning that belong to it: 0.46 s."""

PAUSE, END = 10, 22
"""Quiet frames after which speech may be over (0.2 s), and after which it is (0.44 s)."""

ECHO = 6
"""Frames in which the tick's own echo may still be heard: 0.12 s. What is loud in them alone is no beginning."""

LONGEST = 5 * FRAMES
"""Frames of the longest answer. Whoever speaks longer is not answering."""

RISE = 10.0
"""dB by which the noise may be more than it was when one last listened: more is somebody who speaks already."""


class Event(Enum):
    """What a frame brought."""

    BEGUN = auto()
    """Somebody speaks."""

    PAUSED = auto()
    """It may be over: `speech` can be looked at ahead of time."""

    RESUMED = auto()
    """It was not."""

    ENDED = auto()
    """It is over: `speech` is all of it."""

    TOO_LONG = auto()
    """It goes on and on, and is no answer."""


class Endpointer:
    """Follows one stretch of listening, frame by frame. `noise` is the level of an earlier one in dB, if there was."""

    def __init__(self, noise: float | None = None) -> None:
        self._earlier = noise
        self._settling: list[float] = []
        self._lead: deque[Samples] = deque(maxlen=LEAD)
        self._recent: deque[bool] = deque(maxlen=WITHIN)
        self._speech: list[Samples] | None = None
        self._said: list[Samples] = []
        self._quiet = 0
        self.noise = QUIETEST
        """dB below full scale; measured once `settled`."""

    @property
    def settled(self) -> bool:
        """Whether the noise has been measured."""
        return len(self._settling) >= SETTLE

    @property
    def too_noisy(self) -> bool:
        """Whether a voice would not stand out."""
        return self.settled and self.noise > LOUDEST

    @property
    def speaking(self) -> bool:
        """Whether speech has begun and is not over."""
        return self._speech is not None

    @property
    def speech(self) -> Samples:
        """What has been said since the beginning, with its lead; after `TOO_LONG`, what was."""
        return np.concatenate(self._speech or self._said or [np.zeros(0, np.int16)])

    def hear(self, frame: Samples) -> Event | None:
        """Take the next `FRAME` samples."""
        level = level_of(frame)
        if self._speech is None:
            self._lead.append(frame)
            return self._wait(level)
        self._speech.append(frame)
        return self._follow(level)

    def _wait(self, level: float) -> Event | None:
        if not self.settled:
            self._settling.append(level)
            return self._settle() if self.settled else None
        loud = level > self.noise + ABOVE
        self._recent.append(loud)
        if sum(self._recent) >= BEGIN:
            self._speech, self._quiet = list(self._lead), 0
            return Event.BEGUN
        if not loud:  # rooms change
            self.noise = max(QUIETEST, 0.98 * self.noise + 0.02 * level)
        return None

    def _settle(self) -> Event | None:
        """Take the middle of what was heard for the noise, or less where somebody has begun to speak already.

        A word as short as "no" may even be over by now.
        """
        middle, low = np.percentile(self._settling, (50, 10))
        quiet = low if self._earlier is None else min(low, self._earlier + RISE)
        self.noise = max(QUIETEST, float(middle if middle <= quiet + RISE else quiet))
        loud = [level > self.noise + ABOVE for level in self._settling]
        self._recent.extend(loud[-WITHIN:])
        if all(sum(loud[i : i + WITHIN]) < BEGIN for i in range(ECHO, SETTLE - BEGIN + 1)):
            return None
        ended = next((i for i, level in enumerate(reversed(self._settling)) if level >= self.noise + UNTIL), 0)
        self._speech, self._quiet = list(self._lead), min(ended, PAUSE - 1)
        return Event.BEGUN

    def _follow(self, level: float) -> Event | None:
        assert self._speech is not None
        if len(self._speech) > LONGEST:
            self._said = self._speech
            self.begin_anew()
            return Event.TOO_LONG
        if level >= self.noise + UNTIL:
            paused, self._quiet = self._quiet >= PAUSE, 0
            return Event.RESUMED if paused else None
        self._quiet += 1
        if self._quiet == PAUSE:
            return Event.PAUSED
        return Event.ENDED if self._quiet == END else None

    def begin_anew(self) -> None:
        """Wait for the next beginning, with the same noise."""
        self._speech = None
        self._quiet = 0
        self._lead.clear()
        self._recent.clear()


_WINDOW = np.hanning(FRAME)
_PITCHES = np.fft.rfftfreq(FRAME, 1 / SAMPLE_RATE)
_BAND = (_PITCHES >= 200) & (_PITCHES <= 3800)
_FULL = FRAME**2 * 0.375 / 4  # of a full sine under the window


def level_of(frame: Samples) -> float:
    """The level of a frame's speech band, in dB below a full sine."""
    spectrum = np.abs(np.fft.rfft(frame / 32768 * _WINDOW))[_BAND]
    return float(10 * np.log10((spectrum**2).sum() / _FULL + 1e-12))
