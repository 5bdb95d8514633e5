"""The whole program, spoken to on a virtual sound card: by a robot patient, and with every kind of microphone.

All of it takes its time; what other tests see from nearer is marked as slow.
"""

import os
import shutil
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager, ExitStack
from pathlib import Path

import numpy as np
import pytest

from tests.robot.ear import Ear
from tests.robot.home import YESTERDAY, move_in
from tests.robot.judgement import judge
from tests.robot.mind import TICK
from tests.robot.mouth import Mouth
from tests.robot.plan import Intention, Plan
from tests.robot.routines import SHORT
from tests.robot.sentences import sounds_of
from tests.robot.visit import TITLE, Setting, visit
from tests.robot.voices import Voice, at_level, read, write
from tests.sound_card import ROOT, SoundCard
from tests.speech.real_voice import voice_cache
from tests.terminal import Terminal, terminal
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.hearing.backends import installed_backend
from voicecoach.journal.models import Confirmed, Given, Value
from voicecoach.journal.store import Journal
from voicecoach.language import parse
from voicecoach.language.spoken import ENGLISH

__all__ = ["voice_cache"]

FAST = 300
"""Words a minute of the coach: the tests wait for every word."""

PROMPT_SEED = 123
"""With which the robot does not take long to answer, and confirms in plain words."""

RESTING = """\
routine "Robot"
caution "A fever."
exercise "Nod"
  1 rep
  nod 1s "Nod."
rest 60s
say "Bye."
"""

SAFETY = ENGLISH.talk.safety
ALOUD = ENGLISH.aloud


@pytest.fixture(autouse=True)
def _can_be_spoken_to() -> None:
    """There is a voice to speak with, and a recogniser. Skipped where one is not, but failed in CI."""
    backend = installed_backend()
    missing = [
        name
        for name, there in {
            "espeak-ng (apt install espeak-ng)": shutil.which("espeak-ng"),
            'the recogniser (pip install ".[hear]")': backend is not None and backend.name == "moonshine",
        }.items()
        if not there
    ]
    if missing:
        reason = f"NOT TESTED, NOTHING TO SPEAK OR TO BE UNDERSTOOD WITH: {', '.join(missing)}"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)


@pytest.fixture(scope="module")
def voice(tmp_path_factory: pytest.TempPathFactory) -> Voice:
    """A voice that the recogniser understands well."""
    return Voice("espeak-ng en-us", tmp_path_factory.mktemp("voice"))


