"""The README keeps its word: its commands run as they stand, and the wheel plays outside the checkout."""

import os
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.sound_card import ROOT, SoundCard
from tests.speech.real_voice import voice_cache
from tests.terminal import terminal

__all__ = ["voice_cache"]

README = (ROOT / "README.md").read_text()
COMMANDS = re.findall(r"^```sh\n(.*)\n```$", README, re.MULTILINE)


def test_there_are_two_commands_of_one_line_each() -> None:
    play, test = COMMANDS
    assert play.endswith(".venv/bin/voicecoach play")
    assert test.endswith(".venv/bin/pytest")


def test_the_first_command_plays_until_q(sound_card: SoundCard, voice_cache: Path, tmp_path: Path) -> None:
    """What it sets up is set up already: this environment stands for `.venv`."""
    program, *arguments = COMMANDS[0].split("&&")[-1].split()
    assert program == ".venv/bin/voicecoach"
    command = [str(Path(sys.executable).with_name("voicecoach")), *arguments]
    env = {**sound_card.env, "VOICECOACH_CACHE": str(voice_cache), "VOICECOACH_HOME": str(tmp_path)}
    with sound_card.record() as recording, terminal(command, env, ROOT) as session:
        session.wait_for("Cervical retraction with extension", 90)
        session.wait_for("left")
        session.press("q")
        assert session.wait() == 0, session.shown
    assert recording.samples.any()


def test_an_installed_copy_outside_the_checkout_has_its_routines(
    sound_card: SoundCard, voice_cache: Path, tmp_path: Path
) -> None:
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", tmp_path, ROOT],
        check=True,
        cwd=tmp_path,
    )
    (wheel,) = tmp_path.glob("voicecoach-*.whl")
    installed = tmp_path / "installed"
    zipfile.ZipFile(wheel).extractall(installed)
    env = {**sound_card.env, "VOICECOACH_CACHE": str(voice_cache), "VOICECOACH_HOME": str(tmp_path)}
    env |= {"PYTHONPATH": str(installed), "PYTHONSAFEPATH": "1"}
    listed = subprocess.run(
        [sys.executable, "-m", "voicecoach", "routines", "--json"],
        check=True,
        cwd=tmp_path,
        env=env,
        stdout=subprocess.PIPE,
    )
    assert str(installed / "voicecoach" / "scripts" / "cervical-retraction-extension.routine") in listed.stdout.decode()
    with terminal([sys.executable, "-m", "voicecoach", "play"], env, tmp_path) as session:
        session.wait_for("Cervical retraction with extension", 90)
        session.wait_for("left")
        session.press("q")
        assert session.wait() == 0, session.shown


@pytest.mark.parametrize("command", re.findall(r"`voicecoach ([a-z]+)", README))
def test_each_command_that_is_named_exists(command: str) -> None:
    shown = subprocess.run(
        [sys.executable, "-m", "voicecoach", command, "--help"],
        check=True,
        stdout=subprocess.PIPE,
        env={**os.environ, "TERM": "dumb"},
    )
    assert b"Example: voicecoach" in shown.stdout


def test_each_page_that_is_linked_exists() -> None:
    for page in re.findall(r"\]\((docs/[^)]+)\)", README):
        assert (ROOT / page).is_file(), page
