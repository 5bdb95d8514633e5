"""PocketSphinx, on answers that are really spoken; and whatever a routine's author may take for a word."""

import math
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.spoken import BUZZING, COMPARE, NUMBERS, YES_NO, answer, backend
from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import Heard, Kind, decide
from voicecoach.hearing.recogniser import Recogniser, RecogniserError
from voicecoach.hearing.sphinx import KEEP, LIMIT, Sphinx, likelihood, words_of
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.accepted import accepted
from voicecoach.session.dialog.queries import COMPARE as COMPARISON
from voicecoach.session.dialog.queries import YES_NO as YES_OR_NO
from voicecoach.session.dialog.queries import Answers, Numbers, Options, Query


@pytest.fixture(scope="module")
def model() -> Sphinx:
    backend("pocketsphinx")
    return Sphinx()


def said(text: str) -> Samples:
    return answer(text, BUZZING)


def heard(model: Sphinx, samples: Samples, kind: Kind, phrases: Phrases) -> Heard | None:
    return decide(model.score(samples, phrases), kind, backend("pocketsphinx").thresholds)


def hears_seven(model: Sphinx, phrases: Phrases) -> bool:
    found = heard(model, said("Seven."), "number", phrases)
    return found is not None and found.meaning == "7"


# --- answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "phrases", "meaning"),
    [
        ("Seven.", "number", NUMBERS, "7"),
        ("About six.", "number", NUMBERS, "6"),
        ("Zero.", "number", NUMBERS, "0"),
        ("Yes.", "yesno", YES_NO, "yes"),
        ("Better.", "compare", COMPARE, "better"),
        ("Worse.", "compare", COMPARE, "worse"),
        ("Stop.", "compare", COMPARE, ":stop"),
        ("Potato.", "number", NUMBERS, None),
        ("Potato.", "yesno", YES_NO, None),
        ("The weather is nice.", "number", NUMBERS, None),
    ],
)
def test_what_is_said(model: Sphinx, text: str, kind: Kind, phrases: Phrases, meaning: str | None) -> None:
    found = heard(model, said(text), kind, phrases)
    assert (found.meaning if found else None) == meaning


def test_an_answer_after_silence(model: Sphinx) -> None:
    model.score(np.zeros(SAMPLE_RATE, np.int16), NUMBERS)
    assert hears_seven(model, NUMBERS)


def test_one_meaning_comes_back_with_the_wording_that_was_said(model: Sphinx) -> None:
    (score,) = model.score(said("About six."), NUMBERS)
    assert (score.meaning, score.words) == ("6", "about six")
    assert 0.5 < score.likelihood <= 1


def test_it_is_no_matter_what_was_heard_before(model: Sphinx) -> None:
    first = model.score(said("Seven."), NUMBERS)
    for text in ("Potato.", "Yes."):
        model.score(said(text), YES_NO)
    assert model.score(said("Seven."), NUMBERS) == first
    assert Sphinx().score(said("Seven."), NUMBERS) == first


