"""Exit statuses, and the one exception that carries them to the command line."""

from enum import IntEnum


class Status(IntEnum):
    """What the process ends with."""

    DONE = 0
    FAILED = 1
    WRONG_USE = 2
    """Wrong use of the command, or a wrong routine."""
    NO_SOUND = 3
    """No sound output or no voice on this machine; also after playing silently on screen."""
    STOPPED_BY_RULE = 4
    INTERRUPTED = 130


class VoicecoachError(Exception):
    """Something that the user can understand: what is wrong, how to mend it, and the exit status.

    `cure` is a second line, often a command to run; empty where there is none.
    """

    def __init__(self, message: str, *, cure: str = "", status: Status = Status.FAILED) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        self.status = status
