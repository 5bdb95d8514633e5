"""Moonshine's decoder: how likely texts are, given what its encoder made of a stretch of sound.

What it has worked out of the sound and of the beginning of a text it gives away as its memory, to be given back with
what follows: so that is worked out once, and not for each text that is tried.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating[Any]]

START, END = 1, 2
"""The tokens ahead of a text and behind it."""

HEADS, HEAD = 8, 36
"""The shape of the decoder's memory."""

PRESENT, PAST = "present", "past_key_values"
"""How the names of that begin, as it comes out and as it goes in again."""

SOUND = ".encoder."
"""What is in the names of that part of it which is about the sound; the rest is about the text."""


class Continuations:
    """What may be said in one stretch of sound, behind the text that is known to come first in it.

    All texts are tokens, and likelihoods natural logarithms.
    """

    def __init__(self, decoder: Any, encoded: Floats, length: int, known: tuple[int, ...]) -> None:
        self._decoder = decoder
        self._encoded = encoded
        self._length = length
        names = [each.name for each in decoder.get_outputs()]
        nothing = np.zeros((1, HEADS, 0, HEAD), np.float32)
        empty = {each.name: nothing for each in decoder.get_inputs() if each.name.startswith(PAST)}
        logits, *memory = self._run(names, np.array([(START, *known)], np.int64), empty, remembers=False)
        self._first = _log_likelihoods(logits[:, -1])
        remembered = {name.replace(PRESENT, PAST): each for name, each in zip(names[1:], memory, strict=True)}
        # that of the sound is one for all texts: a copy of it for each would take a third of the time
        self._sound = {name: each for name, each in remembered.items() if SOUND in name}
        self._known = {name: each for name, each in remembered.items() if SOUND not in name}

    def next_tokens(self, prefixes: Sequence[tuple[int, ...]]) -> Floats:
        """For each prefix, all of one length, the log likelihood of each token that may follow."""
        if not prefixes[0]:
            return np.repeat(self._first, len(prefixes), axis=0)
        return _log_likelihoods(self._following(np.array(prefixes, np.int64))[:, -1])

    def likelihoods(self, texts: Sequence[tuple[int, ...]]) -> list[float]:
        """For each text, the log likelihood that it is what follows, and all of it."""
        lengths = [len(text) for text in texts]
        rows = np.full((len(texts), max(lengths)), END, np.int64)
        for row, text in zip(rows, texts, strict=True):
            row[: len(text)] = text
        # what would follow the end of a shorter text is not worked out
        row, column = np.nonzero(np.arange(max(lengths)) < np.array(lengths)[:, np.newaxis])
        following = _log_likelihoods(self._following(rows)[row, column])
        later = np.concatenate([(*text[1:], END) for text in texts])
        found = self._first[0, rows[:, 0]].astype(float)
        np.add.at(found, row, following[np.arange(len(later)), later])
        return [float(each) for each in found]

    def _following(self, rows: npt.NDArray[np.int64]) -> Floats:
        """For each row, and each of its tokens, how much speaks for each token that may follow: the logits."""
        known = {name: np.repeat(each, len(rows), axis=0) for name, each in self._known.items()}
        return self._run(["logits"], rows, {**self._sound, **known}, remembers=True)[0]

    def _run(
        self, outputs: list[str], rows: npt.NDArray[np.int64], memory: Mapping[str, Floats], *, remembers: bool
    ) -> list[Floats]:
        inputs = {
            "input_ids": rows,
            "encoder_hidden_states": self._encoded,
            "encoder_attention_mask": np.ones((1, self._length), np.int64),
            "use_cache_branch": np.array([remembers]),
            **memory,
        }
        found: list[Floats] = self._decoder.run(outputs, inputs)
        return found


def _log_likelihoods(logits: Floats) -> Floats:
    """Of each token, by the last axis."""
    highest = logits.max(-1, keepdims=True)
    found: Floats = logits - highest - np.log(np.exp(logits - highest).sum(-1, keepdims=True))
    return found
