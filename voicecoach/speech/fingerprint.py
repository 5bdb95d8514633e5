"""What tells a model's files from all others: their checksum.

To read a model of 60 MB takes 40 ms or, from a slow disk, seconds. So the checksum is kept beside the clips, and holds
for as long as neither the place nor the size nor the date of the files changes.
"""

import hashlib
import json
from collections.abc import Sequence
from pathlib import Path

from voicecoach.files import write_atomically
from voicecoach.status import VoicecoachError


def fingerprint(files: Sequence[Path], memory: Path) -> str:
    """One checksum over all of these files, remembered in the folder `memory`. Raises `VoicecoachError`."""
    try:
        stats = [(str(file.resolve()), file.stat().st_size, file.stat().st_mtime_ns) for file in files]
        seen = hashlib.sha256(json.dumps(stats).encode()).hexdigest()
        note = memory / f"model-{seen[:24]}.json"
        known = _noted(note, seen)
        if known is None:
            digest = hashlib.sha256()
            for file in files:
                with file.open("rb") as opened:
                    digest.update(hashlib.file_digest(opened, "sha256").digest())
            known = digest.hexdigest()
            _note(note, seen, known)
    except OSError as error:
        raise VoicecoachError(f"{error.filename} cannot be read: {error.strerror or error}.") from error
    return known


def _noted(note: Path, seen: str) -> str | None:
    try:
        content = json.loads(note.read_bytes())
        return str(content["checksum"]) if content["files"] == seen else None
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _note(note: Path, seen: str, checksum: str) -> None:
    """Keep a checksum. Where that cannot be, it is found anew each time."""
    try:
        note.parent.mkdir(parents=True, exist_ok=True)
        with write_atomically(note) as file:
            file.write(json.dumps({"files": seen, "checksum": checksum}).encode())
    except OSError:
        return
