"""Ctrl-C, and being told to end, as something to look at instead of something that happens anywhere."""

import contextlib
import signal
from collections.abc import Iterator
from types import FrameType


class Interrupts:
    """How often the program has been told to end."""

    def __init__(self) -> None:
        self.count = 0

    def note(self, _signal: int, _frame: FrameType | None) -> None:
        """Once more; the second time ends everything at once."""
        self.count += 1
        if self.count > 1:
            raise KeyboardInterrupt

    @contextlib.contextmanager
    def caught(self) -> Iterator[None]:
        """Within the block, signals to end are counted."""
        numbers = [signal.SIGINT, signal.SIGTERM]
        if hasattr(signal, "SIGHUP"):
            numbers.append(signal.SIGHUP)
        before = {number: signal.signal(number, self.note) for number in numbers}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)
