"""A journal with an earlier session in it, which changes what is asked next."""

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from voicecoach.journal.models import Answer, Record, Work
from voicecoach.journal.store import Journal


def acquainted(home: Path, title: str) -> None:
    """Yesterday's session with the routine of that title went well, and its safety questions were answered.

    So the next one is neither the first ever nor asks the rarer questions.
    """
    yesterday = datetime.now().astimezone().replace(microsecond=0) - timedelta(days=1)
    work = (Work("", 1, 3),)
    answers = tuple(
        Answer("before", question, value, "keys", yesterday)
        for question, value in {"cautions": "no", "clinician": "yes", "safety": "no"}.items()
    )
    record = Record(
        "yesterday", title, yesterday, planned=work, done=work, ended=yesterday, ending="done", answers=answers
    )
    with Journal.open(home) as journal:
        journal.add(record)


def awaiting(home: Path) -> None:
    """A session of just now made something worse: it is to be asked about."""
    now = datetime.now().astimezone().replace(microsecond=0)
    work = (Work("Nod", 1, 2),)
    answers = (Answer("before", "pain", 3, "keys", now), Answer("after", "pain", 5, "keys", now))
    record = Record("one", "Tiny", now - timedelta(minutes=15), planned=work, done=work, answers=answers)
    ended = replace(record, ended=now, last_rep=now, ending="done", outcome="pending", later=(600_000,), awaiting=True)
    with Journal.open(home) as journal:
        journal.add(ended)
