"""One phase of a repetition: its words, its counting, and how long it must be for both."""

from collections.abc import Callable
from dataclasses import dataclass

from voicecoach.language.models import Phase
from voicecoach.timeline.builder import BETWEEN_TEXTS

AFTER_SPEECH = 300
"""ms of quiet that a phase keeps after its last word."""

AFTER_NUMBER = 150
"""ms of quiet after a number that counts the seconds."""

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
    phase: Phase, pace: float, texts: list[str], number: Callable[[int], str], measure: Callable[[str], int]
) -> SpokenPhase:
    """Place the words of one phase.

    `texts` are spoken from its start, 400 ms apart. `number` gives the words of a number to count with.
    The phase lasts as planned (divided by the pace) or as long as its words and a countdown need. Counting tells the
    time and never adds to it: a number whose second begins while something is said is left out.
    """
    planned = max(1, round(phase.length / pace))
    words: list[Words] = []
    spoken = 0
    for text in texts:
        at = spoken + BETWEEN_TEXTS if words else 0
        words.append(Words(at, text))
        spoken = at + measure(text)
    needed = spoken + AFTER_SPEECH if words else 0

    length = max(planned, needed)
    if phase.counting == "countdown":
        counts = [number(n) for n in range(phase.count, 0, -1)]
        # a beat is a second, unless the voice is so slow that a number does not fit into one
        beat = max(SECOND, *(measure(count) + AFTER_SPEECH for count in counts))
        length = max(planned, needed + len(counts) * beat)
        first = length - len(counts) * beat
        words += [Words(first + i * beat, count) for i, count in enumerate(counts)]
    elif phase.counting == "counted":
        free = needed
        for second in range(planned // SECOND):
            at, count = second * SECOND, number(second + 1)
            if at >= free and (end := at + measure(count) + AFTER_NUMBER) <= length:
                words.append(Words(at, count))
                free = end
    return SpokenPhase(tuple(words), length, length - planned)
