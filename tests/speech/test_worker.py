"""The speech engine's process: where it looks for its modules, and what it leaves behind."""

import tempfile
from pathlib import Path

import pytest

from voicecoach.speech.pyttsx import Pyttsx3Engine


def test_python_files_of_the_current_folder_are_not_taken_for_modules(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("ctypes", "json", "pyttsx3"):
        (tmp_path / f"{module}.py").write_text('open("taken", "w").close()\nraise SystemExit("taken")\n')
    monkeypatch.chdir(tmp_path)
    engine = Pyttsx3Engine()
    try:
        assert len(engine.synthesize("Ready.").samples) > 0
    finally:
        engine.close()
    assert not (tmp_path / "taken").exists()


def test_nothing_is_left_in_the_temporary_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    engine = Pyttsx3Engine()
    engine.synthesize("Ready.")
    engine.close()
    assert list(tmp_path.iterdir()) == []
