"""Routine in, cue sheet out: whole outputs, with a voice that takes 400 ms a word.

After a wanted change: `WRITE_GOLDENS=1 pytest tests/timeline/test_goldens.py`, then read the difference.
"""

import os
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.stand_ins import WORD, words
from voicecoach.language import parse
from voicecoach.timeline import Dose, Timeline, compile_routine
from voicecoach.timeline.sheets import FORMATS

GOLDENS = Path(__file__).with_name("goldens")
SCRIPTS = Path(__file__).parents[2] / "scripts"
SHIPPED = sorted(path.stem for path in SCRIPTS.glob("*.routine"))
NECK = SCRIPTS / "cervical-retraction-extension.routine"


def slowly(text: str) -> int:
    """A voice so slow that a number does not fit into a second."""
    return 5 * words(text)


@dataclass(frozen=True)
class Case:
    """What a golden routine is compiled with, other than the defaults."""

    dose: Dose = field(default_factory=Dose)
    voice: Callable[[str], int] = words


CASES = {
    "alternate": Case(),
    "asks": Case(),
    "breaths": Case(),
    "counted": Case(),
    "countdown": Case(),
    "day": Case(Dose(sets=(("", 3),), first_set=2, of=5)),
    "hour": Case(),
    "one-set": Case(),
    "pace": Case(Dose(pace=0.5)),
    "pace-fast": Case(Dose(pace=1.5)),
    "precedence": Case(),
    "repeat": Case(),
    "rests": Case(),
    "sides": Case(),
    "slow-voice": Case(voice=slowly),
    "warnings": Case(),
}


def compiled(path: Path, case: Case) -> Timeline:
    return compile_routine(parse(path.read_bytes(), path.name), case.dose, case.voice)


def compare(sheet: str, golden: Path) -> None:
    """Bytes, for line ends matter in some formats."""
    if os.environ.get("WRITE_GOLDENS"):
        golden.write_bytes(sheet.encode())
    assert sheet.encode().decode() == golden.read_bytes().decode()


def test_every_golden_routine_is_compiled() -> None:
    assert {path.stem for path in GOLDENS.glob("*.routine")} == {*CASES, "tiny"}


@pytest.mark.parametrize("name", SHIPPED)
def test_a_routine_that_ships(name: str) -> None:
    timeline = compiled(SCRIPTS / f"{name}.routine", Case())
    assert timeline.warnings == ()
    compare(FORMATS["text"](timeline), GOLDENS / "shipped" / f"{name}.txt")


@pytest.mark.parametrize("name", SHIPPED)
@pytest.mark.parametrize("word", [300, 450])
def test_a_routine_that_ships_has_room_for_quicker_and_slower_voices(name: str, word: int) -> None:
    routine = parse((SCRIPTS / f"{name}.routine").read_bytes(), name)
    assert compile_routine(routine, Dose(), lambda text: word * words(text) // WORD).warnings == ()


@pytest.mark.parametrize("name", CASES)
def test_a_small_routine(name: str) -> None:
    timeline = compiled(GOLDENS / f"{name}.routine", CASES[name])
    warnings = "".join(f"warning: {warning}\n" for warning in timeline.warnings)
    compare(FORMATS["text"](timeline) + warnings, GOLDENS / f"{name}.txt")


@pytest.mark.parametrize("form", ["text", "json", "vtt", "lrc", "csv"])
def test_the_formats(form: str) -> None:
    """On one routine with what is awkward in each: arrows, ampersands, formulas, commas, quotes, over an hour."""
    timeline = compiled(GOLDENS / "tiny.routine", Case())
    compare(FORMATS[form](timeline), GOLDENS / f"tiny.{'txt' if form == 'text' else form}")


def test_the_names_of_the_formats() -> None:
    """Documented in `compile --format`."""
    assert list(FORMATS) == ["text", "json", "vtt", "lrc", "csv"]
