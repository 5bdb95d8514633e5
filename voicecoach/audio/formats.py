"""The audio formats that a routine can be written in.

To add one: a row in `FORMATS`. What differs between containers is data here, so that `encode` has no
cases: where chapters and the cover go, and what the muxer and the codec are told.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

MAX_CHAPTERS = 255
"""More wrap around in MP4's chapter list and in MP3's table of contents."""


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file. `bitrate` is the default in bits a second, None where the codec loses nothing.

    `most` bits a second is where the codec ends for one channel at 24 kHz.

    Chapters are the container's own or `CHAPTERnnn` tags (https://wiki.xiph.org/Chapter_Extension), for
    FFmpeg's own in Ogg and FLAC may come a second late. The cover is a picture stream or, in Ogg, a tag.
    """

    container: str
    codec: str
    bitrate: int | None = None
    most: int = 0
    chapters: Literal["container", "tags", "none"] = "container"
    cover: Literal["stream", "tag", "none"] = "stream"
    muxer: Mapping[str, str] = field(default_factory=dict)
    coder: Mapping[str, str] = field(default_factory=dict)


_AAC = {"aac_coder": "fast"}  # four times as fast as FFmpeg's default, and measured better

FORMATS: Mapping[str, Format] = {
    ".m4a": Format("mp4", "aac", 64_000, most=144_000, muxer={"brand": "M4A ", "movflags": "+faststart"}, coder=_AAC),
    ".m4b": Format("mp4", "aac", 64_000, most=144_000, muxer={"brand": "M4B ", "movflags": "+faststart"}, coder=_AAC),
    ".mp3": Format("mp3", "libmp3lame", 64_000, most=160_000, muxer={"id3v2_version": "3"}),
    ".opus": Format("opus", "libopus", 32_000, most=256_000, chapters="tags", cover="tag"),
    ".flac": Format("flac", "flac", chapters="tags"),
    ".wav": Format("wav", "pcm_s16le", chapters="none", cover="none"),
}
"""By suffix, the default first. 64 kbit/s of AAC or MP3 and 32 of Opus leave speech in mono as it was."""
