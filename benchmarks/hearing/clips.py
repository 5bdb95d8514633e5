"""A clip of the corpus: what is heard, and what was meant by it."""

import json
import wave
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

import numpy as np

from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.decision import Kind

Half = Literal["tune", "report"]
"""Thresholds are set on the voices of the one, and what they are worth is told by those of the other."""

INDEX = "clips.json"


@dataclass(frozen=True, slots=True)
class Clip:
    """One answer, or what is none, as a microphone hears it that opens after a question."""

    name: str
    kind: Kind
    meaning: str | None
    """What the speaker meant, as the dialog writes it: "7", "4.5", "yes", ":stop". None where it is no answer."""

    words: str
    voice: str
    half: Half
    condition: str
    options: tuple[str, ...] = ()
    """The words of a choice."""

    low: int = 0
    high: int = 10


def write(folder: Path, clip: Clip, samples: Samples) -> None:
    """Keep a clip's sound."""
    with wave.open(str(folder / f"{clip.name}.wav"), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.astype("<i2").tobytes())


def read(folder: Path, clip: Clip) -> Samples:
    """The sound of a clip."""
    with wave.open(str(folder / f"{clip.name}.wav")) as file:
        return np.frombuffer(file.readframes(file.getnframes()), "<i2").astype(np.int16)


def write_index(folder: Path, clips: Iterable[Clip]) -> None:
    """Written last: a corpus without it is not whole."""
    (folder / INDEX).write_text(json.dumps([asdict(clip) for clip in clips], indent=0))


def read_index(folder: Path) -> Iterator[Clip]:
    """The clips of a folder. Raises FileNotFoundError where there is no whole corpus."""
    for each in json.loads((folder / INDEX).read_text()):
        yield Clip(**{**each, "options": tuple(each["options"])})
