"""Files that a command is to write: those that cannot be are refused before it does any work."""

from collections.abc import Collection, Iterable
from pathlib import Path

from voicecoach.status import Status, VoicecoachError


def check_output(output: Path, suffixes: Collection[str]) -> None:
    """Refuse a folder, a suffix that is none of these, and a place that is not there. Raises `VoicecoachError`."""
    if output.is_dir():
        raise VoicecoachError(f"{output} is a folder.", cure="Name a file in it.", status=Status.WRONG_USE)
    if output.suffix.lower() not in suffixes:
        suffix = f"“{output.suffix}”" if output.suffix else "without a suffix"
        raise VoicecoachError(
            f"{output}: there is no format {suffix}.", cure=f"There is {', '.join(suffixes)}.", status=Status.WRONG_USE
        )
    if not output.parent.is_dir():
        raise VoicecoachError(f"There is no folder {output.parent}.", status=Status.WRONG_USE)


def check_free(files: Iterable[Path], *, force: bool) -> None:
    """Replace nothing that the user did not offer by `force`. Raises `VoicecoachError`."""
    for file in files:
        if file.is_dir():
            raise VoicecoachError(f"{file} is a folder.", cure="Choose another name.", status=Status.WRONG_USE)
        if file.exists() and not force:
            raise VoicecoachError(
                f"{file} is already there.", cure="To replace it, add --force.", status=Status.WRONG_USE
            )
