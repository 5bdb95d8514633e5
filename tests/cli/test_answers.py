"""`--answers`: what is listened with, what is said where that is not there, and what keys alone do without."""

import contextlib
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.cli.running import CommandLine
from tests.earlier import awaiting
from tests.sound_card import ROOT
from tests.stand_ins import StandInEngine
from voicecoach.cli import hearing
from voicecoach.environment import Environment
from voicecoach.hearing.backends import BACKENDS
from voicecoach.hearing.ears import Ears
from voicecoach.hearing.microphones import NoMicrophoneError, no_input
from voicecoach.language.spoken import ENGLISH
from voicecoach.speech.speaker import Speaker
from voicecoach.status import Status

HEAVY = ("onnxruntime", "moonshine_voice", "pocketsphinx")
PIP = 'pip install "voicecoach[hear]", or, where that has no build: pip install "voicecoach[hear-small]"'
OBJECT = ENGLISH.aloud.object


class Performance:
    """Stands for a session: what it was given, and what had been made ready to be said."""

    def __init__(self) -> None:
        self.ready: list[str] = []
        self.ears: Ears | None = None
        self.times = 0

    def speak_all(self, _speaker: Speaker, texts: Iterable[str], _environment: Environment, *, quiet: bool) -> None:
        assert quiet
        self.ready += texts

    def perform(self, *arguments: object, **_options: object) -> None:
        self.times += 1
        ears = arguments[-1]
        assert ears is None or isinstance(ears, Ears)
        self.ears = ears


@pytest.fixture
def performance(monkeypatch: pytest.MonkeyPatch) -> Performance:
    """No session is played."""
    one = Performance()
    monkeypatch.setattr("voicecoach.cli.prepare.engine_for", lambda *_: StandInEngine())
    monkeypatch.setattr("voicecoach.cli.prepare.speak_all", one.speak_all)
    monkeypatch.setattr("voicecoach.cli.performance.perform", one.perform)
    return one


@pytest.fixture
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the extras that understand speech."""
    for module in HEAVY:
        monkeypatch.setitem(sys.modules, module, None)


@pytest.fixture
def equipped(monkeypatch: pytest.MonkeyPatch) -> None:
    """With one, whether it is installed here or not."""
    monkeypatch.setattr(hearing, "installed_backend", lambda: BACKENDS[0])


# --- refused -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("verb", ["play", "followup"])
@pytest.mark.parametrize("word", ["mouth", "Voice", ""])
def test_another_word(verb: str, word: str, command: CommandLine, performance: Performance) -> None:
    outcome = command(verb, "--answers", word)
    assert (outcome.status, outcome.out) == (Status.WRONG_USE, "")
    assert outcome.err == f"voicecoach: --answers {word}: expected auto, voice or keys.\n"
    assert (performance.times, performance.ready) == (0, [])


@pytest.mark.usefixtures("bare")
@pytest.mark.parametrize("verb", ["play", "followup"])
def test_voice_without_a_recogniser(verb: str, command: CommandLine, performance: Performance) -> None:
    outcome = command(verb, "--answers", "voice")
    assert (outcome.status, outcome.out) == (Status.NO_SOUND, "")
    assert outcome.err == f"voicecoach: Nothing is installed that could understand spoken answers.\n  {PIP}\n"
    assert (performance.times, performance.ready) == (0, [])


class Microphone:
    """One that is there, or is not."""

    def __init__(self, *, there: bool) -> None:
        self._there = there
        self.open = False

    def start(self) -> None:
        if not self._there:
            raise no_input()
        self.open = True

    def close(self) -> None:
        self.open = False


@pytest.mark.usefixtures("equipped")
def test_voice_without_a_microphone(
    command: CommandLine, performance: Performance, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hearing, "load_microphone", lambda _name: Microphone(there=False))
    outcome = command("play", "--answers", "voice", command.write("tiny.routine"))
    assert outcome.status == Status.NO_SOUND
    assert outcome.err.startswith("voicecoach: No microphone was found.\n  Plug in or switch on a microphone")
    assert performance.times == 0


# --- accepted ----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("equipped")
def test_voice_tries_the_microphone_and_lets_go_of_it(
    command: CommandLine, performance: Performance, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = [Microphone(there=True), Microphone(there=True)]
    left = list(tried)
    monkeypatch.setattr(hearing, "load_microphone", lambda _name: left.pop())
    assert command("play", "--answers", "voice", command.write("tiny.routine"), "-q").status == 0
    assert performance.ears is not None
    assert not left
    assert not any(each.open for each in tried)


@pytest.mark.usefixtures("equipped")
@pytest.mark.parametrize("arguments", [[], ["--answers", "auto"]])
def test_auto_listens_where_there_is_something_to_listen_with(
    arguments: list[str], command: CommandLine, performance: Performance
) -> None:
    assert command("play", command.write("tiny.routine"), "-q", *arguments).err == ""
    assert performance.ears is not None
    assert OBJECT in performance.ready, "what is said around spoken answers is ready"


@pytest.mark.usefixtures("bare")
def test_auto_without_a_recogniser_is_as_ever(command: CommandLine, performance: Performance) -> None:
    outcome = command("play", command.write("tiny.routine"), "-q")
    assert (outcome.status, outcome.err) == (0, "")
    assert (performance.times, performance.ears) == (1, None)
    assert not set(performance.ready) & set(ENGLISH.aloud.texts())


@pytest.mark.usefixtures("equipped")
def test_keys_listen_to_nothing(command: CommandLine, performance: Performance) -> None:
    assert command("play", "--answers", "keys", command.write("tiny.routine"), "-q").status == 0
    assert (performance.times, performance.ears) == (1, None)
    assert OBJECT not in performance.ready


def test_a_follow_up_needs_a_keyboard_or_somebody_to_listen(
    command: CommandLine, performance: Performance, monkeypatch: pytest.MonkeyPatch
) -> None:
    awaiting(command.home)
    outcome = command("followup", "--answers", "keys", "-q")
    assert outcome.status == Status.WRONG_USE
    assert outcome.err.startswith("voicecoach: There is no keyboard to answer with.\n")
    monkeypatch.setattr(hearing, "installed_backend", lambda: BACKENDS[0])
    assert command("followup", "-q").err == ""
    assert performance.ears is not None
    assert OBJECT in performance.ready


# --- what is loaded ----------------------------------------------------------------------------------

LOADED = """\
import sys
from tests.stand_ins import StandInEngine
from voicecoach.cli import app, performance, prepare
prepare.engine_for = lambda *_: StandInEngine()
prepare.speak_all = lambda *_, **__: None
performance.perform = lambda *arguments, **_: print(type(arguments[-1]).__name__)
try:
    app(["play", "tiny.routine", "-q", *sys.argv[1:]])
