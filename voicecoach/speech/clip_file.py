"""A clip as a file: an ordinary WAV (mono, 16 bit, 24 kHz) that any player plays.

Two chunks follow the sound: what it says and in which voice, as in any tagged WAV (`LIST`, with INAM and IART), and
`vcck`, the checksum over all of it and the clip's key. Files without the first of these are read as well.
"""

import hashlib
import re
import struct
from dataclasses import dataclass
from typing import BinaryIO

import numpy as np

from voicecoach.speech.polish import SAMPLE_RATE, Clip

_HEADER = struct.Struct("<4sI4s4sIHHIIHH4sI")
_CHUNK = struct.Struct("<4sI")
_SEAL = 64  # bytes of the checksum, in hexadecimal
_FORM = (b"WAVE", b"fmt ", 16, 1, 1, SAMPLE_RATE, SAMPLE_RATE * 2, 2, 16, b"data")
_MOST = 10_000  # bytes of the longest label that is read: one line of a routine has far fewer


@dataclass(frozen=True, slots=True)
class Label:
    """What a clip says, and the name of the voice; "" where that is not known."""

    text: str = ""
    voice: str = ""


def pack(clip: Clip, key: str, label: Label) -> bytes:
    """The file of a clip."""
    sound = clip.astype("<i2").tobytes()
    tags = b"INFO" + _chunk(b"INAM", _words(label.text)) + _chunk(b"IART", _words(label.voice))
    after = _chunk(b"LIST", tags) + _CHUNK.pack(b"vcck", _SEAL)
    riff = _HEADER.size - 8 + len(sound) + len(after) + _SEAL
    body = _HEADER.pack(b"RIFF", riff, *_FORM, len(sound)) + sound + after
    return body + _seal(key, body)


def unpack(data: bytes, key: str) -> Clip | None:
    """The clip in a file, None where it is not that of this key, whole and unchanged."""
    if len(data) < _HEADER.size + _CHUNK.size + _SEAL or data[-_SEAL:] != _seal(key, data[:-_SEAL]):
        return None
    return np.frombuffer(data, np.dtype("<i2"), _HEADER.unpack_from(data)[-1] // 2, _HEADER.size)


def is_clip(head: bytes) -> bool:
    """Whether a file that begins so is one of ours, whole or cut short: nobody else's WAV looks like that.

    It announces, to the byte, a sound and the chunks after it.
    """
    if len(head) < _HEADER.size:
        return False
    riff, total, *form, sound = _HEADER.unpack_from(head)
    return riff == b"RIFF" and tuple(form) == _FORM and total >= _HEADER.size - 8 + sound + _CHUNK.size + _SEAL


def read_label(file: BinaryIO) -> Label | None:
    """The label of a file that is one of ours, an empty one where it has none; None for any other. Raises OSError."""
    head = file.read(_HEADER.size)
    if not is_clip(head):
        return None
    file.seek(_HEADER.unpack(head)[-1], 1)
    tags = file.read(_MOST)
    if tags[:4] != b"LIST" or tags[8:12] != b"INFO":
        return Label()
    found = re.match(rb"INAM.{4}([^\0]*)\0{1,2}IART.{4}([^\0]*)\0", tags[12:], re.DOTALL)
    return Label(*(each.decode("utf-8", "replace") for each in found.groups())) if found else Label()


def _chunk(name: bytes, content: bytes) -> bytes:
    return _CHUNK.pack(name, len(content)) + content


def _words(text: str) -> bytes:
    """A text as such tags hold it: ended by a NUL, and of even length."""
    content = text.replace("\0", " ").encode("utf-8", "replace") + b"\0"
    return content + b"\0" * (len(content) % 2)


def _seal(key: str, data: bytes) -> bytes:
    return hashlib.sha256(key.encode() + data).hexdigest().encode()
