"""Asking again when the sheet's 10 and 20 minutes are over: at once where the coach stays, or at a later start."""

from collections.abc import Sequence

from voicecoach.journal.advice import SETTLE, Advice
from voicecoach.language.models import Ask, Routine
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.session.dialog.conversation import Conversation
from voicecoach.session.dialog.floor import UnheardError
from voicecoach.session.dialog.queries import STAY, YES_NO, Query, queries_of, safety_query, stock_queries
from voicecoach.session.dialog.wording import texts_of_query
from voicecoach.session.diary import Diary

STOCK_TIMES = (600_000, 1_200_000)
"""ms after the last repetition: the sheet's 10 and 20 minutes."""

REMIND = 300_000
"""Ms of waiting after which the coach says how long it still is: no silence is left unexplained."""

MINUTE = 60_000
HOUR = 60 * MINUTE


def later_times(routine: Routine | None) -> tuple[int, ...]:
    """When a routine asks again, in ms after the last repetition; the last time is never before the sheet's."""
    ask = _ask_later(routine)
    times = ask.later if ask else STOCK_TIMES
    return times if times[-1] >= SETTLE else (*times, SETTLE)


class FollowUpWords:
    """The later questions and all that is said around them; `routine` is None where its file is not there any more."""

    def __init__(self, table: Spoken, routine: Routine | None) -> None:
        self._table = table
        ask = _ask_later(routine)
        self.always = ask is not None and ask.always
        self.queries = queries_of(ask, table) if ask else stock_queries(table)
        self.safety = safety_query(table)
        self.stay = Query(STAY, table.talk.stay, table.talk.stay_short, YES_NO)

    def texts(self, times: Sequence[int], *, aloud: bool = False) -> tuple[str, ...]:
        """Every sentence that may be said, to have it ready; `aloud` is whether answers may be spoken."""
        longest = -(-max(times, default=0) // HOUR)
        waits = [self.wait(count * MINUTE) for count in range(1, 61)] if times else []
        waits += [self.wait(count * HOUR) for count in range(1, longest + 1)]
        queries = (*self.queries, self.safety, self.stay)
        return (*waits, *(text for query in queries for text in texts_of_query(query, self._table, aloud=aloud)))

    def wait(self, left: int) -> str:
        """How long it still is, from `left` ms: in minutes up to an hour, then in hours."""
        talk, number = self._table.talk, self._table.number
        minutes = max(1, round(left / MINUTE))
        if minutes < 60:
            return fill(talk.in_minutes[minutes != 1], {"minutes": number(minutes)})
        hours = round(minutes / 60)
        return fill(talk.in_hours[hours != 1], {"hours": number(hours)})


class FollowUp:
    """Asks the later questions. Where nobody can answer, they are left to another start."""

    def __init__(self, talk: Conversation, table: Spoken, routine: Routine | None) -> None:
        self._conversation = talk
        self._talk = table.talk
        self._words = FollowUpWords(table, routine)
        self.always = self._words.always
        """Whether the routine asks again whatever the advice is."""
        self.unsure = False
        """Whether a warning sign was heard when it was asked last, and nothing more."""

    def offer(self, diary: Diary) -> Advice | None:
        """Where later questions are to come after a session: stay for them, or leave them to another start."""
        if not diary.record.awaiting:
            return None
        reply = self._conversation.ask(self._words.stay) if self._conversation.answerable else None
        if reply is None or reply.value != "yes":
            self._conversation.say(self._talk.leaving)
            return None
        self._conversation.say(self._talk.staying)
        return self.run(diary)

    def run(self, diary: Diary) -> Advice | None:
        """Wait for each time that is left, and ask; the last advice, or None where nothing was asked.

        Where the clock cannot tell the time, or all times are over, it is asked once.
        """
        advice: Advice | None = None
        while diary.record.awaiting:
            if not self._wait(diary):
                break
            advice = self.ask(diary)
            if self.unsure or diary.since_last_rep() is None or diary.next_later() is None:
                break
        self.leave(diary)
        return advice

    def leave(self, diary: Diary) -> None:
        """Leave what is still to be asked to another start."""
        if diary.record.awaiting:
            self._conversation.say(self._talk.leaving)

    def ask(self, diary: Diary) -> Advice | None:
        """Ask now, whatever time it is, and say what follows."""
        self._conversation.floor.sound("up")
        self._conversation.say(self._talk.later)
        asked = max((each.round for each in diary.record.answers if each.phase == "later"), default=0)
        notebook = diary.notebook("later", asked + 1)
        went = self._conversation.ask_all((self._words.safety, *self._words.queries), notebook)
        self.unsure = went == "unsure"
        advice = diary.advise(ask_always=self.always)
        if advice is not None and advice.outcome == "stop now":
            self._conversation.last_word(self._talk.advice[advice.rule])
        elif advice is not None:
            self._conversation.say(self._talk.advice[advice.rule])
        return advice

    def _wait(self, diary: Diary) -> bool:
        """Wait for the next time, saying now and then how long it is; false if the listener leaves."""
        floor = self._conversation.floor
        told: int | None = None
        while (left := _left(diary)) > 0:
            pressed: set[str | None] = set()
            part = left // REMIND
            if part != told:
                pressed = set(self._conversation.say(self._words.wait(left)))
            told = part
            try:
                pressed.add(floor.tick())
            except UnheardError:
                told = None
            if "q" in pressed:
                return False
            if pressed - {None}:  # any other key has it said again
                told = None
        return True


def _ask_later(routine: Routine | None) -> Ask | None:
    steps = routine.steps if routine else ()
    return next((step for step in steps if isinstance(step, Ask) and step.time == "later"), None)


def _left(diary: Diary) -> int:
    """Ms until the next later questions are due; 0 where the clock cannot tell."""
    since, due = diary.since_last_rep(), diary.next_later()
    return 0 if since is None or due is None else max(0, due - since)
