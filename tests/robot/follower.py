"""Which of the known sounds is heard: each that begins is followed along all of them, sample by sample.

A virtual card changes no sample, so a sound is one that is known, or it was broken off or stuttered. A player that is
late leaves a gap, which is passed over; of whatever else happened to a sound, the likest one is taken if it is like
enough.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicecoach.audio.players import SAMPLE_RATE, Samples

UNKNOWN = "?"
"""The name of a sound that is none of the known ones."""

STEP = SAMPLE_RATE // 100
"""Samples that are compared at once."""

QUIET = SAMPLE_RATE // 5
"""Samples of silence after which a sound that is not known is over."""

COARSE = 6
"""Samples that are taken together where a sound is compared with all others as a whole."""

LIKE = 0.5
"""The correlation from which on two sounds are alike: most of one is in the other."""

SHORTER, LONGER = 0.7, 1.4
"""How many times as long a sound may become by what happens to it."""

GAP = SAMPLE_RATE // 4
"""Samples of silence in the midst of a sound that may be a late player's."""


@dataclass(slots=True)
class _Lead:
    """A sound that is as what is heard up to `at`."""

    name: str
    sound: Samples
    at: int = 0


class Follower:
    """Takes what is heard, part by part, and tells `noted` the name of each sound when it is over.

    `sounds` are the known ones; silence around them does not count.
    """

    def __init__(self, sounds: Mapping[str, Samples], noted: Callable[[str], None]) -> None:
        self._sounds = {name: np.trim_zeros(sound) for name, sound in sounds.items()}
        self._noted = noted
        self._kept = np.zeros(0, np.int16)
        self._leads: list[_Lead] = []
        self._whole = ""
        self._gap = 0
        self._lost: list[Samples] = []
        self._quiet = 0

    @property
    def hearing(self) -> bool:
        """Whether something sounds now."""
        return bool(self._leads or self._lost)

    def hear(self, part: Samples) -> None:
        """Follow the next samples."""
        heard = np.concatenate([self._kept, part])
        while len(heard) >= STEP:
            heard = heard[self._take(heard[:STEP]) :]
        self._kept = heard

    def _take(self, step: Samples) -> int:
        """Follow one step; how many of its samples are done with."""
        if self._lost:
            return self._wait_for_the_end(step)
        if not self._leads:
            sounding = np.flatnonzero(step)
            if not len(sounding):
                return len(step)
            self._leads = [_Lead(name, sound) for name, sound in self._sounds.items()]
            self._whole, self._gap = "", 0
            return int(sounding[0])
        return self._follow(step)

    def _follow(self, step: Samples) -> int:
        agreed = [_agreement(step, lead) for lead in self._leads]
        furthest = max(agreed)
        if furthest:
            self._gap = 0
            for lead, count in zip(self._leads, agreed, strict=True):
                lead.at += count
            self._whole = next((lead.name for lead in self._leads if lead.at == len(lead.sound)), self._whole)
            self._leads = [
                lead
                for lead, count in zip(self._leads, agreed, strict=True)
                if count == furthest and lead.at < len(lead.sound)
            ]
            if not self._leads:
                self._over(self._whole)
            return furthest
        if self._whole:  # what went on like a longer sound was not that one
            self._over(self._whole)
            return 0
        if not step[: STEP // 4].any() and self._gap < GAP:
            silent = int(np.argmax(step != 0)) if step.any() else len(step)
            self._gap += silent
            return silent
        likeliest = max(self._leads, key=lambda lead: lead.at)
        self._leads, self._lost, self._quiet = [], [likeliest.sound[: likeliest.at]], 0
        return 0

    def _over(self, name: str) -> None:
        self._noted(name)  # first: whoever sees that nothing sounds knows already what it was
        self._leads, self._whole = [], ""

    def _wait_for_the_end(self, step: Samples) -> int:
        self._lost.append(step)
        self._quiet = 0 if step.any() else self._quiet + len(step)
        if self._quiet >= QUIET:
            self._noted(_likest(np.concatenate(self._lost), self._sounds))
            self._lost = []
        return len(step)


def _likest(heard: Samples, sounds: Mapping[str, Samples]) -> str:
    """The sound of about that length that correlates best with what was heard, if it does so well enough."""
    length = len(np.trim_zeros(heard))
    likeness = {
        name: _likeness(heard, sound)
        for name, sound in sounds.items()
        if SHORTER * len(sound) < length < LONGER * len(sound)
    }
    best = max(likeness, key=lambda name: likeness[name], default=UNKNOWN)
    return best if likeness.get(best, 0) >= LIKE else UNKNOWN


def _likeness(heard: Samples, sound: Samples) -> float:
    """The greatest correlation, wherever the one lies in the other."""
    one, other = _coarse(heard), _coarse(sound)
    size = 1 << (len(one) + len(other) - 1).bit_length()
    product = np.fft.rfft(one, size) * np.conj(np.fft.rfft(other, size))
    return float(np.fft.irfft(product, size).max() / (np.linalg.norm(one) * np.linalg.norm(other) + 1e-9))


def _coarse(sound: Samples) -> npt.NDArray[np.float64]:
    mean: npt.NDArray[np.float64] = sound[: len(sound) // COARSE * COARSE].reshape(-1, COARSE).mean(axis=1)
    return mean


def _agreement(step: Samples, lead: _Lead) -> int:
    """How many samples of the step are as the sound goes on."""
    ahead = lead.sound[lead.at : lead.at + len(step)]
    differing = np.flatnonzero(step[: len(ahead)] != ahead)
    return int(differing[0]) if len(differing) else len(ahead)
