"""A theatre for whole sessions: all is real but the voice, the sound card, the screen, the keyboard and the time.

    theatre = Theatre(tmp_path)
    theatre.play({**WELL, "How bad": ["3", "5"], (2, 1): "q"}, sets=2)
    theatre.clock.go_on(minutes=12)
    theatre.follow_up(WELL)

A session is `play` with a script: what the patient presses on hearing a sentence that contains some words, or when a
repetition of a set begins. Keys stand with blanks between, a time such as `2s` waits, and a leading `!` does not wait
for the end of the sentence: "!7 2s u". None is silence; a function is called at once. A list has one of these for each
time; the last one holds from then on. Whatever happens is in the transcript, and time costs nothing.

With `ears=theatre.ears()` the patient can speak: `'"seven"'`, `'"seven"?'` if the recogniser is not certain of it,
`'"seven"??'` if it does not understand it, or `say("seven", 0.4, certain=False)`. One does not interrupt the coach,
unless after a `!`.
"""

import contextlib
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta, timezone
from pathlib import Path
from unittest.mock import patch

from tests.session.ears import ScriptedEars
from tests.session.patient import Action, Clock, Patient, Script
from tests.session.plays import NECK
from tests.session.stage import Performance, Stage, ToneTransport
from tests.session.voice import Voice
from voicecoach.audio.rendering import Rendering
from voicecoach.cli.performance import can_answer, dose_of, pass_over, routine_of
from voicecoach.environment import Environment
from voicecoach.hearing.ears import Trouble
from voicecoach.journal.agenda import agenda_for
from voicecoach.journal.models import Record
from voicecoach.journal.running import hold, is_running
from voicecoach.journal.store import Journal
from voicecoach.language.spoken import ENGLISH
from voicecoach.library import load
from voicecoach.session.course import Course as PlayCourse
from voicecoach.session.dialog.conversation import Conversation
from voicecoach.session.dialog.spoken import VoiceListener
from voicecoach.session.diary import Diary
from voicecoach.session.followup import FollowUpCourse, nothing_to_play
from voicecoach.session.halts import START, Halt
from voicecoach.session.keys import Keys, NoKeys
from voicecoach.session.later import FollowUp, FollowUpWords
from voicecoach.session.part import Course
from voicecoach.session.session import Session
from voicecoach.session.staging import Staging, halts_for, new_record
from voicecoach.session.transport import Transport
from voicecoach.timeline import Dose

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=timezone(timedelta(hours=1)))


class Killed(BaseException):
    """The process is gone, as by kill -9 or a power cut: nothing is tidied up but what the system itself does."""


def kill() -> None:
    """To be put into a script."""
    raise Killed


