"""The routine to which a session belongs, by its title, its name or its file."""

from dataclasses import dataclass
from pathlib import Path

from voicecoach.environment import Environment
from voicecoach.language import RoutineError, fill
from voicecoach.language.models import Routine
from voicecoach.library import digest, entries, find, load
from voicecoach.status import VoicecoachError


@dataclass(frozen=True, slots=True)
class Chosen:
    """A routine and its file."""

    path: Path
    routine: Routine

    @property
    def title(self) -> str:
        """The title, by which the journal knows it."""
        return fill(self.routine.title.template, {})

    @property
    def digest(self) -> str:
        """The SHA-256 of the file."""
        return digest(self.path)


def choose(wanted: str, environment: Environment) -> Chosen:
    """The routine of that title, name or file. Raises `VoicecoachError` or `RoutineError`."""
    for entry in entries(environment):
        try:
            chosen = Chosen(entry.path, load(entry.path))
        except (RoutineError, VoicecoachError):
            continue  # one that is not in order is found by its name, and its fault is told then
        if chosen.title == wanted:
            return chosen
    path = find(wanted, environment)
    return Chosen(path, load(path))
