"""Recording through sounddevice, that is PortAudio: for machines which miniaudio is not built for."""

import sys
from collections.abc import Callable
from typing import Any

from voicecoach.audio.players.quiet import quiet_stderr
from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.microphones import NoMicrophoneError, no_input
from voicecoach.hearing.microphones.callback import PERIOD, CallbackMicrophone

PERIODS = 5
"""Parts of the buffer. Unlike miniaudio, PortAudio divides a longer buffer into longer parts, and answers come late."""


class SounddeviceMicrophone(CallbackMicrophone):
    def __init__(self) -> None:
        super().__init__()
        self._sounddevice = _load_sounddevice()

    def open_device(self, put: Callable[[Samples], None], stopped: Callable[[], None]) -> Any:
        def callback(recorded: Any, _frames: int, _time: Any, _status: Any) -> None:
            put(recorded[:, 0].copy())

        # a player that looks for new outputs starts PortAudio anew, which would take our stream from under us:
        # it does not where PortAudio has been started once more than it is ended
        try:
            self._sounddevice._initialize()
        except self._sounddevice.PortAudioError as error:
            raise no_input() from error
        stream = None
        try:
            with quiet_stderr():
                stream = self._sounddevice.InputStream(
                    samplerate=SAMPLE_RATE,
                    channels=1,
                    dtype="int16",
                    blocksize=0,  # as it comes; a fixed size is waited for
                    latency=PERIOD * PERIODS,
                    callback=callback,
                    finished_callback=stopped,
                )
                stream.start()
        except self._sounddevice.PortAudioError as error:
            self.close_device(stream)
            raise no_input() from error
        return stream

    def close_device(self, device: Any) -> None:
        if device is not None:
            device.close(ignore_errors=True)
        self._sounddevice._terminate()


def _load_sounddevice() -> Any:
    # it loads a native library and looks for devices: only when it is to record
    try:
        import sounddevice
    except ImportError as error:
        raise NoMicrophoneError(
            "The microphone library sounddevice is not installed.", cure='pip install "voicecoach[sounddevice]"'
        ) from error
    except OSError as error:
        raise NoMicrophoneError(
            "The microphone library sounddevice needs PortAudio, which is not installed.",
            cure="apt install libportaudio2"
            if sys.platform == "linux"
            else "pip install --force-reinstall sounddevice",
        ) from error
    return sounddevice
