"""Files to be imported, and what of them goes into the journal."""

import codecs
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from voicecoach.journal.models import Record
from voicecoach.journal.store import Journal
from voicecoach.journal.transfer.csv_form import read_csv, write_csv
from voicecoach.journal.transfer.draft import Found
from voicecoach.journal.transfer.json_form import read_json, write_json
from voicecoach.journal.transfer.plain import plain_record
from voicecoach.journal.transfer.problems import ImportRefusedError, Problems
from voicecoach.status import Status, VoicecoachError

LIMIT = 64 * 1024 * 1024
"""The most bytes that a file may have."""


@dataclass(frozen=True, slots=True)
class Form:
    """A format: how it is written, piece by piece, and read."""

    write: Callable[[Iterable[Record]], Iterator[str]]
    read: Callable[[str, Problems], list[Found]]


FORMS: Mapping[str, Form] = {"csv": Form(write_csv, read_csv), "json": Form(write_json, read_json)}


@dataclass(frozen=True, slots=True)
class Imported:
    """How many sessions are new, and how many were there already."""

    new: int
    known: int


def form_of(path: Path) -> str:
    """The format that a file's suffix names. Raises `VoicecoachError`."""
    form = path.suffix.lower().removeprefix(".")
    if form not in FORMS:
        raise VoicecoachError(
            f"{path}: a journal is written as .csv or .json.", cure="Name such a file.", status=Status.WRONG_USE
        )
    return form


def import_file(path: Path, journal: Journal) -> Imported:
    """Add the sessions of a file to the journal, all or none; those that are there already stay as they are.

    Raises `ImportRefusedError` with everything that is wrong, and `VoicecoachError` for a file that cannot be read.
    """
    problems = Problems()
    form = FORMS[form_of(path)]
    text = _text(path, problems)
    found = [] if text is None else form.read(text, problems)
    new = [each.record for each in _unknown(found, journal, problems)]
    if problems:
        raise ImportRefusedError(path, problems)
    journal.add_all(new)
    return Imported(len(new), len(found) - len(new))


def _unknown(found: Iterable[Found], journal: Journal, problems: Problems) -> list[Found]:
    """Those that are not in the journal. One that is there in another form is a problem, and so is one uid twice."""
    places: dict[str, str] = {}
    new = []
    for each in found:
        uid = each.record.uid
        if uid in places:
            problems.at(each.where)("uid", uid, f"a uid of its own; {places[uid]} has this one")
        places[uid] = each.where
        known = journal.find(uid)
        if known is None:
            new.append(each)
            continue
        ours, theirs = plain_record(known), plain_record(each.record)
        if ours != theirs:
            names = ", ".join(name for name in ours if ours[name] != theirs[name])
            problems.tell(each.where, f"session {known.id} of the journal has this uid, but another {names}")
    return new


def _text(path: Path, problems: Problems) -> str | None:
    """The file's text; None, with the reason reported, where it holds none."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except (OSError, ValueError) as error:  # a NUL in a name is a ValueError
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise VoicecoachError(f"{path} cannot be read: {reason}.", status=Status.WRONG_USE) from error
    if len(data) > LIMIT:
        raise VoicecoachError(f"{path} is too long: at most 64 MiB ({LIMIT}) are read.", status=Status.WRONG_USE)
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        problems.tell(f"line {line}", f"not UTF-8: byte 0x{data[error.start]:02X} cannot be read")
        return None
    if "\0" in text:
        problems.tell(f"line {text[: text.index(chr(0))].count(chr(10)) + 1}", "not a text file: it holds a NUL byte")
        return None
    return text
