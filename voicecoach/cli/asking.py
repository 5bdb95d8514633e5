"""Asking before something is gone for good."""

import typer

from voicecoach.cli.guard import complain
from voicecoach.environment import Environment
from voicecoach.status import Status, VoicecoachError


def confirmed(lines: list[str], environment: Environment) -> bool:
    """Whether the user says yes to that. Raises `VoicecoachError` where there is nobody to ask."""
    if not environment.stdin.isatty():
        raise VoicecoachError(
            "Nothing was deleted: there is no terminal to ask in.", cure="Add --yes.", status=Status.WRONG_USE
        )
    complain("\n".join(lines))
    typer.echo("Yes or no? [y/N] ", err=True, nl=False)
    answer = environment.stdin.readline()
    if not answer:  # Ctrl-D leaves the cursor behind the question
        typer.echo(err=True)
    return answer.strip().lower() in ("y", "yes")
