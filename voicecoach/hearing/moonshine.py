"""Moonshine tiny-en (Useful Sensors, MIT; arXiv:2410.15608), not to transcribe but to judge.

Free transcription makes words out of anything. Here the model only tells how likely each wording is that the question
allows, among all texts there are; what is likely by none of them is no answer. The files are those of the wheel
moonshine-voice 0.1.0, the last that carries them; the wheel's own code is not imported.
"""

import math
from collections.abc import Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from voicecoach.hearing import Samples
from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import Score
from voicecoach.hearing.tokenizer import Tokenizer
from voicecoach.onnx import load_onnxruntime

Floats = npt.NDArray[np.floating[Any]]

TOKENS = 32_768

START, END = 1, 2
"""The tokens ahead of a text and behind it."""

UNLIKELY = 6.0
"""Nats by which the beginning of a text may be less likely than the likeliest before the text is dropped."""

KEEP = 24
"""Texts, or beginnings of texts, that are judged at once: their number is what an answer costs."""

WORD = 1.0
"""Nats by which a wording gains with each word after its first, for each makes it less likely by nature.

Without it "I'd say about seven" would have to be far clearer than "seven". Found on the half of the voices on which the
thresholds were set.
"""

SILENCE = np.zeros(8_000, np.int16)
"""Half a second. Speech is judged twice, as it is and with this behind it, for what ends at once may be taken for the
beginning of more; the mean of both is right more often."""

HEADS, HEAD = 8, 36
"""The shape of the decoder's memory, which is empty here."""


class Moonshine:
    """The model, loaded. An answer takes about 0.25 s on two cores."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError or ValueError where a file is missing or damaged, ImportError without onnxruntime."""
        self._tokenizer = Tokenizer.load(folder / "tokenizer.bin")
        if len(self._tokenizer) != TOKENS:
            raise ValueError(f"tokenizer.bin has {len(self._tokenizer)} tokens instead of {TOKENS}")
        self._encoder = _session(folder / "encoder_model.ort")
        self._decoder = _session(folder / "decoder_model_merged.ort")
        self._past = [each.name for each in self._decoder.get_inputs() if each.name.startswith("past")]

    def score(self, samples: Samples, phrases: Phrases) -> list[Score]:
        """How likely each meaning is, of those that are likely at all; `phrases` has the wordings of each."""
        candidates = self._candidates(tuple((meaning, tuple(texts)) for meaning, texts in phrases.items()))
        hearings = [self._hear(each) for each in (samples, np.concatenate([samples, SILENCE]))]
        judged = [pair for hearing in hearings for pair in hearing.judge(_narrow(candidates, hearing))]
        return _by_meaning((each, value / len(hearings)) for each, value in judged)

    def prepare(self, phrases: Phrases) -> None:
        """Have the tokens of these wordings ready, so that the first answer does not wait for them."""
        self._candidates(tuple((meaning, tuple(texts)) for meaning, texts in phrases.items()))

    def _hear(self, samples: Samples) -> "_Hearing":
        audio = samples.astype(np.float32)[np.newaxis] / 32768
        mask = np.ones(audio.shape, np.int64)
        (encoded,) = self._encoder.run(None, {"input_values": audio, "attention_mask": mask})
        return _Hearing(self._decoder, self._past, encoded, audio.shape[1])

    @lru_cache(maxsize=64)  # noqa: B019 - one model a process, for as long as it lives
    def _candidates(self, phrases: tuple[tuple[str, tuple[str, ...]], ...]) -> list["_Candidate"]:
        found: dict[tuple[int, ...], _Candidate] = {}
        for meaning, texts in phrases:
            for text in texts:
                for written in _spellings(text):
                    tokens = self._encode(written)
                    if tokens is not None:
                        found.setdefault(tokens, _Candidate(tokens, meaning, text))
        return list(found.values())

    @lru_cache(maxsize=50_000)  # noqa: B019 - as above; most wordings come in several questions
    def _encode(self, text: str) -> tuple[int, ...] | None:
        try:
            return self._tokenizer.encode(text)
        except KeyError:  # a letter that the model cannot write, and so never hears
            return None


class _Candidate:
    """One text: its tokens, what it means, and the wording that it spells."""

    __slots__ = ("meaning", "text", "tokens")

    def __init__(self, tokens: tuple[int, ...], meaning: str, text: str) -> None:
        self.tokens = tokens
        self.meaning = meaning
        self.text = text


