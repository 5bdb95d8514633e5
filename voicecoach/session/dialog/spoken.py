"""Answers by voice: what ears hear, as replies to a question."""

import contextlib
from collections.abc import Callable, Iterable
from typing import Protocol

from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import COMMAND, Heard, Kind
from voicecoach.hearing.ears import PASSING, Misheard, Trouble
from voicecoach.hearing.level import Loudness
from voicecoach.hearing.prompt import Prompt, at_rate_of_hearing
from voicecoach.journal.models import Given
from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.accepted import HALF, accepted, rest_commands
from voicecoach.session.dialog.entry import Reply, Said
from voicecoach.session.dialog.queries import CONFIRM, LEVEL, WISH, YES_NO, Numbers, Query, Words
from voicecoach.speech.polish import SAMPLE_RATE, Clip
from voicecoach.status import VoicecoachError

VOICE: Given = "voice"
UNCLEAR_ALOUD = Reply("unclear", None, VOICE)
LONGEST_PROMPT = 4
"""Seconds of a question that a recogniser is to hear as well; of a long one it would be busy for as long again."""

COMMANDS: dict[str, Said] = {"repeat": "repeat", "help": "help", "skip": "skip", "stop": "leave"}


class Hearing(Protocol):
    """Ears, as `voicecoach.hearing.ears.Ears` are; tests have some to which one writes."""

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing can be heard, if that is so."""

    @property
    def awake(self) -> bool:
        """Whether the microphone has given sound in the last moment."""

    @property
    def speaking(self) -> bool:
        """Whether somebody speaks now, or has spoken and is about to be understood."""

    def listen(self, kind: Kind, phrases: Phrases, prompt: Prompt | None = None) -> None:
        """Listen for one of these from now on, said to `prompt`."""

    def poll(self) -> Heard | Misheard | None:
        """What has been said, once somebody has."""

    def rest(self) -> None:
        """Do not listen any more."""

    def loudness(self) -> Loudness:
        """How loud that was which was said last."""


class VoiceListener:
    """A `Listener` for spoken answers. The microphone counts only from `open` on, never while the coach speaks.

    `clip` is what the coach's voice makes of a text.
    """

    def __init__(self, ears: Hearing, table: Spoken, clip: Callable[[str], Clip]) -> None:
        self._ears = ears
        self._table = table
        self._clip = clip
        self._given_up = False
        self._told: Trouble | None = None

    @property
    def trouble(self) -> Trouble | None:
        """Why nothing can be heard, if that is so."""
        return self._ears.trouble

    @property
    def works(self) -> bool:
        """Whether answers can be spoken, as far as is known; a trouble that may pass is not counted."""
        return not self._given_up and self.trouble in (None, *PASSING)

    @property
    def hears(self) -> bool:
        """Whether one could have been heard just now."""
        return self.works and self.trouble is None and self.awake

    @property
    def untold(self) -> bool:
        """Whether there is a trouble that does not pass, and the listener does not know of it yet."""
        if self.trouble is None:
            self._told = None
        return not self._given_up and self.trouble not in (None, *PASSING, self._told)

    def words_of_trouble(self) -> str | None:
        """What is to be said of the trouble, if there is one; it is told then."""
        self._told = trouble = self.trouble
        return self._table.aloud.trouble[trouble] if trouble is not None else None

    @property
    def loudness(self) -> Loudness:
        """How loud that was which was said last."""
        return self._ears.loudness()

    def give_up(self) -> None:
        """The listener cannot be heard well enough: from now on there are only keys."""
        self._given_up = True

    def can_answer(self, query: Query) -> bool:
        """Whether this question can be answered aloud."""
        return self.works and accepted(query, self._table) is not None

    @property
    def awake(self) -> bool:
        """Whether what has just been a silence could have been heard."""
        return self._ears.awake

    @property
    def busy(self) -> bool:
        return self._ears.speaking

    def attend(self, query: Query) -> None:
        self._query = query
        self._prompt = prompt_of(query, self._clip)

    def open(self) -> None:
        words = accepted(self._query, self._table)
        assert words is not None
        self._ears.listen(words.kind, words.phrases, self._prompt)

    def hear(self, key: str | None, now: float) -> Reply | None:  # noqa: ARG002 - it has ears of its own
        match self._ears.poll():
            case None:
                return None
            case Misheard():
                return UNCLEAR_ALOUD
            case Heard() as heard:
                return _reply(heard, self._query)

    def close(self) -> None:
        self._ears.rest()


def prompt_of(query: Query, clip: Callable[[str], Clip]) -> Prompt | None:
    """The question in short, as it is asked, for a recogniser to hear; None where it would be of no use."""
    if query.name in (LEVEL, WISH) or (isinstance(query.answers, Words) and query.answers.yes_or_no):
        return None  # yes and no are as clear without, and commands were never tried with it
    with contextlib.suppress(VoicecoachError):  # a voice that cannot speak: that is told where it ought to
        spoken = clip(query.short)
        if len(spoken) <= LONGEST_PROMPT * SAMPLE_RATE:
            return Prompt(query.short, at_rate_of_hearing(spoken, SAMPLE_RATE))
    return None


def wordings(queries: Iterable[Query], table: Spoken) -> list[Phrases]:
    """All that may be said to these questions, and in rests, for a recogniser to prepare itself."""
    confirm = Query(CONFIRM, "", "", YES_NO)
    found = [words.phrases for query in (*queries, confirm) if (words := accepted(query, table)) is not None]
    return [*found, *(rest_commands(table, paused=paused).phrases for paused in (False, True))]


def _reply(heard: Heard, query: Query) -> Reply:
    """What was heard, as a reply to the question."""
    meaning = heard.meaning
    # a routine's own option may begin so as well
    if meaning.startswith(COMMAND) and (command := COMMANDS.get(meaning.removeprefix(COMMAND))):
        return Reply(command, None, VOICE, heard)
    if isinstance(query.answers, Numbers):
        said: Said = "half" if meaning.endswith(HALF) else "value"
        return Reply(said, int(meaning.removesuffix(HALF)), VOICE, heard)
    return Reply("value", meaning, VOICE, heard)
