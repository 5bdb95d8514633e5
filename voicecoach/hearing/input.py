"""The microphone of a whole session: opened in the background, and got back when it goes away."""

from collections.abc import Callable
from threading import Event, Thread

import numpy as np

from voicecoach.hearing import Samples
from voicecoach.hearing.microphones import Microphone, NoMicrophoneError

RETRY = 2.0
"""Seconds between two tries to get a microphone back."""


class Input:
    """`open_microphone` makes a new microphone each time that one must be opened."""

    def __init__(self, open_microphone: Callable[[], Microphone]) -> None:
        self._make = open_microphone
        self._microphone: Microphone | None = None
        self._opening: Thread | None = None
        self._closed = Event()
        self.absent = ""
        """Why there is none, where there was none from the first."""

    def start(self) -> None:
        """Begin to open it: that can take its time."""
        self._in_background(self._open)

    @property
    def open(self) -> bool:
        """Whether it records."""
        return self._microphone is not None

    def read(self) -> Samples:
        """What has been recorded since the last read."""
        return self._microphone.read() if self._microphone is not None else np.zeros(0, np.int16)

    def look(self) -> bool:
        """Whether it has just gone away, and is to be got back. To be asked several times a second."""
        microphone = self._microphone
        if microphone is None or not microphone.lost:
            return False
        self._microphone = None
        self._in_background(lambda: self._open_again(microphone))
        return True

    def close(self) -> None:
        """Release it; again is harmless."""
        self._closed.set()
        if self._opening is not None:
            self._opening.join()
        if self._microphone is not None:
            self._microphone.close()

    def _in_background(self, run: Callable[[], None]) -> None:
        self._opening = Thread(target=run, name="microphone", daemon=True)
        self._opening.start()

    def _open(self) -> None:
        try:
            microphone = self._make()
            microphone.start()
        except NoMicrophoneError as error:
            self.absent = error.message
        except Exception as error:  # whatever a sound library raises: the listener must hear that there is none
            self.absent = str(error) or type(error).__name__
        else:
            self.absent = ""
            self._microphone = microphone

    def _open_again(self, gone: Microphone) -> None:
        gone.close()  # which may take its time, too
        while not self._closed.wait(RETRY):
            self._open()
            if self.open:
                return
