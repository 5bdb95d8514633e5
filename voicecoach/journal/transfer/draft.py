"""A session as it is being read from a file."""

from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.journal.models import Answer, Record
from voicecoach.journal.transfer.plain import Plain, read_answer, read_session
from voicecoach.journal.transfer.problems import Problems


@dataclass(frozen=True, slots=True)
class Found:
    """A session that is in order, and where it is in the file."""

    where: str
    record: Record


class Draft:
    """The fields of a session, and its answers one after the other; everything wrong goes to `problems`."""

    def __init__(self, where: str, session: Mapping[str, object], problems: Problems) -> None:
        self.where = where
        self._problems = problems
        self._session: Plain | None = read_session(session, problems.at(where))
        self._answers: list[Answer] = []
        self._places: dict[tuple[str, str, int], str] = {}
        self._sound = self._session is not None

    def add(self, where: str, answer: Mapping[str, object]) -> None:
        """Read one answer."""
        read = read_answer(answer, self._problems.at(where))
        if read is None:
            self.spoil()
            return
        key = (read.phase, read.question, read.round)
        if key in self._places:
            self._problems.tell(where, f"answers the same question as {self._places[key]}", "one answer in each round")
            self.spoil()
        self._places[key] = where
        self._answers.append(read)

    def spoil(self) -> None:
        """Let the session not be found: something about it was wrong."""
        self._sound = False

    @property
    def found(self) -> list[Found]:
        """The session, if all of it is in order."""
        if self._session is None or not self._sound:
            return []
        return [Found(self.where, Record(**self._session, answers=tuple(self._answers)))]
