"""`voicecoach cache`: the speech that is kept."""

from datetime import datetime
from typing import Annotated

import typer

from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError

cache = typer.Typer()


@cache.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Tell how much speech is kept, and where. What has been spoken once is kept, so that it need not be made again.

    When it grows over its limit, what was not used for longest is removed. VOICECOACH_CACHE_LIMIT is another limit,
    such as 2GB; VOICECOACH_CACHE another folder.

    Example: voicecoach cache
    """
    if context.invoked_subcommand is None:
        _tell(as_json=as_json)


@guarded
def _tell(*, as_json: bool) -> None:
    from voicecoach.environment import Environment
    from voicecoach.language.excerpt import printable
    from voicecoach.speech.upkeep import clips_in, limit_in, size_in_words

    environment = Environment()
    folder, limit = environment.cache_folder, limit_in(environment)
    clips = clips_in(folder)
    size = sum(clip.size for clip in clips)
    if as_json:
        import json

        found = {"folder": str(folder), "clips": len(clips), "bytes": size, "limit": limit}
        typer.echo(json.dumps(found, indent=1))
        return
    typer.echo(printable(f"folder  {folder}"))
    typer.echo(f"speech  {_counted(len(clips))}, {size_in_words(size)}")
    typer.echo(f"limit   {size_in_words(limit)}; then what was not used for longest is removed")


@cache.command("list")
@guarded
def list_clips(
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List the clips: the day of the last use, size, voice with its words a minute, and what it says.

    Example: voicecoach cache list
    """
    from voicecoach.environment import Environment
    from voicecoach.language.excerpt import printable
    from voicecoach.speech.upkeep import clips_in, label_of, size_in_words

    rows = [(clip, label) for clip in clips_in(Environment().cache_folder) if (label := label_of(clip)) is not None]
    if as_json:
        import json

        listed = [
            {
                "text": label.text,
                "voice": label.voice,
                "bytes": clip.size,
                "used": _moment(clip.used).isoformat(timespec="seconds"),
                "path": str(clip.path),
            }
            for clip, label in rows
        ]
        typer.echo(json.dumps(listed, indent=1))
        return
    width = max((len(label.voice) for _, label in rows), default=0)
    lines = [
        printable(
            f"{_moment(clip.used):%Y-%m-%d}  {size_in_words(clip.size):>6}  {label.voice or '?':<{width}}  {label.text}"
        )
        for clip, label in rows
    ]
    typer.echo("\n".join(lines) if lines else "Nothing is kept.")


@cache.command("clear")
@guarded
def clear(
    yes: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask first.")] = False,
) -> None:
    """Remove all speech that is kept. It is made again when it is needed; other files in the folder stay.

    Example: voicecoach cache clear
    """
    from voicecoach.cli.asking import confirmed
    from voicecoach.environment import Environment
    from voicecoach.journal.running import anybody_running
    from voicecoach.language.excerpt import printable
    from voicecoach.speech.upkeep import clear as clear_cache
    from voicecoach.speech.upkeep import clips_in, size_in_words

    environment = Environment()
    folder = environment.cache_folder
    clips = clips_in(folder)
    if anybody_running(environment.home_folder):
        raise VoicecoachError("A session is going on, and needs its speech.", cure="Clear it when that has ended.")
    what = printable(f"  {_counted(len(clips))}, {size_in_words(sum(clip.size for clip in clips))}, in {folder}")
    if clips and not yes and not confirmed(["Remove what has been spoken:", what], environment):
        complain("Nothing was deleted.")
        return
    cleared = clear_cache(folder, environment.now())
    complain(f"Removed {_counted(cleared.clips)}, {size_in_words(cleared.size)}.")
    if cleared.left:
        names = (printable(f"  {path}") for path in cleared.left)
        complain("\n".join(["These stay: they are not voicecoach's, or cannot be removed.", *names]))
        raise typer.Exit(Status.FAILED)


def _counted(clips: int) -> str:
    return f"{clips} clip{'' if clips == 1 else 's'}"


def _moment(seconds: float) -> datetime:
    """The time here of a file's date, which may be one that no calendar has."""
    try:
        return datetime.fromtimestamp(seconds).astimezone()
    except (ValueError, OverflowError, OSError):
        return datetime.fromtimestamp(0).astimezone()
