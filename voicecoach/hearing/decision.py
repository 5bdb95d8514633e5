"""From scores to what was heard, or to "not understood": never the best of a bad lot."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["number", "yesno", "compare", "choice", "command"]
"""What is answered, or that it is a command alone. Each has thresholds of its own."""

COMMAND = ":"
"""Ahead of the meaning of what is no answer but a wish: `:repeat`, `:help`, `:skip`, `:stop`, `:pause`, `:resume`."""

RATIO = 1.5
"""How many times as likely as the next the best meaning must be."""


@dataclass(frozen=True, slots=True)
class Score:
    """How likely it is (0 to 1) that a meaning was said, in all its wordings; `words` is the likeliest of them."""

    meaning: str
    words: str
    likelihood: float


@dataclass(frozen=True, slots=True)
class Heard:
    """What was understood. `sure` is from 0 to 1; where it is not `certain`, it must be asked back."""

    meaning: str
    words: str
    sure: float
    certain: bool


@dataclass(frozen=True, slots=True)
class Thresholds:
    """By kind: the least likelihood to be understood, and to be certain of it.

    They were set on one half of the voices of `benchmarks/hearing`, whose README has the figures of the other half.
    """

    accept: Mapping[Kind, float]
    certain: Mapping[Kind, float]
    per_word: Mapping[Kind, float]
    """Nats by which an answer may be less likely with each word after its first, to be understood all the same.

    A chance likeness of several words is rare. It is no reason to be certain, though: such an answer is asked back.
    """
    perhaps: float
    """The least likelihood of a command with which it may have been meant in a rest, though it is not understood."""


def decide(scores: Sequence[Score], kind: Kind, thresholds: Thresholds) -> Heard | None:
    """What was heard by the scores of one stretch of speech; None where it is not understood."""
    ranked = sorted(scores, key=lambda score: -score.likelihood)
    if not ranked:
        return None
    best = ranked[0]
    next_best = ranked[1].likelihood if len(ranked) > 1 else 0.0
    more_words = 0 if best.meaning.startswith(COMMAND) else best.words.count(" ")
    least = thresholds.accept[kind] * math.exp(-thresholds.per_word[kind] * more_words)
    if best.likelihood < max(least, RATIO * next_best):
        return None
    return Heard(best.meaning, best.words, min(1.0, best.likelihood), best.likelihood >= thresholds.certain[kind])


def may_be_meant(scores: Sequence[Score], thresholds: Thresholds) -> bool:
    """Whether what was not understood may have been one of the meanings all the same."""
    return any(score.likelihood >= thresholds.perhaps for score in scores)
