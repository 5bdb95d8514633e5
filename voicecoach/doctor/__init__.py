"""What works on this machine, and how to mend what does not: each check gives a finding."""

from dataclasses import dataclass
from typing import Literal

from voicecoach.status import VoicecoachError


@dataclass(frozen=True, slots=True)
class Finding:
    """What one check has found. What is only `missing` can be done without."""

    name: str
    state: Literal["works", "weak", "missing", "fails"]
    detail: str
    cure: str = ""

    @classmethod
    def of(cls, name: str, error: VoicecoachError, *, needed: bool) -> "Finding":
        """The finding that an error makes."""
        return cls(name, "fails" if needed else "missing", error.message, error.cure)
