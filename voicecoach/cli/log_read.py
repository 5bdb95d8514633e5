"""`voicecoach log list` and `voicecoach log show`."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError

if TYPE_CHECKING:
    from voicecoach.environment import Environment
    from voicecoach.journal.models import Record
    from voicecoach.journal.store import Journal

PAGE = 20  # sessions

Json = Annotated[bool, typer.Option("--json", help="As JSON.")]

_WIDTHS = {"When": 10, "Done": 10, "Pain": 7, "Overall": 7, "Range": 9, "Ended": 7, "Advice": 8}
_SPARE = ("Range", "Overall", "Ended", "Routine")  # what a narrow screen does without, the first first
_LEAST = 10  # columns for a routine's title; it gets what is left of the screen
_STYLES = {"stop": "bold red", "stop now": "bold red", "pending": "yellow", "caution": "yellow", "continue": "green"}


@guarded
def list_sessions(
    routine: Annotated[
        str | None, typer.Option("--routine", metavar="TITLE", help="Only this routine, by its title or its name.")
    ] = None,
    page: Annotated[int, typer.Option("--page", min=1, metavar="N", help=f"Page N, of {PAGE} sessions each.")] = 1,
    as_json: Json = False,
) -> None:
    """List the sessions, newest first: what was done, how it was before and after, how it ended, and the advice.

    Example: voicecoach log list --page 2
    """
    import json

    from voicecoach.environment import Environment
    from voicecoach.journal.store import Journal
    from voicecoach.journal.transfer.plain import plain_record

    environment = Environment()
    with Journal.open(environment.home_folder, create=False) as journal:
        title = title_of(routine, journal, environment)
        count = journal.count(title)
        pages = max(1, -(-count // PAGE))
        if page > pages:
            raise VoicecoachError(f"--page {page}: there is only page 1 to {pages}.", status=Status.WRONG_USE)
        records = journal.page(PAGE, (page - 1) * PAGE, title)
        if as_json:
            typer.echo(json.dumps([{"id": each.id, **plain_record(each)} for each in records], indent=1))
        elif records:
            _print_table(records, environment)
            if pages > 1:
                typer.echo(f"Page {page} of {pages}")
        else:
            typer.echo("The journal is empty. It begins with your first session: voicecoach play")
        _tell_if_cut_short(journal, environment)


@guarded
def show(
    number: Annotated[int, typer.Argument(metavar="N", help="The number that `voicecoach log` shows.")],
    as_json: Json = False,
) -> None:
    """Show everything about one session: each answer, the advice with its reason, and your note.

    Example: voicecoach log show 12
    """
    import json

    from voicecoach.environment import Environment
    from voicecoach.journal.running import is_running
    from voicecoach.journal.store import Journal
    from voicecoach.journal.summary import details
    from voicecoach.journal.transfer.plain import plain_record
    from voicecoach.language.excerpt import printable

    home = Environment().home_folder
    with Journal.open(home, create=False) as journal:
        record = record_of(journal, number)
    if as_json:
        typer.echo(json.dumps({"id": record.id, **plain_record(record)}, indent=1))
        return
    for line in details(record, running=is_running(home, record.uid)):
        typer.echo(printable(line))


def record_of(journal: "Journal", number: int) -> "Record":
    """The record with that number. Raises `VoicecoachError` where there is none."""
    record = journal.get(number)
    if record is None:
        raise VoicecoachError(
            f"There is no session {number}.", cure="`voicecoach log` lists those there are.", status=Status.WRONG_USE
        )
    return record


def title_of(routine: str | None, journal: "Journal", environment: "Environment") -> str | None:
    """The title that is meant: one that the journal has, or that of a routine which is there."""
    if routine is None or journal.count(routine):
        return routine
    from voicecoach.journal.routines import choose

    return choose(routine, environment).title


def _print_table(records: "Sequence[Record]", environment: "Environment") -> None:
    import textwrap

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    from voicecoach.journal import summary
    from voicecoach.journal.running import is_running
    from voicecoach.language.excerpt import printable

    console = Console(file=environment.stdout)
    table = Table(box=None, pad_edge=False, padding=(0, 1, 0, 0))
    digits = max(len(str(each.id)) for each in records)
    shown = ["N", "When", "Routine", *list(_WIDTHS)[1:]]
    for spare in _SPARE:  # a narrow screen has no room for all
        if _room(shown, digits, console.width) < _LEAST:
            shown.remove(spare)
    for name in shown:
        table.add_column(name, justify="right" if name == "N" else "left", width=_WIDTHS.get(name), no_wrap=name == "N")
    width = max(1, _room(shown, digits, console.width))
    for record in records:
        running = record.ended is None and is_running(environment.home_folder, record.uid)
        cells: dict[str, str | Text] = {
            "N": str(record.id),
            "When": summary.day_and_time(record.started),
            "Routine": Text("\n".join(textwrap.wrap(printable(record.routine), width, max_lines=2, placeholder="…"))),
            "Done": summary.work(record.done, record.planned).replace(", ", ",\n"),
            "Pain": summary.pain(record),
            "Overall": printable(summary.overall(record)),
            "Range": summary.ranges(record).replace(", ", ",\n"),
            "Ended": summary.ended(record, running=running),
            "Advice": Text(record.outcome or summary.NONE, _STYLES.get(record.outcome or "", "")),
        }
        table.add_row(*(cells[name] for name in shown))
    console.print(table)


def _room(shown: list[str], digits: int, width: int) -> int:
    """Columns that are left for a routine's title."""
    return width - digits - sum(_WIDTHS.get(name, 0) for name in shown) - len(shown)


def _tell_if_cut_short(journal: "Journal", environment: "Environment") -> None:
    from voicecoach.journal.running import is_running
    from voicecoach.journal.summary import day_and_time, where_cut_short

    newest = next(journal.newest_first(), None)
    if newest is None or not newest.cut_short or is_running(environment.home_folder, newest.uid):
        return
    where = where_cut_short(newest)
    complain(f"The newest session, of {day_and_time(newest.started)}, was cut short{where}. What was answered is kept.")
