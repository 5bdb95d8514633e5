"""How well single words of the natural voice are understood, and whether a rate means what it means to espeak-ng.

A recogniser (Moonshine) chooses among all of these words. Each is spoken as the engine does it, and as it would without
its cure: a sentence of one word ends like a word in a list.
"""

import math
import sys
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np

from voicecoach import defaults
from voicecoach.environment import Environment
from voicecoach.hearing.backends import load
from voicecoach.language import parse
from voicecoach.library import find
from voicecoach.speech.engine import Engine, Recording
from voicecoach.speech.piper import PiperEngine
from voicecoach.speech.piper_voice import joe
from voicecoach.speech.polish import resample, trim
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.timeline import Dose, texts_of

WORDS = (  # noqa: SIM905  # they are read in a row
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "retract extend relax rest halfway hold in out stay squeeze breathe left right"
).split()
RATES = (100, 120, 150, 180, 200)
PLAIN = "import voicecoach.speech.piper_worker as worker; worker._ended = lambda sounds: sounds; worker.main()"


def spoken(engine: Engine, texts: Sequence[str]) -> list[Recording]:
    """The texts, trimmed."""
    with ThreadPoolExecutor(engine.at_once) as threads:
        recordings = list(threads.map(engine.synthesize, texts))
    engine.close()
    return [Recording(trim(resample(each)), 24_000) for each in recordings]


def for_hearing(speech: Recording) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """At one level and at the recogniser's rate, with 0.2 s of silence on each side."""
    level = np.float32(0.09 / np.sqrt((speech.samples**2).mean()))
    return np.round(np.pad(resample(Recording(speech.samples * level, speech.rate), 16_000), 3_200) * 32767).astype(
        np.int16
    )


def tell(what: str, engine: Engine) -> None:
    """How many words are understood, how likely the right ones were found, and what was taken for what."""
    wrong, likely = [], []
    for word, recording in zip(WORDS, spoken(engine, [f"{word.capitalize()}." for word in WORDS]), strict=True):
        scores = recogniser.score(for_hearing(recording), {each: (each,) for each in WORDS})
        by_word = {score.meaning: score.likelihood for score in scores}
        best = max(by_word, key=lambda each: by_word[each], default="nothing")
        likely.append(math.log(max(by_word.get(word, 0), 1e-3)))
        if best != word:
            wrong.append(f"{word} as {best}")
    mean = math.exp(sum(likely) / len(likely))
    print(
        f"{what}: {len(WORDS) - len(wrong)} of {len(WORDS)}, likelihood {mean:.2f}; {', '.join(wrong) or 'none wrong'}"
    )


recogniser = load("moonshine")
neck = texts_of(parse(find(defaults.ROUTINE, Environment()).read_bytes()), Dose())
words = sum(len(text.split()) for text in neck)
with tempfile.TemporaryDirectory() as name:
    memory = Path(name)
    tell("espeak-ng, 150", Pyttsx3Engine("en-us+klatt4", 150))
    for rate in RATES:
        plain = (sys.executable, "-c", PLAIN)
        tell(f"joe, {rate}", PiperEngine(joe(), rate, memory))
        tell(f"joe, {rate}, without the cure", PiperEngine(joe(), rate, memory, command=plain))
        paces = [
            words * 60 * 24_000 / sum(len(each.samples) for each in spoken(engine, neck))
            for engine in (PiperEngine(joe(), rate, memory), Pyttsx3Engine("en-us+klatt4", rate))
        ]
        print(f"neck routine, words a minute at {rate}: joe {paces[0]:.0f}, espeak-ng {paces[1]:.0f}")
