"""What the coach says and asks around the exercises: safety first, then the questions, then the sheet's advice."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from voicecoach.hearing.decision import COMMAND
from voicecoach.journal.advice import Advice
from voicecoach.journal.agenda import Agenda
from voicecoach.journal.models import CLINICIAN, Ending, Phase
from voicecoach.language.models import Ask, AskTime, Routine
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.session.dialog.conversation import Asked, Conversation
from voicecoach.session.dialog.entry import UNCLEAR, Reply
from voicecoach.session.dialog.floor import LeftError
from voicecoach.session.dialog.level_check import check_level
from voicecoach.session.dialog.queries import (
    END,
    END_ANYWAY,
    END_FOR_PAIN,
    WISH,
    WISHES,
    YES_NO,
    Query,
    queries_of,
    safety_query,
    screening_queries,
)
from voicecoach.session.dialog.spoken import VOICE
from voicecoach.session.dialog.wording import texts_of_query
from voicecoach.session.diary import Diary
from voicecoach.session.later import FollowUp

GO_ON = f"{COMMAND}resume"

PATIENCE = 5.0
"""Seconds of silence after the question what was said in a rest: for most of what is heard there, nobody answers."""


@dataclass(frozen=True, slots=True)
class Script:
    """What one session with a routine asks.

    `of` is the number of the day's sets, 0 where they are not counted, and `sets_before` how many were done before it.
    """

    cautions: tuple[str, ...]
    before: tuple[Query, ...]
    after: tuple[Query, ...]
    safety: Query
    screening: tuple[Query, ...]
    of: int = 0
    sets_before: int = 0

    def queries(self) -> tuple[Query, ...]:
        """Every question there is."""
        return (*self.before, *self.after, self.safety, *self.screening)


def script_for(routine: Routine, table: Spoken, of: int = 0, sets_before: int = 0) -> Script:
    """The script of a routine."""
    asks: Mapping[AskTime, Ask] = {step.time: step for step in routine.steps if isinstance(step, Ask)}
    return Script(
        cautions=tuple(fill(each.template, {}) for each in routine.cautions),
        before=queries_of(asks["before"], table) if "before" in asks else (),
        after=queries_of(asks["after"], table) if "after" in asks else (),
        safety=safety_query(table),
        screening=screening_queries(table, cautions=bool(routine.cautions)),
        of=of,
        sets_before=sets_before,
    )


def texts_of_script(script: Script, table: Spoken, *, aloud: bool = False) -> tuple[str, ...]:
    """Every sentence that may be said, to have it ready; `aloud` is whether answers may be spoken."""
    texts = [*table.talk.texts(), *script.cautions, *(table.aloud.texts() if aloud else ())]
    texts += [text for query in script.queries() for text in texts_of_query(query, table, aloud=aloud)]
    texts += [_day_done(done, script.of, table) for done in range(1, script.of + 1)]
    return tuple(dict.fromkeys(texts))


class Coach:
    """Leads one session's conversations. `before` and `after` tell how it ends there, None if it goes on."""

    def __init__(
        self,
        talk: Conversation,
        diary: Diary,
        script: Script,
        agenda: Agenda,
        table: Spoken,
        follow_up: FollowUp,
        *,
        questions: bool = True,
    ) -> None:
        self._conversation = talk
        self._diary = diary
        self._script = script
        self._agenda = agenda
        self._table = table
        self._talk = table.talk
        self._follow_up = follow_up
        self._questions = questions
        self._exercising = False

    def before(self, *, resumed: bool = False) -> Ending | None:
        """Everything ahead of the first step: how to stop, what must not be, how it is now."""
        try:
            return self._before(resumed=resumed)
        except LeftError as left:
            return "pain" if left.key == "p" else "early"

    def _before(self, *, resumed: bool) -> Ending | None:
        tell, talk = self._conversation.tell, self._talk
        tell(talk.live_keys, *([self._table.aloud.in_rests] if self._heard else []))
        if self._diary.record.override:
            tell(talk.passed_over)
        screening = self._agenda.screening and not resumed
        tell(talk.before)
        if not self._conversation.answerable:
            if self._conversation.voice is not None:
                self._conversation.voice.words_of_trouble()  # which would ask for keys
            tell(talk.no_keyboard)
        else:
            self._tell_how(screening=screening)
        if screening and self._script.cautions:
            tell(talk.cautions, *self._script.cautions)
        safety = (*(self._script.screening if screening else ()), self._script.safety)
        asked = self._ask("before", safety, self._script.before if not resumed else ())
        if asked == "alarm":
            return self._stop()
        if asked in ("left", "unsure"):
            return "early"
        if screening and self._diary.record.answer("before", CLINICIAN) == "no":
            tell(talk.clinician_no)
        if self._agenda.first_ever and not resumed:
            tell(talk.eyes_open)
        self._exercising = True
        return None

    @property
    def _heard(self) -> bool:
        """Whether answers can be spoken."""
        voice = self._conversation.voice
        return voice is not None and voice.works

    def _tell_how(self, *, screening: bool) -> None:
        """How one answers: later on it is known, and can be asked for. Before the first time it is tried out."""
        voice = self._conversation.voice
        if voice is not None and voice.untold and (trouble := voice.words_of_trouble()) is not None:
            self._conversation.tell(trouble)
        first = self._heard and not self._agenda.ever_spoken
        if screening or self._agenda.first_ever or first:
            self._conversation.tell(self._table.aloud.how if self._heard else self._talk.how)
        if first and voice is not None:
            check_level(self._conversation, voice)

    def called(self) -> Ending | Literal["pause"] | None:
        """The listener has said stop in a rest: why, and what is to become of the session."""
        ask, aloud = self._conversation.ask, self._table.aloud
        for_pain = ask(Query(END_FOR_PAIN, aloud.end_for_pain, aloud.end_for_pain_short, END))
        if for_pain.said == "leave":
            return "early"
        if for_pain.value is None:  # whoever says no more may need the pause
            return "pause"
        if for_pain.value == "yes":
            return "pain"
        anyway = ask(Query(END_ANYWAY, aloud.end_anyway, aloud.end_anyway_short, YES_NO))
        if anyway.value == "no":
            self._conversation.say(aloud.going_on)
            return None
        return "early" if anyway.value == "yes" or anyway.said == "leave" else "pause"

    def unclear(self) -> Ending | Literal["pause", "skip"] | None:
        """Something was said in a rest and hardly understood: what it was.

        Nobody has to say anything to that: it may have been said to somebody else.
        """
        words, voice = self._table.aloud.what_in_rest, self._conversation.voice
        query = Query(WISH, words, words, WISHES)
        if voice is None:
            return None
        reply = self._conversation.once(query, [self._talk.sorry, words], PATIENCE)
        if reply is not None and reply.said in ("repeat", "help"):
            reply = self._conversation.once(query, [words], PATIENCE)
        if reply is None or reply.value in ("no", GO_ON) or (reply == UNCLEAR and not voice.hears):
            return None
        if reply.said == "leave":
            return self.called() if reply.given == VOICE else "early"
        if "skip" in (reply.said, reply.value):
            return "skip"
        return "pain" if reply.value == "pain" else "pause"  # whoever is still not understood may need the pause

    def after(self, ending: Ending) -> Ending | None:
        """Everything after the exercises, or after what was done of them: how it is now, and what follows from it."""
        if not self._exercising:
            return ending
        diary, say = self._diary, self._conversation.say
        diary.note_stop(ending)
        if "p" in say(self._talk.after):
            ending = "pain"
            diary.note_stop(ending)
        asked = self._ask("after", (self._script.safety,), self._script.after)
        if asked == "alarm":
            return self._stop()
        advice = diary.advise(ask_always=self._follow_up.always)
        if advice is not None:
            say(self._talk.advice[advice.rule])
        done = self._script.sets_before + diary.record.sets_done
        if self._script.of and done:
            say(_day_done(min(done, self._script.of), self._script.of, self._table))
        diary.end(ending)
        if asked == "unsure":
            self._follow_up.leave(diary)
            return ending
        late = self._follow_up.offer(diary)
        return ending if self._follow_up.unsure else _ending_by(late or advice, ending)

    def _ask(self, phase: Phase, safety: tuple[Query, ...], queries: tuple[Query, ...]) -> Asked:
        """Ask about safety, and then, if they are wanted, the routine's questions."""
        notebook = self._diary.notebook(phase)
        asked = self._conversation.ask_all((*safety, *(queries if self._questions else ())), notebook)
        for query in () if self._questions or asked == "alarm" else queries:
            if query.answers is not None:
                notebook.keep(query, Reply("value", None, "unasked"))
        if asked == "all" and self._conversation.answerable:
            self._conversation.say(self._talk.thanks)
        return asked

    def _stop(self) -> Ending:
        """Stop now: write it down, and say what to do. Nothing matters more."""
        self._diary.advise()
        self._diary.end("stopped")
        self._conversation.last_word(self._talk.advice["safety"])
        return "stopped"


def _ending_by(advice: Advice | None, ending: Ending) -> Ending | None:
    """How the session ends by an advice, None where the routine may go on."""
    if ending != "done":
        return ending
    if advice is not None and advice.outcome == "stop now":
        return "stopped"
    return "done" if advice is not None and advice.outcome in ("stop", "pending") else None


def _day_done(done: int, of: int, table: Spoken) -> str:
    return fill(table.talk.day_done, {"done": table.number(done), "sets": table.number(of)})
