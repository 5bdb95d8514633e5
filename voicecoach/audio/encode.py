"""Samples -> an audio file with chapters, tags and cover, through FFmpeg's libraries (`av`)."""

import base64
import struct
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

import av
import numpy as np
from av.audio.stream import AudioStream
from av.codec.context import Flags
from av.container import OutputContainer
from av.stream import Disposition, Stream

from voicecoach.audio.formats import Format
from voicecoach.audio.id3 import lyrics_frame, put_frame
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.files import write_atomically
from voicecoach.timeline.models import Chapter

if TYPE_CHECKING:
    from av.container.core import Chapter as FileChapter  # known to its type stubs alone

MS = Fraction(1, 1000)


@dataclass(frozen=True, slots=True)
class Labels:
    """What a file tells about itself. `chapters` begin at ms from the file's start; `cover` is a PNG of 600x600."""

    tags: Mapping[str, str] = field(default_factory=dict)
    chapters: Sequence[Chapter] = ()
    lyrics: str = ""
    cover: bytes = b""


def write_audio(
    path: Path, form: Format, blocks: Iterable[Samples], length: int, labels: Labels, bitrate: int | None = None
) -> None:
    """Write `blocks`, `length` ms in all, as `path`. The same arguments and versions give the same bytes.

    Raises OSError, and then leaves nothing behind.
    """
    tags = {**labels.tags, **_text_chapters(form, labels)}
    if labels.lyrics and form.container != "mp3":  # FFmpeg has no lyrics for MP3: see `id3`
        tags["lyrics"] = labels.lyrics
    if labels.cover and form.cover == "tag":
        tags["METADATA_BLOCK_PICTURE"] = _picture_block(labels.cover)
    lyrics = lyrics_frame(labels.lyrics) if labels.lyrics and form.container == "mp3" else b""
    options = {**form.muxer, "fflags": "+bitexact"}
    if lyrics:
        options["metadata_header_padding"] = str(len(lyrics))

    with write_atomically(path) as file:
        with av.open(file.name, "w", format=form.container, options=options) as container:
            audio = _add_audio(container, form, bitrate)
            if form.container == "mp4":  # which keeps the language with the sound, not with the tags
                audio.metadata["language"] = tags.pop("language", "und")
            container.metadata.update(tags)
            if labels.chapters and form.chapters == "container":
                container.set_chapters(_chapters(labels.chapters, length))
            if labels.cover and form.cover == "stream":
                _put_cover(container, labels.cover)
            for packet in _encoded(audio, blocks):
                container.mux(packet)
        if lyrics:
            put_frame(Path(file.name), lyrics)


def _add_audio(container: OutputContainer, form: Format, bitrate: int | None) -> AudioStream:
    audio = container.add_stream(form.codec, rate=SAMPLE_RATE, layout="mono", options=dict(form.coder))
    assert isinstance(audio, AudioStream)
    if form.bitrate is not None:
        audio.bit_rate = bitrate or form.bitrate
    audio.codec_context.flags |= Flags.bitexact
    return audio


def _put_cover(container: OutputContainer, png: bytes) -> None:
    stream: Stream = container.add_stream("png", options={}, width=600, height=600, pix_fmt="rgb24")
    stream.time_base = MS
    stream.disposition = Disposition.attached_pic
    packet = av.Packet(png)
    packet.stream = stream
    packet.pts = packet.dts = 0
    packet.time_base = MS
    packet.is_keyframe = True
    container.start_encoding()
    container.mux(packet)


def _encoded(audio: AudioStream, blocks: Iterable[Samples]) -> "Iterator[av.Packet[AudioStream]]":
    """The packets of the whole sound."""
    if audio.codec_context.name == "libmp3lame":
        from voicecoach.audio.lame import LameEncoder

        lame = LameEncoder(audio, audio.bit_rate or 0)
        for block in blocks:
            yield from lame.encode(block)
        yield from lame.flush()
        return
    position = 0
    for block in blocks:
        frame = av.AudioFrame.from_ndarray(block[np.newaxis], format="s16", layout="mono")
        frame.sample_rate = SAMPLE_RATE
        frame.time_base = Fraction(1, SAMPLE_RATE)
        frame.pts = position
        position += len(block)
        yield from audio.encode(frame)
    yield from audio.encode(None)


def _chapters(chapters: Sequence[Chapter], length: int) -> "list[FileChapter]":
    ends = [chapter.start for chapter in chapters[1:]] + [length]
    return [
        {"id": i, "start": chapter.start, "end": end, "time_base": MS, "metadata": {"title": chapter.title}}
        for i, (chapter, end) in enumerate(zip(chapters, ends, strict=True), start=1)
    ]


def _text_chapters(form: Format, labels: Labels) -> dict[str, str]:
    """Chapters as Vorbis comments: `CHAPTER000=00:00:00.500`, `CHAPTER000NAME=Opening`."""
    if form.chapters != "tags":
        return {}
    tags = {}
    for i, chapter in enumerate(labels.chapters):
        hours, rest = divmod(chapter.start, 3_600_000)
        minutes, rest = divmod(rest, 60_000)
        tags[f"CHAPTER{i:03}"] = f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
        tags[f"CHAPTER{i:03}NAME"] = chapter.title
    return tags


def _picture_block(png: bytes) -> str:
    """A PNG of 600x600 as FLAC's picture block (RFC 9639, section 8.8), which Ogg carries as a tag in base 64."""
    mime = b"image/png"
    front_cover = 3
    block = struct.pack(">II", front_cover, len(mime)) + mime + struct.pack(">IIIIII", 0, 600, 600, 24, 0, len(png))
    return base64.b64encode(block + png).decode()
