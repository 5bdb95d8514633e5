"""The whole of what is printed, for one journal after the other."""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from rich.cells import cell_len
from rich.console import Console

from tests.journal.records import JOURNALS
from tests.report.conftest import Reporting
from tests.report.goldens import compare
from tests.report.journals import EXERCISE, NOW, plausible, report_on, session
from voicecoach.journal.models import Record, Work
from voicecoach.report.models import Report
from voicecoach.report.terminal import show


def printed(report: Report, width: int = 80, encoding: str = "utf-8", **wishes: object) -> str:
    raw = io.BytesIO()
    file = io.TextIOWrapper(raw, encoding=encoding, write_through=True)
    show(report, Console(file=file, width=width, highlight=False, **wishes))  # type: ignore[arg-type]  # by their names
    lines = raw.getvalue().decode(encoding).split("\n")
    assert wishes or all(cell_len(line) <= width for line in lines)
    return "\n".join(line.rstrip() for line in lines)


def hostile() -> list[Record]:
    title = "<script>alert(1)</script> \x1b[31m[bold]red[/bold] \u202egnp.exe $x^2$ עורף " + "and so on " * 60
    return [session("1", 0, 4, 3, routine=title, planned=(Work(f"\x07{EXERCISE}", 5, 50),))]


CASES: dict[str, Callable[[], Sequence[Record]]] = {
    "plausible": plausible,
    "one": lambda: [session("1", 0, 6, 4)],
    "unanswered": lambda: [session(f"{n}", n, ending=None, ended=None, outcome=None, rule="") for n in range(3)],
    "one-day": lambda: [session(f"{n}", n / 30, 6 - n % 4, 5 - n % 4) for n in range(12)],
    "two-years": lambda: [session(f"{n}", n * 5, 8 - n // 40, 7 - n // 30 if n % 9 else None) for n in range(150)],
    "two-routines": lambda: [session("1", 3, 5, 4), session("2", 1, 3, 3, routine="Breathing", planned=(), done=())],
    "future": lambda: [session("1", 1, 5, 4), session("2", -40, 3, 3)],
    "hostile": hostile,
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_the_whole_report(name: str, reporting: Reporting) -> None:
    compare(f"{name}.txt", printed(reporting(CASES[name](), since="all")))


def test_a_narrow_screen_has_it_all(reporting: Reporting) -> None:
    compare("narrow.txt", printed(reporting(plausible()), width=50))


def test_a_terminal_that_has_only_ascii_letters(reporting: Reporting) -> None:
    text = printed(reporting(plausible()), encoding="ascii")
    assert text.isascii()
    assert "2 > 1 v" in text
    assert text.count("?") == 1 + 3  # the legend, and three sessions: nothing else was replaced


def test_colours_are_left_out_where_they_are_not_wanted(reporting: Reporting, monkeypatch: pytest.MonkeyPatch) -> None:
    report = reporting(plausible())
    assert "\x1b[" in printed(report, force_terminal=True, color_system="standard")
    monkeypatch.setenv("NO_COLOR", "1")
    text = printed(report, force_terminal=True, color_system="standard")
    assert "\x1b[31m" not in text
    assert "\x1b[33m" not in text


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=25)
@given(records=JOURNALS)
def test_any_journal_can_be_shown(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> None:
    report = report_on(tmp_path_factory.mktemp("any"), records, since="all")
    text = io.StringIO()
    show(report, Console(file=text, width=80, highlight=False))
    assert "\x1b" not in text.getvalue()


def test_answers_of_one_moment_are_all_there(reporting: Reporting) -> None:
    """Two sessions in one column, whose points fall together: neither hides the other."""
    first = session("1", 0, 5, 3)
    text = printed(reporting([first, replace(first, uid="2", started=NOW - timedelta(hours=12), answers=())]))
    assert {"o", "x", "?"} <= set(text.partition("10┤")[2].partition("└")[0])
