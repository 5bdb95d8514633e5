"""What is kept once for all: read with all that may be wrong with it, and changed without harm to the rest."""

import sys
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from voicecoach import defaults
from voicecoach.audio.players import PLAYERS
from voicecoach.choices import LIMIT, drop, effective, keep, read_choices
from voicecoach.environment import Environment
from voicecoach.status import Status, VoicecoachError

FALLBACK = {"voice": "joe", "rate": "150", "player": "miniaudio", "answers": "auto"}


def write(folder: Path, content: str | bytes) -> Path:
    path = folder / "config.toml"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def test_all_settings(tmp_path: Path) -> None:
    path = write(tmp_path, 'voice = "en-us+f3"\n# slowly\nrate = 120\nplayer = "sounddevice"\nanswers = "keys"\n')
    assert read_choices(path) == {"voice": "en-us+f3", "rate": 120, "player": "sounddevice", "answers": "keys"}


def test_the_players_are_those_that_there_are() -> None:
    assert set(defaults.PLAYERS) == set(PLAYERS)


def test_no_file_and_an_empty_one(tmp_path: Path) -> None:
    assert read_choices(tmp_path / "none" / "config.toml") == {}
    assert read_choices(write(tmp_path, "")) == {}
    assert read_choices(write(tmp_path, b"\xef\xbb\xbf# with a byte order mark\r\n")) == {}


def test_a_voices_file_is_looked_for_beside_it(tmp_path: Path) -> None:
    path = write(tmp_path, 'voice = "alba.onnx"')
    assert read_choices(path) == {"voice": str(tmp_path / "alba.onnx")}
    assert read_choices(write(tmp_path, 'voice = "/voices/alba.onnx"')) == {"voice": "/voices/alba.onnx"}
    assert read_choices(write(tmp_path, 'voice = "~/alba.onnx"')) == {"voice": str(Path("~/alba.onnx").expanduser())}
    nobodys = "~nobody-of-that-name/alba.onnx"
    assert read_choices(write(tmp_path, f'voice = "{nobodys}"')) == {"voice": str(tmp_path / nobodys)}


WRONG = {
    'voice = "joe"\nrate 120\n': "line 2: Expected '=' after a key in a key/value pair.",
    'rate = 100\nvoice = "joe': "line 2: Unterminated string.",
    "rate = 100\nrate = 110\n": "line 2: Cannot overwrite a value.",
    "# mine\nvoise = 7\n": "line 2: There is no setting “voise”.",
    "\n[voice]\nname = 1\n": "line 2: voice is {'name': 1}: expected the name of a voice, in quotes.",
    "voice = 7\n": "line 1: voice is 7: expected the name of a voice, in quotes.",
    'voice = " "\n': "line 1: voice is “ ”: expected the name of a voice, in quotes.",
    "\n\nrate = 1000\n": "line 3: rate is 1000: expected a whole number from 80 to 300.",
    'rate = "150"\n': "line 1: rate is “150”: expected a whole number from 80 to 300.",
    "rate = true\n": "line 1: rate is True: expected a whole number from 80 to 300.",
    "rate = 150.0\n": "line 1: rate is 150.0: expected a whole number from 80 to 300.",
    'player = "radio"\n': "line 1: player is “radio”: expected "
    '"miniaudio", "sounddevice" or "simpleaudio".',
    "answers = []\n": 'line 1: answers is []: expected "auto", "voice" or "keys".',
}  # fmt: skip


@pytest.mark.parametrize("content", WRONG)
def test_what_is_wrong_is_told_with_its_line(content: str, tmp_path: Path) -> None:
    path = write(tmp_path, content)
    with pytest.raises(VoicecoachError) as caught:
        read_choices(path)
    assert caught.value.message == f"{path}, {WRONG[content]}"
    assert caught.value.cure
    assert caught.value.status == Status.WRONG_USE


def test_did_you_mean(tmp_path: Path) -> None:
    with pytest.raises(VoicecoachError) as caught:
        read_choices(write(tmp_path, "anwsers = 1"))
    assert caught.value.cure == "Did you mean “answers”? There is voice, rate, player, answers."


