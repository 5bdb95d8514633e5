"""Clips on disk: what has been spoken once is kept.

Each is a WAV file with a checksum. Whatever is damaged, cut short or not ours does not match and is made
again. Files come into being whole: written under another name, then renamed.

A clip's file bears the time when it was last used, for `upkeep.py`, which removes what is used least.
"""

import contextlib
import hashlib
import json
import os
import re
import time
from collections.abc import Mapping
from pathlib import Path

from voicecoach.files import write_atomically
from voicecoach.speech.clip_file import Label, pack, unpack
from voicecoach.speech.polish import VERSION, Clip
from voicecoach.status import VoicecoachError

MARKED = 3600.0
"""Seconds for which a clip that has been used is not marked as used again: a session writes no more than it must."""


class ClipCache:
    """The clips of one voice, in `folder`. `identity` is all that changes the voice's sound."""

    def __init__(self, folder: Path, identity: Mapping[str, str]) -> None:
        self.folder = folder
        self._voice = f"{identity.get('voice') or identity.get('engine', '')} {identity.get('rate', '')}".strip()
        self._identity = json.dumps({**identity, "polish": str(VERSION)}, sort_keys=True)

    def get(self, text: str) -> Clip | None:
        """The clip of `text`, or None where there is none that is sound."""
        path = self._path(text)
        try:
            data = path.read_bytes()
        except OSError:
            return None
        clip = unpack(data, self._key(text))
        if clip is not None:
            _mark_used(path)
        return clip

    def put(self, text: str, clip: Clip) -> None:
        """Keep the clip of `text`. Raises `VoicecoachError` where the folder cannot be written."""
        self._write(self._path(text), pack(clip, self._key(text), Label(text, self._voice)))

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


def _mark_used(path: Path) -> None:
    """Note that a clip is used now. The system's own note of it is switched off on many disks."""
    with contextlib.suppress(OSError):  # a cache that can only be read serves as well
        if abs(time.time() - path.stat().st_mtime) > MARKED:
            os.utime(path)
