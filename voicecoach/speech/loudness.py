"""The one gain that brings a voice to the loudness of the whole: -19 LUFS, as podcasts in mono have it.

Clips are levelled by their voiced part; how loud that is to the ear differs from voice to voice. So each
voice speaks a reference passage once, laid out as a routine is, and its measured loudness gives the gain.
"""

import numpy as np

from voicecoach.speech.engine import Recording
from voicecoach.speech.polish import SAMPLE_RATE, Clip, polish

TARGET = -19.0
"""LUFS, integrated and gated (EBU R 128), mono."""

REFERENCE = (
    "Sit tall, back supported, feet flat.",
    "Breathe in.",
    "And return.",
    "Relax.",
    "One.",
    "Hold.",
    "A little further.",
    "Move slowly, and keep breathing.",
)
"""A passage like a routine: long sentences, short cues, silence between them."""

BETWEEN = SAMPLE_RATE * 3 // 2


def gain_for(passage: list[Recording]) -> float:
    """The gain in dB over the common speech level that brings `passage` to the target, peaks held as in every clip."""
    gain = 0.0
    for _ in range(3):  # holding the peaks takes a little loudness, so it is made up for
        gain += TARGET - integrated(_laid_out([polish(recording, gain) for recording in passage]))
    return round(gain, 2)


def _laid_out(clips: list[Clip]) -> Clip:
    silence = np.zeros(BETWEEN, np.int16)
    return np.concatenate([part for clip in clips for part in (clip, silence)])


def integrated(samples: Clip) -> float:
    """Integrated loudness in LUFS of mono samples at 24 kHz, by FFmpeg's `ebur128`."""
    import av

    graph = av.filter.Graph()
    source = graph.add_abuffer(format="s16", sample_rate=SAMPLE_RATE, layout="mono")
    meter = graph.add("ebur128", "metadata=1")
    sink = graph.add("abuffersink")
    source.link_to(meter)
    meter.link_to(sink)
    graph.configure()
    frame = av.AudioFrame.from_ndarray(samples[np.newaxis], format="s16", layout="mono")
    frame.sample_rate = SAMPLE_RATE
    source.push(frame)
    source.push(None)
    loudness = -70.0
    while True:
        try:
            # a last block of under 100 ms carries no reading
            loudness = float(sink.pull().metadata.get("lavfi.r128.I", loudness))
        except (av.BlockingIOError, av.EOFError):
            return loudness
