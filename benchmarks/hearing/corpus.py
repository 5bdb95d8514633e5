"""The corpus of a half: who says what in which room. The same on each run with the same programs and recordings."""

import tempfile
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

import numpy as np

from voicecoach.hearing.decision import Kind

from .clips import Clip, Half, read_index, write, write_index
from .conditions import CONDITIONS, heard
from .noises import NOISES
from .people import Recording, recordings
from .phrases import RADIO, Phrase, answers, asked, no_answers
from .sounds import Sound, load, trimmed
from .voices import Voice, voices

SHARE: dict[Half, int] = {"tune": 1, "report": 3}
"""Of what is no answer, a synthetic voice says one in so many; all of it where thresholds are set, which rest on it."""

VARIANTS = 5
"""How often each noise is made."""

HALVES: tuple[Half, ...] = ("tune", "report")


def corpus(folder: Path, half: Half, piper: Path | None, people: Iterable[Path]) -> list[Clip]:
    """The clips of a half in a folder of its own, made if it is not whole."""
    folder.mkdir(parents=True, exist_ok=True)
    try:
        return list(read_index(folder))
    except FileNotFoundError:
        clips = [*_synthetic(folder, half, piper), *_people(folder, half, people), *_noises(folder, half)]
        write_index(folder, clips)
        return clips


def _synthetic(folder: Path, half: Half, piper: Path | None) -> Iterator[Clip]:
    for turn, voice in enumerate(voices(half, piper)):
        plan = list(_plan(turn, SHARE[half]))
        spoken = _speak(voice, list(dict.fromkeys(phrase.words for phrase, _ in plan)))
        for phrase, condition in plan:
            clip = _clip(phrase, voice.name, half, condition)
            write(folder, clip, heard(spoken[phrase.words], condition, _seed(clip)))
            yield clip


def _plan(turn: int, share: int) -> Iterator[tuple[Phrase, str]]:
    """What the voice of this turn says, and where: each number clean and once more, the rest in one room each."""
    for i, phrase in enumerate(answers()):
        if phrase.kind == "number":
            yield phrase, CONDITIONS[0]
            yield phrase, CONDITIONS[1 + (i + turn) % (len(CONDITIONS) - 1)]
        elif phrase.words in ("yes", "no"):  # they confirm what was heard in any room
            yield from ((phrase, condition) for condition in CONDITIONS)
        else:
            yield phrase, CONDITIONS[(i + turn) % len(CONDITIONS)]
    radio = RADIO.split("|")
    for i, phrase in enumerate(no_answers()):
        if phrase.words in radio:
            yield phrase, "low level"
        elif i % share == turn % share:
            yield phrase, CONDITIONS[(i // share + turn) % len(CONDITIONS)]


def _speak(voice: Voice, texts: list[str]) -> dict[str, Sound]:
    with tempfile.TemporaryDirectory() as name:
        files = voice.speak(texts, Path(name))
        return {text: trimmed(load(file)) for text, file in zip(texts, files, strict=True)}


def _people(folder: Path, half: Half, people: Iterable[Path]) -> Iterator[Clip]:
    for turn, recording in enumerate(recordings(half, people)):
        sound = load(recording.path)
        if not recording.own_noise:
            sound = trimmed(sound)
        for condition in _rooms(recording, turn):
            clip = _clip(recording.phrase, recording.voice, half, condition, f"{turn:04}")
            write(folder, clip, heard(sound, condition, _seed(clip), own_noise=recording.own_noise))
            yield clip


def _rooms(recording: Recording, turn: int) -> tuple[str, ...]:
    """Where a recording is heard."""
    phrase = recording.phrase
    if phrase.meaning is None:
        return (CONDITIONS[turn % len(CONDITIONS)],)
    if phrase.words in ("yes", "no") or recording.voice == "allison":
        return CONDITIONS
    return CONDITIONS[0], CONDITIONS[1 + turn % (len(CONDITIONS) - 1)]


def _noises(folder: Path, half: Half) -> Iterator[Clip]:
    kinds: tuple[Kind, ...] = ("number", "yesno", "compare", "choice", "command")
    for i, (name, make) in enumerate(NOISES.items()):
        for variant in range(VARIANTS):
            sound = make(np.random.default_rng([zlib.crc32(half.encode()), i, variant]))
            phrase = asked(kinds[(i + variant) % len(kinds)], None, f"({name})", variant)
            clip = _clip(phrase, f"noise/{name}", half, CONDITIONS[variant % len(CONDITIONS)], str(variant))
            write(folder, clip, heard(sound, clip.condition, _seed(clip)))
            yield clip


def _clip(phrase: Phrase, voice: str, half: Half, condition: str, mark: str = "") -> Clip:
    parts = (phrase.kind, phrase.words, voice, condition, *phrase.options, mark)
    name = "-".join("".join(c if c.isalnum() else "_" for c in part)[:40] for part in parts if part)
    return Clip(name, phrase.kind, phrase.meaning, phrase.words, voice, half, condition, phrase.options)


def _seed(clip: Clip) -> int:
    return zlib.crc32(clip.name.encode())
