"""Being told to end, by a signal or Ctrl-C: as after an error, whatever has been opened is closed."""

import signal
from types import FrameType

_told: list[int] = []


def listen() -> None:
    """End in order from now on when the system says so."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        number = getattr(signal, name, None)
        if number is not None and signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, _end)


def check() -> None:
    """Raise `SystemExit` where the program has been told to end, `KeyboardInterrupt` where that was Ctrl-C.

    To be called in long work: what a signal's handler raises is lost where Python cannot hand it on, as in a
    destructor.
    """
    if _told and _told[0] == signal.SIGINT:
        raise KeyboardInterrupt
    if _told:
        raise SystemExit(128 + _told[0])


def _end(number: int, _frame: FrameType | None) -> None:
    _told.append(number)
    check()
