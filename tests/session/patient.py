"""A patient: presses keys and says things, as a script tells, some time after hearing a sentence."""

import re
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from tests.stand_ins import words as length_of
from voicecoach.hearing.level import Loudness

THINKING = 0.5
"""Seconds from the end of a sentence to the first key or word."""

TYPING = 0.1
"""Seconds from one key to the next."""

BREATH = 0.2
"""Seconds from the moment when the coach is silent to the first word of who has waited for that."""


class Clock:
    """Monotonic seconds, and a wall clock that goes with them and can be set."""

    def __init__(self, wall: datetime) -> None:
        self.seconds = 0.0
        self._wall = wall

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        now = self._wall + timedelta(seconds=self.seconds)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def go_on(self, **time: float) -> None:
        """Let time pass, as between two sessions: `go_on(minutes=10)`."""
        self.seconds += timedelta(**time).total_seconds()

    def set_back(self, **time: float) -> None:
        """Set the wall clock back."""
        self._wall -= timedelta(**time)


@dataclass(frozen=True, slots=True)
class Speech:
    """Something that is said, how sure the recogniser is of it, and whether the speaker lets the coach finish.

    Where it is not even `understood`, the recogniser only thinks that it may have been meant.
    """

    words: str
    sure: float = 0.93
    certain: bool = True
    loudness: Loudness = Loudness.GOOD
    polite: bool = True
    understood: bool = True

    @property
    def length(self) -> float:
        """Seconds that it takes."""
        return length_of(self.words) / 1000


def say(
    words: str, sure: float = 0.93, *, certain: bool = True, loudness: Loudness = Loudness.GOOD, polite: bool = True
) -> Speech:
    """To be put into a script; `'"seven"'` does where nothing but the words matters.

    `'"seven"?'` if it is uncertain, and `'"seven"??'` if it is not understood.
    """
    return Speech(words, sure, certain, loudness, polite)


Action = str | Speech | Callable[[], object]
"""A key, something said, or a function."""

Press = Action | None
Script = Mapping[str | tuple[int, int], Press | Sequence[Press]]

_TOKEN = re.compile(r'"[^"]*"\?{0,2}|\S+')


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done at a moment, and the cue for it, if there was one."""

    moment: float
    action: Action
    cue: str | tuple[int, int] | None = None


class Patient:
    """Presses and says what the script says. `coach_speaks` tells whether it would interrupt to speak now."""

    def __init__(self, script: Script, clock: Clock, coach_speaks: Callable[[], bool] = lambda: False) -> None:
        self._script = {cue: _in_turn(presses) for cue, presses in script.items()}
        self._clock = clock
        self.coach_speaks = coach_speaks
        self._due: list[_Plan] = []
        self._coach_spoke = False

    def hears(self, text: str) -> None:
        """A sentence begins."""
        cue = next((cue for cue in self._script if isinstance(cue, str) and cue in text), None)
        if cue is not None:
            self._answer(cue, length_of(text) / 1000)

    def reaches(self, number: int, rep: int) -> None:
        """A repetition of a set begins."""
        if (number, rep) in self._script:
            self._answer((number, rep), 0.0, wait=THINKING)

    def plan(self, seconds: float, action: Action) -> None:
        """Do something in so many seconds, whatever is heard."""
        self._due.append(_Plan(self._clock.seconds + seconds, action))

    @property
    def due(self) -> float | None:
        """When the next thing is due."""
        return min((each.moment for each in self._due), default=None)

    def act(self) -> Action | None:
        """What is pressed or said now. To be asked several times a second."""
        spoke, self._coach_spoke = self._coach_spoke, self.coach_speaks()
        for each in sorted(self._due, key=lambda plan: plan.moment):
            if each.moment > self._clock.seconds:
                break
            self._due.remove(each)
            if not _is_polite(each.action) or not (spoke or self._coach_spoke):
                return each.action
            self._due.append(replace(each, moment=self._clock.seconds + BREATH))
        return None

    def _answer(self, cue: str | tuple[int, int], length: float, wait: float = 0.0) -> None:
        presses = self._script[cue]
        press = presses.popleft() if len(presses) > 1 else presses[0]
        # whoever has waited for the end of a sentence that begins anew has not answered yet
        self._due = [each for each in self._due if each.cue != cue or not _is_polite(each.action)]
        now = self._clock.seconds
        if isinstance(press, str):
            self._type(press.removeprefix("!"), now + THINKING, 0 if press.startswith("!") else length, cue)
        elif isinstance(press, Speech):
            self._due.append(_Plan(now + THINKING + (length if press.polite else 0), press, cue))
        elif press is not None:
            self._due.append(_Plan(now + wait, press))

    def _type(self, press: str, moment: float, length: float, cue: str | tuple[int, int]) -> None:
        """Plan keys and words, after a sentence of that length, or amid it where that is none."""
        moment += length
        for token in _TOKEN.findall(press):
            if re.fullmatch(r"[\d.]+s", token):
                moment += float(token[:-1])
                continue
            action: Action = token
            if token.startswith('"'):
                action = replace(
                    say(token.strip('"?')),
                    certain=not token.endswith("?"), understood=not token.endswith("??"), polite=bool(length),
                )  # fmt: skip
            self._due.append(_Plan(moment, action, cue))
            moment += TYPING + (action.length if isinstance(action, Speech) else 0)


def _is_polite(action: Action) -> bool:
    return isinstance(action, Speech) and action.polite


def _in_turn(presses: Press | Sequence[Press]) -> deque[Press]:
    """What is done each time."""
    if presses is None or isinstance(presses, str | Speech) or callable(presses):
        return deque([presses])
    return deque(presses)
