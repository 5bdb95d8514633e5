"""Looking after the speech cache: what is in it, how large it is, and what goes when it grows too large.

The folder is the user's choice and may hold anything. Ours is what has a name as the cache gives it and begins as our
files begin; nothing else is ever removed, and no link is followed.
"""

import contextlib
import json
import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from voicecoach.environment import Environment
from voicecoach.speech.cache import MARKED
from voicecoach.speech.clip_file import Label, is_clip, read_label
from voicecoach.status import Status, VoicecoachError

LIMIT = "500 MB"
"""About three thousand sentences."""

IN_USE = 2 * 3600 + MARKED
"""Seconds for which a clip is not removed for want of space: whoever has used it within two hours may be playing."""

ABANDONED = 3600.0
"""Seconds after which a half-written file has nobody who would finish it."""

_CLIP = re.compile(r"[a-z0-9-]{0,32}-[0-9a-f]{24}\.wav")
_NOTE = re.compile(r"(voice|model)-[0-9a-f]{24}\.json")
_PART = re.compile(r"\.[a-z0-9.-]{1,40}\.[a-z0-9_]{8}\.part")
_SIZE = re.compile(r"\s*([0-9]{1,9}(?:\.[0-9]+)?)\s*([kMG])B\s*", re.IGNORECASE)
_UNITS = {"k": 10**3, "m": 10**6, "g": 10**9}


@dataclass(frozen=True, slots=True)
class Kept:
    """A file of the cache: its bytes, and when it was last used, in seconds since 1970."""

    path: Path
    size: int
    used: float


@dataclass(frozen=True, slots=True)
class Cleared:
    """What was removed, in bytes and clips, and the files that look like ours and are still there."""

    clips: int
    size: int
    left: tuple[Path, ...]


def limit_in(environment: Environment) -> int:
    """The most bytes of a cache: `VOICECOACH_CACHE_LIMIT`, or `LIMIT`. Raises `VoicecoachError`."""
    words = environment.variables.get("VOICECOACH_CACHE_LIMIT") or LIMIT
    size = _SIZE.fullmatch(words)
    if size is None:
        raise VoicecoachError(
            f"VOICECOACH_CACHE_LIMIT is “{words}”: expected a size such as 500MB or 2GB.", status=Status.WRONG_USE
        )
    return round(float(size[1]) * _UNITS[size[2].lower()])


def size_in_words(size: int) -> str:
    """A number of bytes as people read it: kB below one MB, and GB from one on."""
    if size < 10**6:
        return f"{size / 1000:.0f} kB"
    return f"{size / 10**6:.0f} MB" if size < 10**9 else f"{size / 10**9:.1f} GB"


def clips_in(folder: Path) -> list[Kept]:
    """The clips in a cache, by their names, those used last first. Raises `VoicecoachError`."""
    return sorted(_files(folder, _CLIP), key=lambda clip: (-clip.used, clip.path))


def label_of(clip: Kept) -> Label | None:
    """What a clip says, as far as its file or its name tells; None where it is not ours, or gone."""
    try:
        with clip.path.open("rb") as file:
            label = read_label(file)
    except OSError:
        return None
    if label is None or label.text:
        return label
    return Label(clip.path.name[: -len("-.wav") - 24].replace("-", " "))


def trim(folder: Path, limit: int, now: datetime) -> int:
    """Remove clips, those first that were not used for longest, until the cache is within `limit` bytes; how many.

    What may be in use stays, whatever the limit. Where nothing can be removed, nothing is: this is no reason to keep
    anybody from a session.
    """
    removed = 0
    with contextlib.suppress(VoicecoachError):
        clips = clips_in(folder)
        over = sum(clip.size for clip in clips) - limit
        while over > 0 and clips:
            clip = clips.pop()
            if abs(now.timestamp() - clip.used) >= IN_USE and _remove(clip):
                over -= clip.size
                removed += 1
        for part in _files(folder, _PART):
            if now.timestamp() - part.used >= ABANDONED:
                _remove(part)
    return removed


def clear(folder: Path, now: datetime) -> Cleared:
    """Remove all that is ours. Raises `VoicecoachError` where the folder cannot be read."""
    clips = clips_in(folder)
    parts = [part for part in _files(folder, _PART) if now.timestamp() - part.used >= ABANDONED]
    removed = [clip for clip in clips if _remove(clip)]
    others = [other for other in (*_files(folder, _NOTE), *parts) if _remove(other)]
    left = tuple(clip.path for clip in clips if clip.path.exists())
    return Cleared(len(removed), sum(each.size for each in (*removed, *others)), left)


def _files(folder: Path, name: re.Pattern[str]) -> Iterator[Kept]:
    """The ordinary files of such names; none where there is no folder yet."""
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if name.fullmatch(entry.name):
                    with contextlib.suppress(FileNotFoundError):  # another process was faster
                        found = entry.stat(follow_symlinks=False)
                        if stat.S_ISREG(found.st_mode):
                            yield Kept(Path(entry.path), found.st_size, found.st_mtime)
    except FileNotFoundError:
        return
    except OSError as error:
        raise VoicecoachError(
            f"The speech cache {folder} cannot be read: {error.strerror or error}.",
            cure="Mend its rights, or name another folder in VOICECOACH_CACHE.",
        ) from error


def _remove(file: Kept) -> bool:
    """Remove a file if it is ours, and has not been used since it was looked at; whether it was removed."""
    try:
        if not _is_ours(file.path) or file.path.lstat().st_mtime != file.used:
            return False
        file.path.unlink()
    except OSError:
        return False
    return True


def _is_ours(path: Path) -> bool:
    """Whether the cache has written a file of such a name, which may be damaged, or empty. Raises OSError."""
    with path.open("rb") as file:
        head = file.read(4096)
    return not head or is_clip(head) or _is_note(head)


def _is_note(data: bytes) -> bool:
    """Whether that is a voice's gain, or a model's checksum."""
    try:
        return set(json.loads(data)) in ({"voice", "gain", "seal"}, {"files", "checksum"})
    except (ValueError, TypeError):
        return False
