"""voicecoach: a voice-guided exercise player. A plain-text routine is compiled into one exact timeline and played."""

__version__ = "0.1.0"
