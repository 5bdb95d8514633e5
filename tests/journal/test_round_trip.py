"""What goes out and comes in again is the same: through the journal itself, CSV and JSON."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journal.records import JOURNALS, RECORDS, TEXTS, exactly
from voicecoach.journal.models import Record
from voicecoach.journal.store import Journal
from voicecoach.journal.transfer.cells import guarded, unguarded
from voicecoach.journal.transfer.csv_form import COLUMNS, read_csv
from voicecoach.journal.transfer.files import FORMS, Imported, import_file
from voicecoach.journal.transfer.problems import Problems

FEW = settings(max_examples=150, deadline=None)


@FEW
@given(RECORDS)
def test_the_journal(record: Record) -> None:
    with Journal.open(Path("none"), create=False) as journal:
        assert journal.add(record) == 1
        assert exactly(journal.get(1)) == exactly(journal.find(record.uid)) == exactly(record)


@FEW
@given(JOURNALS, st.sampled_from(sorted(FORMS)))
def test_text(records: list[Record], form: str) -> None:
    problems = Problems()
    text = "".join(FORMS[form].write(records))
    found = FORMS[form].read(text.encode().decode(), problems)
    assert problems == []
    assert [exactly(each.record) for each in found] == [exactly(each) for each in records]


@pytest.mark.parametrize("form", FORMS)
def test_from_journal_to_journal(form: str, tmp_path: Path) -> None:
    """Through files, and a second time, when everything is there already."""

    @settings(max_examples=25, deadline=None)
    @given(JOURNALS, st.booleans())
    def go(records: list[Record], bom: bool) -> None:
        file = tmp_path / f"journal.{form}"
        with (
            Journal.open(Path("none"), create=False) as one,
            Journal.open(Path("none"), create=False) as other,
        ):
            one.add_all(records)
            text = "".join(FORMS[form].write(one.oldest_first()))
            file.write_bytes(text.encode("utf-8-sig" if bom else "utf-8"))
            assert import_file(file, other) == Imported(len(records), 0)
            assert import_file(file, other) == Imported(0, len(records))
            assert list(map(exactly, other.oldest_first())) == list(map(exactly, one.oldest_first()))
            assert "".join(FORMS[form].write(other.oldest_first())) == text

    go()


@given(TEXTS)
def test_no_cell_begins_a_formula(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert unguarded(cell) == text


@FEW
@given(JOURNALS)
def test_no_cell_of_a_file_begins_a_formula(records: list[Record]) -> None:
    for row in csv.reader(io.StringIO("".join(FORMS["csv"].write(records)), newline="")):
        for cell in row:
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))
            assert not cell.startswith("-") or cell[1:].isdigit()


def test_a_short_file_leaves_other_readers_of_csv_their_long_cells() -> None:
    """The limit of a cell is one for the whole process."""
    read_csv("uid", Problems())
    assert next(csv.reader(["x" * 1000])) == ["x" * 1000]


def test_the_documentation_names_every_column() -> None:
    page = (Path(__file__).parents[2] / "docs" / "journal.md").read_text(encoding="utf-8")
    table = page.split("## CSV")[1].split("## JSON")[0]
    named = [name for row in table.splitlines() if row.startswith("| `") for name in row.split("|")[1].split("`")[1::2]]
    assert sorted(named) == sorted(COLUMNS)
