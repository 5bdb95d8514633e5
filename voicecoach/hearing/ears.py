"""One pair of ears: microphone, endpointer and recogniser together. They are deaf unless somebody listens."""

import math
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from enum import StrEnum, auto

import numpy as np

from voicecoach.hearing import FRAME, SAMPLE_RATE, Samples
from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import Heard, Kind, Score, decide, may_be_meant
from voicecoach.hearing.endpointer import QUIETEST, Endpointer, Event
from voicecoach.hearing.input import Input
from voicecoach.hearing.level import Loudness, loudness_of
from voicecoach.hearing.microphones import Microphone
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.recogniser import Recogniser, RecogniserError

LIMIT = 10.0
"""Seconds for one answer of the recogniser, which takes a fifth of one where the computer has nothing else to do."""

LOADING = 30.0
"""The same, where it is still being loaded."""

AWAKE = 0.5
"""Seconds within which a microphone that works has given sound."""

MUTED = 5 * SAMPLE_RATE
"""Samples of nothing but zeros, from the first on, after which a microphone is taken to be muted.

One that has given anything else may be silencing the room between two words, as headsets do.
"""


class Trouble(StrEnum):
    """Why nothing can be heard."""

    NO_MICROPHONE = auto()
    GONE = auto()
    """The microphone has stopped giving samples."""
    MUTED = auto()
    NOISY = auto()
    """A voice would not stand out."""
    BROKEN = auto()
    """The recogniser could not be loaded, or has ended."""


@dataclass(frozen=True, slots=True)
class Misheard:
    """Somebody spoke, and it is none of the answers; `nearly` is whether it may have been meant for one."""

    nearly: bool = False


MISHEARD = Misheard()

PASSING = (Trouble.MUTED, Trouble.NOISY)
"""What may be over when one listens again."""


