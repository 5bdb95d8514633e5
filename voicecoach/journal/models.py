"""What the journal keeps, as frozen values: a record for each session, with its answers.

All moments are aware datetimes, whole milliseconds, with the UTC offset that held where the session was.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Literal

Phase = Literal["before", "after", "later"]
PHASES: tuple[Phase, ...] = ("before", "after", "later")

Value = int | str
"""A number; or `better`, `same`, `worse`, `yes`, `no`, or the words of a choice."""

Given = Literal["keys", "voice", "option", "none", "unasked"]
"""How an answer came: by a key, spoken, written afterwards (`log add`, `log edit`); `none` was asked and not answered,
`unasked` belongs to the routine and was not asked. The last two have no value."""

GIVEN: tuple[Given, ...] = ("keys", "voice", "option", "none", "unasked")

Confirmed = Literal["", "unopposed", "yes", "key"]
"""How something heard was confirmed: read back, and no objection came in the time for one; asked back, and confirmed
aloud or by a key; "" where it was not, or nothing was spoken."""

CONFIRMED: tuple[Confirmed, ...] = ("", "unopposed", "yes", "key")

Kind = Literal["live", "file"]
"""Led by voicecoach itself, or done with an exported file and written down afterwards."""

KINDS: tuple[Kind, ...] = ("live", "file")

Ending = Literal["done", "early", "pain", "stopped", "interrupted", "failed"]
"""`stopped` is by the safety questions. A record without an ending was cut short, or is still going on."""

ENDINGS: tuple[Ending, ...] = ("done", "early", "pain", "stopped", "interrupted", "failed")

Outcome = Literal["continue", "caution", "pending", "stop", "stop now"]
OUTCOMES: tuple[Outcome, ...] = ("continue", "caution", "pending", "stop", "stop now")

COMPARISONS = ("better", "same", "worse")

SAFETY = "safety"
"""The question of every session: any new dizziness, faintness, change of sight or speech, …"""

CAUTIONS = "cautions"
"""Whether one of the routine's cautions applies."""

CLINICIAN = "clinician"
"""Whether a clinician has checked the problem and agreed."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer, or that there was none: `value` is None then.

    `round` numbers the later askings from 1 on; it is 0 before and after. `since` is the time from the last
    repetition to the answer in ms, None where there was no repetition or the clock cannot tell.

    The last three are of what was spoken: an answer, or the wish to skip the question (`given` is "none" then).
    `heard` are the words that were recognised, such as "about seven", and "" where nothing was spoken; `sure` is how
    sure the recogniser was of them, in percent from 0 to 100, None where nothing was spoken. The sound is never kept.
    """

    phase: Phase
    question: str
    value: Value | None
    given: Given
    at: datetime
    round: int = 0
    since: int | None = None
    heard: str = ""
    sure: int | None = None
    confirmed: Confirmed = ""


@dataclass(frozen=True, slots=True)
class Work:
    """Sets of one exercise (`exercise` is its name), and repetitions in all of them together."""

    exercise: str
    sets: int
    reps: int


@dataclass(frozen=True, slots=True)
class Record:
    """One session.

    `routine` is the routine's title, `path` where its file was and `digest` the SHA-256 of its bytes ("" where not
    known). `dose` is what was asked for, in the words of the command line, so that the same wish is recognised.
    `later` are the times of the later questions in ms after the last repetition, and `awaiting` tells whether some are
    still to be asked. `override` is the reason for which a stop was passed over. A move that is tried before the
    exercises is only remembered: it has no answer before, only after.
    """

    uid: str
    routine: str
    started: datetime
    kind: Kind = "live"
    path: str = ""
    digest: str = ""
    dose: str = ""
    planned: tuple[Work, ...] = ()
    done: tuple[Work, ...] = ()
    ended: datetime | None = None
    last_rep: datetime | None = None
    pauses: int = 0
    ending: Ending | None = None
    outcome: Outcome | None = None
    rule: str = ""
    later: tuple[int, ...] = ()
    awaiting: bool = False
    override: str = ""
    note: str = ""
    answers: tuple[Answer, ...] = ()
    id: int = field(default=0, compare=False)
    """The record's number on this machine, 0 before it has one."""

    def answer(self, phase: Phase, question: str) -> Value | None:
        """The latest answer to a question in a phase, None where there is none."""
        found = [each.value for each in self.answers if (each.phase, each.question) == (phase, question)]
        return found[-1] if found else None

    @property
    def cut_short(self) -> bool:
        """Whether the session never came to its end, unless it is still going on."""
        return self.kind == "live" and self.ending is None

    @property
    def sets_done(self) -> int:
        """Sets of all exercises."""
        return sum(work.sets for work in self.done)

    @property
    def reps_done(self) -> int:
        """Repetitions of all exercises."""
        return sum(work.reps for work in self.done)
