"""Routines by name: those that ship and the user's own."""

import difflib
import hashlib
import re
import shlex
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from voicecoach.environment import Environment
from voicecoach.files import write_atomically
from voicecoach.language import parse
from voicecoach.language.excerpt import printable
from voicecoach.language.models import Routine
from voicecoach.language.source import LIMIT
from voicecoach.status import Status, VoicecoachError

SUFFIX = ".routine"
NAME = re.compile(r"[a-z0-9][a-z0-9-]{0,63}")


@dataclass(frozen=True, slots=True)
class Entry:
    """A routine that can be played by its name."""

    name: str
    path: Path
    own: bool


def entries(environment: Environment) -> tuple[Entry, ...]:
    """All routines by name; one of the user's own stands before a shipped one of the same name."""
    found = {entry.name: entry for entry in _shipped(environment)}
    found |= {entry.name: entry for entry in _own(environment)}
    return tuple(found[name] for name in sorted(found))


def find(routine: str, environment: Environment) -> Path:
    """The file of a routine given as a path or a name. Raises `VoicecoachError`."""
    # what looks like a path is one; anything else is a name and can reach no other folder
    if routine.endswith(SUFFIX) or "/" in routine or "\\" in routine:
        return Path(routine)
    known = {entry.name: entry.path for entry in entries(environment)}
    if routine in known:
        return known[routine]
    near = difflib.get_close_matches(routine, known, 1)
    hint = f"Did you mean “{near[0]}”? " if near else ""
    raise VoicecoachError(
        f"There is no routine “{printable(routine)}”.",
        cure=f"{hint}`voicecoach routines` lists those there are; a file is given by its path, such as ./my{SUFFIX}.",
        status=Status.WRONG_USE,
    )


def load(path: Path) -> Routine:
    """The routine in a file. Raises `RoutineError` for its text, `VoicecoachError` where it cannot be read."""
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)  # one byte more than allowed is enough to be told so
    except (OSError, ValueError) as error:  # a NUL in a name is a ValueError
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise VoicecoachError(
            f"The routine {printable(str(path))} cannot be read: {reason}.", status=Status.WRONG_USE
        ) from error
    return parse(data, printable(str(path)))


def digest(path: Path) -> str:
    """The SHA-256 of a routine's file: whether it is still the same. Raises OSError."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def create(name: str, environment: Environment) -> Path:
    """Write a commented starter under a new name among the user's own. Raises `VoicecoachError`."""
    if not NAME.fullmatch(name):
        raise VoicecoachError(
            f"“{printable(name)}” cannot be a routine's name.",
            cure="Use small letters, digits and hyphens, such as wall-angels.",
            status=Status.WRONG_USE,
        )
    path = environment.home_folder / "routines" / f"{name}{SUFFIX}"
    if path.exists():
        raise VoicecoachError(
            f"There is already a routine {path}.",
            cure="Choose another name, or edit that one.",
            status=Status.WRONG_USE,
        )
    try:
        first = not environment.home_folder.exists()
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        if first:  # a folder that is made as a parent is open to all
            environment.home_folder.chmod(0o700)
        with write_atomically(path) as file:
            file.write(STARTER.replace("TITLE", name.replace("-", " ").capitalize()).encode())
    except OSError as error:
        raise VoicecoachError(f"The routine {path} cannot be written: {error.strerror}.") from error
    return path


def check_line(files: Iterable[Path], platform: str = sys.platform) -> str:
    """The command that tells what is wrong with files; on Windows, where no name has a quote in it, for cmd.exe.

    `subprocess.list2cmdline` would leave a name without blanks bare, and cmd.exe ends a command at an ampersand.
    """
    names = [str(file) for file in files]
    quoted = " ".join(f'"{name}"' for name in names) if platform == "win32" else shlex.join(names)
    return f"voicecoach check {quoted}"


def _shipped(environment: Environment) -> Iterator[Entry]:
    for path in environment.shipped_routines.glob(f"*{SUFFIX}"):
        yield Entry(path.stem, path, own=False)


def _own(environment: Environment) -> Iterator[Entry]:
    for path in (environment.home_folder / "routines").glob(f"*{SUFFIX}"):
        yield Entry(path.stem, path, own=True)


STARTER = """\
# Write your own words between the quotes, and your own numbers. Keep the spaces at the beginning of a line:
# they tell what belongs together. What follows a # is a note to yourself, and is never spoken.

routine "TITLE"
about "What it is good for."
source "Whose sheet this is, and of when."
caution "When nobody should do this."  # a line for each

ask before
  pain

say "Sit tall, and keep breathing."

exercise "Shoulder blade squeeze"
  2-3 sets, rest 30s          # two sets; three are allowed, too
  8-10 reps
  intro                       # said once, before the first set
    say "Draw your shoulder blades together, as far as is comfortable, and hold for five seconds."
  squeeze 3s "Squeeze."       # a movement: a name for it, how long it takes, what is said as it begins
  hold 5s "Hold." counted     # and the seconds are counted aloud: two, three, four, five
  relax 3s "Relax. {rep}."    # {rep} is the number of the repetition
  first 2 reps                # longer words in the first repetitions
    squeeze "Shoulder blades together."
  before last rep "Last one."
  between sets "Let your shoulders drop."

tone end
say "That was the last set."

ask after
  pain
  overall
"""
