"""Sounds as float samples at 16 kHz: read from files, measured, shaped."""

from pathlib import Path
from typing import Any

import av
import numpy as np
import numpy.typing as npt

from voicecoach.hearing import FRAME, SAMPLE_RATE

Sound = npt.NDArray[np.float64]
"""Mono, at `SAMPLE_RATE`, full scale at 1."""

SPEECH = 25.0
"""dB under the loudest frames down to which frames are speech."""


def load(path: Path) -> Sound:
    """A sound file of any format, mono and resampled. Raises OSError or ValueError where it cannot be read."""
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    blocks = []
    with av.open(str(path)) as container:
        for frame in container.decode(audio=0):
            blocks += [each.to_ndarray()[0] for each in resampler.resample(frame)]
        blocks += [each.to_ndarray()[0] for each in resampler.resample(None)]
    return np.concatenate(blocks) / 32768


def level(sound: Sound) -> float:
    """The level of the speech in a sound, without its silences, in dB below full scale."""
    powers = frame_powers(sound)
    active = powers[powers >= np.percentile(powers, 95) / 10 ** (SPEECH / 10)]
    return float(10 * np.log10(active.mean() + 1e-12))


def at_level(sound: Sound, decibels: float) -> Sound:
    """The sound with its speech at a level."""
    return sound * 10 ** ((decibels - level(sound)) / 20)


def frame_powers(sound: Sound) -> Sound:
    """The power of each frame of 20 ms."""
    whole = sound[: len(sound) // FRAME * FRAME]
    powers: Sound = (whole.reshape(-1, FRAME) ** 2).mean(1) if len(whole) else np.array([(sound**2).mean()])
    return powers


def pink(length: int, random: np.random.Generator) -> Sound:
    """Noise with as much power in each octave, at 0 dB."""
    pitches = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    return spectral(length, 1 / np.maximum(pitches, 50), random)


def spectral(length: int, powers: Sound, random: np.random.Generator) -> Sound:
    """Steady noise with a power spectrum, at 0 dB."""
    phases = np.exp(2j * np.pi * random.random(len(powers)))
    noise = np.fft.irfft(np.sqrt(powers) * phases, length)
    return np.asarray(noise / np.sqrt((noise**2).mean() + 1e-20), np.float64)


def faded(sound: Sound, seconds: float = 0.005) -> Sound:
    """The sound with soft edges, so that cutting it out does not click."""
    count = min(int(seconds * SAMPLE_RATE), len(sound) // 2)
    ramp: npt.NDArray[Any] = np.linspace(0, 1, count)
    out = sound.copy()
    out[:count] *= ramp
    out[len(out) - count :] *= ramp[::-1]
    return out


def trimmed(sound: Sound) -> Sound:
    """The sound without the silence around it, but for 50 ms."""
    powers = frame_powers(sound)
    loud = np.flatnonzero(powers > np.percentile(powers, 95) / 10**4.5)
    if not len(loud):
        return sound
    return faded(sound[max(0, (loud[0] - 2) * FRAME) : (loud[-1] + 4) * FRAME])
