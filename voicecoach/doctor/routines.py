"""The routines: whether each can be played."""

import sys

from voicecoach.doctor import Finding
from voicecoach.environment import Environment
from voicecoach.language.problems import RoutineError
from voicecoach.library import check_line, entries, load
from voicecoach.status import VoicecoachError

NAME = "routines"


def check_routines(environment: Environment, platform: str = sys.platform) -> Finding:
    """Whether those that come along are there, and those of one's own are without problems.

    The line that tells what is wrong with them is for the shell of the `platform`.
    """
    listed = entries(environment)
    faulty = []
    for entry in listed:
        try:
            load(entry.path)
        except (RoutineError, VoicecoachError):
            faulty.append(entry)
    if all(entry.own for entry in listed):
        cure = "pip install --force-reinstall voicecoach"
        return Finding(NAME, "fails", "none of those that come along is there", cure)
    if faulty:
        names = ", ".join(entry.name for entry in faulty)
        cure = check_line((entry.path for entry in faulty), platform)
        return Finding(NAME, "weak", f"{len(faulty)} of {len(listed)} cannot be played: {names}", cure)
    own = sum(entry.own for entry in listed)
    return Finding(NAME, "works", f"{len(listed)}, of which {own or 'none'} your own")
