"""Recorded people: digits, words and sentences of free collections, where they are installed or in a named folder.

- Allison Smith's prompts for Asterisk (Debian: asterisk-core-sounds-en-g722, CC BY-SA 3.0): digits, letters, sentences.
- The English words of KTuberling (Debian: ktuberling-data, GPL), and sentences of an audiobook
  (Debian: pocketsphinx-testdata): no answers.
- The Free Spoken Digit Dataset (CC BY-SA 4.0): files such as `7_jackson_3.wav`. Most speakers have an accent.
- Speech Commands (CC BY 4.0): files such as `yes/439c84f4_nohash_1.wav`, recorded at home by anybody.

Speakers are divided so that the accents are in both halves; of Speech Commands by the first figure of a name.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voicecoach.hearing.decision import Kind
from voicecoach.language.spoken import ENGLISH

from .clips import Half
from .phrases import Phrase, asked

INSTALLED = tuple(Path("/usr/share") / name for name in ("asterisk", "ktuberling", "pocketsphinx"))

TUNED = {"george", "lucas", "theo"}
"""The speakers of the digits on whom thresholds are set: from Greece, Germany and the USA. The rest are like them."""

TAKES = 3
"""How many recordings of a speaker's digit are taken."""

NUMBER = {ENGLISH.number(i): str(i) for i in range(11)}

YES_NO = {"yes": "yes", "no": "no"}

SIDES = ("left", "right", "both")

PROMPTS = (  # noqa: SIM905
    "hello|goodbye|vm-sorry|vm-and|with|is|time|hours|minute|second|number|location|extension|cancelled|invalid"
    "|please-try-again|one-moment-please|im-sorry|hello-world|vm-Work|vm-Family|vm-Friends|vm-Old|vm-first|vm-last"
    "|vm-from|vm-press|vm-messages|vm-received|your|activated|calling|tt-weasels|tt-somethingwrong|agent-pass"
    "|vm-nomore|you-entered|sorry|transfer"
).split("|")

NUMERALS = "11 12 13 14 15 16 17 18 19 20 30 40 50 60 70 80 90 hundred thousand minus dollars".split()  # noqa: SIM905


@dataclass(frozen=True, slots=True)
class Recording:
    """A file in which somebody says a phrase."""

    phrase: Phrase
    voice: str
    half: Half
    path: Path
    own_noise: bool = False
    """Whether it was recorded with the noise of a room."""


def recordings(half: Half, folders: Iterable[Path]) -> Iterator[Recording]:
    """All that is found in the folders, in an order that is the same everywhere."""
    files = sorted({file for folder in folders if folder.is_dir() for file in folder.rglob("*") if file.is_file()},
                   key=lambda file: (file.parent.name, file.name))  # fmt: skip
    for turn, file in enumerate(files):
        found = _recording(file, turn)
        if found is not None and found.half == half:
            yield found


def _recording(file: Path, turn: int) -> Recording | None:
    stem, around, parts = file.stem, file.parent.name, file.parts
    if file.suffix == ".wav" and "_nohash_" in stem:
        speaker = stem.split("_")[0]
        phrase = _command(around, turn)
        return Recording(phrase, f"sc/{speaker}", _half(speaker < "8"), file, own_noise=True)
    if file.suffix == ".wav" and stem.count("_") == 2 and stem[0].isdigit():
        digit, speaker, take = stem.split("_")
        if int(take) >= TAKES:
            return None
        return Recording(asked("number", digit, ENGLISH.number(int(digit))), f"fsdd/{speaker}",
                         _half(speaker in TUNED), file)  # fmt: skip
    if "en_US_f_Allison" in parts and file.suffix in (".g722", ".wav"):
        found = _prompt(stem, around, turn)
        return Recording(found, "allison", "tune", file) if found else None
    if "ktuberling" in parts and around == "en":
        return Recording(asked("number" if turn % 2 else _other(turn), None, stem, turn), "ktuberling", "report", file)
    if around == "librivox" and file.suffix == ".wav":
        return Recording(asked("number", None, "(a sentence of an audiobook)"), "librivox", "report", file)
    return None


def _half(tune: bool) -> Half:
    return "tune" if tune else "report"


def _command(word: str, turn: int) -> Phrase:
    """A word of Speech Commands, to a question that it answers, or to one that it does not."""
    if word in NUMBER:
        return asked("number", NUMBER[word], word)
    if word in YES_NO:
        return asked("yesno", YES_NO[word], word)
    if word == "stop":
        kinds: tuple[Kind, ...] = ("number", "yesno", "compare", "command")
        return asked(kinds[turn % len(kinds)], ":stop", word)
    if word in SIDES:
        return Phrase("choice", word, word, SIDES)
    return asked("number" if turn % 2 else _other(turn), None, word, turn)


def _prompt(stem: str, around: str, turn: int) -> Phrase | None:
    """A prompt of Asterisk's, if it is of use."""
    if around == "digits" and stem.isdigit() and int(stem) <= 10:
        return asked("number", stem, ENGLISH.number(int(stem)))
    if around == "digits" and stem in NUMERALS:
        return asked("number", None, stem)
    if stem == "9_p":  # "niner"
        return None
    if around in ("letters", "phonetic") or (around == "en_US_f_Allison" and stem in PROMPTS):
        return asked("number" if turn % 2 else _other(turn), None, f"{around}: {stem}", turn)
    return None


def _other(turn: int) -> Kind:
    kinds: tuple[Kind, ...] = ("yesno", "compare", "choice", "command")
    return kinds[turn // 2 % len(kinds)]
