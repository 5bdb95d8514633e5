"""What the robot means at each question of a session, and how it behaves: drawn by a seed, before the session."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from tests.robot import wordings
from tests.robot.voices import COUGH
from voicecoach.journal.models import CLINICIAN, Phase, Value
from voicecoach.session.coach import Script
from voicecoach.session.dialog.queries import Numbers, Options, Query, Words

MANY = 8
"""Times that nothing is said again."""

SILENT = ""
"""Said where nothing is said."""

MANNERS = {
    "plain": 50, "silent": 7, "nonsense": 12, "cough": 6, "half": 12, "slip": 12, "repeat": 4, "skip": 4
}  # fmt: skip
"""How a question is answered, and how often in a hundred times."""


@dataclass(slots=True)
class Intention:
    """What is meant at one question, where None is that it stays open. `first` is said first, then that plainly."""

    phase: Phase
    question: str
    meant: Value | None
    first: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    """All that has been said because of it."""
    again: int = 0
    """How often it has been said plainly."""

    def words(self) -> str:
        """What is said when it is asked: something else each time."""
        return self.first.pop(0) if self.first else self.plainly()

    def plainly(self) -> str:
        """The meaning and nothing else."""
        self.again += 1
        return self._plain(self.again - 1)

    def _plain(self, time: int) -> str:
        return wordings.SKIP[0] if self.meant is None else wordings.plainly(self.meant, time)

    def vocabulary(self) -> set[str]:
        """All that may be said because of it, but for what is said to anything."""
        return {*self.first, *map(self._plain, range(MANY))}


@dataclass(frozen=True, slots=True)
class Plan:
    """The intentions of a session, and what is wished for in its first rest: "pause", "skip", "stop" or nothing."""

    intentions: Sequence[Intention]
    in_rest: str = ""
    for_pain: bool = True
    """Why it stops, if it does; if not for pain, it does not want to end at all."""

    def at(self, phase: Phase, question: str) -> Intention | None:
        """What is meant at a question."""
        return next((each for each in self.intentions if (each.phase, each.question) == (phase, question)), None)

    def vocabulary(self) -> set[str]:
        """All that may be said in the session."""
        own = {words for each in self.intentions for words in each.vocabulary()}
        return own.union(wordings.TO_ANYTHING, *wordings.INTERJECTIONS.values()) - {SILENT}


def plan_for(script: Script, seed: int, *, screened: bool) -> Plan:
    """A plan; `screened` is whether the questions about cautions have been answered long ago."""
    random = Random(seed)  # noqa: S311 - no secret
    phases: dict[Phase, Sequence[Query]] = {
        "before": (*(() if screened else script.screening), script.safety, *script.before),
        "after": (script.safety, *script.after),
    }
    intentions = [
        _intention(phase, query, random)
        for phase, queries in phases.items()
        for query in queries
        if query.answers is not None
    ]
    return Plan(intentions, random.choice(("", "", "pause", "pause", "skip", "stop")), random.random() < 0.5)


def _meaning(query: Query, random: Random) -> Value:
    if query.name == CLINICIAN:
        return "yes"
    if query.alarm:
        return "no"
    meant: Value = random.choice(values_of(query))
    if query.name == "overall" and meant == "worse" and random.random() < 0.5:
        return "better"  # after "worse" the session is longer
    return meant


def _intention(phase: Phase, query: Query, random: Random) -> Intention:
    meant = _meaning(query, random)
    high = query.answers.high if isinstance(query.answers, Numbers) else 0
    plain = wordings.worded(meant, high, random)
    match random.choices(list(MANNERS), list(MANNERS.values()))[0]:
        case "silent":
            return Intention(phase, query.name, meant, [SILENT, plain])
        case "nonsense":
            return Intention(phase, query.name, meant, [random.choice(wordings.NONSENSE), plain])
        case "cough":
            return Intention(phase, query.name, meant, [COUGH, plain])
        case "repeat":
            return Intention(phase, query.name, meant, [random.choice(wordings.REPEAT), plain])
        case "half" if isinstance(meant, int) and meant < high:
            return Intention(phase, query.name, meant + random.randrange(2), [wordings.half(meant, high, random)])
        case "slip":
            other = random.choice([value for value in values_of(query) if value != meant])
            return Intention(phase, query.name, meant, [wordings.worded(other, high, random), plain])
        case "skip" if not query.alarm:
            return Intention(phase, query.name, None, [random.choice(wordings.SKIP)])
    return Intention(phase, query.name, meant, [plain])


def values_of(query: Query) -> list[Value]:
    """All answers to a question."""
    match query.answers:
        case Numbers(low, high):
            return list(range(low, high + 1))
        case Words(values):
            return list(values.values())
        case Options(options):
            return list(options)
    return []
