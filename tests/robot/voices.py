"""The robot's voices: synthesizers that are installed, none of them the coach's own."""

import shutil
import subprocess
import wave
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.speech.engine import RawSamples, Recording
from voicecoach.speech.polish import decode, resample, trim, voiced_level

LEVEL = -26.0
"""dBFS of what is said: what a microphone's own level control aims at."""

COUGH = "(cough)"
"""Words that are none."""

VOICES = (
    "espeak-ng en-us", "espeak-ng en-gb", "espeak-ng en-us+f3", "espeak-ng en+m5",
    "flite slt", "flite rms", "flite kal16", "flite awb",
    "festival kal_diphone", "festival cmu_us_slt_arctic_hts", "festival ked_diphone",
)  # fmt: skip
"""A program, and a voice of it. (Of `en-gb` espeak-ng ignores the variant, not of `en`, which is the same voice.)"""


@dataclass(frozen=True, slots=True)
class Voice:
    """One voice, with a folder for what it has said already."""

    name: str
    folder: Path

    def prepare(self, texts: Iterable[str]) -> None:
        """Say these ahead of time, for to say them in time is not every synthesizer's gift."""
        for text in texts:
            self.file(text)

    def file(self, text: str) -> Path:
        """A WAV file of these words, at `LEVEL`."""
        path = self.folder / f"{self.name} {text}.wav".replace("/", "-")
        if not path.exists():
            self.folder.mkdir(parents=True, exist_ok=True)
            write(path, at_level(cough() if text == COUGH else self._spoken(text, path.with_suffix(".raw.wav"))))
        return path

    def _spoken(self, text: str, raw: Path) -> RawSamples:
        program, voice = self.name.split(" ")
        spoken_by = {
            "espeak-ng": ["espeak-ng", "-v", voice, "-s", "160", "-w", str(raw), text],
            "flite": ["flite", "-voice", voice, "-o", str(raw), "-t", text],
            "festival": ["festival", "-b", f"(voice_{voice})", f'(set! it (utt.synth (Utterance Text "{text}")))',
                         f'(utt.save.wave it "{raw}" \'riff)'],
        }  # fmt: skip
        subprocess.run(spoken_by[program], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                       stderr=subprocess.DEVNULL)  # fmt: skip
        samples, rate = decode(raw)
        raw.unlink()
        return trim(resample(Recording(samples, rate)))


def installed_voices() -> list[str]:
    """Those whose program is here; a voice that a program lacks is an error when it is to speak."""
    return [name for name in VOICES if shutil.which(name.split(" ")[0])]


def cough() -> RawSamples:
    """Two bursts of noise that die away."""
    random = np.random.default_rng(3)
    times = np.arange(SAMPLE_RATE // 4) / SAMPLE_RATE
    burst = random.standard_normal(len(times)) * np.exp(-times * 14)
    both: RawSamples = np.concatenate([burst, np.zeros(SAMPLE_RATE // 8), burst]).astype(np.float32)
    return both


def at_level(sound: RawSamples, level: float = LEVEL) -> Samples:
    """The sound with its voiced part at a level in dBFS; what does not fit is cut off, as a microphone does."""
    louder = sound * 10 ** ((level - voiced_level(sound)) / 20)
    samples: Samples = np.round(np.clip(louder, -1, 1) * 32767).astype(np.int16)
    return samples


def write(path: Path, samples: Samples) -> None:
    """Write a WAV file at `SAMPLE_RATE`."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(SAMPLE_RATE)
        file.writeframes(samples.tobytes())


def read(path: Path) -> Samples:
    """What `write` wrote."""
    with wave.open(str(path), "rb") as file:
        return np.frombuffer(file.readframes(file.getnframes()), np.int16)
