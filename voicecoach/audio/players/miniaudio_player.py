"""Playing through miniaudio: the default, for it brings all it needs along."""

from collections.abc import Callable, Generator
from typing import Any

from voicecoach.audio.players import SAMPLE_RATE, NoSoundError, Samples, no_output
from voicecoach.audio.players.callback import BUFFER, CallbackPlayer
from voicecoach.audio.players.quiet import quiet_stderr

PERIODS = 3
"""Parts of the buffer: one is played while the others wait."""


class MiniaudioPlayer(CallbackPlayer):
    """One device at a time: it keeps a connection to the sound server for as long as the process lives."""

    def __init__(self) -> None:
        super().__init__()
        self._miniaudio = _load_miniaudio()

    def open_device(self, fill: Callable[[int], Samples], stopped: Callable[[], None]) -> Any:
        miniaudio = self._miniaudio
        # left to itself miniaudio would fall back to its null backend, and "play" without a sound
        pretended = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
        try:
            with quiet_stderr():
                device = miniaudio.PlaybackDevice(
                    output_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=SAMPLE_RATE,
                    buffersize_msec=round(BUFFER * 1000 / PERIODS),  # of one period, whatever its name says
                    callback_periods=PERIODS,
                    backends=[backend for backend in miniaudio.Backend if backend not in pretended],
                    app_name="voicecoach",
                )
                device.stop_callback = stopped
                device.start(_blocks(fill))
        except miniaudio.MiniaudioError as error:
            raise no_output() from error
        return device

    def close_device(self, device: Any) -> None:
        device.close()


def _blocks(fill: Callable[[int], Samples]) -> Generator[bytes, int, None]:
    """The generator that miniaudio sends numbers of frames to, already at its first yield."""

    def blocks() -> Generator[bytes, int, None]:
        frames = yield b""
        while True:
            frames = yield fill(frames).tobytes()

    generator = blocks()
    next(generator)
    return generator


def _load_miniaudio() -> Any:
    # it loads a native library: only when it is to play
    try:
        import miniaudio
    except ImportError as error:
        raise NoSoundError(
            "The player miniaudio is not installed; there is no build of it for some machines.",
            cure='pip install "voicecoach[sounddevice]", then add: --player sounddevice',
        ) from error
    return miniaudio
