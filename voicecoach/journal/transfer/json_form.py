"""The journal as JSON: one object, with a line for each session."""

import json
from collections.abc import Iterable, Iterator, Set
from typing import TypeGuard

from voicecoach.journal.models import Record
from voicecoach.journal.transfer.draft import Draft, Found
from voicecoach.journal.transfer.fields import ANSWER, NOTHING_HEARD, SESSION
from voicecoach.journal.transfer.plain import plain_record
from voicecoach.journal.transfer.problems import Problems, shown

FORMAT, VERSION = "voicecoach journal", 2
_UNSPOKEN = 1  # the version without what was heard

_SESSION_KEYS = {*SESSION, "answers"}
_LONGEST = 20  # digits of a number of 64 bits, with its sign


def write_json(records: Iterable[Record]) -> Iterator[str]:
    """The file, piece by piece."""
    yield f'{{"format": "{FORMAT}", "version": {VERSION}, "sessions": ['
    separator = "\n"
    for record in records:
        yield separator + json.dumps(plain_record(record), ensure_ascii=False)
        separator = ",\n"
    yield "\n]}\n"


def read_json(text: str, problems: Problems) -> list[Found]:
    """The sessions of a file that are in order; whatever is not is reported."""
    try:
        # a float is refused wherever a whole number is due, and Python would not take thousands of digits for one
        whole = json.loads(text, parse_int=lambda digits: int(digits) if len(digits) <= _LONGEST else float(digits))
    except json.JSONDecodeError as error:
        problems.tell(f"line {error.lineno}:{error.colno}", f"not JSON: {error.msg}")
        return []
    except RecursionError:
        problems.tell("line 1", "not a journal: nested too deeply")
        return []
    sessions = _sessions(whole, problems)
    older = bool(sessions) and whole["version"] == _UNSPOKEN
    keys = ANSWER.keys() - (NOTHING_HEARD.keys() if older else ())
    return [found for number, each in enumerate(sessions, start=1) for found in _session(each, number, keys, problems)]


def _sessions(whole: object, problems: Problems) -> list[object]:
    if not isinstance(whole, dict) or whole.get("format") != FORMAT:
        problems.tell("line 1", "not a journal", f'{{"format": "{FORMAT}", "version": {VERSION}, "sessions": […]}}')
    elif whole.get("version") not in (_UNSPOKEN, VERSION) or isinstance(whole["version"], bool):
        problems.at("line 1")("version", whole.get("version"), f"{_UNSPOKEN} or {VERSION}")
    elif whole.keys() != {"format", "version", "sessions"} or not isinstance(whole["sessions"], list):
        problems.tell("line 1", "not a journal", "format, version and the list of sessions")
    else:
        sessions: list[object] = whole["sessions"]
        return sessions
    return []


def _session(plain: object, number: int, keys: Set[str], problems: Problems) -> list[Found]:
    """The session, if it is in order. `keys` are those that its answers have."""
    where = f"session {number}"
    if not _has_keys(plain, _SESSION_KEYS, where, problems):
        return []
    draft = Draft(where, plain, problems)
    answers = plain["answers"]
    if not isinstance(answers, list):
        problems.at(where)("answers", answers, "a list")
        return []
    for place, answer in enumerate(answers, start=1):
        here = f"{where}, answer {place}"
        if _has_keys(answer, keys, here, problems):
            draft.add(here, {**NOTHING_HEARD, **answer})
        else:
            draft.spoil()
    return draft.found


def _has_keys(plain: object, keys: Set[str], where: str, problems: Problems) -> TypeGuard[dict[str, object]]:
    if not isinstance(plain, dict):
        problems.tell(where, f"{shown(plain)} is wrong", "an object")
        return False
    for key in sorted(keys - plain.keys()):
        problems.tell(where, f"{key} is missing")
    for key in sorted(plain.keys() - keys):
        problems.tell(where, f"there is no field {shown(key)}", ", ".join(sorted(keys)))
    return plain.keys() == keys
