"""What was answered, counted: the rule's advice, directions of movement, what stayed open, what was alarming."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from voicecoach.journal.agenda import STOPS
from voicecoach.journal.models import CAUTIONS, CLINICIAN, COMPARISONS, OUTCOMES, SAFETY, Outcome, Phase, Record, Value
from voicecoach.journal.words import reason_in_words
from voicecoach.report.models import Section

RANGE = "range_"
_SHEET = ("up", "down", "left", "right")
Key = tuple[Phase, str]
"""A question in its phase."""

_PHASES: tuple[Phase, ...] = ("before", "after")
_ONCE_A_MONTH = (CAUTIONS, CLINICIAN)  # of these, a session without an answer left nothing open


@dataclass(frozen=True, slots=True)
class Direction:
    """How far the movement in one direction went after the sessions, against before them."""

    name: str
    better: int
    same: int
    worse: int
    unanswered: int
    newest: str
    """The newest answer, "" where there is none."""


@dataclass(frozen=True, slots=True)
class Open:
    """A question with no answer in `count` of `of` sessions."""

    question: str
    count: int
    of: int


@dataclass(frozen=True, slots=True)
class Alarm:
    """What was alarming in a session, one sentence each."""

    record: Record
    sentences: tuple[str, ...]


def outcomes(section: Section) -> list[tuple[Outcome | None, int]]:
    """How often each advice was given, and in how many sessions there was none."""
    found = Counter(each.outcome for each in section.sessions)
    return [(outcome, found[outcome]) for outcome in (*OUTCOMES, None) if found[outcome]]


def directions(section: Section) -> list[Direction]:
    """Each direction that was asked about: those of the sheet first, in its order."""
    sessions = [_latest(record) for record in section.sessions]
    asked = dict.fromkeys(name for session in sessions for _, name in session if name.startswith(RANGE))
    order = {RANGE + name: place for place, name in enumerate(_SHEET)}
    return [_direction(sessions, name) for name in sorted(asked, key=lambda name: order.get(name, len(order)))]


def unanswered(section: Section) -> list[Open]:
    """The questions before and after that stayed open in some session; the directions tell their own."""
    asked: Counter[Key] = Counter()
    answered: Counter[Key] = Counter()
    for record in section.sessions:
        latest = _latest(record)
        asked.update(latest.keys())
        answered.update(key for key, value in latest.items() if value is not None)
    found = []
    for phase, question in sorted(asked, key=lambda key: (_PHASES.index(key[0]), key[1])):
        if not question.startswith(RANGE):
            key = (phase, question)
            of = asked[key] if question in _ONCE_A_MONTH else len(section.sessions)
            found.append(Open(f"{question}, {phase}", of - answered[key], of))
    waiting = sum(each.awaiting for each in section.sessions)
    found.append(Open("later questions, still to be asked", waiting, len(section.sessions)))
    return [each for each in found if each.count]


def alarms(section: Section) -> list[Alarm]:
    """Warning signs, stops, sessions that ended because of pain, and stops that were passed over; the newest first."""
    found = [Alarm(record, tuple(_alarming(record))) for record in reversed(section.sessions)]
    return [each for each in found if each.sentences]


def _latest(record: Record) -> dict[Key, Value | None]:
    """The latest answers before and after."""
    return {(each.phase, each.question): each.value for each in record.answers if each.phase != "later"}


def _direction(sessions: Sequence[Mapping[Key, Value | None]], question: str) -> Direction:
    told = [str(value) for session in sessions if (value := session.get(("after", question))) in COMPARISONS]
    better, same, worse = (told.count(word) for word in COMPARISONS)
    newest = told[-1] if told else ""
    return Direction(question.removeprefix(RANGE), better, same, worse, len(sessions) - len(told), newest)


def _alarming(record: Record) -> list[str]:
    sentences = []
    for question, words in ((SAFETY, "A warning sign"), (CAUTIONS, "A caution of the sheet applies")):
        phases = [each.phase for each in record.answers if each.question == question and each.value == "yes"]
        sentences += [f"{words}, asked {' and '.join(dict.fromkeys(phases))}: yes."] if phases else []
    if record.outcome in STOPS and record.rule != "safety":
        sentences.append(f"By the exercise sheet's rule: stop. {reason_in_words(record.rule)}")
    if record.ending == "pain":
        sentences.append("Ended because of pain.")
    if record.override:
        sentences.append(f"Gone on after a stop, because: {record.override}")
    return sentences
