"""Whole outputs beside the tests.

After a wanted change: `WRITE_GOLDENS=1 pytest tests/report`, then read the difference.
"""

import os
from pathlib import Path

_FOLDER = Path(__file__).with_name("goldens")


def compare(name: str, found: str) -> None:
    """The output is that of the golden of that name."""
    golden = _FOLDER / name
    if os.environ.get("WRITE_GOLDENS"):
        golden.write_text(found, encoding="utf-8")
    assert found == golden.read_text(encoding="utf-8")
