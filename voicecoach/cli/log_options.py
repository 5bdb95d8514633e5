"""The options by which a session is written down, shared by `log add` and `log edit`."""

from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach.cli.guard import complain
from voicecoach.status import Status, VoicecoachError

if TYPE_CHECKING:
    from voicecoach.journal.handwritten import Key
    from voicecoach.journal.models import Record, Value, Work
    from voicecoach.language.models import Routine

_ANSWERS = "Answers"
_COMPARE = "better|same|worse"

PainBefore = Annotated[
    str | None, typer.Option("--pain-before", metavar="0-10", help="Pain before.", rich_help_panel=_ANSWERS)
]
PainAfter = Annotated[
    str | None, typer.Option("--pain-after", metavar="0-10", help="Pain after.", rich_help_panel=_ANSWERS)
]
Overall = Annotated[
    str | None, typer.Option("--overall", metavar=_COMPARE, help="How it was afterwards.", rich_help_panel=_ANSWERS)
]
RangeUp = Annotated[
    str | None, typer.Option("--range-up", metavar=_COMPARE, help="How far up you look.", rich_help_panel=_ANSWERS)
]
RangeDown = Annotated[
    str | None, typer.Option("--range-down", metavar=_COMPARE, help="How far down.", rich_help_panel=_ANSWERS)
]
RangeLeft = Annotated[
    str | None, typer.Option("--range-left", metavar=_COMPARE, help="How far to the left.", rich_help_panel=_ANSWERS)
]
RangeRight = Annotated[
    str | None, typer.Option("--range-right", metavar=_COMPARE, help="How far to the right.", rich_help_panel=_ANSWERS)
]
Safety = Annotated[
    str | None,
    typer.Option(
        "--safety",
        metavar="yes|no",
        help="Whether there was any new warning sign: dizziness, faintness, a change of sight or speech, severe "
        "headache, numbness, weakness, pain down an arm.",
        rich_help_panel=_ANSWERS,
    ),
]
Sets = Annotated[
    list[str] | None,
    typer.Option("--sets", metavar="N", help='Sets that were done; with several exercises "NAME=N".'),
]
Reps = Annotated[
    list[str] | None,
    typer.Option("--reps", metavar="N", help='Repetitions of each set; or "NAME=N". Default: the routine\'s own.'),
]
Note = Annotated[str | None, typer.Option("--note", metavar="TEXT", help="A note to yourself.")]


def answers_from(
    pain_before: str | None,
    pain_after: str | None,
    overall: str | None,
    up: str | None,
    down: str | None,
    left: str | None,
    right: str | None,
    safety: str | None,
) -> "dict[Key, Value]":
    """The answers that were given as options. Raises `VoicecoachError` for one that is wrong."""
    from voicecoach.journal.handwritten import check
    from voicecoach.journal.models import SAFETY

    given: dict[str, tuple[Key, str | None]] = {
        "--pain-before": (("before", "pain"), pain_before),
        "--safety": (("after", SAFETY), safety),
        "--pain-after": (("after", "pain"), pain_after),
        "--overall": (("after", "overall"), overall),
        "--range-up": (("after", "range_up"), up),
        "--range-down": (("after", "range_down"), down),
        "--range-left": (("after", "range_left"), left),
        "--range-right": (("after", "range_right"), right),
    }
    return {key: check(option, key[1], text) for option, (key, text) in given.items() if text is not None}


def work_from(routine: "Routine", sets: list[str] | None, reps: list[str] | None) -> "tuple[Work, ...]":
    """What was done of a routine, in the words of the dose; nothing where nothing is said. Raises."""
    from voicecoach.journal.models import Work
    from voicecoach.timeline.dose import Dose, plan_exercises

    if not sets and not reps:
        return ()
    dose = Dose(
        sets=tuple(_counted("--sets", each) for each in sets or ()),
        reps=tuple(_counted("--reps", each) for each in reps or ()),
        beyond=True,
    )
    plans = list(zip(plan_exercises(routine, dose), routine.exercises, strict=True))
    for plan, exercise in plans:
        if plan.sets > exercise.sets.high:
            complain(f"note: {plan.sets} sets are more than the routine's {exercise.sets.high}; they count for the day")
    return tuple(
        Work(plan.exercise, plan.sets, plan.sets * plan.reps * (2 if exercise.sides else 1)) for plan, exercise in plans
    )


def tell_advice(record: "Record") -> None:
    """Print the advice, and exit with its status where it is to stop."""
    from voicecoach.journal.words import advice_in_words, reason_in_words

    if record.outcome is None:
        return
    typer.echo(advice_in_words(record.outcome))
    typer.echo(f"  {reason_in_words(record.rule)}")
    if record.awaiting:
        typer.echo("  When it is time: voicecoach followup")
    if record.outcome in ("stop", "stop now"):
        raise typer.Exit(Status.STOPPED_BY_RULE)


def _counted(option: str, wish: str) -> tuple[str, int]:
    """`NAME=N` or `N`."""
    name, _, number = wish.rpartition("=")
    if not (number.strip().isdecimal() and len(number) <= 9):
        raise VoicecoachError(f"{option} {wish}: expected a whole number, or NAME=NUMBER", status=Status.WRONG_USE)
    return name.strip(), int(number)
