"""The sheet's rule in print: a sentence for each advice, and its reason. Never a promise, never a diagnosis."""

from collections.abc import Mapping

from voicecoach.journal.advice import RULES
from voicecoach.journal.models import Outcome

_ADVICE: Mapping[Outcome, str] = {
    "continue": "carry on.",
    "caution": "go carefully.",
    "pending": "no more sets now; wait, and answer again 10 and 20 minutes after the last repetition.",
    "stop": "stop, and see a clinician before the next session.",
    "stop now": "stop now; if it is sudden or severe, or touches speech, sight, walking, bladder or bowel, call your "
    "emergency number; else see a clinician before the next session.",
}


def advice_in_words(outcome: Outcome) -> str:
    """What to do."""
    return f"By the exercise sheet's rule: {_ADVICE[outcome]}"


def reason_in_words(rule: str) -> str:
    """Why, by the id of the rule; a rule that this version does not know has only its id."""
    return next((each.sheet for each in RULES if each.id == rule), rule)
