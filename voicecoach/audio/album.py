"""A routine as files: one, or a track a set with a playlist, with captions beside them."""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from voicecoach.audio.encode import write_audio
from voicecoach.audio.formats import MAX_CHAPTERS, Format
from voicecoach.audio.labels import labels_for, limited
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import Rendering
from voicecoach.files import staged
from voicecoach.language.models import Routine
from voicecoach.language.spoken import Spoken
from voicecoach.timeline.compiler import LEAD
from voicecoach.timeline.models import Chapter, Timeline
from voicecoach.timeline.sheets import FORMATS as SHEETS
from voicecoach.timeline.tracks import split

LONGEST_NAME = 100
"""Bytes of a file's name without its suffix: room for numbers and endings on any file system."""

RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)$")


@dataclass(frozen=True, slots=True)
class Work:
    """One file to come: its name, its timeline, and its number among several."""

    name: str
    timeline: Timeline
    track: str = ""
    playlist: str = ""
    """The name of the list that it stands in."""


class Album:
    """The files of one compiled routine."""

    most_chapters = MAX_CHAPTERS

    def __init__(
        self, routine: Routine, timeline: Timeline, clip: Callable[[str], Samples], table: Spoken, source: Path
    ) -> None:
        self._routine = routine
        self._timeline = timeline
        self._clip = clip
        self._table = table
        # not today's date: the same routine gives the same bytes tomorrow
        self._date = datetime.fromtimestamp(source.stat().st_mtime, UTC).date().isoformat()

    @property
    def chapters(self) -> Sequence[Chapter]:
        """The chapters that a file can have."""
        return limited(self._timeline.chapters)

    def whole(self, target: Path) -> tuple[Work, ...]:
        """One file."""
        return (Work(target.name, self._timeline),)

    def tracks(self, target: Path) -> tuple[Work, ...]:
        """A file a set, numbered after the target's name."""
        parts = split(self._timeline, LEAD)
        width = max(2, len(str(len(parts))))
        return tuple(
            Work(
                f"{target.stem} {i:0{width}} {safe_name(part.title.rpartition(': ')[2])}{target.suffix}",
                part,
                f"{i}/{len(parts)}",
                f"{target.stem}.m3u8",
            )
            for i, part in enumerate(parts, start=1)
        )

    def files(self, works: Sequence[Work], captions: str) -> list[str]:
        """The names of all files that `write` will make of `works`."""
        names = [work.name for work in works]
        if captions != "none":
            names += [f"{Path(work.name).stem}.{captions}" for work in works]
        if works[0].playlist:
            names.append(works[0].playlist)
        return names

    def write(
        self,
        works: Sequence[Work],
        target: Path,
        form: Format,
        captions: str,
        bitrate: int | None,
        progress: Callable[[int], None],
    ) -> None:
        """Write all files beside `target`, or none of them. `progress` is told the ms that have been written.

        Raises OSError.
        """
        with staged(target.parent) as folder:
            for work in works:
                timeline = work.timeline
                labels = labels_for(self._routine, timeline, self._table, self._date, track=work.track)
                blocks = _told(Rendering(timeline, self._clip).blocks(), progress)
                write_audio(folder / work.name, form, blocks, timeline.length, labels, bitrate)
                if captions != "none":
                    text = SHEETS[captions](timeline)
                    (folder / work.name).with_suffix(f".{captions}").write_text(text, encoding="utf-8", newline="\n")
            if works[0].playlist:
                # as bytes: a name may hold some that are not UTF-8, and the list has to name the file all the same
                (folder / works[0].playlist).write_bytes(_playlist(works).encode(errors="surrogateescape"))


def default_name(timeline: Timeline) -> str:
    """A file name from title and dose, good on any system: `Cervical retraction with extension 5x10.m4a`."""
    dose = ", ".join(f"{plan.sets}x{plan.reps}" for plan in timeline.plans[:3])
    return f"{safe_name(f'{timeline.title} {dose}'.strip())}.m4a"


def safe_name(title: str) -> str:
    """The title as a file's name: nothing that a file system, a shell's glob or a phone could stumble over."""
    words = unicodedata.normalize("NFC", title)
    words = "".join(c if c.isalnum() or c in " -_,.'()" or unicodedata.combining(c) else " " for c in words)
    words = " ".join(words.split()).strip(" .-")
    while len(words.encode()) > LONGEST_NAME:
        words = words[:-1].rstrip(" .-")
    return "Routine" if not words or RESERVED.match(words.partition(".")[0]) else words


def _playlist(works: Sequence[Work]) -> str:
    """Extended M3U in UTF-8, as m3u8 means it; lengths in whole seconds."""
    lines = ["#EXTM3U"]
    for work in works:
        lines += [f"#EXTINF:{round(work.timeline.length / 1000)},{work.timeline.title}", work.name]
    return "\n".join(lines) + "\n"


def _told(blocks: Iterator[Samples], progress: Callable[[int], None]) -> Iterator[Samples]:
    for block in blocks:
        yield block
        progress(len(block) * 1000 // SAMPLE_RATE)
