"""A desk to be asked at: a floor of which only the clock, the speech, the keys and the ears exist.

    desk = Desk({"How bad": '"seven"', "Say no": '"no"'})
    desk.ask(PAIN)

A script is one of the theatre's, see there. All times are exact to a tick.
"""

from collections import deque
from dataclasses import dataclass
from datetime import UTC, datetime

from tests.session.ears import ScriptedEars
from tests.session.patient import Clock, Patient, Script
from tests.session.stage import Performance, act
from tests.session.voice import Voice
from tests.stand_ins import words as length_of
from voicecoach.hearing.ears import Trouble
from voicecoach.journal.models import Value
from voicecoach.language.models import ToneName
from voicecoach.language.spoken import ENGLISH, Spoken
from voicecoach.session.dialog.conversation import Asked, Conversation, Notebook
from voicecoach.session.dialog.entry import Reply
from voicecoach.session.dialog.floor import Interrupted, UnheardError
from voicecoach.session.dialog.queries import COMPARE, YES_NO, Numbers, Options, Query
from voicecoach.session.dialog.spoken import VoiceListener

TICK = 0.05
GAP = 0.35
"""Seconds from the end of a question to that of its tick."""

PAIN = Query("pain", "How bad is it?", "Zero to ten?", Numbers(0, 10))
SAFE = Query("safety", "Any alarm?", "Any?", YES_NO, alarm=True)
CLINICIAN = Query("clinician", "Did they agree?", "They agreed?", YES_NO)
WELL = Query("well", "All well?", "Well?", YES_NO)
FEEL = Query("feel", "How now?", "Which?", COMPARE)
WHERE = Query("where", "Where is it?", "Where?", Options(("neck", "arm", "back")))
UP = Query("range_up", "Look up.", "Look up.", None)


@dataclass(frozen=True)
class Kept:
    """Something that was written into the notebook, and when."""

    name: str
    reply: Reply
    at: float


class Desk:
    """Asks a patient who does what the script says. Without `keyboard` no key is given, without `voice` no ears."""

    def __init__(
        self,
        script: Script,
        *,
        keyboard: bool = True,
        voice: bool = True,
        cause: Trouble | None = None,
        certain: bool = True,
        table: Spoken = ENGLISH,
    ) -> None:
        self.log = Performance()
        self.clock = Clock(datetime(2026, 3, 2, tzinfo=UTC))
        self.ears = ScriptedEars(self.clock.monotonic, cause, certain=certain)
        self.patient = Patient(script, self.clock, lambda: self.speaking)
        self.kept: list[Kept] = []
        """Whatever was written, taken back or not."""
        self.answers: dict[str, Reply] = {}
        """What stands in the notebook."""
        self.hints: list[str] = []
        self._keyboard = keyboard
        self._coming: deque[tuple[float, str]] = deque()
        self._quiet_at = 0.0
        self._lost_for = 0.0
        listener = VoiceListener(self.ears, table, Voice().clip) if voice else None
        self.talk = Conversation(self, table, keyboard=keyboard, voice=listener)

    # --- what can be done ----------------------------------------------------------------------------

    def ask(self, query: Query) -> Reply:
        """Ask one question."""
        return self.talk.ask(query, self.notebook)

    def ask_all(self, *queries: Query) -> Asked:
        """Ask one after the other."""
        return self.talk.ask_all(queries, self.notebook)

    @property
    def notebook(self) -> Notebook:
        """One that remembers everything."""

        def keep(query: Query, reply: Reply) -> None:
            self.kept.append(Kept(query.name, reply, self.clock.seconds))
            self.answers[query.name] = reply

        return Notebook(keep, lambda query: self.answers.__delitem__(query.name))

    def value(self, query: Query) -> Value | None:
        """What stands in the notebook as the answer."""
        return self.answers[query.name].value

    def lose_sound(self, seconds: float) -> None:
        """The output goes away for that long."""
        self._lost_for = seconds

    def fail(self, seconds: float, cause: Trouble | None) -> None:
        """In so many seconds something goes wrong with hearing, or is well again."""

        def change() -> None:
            self.ears.cause = cause

        self.patient.plan(seconds, change)

    @property
    def said(self) -> list[str]:
        """All that the coach has begun to say."""
        return self.log.heard

    # --- the floor -----------------------------------------------------------------------------------

    @property
    def speaking(self) -> bool:
        return self.clock.seconds < self._quiet_at

    def say(self, *texts: str) -> None:
        for text in texts:
            begin = max(self.clock.seconds, self._quiet_at)
            self._coming.append((begin, text))
            self._quiet_at = begin + length_of(text) / 1000

    def prompt(self, *texts: str) -> None:
        self.say(*texts)
        self._coming.append((self._quiet_at + GAP - TICK, ""))
        self._quiet_at += GAP

    def sound(self, name: ToneName) -> None:
        raise AssertionError(f"the tone {name} is not for questions")

    def hush(self) -> None:
        self._coming.clear()
        self._quiet_at = min(self._quiet_at, self.clock.seconds)

    def show(self, hint: str) -> None:
        self.hints.append(hint)

    def monotonic(self) -> float:
        return self.clock.seconds

    def tick(self) -> str | None:
        while self._coming and self._coming[0][0] <= self.clock.seconds:
            self._begin(*self._coming.popleft())
        self.clock.seconds += TICK
        assert self.clock.seconds < 1000, "it does not end"
        if self.speaking:
            self.ears.coach_is_heard(self.clock.seconds)
        if self._lost_for:
            self.clock.seconds += self._lost_for
            self._lost_for = 0.0
            self.hush()
            self.say(ENGLISH.sound_is_back)
            raise UnheardError
        key = act(self.patient.act(), self.clock.seconds, self.log, self.ears)
        if key == "interrupt":
            raise Interrupted
        return key if self._keyboard else None

    def _begin(self, moment: float, text: str) -> None:
        """A sentence begins, or a tick where there is none."""
        if not text:
            self.log.ticks.append(moment)
            self.log.note("tick", "")
            return
        self.log.heard.append(text)
        self.log.times.append(moment)
        self.log.note("says", text)
        self.patient.hears(text)
