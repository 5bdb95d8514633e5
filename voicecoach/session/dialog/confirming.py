"""Making sure of what was heard: nothing that was spoken is kept unless it has been confirmed.

What is clear is read back, with a moment to object. What is not, and what matters most, is asked back outright, and
counts only with a yes.
"""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from voicecoach.journal.models import CAUTIONS, CLINICIAN, SAFETY, Confirmed, Value
from voicecoach.session.dialog.entry import NO_ANSWER, UNSURE, Reply
from voicecoach.session.dialog.queries import CONFIRM, YES_NO, Answers, Options, Query, Words
from voicecoach.session.dialog.spoken import VOICE
from voicecoach.session.dialog.wording import spoken_value

if TYPE_CHECKING:
    from voicecoach.session.dialog.conversation import Notebook
    from voicecoach.session.dialog.obtaining import Obtaining

OBJECTING = 2.5
"""Seconds for a no to what has been read back."""

SEVERE = 8
"""A pain from which on it is asked back: so much changes what the rule says."""


@dataclass(frozen=True, slots=True)
class Objection:
    """It was not that: the question is to be asked again, as `query`, which does not hear the same again."""

    query: Query


def confirm(talk: "Obtaining", query: Query, reply: Reply, notebook: "Notebook", *, stored: bool) -> Reply | Objection:
    """Make sure of a spoken value, and keep it: the reply with how it was confirmed, or one that leads away.

    It is an `Objection` where it was not that, and without a yes where one is needed it is `NO_ANSWER`. What is not to
    be `stored` needs no more than to be clear.
    """
    if _to_be_asked_back(query, reply):
        return _by_asking_back(talk, query, reply, notebook)
    if not stored:
        return reply
    return _by_reading_back(talk, query, reply, notebook) or _by_asking_back(talk, query, reply, notebook)


def _by_reading_back(talk: "Obtaining", query: Query, reply: Reply, notebook: "Notebook") -> Reply | Objection | None:
    """What came of a moment to object; None where that is not clear."""
    assert reply.value is not None
    answer = _read_back(talk, query, reply.value)
    if answer is None:
        return _kept(query, reply, "unopposed", notebook)
    if _instead(answer):
        return answer
    if answer.value == "yes":
        return _kept(query, reply, _way(answer), notebook)
    if answer.value == "no" or answer.said == "undo":
        return _objection(query, reply)
    return answer if answer.said == "leave" else None


def _by_asking_back(talk: "Obtaining", query: Query, reply: Reply, notebook: "Notebook") -> Reply | Objection:
    """What came of asking outright."""
    assert reply.value is not None
    answer = _ask_back(talk, query, reply.value)
    if _instead(answer):
        return answer
    if answer.value == "yes":
        kept = _kept(query, reply, _way(answer), notebook)
        if "u" not in talk.say(spoken_value(reply.value, talk.table)):
            return kept
        notebook.take_back(query)
    if answer.value is not None or answer.said == "undo":
        return _objection(query, reply)
    if query.alarm and reply.value == "yes":  # a warning sign may be why nothing more is said
        talk.say(talk.table.aloud.alarm_unconfirmed)
        return UNSURE
    return answer if answer.said in ("leave", "skip") else NO_ANSWER


def _kept(query: Query, reply: Reply, way: Confirmed, notebook: "Notebook") -> Reply:
    """The reply with how it was confirmed, which is in the notebook before another word is said."""
    confirmed = replace(reply, confirmed=way)
    notebook.keep(query, confirmed)
    return confirmed


def _objection(query: Query, reply: Reply) -> Objection:
    assert reply.value is not None
    return Objection(replace(query, without=query.without | {reply.value}))


def _to_be_asked_back(query: Query, reply: Reply) -> bool:
    severe = query.name == "pain" and isinstance(reply.value, int) and reply.value >= SEVERE
    certain = reply.heard is not None and reply.heard.certain
    return not certain or severe or query.alarm or query.name in (SAFETY, CAUTIONS, CLINICIAN)


def _read_back(talk: "Obtaining", query: Query, value: Value) -> Reply | None:
    """Read a value back and wait for an objection; None where there is none.

    An objection that was not understood, or could not have been heard, is an unclear reply.
    """
    text = talk.table.aloud.object
    confirmation = Query(CONFIRM, text, text, YES_NO, instead=_other_keys(query))
    return talk.once(confirmation, (spoken_value(value, talk.table), text), OBJECTING)


def _ask_back(talk: "Obtaining", query: Query, value: Value) -> Reply:
    """Ask whether that was it. Yes and no as answers need another question than whether it is yes or no."""
    words = talk.table.aloud
    if value in words.heard:
        lead, text = words.heard[str(value)], words.is_that_right
    else:
        lead, text = spoken_value(value, talk.table), words.yes_or_no
    # what is not to be skipped cannot be skipped here either
    confirmation = Query(CONFIRM, text, text, YES_NO, alarm=query.alarm, instead=_other_keys(query))
    return talk.obtain(confirmation, lead=lead)


def _other_keys(query: Query) -> Answers | None:
    """The question's own answers, which count by key meanwhile, unless they are yes and no, too."""
    answers = query.answers
    names = answers.options if isinstance(answers, Options) else ()
    alike = (isinstance(answers, Words) and answers.yes_or_no) or {"yes", "no"} & {name.lower() for name in names}
    return None if alike else answers


def _instead(answer: Reply) -> bool:
    """Whether another answer has been given by key."""
    return answer.said == "value" and answer.value not in (None, "yes", "no")


def _way(answer: Reply) -> Confirmed:
    return "yes" if answer.given == VOICE else "key"
