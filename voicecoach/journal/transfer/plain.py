"""Records as the plain values that JSON has, and back with every value checked."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from voicecoach.journal.models import Answer, Record
from voicecoach.journal.transfer.fields import ANSWER, NOTHING_HEARD, SESSION, Reader, Wrong, value_of
from voicecoach.journal.transfer.problems import Report

Plain = dict[str, Any]


def plain_session(record: Record) -> Plain:
    """The fields of a session, without its answers."""
    return {name: _plain(getattr(record, name)) for name in SESSION}


def plain_answer(answer: Answer) -> Plain:
    """The fields of an answer."""
    return {name: _plain(getattr(answer, name)) for name in ANSWER}


def plain_record(record: Record) -> Plain:
    """A session with its answers."""
    return {**plain_session(record), "answers": list(map(plain_answer, record.answers))}


def read_session(plain: Mapping[str, object], report: Report) -> Plain | None:
    """The fields of a session as a record has them; None, and everything reported, where some are wrong."""
    return _read(plain, SESSION, report)


def read_answer(plain: Mapping[str, object], report: Report) -> Answer | None:
    """The answer; None, and everything reported, where something is wrong."""
    read = _read(plain, ANSWER, report)
    if read is None:
        return None
    if read["given"] in ("none", "unasked"):
        if read["value"] is not None:
            report("value", read["value"], f"nothing, for what is given “{read['given']}”")
            return None
    else:
        try:
            read["value"] = value_of(read["question"], read["value"])
        except Wrong as wrong:
            report("value", read["value"], f"{wrong.allowed}, for {read['question']}")
            return None
    if (read["round"] > 0) != (read["phase"] == "later"):
        report("round", read["round"], "1 or more later, 0 before and after")
        return None
    # what was not an answer may still have been spoken: the wish to skip the question
    heard = [name for name, nothing in NOTHING_HEARD.items() if read[name] != nothing]
    if heard and read["given"] not in ("voice", "none"):
        for name in heard:
            report(name, read[name], f"nothing, for what is given “{read['given']}”")
        return None
    return Answer(**read)


def _read(plain: Mapping[str, object], readers: Mapping[str, Reader], report: Report) -> Plain | None:
    read: Plain = {}
    for name, reader in readers.items():
        try:
            read[name] = reader(plain[name])
        except Wrong as wrong:
            report(name, plain[name], wrong.allowed)
    return read if len(read) == len(readers) else None


def _plain(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat(timespec="milliseconds")
    if isinstance(value, tuple):
        return [each if isinstance(each, int) else _work(each) for each in value]
    return value


def _work(work: Any) -> Plain:
    return {"exercise": work.exercise, "sets": work.sets, "reps": work.reps}
