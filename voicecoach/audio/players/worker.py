"""What the players have in common that pull samples in a thread of their own."""

import atexit
import time
from abc import ABC, abstractmethod
from collections.abc import Callable
from threading import Event, Thread

from voicecoach.audio.players import SAMPLE_RATE, Source
from voicecoach.audio.players.pace import Pace

BLOCK = SAMPLE_RATE // 20
"""Samples that are pulled at once: 50 ms, which is also how long such a player takes to notice that it is closed."""


class OutputLostError(Exception):
    """The output has gone while something was played on it."""


class WorkerPlayer(ABC):
    """A player over one thread; the subclass says what is done there.

    `monotonic` and `sleep` are as in the module `time`, in seconds; a test gives its own.
    """

    def __init__(
        self, monotonic: Callable[[], float] = time.monotonic, sleep: Callable[[float], None] = time.sleep
    ) -> None:
        self._monotonic = monotonic
        self._sleep = sleep
        self._thread: Thread | None = None
        self._closing = Event()
        self._finished = False
        self._lost = False
        self._error: Exception | None = None

    @abstractmethod
    def play(self, source: Source, pace: Pace) -> None:
        """Pull blocks of `BLOCK` until the source ends or `_closing` is set. Raises `OutputLostError`."""

    def start(self, source: Source) -> None:
        assert self._thread is None, "a player plays once"
        # a daemon, as Python waits for any other thread before it calls what is registered in atexit
        self._thread = Thread(target=self._work, args=(source,), name="player", daemon=True)
        atexit.register(self.close)
        self._thread.start()

    def _work(self, source: Source) -> None:
        try:
            self.play(source, Pace(self._monotonic, self._sleep))
            self._finished = not self._closing.is_set()
        except OutputLostError:
            self._lost = True
        except Exception as error:
            self._error = error

    @property
    def latency(self) -> float:
        return 0.0

    @property
    def finished(self) -> bool:
        if self._error is not None:
            raise self._error
        return self._finished

    @property
    def lost(self) -> bool:
        return self._lost

    def flush(self) -> None:  # noqa: B027 - empty on purpose: most players have nothing to drop
        """Nothing to do: a block is no more than a moment."""

    def close(self) -> None:
        atexit.unregister(self.close)
        self._closing.set()
        if self._thread is not None:
            self._thread.join()
