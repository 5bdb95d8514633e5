"""The connection to the desktop, in a thread of its own: whatever is wrong with it, the session goes on undisturbed."""

import contextlib
import logging
import os
import sys
import threading
from collections.abc import Mapping
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import TYPE_CHECKING

from voicecoach.session.mediakeys import Showing
from voicecoach.status import VoicecoachError

if TYPE_CHECKING:
    import asyncio

PIP = 'pip install "voicecoach[mediakeys]"'

FAREWELL = 0.5
"""Seconds at most for taking leave of the bus."""


class MediaKeys:
    """The media keys, and what the desktop shows meanwhile. `variables` is the process's environment."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        self._address = _address(variables)
        self._pressed: SimpleQueue[str] = SimpleQueue()
        self._showing = Showing()
        self._position = 0
        self._shown: asyncio.Event | None = None
        self._loop: asyncio.AbstractEventLoop | None = None
        self._closed = threading.Event()
        self._thread = threading.Thread(target=self._run, name="media keys", daemon=True)
        self._known = threading.Event()
        self.ready = False
        """Whether keys can come now."""
        self.trouble: VoicecoachError | None = None
        """Why none come."""

    def start(self) -> None:
        """Begin to connect; returns at once. All that takes time, such as importing, happens in the thread."""
        try:
            self._thread.start()
        except RuntimeError as error:  # the system has no thread to give
            self.trouble = VoicecoachError(str(error))
            self._known.set()

    def wait(self, seconds: float) -> bool:
        """Wait until it is known whether keys can come; whether they can."""
        self._known.wait(seconds)
        return self.ready

    def read(self) -> str | None:
        """The next key that was pressed, if any."""
        try:
            return self._pressed.get_nowait()
        except Empty:
            return None

    def show(self, now: Showing, position: int) -> None:
        """Have the desktop show that, at so many ms from the beginning; returns at once."""
        self._position = position
        if now != self._showing:
            self._showing = now
            self._wake()

    def close(self) -> None:
        """Take leave; again is harmless."""
        self._closed.set()
        self._wake()
        if self._thread.is_alive():
            self._thread.join(FAREWELL)

    # --- its own thread ----------------------------------------------------------------------------

    def _wake(self) -> None:
        loop, shown = self._loop, self._shown
        if loop is not None and shown is not None:
            with contextlib.suppress(RuntimeError):  # it has ended meanwhile
                loop.call_soon_threadsafe(shown.set)

    def _run(self) -> None:
        """Keep the connection until it is closed or lost."""
        import asyncio

        try:
            asyncio.run(self._serve())
        except ImportError:
            self.trouble = VoicecoachError("dbus-fast is not installed", cure=PIP)
        except VoicecoachError as error:
            self.trouble = error
        except Exception as error:  # nothing here is worth disturbing a session
            reason = str(error) or type(error).__name__
            self.trouble = VoicecoachError(f"the session bus cannot be reached ({reason})")
        finally:
            self.ready = False
            self._known.set()

    async def _serve(self) -> None:
        if sys.platform != "linux":
            raise VoicecoachError("there are none on this system")
        if self._address is None:
            raise VoicecoachError("there is no session bus (D-Bus)")
        import asyncio

        from dbus_fast.aio import MessageBus

        from voicecoach.session.mediakeys.mpris import NAME, PATH, Application, Player

        logging.getLogger("dbus_fast").addHandler(logging.NullHandler())  # what it would print, `trouble` tells
        self._shown = asyncio.Event()
        self._loop = asyncio.get_running_loop()
        bus = await MessageBus(bus_address=self._address).connect()
        try:
            player = Player(self._pressed.put, lambda: self._position)
            bus.export(PATH, Application())
            bus.export(PATH, player)
            await bus.request_name(NAME.format(pid=os.getpid()))
            self.ready = True
            self._known.set()
            gone = asyncio.ensure_future(bus.wait_for_disconnect())  # type: ignore[no-untyped-call]  # it has no types
            while not self._closed.is_set() and not gone.done():
                self._shown.clear()
                player.show(self._showing)
                await asyncio.wait(
                    [gone, asyncio.ensure_future(self._shown.wait())], return_when=asyncio.FIRST_COMPLETED
                )
            if gone.done():
                gone.exception()  # whatever it is
                raise VoicecoachError("the session bus is gone")
        finally:
            bus.disconnect()


def _address(variables: Mapping[str, str]) -> str | None:
    """Where the session bus is: as the variable says, or where systemd has it."""
    if address := variables.get("DBUS_SESSION_BUS_ADDRESS"):
        return address
    socket = Path(variables.get("XDG_RUNTIME_DIR") or "/nowhere") / "bus"
    with contextlib.suppress(OSError):  # another user's, after `su`
        if socket.is_socket():
            return f"unix:path={socket}"
    return None
