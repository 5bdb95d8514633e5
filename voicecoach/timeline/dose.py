"""The dose: how much of a routine is done today.

Without any wish of the user it is the low end of each range. Less than the range is always allowed;
more than its high end must be asked for with `beyond`, so that nobody doubles an exercise by a slip
of the finger. Rest and pace are free.
"""

from dataclasses import dataclass

from voicecoach.language.models import Exercise, Routine
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
    sets = _amount("--sets", "set", exercise.sets.low, exercise.sets.high, MAX_SETS, _wish(dose.sets, name), dose)
    reps = _amount(
        "--reps", "repetition", exercise.reps.low, exercise.reps.high, MAX_REPS, _wish(dose.reps, name), dose
    )
    of = dose.of or max(exercise.sets.low if dose.first_set > 1 else 0, dose.first_set + sets - 1)
    if dose.first_set < 1:
        raise TimelineError(f"--first-set {dose.first_set}: sets are numbered from 1")
    if dose.first_set + sets - 1 > of:
        raise TimelineError(
            f"--first-set {dose.first_set} --of {of}: {sets} sets from there would end past {of}; "
            f"choose fewer with --sets"
        )
    _amount("--of", "set", exercise.sets.low, exercise.sets.high, MAX_SETS, of, dose)
    rest = _wish(dose.rest, name)
    return Plan(name, sets, reps, exercise.unit, exercise.rest if rest is None else rest, dose.first_set, of)


def _name(exercise: Exercise) -> str:
    """The exercise's name as it is spoken."""
    return fill(exercise.name.template, {})


def _wish(wishes: tuple[Wish, ...], name: str) -> int | None:
    """The amount wished for this exercise: by its name before that for all, the last of several."""
    by_name = [amount for wished, amount in wishes if wished.casefold() == name.casefold()]
    for_all = [amount for wished, amount in wishes if not wished]
    asked = by_name or for_all
    return asked[-1] if asked else None


def _amount(option: str, noun: str, low: int, high: int, most: int, wish: int | None, dose: Dose) -> int:
    if wish is None:
        return low
    if not 1 <= wish <= most:
        raise TimelineError(f"{option} {wish} is outside 1 to {most}")
    if wish > high and not dose.beyond:
        planned = f"{low}-{high}" if low != high else f"{high}"
        plural = "" if planned == "1" else "s"
        raise TimelineError(
            f"{option} {wish} is more than the routine's {planned} {noun}{plural}; "
            "if that is what you want, add --beyond"
        )
    return wish
