"""WAV files, written a block at a time."""

import wave
from collections.abc import Iterable
from pathlib import Path

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.files import write_atomically


def write_wav(path: Path, blocks: Iterable[Samples]) -> None:
    """Write blocks of samples as `path`: mono, 16 bit, 24 kHz. Raises OSError, and then leaves nothing behind.

    24 hours, the longest timeline, are 4.15 GB: within the 4.29 GB that the format can tell.
    """
    with write_atomically(path) as file, wave.open(file, "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(SAMPLE_RATE)
        for block in blocks:
            wav.writeframes(block.astype("<i2", copy=False).tobytes())
