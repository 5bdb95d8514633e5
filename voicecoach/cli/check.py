"""`voicecoach check`."""

from pathlib import Path
from typing import Annotated

import typer

from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError


@guarded
def check(
    files: Annotated[list[Path], typer.Argument(metavar="FILE...", help="Routine files.", show_default=False)],
) -> None:
    """Report every problem in routine files, all at once; say nothing of those in order.

    Example: voicecoach check my.routine
    """
    from voicecoach.language import RoutineError
    from voicecoach.library import load

    wrong = False
    for file in files:
        try:
            load(file)
        except RoutineError as error:
            complain(str(error))
            wrong = True
        except VoicecoachError as error:
            complain(f"voicecoach: {error.message}")
            wrong = True
    if wrong:
        raise typer.Exit(Status.WRONG_USE)
