"""The microphone: whether there is one, and how loud the room is."""

from collections.abc import Callable

import numpy as np

from voicecoach.doctor import Finding
from voicecoach.hearing import FRAME, SAMPLE_RATE, Samples
from voicecoach.hearing.endpointer import LOUDEST, level_of
from voicecoach.hearing.level import CLIPPED, FULL, OVER_NOISE
from voicecoach.hearing.microphones import load_microphone
from voicecoach.status import VoicecoachError

NAME = "microphone"

LOOK = 0.05
"""Seconds between two looks at the microphone."""


def check_microphone(
    microphone: str,
    seconds: float,
    sleep: Callable[[float], None],
    meter: Callable[[float], None],
    *,
    spoken: bool,
) -> Finding:
    """Record for some seconds. `meter` is told the level of each look, in dB below full scale.

    `spoken` is whether somebody was asked to speak meanwhile.
    """
    try:
        heard = _record(microphone, seconds, sleep, meter)
    except VoicecoachError as error:
        return Finding.of(NAME, error, needed=False)
    frames = heard[: len(heard) // FRAME * FRAME].reshape(-1, FRAME)
    if not len(frames):
        return Finding(NAME, "fails", f"{microphone} gives no sound at all", "Unplug it and plug it in again.")
    if not heard.any():
        return Finding(NAME, "fails", "it gives nothing but silence", "Is it muted, or another one the default?")
    levels = [level_of(frame) for frame in frames]
    room, loudest = np.percentile(levels, (10, 98))
    said = f"{microphone}; room {room:.0f} dB" + (f", your voice {loudest:.0f} dB" if spoken else "")
    if room > LOUDEST:
        return Finding(NAME, "weak", f"{said}: too loud to hear you", "Find a quieter room, or answer with keys.")
    if np.mean(np.abs(heard.astype(np.int32)) >= FULL) > CLIPPED:
        return Finding(NAME, "weak", f"{said}: too loud for it", "Turn it down, or move away from it.")
    if spoken and loudest < room + OVER_NOISE:
        return Finding(NAME, "weak", f"{said}: hardly heard", "Come closer to it, or turn it up.")
    return Finding(NAME, "works", said)


def _record(name: str, seconds: float, sleep: Callable[[float], None], meter: Callable[[float], None]) -> Samples:
    microphone = load_microphone(name)
    blocks = []
    try:
        microphone.start()
        for _ in range(round(seconds / LOOK)):
            sleep(LOOK)
            block = microphone.read()
            blocks.append(block)
            if len(block) >= FRAME:
                meter(level_of(block[-FRAME:]))
    finally:
        microphone.close()
    heard = np.concatenate(blocks)
    return heard[SAMPLE_RATE // 5 :]  # many microphones begin with a click
