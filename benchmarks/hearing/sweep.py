"""The thresholds' trade-off: what is gained and lost with each, by kind."""

from collections.abc import Sequence
from dataclasses import replace

from voicecoach.hearing.decision import Kind, Thresholds

from .listening import Listened
from .outcomes import heard, outcome, shares

STEPS = (0.0003, 0.001, 0.003, 0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)

KINDS: tuple[Kind, ...] = ("number", "yesno", "compare", "choice", "command")


def print_sweep(answers: Sequence[Listened], others: Sequence[Listened], thresholds: Thresholds) -> None:
    """Per kind: first the least likelihood to be accepted, then, with that in force, to be certain. In percent."""
    for kind in KINDS:
        own = [each for each in answers if each.clip.kind == kind]
        none = [each for each in others if each.clip.kind == kind]
        print(f"\n{kind}: {len(own)} answers, {len(none)} no answers; now {thresholds.accept[kind]:g} to be accepted,")
        print(f"{thresholds.certain[kind]:g} to be certain")
        print(f"{'accept':>8}{'right':>8}{'wrong':>7}{'rejected':>10}{'false accepts':>15}")
        for step in STEPS:
            tried = replace(thresholds, accept={**thresholds.accept, kind: step})
            found = shares(outcome(each, tried) for each in own)
            false = shares(outcome(each, tried) for each in none)["wrong"]
            print(f"{step:>8g}{found['right']:>8.1f}{found['wrong']:>7.1f}{found['rejected']:>10.1f}{false:>15.1f}")
        print(f"{'certain':>8}   of all answers: right and certain, wrong and certain; false accepts that are certain")
        for step in STEPS:
            tried = replace(thresholds, certain={**thresholds.certain, kind: step})
            right, wrong = _certain(own, tried)
            _, false = _certain(none, tried)
            print(f"{step:>8g}{right:>34.1f}{wrong:>19.1f}{false:>25.1f}")


def _certain(listened: Sequence[Listened], thresholds: Thresholds) -> tuple[float, float]:
    """Percent that are certain and right, and certain and wrong."""
    right = wrong = 0
    for each in listened:
        found = heard(each, thresholds)
        if found is not None and found.certain:
            right += found.meaning == each.clip.meaning
            wrong += found.meaning != each.clip.meaning
    count = max(1, len(listened))
    return 100 * right / count, 100 * wrong / count
