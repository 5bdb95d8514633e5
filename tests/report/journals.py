"""Made-up journals: a plausible one of six weeks, and whatever a few fields make of it."""

from collections.abc import Iterable
from datetime import datetime, timedelta, timezone
from pathlib import Path

from tests.journal.records import answer
from voicecoach.journal.advice import advise
from voicecoach.journal.models import Answer, Ending, Record, Value, Work
from voicecoach.journal.store import Journal
from voicecoach.report.gather import gather
from voicecoach.report.models import Report
from voicecoach.report.period import period_of

NECK = "Cervical retraction with extension"
EXERCISE = "Retraction with extension"
ZONE = timezone(timedelta(hours=2))
NOW = datetime(2026, 9, 6, 20, 0, tzinfo=ZONE)
"""A Sunday."""

DIRECTIONS = ("up", "down", "left", "right")

# days before NOW, sets, pain before and after, overall, the directions by first letters; "-" was not answered
_COURSE = """
40 5 7 6 better  s s s s
39 5 7 5 better  b s s s
38 5 6 6 same    s s s s
37 3 7 7 same    s s s s
36 5 6 4 better  b s s b
34 5 6 5 better  b s b s
33 5 6 - -       - - - -
32 5 5 3 better  b b s s
31 2 5 7 worse   s s w s
29 5 6 5 same    s s s s
28 5 5 4 better  b s s b
27 5 5 3 better  b s b s
26 5 4 4 same    s s s s
25 5 - 3 better  b s s s
24 5 5 3 better  b b s s
22 3 5 6 worse   w w s s
17 5 5 4 same    s s s s
16 5 4 3 better  b s s s
15 5 4 2 better  b s s b
14 5 4 3 better  s s s s
13 4 4 3 same    s b s s
11 5 3 2 better  b s s s
10 5 4 2 better  b s b s
 9 5 3 3 same    s s s s
 8 5 3 2 better  b s s s
 6 5 3 1 better  b s s b
 5 5 2 2 same    s s s s
 4 2 3 - -       - - - -
 3 5 2 1 better  b s s s
 2 5 3 1 better  b b s s
 1 5 2 1 better  s s s s
 0 3 2 1 better  b s s s
"""
_LETTERS = {"b": "better", "s": "same", "w": "worse", "-": None}


def plausible() -> list[Record]:
    """Six weeks with a neck that gets better: gaps, a session ended for pain, and two stops by the rule."""
    return [_session(number, *line.split()) for number, line in enumerate(_COURSE.strip().splitlines(), 1)]


def session(
    uid: str, days_ago: float, before: Value | None = None, after: Value | None = None, *more: Answer, **fields: object
) -> Record:
    """A session with five sets that came to its end, with the advice that its answers give."""
    started = NOW - timedelta(days=days_ago, hours=12)
    answers = (answer("before", "pain", before), answer("after", "pain", after), *more)
    advice = advise(answers, ended_for_pain=fields.get("ending") == "pain")
    values: dict[str, object] = {
        "uid": uid,
        "routine": NECK,
        "started": started,
        "ended": started + timedelta(minutes=15),
        "planned": (Work(EXERCISE, 5, 50),),
        "done": (Work(EXERCISE, 5, 50),),
        "ending": "done",
        "outcome": advice.outcome if advice else None,
        "rule": advice.rule if advice else "",
        "answers": answers,
    }
    return Record(**{**values, **fields})  # type: ignore[arg-type]  # fields by their names


def report_on(folder: Path, records: Iterable[Record], since: str = "12w", routine: str | None = None) -> Report:
    """The report of a journal with these sessions, at `NOW`."""
    with Journal.open(folder) as journal:
        journal.add_all(records)
    with Journal.open(folder, create=False) as journal:
        return gather(journal, routine, period_of(since, NOW.date()), NOW, lambda _: False)


def _session(number: int, days: str, sets: str, before: str, after: str, overall: str, *ranges: str) -> Record:
    ending: Ending = "pain" if before != "-" and after != "-" and int(after) > int(before) + 1 else "done"
    more = [
        answer("after", "overall", None if overall == "-" else overall),
        *(answer("after", f"range_{name}", _LETTERS[letter]) for name, letter in zip(DIRECTIONS, ranges, strict=True)),
        answer("before", "safety", "no"),
        answer("after", "safety", "no"),
    ]
    if ending == "pain":
        more += [answer("later", "pain", int(before), round=1, since=1_260_000)]
        more += [answer("later", "overall", "same", round=1, since=1_260_000)]
    return session(
        f"{number}",
        int(days) + (number * 7 % 5) / 96,
        None if before == "-" else int(before),
        None if after == "-" else int(after),
        *more,
        done=(Work(EXERCISE, int(sets), int(sets) * 10),),
        ending=ending if ending == "pain" or int(sets) == 5 else "early",
    )
