"""What was answered, counted: the rule's advice, directions of movement, what stayed open, what was alarming."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.journal.agenda import STOPS
from voicecoach.journal.models import CAUTIONS, CLINICIAN, COMPARISONS, OUTCOMES, SAFETY, Outcome, Phase, Record
from voicecoach.journal.words import reason_in_words
from voicecoach.report.models import Section

RANGE = "range_"
_SHEET = ("up", "down", "left", "right")
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
    asked = dict.fromkeys(
        each.question for record in section.sessions for each in record.answers if each.question.startswith(RANGE)
    )
    order = {RANGE + name: place for place, name in enumerate(_SHEET)}
    return [_direction(section, name) for name in sorted(asked, key=lambda name: order.get(name, len(order)))]


def unanswered(section: Section) -> list[Open]:
    """The questions before and after that stayed open in some session; the directions tell their own."""
    asked = {
        (each.phase, each.question)
        for record in section.sessions
        for each in record.answers
        if each.phase != "later" and not each.question.startswith(RANGE)
    }
    counted = [_open(section, phase, name) for phase in _PHASES for _, name in sorted(asked) if (phase, name) in asked]
    waiting = sum(each.awaiting for each in section.sessions)
    later = [Open("later questions, still to be asked", waiting, len(section.sessions))] if waiting else []
    return [each for each in (*dict.fromkeys(counted), *later) if each.count]


def alarms(section: Section) -> list[Alarm]:
    """Warning signs, stops, sessions that ended because of pain, and stops that were passed over; the newest first."""
    found = [Alarm(record, tuple(_alarming(record))) for record in reversed(section.sessions)]
    return [each for each in found if each.sentences]


def _direction(section: Section, question: str) -> Direction:
    values = [record.answer("after", question) for record in section.sessions]
    told = [str(value) for value in values if value in COMPARISONS]
    better, same, worse = (told.count(word) for word in COMPARISONS)
    newest = told[-1] if told else ""
    return Direction(question.removeprefix(RANGE), better, same, worse, len(values) - len(told), newest)


def _open(section: Section, phase: Phase, question: str) -> Open:
    sessions: Sequence[Record] = section.sessions
    if question in _ONCE_A_MONTH:
        sessions = [each for each in sessions if any((a.phase, a.question) == (phase, question) for a in each.answers)]
    return Open(f"{question}, {phase}", sum(each.answer(phase, question) is None for each in sessions), len(sessions))


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
