"""The voice: whether it can speak here, and how long that takes."""

from collections.abc import Callable
from pathlib import Path

from voicecoach.doctor import Finding
from voicecoach.speech.speaker import Speaker
from voicecoach.speech.upkeep import clips_in, label_of

NAME = "voice"


def check_voice(speaker: Speaker, sentence: str, cache: Path, monotonic: Callable[[], float]) -> Finding:
    """Have a sentence spoken into `cache`, which is new, so that it is really made. Raises `VoicecoachError`."""
    began = monotonic()
    speaker.clip(sentence)
    took = monotonic() - began
    # the clip itself tells who has spoken it
    voices = {label.voice for clip in clips_in(cache) if (label := label_of(clip))}
    return Finding(NAME, "works", f"{', '.join(voices)} words a minute; the first sentence took {took:.1f} s to make")
