"""A journal with an earlier session in it: the next one is neither the first ever nor asks the rarer questions."""

from datetime import datetime, timedelta
from pathlib import Path

from voicecoach.journal.models import Answer, Record, Work
from voicecoach.journal.store import Journal


def acquainted(home: Path, title: str) -> None:
    """Yesterday's session with the routine of that title went well, and its safety questions were answered."""
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
