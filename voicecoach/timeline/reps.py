"""One phase of a repetition: its words, its counting, and how long it must be for both."""

from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.language.models import Phase
from voicecoach.timeline.builder import BETWEEN_TEXTS

AFTER_SPEECH = 300
"""ms of quiet that a phase keeps after its last word."""

SECOND = 1000


@dataclass(frozen=True, slots=True)
class Words:
    """A text at its moment in a phase, ms after the phase's start."""

    at: int
    text: str


@dataclass(frozen=True, slots=True)
class SpokenPhase:
    """What is said in a phase and how long it lasts; `stretch` is what the words needed beyond the plan, in ms."""

    words: tuple[Words, ...]
    length: int
    stretch: int


def lay_out(
    phase: Phase,
    pace: float,
    texts: list[str],
    number: Callable[[int], str],
    measure: Callable[[str], int],
    *,
    announced: bool,
) -> SpokenPhase:
    """Place the words of one phase.

    `texts` are spoken from its start, 400 ms apart; `announced` tells that the first is the phase's own, which
    stands for "one" in counting. `number` gives the words of a number to count with.
    The phase lasts as planned (divided by the pace) or as long as its words and counting need.
    """
    planned = max(1, round(phase.length / pace))
    words: list[Words] = []
    spoken = 0
    for text in texts:
        at = spoken + BETWEEN_TEXTS if words else 0
        words.append(Words(at, text))
        spoken = at + measure(text)
    needed = spoken + AFTER_SPEECH if words else 0

    numbers: list[int] = []
    if phase.counting == "countdown":
        numbers = list(range(phase.count, 0, -1))
    elif phase.counting == "counted":
        numbers = list(range(2 if announced else 1, planned // SECOND + 1))
    if not numbers:
        length = max(planned, needed)
        return SpokenPhase(tuple(words), length, length - planned)

    counts = [number(n) for n in numbers]
    # a beat is a second, unless the voice is so slow that a number does not fit into one
    beat = max(SECOND, *(measure(count) + AFTER_SPEECH for count in counts))
    if phase.counting == "countdown":
        length = max(planned, needed + len(counts) * beat)
        first = length - len(counts) * beat
    else:
        first = -(-needed // beat) * beat  # the first full beat after the words
        length = max(planned, first + len(counts) * beat)
    words += [Words(first + i * beat, count) for i, count in enumerate(counts)]
    return SpokenPhase(tuple(words), length, length - planned)
