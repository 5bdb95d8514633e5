"""Being told to end, by SIGTERM or SIGHUP: as after an error, whatever has been opened is closed."""

import signal
from types import FrameType

_told: list[int] = []


def listen() -> None:
    """End in order from now on when the system says so."""
    for name in ("SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)


def check() -> None:
    """Raise `SystemExit` where the program has been told to end.

    To be called in long work: what a signal's handler raises is lost where Python cannot hand it on, as in a
    destructor.
    """
    if _told:
        raise SystemExit(128 + _told[0])


def _end(number: int, _frame: FrameType | None) -> None:
    _told.append(number)
    check()
