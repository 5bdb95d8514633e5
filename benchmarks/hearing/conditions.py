"""The rooms in which the corpus is heard: a sound becomes what a microphone would give."""

import numpy as np

from voicecoach.hearing import SAMPLE_RATE, Samples

from .sounds import Sound, at_level, pink, spectral

CONDITIONS = ("clean", "pink 20 dB", "pink 10 dB", "low level", "reverb 0.45 s")

LEVEL = -26.0
"""dB below full scale of a voice: what a microphone's automatic level control aims at."""

LOW = -46.0
"""The same of somebody who murmurs, or sits far away."""

HISS = -71.0
"""dB below full scale of the noise of a quiet room; in a murmur it is 25 dB below the voice."""

DECAY = 0.45
"""Seconds in which an echo loses 60 dB: a furnished living room."""

BEFORE, AFTER = 0.7, 1.1
"""Seconds of listening around the sound."""


def heard(sound: Sound, condition: str, seed: int, *, own_noise: bool = False) -> Samples:
    """The sound in a room. With `own_noise`, the noise of a recording goes on before and after it."""
    random = np.random.default_rng(seed)
    voice = at_level(sound, LOW if condition == "low level" else LEVEL)
    before = int((BEFORE + 0.2 * random.random()) * SAMPLE_RATE)
    after = int(AFTER * SAMPLE_RATE)
    out = np.concatenate([np.zeros(before), voice, np.zeros(after)])
    if own_noise:
        out = _continued(out, voice, before, random)
    if condition.startswith("reverb"):
        out = _reverberated(out, random)
    out += pink(len(out), random) * 10 ** (HISS / 20)
    if condition.startswith("pink"):
        ratio = float(condition.split()[1])
        out += pink(len(out), random) * 10 ** ((LEVEL - ratio) / 20)
    samples: Samples = (np.clip(out, -1, 1) * 32767).astype(np.int16)
    return samples


def _reverberated(sound: Sound, random: np.random.Generator) -> Sound:
    """With the echo of a room that is as loud as the voice itself, which is what it is at about a metre."""
    times = np.arange(int(DECAY * SAMPLE_RATE)) / SAMPLE_RATE
    tail = random.standard_normal(len(times)) * 10 ** (-3 * times / DECAY)
    tail[: SAMPLE_RATE // 400] = 0
    tail /= np.sqrt((tail**2).sum())
    size = len(sound) + len(tail)
    echo = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(tail, size), size)[: len(sound)]
    both: Sound = (sound + echo) / np.sqrt(2)
    return both


def _continued(out: Sound, voice: Sound, before: int, random: np.random.Generator) -> Sound:
    """A recording's own noise, where it is quietest, before and after it."""
    size = 512
    blocks = voice[: len(voice) // size * size].reshape(-1, size) * np.hanning(size)
    order = np.argsort((blocks**2).sum(1))[: max(2, len(blocks) // 6)]
    spectrum = (np.abs(np.fft.rfft(blocks[order])) ** 2).mean(0)
    power = (blocks[order] ** 2).mean() / 0.375  # of the window
    fine = np.interp(np.linspace(0, 1, len(out) // 2 + 1), np.linspace(0, 1, len(spectrum)), spectrum)
    noise = spectral(len(out), fine, random) * np.sqrt(power)
    fade, end = SAMPLE_RATE // 50, before + len(voice)
    ramp = np.linspace(0, 1, fade)
    out[before : before + fade] *= ramp
    out[end - fade : end] *= ramp[::-1]
    noise[before : before + fade] *= ramp[::-1]
    noise[end - fade : end] *= ramp
    noise[before + fade : end - fade] = 0
    out += noise
    return out