finally:
    print(*sorted({name.partition(".")[0] for name in sys.modules} & set(%r)))
"""


@pytest.mark.parametrize(("answers", "ears"), [("keys", ["NoneType"]), ("auto", ["Ears", "NoneType"])])
def test_the_recogniser_is_never_loaded_into_the_program_itself(
    answers: str, ears: list[str], command: CommandLine
) -> None:
    command.write("tiny.routine")
    code = LOADED % (HEAVY,)
    env = {**command.environment, "PYTHONPATH": str(ROOT)}
    child = subprocess.run(
        [sys.executable, "-c", code, "--answers", answers],
        cwd=command.folder, env=env, capture_output=True, check=False, encoding="utf-8", stdin=subprocess.DEVNULL,
    )  # fmt: skip
    kind, loaded = child.stdout.split("\n")[:2]
    assert kind in ears, child.stderr
    assert loaded == ""


# --- what the ears are made of -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("player", "missing", "microphone"),
    [
        ("miniaudio", (), "miniaudio"),
        ("simpleaudio", (), "miniaudio"),
        ("sounddevice", ("miniaudio",), "sounddevice"),
        ("miniaudio", ("miniaudio",), "sounddevice"),
        ("miniaudio", ("miniaudio", "sounddevice"), "miniaudio"),
    ],
)
def test_the_library_that_records_is_the_one_that_plays_if_it_can(
    player: str, missing: tuple[str, ...], microphone: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def load(name: str) -> None:
        if name in missing:
            raise NoMicrophoneError(f"{name} is not installed")

    monkeypatch.setattr(hearing, "load_microphone", load)
    assert hearing.microphone_for(player) == microphone


@pytest.mark.parametrize("end", [None, KeyboardInterrupt])
@pytest.mark.parametrize("reason", ["", "it has ended"])
def test_what_went_wrong_is_told_when_it_is_over(
    reason: str, end: type[KeyboardInterrupt] | None, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    environment = Environment(variables={"VOICECOACH_HOME": str(tmp_path)})
    with (
        contextlib.suppress(KeyboardInterrupt),
        hearing.open_ears(BACKENDS[0], "miniaudio", environment, (), ENGLISH) as ears,
    ):
        assert ears is not None
        ears.reason = reason
        if end is not None:
            raise end
    assert capsys.readouterr().err == (f"note: spoken answers: {reason}\n" if reason else "")
