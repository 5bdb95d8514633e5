"""The whole program in a terminal, without a sound card: keys in, journal out, whatever happens to the process."""

import math
import os
import random
import signal
import sys
import time
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.earlier import acquainted
from tests.sound_card import ROOT
from tests.speech.real_voice import voice_cache
from tests.terminal import Terminal, terminal
from voicecoach.journal.models import Record, Work
from voicecoach.journal.store import Journal

__all__ = ["voice_cache"]

ROUTINE = """\
routine "Nod"
caution "A fever."
ask before
  pain
  range up
exercise "Nod"
  1 rep
  nod 1s "Nod."
ask after
  pain
  overall
  range up
"""

MANY = 'routine "Ask"\nask before\n  pain\n' + "".join(
    f'  number 0-9 "Number {name}?" as {name}\n' for name in ("a", "b", "c", "d", "e", "f")
) + 'say "Done."\n'  # fmt: skip


def play(folder: Path, cache: Path) -> AbstractContextManager[Terminal]:
    """`voicecoach play` in plain lines and fast words, where no sound can be heard."""
    nobody = {"PULSE_SERVER": str(folder / "nobody"), "ALSA_CONFIG_PATH": str(folder / "none")}
    ours = {"VOICECOACH_CACHE": str(cache), "VOICECOACH_HOME": str(folder / "home")}
    env = {**os.environ, **nobody, **ours, "PYTHONPATH": str(ROOT), "TERM": "dumb"}
    return terminal(
        [sys.executable, "-m", "voicecoach", "play", "r.routine", "--rate", "300", "--answers", "keys"], env, folder
    )


def records(home: Path) -> list[Record]:
    with Journal.open(home, create=False) as journal:
        return journal.page(10)


def test_keys_in_journal_out(voice_cache: Path, tmp_path: Path) -> None:
    (tmp_path / "r.routine").write_text(ROUTINE)
    with play(tmp_path, voice_cache) as program:
        for question, key in (
            ("Does any of these apply to you?", "n"),
            ("Has a clinician checked this problem", "y"),
            ("Any new dizziness", "n"),
            ("How bad is the pain now", "6"),
            ("Any new dizziness", "n"),
            ("How bad is the pain now", "10"),
            ("Overall", "u"),
            ("How bad is the pain now", "4"),
            ("Overall", "b"),
            ("Look up, and back. Is that better", "x"),
        ):
            program.wait_for(question, 60)
            program.press(key)
        program.wait_for("By the exercise sheet's rule, go carefully: an answer is missing.", 60)
        assert program.wait(60) == 3, program.shown
    (record,) = records(tmp_path / "home")
    assert {(each.phase, each.question): each.value for each in record.answers} == {
        ("before", "cautions"): "no",
        ("before", "clinician"): "yes",
        ("before", "safety"): "no",
        ("before", "pain"): 6,
        ("after", "safety"): "no",
        ("after", "pain"): 4,
        ("after", "overall"): "better",
        ("after", "range_up"): None,
    }
    assert (record.ending, record.outcome, record.rule) == ("done", "caution", "missing")
    assert record.done == record.planned == (Work("Nod", 1, 1),)
    assert record.ended is not None
    assert record.ended > record.started


@dataclass
class Victim:
    """A program that answers, killed `lives` seconds after its first answer; `heard` are those that it read back."""

    program: Terminal
    folder: Path
    lives: float
    seen: str = ""
    heard: int = 0
    pressed: int = -1
    begun: float = math.inf
    killed: bool = field(default=False)

    def attend(self, seconds: float) -> None:
        """Answer what has been asked, note what has been read back."""
        self.seen += self.program.shown
        self.program._shown = ""
        self.heard = self.seen.count("\nFive.")
        asked = self.seen.count("  [0-")
        if "Any new dizziness" in self.seen and self.pressed < 0:
            self.pressed, self.begun = 0, seconds
            self.program.press("n")
        elif asked > self.pressed >= 0:
            self.pressed = asked
            self.program.press("5")
        if seconds > self.begun + self.lives:
            self.killed = True
            self.program.process.send_signal(signal.SIGKILL)
            self.program.process.wait()


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_killed_at_ten_random_moments_nothing_answered_is_lost(voice_cache: Path, tmp_path: Path) -> None:
    """All ten at once: they ask in real time."""
    moments = random.Random(4)  # noqa: S311 - no secret
    victims = []
    with ExitStack() as stack:
        for i in range(10):
            folder = tmp_path / str(i)
            folder.mkdir()
            (folder / "r.routine").write_text(MANY)
            acquainted(folder / "home", "Ask")
            if i == 0:  # the first speaks for all
                with play(folder, voice_cache) as first:
                    first.wait_for("Any new dizziness", 60)
            program = stack.enter_context(play(folder, voice_cache))
            victims.append(Victim(program, folder, moments.uniform(1, 8)))
        start = time.monotonic()
        while alive := [victim for victim in victims if not victim.killed]:
            for victim in alive:
                victim.attend(time.monotonic() - start)
    assert sum(victim.heard for victim in victims) >= 10, [victim.seen[-300:] for victim in victims]
    for victim in victims:
        kept = [each for each in records(victim.folder / "home")[0].answers if each.value == 5]
        # what was read back is kept; the key on its way may be, too
        assert victim.heard <= len(kept) <= victim.heard + 1, victim.seen[-500:]
