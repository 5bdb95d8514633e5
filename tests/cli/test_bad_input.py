"""Each bad input: one clear message, the right status, nothing half-written, no traceback."""

import os
import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.running import CommandLine, Outcome
from tests.stand_ins import StandInEngine
from voicecoach.audio.formats import FORMATS

NECK = "Retraction with extension"
UNPRINTABLE = r"[\n\x1b\udcff]"


@pytest.fixture(autouse=True)
def nothing_is_left(command: CommandLine) -> Iterator[None]:
    """Nothing but what the test itself wrote."""
    yield
    kinds = (*FORMATS, ".lrc", ".vtt", ".m3u8", ".part")
    assert [path for path in command.folder.iterdir() if path.suffix.lower() in kinds] == []
    assert not (command.home / "routines").exists()


def refused(outcome: Outcome, message: str, status: int = 2) -> None:
    assert outcome.err == message + "\n"
    assert (outcome.status, outcome.out) == (status, "")


COMMANDS = (["check"], ["compile"], ["export", "-o", "out.wav"], ["play"])


@pytest.fixture(params=COMMANDS, ids=lambda words: words[0])
def verb(request: pytest.FixtureRequest) -> list[str]:
    """Every command that takes a routine."""
    words: list[str] = request.param
    return words


# --- the routine's file --------------------------------------------------------------------------


def test_a_missing_file(verb: list[str], command: CommandLine) -> None:
    refused(
        command(*verb, "missing.routine"),
        "voicecoach: The routine missing.routine cannot be read: No such file or directory.",
    )


def test_an_empty_file(verb: list[str], command: CommandLine) -> None:
    refused(
        command(*verb, command.write("empty.routine", "")),
        'empty.routine:1:1: the file says nothing\n    expected routine "TITLE" on its first line',
    )


def test_a_binary_file(verb: list[str], command: CommandLine) -> None:
    (command.folder / "binary.routine").write_bytes(b"\x7fELF\x02\x01\xd0\xff" * 100)
    refused(
        command(*verb, "binary.routine"),
        "binary.routine:1:7: not a text file in UTF-8: byte 0xD0 cannot be read\n    �ELF��\n          ^",
    )


def test_a_huge_file(verb: list[str], command: CommandLine) -> None:
    with (command.folder / "huge.routine").open("wb") as file:
        file.truncate(10 * 2**30)
    began = time.monotonic()
    outcome = command(*verb, "huge.routine")
    assert time.monotonic() - began < 3
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("huge.routine:1:1: the file is too long")
    assert outcome.err.endswith("\n    expected at most 256 KiB (262144)\n")


def test_a_file_indented_with_tabs(verb: list[str], command: CommandLine) -> None:
    path = command.write("tab.routine", 'routine "T"\nexercise "A"\n\tmove 3s\n')
    refused(
        command(*verb, path),
        "tab.routine:3:1: a tab in the indentation\n     move 3s\n    ^\n    expected spaces",
    )


def test_a_folder(verb: list[str], command: CommandLine) -> None:
    (command.folder / "folder.routine").mkdir()
    refused(command(*verb, "folder.routine"), "voicecoach: The routine folder.routine cannot be read: Is a directory.")


@pytest.mark.parametrize("name", ["a\nb.routine", "a\x1b[31m.routine", "a\udcff.routine"])
def test_a_name_that_would_confuse_a_terminal(verb: list[str], name: str, command: CommandLine) -> None:
    outcome = command(*verb, name)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == (
        f"voicecoach: The routine {re.sub(UNPRINTABLE, '�', name)} cannot be read: No such file or directory.\n"
    )


@pytest.mark.parametrize("verb", COMMANDS[1:], ids=lambda words: words[0])
def test_a_name_that_no_file_can_have(verb: list[str], command: CommandLine) -> None:
    refused(command(*verb, "a\0b.routine"), "voicecoach: The routine a�b.routine cannot be read: embedded null byte.")


@pytest.mark.parametrize("verb", COMMANDS[1:], ids=lambda words: words[0])
def test_an_unknown_name(verb: list[str], command: CommandLine) -> None:
    hint = "`voicecoach routines` lists those there are; a file is given by its path, such as ./my.routine."
    refused(command(*verb, "swimming"), f"voicecoach: There is no routine “swimming”.\n  {hint}")
    refused(
        command(*verb, "cervical-retraction-extensoin"),
        "voicecoach: There is no routine “cervical-retraction-extensoin”.\n"
        f"  Did you mean “cervical-retraction-extension”? {hint}",
    )


