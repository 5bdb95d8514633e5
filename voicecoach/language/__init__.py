"""The routine language: text in, a typed and frozen `Routine` out, or every problem of the text at once.

routine = parse(path.read_bytes(), str(path))
"""

from voicecoach.language.measures import format_duration
from voicecoach.language.models import (
    TONES,
    Ask,
    AskTime,
    Choice,
    Counting,
    Every,
    Exercise,
    First,
    Number,
    Overall,
    Pain,
    Pause,
    Phase,
    PhaseText,
    Question,
    Range,
    Repeat,
    RepUnit,
    Rest,
    Routine,
    Say,
    Span,
    Step,
    Text,
    Tone,
    ToneName,
    YesNo,
)
from voicecoach.language.parser import parse
from voicecoach.language.problems import Problem, RoutineError
from voicecoach.language.templates import fill

__all__ = [
    "TONES",
    "Ask",
    "AskTime",
    "Choice",
    "Counting",
    "Every",
    "Exercise",
    "First",
    "Number",
    "Overall",
    "Pain",
    "Pause",
    "Phase",
    "PhaseText",
    "Problem",
    "Question",
    "Range",
    "RepUnit",
    "Repeat",
    "Rest",
    "Routine",
    "RoutineError",
    "Say",
    "Span",
    "Step",
    "Text",
    "Tone",
    "ToneName",
    "YesNo",
    "fill",
    "format_duration",
    "parse",
]
