"""The folders: whether what has to be kept can be kept, and nobody else reads what is private."""

import shlex
import shutil
import sys
import tempfile
from pathlib import Path

from voicecoach.doctor import Finding
from voicecoach.environment import Environment
from voicecoach.journal.errors import DamagedJournalError, JournalError
from voicecoach.journal.place import NAME as JOURNAL
from voicecoach.journal.place import loose
from voicecoach.journal.store import Journal
from voicecoach.speech.upkeep import clips_in, limit_in, size_in_words

DATA, CACHE, SESSIONS = "data folder", "speech cache", "journal"

LOW = 100_000_000
"""Bytes that should be free: the speech of a routine, and a file for the phone."""

_BLOCK = b"\0" * 4096


def check_data(home: Path) -> Finding:
    """Whether the journal and routines can be written, by their owner alone."""
    if (reason := _unwritable(home)) is not None:
        cure = "Mend its rights, free some space, or name another folder in VOICECOACH_HOME."
        return Finding(DATA, "fails", f"{home} cannot be written: {reason}", cure)
    if not home.exists():
        return Finding(DATA, "works", f"{home}, once something is kept")
    path = home / JOURNAL
    if path.exists() and sys.platform != "win32" and (open_to_others := loose(path)):
        cure = " && ".join(f"chmod {rights:o} {shlex.quote(str(each))}" for each, rights in open_to_others)
        return Finding(DATA, "weak", f"{home}: others on this computer can read it; the next session ends that", cure)
    return _with_space(DATA, home, str(home))


def check_journal(home: Path) -> Finding:
    """Whether the journal can be read, and is sound. Raises `VoicecoachError`."""
    path = home / JOURNAL
    if not path.exists():
        return Finding(SESSIONS, "works", "none yet; the first session begins it")
    try:
        copy = Journal.copy(home)
    except DamagedJournalError:
        raise
    except JournalError:
        if not path.with_name(f"{JOURNAL}-journal").exists():
            raise
        # SQLite puts it right when it may write, which a doctor must not
        return Finding(SESSIONS, "weak", "something cut off its last change", "To put it right: voicecoach log")
    with copy as journal:
        if not journal.is_sound():
            raise DamagedJournalError(path)
        count = journal.count()
    return Finding(SESSIONS, "works", f"{count} session{'' if count == 1 else 's'}, all of them sound")


def check_cache(environment: Environment) -> Finding:
    """Whether speech can be kept, and how much of it is. Raises `VoicecoachError`."""
    folder, limit = environment.cache_folder, limit_in(environment)
    clips = clips_in(folder)
    if (reason := _unwritable(folder)) is not None:
        cure = "Mend its rights, free some space, or name another folder in VOICECOACH_CACHE."
        return Finding(CACHE, "fails", f"{folder} cannot be written: {reason}", cure)
    size = sum(clip.size for clip in clips)
    return _with_space(CACHE, folder, f"{folder}; {size_in_words(size)} of at most {size_in_words(limit)}")


def _unwritable(folder: Path) -> str | None:
    """Why nothing can be written there, or the folder cannot be made; None where it can. Nothing is left behind."""
    try:
        with tempfile.TemporaryFile(dir=_existing(folder)) as file:
            file.write(_BLOCK)
    except OSError as error:
        return error.strerror or str(error)
    return None


def _existing(folder: Path) -> Path:
    """The folder, or the nearest around it that is there. Raises OSError."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder


def _with_space(name: str, folder: Path, detail: str) -> Finding:
    free = shutil.disk_usage(_existing(folder)).free
    if free < LOW:
        return Finding(name, "weak", f"{detail}; only {size_in_words(free)} are free on its disk", "Free some space.")
    return Finding(name, "works", detail)
