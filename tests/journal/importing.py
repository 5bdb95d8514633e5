"""Two sessions in a file, and what is said of a file that is refused."""

from pathlib import Path

import pytest

from tests.journal.records import answer, record
from voicecoach.journal.models import Work
from voicecoach.journal.store import Journal
from voicecoach.journal.transfer.files import FORMS, import_file
from voicecoach.journal.transfer.problems import ImportRefusedError
from voicecoach.status import Status

ABOUT_THREE = answer("later", "pain", 3, round=1, given="voice", heard="about three", sure=93, confirmed="unopposed")
ONE = record(
    "one",
    done=(Work("Nod", 2, 20),),
    note="first\nsecond",
    answers=(answer("before", "pain", 4), answer("after", "overall", "better"), ABOUT_THREE),
)
TWO = record("two")
MOMENT = "a date and time to the millisecond with its offset, such as 2026-03-01T07:30:00.000+01:00"


def text_of(form: str) -> str:
    return "".join(FORMS[form].write([ONE, TWO]))


def refused(path: Path, journal: Journal) -> str:
    """What is said of the file's problems."""
    with pytest.raises(ImportRefusedError) as caught:
        import_file(path, journal)
    assert journal.count() == 0
    assert caught.value.status == Status.WRONG_USE
    first, _, rest = caught.value.message.partition("\n")
    count = len(caught.value.problems)
    assert first == f"{path} has {count} problem{'s' if count > 1 else ''}; nothing is imported."
    return "\n".join(line.removeprefix("  ") for line in rest.split("\n"))
