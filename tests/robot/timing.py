"""When exactly something was said and answered, as the recordings of both directions have it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from tests.robot.patient import Utterance
from tests.robot.recorder import Recorder
from tests.robot.visit import Visit
from tests.robot.voices import read
from voicecoach.audio.players import SAMPLE_RATE, Samples

BEFORE, WITHIN = 0.2, 1.5
"""Seconds ahead of the program that plays and after it, between which what it plays is in the microphone: a card's
blocks are recorded before they are over."""

FAINT = 10 ** (-50 / 20) * 32768
"""The least sample of what stands out of the room's noise."""

BLUR = 0.05
"""Seconds by which the moments of two recordings may differ."""

REACTION = 3.0
"""Seconds after which what the coach does is no answer any more."""


@dataclass(frozen=True, slots=True)
class Moment:
    """One utterance: from when to when it was in the microphone, and when the coach was heard, and seen, to react.

    The last two are None where it did not.
    """

    utterance: Utterance
    begun: float
    ended: float
    heard: float | None
    seen: float | None


def moments(visit: Visit) -> list[Moment]:
    """All utterances that are in the recording of the microphone."""
    speaker, microphone = visit.speaker.samples, visit.microphone.samples
    found = []
    for utterance in visit.utterances:
        span = _span(utterance, visit.microphone, microphone)
        if span is not None:
            begun, ended = span
            heard = _first_sound(visit.speaker, speaker, ended)
            seen = next((at for at, _ in visit.lines if ended < at < ended + REACTION), None)
            found.append(Moment(utterance, begun, ended, heard, seen))
    return found


def overlaps(visit: Visit, spoken: Sequence[Moment]) -> list[str]:
    """Which words the coach spoke into: there should be none."""
    speaker = visit.speaker.samples
    return [
        f"the coach spoke into “{each.utterance.words}”"
        for each in spoken
        if speaker[visit.speaker.sample(each.begun + BLUR) : visit.speaker.sample(each.ended - BLUR)].any()
    ]


def _span(utterance: Utterance, recorder: Recorder, recorded: Samples) -> tuple[float, float] | None:
    """From when to when it is in a recording, by where it fits best; None where it is not."""
    words = read(utterance.file)
    start = recorder.sample(utterance.begun - BEFORE)
    part = recorded[start : start + len(words) + round((BEFORE + WITHIN) * SAMPLE_RATE)]
    if len(part) < len(words):
        return None
    size = len(part) + len(words)
    product = np.fft.rfft(part, size) * np.conj(np.fft.rfft(words, size))
    fit = np.fft.irfft(product)[: len(part) - len(words) + 1]
    offset = int(np.argmax(fit))
    if fit[offset] < 0.7 * np.square(words.astype(float)).sum():
        return None
    audible = np.flatnonzero(np.abs(words.astype(int)) > FAINT)
    first, last = start + offset + int(audible[0]), start + offset + int(audible[-1])
    return recorder.moment(first), recorder.moment(last)


def _first_sound(recorder: Recorder, recorded: Samples, after: float) -> float | None:
    start = recorder.sample(after)
    sounding = np.flatnonzero(recorded[start : start + round(REACTION * SAMPLE_RATE)])
    return recorder.moment(start + int(sounding[0])) if len(sounding) else None
