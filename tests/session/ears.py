"""Ears for the theatre: what a patient says is found among what the program listens for, without any sound."""

import math
from collections.abc import Callable

from tests.session.patient import Speech
from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import Heard, Kind
from voicecoach.hearing.ears import MISHEARD, Ears, Misheard, Trouble
from voicecoach.hearing.level import Loudness
from voicecoach.hearing.prompt import Prompt

OVER = 0.44
"""Seconds of silence after which speech is over."""

LONGEST = 5.0
"""Seconds of speech that are no answer any more."""

NOTICED = {Trouble.NOISY: 0.4, Trouble.MUTED: 5.0}
"""Seconds of listening after which a trouble is noticed that is not noticed at once."""


class ScriptedEars(Ears):
    """Hears what is said while somebody listens. `cause` is what is wrong; nobody is `certain` of anything if not so.

    As with real ears, whoever has begun to speak before one listens is misheard, as are two things that are said at
    once; and what was said while the coach spoke must not come to be used: that is asserted of every session.
    """

    def __init__(self, monotonic: Callable[[], float], cause: Trouble | None = None, *, certain: bool = True) -> None:
        self._clock = monotonic
        self._certain = certain
        self.cause = cause
        self.asleep = False
        """Whether the microphone gives nothing, though that has not been noticed yet."""
        self.reason = ""
        self.spans: list[tuple[float, float]] = []
        """From when to when somebody has listened."""
        self.opened = self.closed = 0
        self._since: float | None = None
        self.prompts: list[str | None] = []
        """The questions that one has listened to the answers of, as far as they were told."""
        self._accepted: Phrases = {}
        self._passing: Trouble | None = None
        self._said: list[tuple[float, Speech]] = []
        self._last: Speech | None = None
        self._coach = 0.0

    # --- the patient's side and the coach's ----------------------------------------------------------

    def say(self, speech: Speech) -> bool:
        """Somebody begins to speak; whether it can be heard."""
        self._said.append((self._clock(), speech))
        return self._since is not None and self.cause is None and not self.asleep

    def coach_is_heard(self, moment: float) -> None:
        """The coach makes some sound."""
        self._coach = moment

    @property
    def due(self) -> float:
        """When there will be something to tell of what is being said; infinity where nobody speaks."""
        said = self._audible()
        if self._since is None or not said:
            return math.inf
        return min(said[-1][0] + said[-1][1].length + OVER, max(said[0][0], self._since) + LONGEST)

    # --- the program's side --------------------------------------------------------------------------

    def start(self) -> None:
        self.opened += 1

    def close(self) -> None:
        self.rest()
        self.closed += 1

    @property
    def trouble(self) -> Trouble | None:
        if self.cause is not None and self.cause not in NOTICED:
            return self.cause
        late = NOTICED[self.cause] if self.cause is not None else math.inf
        if self._since is not None and self._clock() - self._since >= late:
            self._passing = self.cause
        return self._passing

    @property
    def awake(self) -> bool:
        return self.trouble is None and not self.asleep

    @property
    def speaking(self) -> bool:
        return bool(self._audible())

    def listen(self, kind: Kind, phrases: Phrases, prompt: Prompt | None = None) -> None:  # noqa: ARG002 - how sure one is, the script tells
        self.prompts.append(prompt.text if prompt is not None else None)
        self.rest()
        self._passing = None
        self._accepted = phrases
        self._since = self._clock()
        self._said = [(begun, speech) for begun, speech in self._said if begun + speech.length > self._since]

    def rest(self) -> None:
        if self._since is not None:
            self.spans.append((self._since, self._clock()))
        self._since = None

    def poll(self) -> Heard | Misheard | None:
        said = self._audible()
        if self._since is None or not said or self.trouble is not None or self._clock() < self.due:
            return None
        assert self._coach <= self._since + 0.001, "the coach was heard, too"
        begun, self._last = said[0]
        whole = begun >= self._since and self.due < begun + LONGEST
        self.rest()
        return self._find(self._last) if whole and len(said) == 1 else MISHEARD

    def loudness(self) -> Loudness:
        assert self._last is not None, "nobody has said anything"
        return self._last.loudness

    # --- inside --------------------------------------------------------------------------------------

    def _audible(self) -> list[tuple[float, Speech]]:
        """What has been heard since somebody listens, up to a silence; with the moments when each began."""
        heard: list[tuple[float, Speech]] = []
        if self._since is None or self.cause is not None or self.asleep:
            return heard
        for begun, speech in self._said:
            if heard and begun >= heard[-1][0] + heard[-1][1].length + OVER:
                break
            if begun + speech.length > self._since:
                heard.append((begun, speech))
        return heard

    def _find(self, speech: Speech) -> Heard | Misheard:
        for meaning, wordings in self._accepted.items():
            for words in wordings:
                if _plain(words) == _plain(speech.words):
                    if not speech.understood:
                        return Misheard(nearly=True)
                    return Heard(meaning, words, speech.sure, certain=speech.certain and self._certain)
        return MISHEARD


def _plain(words: str) -> str:
    """Words without what is not heard of them."""
    return words.lower().replace(",", "").replace("-", " ")
