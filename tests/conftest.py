"""Fixtures that several rooms share, and which tests must not run beside each other."""

import os

import pytest

from tests.sound_card import sound_card

__all__ = ["sound_card"]


def pytest_xdist_auto_num_workers() -> int:
    """A process a core, but three at the least: the two of them that play in real time mostly wait."""
    return max(3, os.cpu_count() or 1)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Keep what plays in real time in two processes: more that play at once would disturb each other."""
    for item in items:
        if "sound_card" in getattr(item, "fixturenames", ()):
            # the two take about as long
            first = "session" in item.path.parts and item.path.stem != "test_real_hearing"
            item.add_marker(pytest.mark.xdist_group("sessions" if first else "sound"))
