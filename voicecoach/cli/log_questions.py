"""The questions of a session, asked and answered in writing."""

from collections.abc import Sequence
from dataclasses import dataclass

import typer

from voicecoach.cli.guard import complain
from voicecoach.cli.log_options import work_from
from voicecoach.environment import Environment
from voicecoach.journal.handwritten import Key
from voicecoach.journal.models import Phase, Value, Work
from voicecoach.language.models import Ask, Routine
from voicecoach.language.spoken import TABLES, table_for
from voicecoach.session.dialog.queries import Numbers, Options, Query, Words, queries_of, safety_query
from voicecoach.status import Status, VoicecoachError
from voicecoach.timeline.dose import MAX_SETS


@dataclass(frozen=True, slots=True)
class Written:
    """A question and the phase to which it belongs."""

    phase: Phase
    query: Query

    @property
    def allowed(self) -> str:
        """The answers, in words."""
        match self.query.answers:
            case Numbers(low, high):
                return f"{low} to {high}"
            case Words(values):
                return ", ".join(values.values())
            case Options(options):
                return ", ".join(f"{number} {option}" for number, option in enumerate(options, start=1))
        return ""

    def read(self, text: str) -> Value | None:
        """The answer that was typed, None where it is none. A word's first letter and an option's number will do."""
        text = text.strip().casefold()
        number = int(text) if text.isdecimal() and len(text) < 10 else None
        match self.query.answers:
            case Numbers(low, high) if number is not None and low <= number <= high:
                return number
            case Words(values):
                return values.get(text) or (text if text in values.values() else None)
            case Options(options):
                by_name = {option.casefold(): option for option in options}
                by_number = dict(enumerate(options, start=1))
                return by_name.get(text) or (by_number.get(number) if number is not None else None)
        return None


def questions_of(routine: Routine) -> list[Written]:
    """The questions before and after, with that of every session. What is only tried and remembered is left out."""
    table = table_for(routine.language) or TABLES["en"]
    asks = [step for step in routine.steps if isinstance(step, Ask)]
    before = [Written("before", query) for ask in asks if ask.time == "before" for query in queries_of(ask, table)]
    after = [Written("after", query) for ask in asks if ask.time == "after" for query in queries_of(ask, table)]
    everything = [*before, Written("after", safety_query(table)), *after]
    return [each for each in everything if each.query.answers is not None]


def keys(questions: Sequence[Written]) -> list[Key]:
    """Where their answers belong."""
    return [(each.phase, each.query.name) for each in questions]


def ask_all(questions: Sequence[Written], environment: Environment) -> dict[Key, Value | None]:
    """The answers, asked for one after the other; None where one was left open.

    Raises `VoicecoachError` where there is nobody to ask, or the answers end.
    """
    if not environment.stdin.isatty():
        raise VoicecoachError(
            "There is no answer, and no terminal to ask for one in.",
            cure="Give answers as options, such as --pain-before 4 --pain-after 2 --safety no.",
            status=Status.WRONG_USE,
        )
    complain("Answer as it was then. Enter alone leaves a question open.")
    return {(each.phase, each.query.name): _ask(each, environment) for each in questions}


def ask_sets(routine: Routine, environment: Environment) -> tuple[Work, ...]:
    """How many sets of its one exercise were done; nothing where that was left open, or there are several exercises."""
    if len(routine.exercises) != 1:
        return ()
    text = "How many sets did you do?"
    sets = _ask(Written("after", Query("sets", text, text, Numbers(0, MAX_SETS))), environment)
    return work_from(routine, [f"{sets}"], None) if sets else ()


def _ask(question: Written, environment: Environment) -> Value | None:
    complain(f"\n{question.phase.capitalize()}: {question.query.text}")
    while True:
        typer.echo(f"[{question.allowed}] ", err=True, nl=False)
        line = environment.stdin.readline()
        if not line:
            raise VoicecoachError("The answers ended too early; nothing is written.", status=Status.WRONG_USE)
        if not line.strip():
            return None
        value = question.read(line)
        if value is not None:
            return value
        complain(f"“{line.strip()}” is not one of the answers.")
