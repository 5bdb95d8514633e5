"""Looking at what is in the journal of a command line."""

from tests.cli.running import CommandLine
from voicecoach.journal.models import Record
from voicecoach.journal.store import Journal


def kept(command: CommandLine, number: int = 1) -> Record:
    """The session with that number."""
    with Journal.open(command.home, create=False) as journal:
        found = journal.get(number)
    assert found is not None
    return found
