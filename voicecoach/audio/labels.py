"""What the file of a routine tells about itself: tags, chapters, lyrics, cover."""

import math
from collections.abc import Sequence

from voicecoach.audio.cover import draw_cover
from voicecoach.audio.encode import Labels
from voicecoach.audio.formats import MAX_CHAPTERS
from voicecoach.language.models import Routine
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.timeline.models import Chapter, Timeline
from voicecoach.timeline.sheets.captions import to_lrc
from voicecoach.timeline.sheets.text import describe


def labels_for(routine: Routine, timeline: Timeline, table: Spoken, date: str, *, track: str = "") -> Labels:
    """The labels of a file. `date` is that of the routine; `track` is its number among several, such as 2/7."""
    dose = "; ".join(
        describe(plan) if len(timeline.plans) == 1 else f"{plan.exercise}: {describe(plan)}" for plan in timeline.plans
    )
    title = fill(routine.title.template, {})
    about = [fill(text.template, {}) for text in (routine.about,) if text is not None]
    tags = {
        "title": timeline.title,
        "artist": fill(routine.source.template, {}) if routine.source else "voicecoach",
        "album": title,
        "genre": "Health",
        "date": date,
        "comment": " ".join([*about, f"{dose}." if dose else ""]).strip(),
        "language": table.iso_639_2,
    }
    if track:
        tags["track"] = track
    minutes = max(1, (timeline.length + 30_000) // 60_000)
    return Labels(
        tags=tags,
        chapters=limited(timeline.chapters),
        lyrics=to_lrc(timeline),
        cover=draw_cover(timeline.title, dose, f"About {minutes} minute{'' if minutes == 1 else 's'}"),
    )


def limited(chapters: Sequence[Chapter]) -> Sequence[Chapter]:
    """The chapters, if there are more than a file can have without the rests, and then one of every few."""
    if len(chapters) > MAX_CHAPTERS:
        chapters = [chapter for chapter in chapters if chapter.kind != "rest"]
    every = math.ceil(len(chapters) / MAX_CHAPTERS) or 1
    return chapters[::every]
