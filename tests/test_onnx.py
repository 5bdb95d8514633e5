"""What runs the models keeps to itself: it writes nothing into the user's folders, nor numbers the computer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.speech.natural import needs_joe
from voicecoach.hearing.backends import BACKENDS

VOICE = """if True:
    from voicecoach.speech.piper_voice import joe
    from voicecoach.speech.piper_worker import Worker
    answer = Worker(joe().model).answer({"text": "Two.", "scale": 1.0, "path": "two.npy"})
    assert answer["ok"], answer
"""
RECOGNISER = "from voicecoach.hearing.backends import load; load('moonshine')"

needs_moonshine = pytest.mark.skipif(not BACKENDS[0].installed, reason="moonshine is not installed")


@pytest.mark.parametrize(
    "code",
    [pytest.param(VOICE, marks=needs_joe, id="voice"), pytest.param(RECOGNISER, marks=needs_moonshine, id="ears")],
)
def test_it_leaves_nothing_behind(code: str, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    # it is silent in tests and in CI of itself: here it is to be as it is for users
    unlike = ("CI", "GITHUB_", "TF_", "ORT_", "XDG_", "PYTEST_")
    variables = {name: value for name, value in os.environ.items() if not name.startswith(unlike)}
    places = dict.fromkeys(("HOME", "USERPROFILE", "LOCALAPPDATA", "TMPDIR", "TEMP", "TMP"), str(home))
    subprocess.run([sys.executable, "-c", code], check=True, cwd=tmp_path, env={**variables, **places})
    assert list(home.rglob("*")) == []
