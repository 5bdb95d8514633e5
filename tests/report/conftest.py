from collections.abc import Callable
from pathlib import Path

import pytest

from tests.report.journals import report_on
from voicecoach.report.models import Report

Reporting = Callable[..., Report]


@pytest.fixture
def reporting(tmp_path: Path) -> Reporting:
    """`report_on` a journal in an empty folder."""
    return lambda records, **wishes: report_on(tmp_path / "home", records, **wishes)
