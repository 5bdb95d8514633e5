"""Recording through miniaudio: the default, for it brings all it needs along."""

import sys
from collections.abc import Callable, Generator
from typing import Any

import numpy as np

from voicecoach.audio.players.quiet import quiet_stderr
from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.microphones import NoMicrophoneError, no_input
from voicecoach.hearing.microphones.callback import PERIOD, CallbackMicrophone

PERIODS = 25
"""Parts of the buffer: what the system keeps for us while this process is busy, half a second, delays nothing."""


class MiniaudioMicrophone(CallbackMicrophone):
    def __init__(self) -> None:
        super().__init__()
        self._miniaudio = _load_miniaudio()

    def open_device(self, put: Callable[[Samples], None], stopped: Callable[[], None]) -> Any:
        miniaudio = self._miniaudio
        # left to itself miniaudio would fall back to its null backend, and "record" nothing but silence
        pretended = {miniaudio.Backend.NULL, miniaudio.Backend.CUSTOM}
        device = None
        try:
            with quiet_stderr():
                device = miniaudio.CaptureDevice(
                    input_format=miniaudio.SampleFormat.SIGNED16,
                    nchannels=1,
                    sample_rate=SAMPLE_RATE,
                    buffersize_msec=round(PERIOD * 1000),  # of one period, whatever its name says
                    callback_periods=PERIODS,
                    backends=[backend for backend in miniaudio.Backend if backend not in pretended],
                    app_name="voicecoach",
                )
                device.stop_callback = stopped
                device.start(_blocks(put))
        except miniaudio.MiniaudioError as error:
            if device is not None:
                self.close_device(device)
            raise no_input() from error
        return device

    def close_device(self, device: Any) -> None:
        device.close()
        # left to itself it keeps a connection to the sound server for as long as the process lives; PulseAudio
        # accepts 64. Elsewhere than on Linux what is kept is small, and letting go of it has not been tried
        if sys.platform == "linux":
            self._miniaudio.lib.ma_context_uninit(device._context)


def _blocks(put: Callable[[Samples], None]) -> Generator[None, bytearray, None]:
    """The generator that miniaudio sends what was recorded to, already at its first yield."""

    def blocks() -> Generator[None, bytearray, None]:
        while True:
            recorded = yield
            put(np.frombuffer(recorded, np.int16))

    generator = blocks()
    next(generator)
    return generator


def _load_miniaudio() -> Any:
    # it loads a native library: only when it is to record
    try:
        import miniaudio
    except ImportError as error:
        raise NoMicrophoneError(
            "The microphone library miniaudio is not installed; there is no build of it for some machines.",
            cure='pip install "voicecoach[sounddevice]"',
        ) from error
    return miniaudio
