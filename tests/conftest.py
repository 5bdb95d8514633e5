"""Fixtures that several rooms share, and which tests must not run beside each other."""

import os

import pytest

from tests.sound_card import sound_card

__all__ = ["sound_card"]

# the quick voice that is everywhere, whatever else is installed or chosen; tests of others name them
os.environ["VOICECOACH_VOICE"] = "system"
for _name in ("VOICECOACH_CONFIG", "VOICECOACH_RATE", "VOICECOACH_PLAYER", "VOICECOACH_ANSWERS"):
    os.environ.pop(_name, None)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what plays in real time in two processes: more that play at once would disturb each other."""
    for item in items:
        if "sound_card" in getattr(item, "fixturenames", ()):
            item.add_marker(pytest.mark.xdist_group("sessions" if "session" in item.path.parts else "sound"))
