"""The report on a screen of any width, without a mouse, colours or patience."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.table import Table
from rich.text import Text

from voicecoach.language.excerpt import printable
from voicecoach.report import days, pain, tally, words
from voicecoach.report.axis import axis_of, day_and_month
from voicecoach.report.chart import AFTER, BEFORE, BOTH, UNANSWERED, chart, most_dates
from voicecoach.report.models import Report, Section

_NARROWEST, _WIDEST = 40, 110  # columns of a chart
_STYLES = {"stop": "bold red", "stop now": "bold red", "wait, ask again": "yellow", "go carefully": "yellow"}
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_ROOMY = 64  # columns from which on tables are whole
_SPARE = ("Overall", "Ended")  # what a narrow screen does without
_TITLE = 300  # characters of a title that are shown
_PLAIN = str.maketrans("→↓↑┤│└┬─“”…\N{NO-BREAK SPACE}", '>v^||++-"". ')  # for a terminal that has no such letters


def show(report: Report, console: Console) -> None:
    """Print all of it."""
    with console.capture() as captured:
        for section in report.sections:
            console.print(_section(section, console.width), Text())
        for note in (*words.notes(report), words.DISCLAIMER):
            console.print(Text(note))
    text = captured.get()
    console.file.write(text.translate(_PLAIN) if console.options.ascii_only else text)
    console.file.flush()


def _section(section: Section, width: int) -> RenderableType:
    return Group(
        Text(_cut(section.title), "bold"),
        Text(f"{words.dates_in_words(section)}: {words.sessions_in_words(section)}"),
        *([Text(printable(section.plan.dose))] if section.plan.dose else []),
        Text(),
        *_pain(section, width),
        *_titled("The newest sessions", [_sessions(section, width)]),
        *_titled("Day by day", [_calendar(section, width), Text(words.CALENDAR)]),
        *_titled("Advice by the exercise sheet's rule", [_outcomes(section)]),
        *_titled("Movement after the sessions", _directions(section, width)),
        *_titled("Not answered", _unanswered(section)),
        *_titled("Stops and warning signs", _alarms(section)),
    )


def _pain(section: Section, width: int) -> Iterator[RenderableType]:
    columns = max(_NARROWEST, min(width, _WIDEST))
    yield Text(f"Pain, {words.points_in_words(section)}", "bold")
    if not pain.is_told(section):
        yield Text(words.NO_PAIN)
        return
    drawn = chart(pain.points(section), axis_of(section, most_dates(columns)), columns)
    yield Text("\n".join(drawn), no_wrap=True)
    yield Text(f"{BEFORE} before  {AFTER} after  {BOTH} both  {UNANSWERED} one or both not answered")
    yield Text()
    yield Text(words.changes_in_words(section))
    yield Text(words.trend_in_words(section))
    yield Text(words.SOURCE)


def _titled(title: str, parts: Iterable[RenderableType]) -> Iterator[RenderableType]:
    """A part with its title, unless there is nothing in it."""
    found = list(parts)
    if found:
        yield Text()
        yield Text(title, "bold")
        yield from found


def _sessions(section: Section, width: int) -> RenderableType:
    shown = [head for head in words.HEADS if width >= _ROOMY or head not in _SPARE]
    table = _table(*shown, width=width)
    for record in words.newest(section):
        cells = dict(zip(words.HEADS, words.row(record, section), strict=True))
        table.add_row(*(Text(cells[head], _STYLES.get(cells[head], "")) for head in shown))
    return table


def _calendar(section: Section, width: int) -> RenderableType:
    table = _table("Week of", *_DAYS, "Days", width=width)
    for week in days.weeks(section):
        table.add_row(day_and_month(week.monday), *week.cells, f"{week.count.exercised} of {week.count.counted}")
    return table


def _outcomes(section: Section) -> RenderableType:
    counts = [(words.OUTCOMES[outcome], str(count)) for outcome, count in tally.outcomes(section)]
    return _list((count, Text(name, _STYLES.get(name, ""))) for name, count in counts)


def _directions(section: Section, width: int) -> Iterator[RenderableType]:
    found = tally.directions(section)
    if found:
        table = _table("", "better", "same", "worse", "no answer", "newest", width=width)
        for each in found:
            counts = (each.better, each.same, each.worse, each.unanswered)
            table.add_row(Text(printable(each.name)), *map(str, counts), each.newest or "-")
        yield table


def _unanswered(section: Section) -> Iterator[RenderableType]:
    found = tally.unanswered(section)
    if found:
        yield _list((f"{each.count} of {each.of}", Text(printable(each.question))) for each in found)


def _alarms(section: Section) -> Iterator[RenderableType]:
    found = tally.alarms(section)
    if not found:
        yield Text("None was told.")
    rows = [(f"{each.record.started:%Y-%m-%d}", Text(printable(" ".join(each.sentences)))) for each in found]
    yield _list(rows[: words.NEWEST])
    if len(rows) > words.NEWEST:
        yield Text(f"And {len(rows) - words.NEWEST} before these.")


def _table(*columns: str, width: int) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 2 if width >= _ROOMY else 1, 0, 0))
    for number, column in enumerate(columns):
        table.add_column(column, no_wrap=number == 0)
    return table


def _list(rows: Iterable[Sequence[str | Text]]) -> Table:
    table = Table.grid(padding=(0, 2, 0, 0))
    table.add_column(justify="right", no_wrap=True)
    table.add_column()
    for row in rows:
        table.add_row(*row)
    return table


def _cut(title: str) -> str:
    shown = printable(title)
    return shown if len(shown) <= _TITLE else f"{shown[: _TITLE - 1]}…"
