"""The decoder's memory: texts that are judged together are judged as each alone, by steps or at once."""

from itertools import accumulate

import numpy as np
import pytest

from tests.hearing.spoken import answer, backend, question
from voicecoach.hearing.backends import model_folder
from voicecoach.hearing.decoder import END, Continuations
from voicecoach.hearing.moonshine import Moonshine
from voicecoach.hearing.tokenizer import Tokenizer

TEXTS = ("Seven.", "I'd say a seven.", "7", "Seven out of ten.", "No", "Eleven!")

CLOSE = 0.05
"""Nats, and share of them, by which the quantised model differs from itself where it works out more at once."""


@pytest.fixture(scope="module", params=["", "Pain, zero to ten?"], ids=["alone", "behind a question"])
def heard(request: pytest.FixtureRequest) -> Continuations:
    """“Seven.”, said to nothing or to a question."""
    backend("moonshine")
    folder = model_folder()
    assert folder is not None
    model, tokenizer = Moonshine(folder), Tokenizer.load(folder / "tokenizer.bin")
    if not request.param:
        return model._encode_sound(answer("Seven."))
    asked = question(request.param)
    return model._encode_sound(np.concatenate([asked.samples, answer("Seven.")]), tokenizer.encode(asked.text))


@pytest.fixture(scope="module")
def texts() -> list[tuple[int, ...]]:
    """What may have been said, as tokens of various lengths."""
    backend("moonshine")
    folder = model_folder()
    assert folder is not None
    tokenizer = Tokenizer.load(folder / "tokenizer.bin")
    found = [tokenizer.encode(text) for text in TEXTS]
    assert len({len(each) for each in found}) > 2
    return found


def test_texts_are_judged_together_as_each_alone(heard: Continuations, texts: list[tuple[int, ...]]) -> None:
    together = heard.likelihoods(texts)
    assert together == pytest.approx([heard.likelihoods([each])[0] for each in texts], abs=CLOSE, rel=CLOSE)
    assert max(together) == together[0], "that is what was said"
    assert heard.likelihoods(texts[::-1]) == pytest.approx(together[::-1], abs=CLOSE, rel=CLOSE)


def test_a_text_is_as_likely_as_its_tokens_one_after_the_other(
    heard: Continuations, texts: list[tuple[int, ...]]
) -> None:
    for text, likelihood in zip(texts, heard.likelihoods(texts), strict=True):
        beginnings = [(), *accumulate((each,) for each in text)]
        steps = zip(beginnings, (*text, END), strict=True)
        by_steps = sum(float(heard.next_tokens([so_far])[0, token]) for so_far, token in steps)
        assert by_steps == pytest.approx(likelihood, abs=CLOSE, rel=CLOSE)


def test_something_follows_whatever_came_before(heard: Continuations, texts: list[tuple[int, ...]]) -> None:
    """So the likelihoods of all tokens add up to one, for each of the beginnings."""
    beginnings = [text[:2] for text in texts if len(text) > 2]
    assert np.exp(heard.next_tokens(beginnings).astype(float)).sum(-1) == pytest.approx(1, abs=1e-3)
    assert np.exp(heard.next_tokens([()]).astype(float)).sum() == pytest.approx(1, abs=1e-3)
