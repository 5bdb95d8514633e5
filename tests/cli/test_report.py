"""`voicecoach report`: what it prints, writes and refuses."""

import stat
import sys
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.report.journals import NECK, session
from voicecoach.journal.models import Record
from voicecoach.journal.store import Journal

HEALTH = "holds your health data: only you can read it. Be careful to whom you send it.\n"


def today(uid: str, days_ago: float = 0, **fields: object) -> Record:
    """A session some days ago, by the real clock."""
    started = datetime.now().astimezone().replace(microsecond=0) - timedelta(days=days_ago, seconds=1)
    return session(uid, 0, 6, 4, started=started, **fields)


@pytest.fixture
def journal(command: CommandLine) -> CommandLine:
    with Journal.open(command.home) as journal:
        journal.add_all([today("1", 2), today("2", 1), today("3", 100), today("4", 0, routine="Neck rotation")])
    return command


def test_it_is_printed(journal: CommandLine) -> None:
    outcome = journal("report")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out.startswith("Neck rotation\n")
    assert f"\n{NECK}\n" in outcome.out
    assert "2 sessions; exercise on 2 of" in outcome.out
    assert "\x1b" not in outcome.out


def test_one_routine_by_its_title_or_its_name(journal: CommandLine) -> None:
    for name in (NECK, "cervical-retraction-extension"):
        assert journal("report", name, "--since", "30d").out.startswith(NECK)


def test_a_period(journal: CommandLine) -> None:
    assert "3 sessions;" in journal("report", "--since", "all").out
    assert "1 session;" in journal("report", NECK, "--since", f"{datetime.now() - timedelta(days=1):%Y-%m-%d}").out  # noqa: DTZ005 - as the clock on the wall


@pytest.mark.parametrize(("name", "begins"), [("report.html", b"<!doctype html>"), ("report.PNG", b"\x89PNG\r\n")])
def test_a_file_that_only_its_owner_can_read(name: str, begins: bytes, journal: CommandLine) -> None:
    outcome = journal("report", "-o", name)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", f"{name} {HEALTH}")
    path = journal.folder / name
    assert path.read_bytes().startswith(begins)
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [each.name for each in journal.folder.iterdir()] == [name]


def test_a_file_is_replaced_only_with_force(journal: CommandLine) -> None:
    path = journal.folder / "report.png"
    path.write_text("mine")
    outcome = journal("report", "-o", "report.png")
    assert (outcome.status, outcome.err) == (
        2, "voicecoach: report.png is already there.\n  To replace it, add --force.\n"
    )  # fmt: skip
    assert path.read_text() == "mine"
    assert journal("report", "-o", "report.png", "--force").status == 0
    assert path.read_bytes().startswith(b"\x89PNG")


REFUSED = {
    ("-o", "report.pdf"): "report.pdf: there is no format “.pdf”.\n  There is .html, .png.",
    ("-o", "report"): "report: there is no format without a suffix.\n  There is .html, .png.",
    ("-o", "nowhere/report.png"): "There is no folder nowhere.",
    ("-o", "."): ". is a folder.\n  Name a file in it.",
    ("--since", "6m"): "--since 6m is not allowed.\n"
    "  Say days or weeks, such as 30d or 12w, a date, such as 2026-03-01, or all.",
    ("--since", "9000-01-01"): "--since 9000-01-01 is still to come.",
    ("neck-rotatoin",): "There is no routine “neck-rotatoin”.\n  Did you mean “neck-rotation”? `voicecoach routines` "
    "lists those there are; a file is given by its path, such as ./my.routine.",
}


@pytest.mark.parametrize("arguments", REFUSED, ids=" ".join)
def test_what_is_refused(arguments: tuple[str, ...], journal: CommandLine) -> None:
    outcome = journal("report", *arguments)
    assert outcome.err == f"voicecoach: {REFUSED[arguments]}\n"
    assert (outcome.status, outcome.out) == (2, "")
    assert list(journal.folder.iterdir()) == []


def test_an_empty_journal(command: CommandLine) -> None:
    message = "There is no session in the last 12 weeks."
    begin = "It begins with your first session: voicecoach play"
    outcome = command("report")
    assert (outcome.status, outcome.out, outcome.err) == (0, f"{message}\n{begin}\n", "")
    outcome = command("report", "-o", "report.html")
    assert (outcome.status, outcome.err) == (1, f"voicecoach: {message} report.html was not written.\n  {begin}\n")
    assert not command.home.exists()


def test_a_period_without_sessions_tells_where_they_are(command: CommandLine) -> None:
    old = today("1", 100)
    with Journal.open(command.home) as journal:
        journal.add(old)
    assert command("report", "--since", "5d").out == (
        f"There is no session in the last 5 days.\nThe newest one before is in: --since {old.started:%Y-%m-%d}\n"
    )


def test_sessions_that_are_all_in_the_future(command: CommandLine) -> None:
    ahead = today("1", -100)
    with Journal.open(command.home) as journal:
        journal.add(ahead)
    assert command("report").out.splitlines()[1] == (
        f"Left out: 1 session in the future by this computer's clock: 1 ({ahead.started:%Y-%m-%d %H:%M})."
    )


@pytest.mark.parametrize(
    ("library", "name", "message"),
    [
        ("matplotlib", "report.png", "Pictures are drawn by matplotlib, which is not installed."),
        ("jinja2", "report.html", "Pages are written by Jinja2, which is not installed."),
    ],
)
def test_what_draws_is_named_where_it_is_missing(
    library: str, name: str, message: str, journal: CommandLine, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in [each for each in sys.modules if each == library or each.startswith(f"{library}.")]:
        monkeypatch.delitem(sys.modules, module)
    monkeypatch.setitem(sys.modules, library, None)
    outcome = journal("report", "-o", name)
    assert (outcome.status, outcome.err) == (1, f'voicecoach: {message}\n  pip install "voicecoach[report]"\n')
    assert not (journal.folder / name).exists()


def test_the_terminal_needs_neither(journal: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    monkeypatch.setitem(sys.modules, "jinja2", None)
    assert journal("report").status == 0


def test_a_disk_that_is_full(journal: CommandLine) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("this system has no /dev/full")
    with full.open("w") as stdout:
        process = journal.start("report", stdout=stdout.fileno())
        _, err = process.communicate(timeout=60)
    assert (process.returncode, err) == (1, "voicecoach: No space left on device\n")
