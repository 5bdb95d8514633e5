"""An ear for a test that takes the part of the patient itself: it waits for what the coach says, and for the tick."""

import time
from collections.abc import Mapping
from threading import Condition
from types import TracebackType

from tests.robot.follower import Follower
from tests.robot.recorder import Recorder
from voicecoach.audio.players import Samples


class Ear:
    """Listens to the speaker of a card while the block lasts. `sounds` are those that it knows, by name."""

    def __init__(self, sounds: Mapping[str, Samples], env: Mapping[str, str]) -> None:
        self._heard: list[str] = []
        self._news = Condition()
        self._recorder = Recorder("speaker", env, Follower(sounds, self._note).hear)

    def __enter__(self) -> "Ear":
        self._recorder.__enter__()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._recorder.__exit__(kind, error, at)

    def wait_for(self, *sounds: str, seconds: float = 30) -> None:
        """Until these sounds have been heard, one after the other, after what has been waited for before."""
        deadline = time.monotonic() + seconds
        for sound in sounds:
            with self._news:
                while sound not in self._heard:
                    told = self._news.wait(deadline - time.monotonic())
                    assert told, f"“{sound}” was not heard: {self._heard}"
                self._heard = self._heard[self._heard.index(sound) + 1 :]

    def _note(self, sound: str) -> None:
        with self._news:
            self._heard.append(sound)
            self._news.notify_all()
