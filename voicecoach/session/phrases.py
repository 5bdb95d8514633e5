"""What is said and shown when a session ends."""

from collections.abc import Mapping

from voicecoach.journal.models import Ending
from voicecoach.language.spoken import Spoken

ENDINGS: Mapping[Ending, str] = {
    "done": "Done.",
    "early": "Ended early.",
    "pain": "Ended because of pain.",
    "stopped": "Stopped.",
    "interrupted": "Interrupted.",
    "failed": "Failed.",
}
"""How it has ended, for the screen."""


def last_words(ending: Ending, table: Spoken) -> str:
    """What is said when a session ends that way."""
    return {
        "done": table.no_further,
        "early": table.ended_early,
        "pain": table.ended_for_pain,
        "stopped": table.interrupted,
        "interrupted": table.interrupted,
        "failed": table.failed,
    }[ending]
