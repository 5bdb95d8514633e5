"""From exceptions to a clear word on stderr and an exit status."""

import functools
import os
import sys
from collections.abc import Callable
from typing import ParamSpec, TypeVar

import typer

from voicecoach.status import Status, VoicecoachError

P = ParamSpec("P")
R = TypeVar("R")


def guarded(command: Callable[P, R]) -> Callable[P, R]:
    """The command, ending with one clear error and the right status for everything that users can meet.

    On a terminal an error rings the bell, too: whoever started a session may have closed their eyes.
    """

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            return command(*args, **kwargs)
        except VoicecoachError as error:
            _fail(f"voicecoach: {error.message}" + (f"\n  {error.cure}" if error.cure else ""))
            raise typer.Exit(error.status) from None
        except BrokenPipeError:
            # whoever read our output has had enough; nothing more can be said there
            _drop_output()
            raise typer.Exit(Status.FAILED) from None
        except OSError as error:
            _fail(f"voicecoach: {error.strerror or error}" + (f": {error.filename}" if error.filename else ""))
            _drop_output()
            raise typer.Exit(Status.FAILED) from None
        except KeyboardInterrupt:
            _fail("voicecoach: interrupted")
            raise typer.Exit(Status.INTERRUPTED) from None
        except Exception as error:
            # imported only now: a command that shows its help needs neither
            from voicecoach.language.problems import RoutineError
            from voicecoach.timeline.models import TimelineError

            if not isinstance(error, RoutineError | TimelineError):
                raise
            _fail(str(error) if isinstance(error, RoutineError) else f"voicecoach: {error}")
            raise typer.Exit(Status.WRONG_USE) from None

    return run


def _drop_output() -> None:
    """Forget what stdout cannot take, or Python would try again at its end and make a status of its own of it."""
    if sys.stdout is not None:
        try:
            sys.stdout.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Tell stderr. Names of files and routines may hold anything, and no terminal must obey them."""
    from voicecoach.language.excerpt import printable

    typer.echo("\n".join(map(printable, message.split("\n"))), err=True)


def _fail(message: str) -> None:
    """Tell stderr of an error, and sound the terminal's bell."""
    complain(message)
    if sys.stderr.isatty():
        typer.echo("\a", err=True, nl=False)
