from dataclasses import replace
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.speech.real_voice import voice_cache

__all__ = ["command", "spoken", "voice_cache"]


@pytest.fixture
def command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """In an empty folder, with nothing spoken yet."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return CommandLine(folder, tmp_path / "cache", tmp_path / "home")


@pytest.fixture
def spoken(command: CommandLine, voice_cache: Path) -> CommandLine:
    """With what earlier tests have spoken."""
    return replace(command, cache=voice_cache)