@pytest.mark.parametrize(
    "samples",
    [
        np.zeros(0, np.int16),
        np.ones(1, np.int16),
        np.ones(SAMPLE_RATE // 20, np.int16),
        np.zeros(SAMPLE_RATE, np.int16),
        np.full(SAMPLE_RATE, 32767, np.int16),
        np.random.default_rng(0).normal(0, 3, SAMPLE_RATE).astype(np.int16),
    ],
    ids=["nothing", "one sample", "50 ms", "zeros", "full scale", "hiss"],
)
def test_what_is_no_speech(model: Sphinx, samples: Samples) -> None:
    assert heard(model, samples, "number", NUMBERS) is None


# --- wordings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("answers", [Numbers(0, 10), Numbers(0, 100), YES_OR_NO, COMPARISON, Options(("Neck", "arm"))])
def test_all_that_may_be_said_to_a_question(model: Sphinx, answers: Answers) -> None:
    """Of each meaning there is a wording that can be heard."""
    phrases = accepted(Query("name", "Text?", "Text?", answers), ENGLISH)
    assert phrases is not None
    model.prepare(phrases.phrases)
    for meaning, wordings in phrases.phrases.items():
        in_words = [wording for wording in wordings if not any(letter.isdigit() for letter in wording)]
        assert in_words
        sayable = model._grammar({meaning: wordings}).sayings
        assert len(sayable) == len({words_of(wording) for wording in in_words})


ODD = (
    "", " ", "7", "7.5", "\N{SUPERSCRIPT TWO}", "日本", "straße", "\N{GRINNING FACE}", "\ud800", "\x00", "\n", "xyzzyx",
    '"quoted"', "it's 'so'", "a; b", "</s>", "<s>", "<sil>", "[NOISE]", "(a | b)", "{tag}", "/1/ a", "a* b+", "\\",
    "// a", "/* a", "#JSGF V1.0;", "seven; public <other> = eight", "public", "grammar", "import", "sounds", "x" * 5000,
)  # fmt: skip


@pytest.mark.parametrize("odd", ODD)
def test_an_odd_wording_spoils_no_grammar(model: Sphinx, odd: str) -> None:
    assert ("seven",) in model._grammar({"odd": (odd,), "7": ("seven",)}).sayings


def test_odd_wordings_spoil_no_answer(model: Sphinx) -> None:
    assert hears_seven(model, {**{odd: (odd,) for odd in ODD}, **NUMBERS})
    assert not hears_seven(model, {"7": ODD})


@given(wordings=st.lists(st.text(max_size=20), max_size=5))
def test_any_text_is_a_wording(model: Sphinx, wordings: list[str]) -> None:
    model.prepare({"odd": wordings, "7": ("seven",)})


@pytest.mark.parametrize(
    ("wording", "words"),
    [
        ("I'd say a Seven, please.", ("i'd", "say", "a", "seven", "please")),
        ("it\N{RIGHT SINGLE QUOTATION MARK}s better", ("it's", "better")),
        ("left-sided", ("left", "sided")),
        ("café", ("cafe",)),
        ("nai\N{COMBINING DIAERESIS}ve", ("naive",)),
        ("'n'", ("n",)),
        ("about 7", ()),
        ("straße", ()),
        ("", ()),
    ],
)
def test_the_words_of_a_wording(wording: str, words: tuple[str, ...]) -> None:
    assert words_of(wording) == words


def test_words_that_the_dictionary_lacks(model: Sphinx) -> None:
    """Some are joined of two that it has; a wording with one that cannot be pronounced is left out, and no other."""
    phrases = {"tail": ("tailbone",), "blade": ("my shoulderblade", "xyzzyx"), "none": ("nought",)}
    assert set(model._grammar(phrases).sayings) == {("tailbone",), ("my", "shoulderblade"), ("nought",)}
    found = heard(model, said("Tailbone."), "choice", {**phrases, **NUMBERS})
    assert found is not None
    assert found.meaning == "tail"


def test_nothing_that_can_be_said(model: Sphinx) -> None:
    nothing: Iterable[Phrases] = ({}, {"7": ()}, {"7": ("7", "日本")})
    for phrases in nothing:
        assert model.score(said("Seven."), phrases) == []


def test_grammars_that_were_not_used_for_long_are_let_go() -> None:
    backend("pocketsphinx")
    model = Sphinx()
    model.prepare(NUMBERS)
    for i in range(2 * KEEP):
        model.prepare({str(i): ("seven",)})
        model.prepare({str(i): ()})
    assert len(model._grammars) == KEEP
    assert hears_seven(model, NUMBERS)


# --- likelihoods ---------------------------------------------------------------------------------


def test_the_limit_is_where_it_is_as_likely_as_not() -> None:
    assert likelihood(LIMIT) == 0.5
    assert likelihood(-100) > 0.99
    assert likelihood(LIMIT - 20) > 0.6 > 0.4 > likelihood(LIMIT + 20)
    assert likelihood(1000) < 0.01
    assert likelihood(-math.inf) == 1
    assert likelihood(math.inf) == 0


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6))
def test_what_fits_worse_is_not_likelier(one: float, other: float) -> None:
    assert (likelihood(one) - likelihood(other)) * (one - other) <= 0
    assert 0 <= likelihood(one) <= 1


# --- its model -----------------------------------------------------------------------------------


def test_the_model_is_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    backend("pocketsphinx")
    monkeypatch.setenv("POCKETSPHINX_PATH", str(tmp_path))
    with pytest.raises(ValueError, match="the model of pocketsphinx cannot be read"):
        Sphinx()


def test_a_model_that_kills_its_library(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It crashes over half a file: the worker is gone, and the session goes on."""
    backend("pocketsphinx")
    import pocketsphinx

    real = Path(pocketsphinx.__file__).with_name("model") / "en-us"
    (tmp_path / "en-us" / "en-us").mkdir(parents=True)
    for file in (file for file in real.rglob("*") if file.is_file()):
        (tmp_path / "en-us" / file.relative_to(real)).symlink_to(file)
    half = tmp_path / "en-us" / "en-us" / "mdef"
    content = half.read_bytes()
    half.unlink()
    half.write_bytes(content[: len(content) // 2])
    monkeypatch.setenv("POCKETSPHINX_PATH", str(tmp_path))
    recogniser = Recogniser(backend("pocketsphinx"))
    try:
        with pytest.raises(RecogniserError):
            recogniser.load().result(20)
    finally:
        recogniser.close()
