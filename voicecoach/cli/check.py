"""`voicecoach check`."""

from pathlib import Path
from typing import Annotated

import typer

from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError


@guarded
def check(
    files: Annotated[list[str], typer.Argument(metavar="FILE...", help="Routine files, or names.", show_default=False)],
) -> None:
    """Report every problem in routine files, all at once; say nothing of those in order.

    Example: voicecoach check my.routine
    """
    from voicecoach.environment import Environment
    from voicecoach.language import RoutineError
    from voicecoach.library import find, load

    environment = Environment()
    wrong = False
    for file in files:
        try:
            load(Path(file) if Path(file).exists() else find(file, environment))
        except RoutineError as error:
            complain(str(error))
            wrong = True
        except VoicecoachError as error:
            complain(f"voicecoach: {error.message}" + (f"\n  {error.cure}" if error.cure else ""))
            wrong = True
    if wrong:
        raise typer.Exit(Status.WRONG_USE)
