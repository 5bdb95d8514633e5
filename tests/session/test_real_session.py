"""The whole program on a virtual sound card, in a terminal: what was heard is compared with what was rendered."""

import os
import sys
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import numpy as np
import pytest

from tests.earlier import acquainted
from tests.sound_card import ROOT, SoundCard
from tests.speech.real_voice import voice_cache
from tests.terminal import Terminal, terminal
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import PER_MS, Rendering
from voicecoach.language import parse
from voicecoach.language.spoken import ENGLISH
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.speech.speaker import Speaker
from voicecoach.timeline import Dose, Timeline, compile_routine

ROUTINE = """\
routine "Short"
exercise "Nod"
  3 reps
  lift 1s "Lift."
  lower 1s "{rep}."
say "That was all."
"""


__all__ = ["voice_cache"]

FAST = 300
"""Words a minute: the tests wait for every word."""

QUESTION = ENGLISH.talk.safety.split(",")[0]
"""How the one question of this routine begins, before and after."""


class Score:
    """What should be heard, and where it is in a recording."""

    def __init__(self, cache: Path) -> None:
        engine = Pyttsx3Engine(rate=FAST)
        self.speaker = Speaker(engine, ClipCache(cache, engine.identity))
        self.speaker.prepare((*ENGLISH.session_texts(), *ENGLISH.talk.texts()))
        self.timeline: Timeline = compile_routine(parse(ROUTINE), Dose(), self.speaker.measure, for_file=False)
        self._rendering = Rendering(self.timeline, self.speaker.clip)
        self.speaker.close()

    def between(self, start: int, stop: int | None = None) -> Samples:
        """The samples from one place of the routine to another, or to its end."""
        stop = self.timeline.length * PER_MS if stop is None else stop
        return self._rendering.read(start, stop - start)

    @property
    def steps(self) -> int:
        """The sample at which the first step begins: before it the coach asks."""
        return next(e.start for e in self.timeline.events if e.place.step == "set") * PER_MS

    def rep(self, number: int) -> int:
        """The sample at which a repetition begins."""
        return next(e.start for e in self.timeline.events if e.place.rep == number) * PER_MS

    def clip(self, text: str) -> Samples:
        return self.speaker.clip(text)


def places(clip: Samples, recording: Samples) -> list[int]:
    """Where `clip` is heard, sample for sample."""
    loudest = int(np.argmax(np.abs(clip)))
    starts = np.flatnonzero(recording == clip[loudest]) - loudest
    return [int(start) for start in starts if start >= 0 and np.array_equal(recording[start:][: len(clip)], clip)]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, voice_cache: Path) -> Path:
    """Where the programs run: with the routine, a warm cache, and a listener who knows it all."""
    folder = tmp_path_factory.mktemp("real")
    (folder / "cache").symlink_to(voice_cache)
    (folder / "short.routine").write_text(ROUTINE)
    acquainted(folder, "Short")
    return folder


@pytest.fixture(scope="module")
def score(folder: Path) -> Score:
    return Score(folder / "cache")


def play(env: Mapping[str, str], folder: Path) -> AbstractContextManager[Terminal]:
    """`voicecoach play` in a terminal of its own."""
    ours = {"VOICECOACH_CACHE": str(folder / "cache"), "VOICECOACH_HOME": str(folder), "PYTHONPATH": str(ROOT)}
    return terminal(
        [sys.executable, "-m", "voicecoach", "play", "short.routine", "--rate", str(FAST), "--answers", "keys"],
        {**env, **ours},
        folder,
    )


def answer(program: Terminal) -> None:
    """Say no to the question of every session."""
    program.wait_for(QUESTION)
    program.press("n")
    program.wait_for("No.")


def test_a_session_is_heard_sample_for_sample(sound_card: SoundCard, score: Score, folder: Path) -> None:
    with sound_card.record() as recording, play(sound_card.env, folder) as program:
        answer(program)
        answer(program)
        assert program.wait(60) == 0, program.shown
    heard = recording.samples
    (first,) = places(score.clip("Short"), heard)
    opening = score.between(0, score.steps)
    assert np.array_equal(heard[first:][: len(opening)], opening)
    said = [places(score.clip(text), heard) for text in (ENGLISH.talk.live_keys, ENGLISH.talk.before)]
    assert [len(each) for each in said] == [1, 1]
    assert said[0][0] >= first + len(opening), "the coach has the word when the opening is over"

    steps = score.between(score.steps)
    (begin,) = places(score.clip("Three repetitions."), heard)
    assert np.array_equal(heard[begin:][: len(steps)], steps), "0 samples of slip from first to last cue"
    (after,) = places(score.clip(ENGLISH.talk.after), heard)
    assert after >= begin + len(steps)
    (thanks,) = (place for place in places(score.clip(ENGLISH.talk.thanks), heard) if place > after)
    assert not heard[thanks + len(score.clip(ENGLISH.talk.thanks)) :].any(), "nothing after the end"


