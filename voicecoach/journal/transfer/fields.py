"""What each field may hold: readers from the plain values of JSON to those of a record.

A reader gives back the value, or raises `Wrong` with what is allowed.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

from voicecoach.journal.models import (
    CAUTIONS,
    CLINICIAN,
    COMPARISONS,
    CONFIRMED,
    ENDINGS,
    GIVEN,
    KINDS,
    OUTCOMES,
    PHASES,
    SAFETY,
    Value,
    Work,
)
from voicecoach.journal.rows import NO_TEXT

Reader = Callable[[object], object]

_LEAST, _MOST = -(2**63), 2**63 - 1
DAY = 24 * 3600 * 1000
_DIGEST = re.compile("(?:[0-9a-f]{64})?")


class Wrong(Exception):  # noqa: N818 - it is caught in this room
    """A value that is not allowed; `allowed` says what is."""

    def __init__(self, allowed: str) -> None:
        super().__init__(allowed)
        self.allowed = allowed


def text(value: object) -> str:
    """Any text, also none."""
    if isinstance(value, str) and not NO_TEXT.search(value):
        return value
    raise Wrong("a text")


def words(value: object) -> str:
    """A text that is not empty."""
    if isinstance(value, str) and value and not NO_TEXT.search(value):
        return value
    raise Wrong("a text that is not empty")


def digest(value: object) -> str:
    """A SHA-256 in hexadecimal, or nothing."""
    if isinstance(value, str) and _DIGEST.fullmatch(value):
        return value
    raise Wrong("64 hexadecimal digits, or nothing")


def flag(value: object) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return value
    raise Wrong("yes or no; in JSON true or false")


def whole(low: int = _LEAST, high: int = _MOST) -> Reader:
    """A whole number in a range."""
    if (low, high) == (_LEAST, _MOST):
        allowed = "a whole number of 64 bits"
    else:
        allowed = f"a whole number from {low}" + (f" to {high}" if high < _MOST else "")

    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        raise Wrong(allowed)

    return read


def one_of(choices: Sequence[str]) -> Reader:
    """One of a few words, or no word where "" is one of them."""
    some = [each for each in choices if each]
    allowed = ", ".join(some[:-1]) + f" or {some[-1]}" + (", or nothing" if "" in choices else "")

    def read(value: object) -> str:
        if isinstance(value, str) and value in choices:
            return value
        raise Wrong(allowed)

    return read


def optional(reader: Reader) -> Reader:
    """The same, or nothing."""

    def read(value: object) -> object:
        try:
            return None if value is None else reader(value)
        except Wrong as wrong:
            raise Wrong(f"{wrong.allowed}, or nothing") from None

    return read


def moment(value: object) -> datetime:
    """A moment with its offset from UTC, in whole milliseconds."""
    try:
        found = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        found = None
    offset = found.utcoffset() if found else None
    if found and offset is not None and not found.microsecond % 1000 and not offset % timedelta(seconds=1):
        return found
    raise Wrong("a date and time to the millisecond with its offset, such as 2026-03-01T07:30:00.000+01:00")


def works(value: object) -> tuple[Work, ...]:
    """What was planned or done, an exercise each."""
    try:
        return tuple(_work(each) for each in _listed(value))
    except Wrong:
        raise Wrong('a list such as [{"exercise": "Nod", "sets": 5, "reps": 50}], in JSON') from None


def delays(value: object) -> tuple[int, ...]:
    """Rising times in ms, within a day."""
    allowed = Wrong("a list of rising milliseconds within a day such as [600000, 1200000], in JSON")
    try:
        times = tuple(_amount(each) for each in _listed(value))
    except Wrong:
        raise allowed from None
    if list(times) != sorted(set(times)) or any(each > DAY for each in times):
        raise allowed
    return times


def value_of(question: object, value: object) -> Value:
    """The answer to a question."""
    return _reader_of(question)(value)  # type: ignore[return-value]


def _reader_of(question: object) -> Reader:
    if question == "pain":
        return whole(0, 10)
    if question == "overall" or (isinstance(question, str) and question.startswith("range_")):
        return one_of(COMPARISONS)
    if question in (SAFETY, CAUTIONS, CLINICIAN):
        return one_of(("yes", "no"))
    return _own


def _own(value: object) -> Value:
    """An answer to a question of the routine's own."""
    if isinstance(value, str) and value and not NO_TEXT.search(value):
        return value
    if isinstance(value, int) and not isinstance(value, bool) and _LEAST <= value <= _MOST:
        return value
    raise Wrong("a whole number of 64 bits, or a text that is not empty")


def _listed(value: object) -> list[object]:
    if isinstance(value, list):
        return value
    raise Wrong("a list")


def _work(value: object) -> Work:
    if isinstance(value, dict) and value.keys() == {"exercise", "sets", "reps"}:
        return Work(words(value["exercise"]), _amount(value["sets"]), _amount(value["reps"]))
    raise Wrong("an exercise with its sets and reps")


def _amount(value: object) -> int:
    return whole(0)(value)  # type: ignore[return-value]


SESSION: Mapping[str, Reader] = {
    "uid": words,
    "routine": words,
    "started": moment,
    "kind": one_of(KINDS),
    "path": text,
    "digest": digest,
    "dose": text,
    "planned": works,
    "done": works,
    "ended": optional(moment),
    "last_rep": optional(moment),
    "pauses": whole(0),
    "ending": optional(one_of(ENDINGS)),
    "outcome": optional(one_of(OUTCOMES)),
    "rule": text,
    "later": delays,
    "awaiting": flag,
    "override": text,
    "note": text,
}
"""The fields of a session, in the order in which they are written."""

ANSWER: Mapping[str, Reader] = {
    "phase": one_of(PHASES),
    "question": words,
    "round": whole(0, 1000),
    "value": lambda value: value,  # depends on the others
    "given": one_of(GIVEN),
    "at": moment,
    "since": optional(whole(0)),
    "heard": text,
    "sure": optional(whole(0, 100)),
    "confirmed": one_of(CONFIRMED),
}
"""The fields of an answer, in the order in which they are written."""

NOTHING_HEARD: Mapping[str, object] = {"heard": "", "sure": None, "confirmed": ""}
"""What some of them hold where nothing was spoken. Files from before answers could be spoken do not have these."""
