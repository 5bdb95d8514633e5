"""Ears with stand-ins: a microphone that gives what is put into it, and a recogniser that answers what one lays out."""

from collections.abc import Callable, Iterable
from concurrent.futures import Future

import numpy as np

from tests.audio.test_players import wait_until
from tests.hearing.spoken import QUIET, noise, silence
from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.backends import BACKENDS, Phrases
from voicecoach.hearing.decision import Heard, Score
from voicecoach.hearing.ears import Ears, Misheard
from voicecoach.hearing.microphones import Microphone
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.recogniser import Recogniser, RecogniserError

PHRASES = {"yes": ("yes",), "no": ("no",)}
YES, NO = [Score("yes", "yes", 0.9)], [Score("no", "no", 0.9)]
HEARD = Heard("yes", "yes", 0.9, certain=True)
STEP = SAMPLE_RATE // 20
"""Samples between two looks."""


class Tape:
    """A microphone that has recorded what is put into it."""

    def __init__(self) -> None:
        self.lost = False
        self.closed = 0
        self._recorded = np.zeros(0, np.int16)

    def start(self) -> None:
        pass

    def put(self, samples: Samples) -> None:
        self._recorded = np.concatenate([self._recorded, samples])

    def read(self) -> Samples:
        recorded, self._recorded = self._recorded, np.zeros(0, np.int16)
        return recorded

    def close(self) -> None:
        self.closed += 1


class Judge(Recogniser):
    """Answers at once what is laid out, or leaves it open where nothing is."""

    def __init__(self) -> None:
        self.backend = BACKENDS[0]
        self.loading: Future[None] = Future()
        self.prepared: list[Phrases] = []
        self.answers: list[list[Score] | RecogniserError] = []
        self.asked: list[tuple[Samples, Future[list[Score]]]] = []
        self.prompts: list[Prompt | None] = []
        """The question that each of them answered."""
        self.closed = 0

    def load(self, prepare: Iterable[Phrases] = ()) -> Future[None]:
        self.prepared += prepare
        return self.loading

    def score(self, samples: Samples, phrases: Phrases, prompt: Prompt | None = None) -> Future[list[Score]]:
        assert phrases == PHRASES
        self.prompts.append(prompt)
        future: Future[list[Score]] = Future()
        self.asked.append((samples, future))
        if self.answers:
            answer = self.answers.pop(0)
            if isinstance(answer, RecogniserError):
                future.set_exception(answer)
            else:
                future.set_result(answer)
        return future

    def close(self) -> None:
        self.closed += 1


class Listening:
    """Ears that have been started, and all around them."""

    def __init__(self, open_microphone: Callable[[], Microphone] | None = None, *, loaded: bool = True) -> None:
        self.tapes: list[Tape] = []
        self.judge = Judge()
        self.now = 0.0
        self.ears = Ears(open_microphone or self._tape, self.judge, lambda: self.now, [PHRASES])
        self.ears.start()
        if loaded:
            self.judge.loading.set_result(None)

    def wait(self) -> None:
        """Until the microphone is open, and the recogniser loaded."""
        wait_until(lambda: self.ears.ready)

    def _tape(self) -> Tape:
        self.tapes.append(Tape())
        return self.tapes[-1]

    @property
    def tape(self) -> Tape:
        return self.tapes[-1]

    def listen(self) -> None:
        self.ears.listen("yesno", PHRASES)

    def hear(self, *parts: Samples) -> Heard | Misheard | None:
        """Record this in a quiet room, and look several times a second: what there is to tell."""
        samples = np.concatenate(parts)
        samples = samples + noise(len(samples) / SAMPLE_RATE + 0.02, QUIET, seed=9)[: len(samples)]
        for i in range(0, len(samples), STEP):
            self.tape.put(samples[i : i + STEP])
            self.now += STEP / SAMPLE_RATE
            if (told := self.ears.poll()) is not None:
                return told
        return None


LOUD = -25.0
"""dB, of somebody who speaks."""

WORD = noise(0.4, LOUD)
BEFORE = AFTER = silence(0.6)
