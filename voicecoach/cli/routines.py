"""`voicecoach routines` and `voicecoach new`."""

import sys
from typing import Annotated

import typer

from voicecoach import defaults
from voicecoach.cli.guard import complain, guarded


@guarded
def routines(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List the routines that can be played by name, those that come along and your own, and about how long each takes.

    Example: voicecoach routines
    """
    import json

    from voicecoach.environment import Environment
    from voicecoach.language import RoutineError, fill
    from voicecoach.language.excerpt import printable
    from voicecoach.library import check_line, entries, load
    from voicecoach.status import VoicecoachError
    from voicecoach.timeline import TimelineError
    from voicecoach.timeline.estimate import estimate

    rows = []
    for entry in entries(Environment()):
        minutes = None
        try:
            routine = load(entry.path)
            title = fill(routine.title.template, {})
            minutes = max(1, round(estimate(routine) / 60_000))
        except RoutineError as error:
            title = f"(has {error.summary}: {check_line([entry.path])})"
        except VoicecoachError as error:
            title = f"({error.message})"
        except TimelineError as error:
            title = f"({error})"
        rows.append({"name": entry.name, "title": title, "minutes": minutes, "own": entry.own, "path": str(entry.path)})
    if as_json:
        typer.echo(json.dumps(rows, indent=1))
        return
    width = max((len(str(row["name"])) for row in rows), default=0)
    for row in rows:
        kind = "yours" if row["own"] else "default" if row["name"] == defaults.ROUTINE else ""
        length = f"{row['minutes']} min" if row["minutes"] else ""
        typer.echo(printable(f"{row['name']:<{width}}  {kind:<7}  {length:>7}  {row['title']}"))


@guarded
def new(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Small letters, digits and hyphens.")],
) -> None:
    """Begin a routine of your own: a short one with notes, ready to be changed.

    Example: voicecoach new wall-angels
    """
    from voicecoach.environment import Environment
    from voicecoach.language.excerpt import printable
    from voicecoach.library import create

    path = create(name, Environment())
    # a program that reads the name needs the true one
    typer.echo(printable(str(path)) if sys.stdout.isatty() else path)
    complain(f"Change it with any editor, then:\n  voicecoach check {name}\n  voicecoach play {name}")
