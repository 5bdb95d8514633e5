"""The keyboard, one key at a time, found blind.

`read` waits a moment for a key and gives its name: a letter, "space", "left", "right", "other" for any
that has no name here, or "interrupt" for Ctrl-C where the terminal gives that as a key.
"""

import contextlib
import os
import re
import sys
import time
from collections import deque
from collections.abc import Callable, Iterator
from typing import Protocol, TextIO

_ESCAPES = {"\x1b[D": "left", "\x1bOD": "left", "\x1b[C": "right", "\x1bOC": "right"}
_KEY = re.compile(r"\x1b(?:\[[0-9;?]*[ -/]*[@-~]|O.)|.", re.DOTALL)
"""One key: a character, or a sequence that begins with Escape (ECMA-48, 5.4)."""

_BEGINNING = re.compile(r"(?:\x1b(?:\[[0-9;?]*[ -/]*|O)?)?\Z")
"""A sequence at the end that may go on."""

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
        self._unfinished = ""

    def read(self, timeout: float) -> str | None:
        """The next key, or None where none is pressed within `timeout` seconds."""
        import select

        if not self._waiting:
            if select.select([self._descriptor], [], [], timeout)[0]:
                self._take(timeout)
            elif self._unfinished:  # nothing followed: it was the Escape key
                self._unfinished = ""
                return "other"
        return self._waiting.popleft() if self._waiting else None

    def _take(self, timeout: float) -> None:
        """Take what was typed. A sequence may come in two parts: then its beginning waits for the rest."""
        typed = b""
        with contextlib.suppress(OSError):
            typed = os.read(self._descriptor, 1024)
        if not typed:  # the terminal has gone: no key will come, and none must be waited for
            time.sleep(timeout)
        text = self._unfinished + typed.decode("utf-8", "replace")
        self._unfinished = _BEGINNING.search(text)[0]  # type: ignore[index]  # it matches nothing, too
        self._waiting.extend(named(text.removesuffix(self._unfinished) if self._unfinished else text))


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
def open_keys(stdin: TextIO | None) -> Iterator[Keys]:
    """The keys of `stdin`; the terminal is as it was when the block ends, however it ends."""
    if not _is_terminal(stdin):
        yield NoKeys()
    elif sys.platform == "win32":
        yield WindowsKeys()
    else:
        assert stdin is not None
        with _each_key_at_once(stdin.fileno()):
            yield TerminalKeys(stdin.fileno())


def _is_terminal(stdin: TextIO | None) -> bool:
    """Whether keys can come from there; a program started without any input has None."""
    return stdin is not None and stdin.isatty()


def named(typed: str) -> list[str]:
    """The names of the keys in what a terminal gave at once."""
    return [_name(key) for key in _KEY.findall(typed)]


def _name(character: str) -> str:
    if character in _ESCAPES:
        return _ESCAPES[character]
    if character == " ":
        return "space"
    if character == "\x03":
        return "interrupt"
    return character.lower() if character.isprintable() else "other"


@contextlib.contextmanager
def _each_key_at_once(descriptor: int) -> Iterator[None]:
    r"""No waiting for Enter and no echo. Ctrl-Z, Ctrl-\ and Ctrl-S are keys like any other, which pause.

    Left to the terminal they would stop the process, which could then not say why it is silent, end it, or
    hold its screen and with it the keys.
    """
    import termios

    before = termios.tcgetattr(descriptor)
    changed = termios.tcgetattr(descriptor)
    changed[0] &= ~termios.IXON
    changed[3] &= ~(termios.ICANON | termios.ECHO)
    changed[6] = list(changed[6])
    changed[6][termios.VMIN], changed[6][termios.VTIME] = 1, 0
    nothing = bytes([os.fpathconf(descriptor, "PC_VDISABLE")])
    for name in ("VSUSP", "VDSUSP", "VQUIT"):
        if hasattr(termios, name):
            changed[6][getattr(termios, name)] = nothing
    termios.tcsetattr(descriptor, termios.TCSADRAIN, changed)
    try:
        yield
    finally:
        with contextlib.suppress(termios.error):  # the terminal may have gone
            termios.tcsetattr(descriptor, termios.TCSADRAIN, before)
