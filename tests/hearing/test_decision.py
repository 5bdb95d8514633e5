"""From scores to what was heard: never the best of a bad lot."""

import math
from dataclasses import replace
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from voicecoach.hearing.backends import BACKENDS, Backend
from voicecoach.hearing.decision import RATIO, Heard, Kind, Score, Thresholds, decide, may_be_meant

KINDS: tuple[Kind, ...] = get_args(Kind)

THRESHOLDS = Thresholds(
    accept=dict.fromkeys(KINDS, 0.1),
    certain=dict.fromkeys(KINDS, 0.5),
    per_word=dict.fromkeys(KINDS, 0.0),
    perhaps=0.01,
)


def scores(**likelihoods: float) -> list[Score]:
    return [Score(meaning, f"{meaning}, I think", value) for meaning, value in likelihoods.items()]


@pytest.mark.parametrize(
    ("lot", "meaning"),
    [
        (scores(), None),
        (scores(yes=0.0), None),
        (scores(yes=0.099), None),
        (scores(yes=0.1), "yes"),
        (scores(yes=0.9, no=0.59), "yes"),
        (scores(yes=0.9, no=0.61), None),
        (scores(no=0.59, yes=0.9), "yes"),
        (scores(yes=0.4, no=0.4), None),
        (scores(yes=0.3, no=0.1, stop=0.25), None),
        (scores(yes=1e-9, no=1e-12), None),
    ],
)
def test_what_is_understood(lot: list[Score], meaning: str | None) -> None:
    heard = decide(lot, "yesno", THRESHOLDS)
    assert (heard.meaning if heard else None) == meaning


def test_what_is_told_of_it() -> None:
    assert decide(scores(yes=0.3, no=0.01), "yesno", THRESHOLDS) == Heard("yes", "yes, I think", 0.3, certain=False)
    assert decide(scores(yes=0.5, no=0.01), "yesno", THRESHOLDS) == Heard("yes", "yes, I think", 0.5, certain=True)


def test_likelihoods_that_add_up_to_more_than_one() -> None:
    """They are sums of roundings."""
    heard = decide(scores(yes=1.0000001), "yesno", THRESHOLDS)
    assert heard is not None
    assert heard.sure == 1.0


def test_each_kind_has_thresholds_of_its_own() -> None:
    thresholds = replace(
        THRESHOLDS,
        accept={**THRESHOLDS.accept, "number": 0.6},
        certain={**THRESHOLDS.certain, "compare": 0.2},
        per_word={**THRESHOLDS.per_word, "command": math.log(2)},
    )
    lot = scores(a=0.3)
    assert decide(lot, "number", thresholds) is None
    assert decide(lot, "compare", thresholds) == Heard("a", "a, I think", 0.3, certain=True)
    assert decide(lot, "choice", thresholds) == Heard("a", "a, I think", 0.3, certain=False)
    assert decide(scores(a=0.03), "choice", thresholds) is None
    assert decide(scores(a=0.03), "command", thresholds) == Heard("a", "a, I think", 0.03, certain=False)


HALF = replace(THRESHOLDS, per_word=dict.fromkeys(KINDS, math.log(2)))
"""With each word, half as likely will do."""


@pytest.mark.parametrize(
    ("words", "likelihood", "heard"),
    [
        ("seven", 0.1, True),
        ("seven", 0.09, False),
        ("a seven", 0.051, True),
        ("a seven", 0.049, False),
        ("I'd say a seven", 0.0126, True),
        ("I'd say a seven", 0.0124, False),
    ],
)
def test_several_words_may_be_less_likely(words: str, likelihood: float, heard: bool) -> None:
    found = decide([Score("7", words, likelihood)], "number", HALF)
    assert found == (Heard("7", words, likelihood, certain=False) if heard else None)


def test_however_many_words_there_are_no_more_is_certain() -> None:
    for words in ("seven", "I think it's about a seven"):
        for likelihood in (0.49, 0.5):
            found = decide([Score("7", words, likelihood)], "number", HALF)
            assert found == Heard("7", words, likelihood, certain=likelihood == 0.5)


def test_the_words_of_a_wish_do_not_count() -> None:
    """One says "say that again" to others, too."""
    assert decide([Score(":repeat", "say that again", 0.09)], "number", HALF) is None
    assert decide([Score("7", "say, a seven", 0.09)], "number", HALF) is not None


def test_of_two_meanings_the_likelier_counts_however_many_words_it_takes() -> None:
    lot = [Score("7", "seven", 0.4), Score("8", "I'd say an eight", 0.2)]
    found = decide(lot, "number", HALF)
    assert found is not None
    assert found.meaning == "7"
    assert decide([Score("7", "seven", 0.4), Score("8", "I'd say an eight", 0.3)], "number", HALF) is None


@pytest.mark.parametrize("backend", BACKENDS, ids=lambda backend: backend.name)
def test_the_thresholds_of_the_recognisers(backend: Backend) -> None:
    thresholds = backend.thresholds
    assert set(thresholds.accept) == set(thresholds.certain) == set(thresholds.per_word) == set(KINDS)
    assert all(thresholds.per_word[kind] >= 0 for kind in KINDS)
    assert all(0 < thresholds.accept[kind] < thresholds.certain[kind] for kind in KINDS)
    assert 0 < thresholds.perhaps < thresholds.accept["command"]


def test_what_is_not_understood_may_have_been_meant() -> None:
    assert may_be_meant(scores(a=0.001, b=0.01), THRESHOLDS)
    assert not may_be_meant(scores(a=0.001, b=0.009), THRESHOLDS)
    assert not may_be_meant([], THRESHOLDS)


def test_the_weaker_recogniser_is_never_certain() -> None:
    weaker = BACKENDS[-1].thresholds
    for kind in KINDS:
        heard = decide(scores(a=1.0), kind, weaker)
        assert heard is not None
        assert not heard.certain
        assert weaker.certain[kind] == math.inf


lots = st.dictionaries(st.sampled_from("abcdefgh"), st.floats(0, 1)).map(lambda lot: scores(**lot))


@given(lots, st.sampled_from(KINDS))
def test_only_what_stands_out_is_understood(lot: list[Score], kind: Kind) -> None:
    heard = decide(lot, kind, THRESHOLDS)
    likelihoods = sorted((each.likelihood for each in lot), reverse=True)
    stands_out = bool(likelihoods) and likelihoods[0] >= max(0.1, RATIO * [*likelihoods, 0.0][1])
    assert (heard is not None) == stands_out
    if heard is not None:
        best = next(each for each in lot if each.meaning == heard.meaning)
        assert (best.words, best.likelihood) == (heard.words, heard.sure)
        assert best.likelihood == likelihoods[0]


@given(lots.flatmap(lambda lot: st.tuples(st.just(lot), st.permutations(lot))), st.sampled_from(KINDS))
def test_the_order_of_scores_is_no_matter(pair: tuple[list[Score], list[Score]], kind: Kind) -> None:
    assert decide(pair[0], kind, THRESHOLDS) == decide(pair[1], kind, THRESHOLDS)
