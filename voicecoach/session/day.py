"""The day's dose: a routine of several sets may be spread over the day, and each session takes up the count."""

from dataclasses import replace

from voicecoach.language.models import Routine
from voicecoach.timeline.dose import Dose, plan_exercises
from voicecoach.timeline.models import TimelineError


def is_counted(routine: Routine) -> bool:
    """Whether the routine's sets make a day's dose: those of one exercise that plans several."""
    return len(routine.exercises) == 1 and routine.exercises[0].sets.low > 1


def day_dose(routine: Routine, dose: Dose, done: int) -> Dose:
    """The dose of a session when `done` sets have been done today, numbered as part of the day.

    A dose that numbers its sets itself stays as it is. Without a wish it is what is left of the day. Raises
    `TimelineError` where more than the routine's range would come together, unless the dose allows that.
    """
    if not is_counted(routine) or dose.of or dose.first_set != 1:
        return dose
    span = routine.exercises[0].sets
    (plan,) = plan_exercises(routine, dose)  # with the wish as it was given, so that a wrong one is refused as ever
    if dose.sets:
        sets = plan.sets
    elif done < span.low:
        sets = span.low - done
    else:
        sets = max(1, span.high - done)
    total = done + sets
    if total > span.high and not dose.beyond:
        whole = f"{span.low}-{span.high}" if span.low != span.high else f"{span.low}"
        raise TimelineError(
            f"{done} of the day's {whole} sets are done, and {sets} more would make {total}; "
            "if that is what you want, add --beyond"
        )
    return replace(dose, sets=(("", sets),), first_set=done + 1, of=max(span.low, total))