@pytest.fixture
def sounds(voice_cache: Path) -> Mapping[str, Samples]:
    return sounds_of(parse(SHORT), FAST, voice_cache)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where the program runs: with the routine, and a listener who has spoken to it before."""
    (tmp_path / "r.routine").write_text(SHORT)
    move_in(tmp_path / "home", TITLE, spoken=True)
    return tmp_path


def play(env: Mapping[str, str], folder: Path, cache: Path, *options: str) -> AbstractContextManager[Terminal]:
    """`voicecoach play` in plain lines."""
    ours = {"VOICECOACH_CACHE": str(cache), "VOICECOACH_HOME": str(folder / "home"), "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "voicecoach", "play", "r.routine", "--rate", str(FAST), *options]
    return terminal(command, {**env, **ours, "TERM": "dumb"}, folder)


def kept(folder: Path) -> dict[tuple[str, str], tuple[Value | None, Given, Confirmed]]:
    """What the journal has of the newest session, how it was given, and how it was confirmed."""
    with Journal.open(folder / "home") as journal:
        (record,) = journal.page(1)
    assert record.uid != YESTERDAY
    return {(each.phase, each.question): (each.value, each.given, each.confirmed) for each in record.answers}


# --- a whole session -----------------------------------------------------------------------------


def test_a_robot_patient_is_understood(sound_card: SoundCard, voice: Voice, voice_cache: Path, tmp_path: Path) -> None:
    """It hears the questions, answers aloud, makes a slip and corrects it: nothing wrong is kept."""
    plan = Plan(
        [
            Intention("before", "safety", "no", ["no"]),
            Intention("before", "pain", 6, ["two", "six"]),
            Intention("after", "safety", "no", ["no"]),
        ]
    )
    setting = Setting(SHORT, plan, voice, FAST, seed=PROMPT_SEED, spoken=True, longest=120)
    came = visit(setting, sound_card, tmp_path, voice_cache)
    judgement = judge(came)
    assert judgement.problems == [], judgement.transcript
    assert [row.verdict for row in judgement.rows] == ["right"] * 3, judgement.transcript
    assert judgement.unknown == 0, judgement.transcript
    seen = [seen for _, seen in judgement.delays]
    assert len(seen) >= 5
    # 0.6 s on a computer that has nothing else to do
    assert np.median(seen) < 1.0, seen


# --- microphones ---------------------------------------------------------------------------------


@pytest.mark.slow
def test_a_muted_microphone_is_told_and_works_once_it_is_switched_on(
    sound_card: SoundCard, sounds: Mapping[str, Samples], voice: Voice, voice_cache: Path, folder: Path
) -> None:
    """And when it is pulled out in the midst of a question, keys answer. Nothing that was answered is lost."""
    with play(sound_card.env, folder, voice_cache) as program, Ear(sounds, sound_card.env) as ear:
        ear.wait_for(SAFETY, TICK, ALOUD.trouble["muted"], ENGLISH.talk.safety_short)
        program.press("n")
        ear.wait_for("No.")
        with Mouth(sound_card.env) as mouth:
            ear.wait_for(ENGLISH.pain, TICK)
            mouth.answer(voice.file("six"))
            ear.wait_for("Six.")
            program.press("y")
            ear.wait_for(SAFETY, TICK)
            sound_card.ask("unload-module", "module-remap-source")
            ear.wait_for(ALOUD.trouble["gone"], ENGLISH.talk.safety_short)
        program.press("n")
        ear.wait_for("No.")
        assert program.wait() == 0, program.shown
    assert kept(folder) == {
        ("before", "safety"): ("no", "keys", ""),
        ("before", "pain"): (6, "voice", "key"),
        ("after", "safety"): ("no", "keys", ""),
    }


@pytest.mark.slow
def test_a_card_that_goes_away_while_an_answer_is_confirmed_loses_none(
    sound_card: SoundCard, sounds: Mapping[str, Samples], voice: Voice, voice_cache: Path, folder: Path
) -> None:
    with play(sound_card.env, folder, voice_cache) as program:
        with Ear(sounds, sound_card.env) as ear, Mouth(sound_card.env) as mouth:
            ear.wait_for(SAFETY, TICK)
            mouth.answer(voice.file("no"))
            ear.wait_for(ALOUD.heard["no"])
            sound_card.kill()
            program.wait_for("The sound output is gone.")
            sound_card.start()
        with Ear(sounds, sound_card.env) as ear:
            ear.wait_for(ALOUD.heard["no"], ALOUD.is_that_right)
            program.press("y")
            ear.wait_for("No.", ENGLISH.pain)
            program.press("7")
            ear.wait_for("Seven.")
    assert kept(folder) == {("before", "safety"): ("no", "voice", "key"), ("before", "pain"): (7, "keys", "")}


@pytest.mark.slow
def test_without_a_microphone_it_is_said_and_keys_work(
    sound_card: SoundCard, sounds: Mapping[str, Samples], voice_cache: Path, folder: Path
) -> None:
    for module in ("module-remap-source", "module-null-sink"):
        sound_card.ask("unload-module", module)
    sound_card.ask("load-module", "module-null-sink", "sink_name=speaker", "norewinds=1", f"rate={SAMPLE_RATE}")
    env = {name: value for name, value in sound_card.env.items() if name != "PULSE_SOURCE"}
    with play(env, folder, voice_cache, "--answers", "voice") as refused:
        assert refused.wait() == 3
        assert "No microphone was found" in refused.shown
    with play(env, folder, voice_cache) as program, Ear(sounds, env) as ear:
        ear.wait_for(ALOUD.trouble["no_microphone"], SAFETY)
        program.press("n")
        ear.wait_for("No.", ENGLISH.pain)
        program.press("7")
        ear.wait_for("Seven.")
    assert kept(folder) == {("before", "safety"): ("no", "keys", ""), ("before", "pain"): (7, "keys", "")}


# --- in a rest -----------------------------------------------------------------------------------


@pytest.mark.slow
def test_what_is_hardly_understood_in_a_rest_is_asked(
    sound_card: SoundCard, voice: Voice, voice_cache: Path, folder: Path
) -> None:
    (folder / "r.routine").write_text(RESTING)
    sounds = sounds_of(parse(RESTING), FAST, voice_cache)
    with (
        play(sound_card.env, folder, voice_cache) as program,
        Ear(sounds, sound_card.env) as ear,
        Mouth(sound_card.env) as mouth,
    ):
        ear.wait_for(SAFETY, TICK)
        program.press("n")
        ear.wait_for("Rest.", ENGLISH.rest_first)
        mouth.answer(voice.file("skit"))
        ear.wait_for(ENGLISH.talk.sorry, ALOUD.what_in_rest, TICK)
        mouth.answer(voice.file("stop"))
        ear.wait_for(ALOUD.end_for_pain, TICK)
        program.press("y")
        ear.wait_for(SAFETY)
        program.press("n")
        program.wait_for(ENGLISH.talk.stay)
        program.press("n")
        assert program.wait() == 0, program.shown
    with Journal.open(folder / "home") as journal:
        (record,) = journal.page(1)
    assert record.ending == "pain"


# --- how loud one is -----------------------------------------------------------------------------


@pytest.mark.slow
def test_who_is_too_loud_or_too_quiet_is_told_and_listened_to_all_the_same(
    sound_card: SoundCard, sounds: Mapping[str, Samples], voice: Voice, voice_cache: Path, tmp_path: Path
) -> None:
    (tmp_path / "r.routine").write_text(SHORT)
    move_in(tmp_path / "home", TITLE, spoken=False)
    counting = read(voice.file("one, two, three")) / 32768
    shouted, murmured = tmp_path / "shouted.wav", tmp_path / "murmured.wav"
    write(shouted, at_level(counting.astype(np.float32), 3.0))
    write(murmured, at_level(counting.astype(np.float32), -57.0))
    with ExitStack() as stack:
        mouth = stack.enter_context(Mouth(sound_card.env, noise=-66.0))
        ear = stack.enter_context(Ear(sounds, sound_card.env))
        stack.enter_context(play(sound_card.env, tmp_path, voice_cache))
        ear.wait_for(ALOUD.level, TICK)
        mouth.answer(shouted)
        ear.wait_for(ALOUD.level_clipped, ALOUD.level_again, TICK)
        mouth.answer(murmured)
        ear.wait_for(ALOUD.level_quiet)
