"""MP3 frames from LAME itself (`lameenc`).

The LAME inside `av`'s wheels is built without optimisation: it takes four times as long for the same frames. FFmpeg
still writes the file, so that an MP3 has its chapters, tags and gapless marks like any other format.
"""

import struct
from collections.abc import Iterator
from fractions import Fraction

import av
import lameenc
import numpy as np
from av.audio.stream import AudioStream
from av.packet import PacketSideData, packet_sidedata_type_from_literal

from voicecoach.audio.players import SAMPLE_RATE, Samples

DELAY = 1105
"""Samples by which LAME's output is late: 576 of its own and 529 of any decoder, as FFmpeg counts them."""

FRAME = 576
"""Samples in a frame of MPEG-2 layer III."""

QUALITY = 7
"""Of 0 to 9, the best first. 7 is half the time of the default, and no difference in speech at this rate."""


class LameEncoder:
    """Encodes mono sound at `bitrate` bits a second into packets of `stream`."""

    def __init__(self, stream: AudioStream, bitrate: int) -> None:
        self._stream = stream
        self._lame = lameenc.Encoder()
        self._lame.silence()  # it would print its settings
        self._lame.set_channels(1)
        self._lame.set_in_sample_rate(SAMPLE_RATE)
        self._lame.set_out_sample_rate(SAMPLE_RATE)
        self._lame.set_bit_rate(bitrate // 1000)
        self._lame.set_quality(QUALITY)
        self._frames = av.CodecContext.create("mp3", "r")
        self._taken = 0
        self._position = -DELAY

    def encode(self, block: Samples) -> "Iterator[av.Packet[AudioStream]]":
        """The frames that are ready after `block`."""
        self._taken += len(block)
        return self._packets(bytes(self._lame.encode(np.ascontiguousarray(block).tobytes())))

    def flush(self) -> "Iterator[av.Packet[AudioStream]]":
        """The last frames; the very last tells how much of it is more than was put in."""
        packets = [*self._packets(bytes(self._lame.flush())), *self._packets(b"")]
        _skip(packets[-1], end=self._position - self._taken)
        return iter(packets)

    def _packets(self, data: bytes) -> "Iterator[av.Packet[AudioStream]]":
        for packet in self._frames.parse(data):
            packet.stream = self._stream
            packet.time_base = Fraction(1, SAMPLE_RATE)
            packet.pts = packet.dts = self._position
            packet.duration = FRAME
            if self._position == -DELAY:
                _skip(packet, start=DELAY)
            self._position += FRAME
            yield packet


def _skip(packet: "av.Packet[AudioStream]", start: int = 0, end: int = 0) -> None:
    """Mark what a player drops, in samples, as FFmpeg's own encoder does: AV_PKT_DATA_SKIP_SAMPLES, little-endian."""
    kind = packet_sidedata_type_from_literal("skip_samples")
    mark = PacketSideData(kind, 10)  # type: ignore[call-arg]  # its stubs do not tell of the constructor
    memoryview(mark)[:] = struct.pack("<IIBB", start, end, 0, 0)
    packet.set_sidedata(mark)
