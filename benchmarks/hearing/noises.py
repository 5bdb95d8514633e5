"""What a room gives besides words: made of noise and of decaying tones, different with each seed."""

from collections.abc import Callable, Mapping

import numpy as np

from voicecoach.hearing import SAMPLE_RATE

from .sounds import Sound


def _band(length: int, low: float, high: float, random: np.random.Generator) -> Sound:
    """Noise between two pitches."""
    spectrum = np.fft.rfft(random.standard_normal(length))
    pitches = np.fft.rfftfreq(length, 1 / SAMPLE_RATE)
    spectrum[(pitches < low) | (pitches > high)] = 0
    noise: Sound = np.fft.irfft(spectrum, length)
    noise /= np.abs(noise).max()
    return noise


def _times(seconds: float) -> Sound:
    return np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE


def _cough(random: np.random.Generator) -> Sound:
    """A burst, and a voiced remainder; often twice."""
    parts = []
    for _ in range(int(random.integers(1, 3))):
        burst = _times(0.09)
        rest = _times(0.16 + 0.1 * random.random())
        pulses = np.sign(np.sin(2 * np.pi * (130 + 80 * random.random()) * rest))
        parts += [
            _band(len(burst), 400, 5000, random) * np.exp(-burst * 12),
            (_band(len(rest), 300, 2500, random) * 0.5 + 0.15 * pulses) * np.exp(-rest * 14),
            np.zeros(int(0.12 * SAMPLE_RATE)),
        ]
    return np.concatenate(parts)


def _throat(random: np.random.Generator) -> Sound:
    """A throat that is cleared: rough and voiced."""
    times = _times(0.45 + 0.2 * random.random())
    rough = 0.5 + 0.5 * np.sin(2 * np.pi * (28 + 10 * random.random()) * times)
    tone = np.sign(np.sin(2 * np.pi * (95 + 40 * random.random()) * times)) * 0.3
    return (_band(len(times), 250, 1800, random) + tone) * rough * np.hanning(len(times))


def _clap(random: np.random.Generator) -> Sound:
    times = _times(0.12)
    one = _band(len(times), 600, 7000, random) * np.exp(-times * (60 + 60 * random.random()))
    return np.concatenate([one, np.zeros(int(0.18 * SAMPLE_RATE))] * int(random.integers(1, 4)))


def _thud(random: np.random.Generator) -> Sound:
    """A door, or something that falls."""
    times = _times(0.4)
    tone = np.sin(2 * np.pi * (70 + 60 * random.random()) * times) * np.exp(-times * 18)
    return tone + 0.6 * _band(len(times), 60, 900, random) * np.exp(-times * 22)


def _burst(random: np.random.Generator) -> Sound:
    """A hiss with an end: a kettle, a tap, cloth."""
    times = _times(0.25 + 0.6 * random.random())
    return _band(len(times), 300, 6000, random) * np.hanning(len(times)) ** 0.5


def _sigh(random: np.random.Generator) -> Sound:
    times = _times(0.9)
    return _band(len(times), 400, 2600, random) * np.hanning(len(times)) ** 2


def _squeak(random: np.random.Generator) -> Sound:
    """A chair."""
    times = _times(0.35)
    low = 500 + 400 * random.random()
    sweep = np.sin(2 * np.pi * (low * times + 900 * times**2))
    return sweep * np.hanning(len(times)) + 0.1 * _band(len(times), 300, 3000, random)


def _ring(random: np.random.Generator) -> Sound:
    """A telephone, or a spoon in a cup."""
    times = _times(0.7)
    pitch = 900 + 900 * random.random()
    return (np.sin(2 * np.pi * pitch * times) + 0.5 * np.sin(2 * np.pi * 2.7 * pitch * times)) * np.exp(-times * 6)


NOISES: Mapping[str, Callable[[np.random.Generator], Sound]] = {
    "cough": _cough,
    "throat": _throat,
    "claps": _clap,
    "thud": _thud,
    "hiss": _burst,
    "sigh": _sigh,
    "squeak": _squeak,
    "ring": _ring,
}
