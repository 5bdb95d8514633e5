"""What tests hear: the project's real voice, as a microphone hears it and as the endpointer cuts it; and noise.

Recognisers are extras. Where one is missing, its tests are skipped; but in CI that is a failure.
"""

import os
import sys
from collections.abc import Sequence
from functools import cache
from importlib.util import find_spec

import av
import numpy as np
import numpy.typing as npt
import pytest

from voicecoach.hearing import FRAME, SAMPLE_RATE, Samples
from voicecoach.hearing.backends import BACKENDS, Backend, Phrases
from voicecoach.hearing.endpointer import FRAMES, Endpointer, Event
from voicecoach.hearing.prompt import Prompt
from voicecoach.speech.pyttsx import Pyttsx3Engine

ONES = "zero one two three four five six seven eight nine ten".split()  # noqa: SIM905 - they are read in a row

COMMANDS: Phrases = {":repeat": ("repeat",), ":help": ("help",), ":skip": ("skip", "skip it"), ":stop": ("stop",)}

NUMBERS: Phrases = {
    str(i): (word, str(i), f"about {word}", f"I'd say a {word}", f"{word} out of ten") for i, word in enumerate(ONES)
} | dict(COMMANDS)

YES_NO: Phrases = {"yes": ("yes", "yeah", "yes, I do"), "no": ("no", "nope", "not really")} | dict(COMMANDS)

COMPARE: Phrases = {
    "better": ("better", "a bit better", "much better"),
    "same": ("same", "the same", "about the same", "no change"),
    "worse": ("worse", "a bit worse", "much worse"),
} | dict(COMMANDS)

PLAIN, BUZZING = "en-us", "en-us+klatt4"
"""Two of espeak's voices. Moonshine understands the one, PocketSphinx the other; elsewhere it is the system's."""

HISS = 4.0
"""The noise of a quiet room, as the RMS of its samples: 78 dB below full scale."""

LEVEL = 3000.0
"""The same of the voice: 21 dB below full scale."""

QUIET = -60.0
"""dB in the band of speech, of the room of most tests that do without a voice."""


def backend(name: str) -> Backend:
    """A recogniser that is installed. Where it is not, the test is skipped, but fails in CI."""
    found = next(each for each in BACKENDS if each.name == name)
    missing = [module for module in found.modules if find_spec(module) is None]
    if missing:
        reason = f'NOT TESTED, NO {", ".join(missing)}: pip install "voicecoach[{found.extra}]"'
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@cache
def answer(text: str, voice: str = PLAIN) -> Samples:
    """What the endpointer takes for the answer when the voice says `text`."""
    heard = microphone(text, voice)
    endpointer = Endpointer()
    for i in range(0, len(heard) - FRAME + 1, FRAME):
        if endpointer.hear(heard[i : i + FRAME]) is Event.ENDED:
            return endpointer.speech
    raise AssertionError(f"“{text}” has no end")


def microphone(text: str, voice: str = PLAIN) -> Samples:
    """What a microphone hears: 0.7 s of a quiet room, the text, and 1 s more of the room."""
    speech = _spoken(text, voice)
    room = np.random.default_rng(0).normal(0, HISS, len(speech) + 17 * SAMPLE_RATE // 10)
    room[7 * SAMPLE_RATE // 10 :][: len(speech)] += speech
    return np.round(room).astype(np.int16)


def question(text: str, voice: str = PLAIN) -> Prompt:
    """A question in that voice."""
    return Prompt(text, np.round(_spoken(text, voice)).astype(np.int16))


def noise(seconds: float, level: float | Sequence[float], seed: int = 0) -> Samples:
    """White noise; its level in the band of speech is `level` dB below a full sine, or goes from one to the next."""
    count = round(seconds * FRAMES) * FRAME
    levels = np.interp(np.arange(count), np.linspace(0, count, np.size(level)), np.atleast_1d(level))
    white = np.random.default_rng(seed).standard_normal(count)
    # a sine of full scale has half its square, and 45 % of the noise is in the band
    return _as_recorded(white * 10 ** (levels / 20) * np.sqrt(0.5 / 0.45) * 32768)


def room(*parts: Samples, level: float = QUIET, before: float = 0.6, after: float = 1.0) -> Samples:
    """The parts, one after the other, in a room that is heard before and after them as well."""
    inside = np.concatenate([np.zeros(int(before * SAMPLE_RATE), np.int16), *parts])
    whole = np.concatenate([inside, np.zeros(int(after * SAMPLE_RATE), np.int16)])
    whole = whole[: len(whole) // FRAME * FRAME]
    hiss = noise(len(whole) / SAMPLE_RATE, level, seed=99)
    return _as_recorded(whole.astype(np.float64) + hiss)


def silence(seconds: float) -> Samples:
    """Nothing at all."""
    return np.zeros(int(seconds * SAMPLE_RATE), np.int16)


def _spoken(text: str, voice: str) -> Samples:
    engine = Pyttsx3Engine(voice if sys.platform == "linux" else None)
    try:
        recording = engine.synthesize(text)
    finally:
        engine.close()
    resampler = av.AudioResampler(format="s16", layout="mono", rate=SAMPLE_RATE)
    gain = LEVEL / 32768 / np.sqrt((recording.samples.astype(np.float64) ** 2).mean())
    frame = av.AudioFrame.from_ndarray((recording.samples * gain)[np.newaxis].astype(np.float32), "flt", "mono")
    frame.sample_rate = recording.rate
    frames = [out for each in (frame, None) for out in resampler.resample(each)]
    return np.concatenate([each.to_ndarray()[0] for each in frames])


def _as_recorded(samples: npt.NDArray[np.float64]) -> Samples:
    return np.clip(samples, -32768, 32767).astype(np.int16)
