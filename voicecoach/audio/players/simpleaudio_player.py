"""Playing through simpleaudio, which has no streams: it plays whole buffers.

So sound is gathered up to the next silence and played as one buffer, and silence is waited through by the clock.
"""

import sys
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from threading import Event
from typing import Any

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, NoSoundError, Samples, Source, no_output
from voicecoach.audio.players.pace import Pace
from voicecoach.audio.players.quiet import quiet_stderr
from voicecoach.audio.players.watchdog import Watchdog
from voicecoach.audio.players.worker import BLOCK, OutputLostError, WorkerPlayer

LOOK = 0.01
"""Seconds between two looks at whether a buffer is still being played."""

PATIENCE = 2.0
"""Seconds beyond its length after which a buffer that does not end is given up."""

TOO_SOON = 0.2
"""Seconds. A buffer that ends so much before its length has not been heard to the end."""


class SimpleaudioPlayer(WorkerPlayer):
    def __init__(
        self, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        super().__init__(monotonic, sleep)
        self._simpleaudio = _load_simpleaudio()
        self._error_type = self._simpleaudio._simpleaudio.SimpleaudioError  # which it keeps to itself
        self._flush = Event()

    def start(self, source: Source) -> None:
        try:
            with quiet_stderr():
                self._play_buffer(np.zeros(BLOCK, np.int16))  # the only way to ask whether there is an output
        except self._error_type as error:
            raise no_output() from error
        super().start(source)

    def flush(self) -> None:
        """Stop the buffer that is being played. simpleaudio still lets out what the card has: about 0.3 s."""
        self._flush.set()

    def play(self, source: Source, pace: Pace) -> None:
        for run in self._runs(source):
            if not run.any() or self._heard(run):
                pace.wait(len(run))
            else:
                pace.restart()

    def _runs(self, source: Source) -> Iterator[Samples]:
        """Whole runs of sound, and blocks of silence; what comes next is not asked for before each is heard."""
        sound: list[Samples] = []
        while not self._closing.is_set():
            if self._flush.is_set():
                self._flush.clear()
                sound = []
            block = source.read(BLOCK)
            silent = block is None or not block.any()
            if block is not None and not silent:
                sound.append(block)
            # a short block: the source does not want to be asked ahead
            if sound and (silent or (block is not None and len(block) < BLOCK)):
                yield np.concatenate(sound)
                sound = []
            if block is None:
                return
            if silent:
                yield block

    def _heard(self, run: Samples) -> bool:
        """Play it and wait; whether it was heard to its end rather than flushed. Raises `OutputLostError`."""
        seconds = len(run) / SAMPLE_RATE
        watchdog = Watchdog(seconds + PATIENCE, self._monotonic)
        started = self._monotonic()
        flushed = False
        try:
            playing = self._play_buffer(run)
        except self._error_type as error:
            raise OutputLostError from error
        while playing.is_playing():
            if not flushed and (self._flush.is_set() or self._closing.is_set()):
                playing.stop()
                flushed = True
            if watchdog.expired:
                raise OutputLostError
            self._sleep(LOOK)
        if not flushed and self._monotonic() - started < seconds - TOO_SOON:
            raise OutputLostError
        return not flushed

    def _play_buffer(self, samples: Samples) -> Any:
        return self._simpleaudio.play_buffer(
            samples.tobytes(), num_channels=1, bytes_per_sample=2, sample_rate=SAMPLE_RATE
        )


def _load_simpleaudio() -> Any:
    # simpleaudio 1.0.4 kills Python 3.12 and later when it plays; simpleaudio-patched is the same module, mended
    if sys.version_info >= (3, 12) and (unsafe := _version("simpleaudio")):
        raise NoSoundError(
            f"simpleaudio {unsafe} crashes Python 3.12 and later; simpleaudio-patched does not.",
            cure='pip uninstall simpleaudio simpleaudio-patched, then pip install "voicecoach[simpleaudio]"',
        )
    try:
        import simpleaudio
    except ImportError as error:
        needs = " (it is compiled: apt install libasound2-dev gcc first)" if sys.platform == "linux" else ""
        raise NoSoundError(
            "The player simpleaudio is not installed.", cure=f'pip install "voicecoach[simpleaudio]"{needs}'
        ) from error
    return simpleaudio


def _version(distribution: str) -> str:
    try:
        return version(distribution)
    except PackageNotFoundError:
        return ""
