"""What goes on around the exercises, as the session sees it."""

from typing import Literal, Protocol

from voicecoach.journal.models import Ending, Record
from voicecoach.session.halts import Halt


class Course(Protocol):
    """What goes on around the exercises: each part tells how the session ends there, or None to go on."""

    @property
    def record(self) -> Record:
        """The session as it is written down so far."""

    def start(self) -> Ending | None:
        """Ahead of everything."""

    def before(self) -> Ending | None:
        """Ahead of the first step."""

    def called(self) -> Ending | Literal["pause"] | None:
        """The listener has said stop in a rest or in a pause; "pause" where it is not known what was meant."""

    def unclear(self) -> Ending | Literal["pause", "skip"] | None:
        """The listener may have said something in a rest: what, if that can be found out."""

    def after(self, ending: Ending) -> Ending | None:
        """After the exercises, or what was done of them."""

    def note(self) -> None:
        """A moment has passed: write down what has been done."""

    def close(self, ending: Ending) -> None:
        """It is over."""


def have_word(course: Course, halt: Halt, ending: Ending) -> Ending | Literal["pause", "skip"] | None:
    """What comes of a halt."""
    match halt.name:
        case "start":
            return course.start()
        case "before":
            return course.before()
        case "called":
            return course.called()
        case "unclear":
            return course.unclear()
        case "after":
            return course.after(ending)
        case "passed":
            return None
