"""PocketSphinx (Carnegie Mellon University, BSD): small, quick, and much weaker than Moonshine.

It finds the likeliest of the wordings that the question allows. Whether that was said at all is told by a second look
at the same sound: if any sounds of English in any order fit it much better, something else was said.
"""

import math
import re
import string
import unicodedata
from collections import OrderedDict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import count

from voicecoach.hearing import SAMPLE_RATE, Samples
from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import Score
from voicecoach.hearing.prompt import Prompt

LIMIT = 110.0
"""Nats by which any sounds fit better than the likeliest wording where it is as likely as not that it was said."""

SOFTNESS = 50.0
"""Nats in which that turns from nearly sure to nearly out of the question."""

LONGER = 1e-2
"""How likely a wording is for each word that it has more than one: long ones fit too much that is no answer."""

WEIGHT = 6.5
"""How much the odds of silences and new words count in a grammar; in any sounds they count once."""

SCALE = 1024
"""Scores are given as the 1,024th root of what they are, or they would be too small for a float."""

SHORTEST = SAMPLE_RATE // 20
"""Samples that hold a sound at all: 50 ms."""

KEEP = 16
"""Grammars that are kept: one takes up to 10 MB, and is made again in less than 0.1 s."""

SOUNDS = (  # noqa: SIM905 - a row is read more easily than a list
    "AA AE AH AO AW AY B CH D DH EH ER EY F G HH IH IY JH K L M N NG OW OY P R S SH T TH UH UW V W Y Z ZH"
).split()
"""The sounds of English, as the dictionary writes them."""

ANY_SOUNDS = "sounds"
"""The search for any sounds; a sound's word is its name with this ahead."""

PRONOUNCED = {"nought": "N AO T"}
"""Words that the dictionary lacks, and which are not two of its words joined."""

PART = 3
"""Letters of the shortest part of a joined word."""


@dataclass(frozen=True, slots=True)
class _Grammar:
    """The search of a question, and the meaning and the wording of what it may find."""

    search: str
    sayings: Mapping[tuple[str, ...], tuple[str, str]]


class Sphinx:
    """The decoder with its American model, in 30 MB. An answer of 1.5 s takes 0.3 s on one core."""

    def __init__(self) -> None:
        """Raises ImportError without pocketsphinx, ValueError where its model is not there or is damaged."""
        from pocketsphinx import Decoder

        # all states are scored at all times, or the scores of two searches could not be compared
        settings = {"samprate": SAMPLE_RATE, "compallsen": True, "topn": 8, "bestpath": False, "loglevel": "FATAL"}
        try:
            self._decoder = Decoder(lm=None, lw=1.0, **settings)
        except RuntimeError as error:
            raise ValueError("the model of pocketsphinx cannot be read") from error
        for sound in SOUNDS:
            self._decoder.add_word(ANY_SOUNDS + sound, sound, False)
        self._decoder.add_jsgf_string(ANY_SOUNDS, _jsgf(f"({'|'.join(ANY_SOUNDS + sound for sound in SOUNDS)})+"))
        self._decoder.config["lw"] = WEIGHT  # a search takes the weight that is set when it is made
        for word, sounds in PRONOUNCED.items():
            self._pronounce(word, sounds)
        self._grammars: OrderedDict[tuple[tuple[str, tuple[str, ...]], ...], _Grammar] = OrderedDict()
        self._numbers = count()

    def prepare(self, phrases: Phrases) -> None:
        """Have the grammar of these wordings ready, so that the first answer does not wait for it."""
        self._grammar(phrases)

    def score(self, samples: Samples, phrases: Phrases, prompt: Prompt | None = None) -> list[Score]:  # noqa: ARG002
        """How likely the likeliest meaning is; nothing where none fits at all. The question makes no difference."""
        grammar = self._grammar(phrases)
        if not grammar.sayings or len(samples) < SHORTEST or not samples.any():
            return []
        sound = samples.tobytes()
        found = self._find(grammar.search, sound)
        anything = self._find(ANY_SOUNDS, sound) if found else None
        if found is None or anything is None or found[0] not in grammar.sayings:
            return []
        meaning, wording = grammar.sayings[found[0]]
        return [Score(meaning, wording, likelihood(anything[1] - found[1]))]

    def _find(self, search: str, sound: bytes) -> tuple[tuple[str, ...], float] | None:
        """The likeliest words of a search, and how well they fit, in nats. None where nothing fits to its end."""
        decoder = self._decoder
        decoder.reinit_feat()  # or what was heard before would colour what is heard now
        decoder.activate_search(search)
        decoder.start_utt()
        try:
            decoder.process_raw(sound, full_utt=True)
        finally:
            decoder.end_utt()
        found = decoder.hyp()
        if found is None:
            return None
        return tuple(found.hypstr.split()), SCALE * math.log(max(found.score, 1e-300))

    def _grammar(self, phrases: Phrases) -> _Grammar:
        key = tuple((meaning, tuple(wordings)) for meaning, wordings in phrases.items())
        if key not in self._grammars:
            self._grammars[key] = self._compile(phrases)
            if len(self._grammars) > KEEP:
                self._forget()
        self._grammars.move_to_end(key)
        return self._grammars[key]

    def _compile(self, phrases: Phrases) -> _Grammar:
        sayings: dict[tuple[str, ...], tuple[str, str]] = {}
        for meaning, wordings in phrases.items():
            for wording in wordings:
                words = words_of(wording)
                if words and all(map(self._known, words)):
                    sayings.setdefault(words, (meaning, wording))
        grammar = _Grammar(f"answers {next(self._numbers)}", sayings)
        if sayings:
            ways = (f"/{LONGER ** (len(words) - 1):g}/ {' '.join(words)}" for words in sayings)
            self._decoder.add_jsgf_string(grammar.search, _jsgf("|".join(ways)))
        return grammar

    def _forget(self) -> None:
        """Let go of the grammar that was not used for the longest time."""
        _, grammar = self._grammars.popitem(last=False)
        if grammar.sayings:
            self._decoder.activate_search(ANY_SOUNDS)  # one in use must not be removed
            self._decoder.remove_search(grammar.search)

    def _known(self, word: str) -> bool:
        """Whether the word can be pronounced. One that is two words of the dictionary joined is added to it."""
        if self._decoder.lookup_word(word):
            return True
        for i in range(PART, len(word) - PART + 1):
            first, last = self._decoder.lookup_word(word[:i]), self._decoder.lookup_word(word[i:])
            if first and last:
                self._pronounce(word, f"{first} {last}")
                return True
        return False

    def _pronounce(self, word: str, sounds: str) -> None:
        if not self._decoder.lookup_word(word):
            self._decoder.add_word(word, sounds, False)


def likelihood(difference: float) -> float:
    """How likely it is that a wording was said which any sounds fit better than by so many nats: 0.5 at `LIMIT`."""
    return 0.5 + 0.5 * math.tanh((LIMIT - difference) / SOFTNESS)


def words_of(wording: str) -> tuple[str, ...]:
    """The words of a wording, in letters from a to z; none where it has figures or other letters.

    So nothing that stands in a wording is taken for grammar.
    """
    apart = unicodedata.normalize("NFKD", wording.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").lower())
    plain = "".join(letter for letter in apart if not unicodedata.combining(letter))
    if any(letter.isalnum() and letter not in string.ascii_lowercase for letter in plain):
        return ()
    return tuple(re.findall(r"[a-z]+(?:'[a-z]+)*", plain))


def _jsgf(rule: str) -> str:
    return f"#JSGF V1.0; grammar answers; public <top> = {rule};"
