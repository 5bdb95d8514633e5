"""Routine + dose + spoken lengths -> one immutable timeline, and the cue sheets made from it."""

from voicecoach.timeline.compiler import compile_routine, texts_of
from voicecoach.timeline.dose import Dose
from voicecoach.timeline.models import (
    Chapter,
    CueWarning,
    Event,
    Place,
    Plan,
    Segment,
    Timeline,
    TimelineError,
)

__all__ = [
    "Chapter",
    "CueWarning",
    "Dose",
    "Event",
    "Place",
    "Plan",
    "Segment",
    "Timeline",
    "TimelineError",
    "compile_routine",
    "texts_of",
]
