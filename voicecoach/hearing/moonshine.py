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

from voicecoach.hearing import Samples
from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import Score
from voicecoach.hearing.decoder import Continuations
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.tokenizer import Tokenizer
from voicecoach.onnx import load_onnxruntime

TOKENS = 32_768

UNLIKELY = 6.0
"""Nats by which the beginning of a text may be less likely than the likeliest before the text is dropped."""

KEEP = 24
"""Texts, or beginnings of texts, that are left of each judgement: their number is what an answer costs."""

ENOUGH = 80
"""Tokens in all texts that are left: fewer are judged sooner than told apart by one token more."""

WORD = 1.0
"""Nats by which a wording gains with each word after its first, for each makes it less likely by nature.

Without it "I'd say about seven" would have to be far clearer than "seven". Found on the half of the voices on which the
thresholds were set.
"""

SILENCE = np.zeros(8_000, np.int16)
"""Half a second behind what was said, for what ends at once may be taken for the beginning of more."""

BREATH = np.zeros(5_600, np.int16)
"""The 0.35 s between a question and its answer."""

UNDECIDED, CLEAR = 0.003, 0.5
"""Between these likelihoods the likeliest meaning is in doubt.

One that is clear stays clear at any speed. Below, there is nothing in it, or several words that will be asked back.
"""

SLOWER, FASTER = 0.93, 1.08
"""Speeds at which speech is judged again: the model is so small that a chance likeness at one is often none at another.

Found on the half of the voices on which the thresholds were set, as was that behind a question slower alone is as good.
"""


_Question = tuple[Samples, tuple[int, ...]]
"""Its sound, and the tokens of its text."""


class Moonshine:
    """The model, loaded. An answer takes 0.1 to 0.2 s on two cores."""

    def __init__(self, folder: Path) -> None:
        """Raises OSError or ValueError where a file is missing or damaged, ImportError without onnxruntime."""
        self._tokenizer = Tokenizer.load(folder / "tokenizer.bin")
        if len(self._tokenizer) != TOKENS:
            raise ValueError(f"tokenizer.bin has {len(self._tokenizer)} tokens instead of {TOKENS}")
        self._encoder = _session(folder / "encoder_model.ort")
        self._decoder = _session(folder / "decoder_model_merged.ort")

    def score(self, samples: Samples, phrases: Phrases, prompt: Prompt | None = None) -> list[Score]:
        """How likely each meaning is, of those that are likely at all; `phrases` has the wordings of each.

        Speech is judged twice: alone, and behind the question that it answers. A single word is hard to tell: alone,
        "four" may be "five" or "for". Where there is no question, or none that the model can write, speech is judged as
        it is and with silence behind it. Where that leaves a doubt, it is judged twice more, at another speed.
        """
        candidates = self._candidates(tuple((meaning, tuple(texts)) for meaning, texts in phrases.items()))
        asked = self._encode(prompt.text) if prompt is not None else None
        question = (prompt.samples, asked) if prompt is not None and asked is not None else None
        heard = self._hear(samples, question)
        likely = list(dict.fromkeys(each for one in heard for each in _narrow(candidates, one)))
        judged = _judge(likely, heard)
        scores = _by_meaning(likely, judged)
        if UNDECIDED < max((score.likelihood for score in scores), default=0) < CLEAR:
            judged += _judge(likely, self._hear_again(samples, question))
            scores = _by_meaning(likely, judged)
        return scores

    def prepare(self, phrases: Phrases) -> None:
        """Have the tokens of these wordings ready, so that the first answer does not wait for them."""
        self._candidates(tuple((meaning, tuple(texts)) for meaning, texts in phrases.items()))

    def _hear(self, samples: Samples, question: _Question | None) -> list[Continuations]:
        ended = np.concatenate([samples, SILENCE])
        if question is None:
            return [self._encode_sound(samples), self._encode_sound(ended)]
        sound, text = question
        asked = np.concatenate([_as_loud_as(samples, sound), BREATH, ended])
        return [self._encode_sound(ended), self._encode_sound(asked, text)]

    def _hear_again(self, samples: Samples, question: _Question | None) -> list[Continuations]:
        slower = _at_speed(samples, SLOWER)
        if question is not None:
            return self._hear(slower, question)
        return [self._encode_sound(np.concatenate([each, SILENCE])) for each in (slower, _at_speed(samples, FASTER))]

    def _encode_sound(self, samples: Samples, known: tuple[int, ...] = ()) -> Continuations:
        audio = samples.astype(np.float32)[np.newaxis] / 32768
        mask = np.ones(audio.shape, np.int64)
        (encoded,) = self._encoder.run(None, {"input_values": audio, "attention_mask": mask})
        return Continuations(self._decoder, encoded, audio.shape[1], known)

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


