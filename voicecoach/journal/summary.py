"""A record in short words, for a table and for a page of its own. A question without an answer is a "-"."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from voicecoach.journal.models import Answer, Confirmed, Ending, Given, Phase, Record, Value, Work
from voicecoach.journal.words import advice_in_words, reason_in_words

NONE = "-"

_ENDINGS: Mapping[Ending | None, str] = {
    "done": "done",
    "early": "early",
    "pain": "pain",
    "stopped": "stopped",
    "interrupted": "broken off",
    "failed": "failed",
    None: "cut short",
}
_GIVEN: Mapping[Given, str] = {
    "keys": "by key",
    "voice": "by voice",
    "option": "written down",
    "none": "asked, not answered",
    "unasked": "not asked",
}
_CONFIRMED: Mapping[Confirmed, str] = {
    "": "",
    "unopposed": "not opposed",
    "yes": "confirmed aloud",
    "key": "confirmed by key",
}
_PHASES: Mapping[Phase, str] = {"before": "Before", "after": "After", "later": "Later"}


def day_and_time(moment: datetime) -> str:
    """By the clock of the place where it was."""
    return f"{moment:%Y-%m-%d %H:%M}"


def pain(record: Record) -> str:
    """Pain before and after."""
    before, after = record.answer("before", "pain"), record.answer("after", "pain")
    return NONE if before is None and after is None else f"{shown(before)} → {shown(after)}"


def overall(record: Record) -> str:
    """How it was after the session."""
    return shown(record.answer("after", "overall"))


def ranges(record: Record) -> str:
    """In how many directions the range grew and shrank: "2 better, 1 worse"."""
    found = [each.value for each in record.answers if each.phase == "after" and each.question.startswith("range_")]
    counted = [f"{found.count(word)} {word}" for word in ("better", "worse") if word in found]
    return ", ".join(counted) or ("same" if "same" in found else NONE)


def work(done: Sequence[Work], planned: Sequence[Work]) -> str:
    """Sets and repetitions done, of those that were planned."""
    if not done and not planned:
        return NONE
    sets = _of(sum(each.sets for each in done), sum(each.sets for each in planned))
    reps = _of(sum(each.reps for each in done), sum(each.reps for each in planned))
    return f"{sets} set{'' if sets == '1' else 's'}, {reps} rep{'' if reps == '1' else 's'}"


def ended(record: Record, *, running: bool) -> str:
    """How the session ended, if it did."""
    return "going on" if running else _ENDINGS[record.ending]


def where_cut_short(record: Record) -> str:
    """The set in which a session was cut short: " in set 3 of 5"; nothing where that is not known."""
    done = {each.exercise: each.sets for each in record.done}
    for each in record.planned:
        if (sets := done.get(each.exercise, 0)) < each.sets:
            exercise = f" of {each.exercise}" if len(record.planned) > 1 else ""
            return f" in set {sets + 1} of {each.sets}{exercise}"
    return ""


def details(record: Record, *, running: bool) -> list[str]:
    """Everything about a session, line by line."""
    how = "led by voicecoach" if record.kind == "live" else "done with a file"
    lines = [
        f"Session {record.id}: {record.routine}",
        f"  began    {_full(record.started)}, {how}",
        *([f"  last rep {_full(record.last_rep)}"] if record.last_rep else []),
        f"  ended    {_full(record.ended) + ', ' if record.ended else ''}{ended(record, running=running)}",
        *([f"  dose     {record.dose}"] if record.dose else []),
        *_work_lines(record),
        f"  pauses   {record.pauses}",
    ]
    for phase, title in _PHASES.items():
        answers = [each for each in record.answers if each.phase == phase]
        lines += ["", title, *_table([_answer(each, record) for each in answers])] if answers else []
    return [*lines, *_advice(record), *_remarks(record)]


def shown(value: Value | None) -> str:
    """An answer, or that there is none."""
    return NONE if value is None else str(value)


def _of(done: int, planned: int) -> str:
    return f"{done}/{planned}" if planned else str(done)


def _full(moment: datetime) -> str:
    return moment.isoformat(" ", "seconds")


def _work_lines(record: Record) -> list[str]:
    names = dict.fromkeys(each.exercise for each in (*record.planned, *record.done))
    if not names:
        return [f"  done     {NONE}"]
    lines = []
    for name in names:
        done, planned = ([each for each in works if each.exercise == name] for works in (record.done, record.planned))
        lines.append(f"  done     {work(done, planned)} of {name}")
    return lines


def _answer(answer: Answer, record: Record) -> tuple[str, ...]:
    """Time, question, value, and how it came."""
    same_day = answer.at.date() == record.started.date()
    number = f"{answer.round}. " if answer.phase == "later" else ""
    since = ""
    if answer.since is not None:
        minutes, seconds = divmod(answer.since // 1000, 60)
        since = f", {minutes}:{seconds:02} after the last repetition"
    time = f"{answer.at:%H:%M:%S}" if same_day else f"{answer.at:%Y-%m-%d %H:%M:%S}"
    return time, f"{number}{answer.question}", shown(answer.value), _GIVEN[answer.given] + _heard(answer) + since


def _heard(answer: Answer) -> str:
    """What was heard, how sure, and how it was confirmed: ": “about seven”, 93 % sure, not opposed"."""
    words = f"“{answer.heard}”" if answer.heard else ""
    sure = "" if answer.sure is None else f"{answer.sure} % sure"
    told = ", ".join(filter(None, (words, sure, _CONFIRMED[answer.confirmed])))
    return f": {told}" if told else ""


def _table(rows: Sequence[tuple[str, ...]]) -> list[str]:
    widths = [max(len(row[column]) for row in rows) for column in range(3)]
    return ["  " + "  ".join([*(f"{cell:<{w}}" for cell, w in zip(row, widths, strict=False)), row[3]]) for row in rows]


def _advice(record: Record) -> list[str]:
    if record.outcome is None:
        return []
    lines = ["", advice_in_words(record.outcome), f"  {reason_in_words(record.rule)} (rule {record.rule})"]
    if record.awaiting:
        lines.append("  Some questions are still to be asked: voicecoach followup")
    return lines


def _remarks(record: Record) -> list[str]:
    lines = []
    for title, text in (("Gone on after a stop, because", record.override), ("Note", record.note)):
        if text:
            lines += ["", f"{title}:", *(f"  {line}" for line in text.splitlines())]
    return lines