class _Hearing:
    """The decoder on one stretch of speech."""

    def __init__(self, decoder: Any, past: list[str], encoded: Floats, length: int) -> None:
        self._decoder = decoder
        self._past = past
        self._encoded = encoded
        self._length = length

    def next_tokens(self, prefixes: Sequence[tuple[int, ...]]) -> Floats:
        """For each prefix, all of one length, the log likelihood of each token that may follow."""
        logits = self._logits(np.array([(START, *prefix) for prefix in prefixes], np.int64))[:, -1]
        return logits - _log_sum(logits)[:, np.newaxis]

    def judge(self, candidates: Sequence[_Candidate]) -> list[tuple[_Candidate, float]]:
        """The likelihood of each text as a whole, made up for its length."""
        if not candidates:
            return []
        longest = max(len(each.tokens) for each in candidates)
        rows = np.full((len(candidates), longest + 1), END, np.int64)
        rows[:, 0] = START
        for row, each in zip(rows, candidates, strict=True):
            row[1 : len(each.tokens) + 1] = each.tokens
        logits = self._logits(rows)
        sums = _log_sum(logits)
        judged = []
        for i, each in enumerate(candidates):
            tokens = np.array((*each.tokens, END))
            places = np.arange(len(tokens))
            value = float((logits[i, places, tokens] - sums[i, places]).sum())
            judged.append((each, math.exp(value + WORD * each.text.count(" "))))
        return judged

    def _logits(self, rows: npt.NDArray[np.int64]) -> Floats:
        count = len(rows)
        nothing = np.zeros((count, HEADS, 0, HEAD), np.float32)
        inputs = {
            "input_ids": rows,
            "encoder_hidden_states": np.repeat(self._encoded, count, axis=0),
            "encoder_attention_mask": np.ones((count, self._length), np.int64),
            "use_cache_branch": np.array([False]),
            **dict.fromkeys(self._past, nothing),
        }
        logits: Floats = self._decoder.run(["logits"], inputs)[0]
        return logits


def _narrow(candidates: Sequence[_Candidate], hearing: _Hearing) -> list[_Candidate]:
    """The likeliest few candidates, by as many of their first tokens as it takes to tell."""
    ranked = [(0.0, each) for each in candidates]
    for depth in range(max((len(each.tokens) for each in candidates), default=0)):
        beginnings = list(dict.fromkeys(each.tokens[:depth] for _, each in ranked if len(each.tokens) > depth))[:KEEP]
        following = dict(zip(beginnings, hearing.next_tokens(beginnings), strict=True)) if beginnings else {}
        longer = []
        for so_far, each in ranked:
            if len(each.tokens) <= depth:  # a text that is over keeps its place
                longer.append((so_far, each))
            elif each.tokens[:depth] in following:
                longer.append((so_far + float(following[each.tokens[:depth]][each.tokens[depth]]), each))
        longer.sort(key=lambda pair: -pair[0])
        least = longer[0][0] - UNLIKELY if depth else -UNLIKELY
        ranked = [pair for pair in longer if pair[0] >= least]
        if len(ranked) <= KEEP:
            break
    return [each for _, each in ranked[:KEEP]]


def _by_meaning(judged: Iterable[tuple[_Candidate, float]]) -> list[Score]:
    likelihood: dict[str, float] = {}
    likeliest: dict[str, tuple[float, str]] = {}
    for each, value in judged:
        likelihood[each.meaning] = likelihood.get(each.meaning, 0.0) + value
        likeliest[each.meaning] = max(likeliest.get(each.meaning, (0.0, "")), (value, each.text))
    return [Score(meaning, likeliest[meaning][1], min(1.0, value)) for meaning, value in likelihood.items()]


def _spellings(text: str) -> Iterable[str]:
    """A wording as the model may write it: a capital letter and a full stop, or whatever it does with single words."""
    capital = text[:1].upper() + text[1:]
    if " " in text:
        return (f"{capital}.", capital)
    return dict.fromkeys((f"{capital}.", capital, f"{capital},", f"{capital}!", f"{capital}?", text))


def _log_sum(logits: Floats) -> Floats:
    """log(sum(exp)) over the last axis."""
    highest = logits.max(-1, keepdims=True)
    sums: Floats = np.log(np.exp(logits - highest).sum(-1)) + highest[..., 0]
    return sums


def _session(path: Path) -> Any:
    """A loaded ONNX model. Raises ValueError where its file is damaged."""
    onnxruntime = load_onnxruntime()
    options = onnxruntime.SessionOptions()
    options.log_severity_level = 4  # what it has to say is told by its exceptions
    # between two answers its threads would keep the processor busy, which has sound to play
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own classes have no common base
        if not path.exists():
            raise FileNotFoundError(path) from error
        raise ValueError(f"{path.name} cannot be read: {error}") from error