def test_what_is_no_file_of_choices(tmp_path: Path) -> None:
    with pytest.raises(VoicecoachError, match="toml, line 2: this is not UTF-8"):
        read_choices(write(tmp_path, b"# \n\xff\xfe"))
    with pytest.raises(VoicecoachError, match="is too large"):
        read_choices(write(tmp_path, b"#" * (LIMIT + 1)))
    with pytest.raises(VoicecoachError, match=f"{tmp_path} cannot be read: Is a directory"):
        read_choices(tmp_path)


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=60) | st.text("voicerat=\"'[]{}.#\n 10", max_size=40).map(str.encode))
def test_any_content_gives_choices_or_one_error(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    path = write(tmp_path_factory.getbasetemp(), content)
    problem, found = None, set[str]()
    try:
        found = set(read_choices(path))
    except VoicecoachError as error:
        problem = error
    assert found <= set(FALLBACK)
    assert problem is None or (str(path) in problem.message and problem.status == Status.WRONG_USE)


# --- where a value comes from --------------------------------------------------------------------


def test_the_environment_stands_over_the_file_and_the_file_over_the_default(tmp_path: Path) -> None:
    path = write(tmp_path, 'rate = 120\nanswers = "keys"\n')
    environment = Environment({"VOICECOACH_HOME": str(tmp_path), "VOICECOACH_RATE": "99", "VOICECOACH_VOICE": ""})
    assert [(each.name, each.value, each.source) for each in effective(environment, FALLBACK)] == [
        ("voice", "joe", "default"),
        ("rate", "99", "VOICECOACH_RATE"),
        ("player", "miniaudio", "default"),
        ("answers", "keys", str(path)),
    ]


def test_where_the_file_is(tmp_path: Path) -> None:
    named = {"VOICECOACH_CONFIG": "/etc/coach.toml", "VOICECOACH_HOME": str(tmp_path)}
    assert Environment(named).config_file == Path("/etc/coach.toml")
    assert Environment({"VOICECOACH_HOME": str(tmp_path)}).config_file == tmp_path / "config.toml"
    assert Environment({}).config_file.parts[-2:] == ("voicecoach", "config.toml")


# --- changing it ---------------------------------------------------------------------------------


def test_what_else_is_in_the_file_stays(tmp_path: Path) -> None:
    path = write(tmp_path, '# my voice\nvoice = "en-us"  # the plain one\n\n\n# slowly\nrate=120\n')
    keep(path, "voice", "joe")
    keep(path, "answers", "keys")
    assert path.read_text() == '# my voice\nvoice = "joe"  # the plain one\n\n\n# slowly\nrate=120\nanswers = "keys"\n'
    assert drop(path, "voice")
    assert not drop(path, "voice")
    assert path.read_text() == '# my voice\n\n\n# slowly\nrate=120\nanswers = "keys"\n'


@pytest.mark.skipif(sys.platform == "win32", reason="rights and links")
def test_a_new_file_is_the_users_alone_and_a_link_stays_one(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "config.toml"
    keep(path, "rate", "100")
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    link = tmp_path / "link.toml"
    link.symlink_to(path)
    keep(link, "rate", "110")
    assert link.is_symlink()
    assert path.read_text() == "rate = 110\n"


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("rate", "fast", "rate “fast”: expected a whole number from 80 to 300."),
        ("rate", "301", "rate “301”: expected a whole number from 80 to 300."),
        ("player", "radio", 'player “radio”: expected "miniaudio", "sounddevice" or "simpleaudio".'),
        ("speed", "7", "There is no setting “speed”."),
    ],
)
def test_what_cannot_be_kept(name: str, value: str, message: str, tmp_path: Path) -> None:
    path = tmp_path / "config.toml"
    with pytest.raises(VoicecoachError) as caught:
        keep(path, name, value)
    assert caught.value.message == message
    assert caught.value.status == Status.WRONG_USE
    assert not path.exists()


@settings(deadline=None, max_examples=50)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20).filter(str.strip))
def test_any_voices_name_comes_back(tmp_path_factory: pytest.TempPathFactory, name: str) -> None:
    path = tmp_path_factory.getbasetemp() / "names.toml"
    path.unlink(missing_ok=True)
    keep(path, "voice", name)
    assert read_choices(path) == {"voice": name}


def test_a_file_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(VoicecoachError) as caught:
        keep(tmp_path / "file" / "config.toml", "rate", "100")
    assert caught.value.message == f"{tmp_path}/file/config.toml cannot be written: File exists."
    assert caught.value.status == Status.FAILED
