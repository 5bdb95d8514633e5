"""Moonshine, on answers that are really spoken; its tokenizer; and files that are missing or damaged."""

import contextlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.spoken import COMPARE, NUMBERS, YES_NO, answer, backend, question
from voicecoach.hearing import SAMPLE_RATE, Samples, moonshine
from voicecoach.hearing.backends import BACKENDS, Phrases, model_folder
from voicecoach.hearing.decision import Heard, Kind, decide
from voicecoach.hearing.moonshine import Moonshine
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.tokenizer import FIRST_WORD, SPACE, Tokenizer

THRESHOLDS = BACKENDS[0].thresholds

FILES = ("tokenizer.bin", "encoder_model.ort", "decoder_model_merged.ort")

WRITTEN = {
    "Seven.": (26647, 29889),
    "Between four and five.": (21674, 3023, 322, 5320, 29889),
    "No, it isn't.": (1939, 29892, 372, 3508, 29915, 29873, 29889),
    "What can I say?": (1724, 508, 306, 1827, 29973),
    "Repeat the question, please.": (830, 11666, 278, 1139, 29892, 3113, 29889),
    "I think it is a bit better than before.": (306, 1348, 372, 338, 263, 2586, 2253, 1135, 1434, 29889),
}
"""What the model itself wrote when it was let write freely, and by which tokens."""

NOTHING = np.zeros(SAMPLE_RATE, np.int16)


@pytest.fixture(scope="module")
def folder() -> Path:
    backend("moonshine")
    found = model_folder()
    assert found is not None
    return found


@pytest.fixture(scope="module")
def model(folder: Path) -> Moonshine:
    return Moonshine(folder)


def heard(model: Moonshine, samples: Samples, kind: Kind, phrases: Phrases) -> Heard | None:
    return decide(model.score(samples, phrases), kind, THRESHOLDS)


# --- answers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "phrases", "meaning"),
    [
        ("Seven.", "number", NUMBERS, "7"),
        ("About six.", "number", NUMBERS, "6"),
        ("Yes.", "yesno", YES_NO, "yes"),
        ("No.", "yesno", YES_NO, "no"),
        ("The same.", "compare", COMPARE, "same"),
        ("Skip.", "number", NUMBERS, ":skip"),
        ("Skip.", "yesno", YES_NO, ":skip"),
        ("Stop.", "compare", COMPARE, ":stop"),
        ("Potato.", "number", NUMBERS, None),
        ("Potato.", "yesno", YES_NO, None),
        ("The weather is nice.", "compare", COMPARE, None),
        ("Seven.", "yesno", YES_NO, None),
        ("Yes.", "number", NUMBERS, None),
    ],
)
def test_what_is_said(model: Moonshine, text: str, kind: Kind, phrases: Phrases, meaning: str | None) -> None:
    found = heard(model, answer(text), kind, phrases)
    assert (found.meaning if found else None) == meaning


def test_the_wording_that_was_said_is_told(model: Moonshine) -> None:
    found = heard(model, answer("About six."), "number", NUMBERS)
    assert found is not None
    assert found.words == "about six"


@pytest.mark.parametrize("louder", [1, 0.1, 4])
def test_a_word_that_is_unclear_alone_is_clear_behind_its_question(model: Moonshine, louder: float) -> None:
    """However loud the coach is."""
    four, asked = answer("Four."), question("Pain, zero to ten?")
    asked = Prompt(asked.text, (asked.samples * louder).astype(np.int16))
    assert decide(model.score(four, NUMBERS), "number", THRESHOLDS) is None
    found = decide(model.score(four, NUMBERS, asked), "number", THRESHOLDS)
    assert found is not None
    assert (found.meaning, found.certain) == ("4", True)


