"""`voicecoach compile`."""

from typing import Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.choices import choosing
from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError


@guarded
@choosing
def compile_command(
    routine: options.RoutineArgument = defaults.ROUTINE,
    form: Annotated[str, typer.Option("--format", metavar="FORMAT", help="text, json, vtt, lrc or csv.")] = "text",
    strict: Annotated[bool, typer.Option("--strict", help="Take warnings for errors: print nothing, exit 2.")] = False,
    sets: options.Sets = None,
    reps: options.Reps = None,
    rest: options.Rest = None,
    pace: options.Pace = 1.0,
    first_set: options.FirstSet = 1,
    of: options.Of = None,
    beyond: options.Beyond = False,
    voice: options.Voice = None,
    rate: options.Rate = defaults.RATE,
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Print the cue sheet of a routine: every sound and silence of its file, to the millisecond.

    Example: voicecoach compile --sets 1 --format csv
    """
    from voicecoach.cli.prepare import Wishes, prepared, tell_warnings
    from voicecoach.timeline.sheets import FORMATS

    if form not in FORMATS:
        raise VoicecoachError(
            f"There is no format “{form}”.", cure=f"There is {', '.join(FORMATS)}.", status=Status.WRONG_USE
        )
    wishes = Wishes(routine, sets, reps, rest, pace, first_set, of, beyond, voice, rate, quiet, verbose)
    with prepared(wishes) as ready:
        warnings = ready.timeline.warnings
        tell_warnings(ready.timeline, quiet=quiet and not strict)
        if strict and warnings:
            complain(f"voicecoach: {len(warnings)} warning{'s' if len(warnings) > 1 else ''}, and --strict")
            raise typer.Exit(Status.WRONG_USE)
        sheet = FORMATS[form](ready.timeline)
        # what programs read is UTF-8 with its own line ends, whatever the terminal's ways
        typer.echo(sheet if form == "text" else sheet.encode(), nl=False)
