"""The tokenizer of Moonshine's models: byte-pair encoding with a vocabulary in one small binary file."""

from itertools import pairwise
from pathlib import Path

SPACE = "\N{LOWER ONE EIGHTH BLOCK}"
"""Stands for a blank, also ahead of the first word (as in SentencePiece)."""

FIRST_WORD = 259
"""Ids below are control tokens and single bytes."""


class Tokenizer:
    """Texts to token ids. Merges are done in the order of their ids, as the vocabulary was learned."""

    def __init__(self, vocabulary: bytes) -> None:
        """Raises ValueError where the file is cut short or damaged."""
        self._tokens = _read(vocabulary)
        self._ids: dict[bytes, int] = {}
        for number, token in enumerate(self._tokens[FIRST_WORD:], start=FIRST_WORD):
            self._ids.setdefault(token, number)
        if not self._ids:
            raise ValueError("there is no word in it")

    @classmethod
    def load(cls, path: Path) -> "Tokenizer":
        """Read a vocabulary. Raises OSError, and ValueError where it is damaged."""
        return cls(path.read_bytes())

    def __len__(self) -> int:
        return len(self._tokens)

    def encode(self, text: str) -> tuple[int, ...]:
        """The ids of a text. Raises KeyError for a letter that the vocabulary does not know."""
        parts = [letter.encode() for letter in SPACE + text.replace(" ", SPACE)]
        while True:
            merges = ((self._ids.get(a + b), i) for i, (a, b) in enumerate(pairwise(parts)))
            best = min(((number, i) for number, i in merges if number is not None), default=None)
            if best is None:
                return tuple(self._ids[part] for part in parts)
            i = best[1]
            parts[i : i + 2] = [parts[i] + parts[i + 1]]


def _read(data: bytes) -> list[bytes]:
    """The tokens of a vocabulary: each is its length, in one byte or in two if it is over 127, and then itself."""
    tokens, i = [], 0
    while i < len(data):
        length, i = data[i], i + 1
        if length > 127:
            if i >= len(data):
                raise ValueError("it ends in the middle of a token")
            length, i = data[i] * 128 + length - 128, i + 1
        if i + length > len(data):
            raise ValueError("it ends in the middle of a token")
        tokens.append(data[i : i + length])
        i += length
    return tokens