def test_after_a_pause_only_the_interrupted_repetition_is_heard_again(
    sound_card: SoundCard, score: Score, folder: Path
) -> None:
    with sound_card.record() as recording, play(sound_card.env, folder) as program:
        answer(program)
        program.wait_for("Rep 2 of 3")
        program.wait_for("Two.")
        program.press(" ")
        program.wait_for("PAUSED")
        time.sleep(3.2)  # over 3 s: "Paused." comes 20 ms late, for what sounded dies away first
        program.press(" ")
        answer(program)
        assert program.wait(60) == 0, program.shown
    heard = recording.samples
    (start,) = places(score.clip("Three repetitions."), heard)
    (paused,) = places(score.clip(ENGLISH.paused), heard)
    (ready,) = places(score.clip(ENGLISH.ready), heard)

    before = score.between(score.steps, score.rep(2))
    assert np.array_equal(heard[start : start + len(before)], before), "all that came before, once and whole"
    assert not heard[paused + len(score.clip(ENGLISH.paused)) : ready].any(), "silence in the pause"
    assert ready - paused > 3 * SAMPLE_RATE
    again = ready + len(score.clip(ENGLISH.ready)) + 400 * PER_MS
    rest = score.between(score.rep(2))
    assert np.array_equal(heard[again : again + len(rest)], rest), "the repetition from its beginning, and the rest"
    assert [len(places(score.clip(text), heard)) for text in ("One.", "Three.", "That was all.")] == [1, 1, 1]
    assert len(places(score.clip("Lift."), heard)) == 4, "once more for the repetition that was interrupted"


def test_a_lost_output_comes_back_with_the_interrupted_repetition(
    sound_card: SoundCard, score: Score, folder: Path
) -> None:
    with play(sound_card.env, folder) as program:
        answer(program)
        program.wait_for("Rep 2 of 3")
        sound_card.kill()
        program.wait_for("The sound output is gone.")
        sound_card.start()
        with sound_card.record() as recording:
            program.wait_for("The sound output is back.")
            answer(program)
            assert program.wait(60) == 0, program.shown
    (back,) = places(score.clip(ENGLISH.sound_is_back), recording.samples)
    rest = score.between(score.rep(2))
    (last,) = places(score.clip("That was all."), recording.samples)
    end = last + len(score.clip("That was all."))
    assert np.array_equal(recording.samples[end - len(rest) : end], rest)
    assert end - len(rest) > back


@pytest.mark.usefixtures("score")
def test_a_sound_server_that_stops_answering_does_not_hold_the_session(sound_card: SoundCard, folder: Path) -> None:
    with play(sound_card.env, folder) as program:
        program.wait_for("OPENING")
        sound_card.freeze()
        program.wait_for("The sound output is gone.")
        program.press("q")
        assert program.wait(60) == 0, program.shown
        assert "Ended early." in program.shown


@pytest.mark.usefixtures("score")
def test_without_a_sound_card_the_cues_are_on_screen_and_the_status_is_3(folder: Path, tmp_path: Path) -> None:
    nobody = {**os.environ, "PULSE_SERVER": str(tmp_path / "nobody"), "ALSA_CONFIG_PATH": str(tmp_path / "none")}
    with play(nobody, folder) as program:
        program.wait_for("No sound output was found. The cues go on here, on screen.")
        answer(program)
        program.wait_for("Rep 1 of 3")
        program.press("q")
        answer(program)
        assert program.wait() == 3
        assert "without sound" in program.shown


@pytest.mark.parametrize(("key", "status"), [("q", 0), ("\x03", 130)])
def test_ending_keys_say_so_and_restore_the_terminal(
    key: str, status: int, sound_card: SoundCard, score: Score, folder: Path
) -> None:
    import termios

    words = {"q": ENGLISH.ended_early, "\x03": ENGLISH.interrupted}[key]
    with sound_card.record() as recording, play(sound_card.env, folder) as program:
        before = termios.tcgetattr(program.descriptor)
        program.wait_for("Short")
        program.wait_for("left")
        if key == "\x03":
            os.kill(program.process.pid, 2)  # what a terminal does where Ctrl-C belongs to the program's group
        else:
            program.press(key)
        assert program.wait() == status
        assert termios.tcgetattr(program.descriptor) == before
    assert len(places(score.clip(words), recording.samples)) == 1
