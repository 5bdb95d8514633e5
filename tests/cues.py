"""Whether a file says each cue when its cue sheet says so: a recogniser listens that knows nothing of voicecoach.

PocketSphinx hears the stretch round each cue, up to half a second on both sides, and must choose among all texts of the
routine. A cue is found when the words are right and begin within 150 ms of their time.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray
from pocketsphinx import Decoder

RATE = 16_000
"""Samples a second, as the recogniser wants them."""

AROUND = 500
"""ms that are heard before and after a cue, as far as no other is spoken there."""

TOLERANCE = 150
"""ms by which a cue may be heard to begin too early or too late."""

AIM = 0.95
"""The share of cues that should be found."""

PRONOUNCED = {
    "scapular": "S K AE P Y AH L ER",
    "unsteadiness": "AH N S T EH D IY N AH S",
    "voicecoach": "V OY S K OW CH",
}
"""Words that the recogniser's dictionary lacks."""

SEARCH = {"beam": 1e-80, "pbeam": 1e-80, "wbeam": 1e-60, "lw": 1.0, "bestpath": False}
"""A wide search in which all texts are as likely; the lattice of `bestpath` would forget the grammar's ends."""

NOISES = ("<", "[", "++", "(NULL)")
"""How the names of what is no word begin: silences, fillers, and joints of the grammar."""


@dataclass(frozen=True)
class Cue:
    """A text and when it is spoken, in ms from the beginning of the file."""

    text: str
    start: int
    end: int


@dataclass(frozen=True)
class Heard:
    """What was heard for a cue, and when it began, in ms from the beginning of the file."""

    cue: Cue
    words: str
    start: int

    @property
    def late(self) -> int:
        """By how many ms; negative where it was heard early."""
        return self.start - self.cue.start

    @property
    def found(self) -> bool:
        return self.words == plain(self.cue.text) and abs(self.late) <= TOLERANCE


def plain(text: str) -> str:
    """The words alone, in small letters."""
    return " ".join(re.findall(r"[a-z]+(?:'[a-z]+)*", text.lower()))


class Listener:
    """PocketSphinx with a grammar that allows one of the texts, after and before silence."""

    def __init__(self, texts: Sequence[str]) -> None:
        self._decoder = Decoder(lm=None, samprate=RATE, loglevel="FATAL", **SEARCH)
        sentences = sorted({plain(text) for text in texts})
        for word in {word for sentence in sentences for word in sentence.split()}:
            if not self._decoder.lookup_word(word):
                self._decoder.add_word(word, PRONOUNCED[word], True)
        self._decoder.add_jsgf_string("cues", f"#JSGF V1.0; grammar cues; public <cue> = {' | '.join(sentences)};")
        self._decoder.activate_search("cues")

    def hear(self, samples: NDArray[np.int16]) -> tuple[str, int]:
        """The words, and the ms at which they begin; no words where nothing fits."""
        decoder = self._decoder
        decoder.start_utt()
        decoder.process_raw(samples.tobytes(), full_utt=True)
        decoder.end_utt()
        if decoder.hyp() is None:
            return "", 0
        words = [part for part in decoder.seg() if not part.word.startswith(NOISES)]
        said = " ".join(re.sub(r"\(\d+\)$", "", part.word) for part in words)  # "the(2)" is a way to say "the"
        return said, words[0].start_frame * 10 if words else 0


def listen(cues: Sequence[Cue], samples: NDArray[np.int16]) -> Iterator[Heard]:
    """What is heard for each cue of a whole file."""
    listener = Listener([cue.text for cue in cues])
    ends = [0, *(cue.end for cue in cues)]
    starts = [*(cue.start for cue in cues[1:]), len(samples) * 1000 // RATE]
    for cue, before, after in zip(cues, ends[:-1], starts, strict=True):
        first, last = max(before, cue.start - AROUND), min(after, cue.end + AROUND)
        words, at = listener.hear(samples[first * RATE // 1000 : last * RATE // 1000])
        yield Heard(cue, words, first + at)


def read_cues(sheet: str) -> list[Cue]:
    """The spoken events of `compile --format json`."""
    events = json.loads(sheet)["events"]
    return [Cue(e["text"], e["start"], e["start"] + e["length"]) for e in events if e["kind"] == "speech"]


def read_sound(path: Path) -> NDArray[np.int16]:
    """An audio file at the recogniser's rate."""
    with av.open(str(path)) as container:
        resampler = av.AudioResampler("s16", "mono", RATE)
        frames = [frame for each in container.decode(audio=0) for frame in resampler.resample(each)]
        frames += resampler.resample(None)
    return np.concatenate([frame.to_ndarray()[0] for frame in frames])


def examine(routine: str, options: Sequence[str], folder: Path) -> list[Heard]:
    """Export and compile a routine, and listen."""
    sound = folder / f"{Path(routine).stem}.wav"
    program = [sys.executable, "-m", "voicecoach"]
    export = [*program, "export", routine, "-q", "--captions", "none", "-o", str(sound), *options]
    subprocess.run(export, check=True, stdout=subprocess.DEVNULL)
    sheet = subprocess.run(
        [*program, "compile", routine, "-q", "--format", "json", *options], check=True, capture_output=True
    )
    return list(listen(read_cues(sheet.stdout.decode()), read_sound(sound)))
