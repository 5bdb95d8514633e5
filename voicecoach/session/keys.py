"""The keyboard, one key at a time, found blind.

`read` waits a moment for a key and gives its name: a letter, "space", "left", "right", "other" for any
that has no name here, or "interrupt" for Ctrl-C where the terminal gives that as a key.
"""

import contextlib
import os
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol, TextIO

_ESCAPES = {"\x1b[D": "left", "\x1bOD": "left", "\x1b[C": "right", "\x1bOC": "right"}
_WINDOWS_ARROWS = {"K": "left", "M": "right"}


class Keys(Protocol):
    """Where keys come from."""

    def read(self, timeout: float) -> str | None:
        """The next key, or None where none is pressed within `timeout` seconds."""


class NoKeys:
    """No keyboard: the input is no terminal."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        self._sleep = sleep

    def read(self, timeout: float) -> str | None:
        """Nothing, after `timeout` seconds."""
        self._sleep(timeout)
        return None


class TerminalKeys:
    """The keys of a POSIX terminal that has been set to give each at once."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._waiting: deque[str] = deque()

    def read(self, timeout: float) -> str | None:
        """The next key, or None where none is pressed within `timeout` seconds."""
        import select

        if not self._waiting and select.select([self._descriptor], [], [], timeout)[0]:
            with contextlib.suppress(OSError):
                self._waiting.extend(named(os.read(self._descriptor, 1024).decode("utf-8", "replace")))
            if not self._waiting:  # the terminal has gone: no key will come, and none must be waited for
                time.sleep(timeout)
        return self._waiting.popleft() if self._waiting else None


class WindowsKeys:
    """The keys of a Windows console."""

    def read(self, timeout: float) -> str | None:
        """The next key, or None where none is pressed within `timeout` seconds."""
        import msvcrt

        until = time.monotonic() + timeout
        while not msvcrt.kbhit():  # type: ignore[attr-defined,unused-ignore]  # Windows alone has it
            if time.monotonic() > until:
                return None
            time.sleep(0.01)
        key: str = msvcrt.getwch()  # type: ignore[attr-defined,unused-ignore]
        if key in ("\0", "\xe0"):
            return _WINDOWS_ARROWS.get(msvcrt.getwch(), "other")  # type: ignore[attr-defined,unused-ignore]
        return named(key)[0]


@contextlib.contextmanager
def open_keys(stdin: TextIO) -> Iterator[Keys]:
    """The keys of `stdin`; the terminal is as it was when the block ends, however it ends."""
    if not stdin.isatty():
        yield NoKeys()
    elif sys.platform == "win32":
        yield WindowsKeys()
    else:
        with _each_key_at_once(stdin.fileno()):
            yield TerminalKeys(stdin.fileno())


def named(typed: str) -> list[str]:
    """The names of the keys in what a terminal gave at once."""
    if typed in _ESCAPES:
        return [_ESCAPES[typed]]
    if typed.startswith("\x1b"):  # some other key with a sequence of its own, or Escape
        return ["other"]
    return [_name(character) for character in typed]


def _name(character: str) -> str:
    if character == " ":
        return "space"
    if character == "\x03":
        return "interrupt"
    return character.lower() if character.isprintable() else "other"


@contextlib.contextmanager
def _each_key_at_once(descriptor: int) -> Iterator[None]:
    """No waiting for Enter, no echo, and no Ctrl-Z: stopped, the process could not say why it is silent."""
    import termios

    before = termios.tcgetattr(descriptor)
    changed = termios.tcgetattr(descriptor)
    changed[3] &= ~(termios.ICANON | termios.ECHO)
    changed[6] = list(changed[6])
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    changed[6][termios.VSUSP] = b"\0"
    termios.tcsetattr(descriptor, termios.TCSADRAIN, changed)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # the terminal may have gone
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