@pytest.mark.parametrize("path", ["../../etc/passwd", "/etc/passwd", "../routines", "./", ".."])
def test_a_path_to_elsewhere_is_read_and_no_more(verb: list[str], path: str, command: CommandLine) -> None:
    outcome = command(*verb, path)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.splitlines()[0]


# --- the voice and its cache ---------------------------------------------------------------------


@pytest.mark.skipif(sys.platform != "linux", reason="espeak's voices")
@pytest.mark.parametrize("name", ["nobody", "en-us+nobody"])
def test_an_unknown_voice(name: str, command: CommandLine) -> None:
    path = command.write("tiny.routine")
    for verb in (["compile"], ["export", "-o", "out.wav"], ["play"]):
        refused(
            command(*verb, path, "--voice", name),
            f"voicecoach: There is no voice “{name}” here.\n  `voicecoach voices --all` lists those there are.",
        )
    assert not command.cache.exists()


def test_a_text_without_a_word(verb: list[str], command: CommandLine) -> None:
    refused(
        command(*verb, command.write("dots.routine", 'routine "R"\nsay "..."\n')),
        'dots.routine:2:5: the text has nothing to say\n    say "..."\n        ^^^^^\n'
        "    expected a letter or a number",
    )


def test_a_voice_that_fails(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicecoach.cli.prepare.engine_for", lambda *_: StandInEngine(failing=True))
    path = command.write("tiny.routine")
    for verb in (["compile"], ["export", "-o", "out.wav"], ["play"]):
        refused(command(*verb, path), "voicecoach: The stand-in was told to fail.\n  Tell it otherwise.", status=3)


@pytest.mark.parametrize(("below", "reason"), [("", "File exists"), ("deeper", "Not a directory")])
def test_a_cache_that_cannot_be_written(below: str, reason: str, command: CommandLine) -> None:
    """A file where the folder should be, for rights mean nothing to root."""
    command.cache.write_bytes(b"")
    cache = command.cache / below if below else command.cache
    command = CommandLine(command.folder, cache, command.home)
    refused(
        command("export", "-q", command.write("tiny.routine"), "-o", "out.wav"),
        f"voicecoach: The speech cache {cache} cannot be written: {reason}.\n"
        "  Free some space or mend its rights, or name another folder in VOICECOACH_CACHE.",
        status=1,
    )


# --- what is to be written -----------------------------------------------------------------------


ALL = "There is .m4a, .m4b, .mp3, .opus, .flac, .wav."


@pytest.mark.parametrize(
    ("output", "message"),
    [
        ("none/out.wav", "There is no folder none."),
        ("tiny.routine/out.wav", "There is no folder tiny.routine."),
        ("none/out.m4a", "There is no folder none."),
        ("out.ogg", f"out.ogg: there is no format “.ogg”.\n  {ALL}"),
        ("out.wav.", f"out.wav.: there is no format without a suffix.\n  {ALL}"),
        ("out", f"out: there is no format without a suffix.\n  {ALL}"),
        (".m4a", f".m4a: there is no format without a suffix.\n  {ALL}"),
        ("", ". is a folder.\n  Name a file in it."),
        ("..", ".. is a folder.\n  Name a file in it."),
        ("folder.d.wav", "folder.d.wav is a folder.\n  Name a file in it."),
        ("there.wav.d/../there.txt.wav", "There is no folder there.wav.d/..."),
    ],
)
def test_an_output_that_cannot_be(output: str, message: str, command: CommandLine) -> None:
    folder = command.folder / "folder.d.wav"
    folder.mkdir()
    refused(command("export", command.write("tiny.routine"), "-o", output), f"voicecoach: {message}")
    folder.rmdir()
    assert not command.cache.exists()


@pytest.mark.parametrize(
    ("name", "options"),
    [
        ("out.wav", ["-o", "out.wav"]),
        ("out.lrc", ["-o", "out.wav"]),
        ("out.vtt", ["-o", "out.m4a", "--captions", "vtt"]),
        ("out.m4a", ["-o", "out.m4a", "--captions", "none"]),
        ("Tiny.m4a", []),
        ("Tiny.lrc", []),
        ("out 01 Opening.mp3", ["-o", "out.mp3", "--tracks"]),
        ("out.m3u8", ["-o", "out.mp3", "--tracks"]),
    ],
)
def test_a_file_that_is_already_there(name: str, options: list[str], spoken: CommandLine) -> None:
    target = spoken.folder / name
    target.write_bytes(b"old")
    refused(
        spoken("export", "-q", spoken.write("tiny.routine"), *options),
        f"voicecoach: {name} is already there.\n  To replace it, add --force.",
    )
    assert target.read_bytes() == b"old"
    target.unlink()


def test_a_folder_where_the_captions_would_be(spoken: CommandLine) -> None:
    folder = spoken.folder / "out.lrc"
    folder.mkdir()
    refused(
        spoken("export", "-q", "--force", spoken.write("tiny.routine"), "-o", "out.wav"),
        "voicecoach: out.lrc is a folder.\n  Choose another name.",
    )
    folder.rmdir()


@pytest.mark.parametrize("kind", ["srt", "", "LRC", "lrc,vtt"])
def test_unknown_captions(kind: str, command: CommandLine) -> None:
    refused(
        command("export", command.write("tiny.routine"), "-o", "out.wav", "--captions", kind),
        f"voicecoach: There are no captions “{kind}”.\n  There is lrc, vtt, none.",
    )
    assert not command.cache.exists()


@pytest.mark.parametrize("suffix", [".wav", ".flac", ".WAV"])
def test_a_bitrate_where_there_is_none(suffix: str, spoken: CommandLine) -> None:
    refused(
        spoken("export", "-q", spoken.write("tiny.routine"), "-o", f"out{suffix}", "--bitrate", "64"),
        f"voicecoach: --bitrate means nothing for {suffix}, which keeps every sample.",
    )


@pytest.mark.parametrize(("suffix", "most"), [(".m4a", 144), (".m4b", 144), (".mp3", 160), (".opus", 256)])
def test_a_bitrate_past_the_codec(suffix: str, most: int, command: CommandLine) -> None:
    refused(
        command("export", command.write("tiny.routine"), "-o", f"out{suffix}", "--bitrate", "320"),
        f"voicecoach: --bitrate 320: {suffix} ends at {most} for speech.",
    )
    assert not command.cache.exists()


@pytest.mark.skipif(sys.platform != "linux", reason="a folder that not even root can write")
def test_a_folder_that_cannot_be_written(spoken: CommandLine) -> None:
    outcome = spoken("export", "-q", spoken.write("tiny.routine"), "-o", "/proc/out.wav")
    assert (outcome.status, outcome.out) == (1, "")
    assert re.fullmatch(
        r"voicecoach: /proc/out\.wav cannot be written: (No such file or directory|Permission denied)\.\n",
        outcome.err,
    )


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="rights mean nothing to root")
def test_a_folder_that_must_not_be_written(spoken: CommandLine) -> None:
    closed = spoken.folder / "closed"
    closed.mkdir(mode=0o500)
    refused(
        spoken("export", "-q", spoken.write("tiny.routine"), "-o", "closed/out.wav"),
        "voicecoach: closed/out.wav cannot be written: Permission denied.",
        status=1,
    )


