"""The built-in tones: gentle, with soft edges, made by arithmetic."""

from collections.abc import Mapping
from functools import cache

import numpy as np
import numpy.typing as npt

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.language.models import ToneName
from voicecoach.timeline.models import TONE_MS

NOTES: Mapping[ToneName, tuple[float, ...]] = {
    "ready": (440.0, 440.0),
    "go": (660.0,),
    "tick": (880.0,),
    "up": (440.0, 660.0),
    "down": (660.0, 440.0),
    "end": (660.0, 550.0, 440.0),
}
"""The notes of each tone in Hz, one after another in equal parts of its length."""

PEAK = 0.18
"""Of full scale: a little softer than the voice."""


@cache
def tone(name: ToneName) -> Samples:
    """The samples of a tone, `TONE_MS[name]` long."""
    length = TONE_MS[name] * SAMPLE_RATE // 1000
    notes = NOTES[name]
    bounds = [length * i // len(notes) for i in range(len(notes) + 1)]
    parts = [_note(pitch, stop - start) for pitch, start, stop in zip(notes, bounds, bounds[1:], strict=False)]
    samples = np.round(np.concatenate(parts) * PEAK * 32767).astype(np.int16)
    samples.flags.writeable = False
    return samples


def _note(pitch: float, length: int) -> npt.NDArray[np.float64]:
    """A sine with a quiet octave, swelling over 15 ms and fading like a bell, silent at both ends."""
    t = np.arange(length) / SAMPLE_RATE
    wave = np.sin(2 * np.pi * pitch * t) + 0.2 * np.sin(4 * np.pi * pitch * t)
    attack = np.clip(t / 0.015, 0, 1)
    decay = np.cos(np.pi / 2 * np.arange(length) / length) ** 2
    note: npt.NDArray[np.float64] = wave / 1.2 * np.sin(np.pi / 2 * attack) ** 2 * decay
    return note
