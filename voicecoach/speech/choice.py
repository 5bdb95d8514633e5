"""From a voice's name to the engine that speaks with it."""

from pathlib import Path

from voicecoach.environment import path_named
from voicecoach.speech.engine import Engine
from voicecoach.speech.piper_voice import JOE, SUFFIX, joe, joe_is_here, read_voice

SYSTEM = "system"
"""The name of the system's own voice; on Linux that of espeak-ng."""


def default_voice() -> str:
    """The voice where none is named: the natural one if it is installed."""
    return JOE if joe_is_here() else SYSTEM


def engine_for(name: str | None, rate: int, memory: Path) -> Engine:
    """The engine for a voice's name, for a file of Piper's, or for the default; none is started.

    `rate` is in words a minute; `memory` is a folder for checksums. Raises `VoicecoachError`.
    """
    name = name or default_voice()
    if name == JOE or name.endswith(SUFFIX):
        from voicecoach.speech.piper import PiperEngine

        return PiperEngine(joe() if name == JOE else read_voice(path_named(name)), rate, memory)
    from voicecoach.speech.pyttsx import Pyttsx3Engine

    return Pyttsx3Engine(None if name == SYSTEM else name, rate)
