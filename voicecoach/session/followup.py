"""A run for the later questions alone: no exercises, only the coach, at its time."""

from voicecoach.audio.players import Samples
from voicecoach.audio.rendering import Rendering
from voicecoach.journal.models import Ending, Record
from voicecoach.language.excerpt import printable
from voicecoach.session.diary import Diary
from voicecoach.session.later import FollowUp
from voicecoach.timeline.models import Event, Place, Timeline


class FollowUpCourse:
    """Waits until the questions are due, and asks them."""

    def __init__(self, diary: Diary, follow_up: FollowUp) -> None:
        self._diary = diary
        self._follow_up = follow_up

    @property
    def record(self) -> Record:
        """The session that is asked about."""
        return self._diary.record

    def start(self) -> Ending | None:
        """Everything there is to do."""
        advice = self._follow_up.run(self._diary)
        return "stopped" if advice is not None and advice.outcome in ("stop", "stop now") else "done"

    def before(self) -> Ending | None:
        """Nothing: `start` has ended it."""
        return None

    def called(self) -> Ending | None:
        """Nothing: there are no rests."""
        return None

    def unclear(self) -> Ending | None:
        """The same."""
        return None

    def after(self, ending: Ending) -> Ending | None:
        """Nothing: no exercises have been done."""
        return ending

    def note(self) -> None:
        """Nothing: each answer is written when it is given."""

    def close(self, ending: Ending) -> None:
        """Nothing: how the session itself ended is known."""


def nothing_to_play(title: str, language: str) -> Rendering:
    """A millisecond of silence, for a run in which only the coach is heard."""

    def no_clip(_text: str) -> Samples:
        raise AssertionError("a silence has no words")

    silence = Event(0, 1, "silence", "", Place("pause", 0, 0))
    return Rendering(Timeline(printable(title), language, 1.0, (), (silence,), (), ()), no_clip)
