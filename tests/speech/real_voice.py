"""The real voice, and one warm cache of its clips for a whole run of the tests."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def voice_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the tests fill as they go. It is the same wherever this fixture is brought in."""
    folder = tmp_path_factory.getbasetemp() / "voice-cache"
    folder.mkdir(exist_ok=True)
    return folder
