"""The journal as CSV (RFC 4180): a row for each answer, with the columns of its session repeated."""

import csv
import io
from collections.abc import Iterable, Iterator, Mapping

from voicecoach.journal.models import Record
from voicecoach.journal.transfer.cells import from_cell, to_cell, type_of, value_from
from voicecoach.journal.transfer.draft import Draft, Found
from voicecoach.journal.transfer.fields import ANSWER, NOTHING_HEARD, SESSION
from voicecoach.journal.transfer.plain import plain_answer, plain_session
from voicecoach.journal.transfer.problems import Problems, shown

ANSWER_COLUMNS = ("phase", "question", "round", "type", "value", "given", "at", "since", *NOTHING_HEARD)
COLUMNS = (*SESSION, *ANSWER_COLUMNS)


def write_csv(records: Iterable[Record]) -> Iterator[str]:
    """The file, piece by piece."""
    writer = csv.writer(_Passing(), lineterminator="\r\n")
    yield writer.writerow(COLUMNS)
    for record in records:
        session = [to_cell(name, value) for name, value in plain_session(record).items()]
        if not record.answers:
            yield writer.writerow([*session, *("" for _ in ANSWER_COLUMNS)])
        for answer in record.answers:
            plain = {**plain_answer(answer), "type": type_of(answer.value)}
            yield writer.writerow([*session, *(to_cell(name, plain[name]) for name in ANSWER_COLUMNS)])


class _Passing:
    """A file for csv.writer that hands each row on instead of keeping it."""

    def write(self, row: str) -> str:
        return row


def read_csv(text: str, problems: Problems) -> list[Found]:
    """The sessions of a file that are in order; whatever is not is reported with its line."""
    drafts: dict[str, tuple[Draft, Mapping[str, str]]] = {}
    for line, cells in _rows(text, problems):
        where = f"line {line}"
        uid = cells["uid"] or where  # without a uid a row stands alone, and is refused
        if uid in drafts:
            draft, first = drafts[uid]
            _compare(cells, first, draft, where, problems)
        else:
            draft = Draft(where, {name: from_cell(name, cells[name]) for name in SESSION}, problems)
            drafts[uid] = draft, cells
        if any(cells[name] for name in ANSWER_COLUMNS):
            _add_answer(draft, cells, where, problems)
    return [found for draft, _ in drafts.values() for found in draft.found]


def _compare(cells: Mapping[str, str], first: Mapping[str, str], draft: Draft, where: str, problems: Problems) -> None:
    for name in SESSION:
        if cells[name] != first[name]:
            problems.at(where)(name, cells[name], f"the same as in {draft.where}, for the same uid")
            draft.spoil()


def _add_answer(draft: Draft, cells: Mapping[str, str], where: str, problems: Problems) -> None:
    if cells["type"] not in ("number", "text", ""):
        problems.at(where)("type", cells["type"], "number, text or nothing")
        draft.spoil()
    elif not cells["type"] and cells["value"]:
        problems.at(where)("type", "", "number or text, where there is a value")
        draft.spoil()
    else:
        draft.add(where, {**{name: from_cell(name, cells[name]) for name in ANSWER}, "value": value_from(cells)})


def _rows(text: str, problems: Problems) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows under the header, each with its first line."""
    # a note may be as long as the file; the limit is one for the process, so it only grows
    csv.field_size_limit(max(csv.field_size_limit(), len(text)))
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    header: list[str] | None = None
    line = 1
    try:
        for row in reader:
            if header is None:
                header = row
                if not _is_header(row, problems):
                    return
            elif len(row) == len(header):
                yield line, {**dict.fromkeys(NOTHING_HEARD, ""), **dict(zip(header, row, strict=True))}
            elif row:
                problems.tell(f"line {line}", f"{len(row)} cells", f"{len(header)}, as in line 1")
            line = reader.line_num + 1
    except csv.Error as error:
        problems.tell(f"line {line}", f"not CSV: {error}; nothing after it was looked at")
    if header is None:
        problems.tell("line 1", "the file is empty", ", ".join(COLUMNS))


def _is_header(row: list[str], problems: Problems) -> bool:
    right = len(set(row)) == len(row)
    if not right:
        problems.tell("line 1", "a column stands there twice")
    # older files have none of these; one that has some has lost the others
    older = not any(name in row for name in NOTHING_HEARD)
    for name in COLUMNS:
        if name not in row and not (older and name in NOTHING_HEARD):
            problems.tell("line 1", f"the column {name} is missing")
            right = False
    for name in row:
        if name not in COLUMNS:
            problems.tell("line 1", f"there is no column {shown(name)}", ", ".join(COLUMNS))
            right = False
    return right
