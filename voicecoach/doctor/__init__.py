"""What works on this machine, and how to mend what does not: each check gives a finding, and changes nothing."""

from collections.abc import Callable
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
    def of(cls, name: str, error: VoicecoachError | OSError, *, needed: bool) -> "Finding":
        """The finding that an error makes."""
        state: Literal["fails", "missing"] = "fails" if needed else "missing"
        if isinstance(error, VoicecoachError):
            return cls(name, state, error.message, error.cure)
        return cls(name, state, f"{error.strerror or error}" + (f": {error.filename}" if error.filename else ""))


def checked(name: str, check: Callable[[], Finding]) -> Finding:
    """What a check finds; that something is broken is a finding, too."""
    try:
        return check()
    except (VoicecoachError, OSError) as error:
        return Finding.of(name, error, needed=True)
