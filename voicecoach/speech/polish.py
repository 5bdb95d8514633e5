"""From an engine's recording to a clip: resampled, trimmed, levelled.

Clips leave here at their final level, so that playing and exporting only copy them.
"""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from voicecoach.speech.engine import RawSamples, Recording

VERSION = 1
"""Part of every clip's cache key: raise it with any change to the sound."""

SAMPLE_RATE = 24_000
KEEP = SAMPLE_RATE // 100
"""Samples kept on each side of the speech: 10 ms."""

SPEECH_LEVEL = -20.0
"""dBFS (RMS of the voiced part) to which each clip is brought before the voice's own gain."""

PEAK_LIMIT = -1.5
"""dBTP that no clip exceeds, so that encoders have room below -1."""

Clip = npt.NDArray[np.int16]


def polish(recording: Recording, gain: float = 0.0) -> Clip:
    """The clip of a recording: mono int16 at 24 kHz, a whole number of milliseconds, `gain` dB over speech level."""
    speech = trim(resample(recording))
    speech = speech * _factor(SPEECH_LEVEL - voiced_level(speech) + gain)
    if true_peak(speech) > PEAK_LIMIT:
        speech = limit(speech)
    return np.round(speech * 32767).astype(np.int16)


def limit(samples: RawSamples) -> RawSamples:
    """The samples with their peaks held under `PEAK_LIMIT` by a look-ahead limiter, the rest as it was."""
    # the limiter sees samples, not the wave between them: half a dB under, and what is still over is scaled
    limiter = f"limit={_factor(PEAK_LIMIT - 0.5):.4f}:attack=2:release=40:level=0:latency=1"
    limited = np.concatenate(list(filtered(samples, "alimiter", limiter)))[: len(samples)]
    limited = np.pad(limited, (0, len(samples) - len(limited)))
    return limited * _factor(min(0.0, PEAK_LIMIT - true_peak(limited)))


def filtered(samples: RawSamples, name: str, arguments: str) -> Iterator[RawSamples]:
    """The samples, sent through one of FFmpeg's audio filters."""
    import av

    graph = av.filter.Graph()
    source = graph.add_abuffer(format="flt", sample_rate=SAMPLE_RATE, layout="mono")
    effect = graph.add(name, arguments)
    form = graph.add("aformat", "sample_fmts=flt")
    sink = graph.add("abuffersink")
    for one, next_one in ((source, effect), (effect, form), (form, sink)):
        one.link_to(next_one)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="flt", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    source.push(frame)
    source.push(None)
    with contextlib.suppress(av.BlockingIOError, av.EOFError):
        while True:
            block = sink.pull()
            assert isinstance(block, av.AudioFrame)
            yield block.to_ndarray()[0]


def resample(recording: Recording, rate: int = SAMPLE_RATE) -> RawSamples:
    """The recording at `rate` samples a second."""
    if recording.rate == rate:
        return recording.samples
    import av

    resampler = av.AudioResampler(format="flt", layout="mono", rate=rate)
    frame = av.AudioFrame.from_ndarray(recording.samples[np.newaxis], format="flt", layout="mono")
    frame.sample_rate = recording.rate
    parts = [out.to_ndarray()[0] for frames in (resampler.resample(frame), resampler.resample(None)) for out in frames]
    return np.concatenate(parts)


def trim(samples: RawSamples) -> RawSamples:
    """The speech with 10 ms on each side, faded at both ends, filled up to a whole number of milliseconds."""
    ms = SAMPLE_RATE // 1000
    blocks = samples[: len(samples) // ms * ms].reshape(-1, ms)
    loudness = np.sqrt((blocks.astype(np.float64) ** 2).mean(axis=1))
    # 50 dB under the loudest millisecond is silence to any ear
    heard = np.flatnonzero(loudness > loudness.max() * _factor(-50))
    start = max(0, int(heard[0]) * ms - KEEP)
    stop = min(len(samples), (int(heard[-1]) + 1) * ms + KEEP)
    speech = samples[start:stop].copy()
    fade = np.linspace(0, 1, KEEP // 2, dtype=np.float32)
    speech[: len(fade)] *= fade
    speech[-len(fade) :] *= fade[::-1]
    return np.pad(speech, (0, -len(speech) % ms))


def voiced_level(samples: RawSamples) -> float:
    """DBFS of the voiced part: the 20 ms blocks within 20 dB of the loudest.

    Gated loudness (BS.1770) needs 400 ms blocks and cannot meter a single short word.
    """
    size = SAMPLE_RATE // 50
    padded = np.pad(samples, (0, -len(samples) % size)).astype(np.float64)
    power = (padded.reshape(-1, size) ** 2).mean(axis=1)
    voiced = power[power > power.max() / 100]
    return float(10 * np.log10(voiced.mean() + 1e-20))


def true_peak(samples: RawSamples) -> float:
    """dBTP: the peak after fourfold oversampling (BS.1770-4, annex 2)."""
    spectrum = np.fft.rfft(samples)
    dense = np.fft.irfft(spectrum, 4 * len(samples)) * 4
    return float(20 * np.log10(np.abs(dense).max() + 1e-20))


def decode(path: Path) -> tuple[RawSamples, int]:
    """The samples of any audio file that FFmpeg reads, mixed to mono, and its rate. Raises ValueError."""
    import av

    try:
        with av.open(str(path)) as container:
            resampler = av.AudioResampler(format="flt", layout="mono")
            frames = [out for frame in container.decode(audio=0) for out in resampler.resample(frame)]
    except av.FFmpegError as error:
        raise ValueError(str(error)) from error
    if not frames:
        raise ValueError("no samples")
    return np.concatenate([frame.to_ndarray()[0] for frame in frames]), frames[0].sample_rate


def _factor(db: float) -> np.float32:
    return np.float32(10 ** (db / 20))
