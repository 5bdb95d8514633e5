"""The report's sentences and rows, on a screen and on paper alike. They tell what was answered, and judge nothing."""

from collections.abc import Mapping

from voicecoach.journal import summary
from voicecoach.journal.agenda import STOPS
from voicecoach.journal.models import Outcome, Record
from voicecoach.language.excerpt import printable
from voicecoach.report import days, pain
from voicecoach.report.axis import in_words
from voicecoach.report.models import Report, Section

HEADS = ("When", "Sets", "Pain", "Overall", "Ended", "Advice")
"""What `row` tells of a session."""

NEWEST = 10
"""Sessions that are listed."""

_AHEAD = 5  # sessions in the future that are named

OUTCOMES: Mapping[Outcome | None, str] = {
    "continue": "carry on",
    "caution": "go carefully",
    "pending": "wait, ask again",
    "stop": "stop",
    "stop now": "stop now",
    None: "no advice",
}

LOWER, HIGHER = "↓", "↑"
_FIRM = "\N{NO-BREAK SPACE}"

SOURCE = (
    f"{LOWER} and {HIGHER}: lower or higher by 2 points or 30 %. A reduction of that size is clinically important on "
    "the scale from 0 to 10 (Farrar 2001, Pain 94:149-158); from 3 down, one point is as much."
)

NO_PAIN = "There is no answer about pain."

CALENDAR = (
    "Sets done of those planned. “-” is a day without a session, “stop” one on which the rule said to stop; "
    "that one is not counted."
)

DISCLAIMER = "From the answers kept in the journal. It does not diagnose, and it promises nothing."


def sessions_in_words(section: Section) -> str:
    """How many sessions, and on how many days."""
    count = days.count(section)
    sessions = _counted(len(section.sessions), "session")
    words = f"{sessions}; exercise on {count.exercised} of {_counted(count.counted, 'day')}."
    if count.stopped:
        verb = "is" if count.stopped == 1 else "are"
        words += f" {_counted(count.stopped, 'more day')} on which the rule said to stop {verb} not counted."
    return words


def dates_in_words(section: Section) -> str:
    """The first day and the last."""
    if section.first == section.last:
        return in_words(section.first)
    return f"{in_words(section.first)} to {in_words(section.last)}"


def changes_in_words(section: Section) -> str:
    """What pain did from before the sessions to after them."""
    found = pain.tally(section)
    if not found.answered:
        return "In no session was pain answered both before and after."
    lower = f"lower in {found.lower}{_of_them(found.much_lower, LOWER)}"
    higher = f"higher in {found.higher}{_of_them(found.much_higher, HIGHER)}"
    where = "the one session" if found.answered == 1 else f"the {found.answered} sessions"
    return f"From before to after, in {where} with both answers: {lower}; the same in {found.same}; {higher}."


def trend_in_words(section: Section) -> str:
    """The last week with answers against the first."""
    found = pain.trend(section)
    if found is None:
        return "Too few answers yet to compare the first week with the last."
    change = found.last - found.first
    words = "no change that means something on the scale"
    if pain.is_meaningful(found.first, found.last):
        word, sign = ("lower", LOWER) if change < 0 else ("higher", HIGHER)
        words = f"{word} by {abs(change):g}{_FIRM}{sign}"
    return (
        f"Pain before a session, median: {found.first:g} in the first week ({found.first_count} answers), "
        f"{found.last:g} in the last ({found.last_count}): {words}."
    )


def points_in_words(section: Section) -> str:
    """What a point of the chart stands for."""
    return "the medians of each week" if pain.is_weekly(section) else "each session"


def row(record: Record, section: Section) -> tuple[str, str, str, str, str, str]:
    """A session, as `HEADS` say."""
    before, after = pain.pain_of(record, "before"), pain.pain_of(record, "after")
    mark = ""
    if before is not None and after is not None and pain.is_meaningful(before, after):
        mark = f" {LOWER if after < before else HIGHER}"
    return (
        summary.day_and_time(record.started),
        _sets(record),
        printable(summary.pain(record)) + mark,
        printable(summary.overall(record)),
        summary.ended(record, running=record.uid in section.running),
        OUTCOMES[record.outcome] if record.outcome else summary.NONE,
    )


def newest(section: Section) -> list[Record]:
    """The sessions that are listed, the newest first."""
    return list(reversed(section.sessions[-NEWEST:]))


def notes(report: Report) -> list[str]:
    """What the report leaves out."""
    found = []
    if report.ahead:
        numbers = ", ".join(map(_number, report.ahead[:_AHEAD]))
        more = ", …" if len(report.ahead) > _AHEAD else ""
        found.append(
            f"Left out: {_counted(len(report.ahead), 'session')} in the future by this computer's clock: "
            f"{numbers}{more}."
        )
    if report.left_out:
        found.append(
            f"Left out: {_counted(report.left_out, 'more routine')}; name one to see it: voicecoach report ROUTINE"
        )
    return found


def _number(record: Record) -> str:
    """Its number and its time; a stop is in force whatever the clock."""
    stop = f", {record.outcome}" if record.outcome in STOPS else ""
    return f"{record.id} ({summary.day_and_time(record.started)}{stop})"


def _of_them(count: int, sign: str) -> str:
    return f" ({count}{_FIRM}{sign})" if count else ""


def _sets(record: Record) -> str:
    if not record.done and not record.planned:
        return summary.NONE
    done, planned = record.sets_done, sum(each.sets for each in record.planned)
    return f"{done}/{planned}" if planned else str(done)


def _counted(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
