"""`voicecoach export`."""

from pathlib import Path
from typing import Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError


@guarded
def export(
    output: Annotated[Path, typer.Option("-o", "--output", metavar="FILE.wav", help="The file to write.")],
    routine: options.RoutineArgument = defaults.ROUTINE,
    force: Annotated[bool, typer.Option("--force", help="Replace a file that is there.")] = False,
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
    """Write a routine as one audio file.

    Example: voicecoach export -o neck.wav
    """
    from voicecoach.audio.rendering import Rendering
    from voicecoach.audio.wav import write_wav
    from voicecoach.cli.prepare import Wishes, prepared, tell_warnings
    from voicecoach.timeline.sheets.moment import clock

    _check_target(output, force=force)
    wishes = Wishes(routine, sets, reps, rest, pace, first_set, of, beyond, voice, rate, quiet, verbose)
    with prepared(wishes, for_file=True) as ready:
        tell_warnings(ready.timeline, quiet=quiet)
        try:
            write_wav(output, Rendering(ready.timeline, ready.speaker.clip).blocks())
        except OSError as error:
            raise VoicecoachError(f"{output} cannot be written: {error.strerror or error}.") from error
        if not quiet:
            complain(f"{output}: {clock(ready.timeline.length)}")


def _check_target(output: Path, *, force: bool) -> None:
    """Refuse early what cannot be written, before minutes are spent on it."""
    if output.suffix.lower() != ".wav":
        raise VoicecoachError(
            f"{output}: there is no format for “{output.suffix}”.", cure="There is .wav.", status=Status.WRONG_USE
        )
    if output.is_dir():
        raise VoicecoachError(f"{output} is a folder.", cure="Name a file in it.", status=Status.WRONG_USE)
    if output.exists() and not force:
        raise VoicecoachError(
            f"{output} is already there.", cure="To replace it, add --force.", status=Status.WRONG_USE
        )
    if not output.parent.is_dir():
        raise VoicecoachError(f"There is no folder {output.parent}.", status=Status.WRONG_USE)
