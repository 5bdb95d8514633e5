"""Sessions that are written down by hand: each answer is checked, and the advice follows from them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from voicecoach.journal.advice import advise
from voicecoach.journal.models import Answer, Given, Phase, Record, Value
from voicecoach.journal.transfer.fields import Wrong, value_of
from voicecoach.journal.transfer.problems import shown
from voicecoach.status import Status, VoicecoachError

Key = tuple[Phase, str]
"""Where an answer belongs: its phase and its question."""

AHEAD = timedelta(minutes=5)
"""How far in the future a moment may be, for clocks that do not agree."""


def check(option: str, question: str, text: str) -> Value:
    """The answer that a text stands for. Raises `VoicecoachError` where it is none."""
    number = int(text) if re.fullmatch("-?[0-9]{1,18}", text) else None
    try:
        return value_of(question, text if number is None else number)
    except Wrong as wrong:
        raise VoicecoachError(
            f"{option}: {shown(text)} is not allowed; say {wrong.allowed}.", status=Status.WRONG_USE
        ) from None


def check_moment(text: str, now: datetime) -> datetime:
    """The moment of a text in ISO 8601, in local time where it has no offset. Raises `VoicecoachError`."""
    try:
        moment = datetime.fromisoformat(text)
        moment = moment if moment.tzinfo else moment.astimezone()
        future = moment > now + AHEAD
    except (ValueError, OverflowError, OSError):
        raise VoicecoachError(
            f"--at: {shown(text)} is not allowed; say a date and time such as 2026-03-01T07:30.",
            status=Status.WRONG_USE,
        ) from None
    if future:
        raise VoicecoachError(f"--at: {shown(text)} is still to come.", status=Status.WRONG_USE)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def answered(
    asked: Sequence[Key], values: Mapping[Key, Value | None], given: Given, at: datetime
) -> tuple[Answer, ...]:
    """All answers of a session: to what the routine asks, and what was told beyond that.

    A value of None was asked and left open; a question without one was not asked.
    """

    def answer(key: Key) -> Answer:
        value = values.get(key)
        how: Given = given if value is not None else "none" if key in values else "unasked"
        return Answer(key[0], key[1], value, how, at)

    return tuple(answer(key) for key in dict.fromkeys((*asked, *values)))


def changed(record: Record, values: Mapping[Key, Value | None], at: datetime) -> tuple[Answer, ...]:
    """The record's answers with some changed, in their places, and new ones after them. None takes a value away."""
    answers: dict[Key, Answer] = {(each.phase, each.question): each for each in record.answers if each.phase != "later"}
    for (phase, question), value in values.items():
        nothing: Given = "none" if record.kind == "live" else "unasked"  # in writing nobody has asked aloud
        answers[phase, question] = Answer(phase, question, value, nothing if value is None else "option", at)
    return (*answers.values(), *(each for each in record.answers if each.phase == "later"))


def judged(record: Record) -> Record:
    """The record with the advice that its answers give, and with whether it is to be asked about again."""
    advice = advise(record.answers, ended_for_pain=record.ending == "pain")
    if advice is None:
        return replace(record, outcome=None, rule="", awaiting=False)
    return replace(record, outcome=advice.outcome, rule=advice.rule, awaiting=advice.outcome == "pending")
