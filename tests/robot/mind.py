"""What the robot makes of what it hears: sentences, and the tick after which it is its turn."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from tests.robot import wordings
from tests.robot.follower import UNKNOWN
from tests.robot.plan import SILENT, Intention, Plan, values_of
from voicecoach.journal.models import Phase, Value
from voicecoach.language.spoken import ENGLISH as TABLE
from voicecoach.session.coach import Script
from voicecoach.session.dialog.queries import Numbers, Query
from voicecoach.session.dialog.wording import spoken_value, whole_query

TICK = "(tick)"

DELAY = (0.2, 1.5)
"""Seconds that a person takes to begin to answer."""

IN_REST = (1.5, 2.5)
"""The same, where nobody has asked."""

AGREES = 0.3
"""How often something right that is read back is confirmed aloud, where silence would do."""


@dataclass(frozen=True, slots=True)
class Say:
    """Words to be said so many seconds from now, unless the coach speaks first; and because of which intention."""

    words: str
    delay: float
    intention: Intention | None = None


class Mind:
    """Follows one session by ear. `plan` is what it means; `script` what it knows that may be asked."""

    def __init__(self, plan: Plan, script: Script, random: Random) -> None:
        self._plan = plan
        self._random = random
        self._phase: Phase = "before"
        self._lately: list[str] = []
        self._current: Intention | None = None
        self._to_interject = plan.in_rest
        self._paused = False
        self._resting = False
        self._questions = _questions(script.queries())
        self._values = _values(script.queries())
        self._halves = _halves(script.queries())
        self._others = _others(plan)

    def hears(self, sound: str) -> Say | None:
        """What to say to it, if anything."""
        if sound == TICK:
            lately, self._lately = self._lately, []
            say = self._answer(lately)
            return None if say is None or say.words == SILENT else say
        self._lately.append(sound)
        if sound == TABLE.talk.after:
            self._phase = "after"
        return self._in_between(sound)

    def wonders(self) -> Say | None:
        """What to say when nothing has been heard for long."""
        if self._paused:
            return self._say(self._random.choice(wordings.GO_ON), DELAY)
        return self._interject() if self._resting else None

    def _in_between(self, sound: str) -> Say | None:
        """What to say in a rest, where nobody asks."""
        if sound == TABLE.ready:
            self._paused = False
        elif sound == TABLE.aloud.go_on_aloud:
            self._paused, self._to_interject = True, ""
            return self._say(self._random.choice(wordings.GO_ON), IN_REST)
        self._resting = sound in (TABLE.rest, TABLE.rest_first)
        return self._interject() if self._resting else None

    def _interject(self) -> Say | None:
        if not self._to_interject:
            return None
        return self._say(self._random.choice(wordings.INTERJECTIONS[self._to_interject]), IN_REST)

    def _answer(self, lately: Sequence[str]) -> Say | None:
        """What to say when it is its turn, after these sentences."""
        aloud = TABLE.aloud
        if not lately or lately[-1] == UNKNOWN:
            return self._say(wordings.REPEAT[0], DELAY)
        read_back, last = ["", *lately][-2:]
        if last in (aloud.level, aloud.level_again):
            return self._say(wordings.LEVEL, DELAY)
        if last in (aloud.object, aloud.yes_or_no, aloud.is_that_right) or (
            last == aloud.key_or_skip and read_back in self._values
        ):
            again = TABLE.talk.sorry in lately
            return self._confirm(read_back, asked=last != aloud.object, plainly=again)
        if last in self._others:
            self._current, self._to_interject = self._others[last], ""
        elif last in self._questions:
            self._current = self._plan.at(self._phase, self._questions[last])
        if self._current is None:
            return None
        words = self._current.plainly() if last in self._halves else self._current.words()
        return self._say(words, DELAY, self._current)

    def _confirm(self, read_back: str, *, asked: bool, plainly: bool) -> Say | None:
        """What to say to an answer that is read back, or that is `asked` back."""
        if self._current is None or read_back not in self._values:
            return self._say(wordings.REPEAT[0], DELAY)
        so = self._values[read_back] == self._current.meant
        if so and not asked and self._random.random() > AGREES:
            return None
        ways = wordings.AGREE if so else wordings.OBJECT
        return self._say(ways[0] if plainly else self._random.choice(ways), DELAY, self._current)

    def _say(self, words: str, span: tuple[float, float], intention: Intention | None = None) -> Say:
        return Say(words, self._random.uniform(*span), intention)


def _questions(queries: Sequence[Query]) -> Mapping[str, str]:
    """Which question a sentence asks; one that is common to several is none by itself."""
    names: dict[str, set[str]] = {}
    for query in queries:
        for text in (query.text, query.short):
            names.setdefault(text, set()).add(query.name)
    return {text: name for text, (name, *others) in names.items() if not others}


def _values(queries: Sequence[Query]) -> Mapping[str, Value]:
    """Which value a sentence reads back."""
    read_back = {spoken_value(value, TABLE): value for query in queries for value in values_of(query)}
    return read_back | {text: value for value, text in TABLE.aloud.heard.items()}


def _halves(queries: Sequence[Query]) -> set[str]:
    """The sentences that ask which of two numbers it is."""
    return {
        whole_query(query, low, TABLE).text
        for query in queries
        if isinstance(query.answers, Numbers)
        for low in range(query.answers.low, query.answers.high)
    }


def _others(plan: Plan) -> Mapping[str, Intention]:
    """What is meant at the questions that are no matter of the journal."""
    aloud, talk = TABLE.aloud, TABLE.talk
    for_pain = "yes" if plan.for_pain else "no"
    meant = {
        ("leave", aloud.leave, aloud.leave_short): "no",
        ("stay", talk.stay, talk.stay_short): "no",
        ("end for pain", aloud.end_for_pain, aloud.end_for_pain_short): for_pain,
        ("end", aloud.end_anyway, aloud.end_anyway_short): "no",
    }
    found: dict[str, Intention] = {}
    for (name, *texts), value in meant.items():
        intention = Intention("after", name, value)
        found |= dict.fromkeys(texts, intention)
    return found
