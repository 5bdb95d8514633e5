"""The picture, as others read it."""

import io
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image

from tests.report.conftest import Reporting
from tests.report.journals import plausible, session
from tests.report.test_terminal import hostile
from voicecoach.report.models import Report
from voicecoach.report.picture import png


def opened(report: Report) -> Image.Image:
    picture = Image.open(io.BytesIO(png(report)))
    picture.load()
    assert picture.format == "PNG"
    return picture


def test_it_is_a_picture_with_both_lines_in_their_colours(reporting: Reporting) -> None:
    picture = opened(reporting(plausible()))
    assert picture.size == (1280, 544)
    colours = {colour for _, colour in picture.convert("RGB").getcolors(1_000_000) or ()}
    assert {(0x00, 0x72, 0xB2), (0xB3, 0x47, 0x00), (0xFF, 0xFF, 0xFF)} <= colours


def test_routines_stand_one_under_the_other(reporting: Reporting) -> None:
    assert opened(reporting([session("1", 0, 4, 3), session("2", 1, 4, 3, routine="Other")])).size == (1280, 1088)


def test_no_title_and_no_lack_of_answers_is_in_its_way(reporting: Reporting) -> None:
    opened(reporting([*hostile(), session("2", 1, routine="$\\frac{"), session("3", 2, routine="頸の運動")]))


def test_it_needs_no_home_no_display_and_no_settings(reporting: Reporting, tmp_path: Path) -> None:
    """The library would keep its fonts in a home, open windows, and obey a file of settings."""
    reporting(plausible())
    settings = tmp_path / "matplotlibrc"
    settings.write_text("text.usetex: True\nfont.size: banana\n")
    nowhere = str(tmp_path / "file" / "home")
    (tmp_path / "file").write_text("")
    variables = {
        "HOME": nowhere, "XDG_CACHE_HOME": nowhere, "XDG_CONFIG_HOME": nowhere, "USERPROFILE": nowhere,
        "MPLBACKEND": "qtagg", "MATPLOTLIBRC": str(settings), "VOICECOACH_HOME": str(tmp_path / "home"),
    }  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-m", "voicecoach", "report", "--since", "all", "-o", "report.png"],
        check=False,
        cwd=tmp_path,
        env={**{name: value for name, value in os.environ.items() if name != "DISPLAY"}, **variables},
        capture_output=True,
        text=True,
    )
    assert done.stderr == "report.png holds your health data: only you can read it. Be careful to whom you send it.\n"
    assert Image.open(tmp_path / "report.png").size == (1280, 544)
