"""What was written before answers could be spoken. These texts are as they were then: they must never change."""

import sqlite3
from pathlib import Path

from tests.journal.records import answer, record
from voicecoach.journal.models import Work

_TABLES = """
CREATE TABLE sessions (
    id INTEGER PRIMARY KEY AUTOINCREMENT, uid TEXT NOT NULL UNIQUE, routine TEXT NOT NULL,
    started INTEGER NOT NULL, started_offset INTEGER NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,
    digest TEXT NOT NULL, dose TEXT NOT NULL, planned TEXT NOT NULL, done TEXT NOT NULL, ended INTEGER,
    ended_offset INTEGER, last_rep INTEGER, last_rep_offset INTEGER, pauses INTEGER NOT NULL, ending TEXT,
    outcome TEXT, rule TEXT NOT NULL, later TEXT NOT NULL, awaiting INTEGER NOT NULL, override TEXT NOT NULL,
    note TEXT NOT NULL
);
CREATE INDEX sessions_by_start ON sessions (started);
CREATE INDEX sessions_by_routine ON sessions (routine, started);
CREATE INDEX sessions_awaiting ON sessions (started) WHERE awaiting;
CREATE TABLE answers (
    place INTEGER PRIMARY KEY, session INTEGER NOT NULL REFERENCES sessions ON DELETE CASCADE,
    phase TEXT NOT NULL, question TEXT NOT NULL, round INTEGER NOT NULL, value, given TEXT NOT NULL,
    at INTEGER NOT NULL, at_offset INTEGER NOT NULL, since INTEGER, UNIQUE (session, phase, question, round)
);
INSERT INTO sessions VALUES (
    7, 'one', 'Cervical retraction with extension', 1772346615250, 3600, 'live', '', '', '', '[]',
    '[["Nod", 2, 20]]', NULL, NULL, NULL, NULL, 1, NULL, NULL, '', '[600000]', 0, '', 'Ünd.'
);
INSERT INTO answers VALUES (1, 7, 'before', 'pain', 0, 4, 'keys', 1772346615250, 3600, NULL);
INSERT INTO answers VALUES (2, 7, 'before', 'own', 0, '4', 'keys', 1772346615250, 3600, 5);
PRAGMA user_version = 1;
"""

PUT = """
INSERT OR REPLACE INTO answers (session, phase, question, round, value, given, at, at_offset, since)
VALUES (7, 'after', 'pain', 0, 3, 'keys', 1772346615250, 3600, 9)
"""
"""How one of its sessions wrote an answer."""

SEVEN = record(
    done=(Work("Nod", 2, 20),),
    pauses=1,
    later=(600_000,),
    note="Ünd.",
    answers=(answer("before", "pain", 4), answer("before", "own", "4", since=5)),
)
"""The session of the first version's file; its number is 7."""


def of_version_1(folder: Path) -> Path:
    """A journal of the first version in that folder; its file."""
    path = folder / "journal.db"
    raw = sqlite3.connect(path)
    raw.executescript(_TABLES)
    raw.close()
    return path


EXPORTS = {
    "csv": """\
uid,routine,started,kind,path,digest,dose,planned,done,ended,last_rep,pauses,ending,outcome,rule,later,awaiting,\
override,note,phase,question,round,type,value,given,at,since
one,Neck,2026-03-01T07:30:15.250+01:00,live,,,,[],"[{""exercise"": ""Nod"", ""sets"": 2, ""reps"": 20}]",,,0,,,,[],no,\
,"first
second",before,pain,0,number,4,keys,2026-03-01T07:30:15.250+01:00,
one,Neck,2026-03-01T07:30:15.250+01:00,live,,,,[],"[{""exercise"": ""Nod"", ""sets"": 2, ""reps"": 20}]",,,0,,,,[],no,\
,"first
second",after,overall,0,text,better,voice,2026-03-01T07:30:15.250+01:00,5
two,Neck,2026-03-01T07:30:15.250+01:00,live,,,,[],[],,,0,,,,[],no,,,,,,,,,,
""",
    "json": """\
{"format": "voicecoach journal", "version": 1, "sessions": [
{"uid": "one", "routine": "Neck", "started": "2026-03-01T07:30:15.250+01:00", "kind": "live", "path": "", \
"digest": "", "dose": "", "planned": [], "done": [{"exercise": "Nod", "sets": 2, "reps": 20}], "ended": null, \
"last_rep": null, "pauses": 0, "ending": null, "outcome": null, "rule": "", "later": [], "awaiting": false, \
"override": "", "note": "first\\nsecond", "answers": [{"phase": "before", "question": "pain", "round": 0, "value": 4, \
"given": "keys", "at": "2026-03-01T07:30:15.250+01:00", "since": null}, {"phase": "after", "question": "overall", \
"round": 0, "value": "better", "given": "voice", "at": "2026-03-01T07:30:15.250+01:00", "since": 5}]},
{"uid": "two", "routine": "Neck", "started": "2026-03-01T07:30:15.250+01:00", "kind": "live", "path": "", \
"digest": "", "dose": "", "planned": [], "done": [], "ended": null, "last_rep": null, "pauses": 0, "ending": null, \
"outcome": null, "rule": "", "later": [], "awaiting": false, "override": "", "note": "", "answers": []}
]}
""",
}
"""Exports of two sessions."""
EXPORTED = (
    record(
        "one",
        routine="Neck",
        done=(Work("Nod", 2, 20),),
        note="first\nsecond",
        answers=(answer("before", "pain", 4), answer("after", "overall", "better", given="voice", since=5)),
    ),
    record("two", routine="Neck"),
)
"""The sessions of these exports."""
