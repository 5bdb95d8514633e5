"""Lyrics in an MP3 file, which FFmpeg reads but does not write.

FFmpeg leaves room at the end of its ID3v2.3 tag, and one frame is put there. See https://id3.org/id3v2.3.0,
sections 3.3 (frames) and 4.9 (USLT).
"""

import struct
from pathlib import Path

HEADER = 10


def lyrics_frame(lyrics: str) -> bytes:
    """The frame USLT: unsynchronised lyrics in English, UTF-16, without a description."""
    body = b"\x01" + b"eng" + b"\xff\xfe\x00\x00" + lyrics.encode("utf-16")
    return b"USLT" + struct.pack(">IH", len(body), 0) + body


def put_frame(path: Path, frame: bytes) -> None:
    """Put a frame into the padding of the tag that the file begins with."""
    with path.open("r+b") as file:
        header = file.read(HEADER)
        assert header[:3] == b"ID3", "FFmpeg writes a tag"
        end = HEADER + _unsynchronised(header[6:])
        position = HEADER
        while position + HEADER <= end:  # past the frames that are there
            file.seek(position)
            name, size = struct.unpack(">4sI", file.read(8))
            if name == b"\0\0\0\0":
                break
            position += HEADER + size
        assert position + len(frame) <= end, "room was asked for"
        file.seek(position)
        file.write(frame)


def _unsynchronised(four: bytes) -> int:
    """A size in four bytes of seven bits."""
    return sum(byte << shift for byte, shift in zip(four, (21, 14, 7, 0), strict=True))