@pytest.mark.parametrize(("text", "asked", "doubtful"), [
    ("Four.", "Pain, zero to ten?", True), ("One.", None, True),
    ("Eight.", "Pain, zero to ten?", False), ("Seven out of ten.", None, False), ("Potato.", None, False),
])  # fmt: skip
def test_what_is_in_doubt_is_judged_at_another_speed_too(
    text: str, asked: str | None, doubtful: bool, model: Moonshine, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompt = question(asked) if asked else None
    scores = model.score(answer(text), NUMBERS, prompt)
    monkeypatch.setattr(moonshine, "UNDECIDED", moonshine.CLEAR)  # nothing is in doubt any more
    assert (model.score(answer(text), NUMBERS, prompt) != scores) is doubtful


def test_a_question_is_no_answer(model: Moonshine) -> None:
    """It tells what may be said, and is not itself what was said."""
    for text in ("Left, right, or both?", "Zero to ten?"):
        scores = model.score(answer("Potato."), {"right": ("right",), **NUMBERS}, question(text))
        assert decide(scores, "choice", THRESHOLDS) is None


def test_a_question_that_cannot_be_written_is_left_out(model: Moonshine) -> None:
    odd = Prompt("\N{GRINNING FACE}?", question("Zero to ten?").samples)
    assert model.score(answer("Seven."), NUMBERS, odd) == model.score(answer("Seven."), NUMBERS)


def test_likelihoods_are_of_all_texts_there_are(model: Moonshine) -> None:
    """So they do not add up to one among those that are allowed."""
    for text in ("Seven.", "Potato."):
        scores = model.score(answer(text), NUMBERS)
        assert len({each.meaning for each in scores}) == len(scores)
        assert all(0 <= each.likelihood <= 1 for each in scores)
        assert sum(each.likelihood for each in scores) < 1
    assert sum(each.likelihood for each in model.score(answer("Potato."), NUMBERS)) < 0.01


def test_it_is_no_matter_what_was_heard_before(model: Moonshine) -> None:
    first = model.score(answer("Seven."), NUMBERS)
    model.prepare(YES_NO)
    model.score(answer("Yes."), YES_NO)
    assert model.score(answer("Seven."), NUMBERS) == first


def test_what_is_no_speech(model: Moonshine) -> None:
    hiss = np.random.default_rng(0).normal(0, 1000, SAMPLE_RATE).astype(np.int16)
    loud = np.full(SAMPLE_RATE, 32767, np.int16)
    for samples in (NOTHING, hiss, loud):
        assert heard(model, samples, "number", NUMBERS) is None


@pytest.mark.parametrize(
    "wording", ["", " ", "日本", "\N{GRINNING FACE}", "nai\N{COMBINING DIAERESIS}ve", 'a "b"; <c>', "seven " * 60]
)
def test_any_wording_can_be_asked_for(model: Moonshine, wording: str) -> None:
    """A routine's author chooses the words; the rest is understood all the same."""
    found = heard(model, answer("Seven."), "number", {"odd": (wording,), **NUMBERS})
    assert found is not None
    assert found.meaning == "7"


def test_nothing_may_be_said(model: Moonshine) -> None:
    assert model.score(answer("Seven."), {}) == []
    assert model.score(answer("Seven."), {"7": ()}) == []


# --- its files -----------------------------------------------------------------------------------


def with_one_changed(folder: Path, name: str, place: Path, content: bytes | None) -> Path:
    """The model's folder with another content of one file, or without it."""
    for each in FILES:
        if each != name:
            (place / each).symlink_to(folder / each)
        elif content is not None:
            (place / each).write_bytes(content)
    return place


@pytest.mark.parametrize("name", FILES)
def test_a_file_is_missing(folder: Path, tmp_path: Path, name: str) -> None:
    with pytest.raises(FileNotFoundError, match=name):
        Moonshine(with_one_changed(folder, name, tmp_path, None))


@pytest.mark.parametrize("name", FILES[1:])
@pytest.mark.parametrize("part", [0, 0.001, 0.6], ids=["empty", "its beginning", "most of it"])
def test_a_model_is_cut_short(folder: Path, tmp_path: Path, name: str, part: float) -> None:
    content = (folder / name).read_bytes()
    with pytest.raises(ValueError, match=name):
        Moonshine(with_one_changed(folder, name, tmp_path, content[: int(part * len(content))]))


def test_a_vocabulary_is_cut_short_between_two_words(folder: Path, tmp_path: Path) -> None:
    content, end = (folder / FILES[0]).read_bytes(), 0
    for _ in range(20_000):
        size = content[end]
        end += 1 + size if size < 128 else 2 + content[end + 1] * 128 + size - 128
    with pytest.raises(ValueError, match="20000 tokens instead of 32768"):
        Moonshine(with_one_changed(folder, FILES[0], tmp_path, content[:end]))


def test_a_model_that_is_something_else(folder: Path, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=FILES[1]):
        Moonshine(with_one_changed(folder, FILES[1], tmp_path, b"<html>not found</html>" * 1000))


# --- the tokenizer -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def tokenizer(folder: Path) -> Tokenizer:
    return Tokenizer.load(folder / FILES[0])


def packed(*tokens: bytes) -> bytes:
    """A vocabulary of these words, after the control tokens and the single bytes."""
    return b"".join(_packed(token) for token in ([b"?"] * FIRST_WORD + list(tokens)))


def _packed(token: bytes) -> bytes:
    length = len(token)
    return (bytes([length]) if length < 128 else bytes([length % 128 + 128, length // 128])) + token


LETTERS = tuple(letter.encode() for letter in (SPACE, *"abcd"))


@pytest.mark.parametrize(("text", "tokens"), WRITTEN.items())
def test_texts_become_the_tokens_that_the_model_writes(tokenizer: Tokenizer, text: str, tokens: tuple[int]) -> None:
    assert tokenizer.encode(text) == tokens


def test_a_letter_that_it_cannot_write(tokenizer: Tokenizer) -> None:
    with pytest.raises(KeyError):
        tokenizer.encode("\N{GRINNING FACE}")


def test_the_word_that_was_learned_first_is_put_together_first() -> None:
    first, second = Tokenizer(packed(b"bc", b"ab", *LETTERS)), Tokenizer(packed(b"ab", b"bc", *LETTERS))
    assert [token - FIRST_WORD for token in first.encode("abc")] == [2, 3, 0]
    assert [token - FIRST_WORD for token in second.encode("abc")] == [2, 0, 5]
    # of two that are the same the one on the left
    assert [token - FIRST_WORD for token in Tokenizer(packed(b"aa", *LETTERS)).encode("aaa")] == [1, 0, 2]


def test_a_word_that_is_there_twice_has_its_first_number() -> None:
    assert Tokenizer(packed(b"a", b"a", SPACE.encode())).encode("a") == (FIRST_WORD + 2, FIRST_WORD)


@pytest.mark.parametrize("length", [127, 128, 129, 255, 256, 300])
def test_long_words(length: int) -> None:
    """Their length takes two bytes from 128 on."""
    vocabulary = Tokenizer(packed(b"a", b"x" * length, b"b"))
    assert len(vocabulary) == FIRST_WORD + 3
    assert vocabulary._tokens[-2:] == [b"x" * length, b"b"]


@given(st.text(alphabet="abcd ", max_size=30), st.lists(st.text(alphabet="abcd", min_size=2, max_size=4), max_size=12))
def test_tokens_put_together_are_the_text(text: str, words: list[str]) -> None:
    vocabulary = Tokenizer(packed(*LETTERS, *(word.encode() for word in words)))
    tokens = vocabulary.encode(text)
    assert b"".join(vocabulary._tokens[token] for token in tokens).decode() == SPACE + text.replace(" ", SPACE)
    assert all(FIRST_WORD <= token < len(vocabulary) for token in tokens)


@given(st.integers(1, 200))
def test_a_vocabulary_that_ends_within_a_word(missing: int) -> None:
    whole = packed(b"a", b"x" * 200)
    with pytest.raises(ValueError, match="in the middle of a token"):
        Tokenizer(whole[:-missing])


@given(st.binary(max_size=3 * FIRST_WORD))
def test_bytes_that_are_no_vocabulary(content: bytes) -> None:
    with contextlib.suppress(ValueError):
        assert len(Tokenizer(content)) > FIRST_WORD


@pytest.mark.parametrize("content", [b"", b"\x00", packed(), packed()[:300], b"\x05abc", b"\x80", b"\xff"])
def test_a_vocabulary_without_a_word(content: bytes) -> None:
    with pytest.raises(ValueError, match=r"no word|in the middle"):
        Tokenizer(content)


def test_a_vocabulary_that_is_cut_short(folder: Path, tmp_path: Path) -> None:
    content = (folder / FILES[0]).read_bytes()
    with pytest.raises(ValueError, match="in the middle of a token"):
        Moonshine(with_one_changed(folder, FILES[0], tmp_path, content[:-1]))
