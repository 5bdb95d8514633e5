"""Words that are nearly right: edit distance, and the known word that was probably meant."""

from collections.abc import Iterable


def distance(word: str, other: str) -> int:
    """The optimal string alignment distance: letters added, lost, replaced, or swapped with their neighbour."""
    before: list[int] = []
    previous = list(range(len(other) + 1))
    for row, letter in enumerate(word, start=1):
        current = [row]
        for column, goal in enumerate(other, start=1):
            cost = min(previous[column] + 1, current[-1] + 1, previous[column - 1] + (letter != goal))
            swapped = row > 1 and column > 1 and letter == other[column - 2] and word[row - 2] == goal
            if swapped:
                cost = min(cost, before[column - 2] + 1)
            current.append(cost)
        before, previous = previous, current
    return previous[-1]


def near(word: str, known: str, limit: int) -> bool:
    """Whether `distance` is at most `limit`; most pairs are told apart without measuring."""
    if abs(len(word) - len(known)) > limit or len(set(word) ^ set(known)) > 2 * limit:
        return False
    return distance(word, known) <= limit


def nearest(word: str, known: Iterable[str]) -> str:
    """The known word that was probably meant, or "". Short words may be one slip away, long ones two."""
    lower = word.lower()
    candidates = [other for other in known if near(lower, other, 2 if len(other) > 5 else 1)]
    # of words equally near, the one with the same letters: to swap two is the commonest slip
    return min(candidates, key=lambda other: (distance(lower, other), sorted(lower) != sorted(other)), default="")
