"""The question as the coach asks it. Who hears an answer behind its question hears better what it is."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from voicecoach.hearing import SAMPLE_RATE, Samples


@dataclass(frozen=True, slots=True)
class Prompt:
    """The words of a question, and how they sound."""

    text: str
    samples: Samples


def at_rate_of_hearing(samples: npt.NDArray[np.int16], rate: int) -> Samples:
    """Samples that are `rate` a second, at `SAMPLE_RATE`; what is higher than that can carry is left out."""
    length = len(samples) * SAMPLE_RATE // rate
    kept = np.fft.rfft(samples)[: length // 2 + 1]
    resampled = np.fft.irfft(kept, length) * (SAMPLE_RATE / rate)
    return np.clip(np.round(resampled), -32768, 32767).astype(np.int16)
