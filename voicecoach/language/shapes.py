"""What a line looks like: the blocks that it can have been meant for."""

from voicecoach.language.spelling import nearest
from voicecoach.language.tokens import Duration, Line, Number, Quoted
from voicecoach.language.words import EXERCISE, HEADER, INTRO, KEYWORDS, QUESTIONS, STEPS, slip

MARGIN = ""
"""The name, among those of blocks, of the lines that are not indented."""

_FIRST_WORDS = {MARGIN: (*HEADER, *STEPS), "repeat": STEPS, "ask": QUESTIONS, "intro": INTRO}


def fits(block: str, line: Line) -> bool:
    """Whether the line looks right in a block of that name."""
    word = line.word()
    second = line.tokens[1] if len(line.tokens) > 1 else None
    if block == "exercise":
        phase = isinstance(second, Duration) and word not in KEYWORDS and not slip(word)
        return isinstance(line.first, Number) or word in EXERCISE or (bool(word) and phase)
    if block == "first":
        return bool(word) and word not in KEYWORDS and isinstance(second, Quoted)
    return word in _FIRST_WORDS[block]


def nearly_opens(block: str, line: Line) -> bool:
    """Whether the line may be one with a mistake that opens a block within that block."""
    second = line.tokens[1] if len(line.tokens) > 1 else None
    openers = ("intro", "first") if block == "exercise" else ("exercise", "repeat", "ask")
    named = any(opener in line.source.text for opener in openers)
    return named or isinstance(second, Quoted) or bool(nearest(line.word(), KEYWORDS))
