"""The dose: how much of a routine is done today.

Without any wish of the user it is the low end of each range. Less than the range is always allowed;
more than its high end must be asked for with `beyond`, so that nobody doubles an exercise by a slip
of the finger. Rest and pace are free.
"""

from dataclasses import dataclass

from voicecoach.language.models import Exercise, Routine, Span
from voicecoach.language.templates import fill
from voicecoach.timeline.models import Plan, TimelineError

Wish = tuple[str, int]
"""An exercise's name ("" for the only one, or for all in the case of rests) and the number wished for."""

MAX_SETS = 100
MAX_REPS = 1000


@dataclass(frozen=True, slots=True)
class Dose:
    """What the user asks for; all empty is the routine's own default. `rest` is in ms.

    `first_set` and `of` number the sets as part of a day ("Set three of five"); 0 for `of` means the
    routine's own number of sets.
    """

    sets: tuple[Wish, ...] = ()
    reps: tuple[Wish, ...] = ()
    rest: tuple[Wish, ...] = ()
    pace: float = 1.0
    first_set: int = 1
    of: int = 0
    beyond: bool = False


def plan_exercises(routine: Routine, dose: Dose) -> tuple[Plan, ...]:
    """The plan of each exercise, in the order of `routine.exercises`.

    Raises `TimelineError` for a dose that the routine does not allow.
    """
    exercises = routine.exercises
    if not 0.5 <= dose.pace <= 1.5:
        raise TimelineError(f"--pace {dose.pace:g} is outside 0.5 to 1.5")
    for option, wishes in (("--sets", dose.sets), ("--reps", dose.reps), ("--rest", dose.rest)):
        _check_names(option, wishes, exercises)
    if (dose.first_set != 1 or dose.of) and len(exercises) != 1:
        raise TimelineError(
            f"--first-set and --of number the sets of one exercise; this routine has {len(exercises) or 'none'}"
        )
    return tuple(_plan(exercise, dose) for exercise in exercises)


def _check_names(option: str, wishes: tuple[Wish, ...], exercises: tuple[Exercise, ...]) -> None:
    names = {name.casefold(): name for name in map(_name, exercises)}
    listed = ", ".join(f"“{name}”" for name in names.values()) or "none"
    for name, amount in wishes:
        if not exercises:
            raise TimelineError(f"{option} {amount}: this routine has no exercise")
        if name and name.casefold() not in names:
            raise TimelineError(f"{option}: there is no exercise “{name}”; there is {listed}")
        if not name and len(names) > 1 and option != "--rest":
            raise TimelineError(f'{option} {amount}: say which exercise, {option} "NAME={amount}"; there is {listed}')


def _plan(exercise: Exercise, dose: Dose) -> Plan:
    name = _name(exercise)
    if dose.first_set < 1:
        raise TimelineError(f"--first-set {dose.first_set}: sets are numbered from 1")
    low = exercise.sets.low
    of = dose.of
    if of:
        _amount("--of", "set", exercise.sets, MAX_SETS, of, dose)
    elif dose.first_set > 1:
        of = low
    if of and dose.first_set > of:
        raise TimelineError(f"--first-set {dose.first_set} is past the {of} sets of the day; say how many with --of")
    # as many as are left of the day, unless another number is asked for
    wish = _wish(dose.sets, name)
    sets = min(low, of - dose.first_set + 1) if of and wish is None else low
    sets = _amount("--sets", "set", exercise.sets, MAX_SETS, wish, dose) if wish is not None else sets
    if of and dose.first_set + sets - 1 > of:
        raise TimelineError(f"--sets {sets} from set {dose.first_set} would end past the {of} sets of the day")
    reps = _wish(dose.reps, name)
    reps = exercise.reps.low if reps is None else _amount("--reps", "repetition", exercise.reps, MAX_REPS, reps, dose)
    rest = _wish(dose.rest, name)
    return Plan(name, sets, reps, exercise.unit, exercise.rest if rest is None else rest, dose.first_set, of or sets)


def _name(exercise: Exercise) -> str:
    """The exercise's name as it is spoken."""
    return fill(exercise.name.template, {})


def _wish(wishes: tuple[Wish, ...], name: str) -> int | None:
    """The amount wished for this exercise: by its name before that for all, the last of several."""
    by_name = [amount for wished, amount in wishes if wished.casefold() == name.casefold()]
    for_all = [amount for wished, amount in wishes if not wished]
    asked = by_name or for_all
    return asked[-1] if asked else None


def _amount(option: str, noun: str, planned: Span, most: int, wish: int, dose: Dose) -> int:
    """The number wished for, if it is allowed."""
    if not 1 <= wish <= most:
        raise TimelineError(f"{option} {wish} is outside 1 to {most}")
    if wish > planned.high and not dose.beyond:
        low, high = planned.low, planned.high
        span = f"{low}-{high}" if low != high else f"{high}"
        plural = "" if span == "1" else "s"
        raise TimelineError(
            f"{option} {wish} is more than the routine's {span} {noun}{plural}; if that is what you want, add --beyond"
        )
    return wish
