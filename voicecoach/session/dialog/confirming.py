"""Making sure of what was heard: nothing that was spoken is kept unless it has been confirmed.

What is clear is read back, with a moment to object. What is not, and what matters most, is asked back outright, and
counts only with a yes.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voicecoach.journal.models import CAUTIONS, CLINICIAN, SAFETY, Confirmed, Value
from voicecoach.session.dialog.entry import NO_ANSWER, UNSURE, Reply
from voicecoach.session.dialog.queries import CONFIRM, YES_NO, Query
from voicecoach.session.dialog.spoken import VOICE
from voicecoach.session.dialog.wording import spoken_value

if TYPE_CHECKING:
    from voicecoach.session.dialog.obtaining import Obtaining

OBJECTING = 2.5
"""Seconds for a no to what has been read back."""

SEVERE = 8
"""A pain from which on it is asked back: so much changes what the rule says."""


@dataclass(frozen=True, slots=True)
class Objection:
    """It was not that: the question is to be asked again, as `query`, which does not hear the same again."""

    query: Query


def confirm(talk: "Obtaining", query: Query, reply: Reply, *, stored: bool) -> Reply | Objection:
    """Make sure of a spoken value: the reply with how it was confirmed, or `Objection`, or a reply that leads away.

    Without a yes where one is needed it is `NO_ANSWER`. What is not to be `stored` needs no more than to be clear.
    """
    assert reply.value is not None
    assert reply.heard is not None
    objection = Objection(replace(query, without=query.without | {reply.value}))
    if not _to_be_asked_back(query, reply):
        if not stored:
            return reply
        answer = _read_back(talk, reply.value)
        if answer is None:
            return replace(reply, confirmed="unopposed")
        if answer.value == "yes":
            return replace(reply, confirmed=_way(answer))
        if answer.value == "no" or answer.said == "undo":
            return objection
        if answer.said == "leave":
            return answer
    answer = _ask_back(talk, query, reply.value)
    if answer.value == "yes":
        talk.say(spoken_value(reply.value, talk.table))
        return replace(reply, confirmed=_way(answer))
    if answer.value == "no" or answer.said == "undo":
        return objection
    if query.alarm and reply.value == "yes":  # a warning sign may be why nothing more is said
        talk.say(talk.table.aloud.alarm_unconfirmed)
        return UNSURE
    return answer if answer.said in ("leave", "skip") else NO_ANSWER


def _to_be_asked_back(query: Query, reply: Reply) -> bool:
    severe = query.name == "pain" and isinstance(reply.value, int) and reply.value >= SEVERE
    certain = reply.heard is not None and reply.heard.certain
    return not certain or severe or query.alarm or query.name in (SAFETY, CAUTIONS, CLINICIAN)


def _read_back(talk: "Obtaining", value: Value) -> Reply | None:
    """Read a value back and wait for an objection; None where there is none.

    An objection that was not understood, or could not have been heard, is an unclear reply.
    """
    query = Query(CONFIRM, talk.table.aloud.object, talk.table.aloud.object, YES_NO)
    return talk.once(query, (spoken_value(value, talk.table), query.text), OBJECTING)


def _ask_back(talk: "Obtaining", query: Query, value: Value) -> Reply:
    """Ask whether that was it. Yes and no as answers need another question than whether it is yes or no."""
    words = talk.table.aloud
    if value in words.heard:
        lead, text = words.heard[str(value)], words.is_that_right
    else:
        lead, text = spoken_value(value, talk.table), words.yes_or_no
    # what is not to be skipped cannot be skipped here either
    return talk.obtain(Query(CONFIRM, text, text, YES_NO, alarm=query.alarm), lead=lead)


def _way(answer: Reply) -> Confirmed:
    return "yes" if answer.given == VOICE else "key"
