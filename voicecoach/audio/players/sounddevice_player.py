"""Playing through sounddevice, that is PortAudio: for machines which miniaudio is not built for."""

import sys
from collections.abc import Callable
from typing import Any

from voicecoach.audio.players import SAMPLE_RATE, NoSoundError, Samples, no_output
from voicecoach.audio.players.callback import BUFFER, CallbackPlayer
from voicecoach.audio.players.quiet import quiet_stderr


class SounddevicePlayer(CallbackPlayer):
    def __init__(self) -> None:
        super().__init__()
        self._sounddevice = _load_sounddevice()

    def open_device(self, fill: Callable[[int], Samples], stopped: Callable[[], None]) -> Any:
        try:
            with quiet_stderr():
                try:
                    return self._open_stream(fill, stopped)
                except self._sounddevice.PortAudioError:
                    # PortAudio lists the devices once, when it is loaded: look again for one that has come since
                    self._sounddevice._terminate()
                    self._sounddevice._initialize()
                    return self._open_stream(fill, stopped)
        except self._sounddevice.PortAudioError as error:
            raise no_output() from error

    def _open_stream(self, fill: Callable[[int], Samples], stopped: Callable[[], None]) -> Any:
        def callback(out: Any, frames: int, _time: Any, _status: Any) -> None:
            out[:, 0] = fill(frames)

        stream = self._sounddevice.OutputStream(
            samplerate=SAMPLE_RATE,
            channels=1,
            dtype="int16",
            latency=BUFFER,
            callback=callback,
            finished_callback=stopped,
        )
        stream.start()
        return stream

    def close_device(self, device: Any) -> None:
        device.close(ignore_errors=True)


def _load_sounddevice() -> Any:
    # it loads a native library and looks for devices: only when it is to play
    try:
        import sounddevice
    except ImportError as error:
        raise NoSoundError(
            "The player sounddevice is not installed.", cure='pip install "voicecoach[sounddevice]"'
        ) from error
    except OSError as error:
        raise NoSoundError(
            "The player sounddevice needs the library PortAudio, which is not installed.",
            cure="apt install libportaudio2"
            if sys.platform == "linux"
            else "pip install --force-reinstall sounddevice",
        ) from error
    return sounddevice
