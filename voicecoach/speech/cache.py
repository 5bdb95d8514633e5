"""Clips on disk: what has been spoken once is kept.

A clip is an ordinary WAV file (mono, 16 bit, 24 kHz) with one more chunk at its end, `vcck`, that holds
the clip's key and a checksum. Whatever is damaged, cut short or not ours does not match and is made
again. Files come into being whole: written under another name, then renamed.
"""

import hashlib
import json
import re
import struct
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from voicecoach.files import write_atomically
from voicecoach.speech.polish import SAMPLE_RATE, VERSION, Clip
from voicecoach.status import VoicecoachError

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK = struct.Struct("<4sI")
_SEAL = 64  # bytes of the checksum, in hexadecimal


class ClipCache:
    """The clips of one voice, in `folder`. `identity` is all that changes the voice's sound."""

    def __init__(self, folder: Path, identity: Mapping[str, str]) -> None:
        self.folder = folder
        self._identity = json.dumps({**identity, "polish": str(VERSION)}, sort_keys=True)

    def get(self, text: str) -> Clip | None:
        """The clip of `text`, or None where there is none that is sound."""
        try:
            data = self._path(text).read_bytes()
        except OSError:
            return None
        key = self._key(text)
        tail = _CHUNK.size + _SEAL
        if len(data) < _HEADER.size + tail or data[-_SEAL:] != _seal(key, data[:-_SEAL]):
            return None
        return np.frombuffer(data, np.dtype("<i2"), (len(data) - _HEADER.size - tail) // 2, _HEADER.size)

    def put(self, text: str, clip: Clip) -> None:
        """Keep the clip of `text`. Raises `VoicecoachError` where the folder cannot be written."""
        sound = clip.astype("<i2").tobytes()
        riff = _HEADER.size - 8 + len(sound) + _CHUNK.size + _SEAL
        header = _HEADER.pack(
            b"RIFF", riff, b"WAVE", b"fmt ", 16, 1, 1, SAMPLE_RATE, SAMPLE_RATE * 2, 2, 16, b"data", len(sound)
        )
        body = header + sound + _CHUNK.pack(b"vcck", _SEAL)
        self._write(self._path(text), body + _seal(self._key(text), body))

    def get_gain(self) -> float | None:
        """The voice's gain in dB, if it has been found before."""
        try:
            saved = json.loads(self._gain_path().read_bytes())
            gain = float(saved["gain"])
            return gain if saved == self._sealed_gain(gain) else None
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def put_gain(self, gain: float) -> None:
        """Keep the voice's gain. Raises `VoicecoachError` where the folder cannot be written."""
        self._write(self._gain_path(), json.dumps(self._sealed_gain(gain)).encode())

    def _sealed_gain(self, gain: float) -> dict[str, str | float]:
        seal = hashlib.sha256(f"{self._identity}\n{gain}".encode()).hexdigest()
        return {"voice": self._identity, "gain": gain, "seal": seal}

    def _write(self, path: Path, data: bytes) -> None:
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with write_atomically(path) as file:
                file.write(data)
        except OSError as error:
            raise VoicecoachError(
                f"The speech cache {self.folder} cannot be written: {error.strerror or error}.",
                cure="Free some space or mend its rights, or name another folder in VOICECOACH_CACHE.",
            ) from error

    def _key(self, text: str) -> str:
        return hashlib.sha256(f"{self._identity}\n{text}".encode()).hexdigest()

    def _path(self, text: str) -> Path:
        """A name that a person can read, and that no other clip has."""
        words = re.sub(r"[^a-z0-9]+", "-", text.casefold()).strip("-")[:32].strip("-")
        return self.folder / f"{words}-{self._key(text)[:24]}.wav"

    def _gain_path(self) -> Path:
        return self.folder / f"voice-{hashlib.sha256(self._identity.encode()).hexdigest()[:24]}.json"


def _seal(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + data).hexdigest().encode()
