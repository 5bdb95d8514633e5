"""How long a routine takes, without a voice at hand."""

from voicecoach.language.models import Routine
from voicecoach.timeline.compiler import compile_routine
from voicecoach.timeline.dose import Dose

WORD = 400
"""ms that a word takes at 150 words a minute, the default voice's pace."""


def estimate(routine: Routine) -> int:
    """About how many ms the routine takes at its own dose, with its questions. Raises `TimelineError` past 24 hours."""
    return compile_routine(routine, Dose(), lambda text: WORD * len(text.split()), for_file=False).length