class Ears:
    """Opened and loaded in the background by `start`; `monotonic` is in seconds, and `prepare` what may be said.

    `listen` begins to listen, `poll` is to be called several times a second from then on, `rest` ends it.
    """

    def __init__(
        self,
        open_microphone: Callable[[], Microphone],
        recogniser: Recogniser,
        monotonic: Callable[[], float],
        prepare: Sequence[Phrases] = (),
    ) -> None:
        self._prepare = prepare
        self._input = Input(open_microphone)
        self._recogniser = recogniser
        self._monotonic = monotonic
        self._loading: Future[None] | None = None
        self._endpointer: Endpointer | None = None
        self._kind: Kind = "command"
        self._phrases: Phrases = {}
        self._prompt: Prompt | None = None
        self._samples: Samples = np.zeros(0, np.int16)
        self._noise: float | None = None
        self._alive = False
        self._taken = 0
        self._judging: Future[list[Score]] | None = None
        self._ended_at: float | None = None
        self._fed_at = -math.inf
        self._trouble: Trouble | None = None
        self.reason = ""
        """What a library had to say of the trouble, for the screen."""
        self.speech: Samples = np.zeros(0, np.int16)
        """What was said last, for a look at its level."""

    def start(self) -> None:
        """Open the microphone and load the recogniser, in the background."""
        self._loading = self._recogniser.load(self._prepare)
        self._input.start()

    def close(self) -> None:
        """Release everything; again is harmless."""
        self.rest()
        try:
            self._input.close()
        finally:
            self._recogniser.close()

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing can be heard, if that is so."""
        if self._input.look():
            self._trouble = Trouble.GONE
        elif self._trouble == Trouble.GONE and self._input.open:  # it is back
            self._trouble = None
        elif self._trouble is None and self._input.absent:
            self._trouble, self.reason = Trouble.NO_MICROPHONE, self._input.absent
        elif self._trouble is None and self._failed_to_load():
            self._trouble = Trouble.BROKEN
        return self._trouble

    @property
    def ready(self) -> bool:
        """Whether one can be heard now, as far as is known."""
        loaded = self._loading is not None and self._loading.done()
        return self.trouble is None and self._input.open and loaded and not self._failed_to_load()

    @property
    def awake(self) -> bool:
        """Whether the microphone has given sound in the last moment: a silence of one that has stopped is none."""
        return self._monotonic() - self._fed_at < AWAKE

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks now, or has spoken and is about to be understood."""
        return self._endpointer is not None and (self._endpointer.speaking or self._ended_at is not None)

    def loudness(self) -> Loudness:
        """How loud that was which was said last; there must have been something."""
        return loudness_of(self.speech, QUIETEST if self._noise is None else self._noise)

    def listen(self, kind: Kind, phrases: Phrases, prompt: Prompt | None = None) -> None:
        """Listen for one of these from now on, said to `prompt`; what has been recorded before is thrown away."""
        if self._trouble in PASSING:
            self._trouble = None
        self._kind, self._phrases, self._prompt = kind, phrases, prompt
        self._endpointer = Endpointer(self._noise)
        self._samples = np.zeros(0, np.int16)
        self._taken = 0
        self._judging = self._ended_at = None
        self._input.read()

    def rest(self) -> None:
        """Do not listen any more."""
        self._endpointer = None
        self._judging = self._ended_at = None

    def poll(self) -> Heard | Misheard | None:
        """What has been said, once somebody has, which ends the listening. None until then, and in `trouble`."""
        if self._endpointer is None or self.trouble is not None:
            return None
        if self._ended_at is None:
            for frame in self._frames():
                if self._take(frame):
                    return MISHEARD
                if self._ended_at is not None or self._trouble is not None:
                    break
        return self._understand() if self._ended_at is not None else None

    def _failed_to_load(self) -> bool:
        if self._loading is None or not self._loading.done():
            return False
        error = self._loading.exception()
        if error is not None:
            self.reason = str(error)
        return error is not None

    def _frames(self) -> Iterable[Samples]:
        """The whole frames that have been recorded."""
        recorded = self._input.read()
        if len(recorded):
            self._fed_at = self._monotonic()
        self._samples = np.concatenate([self._samples, recorded])
        while len(self._samples) >= FRAME and self._endpointer is not None:
            frame, self._samples = self._samples[:FRAME], self._samples[FRAME:]
            yield frame

    def _take(self, frame: Samples) -> bool:
        """Follow one frame; whether somebody has spoken for too long."""
        assert self._endpointer is not None
        self._alive = self._alive or bool(frame.any())
        self._taken += len(frame)
        if not self._alive and self._taken >= MUTED:
            self._trouble = Trouble.MUTED
            return False
        match self._endpointer.hear(frame):
            case Event.PAUSED:  # most likely it is over: judge it while one waits whether it is
                self._judging = self._judge()
            case Event.RESUMED:
                if self._judging is not None:
                    self._judging.cancel()  # or the next would wait for it
                self._judging = None
            case Event.ENDED:
                self._ended_at = self._monotonic()
            case Event.TOO_LONG:
                self.speech = self._endpointer.speech
                self._noise = None  # if it was the room itself, it is measured anew
                self.rest()
                return True
        if self._endpointer.settled:
            self._noise = self._endpointer.noise
        if self._endpointer.too_noisy:
            self._trouble = Trouble.NOISY
        return False

    def _judge(self) -> Future[list[Score]]:
        assert self._endpointer is not None
        self.speech = self._endpointer.speech
        if self._phrases:
            return self._recogniser.score(self.speech, self._phrases, self._prompt)
        nothing: Future[list[Score]] = Future()
        nothing.set_result([])
        return nothing

    def _understand(self) -> Heard | Misheard | None:
        """What was said, once the recogniser has judged it."""
        assert self._ended_at is not None
        judging = self._judging = self._judging or self._judge()
        if not judging.done():
            loaded = self._loading is not None and self._loading.done()
            if self._monotonic() - self._ended_at > (LIMIT if loaded else LOADING):
                self._trouble, self.reason = Trouble.BROKEN, "it does not answer"
            return None
        try:
            scores = judging.result()
        except RecogniserError as error:
            self._trouble, self.reason = Trouble.BROKEN, str(error)
            return None
        self.rest()
        thresholds = self._recogniser.backend.thresholds
        return decide(scores, self._kind, thresholds) or Misheard(may_be_meant(scores, thresholds))
