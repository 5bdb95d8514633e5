"""How people word what they mean. Not all of it is in the program's table of replies: nobody reads that first."""

from collections.abc import Mapping
from random import Random

from voicecoach.journal.models import Value
from voicecoach.language.spoken import ENGLISH

NUMBER = (
    "{n}", "{n}", "{n}", "{n}", "about {n}", "I'd say {a} {n}", "{n}, I think", "maybe {n}", "it's {a} {n}", "um, {n}",
    "{n} out of {high}", "{n}, please", "I would say {n}", "more like {a} {n}", "still {a} {n}",
    "I think it's {a} {n}", "around {n}",
)  # fmt: skip

AGAIN = ("{n}", "I'd say {a} {n}", "{n}, please", "it's {a} {n}")
"""How a number is said again."""

HALF = ("{n} and a half", "between {n} and {next}", "{n} or {next}", "about {n} and a half")

WORDS: Mapping[str, tuple[str, ...]] = {
    "yes": ("yes", "yes", "yeah", "yep", "yes, I did", "um, yes", "yes, I have", "I did", "of course"),
    "no": (
        "no", "no", "no", "nope", "no it doesn't", "not at all", "no, none of them", "not really", "no, nothing new",
        "um, no", "no, I don't",
    ),
    "better": (
        "better", "a bit better", "a little better", "much better", "it's better", "better, I think",
        "I feel a bit better", "slightly better", "definitely better",
    ),
    "same": (
        "the same", "about the same", "no change", "just the same", "it's the same", "no different",
        "it feels the same", "pretty much the same",
    ),
    "worse": (
        "worse", "a bit worse", "a little worse", "it's worse", "slightly worse", "it feels worse",
        "worse than before",
    ),
}  # fmt: skip

CHOICE = ("{it}", "um, {it}", "{it}", "{it}, I think", "{it}, please")

AGREE = ("yes", "yes", "yeah", "yep", "that's right", "yes, that's right", "correct")
"""To what is read back and is so."""

OBJECT = ("no", "no", "no, no", "nope", "wrong", "no, that's wrong", "that's wrong", "change it")
"""To what is read back and is not so."""

NONSENSE = (
    "potato", "the weather is nice", "where is my cup", "oh dear", "let me think", "what was that", "hello there",
)  # fmt: skip

SKIP = ("skip", "skip it", "next question", "I don't know")
REPEAT = ("repeat", "say that again", "pardon", "repeat the question")
LEVEL = "one, two, three"
GO_ON = ("go on", "continue", "I'm ready", "resume")

INTERJECTIONS = {
    "pause": ("pause", "hold on", "wait"),
    "skip": ("skip", "next"),
    "stop": ("stop", "please stop"),
}
"""What is said in a rest, by what is wished for."""

TO_ANYTHING = (*AGREE, *OBJECT, *REPEAT, *GO_ON, LEVEL)


def worded(value: Value, high: int, random: Random) -> str:
    """A way of saying a value; `high` is the most of a number's scale."""
    if isinstance(value, int):
        return number(random.choice(NUMBER), value, high)
    return random.choice(WORDS.get(value, CHOICE)).format(it=value)


def plainly(value: Value, time: int = 0) -> str:
    """A plain way of saying a value, for whoever has not been understood: another one each time."""
    if isinstance(value, int):
        return number(AGAIN[time % len(AGAIN)], value, value)
    ways = WORDS.get(value, CHOICE)
    return ways[time * 3 % len(ways)].format(it=value)


def half(low: int, high: int, random: Random) -> str:
    """A way of saying that it is between two numbers."""
    return number(random.choice(HALF), low, high)


def number(frame: str, value: int, high: int) -> str:
    """A number in a frame."""
    names = {"n": ENGLISH.number(value), "next": ENGLISH.number(min(value + 1, high)), "high": ENGLISH.number(high)}
    return frame.format(a="an" if names["n"].startswith("e") else "a", **names)
