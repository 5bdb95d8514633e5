"""Records for tests: one by hand, and any that hypothesis can think of."""

from datetime import datetime, timedelta, timezone
from typing import Any

from hypothesis import strategies as st

from voicecoach.journal.models import (
    COMPARISONS,
    CONFIRMED,
    ENDINGS,
    GIVEN,
    KINDS,
    OUTCOMES,
    PHASES,
    Answer,
    Record,
    Value,
    Work,
)

MORNING = datetime(2026, 3, 1, 7, 30, 15, 250_000, timezone(timedelta(hours=1)))


def answer(phase: Any, question: str, value: Value | None, **fields: Any) -> Answer:
    """An answer by a key, or none."""
    defaults = {"given": "none" if value is None else "keys", "at": MORNING}
    return Answer(phase, question, value, **{**defaults, **fields})


def record(uid: str = "one", **fields: Any) -> Record:
    """A session with the neck routine."""
    return Record(**{"uid": uid, "routine": "Cervical retraction with extension", "started": MORNING, **fields})


# --- any -----------------------------------------------------------------------------------------

OFFSETS = st.integers(-86_399, 86_399).map(lambda s: timezone(timedelta(seconds=s)))


def _moment(wall: datetime, zone: timezone) -> datetime:
    return wall.replace(microsecond=wall.microsecond // 1000 * 1000, tzinfo=zone, fold=0)


MOMENTS = st.builds(_moment, st.datetimes(), OFFSETS)
BIG = 2**63 - 1
TRICKY = (
    *("=1+1", "+1", "-1", "@a", "\t=", "\r=", "\n=", "'", "''=", "'=1"),
    *('a"b', "a,b;c", "one\r\ntwo", "a\rb\nc", " ", "3", "\ufeff"),
)
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=12) | st.sampled_from(
    TRICKY
)
WORDS = TEXTS.filter(bool)
AMOUNTS = st.integers(0, BIG)
WORKS = st.lists(st.builds(Work, WORDS, AMOUNTS, AMOUNTS), max_size=3).map(tuple)
OWN_QUESTIONS = WORDS.filter(
    lambda name: name not in ("pain", "overall", "safety", "cautions", "clinician") and not name.startswith("range_")
)


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Any answer that is right."""
    kinds: list[tuple[str, st.SearchStrategy[Value]]] = [
        ("pain", st.integers(0, 10)),
        ("overall", st.sampled_from(COMPARISONS)),
        ("range_up", st.sampled_from(COMPARISONS)),
        ("safety", st.sampled_from(["yes", "no"])),
        (draw(OWN_QUESTIONS), st.integers(-BIG - 1, BIG) | WORDS),
    ]
    question, values = draw(st.sampled_from(kinds))
    given = draw(st.sampled_from(GIVEN))
    phase = draw(st.sampled_from(PHASES))
    spoken = given in ("voice", "none")
    return Answer(
        phase=phase,
        question=question,
        value=None if given in ("none", "unasked") else draw(values),
        given=given,
        at=draw(MOMENTS),
        round=draw(st.integers(1, 1000)) if phase == "later" else 0,
        since=draw(st.none() | AMOUNTS),
        heard=draw(TEXTS) if spoken else "",
        sure=draw(st.none() | st.integers(0, 100)) if spoken else None,
        confirmed=draw(st.sampled_from(CONFIRMED)) if spoken else "",
    )


RECORDS: st.SearchStrategy[Record] = st.builds(
    Record,
    uid=WORDS,
    routine=WORDS,
    started=MOMENTS,
    kind=st.sampled_from(KINDS),
    path=TEXTS,
    digest=st.sampled_from(["", "0123456789abcdef" * 4]),
    dose=TEXTS,
    planned=WORKS,
    done=WORKS,
    ended=st.none() | MOMENTS,
    last_rep=st.none() | MOMENTS,
    pauses=AMOUNTS,
    ending=st.none() | st.sampled_from(ENDINGS),
    outcome=st.none() | st.sampled_from(OUTCOMES),
    rule=TEXTS,
    later=st.sets(st.integers(0, 24 * 3600 * 1000), max_size=3).map(sorted).map(tuple),
    awaiting=st.booleans(),
    override=TEXTS,
    note=TEXTS,
    answers=st.lists(answers(), max_size=4, unique_by=lambda a: (a.phase, a.question, a.round)).map(tuple),
    id=st.just(0),
)
JOURNALS = st.lists(RECORDS, max_size=4, unique_by=lambda record: record.uid)
"""Any sessions of one journal."""


def exactly(record: Record | None) -> str:
    """All of a record but its number, with offsets and types, which comparison does not see."""
    assert record is not None
    return repr(record).rpartition(", id=")[0]