# --- options -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ("--reps 0", "--reps 0 is outside 1 to 1000"),
        ("--sets 0", "--sets 0 is outside 1 to 100"),
        ("--sets=-1", "--sets -1 is outside 1 to 100"),
        ("--sets x", "--sets x: expected a whole number, or NAME=NUMBER"),
        ("--sets 1.5", "--sets 1.5: expected a whole number, or NAME=NUMBER"),
        ("--sets ٣", "--sets ٣: expected a whole number, or NAME=NUMBER"),
        ("--sets --", "--sets --: expected a whole number, or NAME=NUMBER"),
        ("--sets=", "--sets : expected a whole number, or NAME=NUMBER"),
        ("--sets=--2", "--sets --2: expected a whole number, or NAME=NUMBER"),
        ("--sets=-", "--sets -: expected a whole number, or NAME=NUMBER"),
        ("--sets 9999999999", "--sets 9999999999: expected a whole number, or NAME=NUMBER"),
        ("--sets nobody=2", f"--sets: there is no exercise “nobody”; there is “{NECK}”"),
        ("--pace 0", "--pace 0 is outside 0.5 to 1.5"),
        ("--pace nan", "--pace nan is outside 0.5 to 1.5"),
        ("--pace inf", "--pace inf is outside 0.5 to 1.5"),
        ("--pace=-1", "--pace -1 is outside 0.5 to 1.5"),
        ("--rest 45", "--rest 45: expected a time such as 45s or 1m30s; did you mean 45s?"),
        ("--rest soon", "--rest soon: expected a time such as 45s or 1m30s"),
        ("--rest 0s", "--rest 0s: a duration of zero"),
        ("--rest 5h", "--rest 5h: the duration is too long"),
        ("--rest 0.0001s", "--rest 0.0001s: the duration is finer than 1 ms"),
        ("--rest=-5s", "--rest -5s: expected a time such as 45s or 1m30s"),
        ("--first-set 0", "--first-set 0: sets are numbered from 1"),
        ("--of 0", "--of 0: expected a number from 1 on"),
        ("--of=-3", "--of -3: expected a number from 1 on"),
        ("--first-set 4 --sets 3 --of 5", "--sets 3 from set 4 would end past the 5 sets of the day"),
        ("--first-set 6", "--first-set 6 is past the 5 sets of the day; say how many with --of"),
        (
            "--sets 7",
            "--sets 7 is more than the routine's 5-6 sets; if that is what you want, add --beyond",
        ),
        (
            "--reps 16",
            "--reps 16 is more than the routine's 10-15 repetitions; if that is what you want, add --beyond",
        ),
        ("--sets 101 --beyond", "--sets 101 is outside 1 to 100"),
    ],
)
def test_a_dose_that_is_not_allowed(options: str, message: str, command: CommandLine) -> None:
    refused(command("compile", *options.split(" ")), f"voicecoach: {message}")
    assert not command.cache.exists()


