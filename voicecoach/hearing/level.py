"""Whether somebody can be heard well: by the level of what was said, over the noise of the room."""

from enum import StrEnum, auto

import numpy as np

from voicecoach.hearing import FRAME, Samples
from voicecoach.hearing.endpointer import level_of

FULL = 32_600
"""Samples beyond this are taken to have been cut off by the microphone."""

CLIPPED = 0.002
"""The part of the samples that may be cut off: a single knock is no harm."""

FAINT = -48.0
"""dB below full scale, of the loudest tenth of what was said: less, and the microphone is far away or turned down."""

OVER_NOISE = 12.0
"""dB by which the same must be over the noise."""


class Loudness(StrEnum):
    """How loud somebody is."""

    GOOD = auto()
    QUIET = auto()
    CLIPPED = auto()


def level_of_speech(speech: Samples) -> float:
    """The level of the loudest tenth, in dB below a full sine; there must be a frame at least."""
    frames = speech[: len(speech) // FRAME * FRAME].reshape(-1, FRAME)
    return float(np.percentile([level_of(frame) for frame in frames], 90))


def loudness_of(speech: Samples, noise: float) -> Loudness:
    """How loud `speech` is; `noise` is the level of the room in dB below full scale."""
    if len(speech) < FRAME:
        return Loudness.QUIET
    if np.mean(np.abs(speech.astype(np.int32)) >= FULL) > CLIPPED:
        return Loudness.CLIPPED
    level = level_of_speech(speech)
    return Loudness.QUIET if level < FAINT or level < noise + OVER_NOISE else Loudness.GOOD
