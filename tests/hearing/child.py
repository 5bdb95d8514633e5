"""A child that records: the sound libraries read the environment once, so each virtual card needs a new process."""

import subprocess
from collections.abc import Iterator
from contextlib import contextmanager

from tests.audio.test_players import finish
from tests.sound_card import SoundCard, python


@contextmanager
def started(code: str, card: SoundCard, ready: str) -> Iterator["subprocess.Popen[str]"]:
    """A child that has said that it is ready; it ends in order when it is asked nothing more, or is killed."""
    child = python(code, card.env)
    assert child.stdout is not None
    try:
        said = child.stdout.readline()
        assert said == f"{ready}\n", child.communicate(timeout=5)
        yield child
        finish(child)
    finally:
        child.kill()


def says(child: "subprocess.Popen[str]") -> str:
    """What the child says when it is let go on."""
    assert child.stdin is not None
    assert child.stdout is not None
    child.stdin.write("\n")
    child.stdin.flush()
    return child.stdout.readline()
