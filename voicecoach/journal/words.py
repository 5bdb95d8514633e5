"""The sheet's rule in print: a sentence for each advice, and its reason. Never a promise, never a diagnosis."""

from voicecoach.journal.advice import RULES
from voicecoach.journal.models import Outcome
from voicecoach.language.talk import ENGLISH_TALK


def advice_in_words(outcome: Outcome) -> str:
    """What to do."""
    return ENGLISH_TALK.outcomes[outcome]


def reason_in_words(rule: str) -> str:
    """Why, by the id of the rule; a rule that this version does not know has only its id."""
    return next((each.sheet for each in RULES if each.id == rule), rule)
