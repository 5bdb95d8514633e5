"""Records and answers as rows of the tables, and back."""

import dataclasses
import json
import re
import sqlite3
from collections.abc import Iterable, Mapping
from datetime import datetime

from voicecoach.journal.models import CONFIRMED, Answer, Record, Work
from voicecoach.journal.moments import from_numbers, to_numbers

Cell = int | str | None

MOMENTS = ("started", "ended", "last_rep")
FIELDS = tuple(field.name for field in dataclasses.fields(Record) if field.name not in ("id", "answers"))
"""The fields of a record that are columns."""

NO_TEXT = re.compile("[\0\ud800-\udfff]")
"""What no file of text can hold: NUL, and the halves of a pair, by which a path stands for bytes that are not UTF-8."""


def columns(fields: Mapping[str, object]) -> dict[str, Cell]:
    """The columns of some fields of a record."""
    found: dict[str, Cell] = {}
    for name, value in fields.items():
        if isinstance(value, datetime):
            found[name], found[f"{name}_offset"] = to_numbers(value)
        elif name in MOMENTS:
            found[name] = found[f"{name}_offset"] = None
        elif isinstance(value, tuple):
            found[name] = json.dumps([_plain(each) for each in value], ensure_ascii=False)
        else:
            found[name] = cell(value)
    return found


def record_columns(record: Record) -> dict[str, Cell]:
    """All columns of a record but its number."""
    return columns({name: getattr(record, name) for name in FIELDS})


def answer_columns(session: int, answer: Answer) -> dict[str, Cell]:
    """The columns of an answer in the session of that number.

    Raises ValueError for one that could not be read again: the whole journal would be taken for damaged.
    """
    at, offset = to_numbers(_right(answer).at)
    return {
        "session": session,
        "phase": answer.phase,
        "question": cell(answer.question),
        "round": answer.round,
        "value": cell(answer.value),
        "given": answer.given,
        "at": at,
        "at_offset": offset,
        "since": answer.since,
        "heard": cell(answer.heard),
        "sure": cell(answer.sure),
        "confirmed": answer.confirmed,
    }


def cell(value: object) -> Cell:
    """A number, a text or nothing as it is stored."""
    if isinstance(value, str):
        return _clean(value)
    if value is None or isinstance(value, int):
        return None if value is None else int(value)
    raise TypeError(f"the journal keeps no {type(value).__name__}")


def to_record(row: sqlite3.Row, answers: Iterable[sqlite3.Row]) -> Record:
    """The record of a row and of its answers' rows. Raises ValueError or TypeError where a row is damaged."""
    values = {name: row[name] for name in FIELDS}
    for name in MOMENTS:
        values[name] = _moment(row[name], row[f"{name}_offset"])
    for name in ("planned", "done"):
        values[name] = tuple(Work(*each) for each in json.loads(row[name]))
    return Record(
        **{**values, "later": tuple(json.loads(row["later"])), "awaiting": bool(row["awaiting"])},
        answers=tuple(map(_answer, answers)),
        id=row["id"],
    )


def _answer(row: sqlite3.Row) -> Answer:
    return _right(
        Answer(
            phase=row["phase"],
            question=row["question"],
            value=row["value"],
            given=row["given"],
            at=from_numbers(row["at"], row["at_offset"]),
            round=row["round"],
            since=row["since"],
            heard=row["heard"],
            sure=row["sure"],
            confirmed=row["confirmed"],
        )
    )


def _right(answer: Answer) -> Answer:
    """The answer, if it was heard as one can be. Raises ValueError."""
    heard, sure = answer.heard, answer.sure
    is_percent = sure is None or (isinstance(sure, int) and 0 <= sure <= 100)
    if isinstance(heard, str) and is_percent and answer.confirmed in CONFIRMED:
        return answer
    raise ValueError(f"what was heard is not in order: {heard!r}, sure {sure!r}, confirmed {answer.confirmed!r}")


def _moment(ms: int | None, offset: int | None) -> datetime | None:
    return None if ms is None or offset is None else from_numbers(ms, offset)


def _plain(each: object) -> object:
    return [_clean(each.exercise), each.sets, each.reps] if isinstance(each, Work) else each


def _clean(text: str) -> str:
    return NO_TEXT.sub("\N{REPLACEMENT CHARACTER}", text)
