"""The command line: the only place that prints and exits.

Each command is a module here that imports what it needs when it runs, so that `--help` costs little
more than Typer itself.
"""

import contextlib
import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from voicecoach import __version__
from voicecoach.cli import ending
from voicecoach.cli.cache import cache
from voicecoach.cli.check import check
from voicecoach.cli.choices import SPEAKING, kept_choices
from voicecoach.cli.compile import compile_command
from voicecoach.cli.config import config
from voicecoach.cli.doctor import doctor
from voicecoach.cli.export import export
from voicecoach.cli.followup import followup
from voicecoach.cli.helping import let_help_flow
from voicecoach.cli.log import log
from voicecoach.cli.play import play
from voicecoach.cli.report import report
from voicecoach.cli.routines import new, routines
from voicecoach.cli.voices import voices

app = typer.Typer(
    name="voicecoach",
    help="Sit down, close your eyes, and be led through your exercises by a voice.",
    epilog="Begin with: voicecoach play",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("play")(play)
app.command("followup")(followup)
app.command("export")(export)
app.command("report")(report)
app.command("compile")(compile_command)
app.command("check")(check)
app.command("routines")(routines)
app.command("new")(new)
app.command("voices")(voices)
app.command("doctor")(doctor)
app.add_typer(config, name="config")
app.add_typer(log, name="log")
app.add_typer(cache, name="cache")


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"voicecoach {__version__}")
        raise typer.Exit


@app.callback()
def root(
    context: typer.Context,
    version: Annotated[  # noqa: ARG001  # it is printed by its callback
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Sit down, close your eyes, and be led through your exercises by a voice."""
    if context.invoked_subcommand in SPEAKING:
        context.default_map = {context.invoked_subcommand: kept_choices()}


let_help_flow(app, config, log, cache)


def main() -> None:
    """Run the program: what `voicecoach` on the command line calls."""
    _have_streams()
    ending.listen()
    status: int | str | None = None
    try:
        app()
    except SystemExit as end:
        status = end.code
    _leave(status)


def _have_streams() -> None:
    """Streams to read and to write, even where the program was started without."""
    for name, mode in (("stdin", "r"), ("stdout", "w"), ("stderr", "w")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open(mode))  # noqa: SIM115  # for as long as the process lives
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # for a terminal that cannot show every letter


def _leave(status: int | str | None) -> None:
    """Exit. Where a sound library never came back from a call, Python's own end would wait for it."""
    patience = sys.modules.get("voicecoach.audio.players.patience")
    if patience is not None and patience.abandoned:
        with contextlib.suppress(OSError):
            sys.stdout.flush()
            sys.stderr.flush()
        os._exit(status if isinstance(status, int) else 1)
    sys.exit(status)
