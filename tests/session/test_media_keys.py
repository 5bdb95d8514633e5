"""Media keys: what the desktop's own tool presses arrives, what is played is shown, and trouble disturbs nothing."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.earlier import acquainted, awaiting
from tests.session.patient import Script
from tests.session.plays import WELL
from tests.session.stage import Performance
from tests.session.theatre import Theatre
from tests.session_bus import SessionBus, session_bus
from tests.sound_card import ROOT, SoundCard
from tests.speech.real_voice import voice_cache
from tests.terminal import terminal
from voicecoach.doctor import Finding
from voicecoach.doctor.mediakeys import check_media_keys
from voicecoach.journal.models import Record
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.keys import NoKeys
from voicecoach.session.mediakeys import Showing, showing
from voicecoach.session.mediakeys.beside import KeysBeside
from voicecoach.session.mediakeys.remote import MediaKeys
from voicecoach.session.snapshot import Snapshot, State
from voicecoach.timeline.models import Event, Place

__all__ = ["session_bus", "voice_cache"]

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="media keys are there on Linux alone")

NAME = f"voicecoach.instance{os.getpid()}"
LONG = "Nodding in peace, and nodding again, and nodding a little further, until the desktop has heard of it"
PLAYING = Showing("Playing", "Neck", "Set 2 of 5, repetition 3 of 10", 600_000)


@pytest.fixture
def media(session_bus: SessionBus) -> Iterator[MediaKeys]:
    """Connected."""
    keys = MediaKeys(session_bus.env)
    keys.start()
    assert keys.wait(10), keys.trouble
    yield keys
    keys.close()


def pressed(media: MediaKeys) -> str | None:
    """The next key, as soon as it comes."""
    keys = KeysBeside(NoKeys(), media)
    return next((key for _ in range(500) if (key := keys.read(0.01)) is not None), None)


# --- the desktop -------------------------------------------------------------------------------------


def test_what_the_desktop_presses_arrives(session_bus: SessionBus, media: MediaKeys) -> None:
    assert session_bus.playerctl("--list-all") == NAME
    named = {"play-pause": "toggle", "play": "play", "pause": "pause", "next": "next", "previous": "previous"}
    for words, key in {**named, "stop": "pause"}.items():
        session_bus.playerctl(words)
        assert pressed(media) == key, words
    assert media.read() is None


def test_what_is_played_is_shown(session_bus: SessionBus, media: MediaKeys) -> None:
    assert session_bus.playerctl("status") == "Stopped"
    follower = subprocess.Popen(
        ["playerctl", "--follow", "--format", "{{status}}: {{title}}", "metadata"],
        env=session_bus.env, stdout=subprocess.PIPE, text=True,
    )  # fmt: skip
    assert follower.stdout is not None
    try:
        assert follower.stdout.readline() == "Stopped: \n"
        media.show(PLAYING, 61_000)
        session_bus.wait_for("Playing", "status")
        assert session_bus.playerctl("metadata", "--format", "{{title}} | {{album}} | {{mpris:length}}") == (
            "Set 2 of 5, repetition 3 of 10 | Neck | 600000000"
        )
        assert session_bus.playerctl("position").startswith("61.0")
        media.show(Showing("Paused", "Neck", "Set 2 of 5, rest", 600_000), 62_000)
        heard = iter(follower.stdout.readline, "")
        assert "Paused: Set 2 of 5, rest\n" in heard, "a signal tells of every change"
    finally:
        follower.kill()
        follower.communicate()
    media.close()
    assert session_bus.playerctl("--list-all") == ""


@pytest.mark.parametrize(
    ("place", "state", "expected"),
    [
        (Place("rep", 9, 1, set=2, sets=5, rep=3, reps=10), "playing", PLAYING),
        (Place("rest", 9, 1, set=2, sets=5), "paused", Showing("Paused", "Neck", "Set 2 of 5, rest", 600_000)),
        (Place("set", 9, 1, set=2, sets=5), "playing", Showing("Playing", "Neck", "Set 2 of 5", 600_000)),
        (Place("opening", 0, 1), "playing", Showing("Playing", "Neck", "Neck", 600_000)),
        (Place("rep", 9, 1, set=2, sets=5, rep=3, reps=10), "asking", Showing("Playing", "Neck", "Neck", 600_000)),
        (Place("say", 9, 1), "ended", Showing("Stopped", "Neck", "Neck", 600_000)),
    ],
)
def test_where_we_are(place: Place, state: State, expected: Showing) -> None:
    snapshot = Snapshot(Event(0, 1000, "speech", "Retract.", place), 539_000, 600_000, state)
    assert showing(snapshot, "Neck") == expected


# --- trouble -----------------------------------------------------------------------------------------


def trouble_of(media: MediaKeys) -> str:
    media.start()
    media.show(PLAYING, 0)
    media._thread.join(10)
    media.show(PLAYING, 50)
    assert media.read() is None
    media.close()
    assert not media.ready
    assert media.trouble is not None
    return f"{media.trouble.message} {media.trouble.cure}".strip()


def test_without_a_bus(tmp_path: Path) -> None:
    assert trouble_of(MediaKeys({})) == "there is no session bus (D-Bus)"
    assert trouble_of(MediaKeys({"XDG_RUNTIME_DIR": str(tmp_path)})) == "there is no session bus (D-Bus)"
    for address in (f"unix:path={tmp_path}/none", "nonsense", "unix:nothing=1", "tcp:host=localhost,port=1"):
        trouble = trouble_of(MediaKeys({"DBUS_SESSION_BUS_ADDRESS": address}))
        assert trouble.startswith("the session bus cannot be reached ("), address


def test_without_the_extra(session_bus: SessionBus, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "dbus_fast.aio", None)
    assert trouble_of(MediaKeys(session_bus.env)) == 'dbus-fast is not installed pip install "voicecoach[mediakeys]"'


def test_a_bus_that_goes_away(session_bus: SessionBus, media: MediaKeys, capfd: pytest.CaptureFixture[str]) -> None:
    session_bus.kill()
    media._thread.join(10)
    media.show(PLAYING, 0)
    assert media.read() is None
    assert str(media.trouble) == "the session bus is gone"
    assert capfd.readouterr() == ("", "")


def test_a_bus_that_does_not_answer_holds_nothing_up(session_bus: SessionBus) -> None:
    session_bus.freeze()
    began = time.monotonic()
    media = MediaKeys(session_bus.env)
    media.start()
    media.show(PLAYING, 0)
    assert media.read() is None
    assert time.monotonic() - began < 0.2
    assert not media.wait(0.2)
    media.close()
    assert time.monotonic() - began < 1.5


def test_the_doctor_tells_whether_they_come(session_bus: SessionBus) -> None:
    assert check_media_keys(session_bus.env) == Finding(
        "media keys", "works", "a headset's and a keyboard's buttons reach a session"
    )
    assert session_bus.playerctl("--list-all") == ""
    assert check_media_keys({}) == Finding("media keys", "missing", "there is no session bus (D-Bus)")


# --- the session -------------------------------------------------------------------------------------


def one_set(folder: Path, script: Script) -> tuple[Performance, Record]:
    """One set of two repetitions, and the record of it."""
    folder.mkdir()
    theatre = Theatre(folder)
    return theatre.play({**WELL, **script}, sets=1), theatre.record


def test_in_the_exercises_they_are_the_keys_of_the_same_meaning(tmp_path: Path) -> None:
    performance, record = one_set(tmp_path / "1", {(1, 1): "play pause 2s pause 2s play"})
    assert (performance.count(ENGLISH.paused), performance.count(ENGLISH.ready), record.pauses) == (1, 1, 1)
    performance, record = one_set(tmp_path / "2", {(1, 1): ["previous", None], (1, 2): ["toggle 2s toggle", None]})
    assert performance.count("Lift.") == 4, "each of the two repetitions twice"
    performance, record = one_set(tmp_path / "3", {(1, 1): "next"})
    assert performance.count("One.") == 0
    assert [work.reps for work in record.done] == [1]


def test_in_a_question_they_repeat_it_or_pass_it_over_and_never_answer(tmp_path: Path) -> None:
    theatre = Theatre(tmp_path)
    performance = theatre.play({**WELL, "How bad": ["previous", "toggle", "next", "3"]}, sets=1)
    assert performance.heard.count(ENGLISH.pain) == 4
    assert [theatre.record.answer(phase, "pain") for phase in ("before", "after")] == [None, 3]


def test_while_the_coach_tells_something_any_of_them_pauses(tmp_path: Path) -> None:
    performance = Theatre(tmp_path).play({**WELL, "A recent fall.": ["!pause 2s play", None]}, sets=1)
    assert performance.count(ENGLISH.paused) == 1
    assert performance.count("A recent fall.") == 2


def test_the_whole_program_follows_the_desktop(
    sound_card: SoundCard, session_bus: SessionBus, voice_cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "long.routine").write_text(f'routine "{LONG}"\nexercise "Nod"\n  3 reps\n  lift 1s "Lift."\n')
    acquainted(tmp_path, LONG)
    ours = {"VOICECOACH_CACHE": str(voice_cache), "VOICECOACH_HOME": str(tmp_path), "PYTHONPATH": str(ROOT)}
    words = ["play", "long.routine", "--rate", "300", "--answers", "keys", "-v"]
    env = {**sound_card.env, **ours, "DBUS_SESSION_BUS_ADDRESS": session_bus.address}
    with terminal([sys.executable, "-m", "voicecoach", *words], env, tmp_path) as program:
        program.wait_for("OPENING", 60)
        session_bus.wait_for("Playing", "status")
        session_bus.playerctl("stop")
        program.wait_for("PAUSED")
        session_bus.wait_for(f"Paused: {LONG}", "metadata", "--format", "{{status}}: {{title}}")
        session_bus.playerctl("play")
        session_bus.wait_for("Playing", "status")
        session_bus.kill()
        program.process.send_signal(signal.SIGINT)
        assert program.wait(60) == 130, program.shown
        assert "note: no media keys: the session bus is gone" in program.shown


def test_a_follow_up_tells_on_request_why_there_are_none(voice_cache: Path, tmp_path: Path) -> None:
    awaiting(tmp_path)
    ours = {"VOICECOACH_CACHE": str(voice_cache), "VOICECOACH_HOME": str(tmp_path)}
    nobody = {"PULSE_SERVER": str(tmp_path / "none"), "ALSA_CONFIG_PATH": str(tmp_path / "none")}
    env = {**os.environ, **ours, **nobody, "DBUS_SESSION_BUS_ADDRESS": f"unix:path={tmp_path / 'bus'}"}
    words = [sys.executable, "-m", "voicecoach", "followup", "--rate", "300", "--answers", "keys", "-v"]
    with terminal(words, env, ROOT) as program:
        program.wait_for("I ask again in ", 60)
        program.process.send_signal(signal.SIGINT)
        assert program.wait() == 130, program.shown
        assert "note: no media keys: the session bus cannot be reached" in program.shown
