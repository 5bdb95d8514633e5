"""Where the coach speaks and listens."""

from typing import Protocol

from voicecoach.language.models import ToneName


class Interrupted(Exception):  # noqa: N818 - not an error: the listener wants to go
    """The program was told to end."""


class LeftError(Exception):
    """The listener wants to end the session, by that key: q, or p because of pain."""

    def __init__(self, key: str) -> None:
        super().__init__(key)
        self.key = key


class UnheardError(Exception):
    """The sound was gone, and is back: what was being said has to be said again."""


class Floor(Protocol):
    """One stream of sound, one screen, the keys."""

    @property
    def speaking(self) -> bool:
        """Whether something that was said is still to be heard."""

    def say(self, *texts: str) -> None:
        """Have texts heard, one after the other, and shown."""

    def prompt(self, *texts: str) -> None:
        """Have texts heard, and after them a moment of silence and the soft tick at which one may speak."""

    def sound(self, name: ToneName) -> None:
        """Have a tone heard."""

    def hush(self) -> None:
        """Break off what is being said."""

    def show(self, hint: str) -> None:
        """Show which keys count now; "" for none."""

    def tick(self) -> str | None:
        """Wait a moment; the key that was pressed in it. Raises `Interrupted` and `UnheardError`."""

    def monotonic(self) -> float:
        """Seconds of a clock that only goes forward."""
