"""Reads the lines that stand among the steps and in an `intro` alike: `say`, `pause`, `tone`."""

from voicecoach.language.context import Context
from voicecoach.language.models import TONES, Pause, Say, Tone
from voicecoach.language.placeholders import Kind, Place
from voicecoach.language.reader import Reader


def read_simple(context: Context, keyword: str, reader: Reader, kind: Kind, place: Place) -> Say | Pause | Tone:
    """The line after its keyword. Raises `LineError`."""
    step: Say | Pause | Tone
    if keyword == "say":
        step = Say(context.placeholders.text(reader, reader.quoted(), kind, place), line=reader.number)
    elif keyword == "pause":
        step = Pause(reader.duration(), line=reader.number)
    else:
        name = reader.keyword(*TONES).value
        step = Tone(next(tone for tone in TONES if tone == name), line=reader.number)
    reader.finish()
    return step
