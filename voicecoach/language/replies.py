"""What the listener may say: how answers are worded. One table a language, beside `talk`.

`{answer}` stands for an answer's own words, `{number}`, `{next}`, `{high}` for numbers. What is not here, and could not
be put together of what is here, is not understood: the question defines the answers.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Replies:
    """The wordings of answers, in one language."""

    lead: tuple[str, ...]
    """What may stand before and after any answer."""

    about: tuple[str, ...]
    """What may stand around a number besides."""

    ahead_of_vowels: Callable[[str], str]
    """A wording with "a eight" mended to "an eight", where the language has such a thing."""

    option: tuple[str, ...]
    """What may stand around a choice's own words besides."""

    halves: tuple[str, ...]
    """A number and a half, which is asked again as a whole number."""

    numbers: Mapping[float, tuple[str, ...]]
    """Other words for a number, and words that sound like it and are no answer of their own."""

    words: Mapping[str, tuple[str, ...]]
    """The wordings of `yes`, `no`, `better`, `same` and `worse`."""

    objections: tuple[str, ...]
    """More ways of saying no to what has just been read back."""

    commands: Mapping[str, tuple[str, ...]]
    """What can be said to every question, and in a rest, by what it does."""


ENGLISH_REPLIES = Replies(
    lead=(
        "{answer}",
        "um, {answer}",
        "uh, {answer}",
        "well, {answer}",
        "{answer}, please",
        "{answer}, I think",
        "{answer}, I guess",
        "{answer}, I'm afraid",
        "I think {answer}",
        "definitely {answer}",
    ),
    about=(
        "a {answer}",
        "about {answer}",
        "about a {answer}",
        "around {answer}",
        "around a {answer}",
        "maybe {answer}",
        "maybe a {answer}",
        "probably {answer}",
        "probably a {answer}",
        "I'd say {answer}",
        "I'd say a {answer}",
        "I would say {answer}",
        "I would say a {answer}",
        "I'd say about {answer}",
        "I'd go with {answer}",
        "I would go with {answer}",
        "I guess {answer}",
        "I guess a {answer}",
        "I think it's a {answer}",
        "it's {answer}",
        "it's a {answer}",
        "it's about {answer}",
        "it's about a {answer}",
        "it's still {answer}",
        "it's still a {answer}",
        "more like {answer}",
        "more like a {answer}",
        "maybe about {answer}",
        "probably about {answer}",
        "a {answer}, I guess",
        "a {answer}, I think",
        "still {answer}",
        "still a {answer}",
        "say {answer}",
        "just {answer}",
        "{answer} out of {high}",
        "{answer} of {high}",
        "{answer} now",
    ),
    ahead_of_vowels=lambda text: re.sub(r"\b([Aa]) (8|11|18|eight|eleven|eighteen)\b", r"\1n \2", text),
    option=(
        "it's {answer}",
        "the {answer}",
        "my {answer}",
        "in my {answer}",
        "in the {answer}",
        "on the {answer}",
        "the {answer} one",
        "just {answer}",
    ),
    halves=(
        "{number} and a half",
        "about {number} and a half",
        "{number} point five",
        "{number} or {next}",
        "{number} to {next}",
        "between {number} and {next}",
    ),
    # "oh" is not zero: it invites false accepts
    numbers={
        0: ("nought", "naught", "none", "nothing", "no pain", "no pain at all", "none at all", "not"),
        0.5: ("half", "a half"),
        1: ("won",),
        2: ("to", "too"),
        4: ("for",),
        8: ("ate",),
    },
    words={
        "yes": (
            "yes", "yeah", "yep", "yup", "yes, yes", "yes, I do", "yes, it does", "yes, it did", "yes, it is",
            "yes, it has", "yes, they have", "yes, I have", "yes, that's right", "that's right", "right", "correct",
            "I do", "I have", "sure", "of course", "I think so", "yes, I think so", "yes, a little", "yes, a bit",
            "uh-huh",
        ),
        "no": (
            "no", "nope", "no, no", "no, no, no", "nah", "no, I don't", "no, it doesn't", "no, it didn't",
            "no, it isn't", "no, it hasn't", "no, they haven't", "no, I haven't", "no, none", "none of them",
            "no, none of them", "none", "I don't think so", "no, I don't think so", "nothing new", "no, nothing new",
            "nothing", "no, nothing", "not at all", "no, not at all", "not really", "know",
        ),
        "better": (
            "better", "a bit better", "a little better", "a little bit better", "slightly better", "somewhat better",
            "much better", "a lot better", "it's better", "it's a bit better", "it's a little better", "I feel better",
            "I feel a bit better", "it feels better", "better than before", "that's better", "improved",
        ),
        "same": (
            "same", "the same", "about the same", "just the same", "much the same", "no change", "no difference",
            "it's the same", "it's about the same", "I feel the same", "it feels the same", "same as before",
            "the same as before", "unchanged", "no different", "pretty much the same", "more or less the same",
        ),
        "worse": (
            "worse", "a bit worse", "a little worse", "a little bit worse", "slightly worse", "somewhat worse",
            "much worse", "a lot worse", "it's worse", "it's a bit worse", "it's a little worse", "I feel worse",
            "I feel a bit worse", "it feels worse", "worst", "worse than before", "that's worse",
        ),
    },
    objections=("wrong", "that's wrong", "that's not right", "not right", "change it", "change", "no, change it"),
    commands={
        "repeat": ("repeat", "repeat that", "repeat the question", "again", "say that again", "pardon"),
        "help": ("help", "help me", "what can I say"),
        "skip": ("skip", "skip it", "skip this", "skip that", "next", "next question", "I don't know", "don't know"),
        "stop": ("stop", "stop it", "stop now", "please stop", "quit"),
        "pause": ("pause", "pause it", "pause please", "wait", "hold on"),
        "resume": ("resume", "go on", "go on, please", "let's go on", "continue", "carry on", "ready", "I'm ready"),
    },
)  # fmt: skip
