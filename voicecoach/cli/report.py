"""`voicecoach report`."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach.cli.guard import complain, guarded
from voicecoach.status import VoicecoachError

if TYPE_CHECKING:
    from voicecoach.environment import Environment
    from voicecoach.report.models import Report

_SINCE = "12w"  # as long as a course of exercises often takes
_PRIVATE = 0o600


@guarded
def report(
    routine: Annotated[
        str | None,
        typer.Argument(metavar="[ROUTINE]", help="Only this routine, by its title or its name.", show_default=False),
    ] = None,
    since: Annotated[
        str, typer.Option("--since", metavar="WHEN", help="Days or weeks, such as 30d or 12w, a date, or all.")
    ] = _SINCE,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o", "--output", metavar="FILE", help="A page to print, .html, or the chart, .png.", show_default=False
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Show how it went: pain before and after, what was done day by day, the newest sessions, and the advice.

    Example: voicecoach report --since 30d

    Example: voicecoach report -o report.html
    """
    from voicecoach.environment import Environment

    if output is not None:
        from voicecoach.cli.output import check_free, check_output
        from voicecoach.report.files import FORMS

        check_output(output, FORMS)
        check_free([output], force=force)
    environment = Environment()
    found = _gathered(routine, since, environment)
    if not found.sections:
        _tell_that_nothing_is_there(found, output)
    elif output is None:
        from rich.console import Console

        from voicecoach.report.terminal import show

        show(found, Console(file=environment.stdout, highlight=False))
    else:
        _write(found, output)


def _gathered(routine: str | None, since: str, environment: "Environment") -> "Report":
    from voicecoach.cli.log_read import title_of
    from voicecoach.journal.running import is_running
    from voicecoach.journal.store import Journal
    from voicecoach.report.gather import gather
    from voicecoach.report.period import period_of

    now = environment.now()
    home = environment.home_folder
    period = period_of(since, now.date())
    with Journal.open(home, create=False) as journal:
        return gather(journal, title_of(routine, journal, environment), period, now, lambda uid: is_running(home, uid))


def _write(found: "Report", output: Path) -> None:
    from voicecoach.files import write_atomically
    from voicecoach.report.files import FORMS

    data = FORMS[output.suffix.lower()](found)
    try:
        with write_atomically(output, _PRIVATE) as file:
            file.write(data)
    except OSError as error:
        raise VoicecoachError(f"{output} cannot be written: {error.strerror or error}.") from error
    for note in _notes(found):
        complain(note)
    complain(f"{output} holds your health data: only you can read it. Be careful to whom you send it.")


def _notes(found: "Report") -> list[str]:
    from voicecoach.report.words import notes

    return notes(found)


def _tell_that_nothing_is_there(found: "Report", output: Path | None) -> None:
    message = f"There is no session in {found.period.words}."
    cure = "It begins with your first session: voicecoach play"
    if found.earlier is not None:
        cure = f"The newest one before is in: --since {found.earlier}"
    notes = _notes(found)
    if output is not None:
        raise VoicecoachError("\n  ".join([f"{message} {output} was not written.", *notes]), cure=cure)
    for line in (message, *notes, cure):
        typer.echo(line)
