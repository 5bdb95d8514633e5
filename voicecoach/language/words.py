"""The keywords, where each belongs, and words that are one slip away from a keyword."""

from functools import lru_cache

from voicecoach.language.spelling import near

HEADER = ("routine", "about", "source", "caution", "language")
STEPS = ("say", "pause", "rest", "tone", "exercise", "repeat", "ask")
EXERCISE = ("sides", "alternate", "intro", "first", "at", "every", "before", "between")
INTRO = ("say", "pause", "tone")
QUESTIONS = ("pain", "overall", "range", "number", "yesno", "choice")
KEYWORDS = (*HEADER, *STEPS, *EXERCISE, *QUESTIONS, "set", "sets", "times")

BLOCKS = ("exercise", "repeat", "ask", "intro", "first")
"""The keywords whose lines are followed by an indented block."""

_HOMES = {
    "routine": "on the first line of the file",
    **dict.fromkeys(HEADER[1:], "in the header, before the first step"),
    **dict.fromkeys(STEPS, "among the steps"),
    **dict.fromkeys(INTRO, 'among the steps, or in the "intro" of an exercise'),
    "rest": "among the steps, or with the sets of an exercise: 5 sets, rest 30s",
    **dict.fromkeys(EXERCISE, 'in an "exercise" block'),
    **dict.fromkeys(QUESTIONS, 'in an "ask" block'),
    **dict.fromkeys(("set", "sets"), 'after a number, in an "exercise" block: 5 sets'),
    "times": "after a number: repeat 3 times",
}


def home(keyword: str) -> str:
    """Where a line with that keyword belongs."""
    return f"it {_HOMES[keyword]}"


@lru_cache(1000)
def slip(word: str) -> str:
    """The keyword that `word` probably is with one slip, or "".

    Honest words lie near the short keywords (sit, pat, stay), so of those only neighbours swapped count.
    """
    lower = word.lower()
    for keyword in KEYWORDS:
        short = len(keyword) < 4
        if lower == keyword or (near(lower, keyword, 1) and (not short or sorted(lower) == sorted(keyword))):
            return keyword
    return ""


def one_of(words: tuple[str, ...]) -> str:
    """The words as a choice: `say, pause or tone`."""
    *others, last = words or ("",)
    return f"{', '.join(others)} or {last}" if others else last


def shown(written: str) -> str:
    """A piece of the source, in quotes and not too long, for a message."""
    return f'"{written}"' if len(written) <= 40 else f'"{written[:39]}…"'
