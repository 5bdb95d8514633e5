"""The command line: the only place that prints and exits.

Each command is a module here that imports what it needs when it runs, so that `--help` costs little
more than Typer itself.
"""

from typing import Annotated

import typer

from voicecoach import __version__
from voicecoach.cli.check import check
from voicecoach.cli.compile import compile_command
from voicecoach.cli.export import export
from voicecoach.cli.play import play
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
app.command("export")(export)
app.command("compile")(compile_command)
app.command("check")(check)
app.command("routines")(routines)
app.command("new")(new)
app.command("voices")(voices)


def _print_version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"voicecoach {__version__}")
        raise typer.Exit


@app.callback()
def root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    """Sit down, close your eyes, and be led through your exercises by a voice."""


def main() -> None:
    """Run the program: what `voicecoach` on the command line calls."""
    app()
