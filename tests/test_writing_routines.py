"""The guide to writing routines, followed to the letter as a new user would: its commands, its texts, what it shows."""

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.sound_card import ROOT, SoundCard
from tests.speech.real_voice import voice_cache
from tests.terminal import terminal

__all__ = ["voice_cache"]

PAGE = (ROOT / "docs" / "writing-routines.md").read_text("utf-8")


def fenced(language: str) -> list[str]:
    return re.findall(rf"^```{language}\n(.*?)^```$", PAGE, re.MULTILINE | re.DOTALL)


COMMANDS = [command.split() for command in fenced("sh")]
STARTER, KNEE = fenced("routine")
_SHEET, BEGUN, PROBLEMS, CUES = fenced("text")


@pytest.fixture
def newcomer(tmp_path: Path, voice_cache: Path) -> CommandLine:
    """Someone in an empty folder who has never used voicecoach."""
    folder = tmp_path / "work"
    folder.mkdir()
    return CommandLine(folder, voice_cache, tmp_path / "home")


def routine_of(newcomer: CommandLine) -> Path:
    return newcomer.home / "routines" / "knee.routine"


def test_the_guide_from_beginning_to_end(newcomer: CommandLine) -> None:
    new, check, compile_, _play, export = [command[1:] for command in COMMANDS]
    path = routine_of(newcomer)
    folder = str(path.parent)

    begun = newcomer.apart(*new)
    assert (begun.out + begun.err).replace(folder, "…") == BEGUN
    assert path.read_text("utf-8") == STARTER
    assert newcomer.apart(*check).err == ""

    path.write_text(KNEE.replace("hold 5s", "hold 5").replace("between", "betwen"), "utf-8")
    wrong = newcomer.apart(*check)
    assert (wrong.status, wrong.out, wrong.err.replace(folder, "…")) == (2, "", PROBLEMS)

    path.write_text(KNEE, "utf-8")
    right = newcomer.apart(*check)
    assert (right.status, right.out, right.err) == (0, "", "")

    sheet = newcomer.apart(*compile_, "--strict")
    assert sheet.status == 0, sheet.err
    spoken = (line for line in sheet.out.splitlines() if "silence" not in line)
    assert "\n".join(timeless(CUES.splitlines())) in "\n".join(timeless(spoken))

    exported = newcomer.apart(*export)
    assert exported.status == 0, exported.err
    assert sorted(each.name for each in newcomer.folder.iterdir()) == ["knee.lrc", "knee.m4a"]


def timeless(lines: Iterable[str]) -> Iterator[str]:
    """The lines of a cue sheet without their times: those are the voice's."""
    for line in lines:
        yield re.sub(r"^ *[0-9:.]+  (\w+) +[0-9.]+ ", r"\1", line)


def test_its_routine_is_heard(newcomer: CommandLine, sound_card: SoundCard) -> None:
    """Until the first words of it: a whole session takes its time."""
    routine_of(newcomer).parent.mkdir(parents=True)
    routine_of(newcomer).write_text(KNEE, "utf-8")
    (play,) = (command for command in COMMANDS if command[1] == "play")
    env = {**sound_card.env, **newcomer.variables}
    with (
        sound_card.record() as recording,
        terminal([sys.executable, "-m", "voicecoach", *play[1:]], env, newcomer.folder) as session,
    ):
        session.wait_for("Knee straightening", 60)
        session.wait_for("About")
        session.press("q")
        assert session.wait() == 0, session.shown
    assert recording.samples.any()


def test_the_other_commands_that_it_names_are_right(newcomer: CommandLine) -> None:
    (newcomer.folder / "knee.routine").write_text(KNEE, "utf-8")
    by_path = newcomer.apart("compile", "-q", "./knee.routine", "--reps", "10")
    assert by_path.out.splitlines()[1] == "Knee straightening: 2 sets of 10 reps, rest 60 s"


def test_each_page_that_is_linked_exists() -> None:
    for page in re.findall(r"\]\(([^)#]+)", PAGE):
        assert (ROOT / "docs" / page).is_file(), page
