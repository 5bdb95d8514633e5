"""Asking again when the sheet's 10 and 20 minutes are over: at once where the coach stays, or at a later start."""

from collections.abc import Sequence

from voicecoach.journal.advice import SETTLE, Advice
from voicecoach.language.models import Ask, Routine
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.session.conversation import Conversation
from voicecoach.session.diary import Diary
from voicecoach.session.queries import (
    STAY,
    YES_NO,
    Query,
    queries_of,
    safety_query,
    stock_queries,
    texts_of_query,
)

STOCK_TIMES = (600_000, 1_200_000)
"""ms after the last repetition: the sheet's 10 and 20 minutes."""

REMIND = 300.0
"""Seconds of waiting after which the coach says how long it still is: no silence is left unexplained."""

MINUTE = 60


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

    def texts(self, times: Sequence[int]) -> tuple[str, ...]:
        """Every sentence that may be said, to have it ready."""
        longest = max(times, default=0) // 1000 // MINUTE
        minutes = [self.minutes(count) for count in range(1, min(60, longest) + 1)]
        queries = (*self.queries, self.safety, self.stay)
        return (*minutes, *(text for query in queries for text in texts_of_query(query, self._table)))

    def minutes(self, count: int) -> str:
        """How long it still is."""
        words = self._table.talk.in_minutes[count != 1]
        return fill(words, {"minutes": self._table.number(count)})


class FollowUp:
    """Asks the later questions. Where the coach may not `stay`, they are left to another start."""

    def __init__(
        self, talk: Conversation, table: Spoken, routine: Routine | None, *, questions: bool = True, stay: bool = True
    ) -> None:
        self._conversation = talk
        self._talk = table.talk
        self._words = FollowUpWords(table, routine)
        self._questions = self._words.queries if questions else ()
        self._may_stay = stay

    def offer(self, diary: Diary, advice: Advice | None) -> Advice | None:
        """Where later questions are due after a session: stay for them, or leave them to another start."""
        pending = advice is not None and advice.outcome == "pending"
        stopped = advice is not None and advice.outcome in ("stop", "stop now")
        if not diary.record.reps_done or stopped or not (pending or self._words.always):
            return None
        diary.change(awaiting=True)
        reply = self._conversation.ask(self._words.stay) if self._may_stay else None
        if reply is None or reply.value != "yes":
            self._conversation.say(self._talk.leaving)
            return None
        self._conversation.say(self._talk.staying)
        return self.run(diary)

    def run(self, diary: Diary) -> Advice | None:
        """Wait for each time that is left, and ask; the last advice, or None where nothing was asked."""
        advice: Advice | None = None
        while diary.record.awaiting:
            if not self._wait(diary):
                self._conversation.say(self._talk.leaving)
                return advice
            advice = self.ask(diary)
        return advice

    def ask(self, diary: Diary) -> Advice | None:
        """Ask now, whatever time it is, and say what follows."""
        number = _round(diary)
        self._conversation.floor.sound("up")
        self._conversation.say(self._talk.later)
        notebook = diary.notebook("later", number)
        unsafe = self._conversation.ask_all((self._words.safety, *self._questions), notebook) == "alarm"
        advice = diary.advise()
        wanted = self._words.always or (advice is not None and advice.outcome == "pending")
        over = unsafe or number >= len(diary.record.later) or (advice is not None and advice.outcome == "stop")
        diary.change(awaiting=wanted and not over)
        if advice is not None:
            self._conversation.say(self._talk.advice[advice.rule])
        return advice

    def _wait(self, diary: Diary) -> bool:
        """Wait for the next time, saying now and then how long it is; false if the listener leaves."""
        floor = self._conversation.floor
        told: int | None = None
        while (left := _left(diary)) > 0:
            part = int(left // REMIND)
            if part != told:
                self._conversation.say(self._words.minutes(max(1, round(left / MINUTE))))
            told = part
            key = floor.tick()
            if key == "q":
                return False
            if key is not None:
                told = None
        return True


def _ask_later(routine: Routine | None) -> Ask | None:
    steps = routine.steps if routine else ()
    return next((step for step in steps if isinstance(step, Ask) and step.time == "later"), None)


def _asked(diary: Diary) -> int:
    return max((each.round for each in diary.record.answers if each.phase == "later"), default=0)


def _left(diary: Diary) -> float:
    """Seconds until the next later questions are due; 0 where the clock cannot tell."""
    since, asked = diary.since_last_rep(), _asked(diary)
    if since is None or asked >= len(diary.record.later):
        return 0.0
    return max(0, diary.record.later[asked] - since) / 1000


def _round(diary: Diary) -> int:
    """Which asking this is: the last whose time is over, so that one that comes late stands for those it missed."""
    since, next_round = diary.since_last_rep(), _asked(diary) + 1
    over = sum(since is not None and since >= time for time in diary.record.later)
    return max(next_round, over)
