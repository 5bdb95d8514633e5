"""What the commands that speak have in common: from a routine's name to its voice and timeline."""

import contextlib
import re
import shlex
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from voicecoach.cli.guard import complain
from voicecoach.cli.progress import preparing
from voicecoach.environment import Environment
from voicecoach.language.measures import MeasureError, read_duration
from voicecoach.language.models import Ask, Routine
from voicecoach.language.spoken import TABLES, Spoken, table_for
from voicecoach.library import find, load
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.choice import engine_for
from voicecoach.speech.speaker import IN_MEMORY, Speaker
from voicecoach.speech.upkeep import limit_in, trim
from voicecoach.status import Status, VoicecoachError
from voicecoach.timeline import Dose, Timeline, compile_routine, texts_of
from voicecoach.timeline.dose import Wish


@dataclass(frozen=True, slots=True)
class Wishes:
    """The shared options as they were given."""

    routine: str
    sets: list[str] | None
    reps: list[str] | None
    rest: list[str] | None
    pace: float
    first_set: int
    of: int | None
    beyond: bool
    voice: str | None
    rate: int
    quiet: bool
    verbose: bool

    def dose(self) -> Dose:
        """The dose. Raises `VoicecoachError` for what cannot be read."""
        if self.of is not None and self.of < 1:
            raise VoicecoachError(f"--of {self.of}: expected a number from 1 on", status=Status.WRONG_USE)
        return dose_in(self.words())

    def words(self) -> str:
        """The dose as it was asked for, in the words of the command line; the same for the same wish."""
        lists = {"--sets": self.sets, "--reps": self.reps, "--rest": self.rest}
        words = [word for option, wishes in lists.items() for wish in wishes or () for word in (option, wish)]
        numbers = {"--pace": (self.pace, 1.0), "--first-set": (self.first_set, 1), "--of": (self.of, None)}
        words += [word for name, (n, default) in numbers.items() if n != default for word in (name, f"{n}")]
        return shlex.join([*words, *(["--beyond"] if self.beyond else [])])


def dose_in(words: str) -> Dose:
    """The dose that `Wishes.words` gave. Raises `VoicecoachError` where these are other words."""
    lists: dict[str, list[str]] = {"--sets": [], "--reps": [], "--rest": []}
    numbers: dict[str, float] = {"--pace": 1.0, "--first-set": 1, "--of": 0}
    beyond = False
    try:
        rest = iter(shlex.split(words))
        for option in rest:
            if option == "--beyond":
                beyond = True
            elif option in lists:
                lists[option].append(next(rest))
            else:
                numbers[option] = type(numbers[option])(next(rest))
    except (KeyError, ValueError, StopIteration) as error:
        raise VoicecoachError(f"“{words}” is no dose.") from error
    return Dose(
        sets=tuple(_counted("--sets", wish) for wish in lists["--sets"]),
        reps=tuple(_counted("--reps", wish) for wish in lists["--reps"]),
        rest=tuple(_timed("--rest", wish) for wish in lists["--rest"]),
        pace=numbers["--pace"],
        first_set=int(numbers["--first-set"]),
        of=int(numbers["--of"]),
        beyond=beyond,
    )


@dataclass(frozen=True, slots=True)
class Prepared:
    """A compiled routine and the voice that speaks it."""

    path: Path
    routine: Routine
    timeline: Timeline
    speaker: Speaker
    table: Spoken


@contextlib.contextmanager
def prepared(wishes: Wishes, *, questions: bool = True) -> Iterator[Prepared]:
    """Load, speak and compile a routine for a file."""
    environment = Environment()
    path = find(wishes.routine, environment)
    routine = load(path)
    if not questions:
        routine = replace(routine, steps=tuple(step for step in routine.steps if not isinstance(step, Ask)))
    dose = wishes.dose()
    texts = texts_of(routine, dose)
    with open_voice(wishes.voice, wishes.rate, environment, IN_MEMORY, routine.language) as speaker:
        speak_all(speaker, texts, environment, quiet=wishes.quiet)
        timeline = compile_routine(routine, dose, speaker.measure)
        speaker.close()
        if wishes.verbose:
            complain(
                f"{path}: {len(timeline.events)} events, {len(texts)} texts, speech kept in {environment.cache_folder}"
            )
        yield Prepared(path, routine, timeline, speaker, table_of(routine))


@contextlib.contextmanager
def open_voice(
    voice: str | None, rate: int, environment: Environment, in_memory: int, language: str = ""
) -> Iterator[Speaker]:
    """The voice that was asked for, closed with the block; `in_memory` is the most samples it holds.

    With the `language` of what it is to speak, a voice that is known to speak another is warned of.
    """
    engine = engine_for(voice, rate, environment.cache_folder)
    if language and engine.language and _primary(engine.language) != _primary(language):
        complain(f"warning: the routine is in “{language}”, the voice speaks “{engine.language}”")
    speaker = Speaker(engine, ClipCache(environment.cache_folder, engine.identity), in_memory)
    try:
        yield speaker
    finally:
        speaker.close()


def _primary(tag: str) -> str:
    """The language of a tag, whatever its country: "en" of "en-GB"."""
    return tag.split("-")[0].casefold()


def speak_all(speaker: Speaker, texts: Iterable[str], environment: Environment, *, quiet: bool) -> None:
    """Have all texts spoken, with a bar where some have to be made, and the cache kept within its limit."""
    limit = limit_in(environment)
    with preparing(quiet=quiet) as progress:
        speaker.prepare(texts, progress)
    trim(environment.cache_folder, limit, environment.now())


def table_of(routine: Routine) -> Spoken:
    """The words of the routine's language."""
    return table_for(routine.language) or TABLES["en"]


def tell_warnings(timeline: Timeline, *, quiet: bool) -> None:
    """Print the compiler's warnings."""
    if not quiet:
        for warning in timeline.warnings:
            complain(f"warning: {warning}")


def _split(wish: str) -> tuple[str, str]:
    """`NAME=VALUE` or `VALUE`."""
    name, _, value = wish.rpartition("=")
    return name.strip(), value.strip()


def _counted(option: str, wish: str) -> Wish:
    name, value = _split(wish)
    if not re.fullmatch(r"-?[0-9]{1,9}", value):
        raise VoicecoachError(f"{option} {wish}: expected a whole number, or NAME=NUMBER", status=Status.WRONG_USE)
    return name, int(value)


def _timed(option: str, wish: str) -> Wish:
    name, value = _split(wish)
    try:
        length = read_duration(value)
    except MeasureError as error:
        raise VoicecoachError(f"{option} {wish}: {error.message}", status=Status.WRONG_USE) from error
    if length is None:
        hint = f"; did you mean {value}s?" if value.isdigit() else ""
        raise VoicecoachError(f"{option} {wish}: expected a time such as 45s or 1m30s{hint}", status=Status.WRONG_USE)
    return name, length
