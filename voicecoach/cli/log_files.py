"""`voicecoach log export` and `voicecoach log import`."""

from pathlib import Path
from typing import Annotated

import typer

from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError

_PRIVATE = 0o600


@guarded
def export_log(
    output: Annotated[
        str,
        typer.Option("-o", "--output", metavar="FILE", help="A .csv or .json file; - is standard output."),
    ] = "-",
    form: Annotated[
        str | None, typer.Option("--format", metavar="FORMAT", help="csv or json. Default: by the file, else csv.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
) -> None:
    """Write the whole journal as CSV for a spreadsheet or a clinician, or as JSON. `log import` reads both.

    Example: voicecoach log export -o journal.csv
    """
    from voicecoach.cli.output import check_free
    from voicecoach.environment import Environment
    from voicecoach.files import write_atomically
    from voicecoach.journal.store import Journal
    from voicecoach.journal.transfer.files import FORMS, form_of

    path = None if output == "-" else Path(output)
    form = form or (form_of(path) if path else "csv")
    if form not in FORMS:
        raise VoicecoachError(
            f"There is no format “{form}”.", cure=f"There is {', '.join(FORMS)}.", status=Status.WRONG_USE
        )
    with Journal.open(Environment().home_folder, create=False) as journal:
        pieces = FORMS[form].write(journal.oldest_first())
        if path is None:
            for piece in pieces:
                typer.echo(piece.encode(), nl=False)
            return
        check_free([path], force=force)
        try:
            with write_atomically(path, _PRIVATE) as file:
                file.writelines(piece.encode() for piece in pieces)
        except OSError as error:
            raise VoicecoachError(f"{path} cannot be written: {error.strerror or error}.") from error
    complain(f"{path} holds your health data: only you can read it. Be careful to whom you send it.")


@guarded
def import_log(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A .csv or .json file of `log export`.")],
) -> None:
    """Add the sessions of an exported file to the journal: all, or none where anything in it is wrong.

    Sessions that are there already are left alone.

    Example: voicecoach log import journal.csv
    """
    from voicecoach.environment import Environment
    from voicecoach.journal.store import Journal
    from voicecoach.journal.transfer.files import import_file

    with Journal.open(Environment().home_folder) as journal:
        imported = import_file(file, journal)
    count = imported.new + imported.known
    complain(f"Imported {imported.new} of {count} sessions; {imported.known} were there already.")
