"""What the commands do where all is well."""

import json
import sys
import wave
from pathlib import Path

import av
import jsonschema
import pytest

from tests.cli.running import TINY, CommandLine
from tests.stand_ins import StandInEngine
from tests.terminal import ERASED, terminal
from voicecoach import __version__
from voicecoach.audio.formats import FORMATS

DOCS = Path(__file__).parents[2] / "docs"
NECK = "cervical-retraction-extension"

STRETCHED = 'routine "S"\nexercise "Nod"\n  nod 0.1s "Nod slowly, up and down."\n'


@pytest.fixture
def silent(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> CommandLine:
    """With the stand-in voice, 400 ms a word."""
    monkeypatch.setattr("voicecoach.cli.prepare.engine_for", lambda *_: StandInEngine())
    return command


# --- check ---------------------------------------------------------------------------------------


def test_check_says_nothing_of_what_is_in_order(command: CommandLine) -> None:
    outcome = command("check", command.write("a.routine"), command.write("b.txt"))
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")


def test_check_reports_every_problem_of_every_file(command: CommandLine) -> None:
    wrong = command.write("wrong.routine", 'routine "R"\npuase 2s\nsay "{rep}"\n')
    outcome = command("check", "missing.routine", command.write("good.routine"), wrong)
    assert (outcome.status, outcome.out) == (2, "")
    assert outcome.err == (
        "voicecoach: The routine missing.routine cannot be read: No such file or directory.\n"
        'wrong.routine:2:1: unknown step "puase"\n'
        "    puase 2s\n"
        "    ^^^^^\n"
        "    expected routine, about, source, caution, language, say, pause, rest, tone, exercise, repeat or ask\n"
        '    did you mean "pause"?\n'
        "\n"
        "wrong.routine:3:6: {rep} has no meaning outside an exercise\n"
        '    say "{rep}"\n'
        "         ^^^^^\n"
        "    expected no placeholder here\n"
    )


# --- routines and new ----------------------------------------------------------------------------


def test_the_routines_that_ship(command: CommandLine) -> None:
    outcome = command("routines")
    assert (outcome.status, outcome.err) == (0, "")
    assert outcome.out == (
        "box-breathing                             4 min  Box breathing\n"
        "breathing-4-7-8                           3 min  Four, seven, eight breathing\n"
        "cervical-retraction                       3 min  Cervical retraction\n"
        "cervical-retraction-extension  default   16 min  Cervical retraction with extension\n"
        "desk-break                               10 min  Desk break\n"
        "neck-rotation                             4 min  Neck rotation\n"
        "scapular-squeeze                          4 min  Scapular squeeze\n"
        "thoracic-extension                        4 min  Thoracic extension over a chair\n"
    )


def test_a_new_routine_is_in_order_listed_and_compiled(spoken: CommandLine) -> None:
    path = spoken.home / "routines" / "wall-angels.routine"
    outcome = spoken("new", "wall-angels")
    assert outcome.status == 0
    assert outcome.out == f"{path}\n"
    assert outcome.err == (
        "Change it with any editor, then:\n  voicecoach check wall-angels\n  voicecoach play wall-angels\n"
    )
    assert [each.name for each in path.parent.iterdir()] == ["wall-angels.routine"]
    assert 'routine "Wall angels"\n' in path.read_text()

    assert spoken("check", path).err == ""
    listed = spoken("routines").out.splitlines()
    assert listed[-1] == "wall-angels                    yours      5 min  Wall angels"
    sheet = spoken("compile", "-q", "--strict", "wall-angels")
    assert sheet.status == 0
    assert sheet.out.startswith("Wall angels\nShoulder blade squeeze: 2 sets of 8 reps, rest 30 s\n")


def test_routines_as_json(command: CommandLine) -> None:
    command("new", "mine")
    rows = json.loads(command("routines", "--json").out)
    told = {row["name"]: (row["title"], row["minutes"], row["own"]) for row in rows}
    assert list(told) == sorted(told)
    assert told[NECK] == ("Cervical retraction with extension", 16, False)
    assert told["mine"] == ("Mine", 5, True)
    assert all(Path(row["path"]).is_file() for row in rows)


def test_your_own_stands_before_a_shipped_one(command: CommandLine) -> None:
    command("new", NECK)
    (shown,) = (line for line in command("routines").out.splitlines() if line.startswith(f"{NECK} "))
    assert shown == f"{NECK}  yours      5 min  Cervical retraction extension"


def test_routines_that_are_not_in_order_are_listed_with_the_reason(command: CommandLine) -> None:
    own = command.home / "routines"
    (own / "folder.routine").mkdir(parents=True)
    (own / "long.routine").write_text('routine "R"\nrepeat 1000 times\n  pause 4h\n  say "On."\n')
    (own / "one.routine").write_text('routine "R"\n')
    (own / "two.routine").write_text('routine "R"\nsay "{rep}"\nsay "{set}"\n')
    outcome = command("routines")
    assert outcome.status == 0
    yours = [line.split(maxsplit=2) for line in outcome.out.splitlines() if "  yours  " in line]
    assert yours == [
        ["folder", "yours", f"(The routine {own}/folder.routine cannot be read: Is a directory.)"],
        ["long", "yours", "(the routine is longer than 24 hours at this dose)"],
        ["one", "yours", f"(has 1 problem: voicecoach check {own}/one.routine)"],
        ["two", "yours", f"(has 2 problems: voicecoach check {own}/two.routine)"],
    ]


# --- compile -------------------------------------------------------------------------------------


def test_the_default_routine_is_the_neck_routine(silent: CommandLine) -> None:
    outcome = silent("compile", "-q")
    assert (outcome.status, outcome.err) == (0, "")
    golden = Path(__file__).parents[1] / "timeline" / "goldens" / "shipped" / f"{NECK}.txt"
    assert outcome.out == golden.read_text()
    assert silent("compile", "-q", NECK).out == outcome.out


def test_every_format(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    sheets = {form: silent("compile", "-q", path, "--format", form) for form in ("text", "json", "vtt", "lrc", "csv")}
    assert all((sheet.status, sheet.err) == (0, "") for sheet in sheets.values())
    assert sheets["text"].out.startswith("Tiny\n0:08.100 in all\n\n== Opening\n")
    jsonschema.validate(json.loads(sheets["json"].out), json.loads((DOCS / "timeline.schema.json").read_bytes()))
    assert sheets["vtt"].out.startswith("WEBVTT\n\n00:00:00.500 --> 00:00:00.900\nTiny\n")
    assert sheets["lrc"].out.startswith("[ti:Tiny]\n[length:00:08]\n[00:00.50]Tiny\n")
    assert sheets["csv"].out.startswith("start_ms,length_ms,kind,")


def test_the_dose(silent: CommandLine) -> None:
    def dose(*options: str) -> str:
        outcome = silent("compile", "-q", *options)
        assert outcome.err == ""
        return "\n".join(outcome.out.splitlines()[1:3])

    name = "Retraction with extension"
    assert dose("--sets", "1", "--reps", "2").startswith(f"{name}: 1 set of 2 reps\n")
    assert dose("--sets", f"{name}=2", "--rest", "1m30s").startswith(f"{name}: 2 sets of 10 reps, rest 90 s\n")
    assert dose("--sets", "2", "--first-set", "3", "--of", "6").startswith(
        f"{name}: 2 sets of 10 reps, rest 30 s, from set 3 of 6\n"
    )
    assert dose("--sets", "7", "--beyond").startswith(f"{name}: 7 sets of 10 reps, rest 30 s\n")
    assert dose("--pace", "0.8").endswith(" in all, pace 0.8")


def test_warnings_go_to_stderr(silent: CommandLine) -> None:
    path = silent.write("s.routine", STRETCHED)
    silent("compile", "-q", path)
    outcome = silent("compile", path)
    warning = "warning: line 3: its words stretch “nod” by 2.20 s at most (once)\n"
    assert (outcome.status, outcome.err) == (0, warning)
    quiet = silent("compile", "-q", path)
    assert (quiet.status, quiet.err, quiet.out) == (0, "", outcome.out)
    for options in (["--strict"], ["--strict", "-q"]):
        strict = silent("compile", *options, path)
        assert (strict.status, strict.out) == (2, "")
        assert strict.err == warning + "voicecoach: 1 warning, and --strict\n"


def test_verbose_tells_where_speech_is_kept(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    silent("compile", "-q", path)
    outcome = silent("compile", "-v", path)
    assert outcome.err == f"{path}: 8 events, 4 texts, speech kept in {silent.cache}\n"


def test_where_something_has_to_be_spoken_a_bar_is_shown_at_once_and_gone_afterwards(command: CommandLine) -> None:
    path = command.write("tiny.routine")
    words = [sys.executable, "-m", "voicecoach", "compile", "-v", str(path)]
    with terminal(words, command.environment, command.folder) as cold:
        cold.wait_for("Preparing the voice")
        cold.wait_for("0/4")
        cold.wait_for("4/4")
        cold.wait_for(ERASED)
        cold.wait_for("Tiny")
        assert cold.wait() == 0
    with terminal(words, command.environment, command.folder) as warm:
        assert warm.wait() == 0
        assert warm.shown.startswith("tiny.routine: 8 events")


def test_a_terminal_that_takes_nothing_back_is_told_in_a_line(command: CommandLine) -> None:
    path = command.write("tiny.routine")
    words = [sys.executable, "-m", "voicecoach", "export", str(path), "-o", "tiny.wav"]
    with terminal(words, {**command.environment, "TERM": "dumb"}, command.folder) as dumb:
        assert dumb.wait() == 0
        assert dumb.shown.splitlines() == ["Preparing the voice …", "Writing …", "tiny.wav", "tiny.lrc"]


def test_no_bar_is_in_what_is_no_terminal(silent: CommandLine) -> None:
    assert silent("compile", silent.write("tiny.routine")).err == ""


# --- export --------------------------------------------------------------------------------------


def length_of(path: Path) -> int:
    """In ms."""
    with wave.open(str(path), "rb") as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 24_000)
        return wav.getnframes() // 24


def names(command: CommandLine) -> list[str]:
    return sorted(path.name for path in command.folder.iterdir())


def test_export_writes_what_compile_tells(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    silent("compile", "-q", path)
    outcome = silent("export", path, "-o", "tiny.wav")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "tiny.wav\ntiny.lrc\n")
    assert length_of(silent.folder / "tiny.wav") == 8_100
    assert (silent.folder / "tiny.lrc").read_text() == silent("compile", path, "--format", "lrc").out
    assert names(silent) == ["tiny.lrc", "tiny.routine", "tiny.wav"]


@pytest.mark.parametrize("suffix", FORMATS)
def test_every_suffix(suffix: str, silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    silent("compile", "-q", path)
    (silent.folder / "sub").mkdir()
    outcome = silent("export", path, "-o", f"sub/tiny{suffix.upper()}")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", f"sub/tiny{suffix.upper()}\nsub/tiny.lrc\n")
    with av.open(silent.folder / "sub" / f"tiny{suffix.upper()}") as container:
        assert container.duration is not None
        assert container.duration / 1000 == pytest.approx(8_100, abs=100)
    assert len(list((silent.folder / "sub").iterdir())) == 2


def test_a_name_of_its_own(silent: CommandLine) -> None:
    path = silent.write("tiny.routine", TINY.replace("Tiny", "Neck & back: 1/2 of *it*?"))
    silent("compile", "-q", path)
    outcome = silent("export", path)
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err == "Neck back 1 2 of it.m4a\nNeck back 1 2 of it.lrc\n"
    assert names(silent) == ["Neck back 1 2 of it.lrc", "Neck back 1 2 of it.m4a", "tiny.routine"]

    assert silent("export", "-q", "--sets", "2", "--reps", "2", "--captions", "none").status == 0
    assert "Cervical retraction with extension 2x2.m4a" in names(silent)
    assert len(names(silent)) == 4


def test_captions(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    silent("compile", "-q", path)
    (silent.folder / "tiny.lrc").write_text("old")
    assert silent("export", path, "-o", "tiny.wav", "--captions", "none").err == "tiny.wav\n"
    assert silent("export", path, "-o", "tiny.mp3", "--captions", "vtt").err == "tiny.mp3\ntiny.vtt\n"
    assert (silent.folder / "tiny.vtt").read_text() == silent("compile", path, "--format", "vtt").out
    assert (silent.folder / "tiny.lrc").read_text() == "old"
    assert names(silent) == ["tiny.lrc", "tiny.mp3", "tiny.routine", "tiny.vtt", "tiny.wav"]


def test_the_bitrate(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    for suffix in (".m4a", ".mp3", ".opus"):
        for bitrate in ("16", "96", str(FORMATS[suffix].most // 1000)):
            options = ("-q", "--captions", "none", "--bitrate", bitrate)
            outcome = silent("export", path, *options, "-o", f"{bitrate}{suffix}")
            assert (outcome.status, outcome.err) == (0, "")
        assert (silent.folder / f"16{suffix}").stat().st_size < (silent.folder / f"96{suffix}").stat().st_size


def test_force_replaces_a_file(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    target = silent.folder / "tiny.WAV"
    target.write_bytes(b"old")
    (silent.folder / "tiny.lrc").write_bytes(b"old")
    outcome = silent("export", path, "-q", "--force", "--output", target)
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "")
    assert length_of(target) == 8_100
    assert (silent.folder / "tiny.lrc").read_text().startswith("[ti:Tiny]\n")
    assert names(silent) == ["tiny.WAV", "tiny.lrc", "tiny.routine"]


def test_export_warns(silent: CommandLine) -> None:
    path = silent.write("s.routine", STRETCHED)
    silent("compile", "-q", path)
    outcome = silent("export", path, "-o", "s.wav")
    assert outcome.status == 0
    assert outcome.err == "warning: line 3: its words stretch “nod” by 2.20 s at most (once)\ns.wav\ns.lrc\n"


def test_more_chapters_than_a_file_can_have(silent: CommandLine) -> None:
    exercise = 'exercise "{}"\n  100 sets, rest 1s\n  1 rep\n  nod 1s\n'
    path = silent.write("long.routine", 'routine "L"\n' + exercise.format("A") + exercise.format("B"))
    silent("compile", "-q", path)
    outcome = silent("export", path, "-o", "long.wav", "--captions", "none")
    assert outcome.status == 0
    assert outcome.err.endswith(
        "note: a file has at most 255 chapters; rests are merged into their sets, which leaves 201\nlong.wav\n"
    )


# a name with numbers, which are not the tracks'
@pytest.mark.parametrize("stem", ["neck", "Day 1 neck", "1 01 neck 2"])
def test_a_track_a_set(stem: str, silent: CommandLine) -> None:
    options = ("--sets", "2", "--reps", "2")
    sheet = json.loads(silent("compile", "-q", *options, "--format", "json").out)
    outcome = silent("export", "--tracks", *options, "-o", f"{stem}.wav")
    titles = ["Opening", "Set 1 of 2", "Set 2 of 2", "Questions after"]
    tracks = [f"{stem} {number:02} {title}" for number, title in enumerate(titles, start=1)]
    files = [*(f"{track}.wav" for track in tracks), *(f"{track}.lrc" for track in tracks), f"{stem}.m3u8"]
    assert (outcome.status, outcome.out) == (0, "")
    assert outcome.err.splitlines()[-len(files) :] == files
    assert names(silent) == sorted(files)
    lengths = [length_of(silent.folder / f"{track}.wav") for track in tracks]
    assert sum(lengths) == sheet["length"] + 500 * (len(tracks) - 1)  # each begins with silence of its own
    assert (silent.folder / f"{stem}.m3u8").read_text() == "#EXTM3U\n" + "".join(
        f"#EXTINF:{round(length / 1000)},Cervical retraction with extension: {title}\n{track}.wav\n"
        for length, title, track in zip(lengths, titles, tracks, strict=True)
    )


@pytest.mark.skipif(sys.platform != "linux", reason="names of any bytes")
def test_tracks_with_a_name_that_is_not_utf_8(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    outcome = silent("export", "-q", "--tracks", "--captions", "none", path, "-o", "a\udcff.m4a")
    assert (outcome.status, outcome.err) == (0, "")
    assert names(silent) == ["a\udcff 01 Opening.m4a", "a\udcff.m3u8", "tiny.routine"]
    listed = (silent.folder / "a\udcff.m3u8").read_bytes()
    assert listed == b"#EXTM3U\n#EXTINF:8,Tiny: Opening\na\xff 01 Opening.m4a\n"


def test_without_questions(silent: CommandLine) -> None:
    def said(*options: str) -> list[str]:
        dose = ("--sets", "1", "--reps", "1", "--beyond")
        assert silent("export", "-q", "--force", "-o", "r.wav", *dose, *options).status == 0
        lines = (silent.folder / "r.lrc").read_text().splitlines()
        return [line.partition("]")[2] for line in lines[2:]]

    asked, unasked = said(), said("--no-questions")
    left_out = [line for line in asked if line not in unasked]
    assert "A few questions. Keep your answers in mind." in left_out
    assert "Write your answers down, and enter them later with voicecoach log add." in left_out
    assert not any("?" in line for line in unasked)
    assert {line for line in unasked if line not in asked} <= {"About one minute.", "About 2 minutes."}
    cautions = unasked.index("Not while driving.")
    assert unasked[cautions + 1] == "Do not do this routine if one of these applies to you."
    assert unasked[cautions + 2] == "A recent fall or blow to the head or neck, or neck surgery."
    assert unasked[cautions + 6] == "If one of them does, stop here, and ask a clinician."


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_nobody_else_may_look_into_a_new_home(command: CommandLine) -> None:
    assert command("new", "wall-angels").status == 0
    assert command.home.stat().st_mode & 0o777 == 0o700


@pytest.mark.skipif(sys.platform == "win32", reason="rights of POSIX")
def test_others_may_read_every_file(silent: CommandLine) -> None:
    path = silent.write("tiny.routine")
    assert silent("export", "-q", "--tracks", path, "-o", "r.m4a").status == 0
    assert {each.stat().st_mode for each in silent.folder.iterdir()} == {path.stat().st_mode}
    assert len(names(silent)) == 4


def test_exports_with_separate_caches_are_the_same_bytes(command: CommandLine, tmp_path: Path) -> None:
    """In the real voice, from nothing, in every format."""
    path = command.write("r.routine", TINY + 'tone go\nsay "Face to the ceiling."\nsay "Hello."\n')
    for number in (1, 2):
        cold = CommandLine(command.folder, tmp_path / f"cache-{number}", command.home)
        (command.folder / f"{number}").mkdir()
        for suffix in FORMATS:
            outcome = cold.apart("export", "-q", "--force", path, "-o", f"{number}/r{suffix}")
            assert (outcome.status, outcome.err) == (0, "")
    assert length_of(command.folder / "1" / "r.wav") > 9_000
    for suffix in (*FORMATS, ".lrc"):
        first, second = ((command.folder / f"{number}" / f"r{suffix}").read_bytes() for number in (1, 2))
        assert first == second, suffix
    clips = [sorted(each.name for each in (tmp_path / f"cache-{number}").iterdir()) for number in (1, 2)]
    assert clips[0] == clips[1]
    for name in clips[0]:
        assert (tmp_path / "cache-1" / name).read_bytes() == (tmp_path / "cache-2" / name).read_bytes()


# --- the rest ------------------------------------------------------------------------------------


def test_voices(command: CommandLine) -> None:
    outcome = command("voices")
    assert (outcome.status, outcome.err) == (0, "")
    assert "en-us" in outcome.out.lower()
    assert outcome.out.splitlines()[-1].endswith(", by VOICECOACH_VOICE.")
    rows = json.loads(command("voices", "--json", "--all").out)
    assert len(rows) > len(outcome.out.splitlines())
    assert {"id", "name", "language"} == set(rows[0])
    assert all(
        row["language"].startswith("de") for row in json.loads(command("voices", "--json", "--language", "de").out)
    )


def test_the_version(command: CommandLine) -> None:
    assert command("--version").out == f"voicecoach {__version__}\n"


def test_a_paragraph_of_help_ends_no_line_of_its_own(command: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "1000")
    for words, sentence in (
        (["play"], "Answers are kept: see voicecoach log. On Linux a headset's buttons count, too"),
        (["config"], "The environment stands over it: VOICECOACH_VOICE, VOICECOACH_RATE, VOICECOACH_PLAYER and"),
        (["config", "set"], "Keep a choice. A voice is tried first, and"),
    ):
        assert sentence in command(*words, "--help").out
    lines = [line.strip() for line in command("report", "--help").out.splitlines()]
    assert {"Example: voicecoach report --since 30d", "Example: voicecoach report -o report.html"} < set(lines)


@pytest.mark.parametrize(
    "name", ["play", "followup", "log", "export", "compile", "check", "routines", "new", "voices", "config"]
)
def test_help_has_an_example(name: str, command: CommandLine) -> None:
    outcome = command(name, "--help")
    assert outcome.status == 0
    assert f"voicecoach {name}" in outcome.out.split("Example:")[1]
