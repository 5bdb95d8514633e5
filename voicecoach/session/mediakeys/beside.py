"""Media keys beside the keyboard, and the desktop beside the screen."""

from voicecoach.session.keys import Keys
from voicecoach.session.mediakeys import showing
from voicecoach.session.mediakeys.remote import MediaKeys
from voicecoach.session.screen import Screen
from voicecoach.session.snapshot import Snapshot


class KeysBeside:
    """The keys of a keyboard and the media keys, whichever is pressed."""

    def __init__(self, keyboard: Keys, media: MediaKeys) -> None:
        self._keyboard = keyboard
        self._media = media

    def read(self, timeout: float) -> str | None:
        """The next key, or None where none is pressed within `timeout` seconds."""
        return self._media.read() or self._keyboard.read(timeout)


class ScreenBeside:
    """A screen, and what the desktop shows of the same session. The connection lives as long as the screen."""

    def __init__(self, screen: Screen, media: MediaKeys, routine: str) -> None:
        self._screen = screen
        self._media = media
        self._routine = routine
        self.tell, self.warn, self.hint = screen.tell, screen.warn, screen.hint
        media.start()

    def show(self, snapshot: Snapshot) -> None:
        """Show what is playing."""
        self._screen.show(snapshot)
        self._media.show(showing(snapshot, self._routine), snapshot.length - snapshot.left)

    def close(self) -> None:
        """Leave the screen in order, and take leave of the desktop."""
        self._screen.close()
        self._media.close()
