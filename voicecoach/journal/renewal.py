"""A new journal in the place of a damaged one, which is kept beside it."""

from datetime import datetime, timedelta
from pathlib import Path

from voicecoach.journal.errors import DamagedJournalError, in_plain_words
from voicecoach.journal.place import NAME
from voicecoach.journal.store import Journal
from voicecoach.status import Status, VoicecoachError


def renew(folder: Path, now: datetime) -> Path:
    """Move the damaged journal in `folder` aside and begin a new one; where the damaged one is now.

    Raises `VoicecoachError` where there is no journal or a sound one, `JournalError` where that cannot be told or done.
    """
    path = folder / NAME
    if not path.exists():
        raise VoicecoachError(f"There is no journal {path} yet.", status=Status.WRONG_USE)
    if _sound(folder):
        raise VoicecoachError(
            f"The journal {path} is sound; it stays as it is.",
            cure="To empty it: voicecoach log delete --all",
            status=Status.WRONG_USE,
        )
    with in_plain_words(path):
        aside = _free_name(path, now)
        # a journal of SQLite's own belongs to the damaged file, and must never be played back into the new one
        for suffix in ("-journal", ""):
            if (beside := path.with_name(path.name + suffix)).exists():
                beside.rename(aside.with_name(aside.name + suffix))
    Journal.open(folder).close()
    return aside


def _sound(folder: Path) -> bool:
    """Whether SQLite finds no fault, and every record can be read."""
    try:
        with Journal.open(folder) as journal:
            return journal.is_sound()
    except DamagedJournalError:
        return False


def _free_name(path: Path, now: datetime) -> Path:
    while (aside := path.with_name(f"{path.name}.damaged-{now:%Y%m%d-%H%M%S}")).exists():
        now += timedelta(seconds=1)
    return aside
