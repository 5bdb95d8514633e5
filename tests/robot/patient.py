"""The robot itself: ears on the speaker, a mouth at the microphone, and a mind in between."""

import queue
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Event, Thread
from types import TracebackType

from tests.robot.follower import Follower
from tests.robot.mind import Mind, Say
from tests.robot.mouth import Mouth
from tests.robot.plan import Intention
from tests.robot.voices import Voice
from voicecoach.audio.players import Samples

LONG = 3.0
"""Seconds without a sound after which it wonders whether it has been heard."""

LOOK = 0.01
"""Seconds between two looks whether its moment to speak has come."""


@dataclass(frozen=True, slots=True)
class Utterance:
    """Something that was said: what, from which file, when that began, and which intention was behind it."""

    words: str
    file: Path
    begun: float
    intention: Intention | None


@dataclass(frozen=True, slots=True)
class Noted:
    """A sound that was recognised, when it was over."""

    sound: str
    at: float


class Patient:
    """Listens and answers, in a thread of its own, while the block lasts."""

    def __init__(self, sounds: Mapping[str, Samples], mind: Mind, voice: Voice, mouth: Mouth) -> None:
        self._mind = mind
        self._voice = voice
        self._mouth = mouth
        self._heard: queue.Queue[Noted] = queue.Queue()
        self._gone = Event()
        self.ears = Follower(sounds, lambda sound: self._heard.put(Noted(sound, time.monotonic())))
        """To be given all that the speaker plays."""
        self.utterances: list[Utterance] = []
        self.noted: list[Noted] = []

    def __enter__(self) -> "Patient":
        self._thread = Thread(target=self._live, name="patient", daemon=True)
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._gone.set()
        self._thread.join(10)

    def _live(self) -> None:
        pending: tuple[float, Say] | None = None
        quiet_since = time.monotonic()
        while not self._gone.is_set():
            try:
                noted = self._heard.get(timeout=LOOK)
            except queue.Empty:
                noted = None
            now = time.monotonic()
            if noted is not None:
                self.noted.append(noted)
                say = self._mind.hears(noted.sound)
                pending = None if say is None else (noted.at + say.delay, say)
                quiet_since = now
            elif self.ears.hearing or self._mouth.speaking:
                quiet_since = now
            elif pending is not None and now >= pending[0]:
                self._speak(pending[1])
                pending = None
            elif pending is None and now - quiet_since > LONG:
                say = self._mind.wonders()
                pending = None if say is None else (now, say)
                quiet_since = now

    def _speak(self, say: Say) -> None:
        file = self._voice.file(say.words)
        self.utterances.append(Utterance(say.words, file, time.monotonic(), say.intention))
        if say.intention is not None:
            say.intention.said.append(say.words)
        self._mouth.begin(file)
