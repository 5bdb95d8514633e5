"""Cue sheets: the timeline as something to read.

Each format is one function `Timeline -> str`. To add one: write the function in a module here and
name it in `FORMATS`.
"""

from collections.abc import Callable, Mapping

from voicecoach.timeline.models import Timeline
from voicecoach.timeline.sheets.captions import to_lrc, to_vtt
from voicecoach.timeline.sheets.document import to_json
from voicecoach.timeline.sheets.table import to_csv
from voicecoach.timeline.sheets.text import to_text

FORMATS: Mapping[str, Callable[[Timeline], str]] = {
    "text": to_text,
    "json": to_json,
    "vtt": to_vtt,
    "lrc": to_lrc,
    "csv": to_csv,
}
"""The formats of `voicecoach compile --format`, the default first."""
