"""The page in a real browser: one sheet of paper for a routine, and no sideways scrolling on a phone."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from tests.journal.records import answer
from tests.report.conftest import Reporting
from tests.report.journals import NECK, plausible
from voicecoach.journal.models import Record
from voicecoach.report.page import page

BROWSER = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

pytestmark = pytest.mark.skipif(
    BROWSER is None, reason="no Chromium is here to print and measure pages (Debian: apt-get install chromium)"
)

SIZES = {"A4": (595, 842), "letter": (612, 792)}  # points


def full() -> list[Record]:
    """Six weeks with more questions, stops and words than any real journal has."""
    more = [answer("after", f"question {n} with a long name", None) for n in range(12)]
    more += [answer("after", f"range_direction_{n}", "worse") for n in range(9)]
    return [
        replace(
            each,
            routine=f"{NECK}, as shown, {'slowly, ' * 60}",
            answers=(*each.answers, *more),
            override="because I was told to go on " * 20,
            outcome="stop",
            rule="range-shrank",
        )
        for each in plausible()
    ]


def browse(folder: Path, *arguments: str) -> bytes:
    command = [
        BROWSER,
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--hide-scrollbars",
        f"--user-data-dir={folder / 'profile'}",
    ]
    return subprocess.run([*map(str, command), *arguments], check=True, capture_output=True, timeout=120).stdout


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("records", [plausible, full])
def test_a_routine_takes_one_sheet(size: str, records: object, reporting: Reporting, tmp_path: Path) -> None:
    assert callable(records)
    text = page(reporting(records()))
    (tmp_path / "page.html").write_text(text.replace("@page {", f"@page {{ size: {size};"), encoding="utf-8")
    browse(
        tmp_path, "--no-pdf-header-footer", f"--print-to-pdf={tmp_path / 'page.pdf'}", f"file://{tmp_path}/page.html"
    )
    pdf = (tmp_path / "page.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    width, height = map(float, re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", pdf).groups())  # type: ignore[union-attr]
    assert (round(width), round(height)) == SIZES[size]


@pytest.mark.parametrize("width", [375, 1280])
def test_nothing_is_wider_than_the_screen(width: int, reporting: Reporting, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(page(reporting(plausible())), encoding="utf-8")
    # a frame as wide as the screen, since no window of a browser is so narrow; it tells what it measures
    (tmp_path / "frame.html").write_text(
        f'<iframe src="page.html" style="border:0;width:{width}px;height:900px"></iframe>'
        "<script>onload = () => { const page = document.querySelector('iframe').contentDocument.documentElement;"
        "document.title = `measured ${page.scrollWidth} of ${page.clientWidth}` }</script>"
    )
    shown = browse(tmp_path, "--allow-file-access-from-files", "--dump-dom", f"file://{tmp_path}/frame.html").decode()
    assert f"measured {width} of {width}" in shown
