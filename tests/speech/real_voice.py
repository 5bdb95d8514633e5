"""The real voice, and one warm cache of its clips for a whole run of the tests."""

import os
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def voice_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A cache that the tests fill as they go. It is the same wherever this fixture is brought in."""
    own = tmp_path_factory.getbasetemp()
    folder = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "voice-cache"  # of all processes of a run
    folder.mkdir(exist_ok=True)
    return folder
