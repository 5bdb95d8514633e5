"""`voicecoach export`."""

from pathlib import Path
from typing import Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.choices import choosing
from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError

CAPTIONS = ("lrc", "vtt", "none")


@guarded
@choosing
def export(
    routine: options.RoutineArgument = defaults.ROUTINE,
    output: Annotated[
        Path | None,
        typer.Option(
            "-o",
            "--output",
            metavar="FILE",
            help="The file; its suffix picks the format: .m4a .m4b .mp3 .opus .flac .wav. "
            "Default: an .m4a here, named after title and dose.",
            show_default=False,
        ),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace files that are there.")] = False,
    tracks: Annotated[bool, typer.Option("--tracks", help="A file a set, numbered, and a playlist (.m3u8).")] = False,
    captions: Annotated[
        str, typer.Option("--captions", metavar="KIND", help="Captions beside the file: lrc, vtt or none.")
    ] = "lrc",
    no_questions: Annotated[
        bool, typer.Option("--no-questions", help="Leave the questions out, never the cautions.")
    ] = False,
    bitrate: Annotated[
        int | None, typer.Option("--bitrate", min=16, max=320, metavar="KBIT", help="Kilobits a second.")
    ] = None,
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
    """Write a routine as an audio file for the phone, with chapters, captions and a cover.

    Example: voicecoach export -o neck.m4a --sets 2
    """
    from voicecoach.audio.formats import FORMATS
    from voicecoach.cli.output import check_free, check_output
    from voicecoach.cli.prepare import Wishes, prepared, tell_warnings
    from voicecoach.cli.progress import encoding

    if captions not in CAPTIONS:
        raise VoicecoachError(
            f"There are no captions “{captions}”.", cure=f"There is {', '.join(CAPTIONS)}.", status=Status.WRONG_USE
        )
    if output is not None:
        check_output(output, FORMATS)
        if not tracks:
            check_free([output], force=force)
    _check_bitrate(output.suffix if output else ".m4a", bitrate)
    wishes = Wishes(routine, sets, reps, rest, pace, first_set, of, beyond, voice, rate, quiet, verbose)
    with prepared(wishes, questions=not no_questions) as ready:
        from voicecoach.audio.album import Album, default_name

        tell_warnings(ready.timeline, quiet=quiet)
        target = output or Path(default_name(ready.timeline))
        form = FORMATS[target.suffix.lower()]
        album = Album(ready.routine, ready.timeline, ready.speaker.clip, ready.table, ready.path)
        works = album.tracks(target) if tracks else album.whole(target)
        names = album.files(works, captions)
        check_free([target.parent / name for name in names], force=force)
        if len(album.chapters) < len(ready.timeline.chapters) and not quiet:
            complain(
                f"note: a file has at most {album.most_chapters} chapters; rests are merged into their sets, "
                f"which leaves {len(album.chapters)}"
            )
        try:
            with encoding(ready.timeline.length, quiet=quiet) as progress:
                album.write(works, target, form, captions, bitrate and bitrate * 1000, progress)
        except OSError as error:
            raise VoicecoachError(f"{target} cannot be written: {error.strerror or error}.") from error
        for name in () if quiet else names:
            complain(str(target.parent / name))


def _check_bitrate(suffix: str, kilobits: int | None) -> None:
    """Refuse a rate that the format does not have, rather than take another."""
    from voicecoach.audio.formats import FORMATS

    form = FORMATS[suffix.lower()]
    if kilobits is None:
        return
    if form.bitrate is None:
        raise VoicecoachError(
            f"--bitrate means nothing for {suffix}, which keeps every sample.", status=Status.WRONG_USE
        )
    if kilobits * 1000 > form.most:
        raise VoicecoachError(
            f"--bitrate {kilobits}: {suffix} ends at {form.most // 1000} for speech.", status=Status.WRONG_USE
        )
