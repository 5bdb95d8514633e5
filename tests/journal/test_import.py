"""What is the same for every file that is imported: encodings, lengths, and sessions that are here already."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journal.importing import TWO, refused, text_of
from tests.journal.older import EXPORTED, EXPORTS
from tests.journal.records import exactly, record
from voicecoach.journal.store import Journal
from voicecoach.journal.transfer import files
from voicecoach.journal.transfer.files import FORMS, Imported, import_file
from voicecoach.journal.transfer.problems import ImportRefusedError
from voicecoach.status import Status, VoicecoachError


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize(
    ("encoded", "message"),
    [
        (lambda text: text.encode("utf-16"), "line 1: not UTF-8: byte 0xFF cannot be read"),
        (lambda text: text.replace("two", "Ü").encode("latin-1"), "line {}: not UTF-8: byte 0xDC cannot be read"),
        (lambda text: b"\xef\xbb\xbf" + text.encode() + b"\n\xff", "line {}: not UTF-8: byte 0xFF cannot be read"),
    ],
)
def test_other_encodings(
    form: str, encoded: Callable[[str], bytes], message: str, tmp_path: Path, journal: Journal
) -> None:
    file = tmp_path / f"journal.{form}"
    file.write_bytes(encoded(text_of(form)))
    line = file.read_bytes().split(b"\xdc" if b"\xdc" in file.read_bytes() else b"\xff")[0].count(b"\n") + 1
    assert refused(file, journal) == message.format(line)


def test_a_file_that_is_too_long(tmp_path: Path, journal: Journal) -> None:
    with (tmp_path / "huge.csv").open("wb") as file:
        file.truncate(files.LIMIT + 1)
    with pytest.raises(VoicecoachError, match=r"huge.csv is too long: at most 64 MiB \(67108864\) are read"):
        import_file(tmp_path / "huge.csv", journal)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("none.csv", "none.csv cannot be read: No such file or directory."),
        ("folder.json", "folder.json cannot be read: Is a directory."),
        ("a\0.csv", "a\0.csv cannot be read: embedded null byte."),
        ("journal.txt", "journal.txt: a journal is written as .csv or .json."),
        ("journal", "journal: a journal is written as .csv or .json."),
    ],
)
def test_what_cannot_be_read(
    name: str, message: str, tmp_path: Path, journal: Journal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    Path("folder.json").mkdir()
    with pytest.raises(VoicecoachError) as caught:
        import_file(Path(name), journal)
    assert (caught.value.message, caught.value.status) == (message, Status.WRONG_USE)


@pytest.mark.parametrize("form", FORMS)
def test_an_older_export(form: str, tmp_path: Path, journal: Journal) -> None:
    """From before answers could be spoken; a second time they are the same."""
    file = tmp_path / f"journal.{form}"
    file.write_text(EXPORTS[form], encoding="utf-8")
    assert import_file(file, journal) == Imported(2, 0)
    assert list(map(exactly, journal.oldest_first())) == list(map(exactly, EXPORTED))
    assert import_file(file, journal) == Imported(0, 2)
    file.write_text("".join(FORMS[form].write(EXPORTED)), encoding="utf-8", newline="")
    assert import_file(file, journal) == Imported(0, 2)


@pytest.mark.parametrize("form", FORMS)
def test_sessions_that_are_here_already(form: str, tmp_path: Path, journal: Journal) -> None:
    """The same are left alone; one that differs is refused, and the new one with it."""
    file = tmp_path / f"journal.{form}"
    file.write_text(text_of(form), encoding="utf-8", newline="")
    journal.add(TWO)
    assert import_file(file, journal) == Imported(1, 1)
    journal.delete([2])
    journal.update("two", note="changed", pauses=3)
    with pytest.raises(ImportRefusedError) as caught:
        import_file(file, journal)
    where = {"csv": "line 8", "json": "session 2"}[form]
    assert [str(each) for each in caught.value.problems] == [
        f"{where}: session 1 of the journal has this uid, but another pauses, note"
    ]
    assert [each.uid for each in journal.oldest_first()] == ["two"]


def test_a_note_longer_than_a_cell_of_csv_commonly_is(tmp_path: Path, journal: Journal) -> None:
    long = record("long", note="x" * 300_000)
    file = tmp_path / "journal.csv"
    file.write_text("".join(FORMS["csv"].write([long])), encoding="utf-8", newline="")
    assert import_file(file, journal) == Imported(1, 0)
    assert journal.find("long") == long
