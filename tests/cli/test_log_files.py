"""`voicecoach log export` and `log import`."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.running import CommandLine, Outcome
from tests.cli.test_interruptions import limited
from tests.journal.importing import ONE, TWO, text_of
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


PRIVATE = "holds your health data: only you can read it. Be careful to whom you send it.\n"


@pytest.mark.parametrize("form", ["csv", "json"])
def test_export_and_import(form: str, kept: CommandLine, tmp_path: Path) -> None:
    name = f"journal.{form.upper()}"
    assert ended(kept("log", "export", "-o", name)) == (0, "", f"{name} {PRIVATE}")
    file = kept.folder / name
    assert file.read_bytes() == text_of(form).encode()
    assert sys.platform == "win32" or stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in kept.folder.iterdir()] == [name]

    other = CommandLine(kept.folder, kept.cache, tmp_path / "other")
    assert ended(other("log", "import", name)) == (0, "", "Imported 2 of 2 sessions; 0 were there already.\n")
    assert ended(other("log", "import", name)) == (0, "", "Imported 0 of 2 sessions; 2 were there already.\n")
    assert other("log", "export", "--format", form).out == kept("log", "export", "--format", form).out


def test_export_to_standard_output(kept: CommandLine) -> None:
    for words in ([], ["-o", "-"], ["--format", "csv"]):
        outcome = kept("log", "export", *words)
        assert (outcome.status, outcome.err) == (0, "")
        assert outcome.out == text_of("csv").replace("\r\n", "\n")  # the runner reads it as text
    as_bytes = subprocess.run(
        [sys.executable, "-m", "voicecoach", "log", "export"],
        env={**kept.environment, "PYTHONIOENCODING": "ascii"},
        cwd=kept.folder,
        capture_output=True,
        check=True,
    ).stdout
    assert as_bytes == text_of("csv").encode()


def test_export_of_nothing(command: CommandLine) -> None:
    assert command("log", "export", "--format", "json").out == (
        '{"format": "voicecoach journal", "version": 2, "sessions": [\n]}\n'
    )
    assert command("log", "export", "-o", "empty.csv").status == 0
    assert not command.home.exists()
    assert command("log", "import", "empty.csv").err == "Imported 0 of 0 sessions; 0 were there already.\n"


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-o", "there.csv"], "there.csv is already there.\n  To replace it, add --force."),
        (["-o", "journal.txt"], "journal.txt: a journal is written as .csv or .json.\n  Name such a file."),
        (["-o", ".", "--format", "csv"], ". is a folder.\n  Choose another name."),
        (["--format", "xml"], "There is no format “xml”.\n  There is csv, json."),
    ],
)
def test_what_cannot_be_exported(words: list[str], message: str, kept: CommandLine) -> None:
    (kept.folder / "there.csv").write_bytes(b"old")
    assert ended(kept("log", "export", *words)) == (2, "", f"voicecoach: {message}\n")
    assert [path.read_bytes() for path in kept.folder.iterdir()] == [b"old"]


def test_force_replaces_a_file(kept: CommandLine) -> None:
    (kept.folder / "there.txt").write_bytes(b"old")
    assert kept("log", "export", "--force", "--format", "csv", "-o", "there.txt").status == 0
    assert (kept.folder / "there.txt").read_bytes() == text_of("csv").encode()


def test_a_folder_that_is_not_there(kept: CommandLine) -> None:
    assert ended(kept("log", "export", "-o", "none/a.csv")) == (
        1, "", "voicecoach: none/a.csv cannot be written: No such file or directory.\n",
    )  # fmt: skip


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_export_to_a_full_disk(kept: CommandLine) -> None:
    """The file that was there stays."""
    (kept.folder / "a.csv").write_bytes(b"old")
    with Journal.open(kept.home) as journal:
        journal.update("one", note="x" * 100_000)
    outcome = kept.apart("log", "export", "--force", "-o", "a.csv", before=limited(50_000))
    assert ended(outcome) == (1, "", "voicecoach: a.csv cannot be written: File too large.\n")
    assert [path.read_bytes() for path in kept.folder.iterdir()] == [b"old"]


def test_a_file_with_problems(command: CommandLine) -> None:
    text = text_of("csv").replace(",better,", ",\x1b[31m,").replace("live", "dead")
    (command.folder / "journal.csv").write_bytes(text.encode())
    assert ended(command("log", "import", "journal.csv")) == (
        2,
        "",
        "voicecoach: journal.csv has 3 problems; nothing is imported.\n"
        "  line 2, kind: “dead” is wrong; allowed: live or file\n"
        "  line 4, value: “�[31m” is wrong; allowed: better, same or worse, for overall\n"
        "  line 8, kind: “dead” is wrong; allowed: live or file\n",
    )
    assert count(command) == 0
