"""The dose that a routine's text asks for, if that text is still here."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from voicecoach.journal.models import Record
from voicecoach.language import RoutineError, fill
from voicecoach.language.models import Exercise, RepUnit, Routine, Span
from voicecoach.language.source import LIMIT
from voicecoach.library import digest, load
from voicecoach.report.models import Plan
from voicecoach.session.day import is_counted
from voicecoach.status import VoicecoachError

_UNITS: Mapping[RepUnit, str] = {"reps": "repetition", "breaths": "breath", "rounds": "round"}


def plan_of(sessions: Sequence[Record]) -> Plan:
    """The plan of the newest session: of its routine's text, or what the journal itself knows of it."""
    newest = sessions[-1]
    routine = _text(newest)
    if routine is None:
        works = [f"{each.exercise}: {each.sets} sets, {each.reps} repetitions" for each in newest.planned]
        return Plan("; ".join(works))
    dose = "; ".join(map(_words, routine.exercises))
    return Plan(dose, routine.exercises[0].sets.low if is_counted(routine) else 0)


def _text(record: Record) -> Routine | None:
    """The routine as it was played, unless its file has changed since or is gone."""
    try:
        path = Path(record.path)
        # an imported journal may name anything, even a device that never ends
        same = path.is_file() and path.stat().st_size <= LIMIT and digest(path) == record.digest
        return load(path) if same else None
    except (OSError, ValueError, RoutineError, VoicecoachError):
        return None


def _words(exercise: Exercise) -> str:
    rest = "" if exercise.rest is None else f", {exercise.rest / 1000:g} s of rest"
    each = " on each side" if exercise.sides or exercise.alternate else ""
    sets = f"{_counted(exercise.sets, 'set')} of " if exercise.sets.high > 1 else ""
    return f"{fill(exercise.name.template, {})}: {sets}{_counted(exercise.reps, _UNITS[exercise.unit])}{each}{rest}"


def _counted(span: Span, noun: str) -> str:
    amount = f"{span.low}" if span.low == span.high else f"{span.low}-{span.high}"
    return f"{amount} {noun}{'' if span.high == 1 else 's'}"
