"""The journal that a patient brings along."""

from datetime import datetime
from pathlib import Path

from tests.earlier import acquainted
from voicecoach.journal.models import Answer
from voicecoach.journal.store import Journal

YESTERDAY = "yesterday"
"""The uid of the earlier session."""


def move_in(home: Path, title: str, *, spoken: bool) -> None:
    """There has been a session with the routine of that title; `spoken` is whether some answer in it was."""
    acquainted(home, title)
    if spoken:
        answer = Answer("after", "pain", 1, "voice", datetime.now().astimezone(), 0, None, "one", 90, "yes")
        with Journal.open(home) as journal:
            journal.put_answer(YESTERDAY, answer)
