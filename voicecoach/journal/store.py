"""The journal: all sessions in one SQLite file, on this machine alone.

Whatever has been written is on the disk when the call returns, and is there after a crash or a power cut.
"""
# ruff: noqa: S608 - statements are put together of this file's own words, never of values

import contextlib
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from voicecoach.journal.connection import connect, connect_to_copy
from voicecoach.journal.errors import DamagedJournalError, in_plain_words
from voicecoach.journal.models import Answer, Phase, Record
from voicecoach.journal.place import NAME
from voicecoach.journal.rows import FIELDS, Cell, answer_columns, cell, columns, record_columns, to_record

_CHUNK = 64  # records read at once: few enough to hold in memory, and no lock is held in between


class Journal:
    """All sessions. Every method raises `JournalError` where the file cannot be used.

    Each write is whole or not at all. Texts lose only what no text file can hold: a NUL, or half of a surrogate pair,
    becomes U+FFFD.
    """

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self._connection = connection

    @classmethod
    def open(cls, folder: Path, *, create: bool = True) -> Self:
        """The journal in a folder; both are made where they are missing.

        Without `create` nothing is made: where there is no journal this is an empty one that keeps nothing.
        Raises `JournalError`.
        """
        return cls(folder / NAME, connect(folder, create=create))

    @classmethod
    def copy(cls, folder: Path) -> Self:
        """A copy of the journal in a folder, to look at; nothing on the disk is changed. Raises `JournalError`."""
        return cls(folder / NAME, connect_to_copy(folder))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # --- reading -----------------------------------------------------------------------------------

    def get(self, number: int) -> Record | None:
        """The record with that number."""
        # SQLite knows no larger ones
        return self._first("WHERE id = ?", number) if abs(number) < 2**63 else None

    def find(self, uid: str) -> Record | None:
        """The record with that uid."""
        return self._first("WHERE uid = ?", cell(uid))

    def count(self, routine: str | None = None) -> int:
        """How many sessions there are, of one routine (its title) or of all."""
        where, values = _of(routine)
        with self._transaction("DEFERRED"):
            found: int = self._connection.execute(f"SELECT count(*) FROM sessions {where}", values).fetchone()[0]
        return found

    def page(self, limit: int, offset: int = 0, routine: str | None = None) -> list[Record]:
        """At most `limit` records, newest first, after the first `offset` of them."""
        where, values = _of(routine)
        return self._records(f"{where} ORDER BY started DESC, id DESC LIMIT ? OFFSET ?", *values, limit, offset)

    def newest_first(self, routine: str | None = None) -> Iterator[Record]:
        """Each record, by its start. They are read as they are asked for, so one can stop early at little cost."""
        return self._walk("<", "DESC", routine)

    def oldest_first(self) -> Iterator[Record]:
        """Each record, by its start, read as they are asked for."""
        return self._walk(">", "ASC")

    def awaiting(self) -> list[Record]:
        """The sessions that are to be asked about again, newest first."""
        return self._records("WHERE awaiting ORDER BY started DESC, id DESC")

    def ever_spoken(self) -> bool:
        """Whether any answer was given by voice. An index has these alone, so it takes no longer in a long journal."""
        with self._transaction("DEFERRED"):
            found = self._connection.execute("SELECT 1 FROM answers WHERE given = 'voice' LIMIT 1").fetchone()
        return found is not None

    def is_sound(self) -> bool:
        """Whether SQLite finds no fault in the whole file, and every record can be read. Raises `JournalError`."""
        with self._transaction("DEFERRED"):
            verdict = self._connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
        return verdict == "ok" and all(self.oldest_first())

    # --- writing -----------------------------------------------------------------------------------

    def add(self, record: Record) -> int:
        """Add a session with its answers; its number. Raises ValueError where its uid is known already."""
        return self.add_all([record])[0]

    def add_all(self, records: Iterable[Record]) -> list[int]:
        """Add all these sessions or none; their numbers. Raises ValueError where a uid is known already."""
        with self._transaction():
            return [self._insert(record) for record in records]

    def replace(self, record: Record) -> None:
        """Put a record with its answers in the place of that with the same uid. Raises KeyError for an unknown uid."""
        with self._transaction():
            number = self._number(record.uid)
            self._set(number, record_columns(record))
            self._connection.execute("DELETE FROM answers WHERE session = ?", (number,))
            self._put(number, record.answers)

    def update(self, uid: str, **changes: object) -> None:
        """Change fields of a record by their names: `update(uid, ending="done", pauses=2)`.

        Raises TypeError for what is not a field that can be changed, and KeyError for an unknown uid.
        """
        unknown = [name for name in changes if name not in FIELDS]
        if unknown:
            raise TypeError(f"a record's {', '.join(unknown)} cannot be changed")
        with self._transaction():
            self._set(self._number(uid), columns(changes))

    def put_answer(self, uid: str, answer: Answer) -> None:
        """Keep an answer; one to the same question in the same phase and round is forgotten.

        Raises KeyError for an unknown uid, and ValueError where `sure` or `confirmed` is none that there is.
        """
        with self._transaction():
            self._put(self._number(uid), [answer])

    def take_back(self, uid: str, phase: Phase, question: str, round: int = 0) -> None:  # noqa: A002 - the field's name
        """Forget an answer, if there is one. Raises KeyError for an unknown uid."""
        with self._transaction():
            self._connection.execute(
                "DELETE FROM answers WHERE (session, phase, question, round) = (?, ?, ?, ?)",
                (self._number(uid), phase, cell(question), round),
            )

    def delete(self, numbers: Iterable[int]) -> int:
        """Delete the records with these numbers; how many there were."""
        with self._transaction():
            return sum(
                self._connection.execute("DELETE FROM sessions WHERE id = ?", (number,)).rowcount for number in numbers
            )

    # --- inside ------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _transaction(self, kind: str = "IMMEDIATE") -> Iterator[None]:
        """All of the block or nothing of it, on the disk at its end."""
        with in_plain_words(self.path):
            self._connection.execute(f"BEGIN {kind}")
            try:
                yield
                self._connection.execute("COMMIT")
            except BaseException:
                # SQLite itself has already rolled back after some errors
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    def _first(self, clauses: str, value: object) -> Record | None:
        found = self._records(clauses, value)
        return found[0] if found else None

    def _walk(self, beyond: str, direction: str, routine: str | None = None) -> Iterator[Record]:
        where, values = _of(routine)
        order = f"ORDER BY started {direction}, id {direction} LIMIT {_CHUNK}"
        records = self._records(f"{where} {order}", *values)
        after = f"{where} AND" if where else "WHERE"
        while records:
            yield from records
            last = columns({"started": records[-1].started})["started"]
            records = self._records(f"{after} (started, id) {beyond} (?, ?) {order}", *values, last, records[-1].id)

    def _records(self, clauses: str, *values: object) -> list[Record]:
        """The records of a query, and their answers as they were at the same moment."""
        with self._transaction("DEFERRED"):
            rows = self._connection.execute(f"SELECT * FROM sessions {clauses}", values).fetchall()
            answers: dict[int, list[sqlite3.Row]] = {row["id"]: [] for row in rows}
            theirs = f"session IN (SELECT id FROM sessions {clauses})"
            for answer in self._connection.execute(f"SELECT * FROM answers WHERE {theirs} ORDER BY place", values):
                answers[answer["session"]].append(answer)
        try:
            return [to_record(row, answers[row["id"]]) for row in rows]
        except (ValueError, TypeError, OverflowError) as error:
            raise DamagedJournalError(self.path) from error

    def _number(self, uid: str) -> int:
        row = self._connection.execute("SELECT id FROM sessions WHERE uid = ?", (cell(uid),)).fetchone()
        if row is None:
            raise KeyError(uid)
        number: int = row["id"]
        return number

    def _insert(self, record: Record) -> int:
        values = record_columns(record)
        try:
            cursor = self._connection.execute(_insertion("INTO sessions", values), values)
        except sqlite3.IntegrityError as error:
            raise ValueError(f"there is a session with the uid {record.uid} already") from error
        number = cursor.lastrowid
        assert number is not None
        self._put(number, record.answers)
        return number

    def _put(self, number: int, answers: Sequence[Answer]) -> None:
        for answer in answers:
            values = answer_columns(number, answer)
            self._connection.execute(_insertion("OR REPLACE INTO answers", values), values)

    def _set(self, number: int, values: dict[str, Cell]) -> None:
        new = ", ".join(f"{name} = :{name}" for name in values)
        if new:
            self._connection.execute(f"UPDATE sessions SET {new} WHERE id = :id", {**values, "id": number})


def _insertion(into: str, values: dict[str, Cell]) -> str:
    return f"INSERT {into} ({', '.join(values)}) VALUES ({', '.join(f':{name}' for name in values)})"


def _of(routine: str | None) -> tuple[str, tuple[object, ...]]:
    """The clause that picks one routine, and its values."""
    return ("", ()) if routine is None else ("WHERE routine = ?", (cell(routine),))