@pytest.mark.parametrize("verb", COMMANDS[1:], ids=lambda words: words[0])
def test_a_dose_that_no_command_allows(verb: list[str], command: CommandLine) -> None:
    for options in (["--sets", "7"], ["--rest", "45"], ["--pace", "nan"]):
        outcome = command(*verb, *options)
        assert (outcome.status, outcome.out) == (2, "")
        assert outcome.err.startswith(f"voicecoach: {' '.join(options)}")
        assert outcome.err.count("\n") == 1
    assert not command.cache.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["compile", "--pace", "fast"],
        ["compile", "--rate", "10"],
        ["compile", "--rate", "301"],
        ["compile", "--first-set", "one"],
        ["compile", "--nonsense"],
        ["compile", "one", "two"],
        ["export", "--bitrate", "15"],
        ["export", "--bitrate", "321"],
        ["export", "--bitrate", "64k"],
        ["check"],
        ["new"],
        ["nonsense"],
    ],
    ids=" ".join,
)
def test_what_the_command_line_itself_refuses(words: list[str], command: CommandLine) -> None:
    outcome = command(*words)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err.startswith("Usage: ")
    assert "Error" in outcome.err


def test_an_unknown_format(command: CommandLine) -> None:
    refused(
        command("compile", "--format", "xml"),
        "voicecoach: There is no format “xml”.\n  There is text, json, vtt, lrc, csv.",
    )


@pytest.mark.parametrize("words", [["play"], ["followup"], ["voices", "--try", "joe"], ["doctor"]], ids=" ".join)
def test_an_unknown_player(words: list[str], command: CommandLine) -> None:
    refused(
        command(*words, "--player", "gramophone"),
        "voicecoach: There is no player “gramophone”.\n  There is miniaudio, simpleaudio, sounddevice.",
    )


def test_a_routine_of_more_than_a_day(command: CommandLine) -> None:
    path = command.write("day.routine", 'routine "R"\nrepeat 7 times\n  pause 4h\nsay "Done."\n')
    for verb in (["compile"], ["export", "-o", "out.wav"], ["play"]):
        refused(command(*verb, path), "voicecoach: the routine is longer than 24 hours at this dose")


# --- new -----------------------------------------------------------------------------------------

CURE = "Use small letters, digits and hyphens, such as wall-angels."


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("../x", "../x"),
        ("", ""),
        ("a/b", "a/b"),
        ("/etc/x", "/etc/x"),
        ("-x", "-x"),
        (".", "."),
        ("..", ".."),
        ("a.routine", "a.routine"),
        ("Wall", "Wall"),
        ("wand übung", "wand übung"),
        ("a\nb", "a�b"),
        ("ab\n", "ab�"),
        ("a\0b", "a�b"),
        ("a\x1b[31mb", "a�[31mb"),
        ("a\x7f", "a�"),
        ("a\u202eb", "a�b"),
        ("a\udcff", "a�"),
        ("a" * 65, "a" * 65),
    ],
)
def test_a_name_that_cannot_be(name: str, shown: str, command: CommandLine) -> None:
    refused(command("new", "--", name), f"voicecoach: “{shown}” cannot be a routine's name.\n  {CURE}")


def test_a_home_that_cannot_be_written(command: CommandLine) -> None:
    command.home.write_bytes(b"")
    path = command.home / "routines" / "mine.routine"
    refused(command("new", "mine"), f"voicecoach: The routine {path} cannot be written: Not a directory.", status=1)


def test_a_routine_that_is_already_there(tmp_path: Path, command: CommandLine) -> None:
    elsewhere = CommandLine(command.folder, command.cache, tmp_path / "other-home")
    path = Path(elsewhere("new", "mine").out.strip())
    path.write_text("changed")
    refused(
        elsewhere("new", "mine"),
        f"voicecoach: There is already a routine {path}.\n  Choose another name, or edit that one.",
    )
    assert path.read_text() == "changed"
