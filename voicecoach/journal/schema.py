"""The journal's tables, and the steps that bring an older file to them.

`PRAGMA user_version` is the number of steps that a file has been through.
"""

import sqlite3
from collections.abc import Sequence

_FIRST = """
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, -- the number of a deleted session is never given again
    uid TEXT NOT NULL UNIQUE,
    routine TEXT NOT NULL,
    started INTEGER NOT NULL,             -- moments: ms since 1970 in UTC, and the offset in seconds
    started_offset INTEGER NOT NULL,
    kind TEXT NOT NULL,
    path TEXT NOT NULL,
    digest TEXT NOT NULL,
    dose TEXT NOT NULL,
    planned TEXT NOT NULL,                -- JSON: [[exercise, sets, reps], …]
    done TEXT NOT NULL,
    ended INTEGER,
    ended_offset INTEGER,
    last_rep INTEGER,
    last_rep_offset INTEGER,
    pauses INTEGER NOT NULL,
    ending TEXT,
    outcome TEXT,
    rule TEXT NOT NULL,
    later TEXT NOT NULL,                  -- JSON: [ms, …]
    awaiting INTEGER NOT NULL,
    override TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX sessions_by_start ON sessions (started);
CREATE INDEX sessions_by_routine ON sessions (routine, started);
CREATE INDEX sessions_awaiting ON sessions (started) WHERE awaiting;
CREATE TABLE answers (
    place INTEGER PRIMARY KEY,            -- their order
    session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    phase TEXT NOT NULL,
    question TEXT NOT NULL,
    round INTEGER NOT NULL,
    value,                                -- without a type, so that numbers and words stay what they are
    given TEXT NOT NULL,
    at INTEGER NOT NULL,
    at_offset INTEGER NOT NULL,
    since INTEGER,
    UNIQUE (session, phase, question, round)
);
"""

# With defaults, so that a session which an older voicecoach is leading meanwhile can go on writing.
_SPOKEN = """
ALTER TABLE answers ADD COLUMN heard TEXT NOT NULL DEFAULT '';
ALTER TABLE answers ADD COLUMN sure INTEGER;
ALTER TABLE answers ADD COLUMN confirmed TEXT NOT NULL DEFAULT '';
CREATE INDEX answers_by_voice ON answers (session) WHERE given = 'voice';
"""

STEPS: Sequence[str] = (_FIRST, _SPOKEN)
"""The statements that lead from each version to the next."""

VERSION = len(STEPS)


def version_of(connection: sqlite3.Connection) -> int:
    """The version of a file; 0 is an empty one."""
    version: int = connection.execute("PRAGMA user_version").fetchone()[0]
    return version


def is_empty(connection: sqlite3.Connection) -> bool:
    """Whether there is no table at all: a file that has just been made."""
    return connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone() is None


def bring_up_to_date(connection: sqlite3.Connection, steps: Sequence[str] = STEPS) -> None:
    """Do the steps that are missing, all or none. To be called in a transaction that writes."""
    for step in steps[version_of(connection) :]:
        for statement in step.split(";\n"):
            connection.execute(statement)
    connection.execute(f"PRAGMA user_version = {len(steps)}")
