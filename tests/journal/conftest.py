from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from tests.journal.records import MORNING, answer, record
from voicecoach.journal.store import Journal


@pytest.fixture
def journal() -> Iterator[Journal]:
    """An empty one, in memory."""
    with Journal.open(Path("none"), create=False) as journal:
        yield journal


@pytest.fixture
def full(tmp_path: Path) -> Path:
    """A folder with a journal of a few pages."""
    folder = tmp_path / "home"
    with Journal.open(folder) as journal:
        answers = tuple(answer("before", f"question {n}", "word " * 20) for n in range(5))
        journal.add_all(record(f"session {n}", started=MORNING + timedelta(n), answers=answers) for n in range(60))
    return folder
