"""Asking, in the spirit of VoiceXML's form filling: a question sounds, the first valid answer wins and is read back.

Nothing is guessed. A key counts only once its question has begun to sound; keys that follow an answer at once, as in a
word that somebody types, are dropped. What was spoken is kept only once it has been confirmed. Silence is asked again
in shorter words, then left open, and said so.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from voicecoach.hearing.decision import Heard
from voicecoach.journal.models import Given
from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.confirming import Objection, confirm
from voicecoach.session.dialog.entry import NO_ANSWER, Reply
from voicecoach.session.dialog.floor import Floor
from voicecoach.session.dialog.listening import KeyListener
from voicecoach.session.dialog.obtaining import Obtaining
from voicecoach.session.dialog.queries import END_ANYWAY, END_FOR_PAIN, LEAVE, YES_NO, Query
from voicecoach.session.dialog.spoken import VOICE, VoiceListener
from voicecoach.session.dialog.wording import spoken_value, whole_query

Asked = Literal["all", "left", "alarm", "unsure"]
"""How a row of questions went: to its end, left by the listener, or ended by an answer that ends everything: confirmed,
or neither confirmed nor denied."""

OBJECTIONS = 2
"""Times that a spoken answer is asked for again because another was understood; after that there are only keys."""


@dataclass(frozen=True, slots=True)
class Notebook:
    """Where answers go, at once: `keep` one (without a value: unanswered), `take_back` the one to a question."""

    keep: Callable[[Query, Reply], None]
    take_back: Callable[[Query], None]


SCRAP = Notebook(lambda _query, _reply: None, lambda _query: None)
"""For what is not a matter of the journal."""


class Conversation(Obtaining):
    """Asks on a `floor`, by keys where there is a `keyboard`, and by `voice`. With neither, questions stay open."""

    def __init__(
        self, floor: Floor, table: Spoken, *, keyboard: bool = True, voice: VoiceListener | None = None
    ) -> None:
        super().__init__(floor, table, KeyListener() if keyboard else None, voice)

    def ask(self, query: Query, notebook: Notebook = SCRAP) -> Reply:
        """Ask until there is a value, a command that leads away from the question, or no answer at all.

        The last is a reply without a value, given by "none". A value is in the notebook before it is read back, if it
        was given by a key; what was spoken is read back first, and in the notebook once it has been confirmed.
        """
        asked, opening, objections = query, query.text, 0
        while True:
            reply = self.obtain(asked, opening, by_voice=objections <= OBJECTIONS)
            asked, opening = query, query.text
            if reply.said == "value" and reply.given == VOICE:
                confirmed = confirm(self, query, reply, notebook, stored=notebook is not SCRAP)
                if isinstance(confirmed, Objection):
                    objections += 1
                    query = confirmed.query
                    asked, opening = query, query.short
                    self.say(self.table.aloud.asked_again if objections <= OBJECTIONS else self._only_keys)
                    continue
                reply = confirmed
            if reply.said == "leave" and reply.given == VOICE and not self._means_to_leave(query):
                opening = query.short
            elif reply.said == "half" and isinstance(reply.value, int):
                asked = whole_query(query, reply.value, self.table)
                opening = asked.text
            elif reply.said != "value":
                return reply
            elif reply.value is None:
                return self._unanswered(query, notebook)
            elif reply.given == VOICE:
                return reply
            else:
                notebook.keep(query, reply)
                if "u" not in self.say(spoken_value(reply.value, self.table)):
                    return reply
                notebook.take_back(query)
                self.say(self.table.talk.taken_back)

    def ask_all(self, queries: Sequence[Query], notebook: Notebook) -> Asked:
        """Ask one after the other, up to an alarm. Those that are left are kept as open."""
        talk, i = self.table.talk, 0
        while i < len(queries):
            query = queries[i]
            reply = self.ask(query, notebook)
            if reply.said == "undo":
                answered = [j for j in range(i) if queries[j].answers is not None]
                if answered:
                    i = answered[-1]
                    notebook.take_back(queries[i])
                self.say(talk.taken_back if answered else talk.nothing_to_take_back)
            elif reply.said in ("leave", "unsure"):
                for left in queries[i:]:
                    _keep_open(left, notebook, "none" if left is query else "unasked")
                self.say(talk.rest_left_open)
                return "left" if reply.said == "leave" else "unsure"
            elif query.alarm and reply.value == "yes":
                return "alarm"
            else:
                if reply.said == "skip":
                    _keep_open(query, notebook, "none", reply.heard)
                    self.say(talk.skipped)
                i += 1
        return "all"

    def _means_to_leave(self, query: Query) -> bool:
        """Make sure of a spoken stop; where it was asked whether to end, it has been said often enough."""
        if query.name in (END_FOR_PAIN, END_ANYWAY):
            return True
        words = self.table.aloud
        return self.obtain(Query(LEAVE, words.leave, words.leave_short, YES_NO)).value == "yes"

    def _unanswered(self, query: Query, notebook: Notebook) -> Reply:
        if query.answers is not None:
            _keep_open(query, notebook, "none")
            if self.answerable:
                self.say(self.table.talk.left_open)
        return NO_ANSWER


def _keep_open(query: Query, notebook: Notebook, given: Given, heard: Heard | None = None) -> None:
    if query.answers is not None:
        notebook.keep(query, Reply("value", None, given, heard))