class Theatre:
    """Sessions of one patient, one after the other, with a journal in `folder`."""

    def __init__(self, folder: Path, source: str = NECK, start: datetime = MORNING) -> None:
        self.home = folder / "home"
        self.file = folder / "routine.routine"
        self.file.write_text(source)
        self.clock = Clock(start)
        self._journal: Journal | None = None
        self._stage: Stage | None = None
        self.listening: ScriptedEars | None = None
        """The ears of the last run."""
        self.events: Sequence[tuple[float, Action]] = ()
        """What happens in the runs to come, whatever is heard: seconds from the beginning, and what is done."""
        self.last = Performance()
        """The last run, also where it ended in an exception."""

    # --- what can be done --------------------------------------------------------------------------

    def play(
        self,
        script: Script,
        *,
        sets: int | None = None,
        questions: bool = True,
        override: str | None = None,
        keyboard: bool = True,
        sound: bool = True,
        kill_after: float | None = None,
        ears: ScriptedEars | None = None,
    ) -> Performance:
        """`voicecoach play`, killed after some seconds. Raises as it does where the session may not begin."""
        routine = load(self.file)
        words = f"--sets {sets}" if sets else ""
        coming = new_record(routine, self.file, words, self.clock.now())
        with self._open_journal() as journal:
            agenda = agenda_for(journal, coming, self.clock.now(), lambda uid: is_running(self.home, uid))
            coming = pass_over(coming, agenda, override or None)
            dose = Dose(sets=(("", sets),)) if sets else Dose()
            resumed = dose_of(agenda.resumable)
            staging = Staging(routine, dose, agenda, ENGLISH, routine_of(agenda.awaiting), resumed)
            voice = Voice()
            voice.prepare(staging.texts(aloud=ears is not None))
            plan, rendering = staging.plan(voice, questions=questions)

            def course(transport: Transport, talk: Conversation) -> Course:
                return PlayCourse(plan, coming, transport, rendering, talk, lambda each: self._diary(journal, each))

            halts = halts_for(plan, rendering.timeline)
            with hold(self.home, coming.uid):
                return self._run(script, rendering, halts, voice, course, keyboard, sound, kill_after, ears)

    def follow_up(
        self, script: Script, *, keyboard: bool = True, ears: ScriptedEars | None = None
    ) -> Performance | None:
        """`voicecoach followup`; None where nobody is to be asked."""
        with self._open_journal() as journal:
            record = next((each for each in journal.awaiting() if not is_running(self.home, each.uid)), None)
            if record is None:
                return None
            routine = routine_of(record)
            voice = Voice()
            aloud = ears is not None
            voice.prepare([*ENGLISH.session_texts(), *ENGLISH.talk.texts(), *(ENGLISH.aloud.texts() if aloud else ())])
            voice.prepare(FollowUpWords(ENGLISH, routine).texts(record.later, aloud=aloud))

            def course(_transport: Transport, talk: Conversation) -> Course:
                return FollowUpCourse(self._diary(journal, record), FollowUp(talk, ENGLISH, routine))

            nothing = nothing_to_play(record.routine, "en")
            return self._run(script, nothing, (START,), voice, course, keyboard, ears=ears)

    def lose_sound(self, seconds: float) -> Callable[[], None]:
        """To be put into a script: the output goes away for that long."""

        def lose() -> None:
            assert self._stage is not None
            self._stage.lose_sound(seconds)

        return lose

    def ears(self, cause: Trouble | None = None, *, certain: bool = True) -> ScriptedEars:
        """Ears for a run, with something wrong, or with a recogniser that is never certain."""
        return ScriptedEars(self.clock.monotonic, cause, certain=certain)

    def trouble(self, cause: Trouble | None) -> Callable[[], None]:
        """To be put into a script: this is wrong with the microphone or the room, or nothing is any more."""

        def change() -> None:
            assert self.listening is not None
            self.listening.cause = cause

        return change

    def press_in(self, seconds: float, press: Action) -> None:
        """To be called by a script: press or say something in so many seconds, whatever is heard."""
        assert self._stage is not None
        self._stage.patient.plan(seconds, press)

    def break_journal(self) -> None:
        """To be put into a script: from now on nothing can be written, as on a full disk."""
        assert self._journal is not None
        self._journal._connection.execute("PRAGMA query_only = ON")

    @property
    def records(self) -> list[Record]:
        """All sessions as they are on the disk, also in mid-session."""
        with Journal.open(self.home, create=False) as journal:
            return list(journal.oldest_first())

    @property
    def record(self) -> Record:
        """The newest session."""
        return self.records[-1]

    # --- inside ------------------------------------------------------------------------------------

    @contextlib.contextmanager
    def _open_journal(self) -> Iterator[Journal]:
        with Journal.open(self.home) as journal:
            # no power is cut here, and waiting for the disk would be most of the time
            journal._connection.execute("PRAGMA synchronous = OFF")
            self._journal = journal
            yield journal

    def _diary(self, journal: Journal, record: Record) -> Diary:
        return Diary(journal, record, self.clock.now, self.clock.monotonic)

    def _run(
        self,
        script: Script,
        rendering: Rendering,
        halts: Sequence[Halt],
        voice: Voice,
        course: Callable[[Transport, Conversation], Course],
        keyboard: bool,
        sound: bool = True,
        kill_after: float | None = None,
        ears: ScriptedEars | None = None,
    ) -> Performance:
        self.last = Performance(late=voice.late)
        transport = ToneTransport(rendering, voice.clip, ENGLISH, halts)
        transport.log = self.last
        self.listening = ears
        patient = Patient(script, self.clock, lambda: transport.speaking)
        for seconds, action in [*self.events, *([(kill_after, kill)] if kill_after is not None else [])]:
            patient.plan(seconds, action)
        self._stage = stage = Stage(self.clock, patient, voice, transport, self.last, ears)
        if not sound:
            stage.lose_sound(float("inf"))
        keys: Keys = stage if keyboard else NoKeys(lambda seconds: _drop(stage.read(seconds)))
        with (
            patch("voicecoach.session.session.keep_awake", lambda _tell: contextlib.nullcontext()),
            patch("voicecoach.session.output.ClockPlayer", lambda *_clock: stage.open_silence()),
            contextlib.suppress(Killed),
        ):
            session = Session(
                transport,
                stage.open_player,
                keys,
                lambda: stage,
                Environment(monotonic=self.clock.monotonic, sleep=stage.sleep, now=self.clock.now),
                lambda floor: course(transport, self._talk(floor, keys, ears, voice)),
                ears,
            )
            self.last.outcome = session.run()
        return self.last

    def _talk(self, floor: Session, keys: Keys, ears: ScriptedEars | None, voice: Voice) -> Conversation:
        heard = VoiceListener(ears, ENGLISH, voice.clip) if ears is not None else None
        return Conversation(floor, ENGLISH, keyboard=can_answer(keys), voice=heard)


def _drop(_key: str | None) -> None:
    """A key that nobody can press."""
