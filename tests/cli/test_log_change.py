"""`voicecoach log delete` and `log renew`, and a journal that cannot be used."""

import os
import sys

import pytest

from tests.cli.running import CommandLine, Outcome
from tests.cli.test_interruptions import limited
from tests.journal.importing import ONE, TWO
from tests.terminal import terminal
from voicecoach.journal.store import Journal


@pytest.fixture
def kept(command: CommandLine) -> CommandLine:
    """With two sessions."""
    with Journal.open(command.home) as journal:
        journal.add_all([ONE, TWO])
    return command


def count(command: CommandLine) -> int:
    with Journal.open(command.home, create=False) as journal:
        return journal.count()


def ended(outcome: Outcome) -> tuple[int, str, str]:
    return outcome.status, outcome.out, outcome.err


def test_delete(kept: CommandLine) -> None:
    assert ended(kept("log", "delete", "--yes", "2", "2")) == (0, "", "Deleted 1 session.\n")
    assert kept("log", "show", "2").status == 2
    assert count(kept) == 1
    assert ended(kept("log", "delete", "-y", "--all")) == (0, "", "Deleted 1 session.\n")
    assert ended(kept("log", "delete", "-y", "--all")) == (0, "", "Deleted 0 sessions.\n")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "Name the sessions to be deleted, or --all.\n  `voicecoach log` lists them with their numbers."),
        (
            ["--all", "1"],
            "Name the sessions to be deleted, or --all.\n  `voicecoach log` lists them with their numbers.",
        ),
        (["1"], "Nothing was deleted: there is no terminal to ask in.\n  Add --yes."),
        (["--yes", "1", "3"], "There is no session 3.\n  `voicecoach log` lists those there are."),
    ],
)
def test_what_cannot_be_deleted(words: list[str], message: str, kept: CommandLine) -> None:
    assert ended(kept("log", "delete", *words)) == (2, "", f"voicecoach: {message}\n")
    assert count(kept) == 2


@pytest.mark.parametrize(
    ("typed", "left", "told"),
    [("y", 1, "Deleted 1 session."), ("n", 2, "Nothing was deleted."), ("", 2, "Nothing was deleted.")],
)
def test_it_asks_first(typed: str, left: int, told: str, kept: CommandLine) -> None:
    delete = [sys.executable, "-m", "voicecoach", "log", "delete", "1"]
    with terminal(delete, kept.environment, kept.folder) as program:
        program.wait_for("  1  2026-03-01 07:30  Cervical retraction with extension")
        program.wait_for("Yes or no? [y/N] ")
        program.press(f"{typed}\n")
        program.wait_for(told)
        assert program.wait() == 0
    assert count(kept) == left


def test_it_asks_before_everything_goes(kept: CommandLine) -> None:
    with terminal(
        [sys.executable, "-m", "voicecoach", "log", "delete", "--all"], kept.environment, kept.folder
    ) as program:
        program.wait_for("  all 2 sessions")
        program.wait_for("Yes or no? [y/N] ")
        program.press("yes\n")
        program.wait_for("Deleted 2 sessions.")
        assert program.wait() == 0
    assert count(kept) == 0


# --- a journal that cannot be used ---------------------------------------------------------------
COMMANDS = (["log"], ["log", "show", "1"], ["log", "add", "--safety", "no"], ["log", "edit", "1", "--note", "x"],
            ["log", "delete", "--yes", "1"], ["log", "export"])  # fmt: skip


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_damaged_journal(words: list[str], kept: CommandLine) -> None:
    path = kept.home / "journal.db"
    path.write_bytes(b"no database at all" * 1000)
    assert ended(kept(*words)) == (
        1,
        "",
        f"voicecoach: The journal {path} is damaged.\n"
        "  `voicecoach log renew` moves it aside and begins a new one; nothing is deleted.\n",
    )
    assert path.read_bytes() == b"no database at all" * 1000


def test_renew(kept: CommandLine) -> None:
    path = kept.home / "journal.db"
    assert ended(kept("log", "renew")) == (
        2,
        "",
        f"voicecoach: The journal {path} is sound; it stays as it is.\n  To empty it: voicecoach log delete --all\n",
    )
    path.write_bytes(b"no database at all" * 1000)
    outcome = kept("log", "renew")
    (aside,) = kept.home.glob("journal.db.damaged-*")
    assert ended(outcome) == (0, "", f"The damaged journal is {aside} now, and a new one has begun.\n")
    assert count(kept) == 0


def test_renew_nothing(command: CommandLine) -> None:
    assert ended(command("log", "renew")) == (
        2, "", f"voicecoach: There is no journal {command.home}/journal.db yet.\n",
    )  # fmt: skip
    assert not command.home.exists()


def test_a_home_that_is_a_file(command: CommandLine) -> None:
    command.home.write_bytes(b"")
    outcome = command("log", "add", "--safety", "no")
    assert ended(outcome) == (
        1,
        "",
        f"voicecoach: The journal {command.home}/journal.db cannot be used: File exists.\n"
        "  Free some space or mend its rights, or name another folder in VOICECOACH_HOME.\n",
    )
    for words in (["log"], ["log", "show", "1"], ["followup"]):
        outcome = command(*words)
        assert (outcome.status, outcome.out) == (1, "")
        assert f"The journal {command.home}/journal.db cannot be used: Not a directory." in outcome.err


@pytest.mark.skipif(sys.platform == "win32", reason="pipes of POSIX")
@pytest.mark.parametrize("words", [["log"], ["log", "export"]])
def test_a_reader_that_never_was(words: list[str], kept: CommandLine) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    process = kept.start(*words, stdout=writer)
    os.close(writer)
    _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (1, "")


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_writing_on_a_full_disk(kept: CommandLine) -> None:
    size = (kept.home / "journal.db").stat().st_size
    outcome = kept.apart("log", "edit", "1", "--note", "x" * 50_000, before=limited(size))
    assert ended(outcome) == (
        1,
        "",
        f"voicecoach: The journal {kept.home}/journal.db cannot be used: the disk is full or faulty.\n"
        "  Free some space or mend its rights, or name another folder in VOICECOACH_HOME.\n",
    )
    assert count(kept) == 2
