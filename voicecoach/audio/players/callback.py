"""What the players have in common whose library calls back for samples, in a thread of its own."""

import atexit
import contextlib
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from typing import Any

import numpy as np

from voicecoach.audio.players import SAMPLE_RATE, Samples, Source, silent_output
from voicecoach.audio.players.patience import within_limit
from voicecoach.audio.players.watchdog import Watchdog

BUFFER = 0.3
"""Seconds of sound between us and the output. Under 0.2, a busy computer stutters; more, and a key acts late."""

PATIENCE = 2.0
"""Seconds without a call after which the output is taken for lost."""


class Feed:
    """Blocks of exactly the asked length out of a source which may give less: silence from its end on."""

    def __init__(self, source: Source, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._source = source
        self._ended = False
        self._silence = 0
        self._error: Exception | None = None
        self._watchdog = Watchdog(PATIENCE, monotonic)

    def fill(self, frames: int) -> Samples:
        """The next `frames` samples. Called back by the library; raises nothing, as nobody there would hear of it."""
        self._watchdog.feed()
        block = np.zeros(frames, np.int16)
        filled = 0
        try:
            while filled < frames and not self._ended:
                samples = self._source.read(frames - filled)
                if samples is None:
                    self._ended = True
                else:
                    assert len(samples) > 0, "a source gives at least one sample, or None"
                    block[filled : filled + len(samples)] = samples
                    filled += len(samples)
        except Exception as error:
            self._error = error
            self._ended = True
        self._silence += frames - filled
        return block

    @property
    def finished(self) -> bool:
        """Whether the last sample has been heard: twice the buffer, full of silence, has been taken after it.

        Once would do for our own buffer; the second is for the sound server and the card behind it.
        """
        if self._error is not None:
            raise self._error
        return self._silence >= 2 * BUFFER * SAMPLE_RATE

    @property
    def starved(self) -> bool:
        """Whether nobody calls any more."""
        return self._watchdog.expired


class CallbackPlayer(ABC):
    """A player over one open device, which asks a `Feed`; the subclass opens it and closes it."""

    def __init__(self) -> None:
        self._device: Any = None
        self._feed: Feed | None = None
        self._stopped = False

    @abstractmethod
    def open_device(self, fill: Callable[[int], Samples], stopped: Callable[[], None]) -> Any:
        """The open device: mono, int16, `SAMPLE_RATE`, about `BUFFER` long, calling `fill` from now on.

        It calls `stopped`, if it can tell, when the device stops. Raises `NoSoundError`.
        """

    @abstractmethod
    def close_device(self, device: Any) -> None:
        """Stop it at once and release it. Raises nothing, even where the device is long gone."""

    def start(self, source: Source) -> None:
        assert self._feed is None, "a player plays once"
        self._feed = Feed(source)
        feed = self._feed
        try:
            self._device = within_limit(lambda: self.open_device(feed.fill, self._note_stop))
        except TimeoutError:
            raise silent_output() from None
        # however the process ends: an interpreter that exits under an open device may hang
        atexit.register(self.close)

    def _note_stop(self) -> None:
        # in the library's thread, where closing the device would wait for itself
        self._stopped = True

    @property
    def latency(self) -> float:
        return BUFFER

    @property
    def finished(self) -> bool:
        return self._feed is not None and self._feed.finished

    @property
    def lost(self) -> bool:
        if self._feed is None or self._device is None:
            return False
        return (self._stopped or self._feed.starved) and not self._feed.finished

    def flush(self) -> None:  # noqa: B027 - empty on purpose: most players have nothing to drop
        """Nothing to do: `BUFFER` is no more than a moment."""

    def close(self) -> None:
        atexit.unregister(self.close)
        device, self._device = self._device, None
        if device is not None:
            with contextlib.suppress(TimeoutError):
                within_limit(lambda: self.close_device(device))
