"""What the microphones have in common: a library calls back with blocks of sound, in a thread of its own."""

import atexit
import contextlib
import time
from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Callable
from threading import Event, Lock, Thread
from typing import Any

import numpy as np

from voicecoach.audio.players.patience import within_limit
from voicecoach.audio.players.watchdog import Watchdog
from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.microphones import own_output, silent_input
from voicecoach.hearing.microphones.monitor import records_own_output

PERIOD = 0.02
"""Seconds of sound in one block, about. Shorter, and sound servers stutter; longer, and answers come late."""

LONGEST = 10 * SAMPLE_RATE
"""Samples that are kept for the next read."""

PATIENCE = 2.0
"""Seconds without a block after which the input is taken for lost."""

LOOK = 2.0
"""Seconds between two looks at what is recorded: sound servers move a stream when its microphone is unplugged."""


class Intake:
    """Blocks from the library's thread, until they are taken in ours."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._blocks: deque[Samples] = deque()
        self._held = 0
        self._lock = Lock()
        self._watchdog = Watchdog(PATIENCE, monotonic)

    def put(self, block: Samples) -> None:
        """Add a block, which is the intake's from now on; the oldest make room for it. Raises nothing."""
        self._watchdog.feed()
        with self._lock:
            self._blocks.append(block)
            self._held += len(block)
            while self._held > LONGEST:
                self._held -= len(self._blocks.popleft())

    def take(self) -> Samples:
        """All that is there, which may be nothing."""
        with self._lock:
            blocks, self._blocks = self._blocks, deque()
            self._held = 0
        return np.concatenate(blocks) if blocks else np.zeros(0, np.int16)

    @property
    def starved(self) -> bool:
        """Whether nobody calls any more."""
        return self._watchdog.expired


class CallbackMicrophone(ABC):
    """A microphone over one open device, which fills an `Intake`; the subclass opens it and closes it."""

    def __init__(self) -> None:
        self._device: Any = None
        self._intake: Intake | None = None
        self._lock = Lock()
        self._closed = Event()
        self._gone = False

    @abstractmethod
    def open_device(self, put: Callable[[Samples], None], stopped: Callable[[], None]) -> Any:
        """The open device: mono, int16, `SAMPLE_RATE`, calling `put` with a block every `PERIOD` from now on.

        It calls `stopped`, if it can tell, when the device stops. Raises `NoMicrophoneError`.
        """

    @abstractmethod
    def close_device(self, device: Any) -> None:
        """Stop it at once and release it. Raises nothing, even where the device is long gone."""

    def start(self) -> None:
        assert self._intake is None, "a microphone records once"
        self._intake = intake = Intake()
        try:
            within_limit(lambda: self._open(intake))
        except TimeoutError:
            self.close()
            raise silent_input() from None
        # however the process ends: an interpreter that exits under an open device may hang
        atexit.register(self.close)
        Thread(target=self._look_out, name="microphone look-out", daemon=True).start()

    def _open(self, intake: Intake) -> None:
        device = self.open_device(intake.put, self._note_stop)
        if records_own_output():
            self.close_device(device)
            raise own_output()
        with self._lock:
            if not self._closed.is_set():
                self._device = device
                return
        # nobody has waited so long for it: a microphone that nobody reads must not stay open
        self.close_device(device)

    def _look_out(self) -> None:
        while not self._closed.wait(LOOK):
            if records_own_output():
                self._gone = True
                return

    def _note_stop(self) -> None:
        # in the library's thread, where closing the device would wait for itself
        self._gone = True

    def read(self) -> Samples:
        assert self._intake is not None, "a microphone is started before it is read"
        return self._intake.take()

    @property
    def lost(self) -> bool:
        if self._intake is None or self._device is None:
            return False
        return self._gone or self._intake.starved

    def close(self) -> None:
        atexit.unregister(self.close)
        with self._lock:
            self._closed.set()
            device, self._device = self._device, None
        if device is not None:
            with contextlib.suppress(TimeoutError):
                within_limit(lambda: self.close_device(device))
        if self._intake is not None:
            self._intake.take()