def _narrow(candidates: Sequence[_Candidate], heard: Continuations) -> list[_Candidate]:
    """The likeliest few candidates, by as many of their first tokens as it takes to tell."""
    ranked = [(0.0, each) for each in candidates]
    for depth in range(max((len(each.tokens) for each in candidates), default=0)):
        beginnings = list(dict.fromkeys(each.tokens[:depth] for _, each in ranked if len(each.tokens) > depth))[:KEEP]
        following = dict(zip(beginnings, heard.next_tokens(beginnings), strict=True)) if beginnings else {}
        longer = []
        for so_far, each in ranked:
            if len(each.tokens) <= depth:  # a text that is over keeps its place
                longer.append((so_far, each))
            elif each.tokens[:depth] in following:
                longer.append((so_far + float(following[each.tokens[:depth]][each.tokens[depth]]), each))
        longer.sort(key=lambda pair: -pair[0])
        least = longer[0][0] - UNLIKELY if depth else -UNLIKELY
        ranked = [pair for pair in longer if pair[0] >= least]
        if len(ranked) <= KEEP and sum(len(each.tokens) for _, each in ranked) <= ENOUGH:
            break
    return [each for _, each in ranked[:KEEP]]


def _judge(likely: Sequence[_Candidate], heard: Sequence[Continuations]) -> list[list[float]]:
    """By each of what was heard, the log likelihood of each candidate."""
    return [one.likelihoods([each.tokens for each in likely]) for one in heard] if likely else []


def _by_meaning(likely: Sequence[_Candidate], judged: Sequence[Sequence[float]]) -> list[Score]:
    """The likelihoods of the candidates, made up for their lengths, by what they mean."""
    # the mean of square roots: a judgement that finds a text unlikely counts for more than in that of likelihoods
    means = np.square(np.exp(np.array(judged) / 2).mean(0)) if likely else np.zeros(0)
    likelihood: dict[str, float] = {}
    likeliest: dict[str, tuple[float, str]] = {}
    for each, mean in zip(likely, means.tolist(), strict=True):
        value = mean * math.exp(WORD * each.text.count(" "))
        likelihood[each.meaning] = likelihood.get(each.meaning, 0.0) + value
        likeliest[each.meaning] = max(likeliest.get(each.meaning, (0.0, "")), (value, each.text))
    return [Score(meaning, likeliest[meaning][1], min(1.0, value)) for meaning, value in likelihood.items()]


def _spellings(text: str) -> Iterable[str]:
    """A wording as the model may write it: a capital letter and a full stop, or whatever it does with single words."""
    capital = text[:1].upper() + text[1:]
    if " " in text:
        return (f"{capital}.", capital)
    return dict.fromkeys((f"{capital}.", capital, f"{capital},", f"{capital}!", f"{capital}?", text))


def _at_speed(samples: Samples, speed: float) -> Samples:
    """The sound, so many times as fast, and so many times as high."""
    moments = np.arange(0, len(samples) - 1, speed)
    changed: Samples = np.interp(moments, np.arange(len(samples)), samples).astype(np.int16)
    return changed


def _as_loud_as(samples: Samples, others: Samples) -> Samples:
    """The others, at the level of the samples."""
    level, own = (float(np.sqrt(np.mean(np.square(each, dtype=np.float64)))) + 1 for each in (samples, others))
    scaled: Samples = np.clip(others * (level / own), -32768, 32767).astype(np.int16)
    return scaled


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
