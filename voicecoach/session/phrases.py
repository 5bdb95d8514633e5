"""What is said when a session ends."""

from voicecoach.journal.models import Ending
from voicecoach.language.spoken import Spoken


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
