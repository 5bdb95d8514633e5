"""Which days a report is about: `--since`."""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from voicecoach.language.excerpt import printable
from voicecoach.status import Status, VoicecoachError

_BACK = re.compile("([0-9]{1,4})([dw])")
_DATE = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNITS = {"d": ("day", 1), "w": ("week", 7)}


@dataclass(frozen=True, slots=True)
class Period:
    """The days from `first` on; from the first session on where that is None."""

    first: date | None
    words: str
    """Such as "the last 12 weeks"."""


def period_of(since: str, today: date) -> Period:
    """The period that ends today. `30d` are thirty days and today is one of them. Raises `VoicecoachError`."""
    if since == "all":
        return Period(None, "the whole journal")
    if (back := _BACK.fullmatch(since)) and (count := int(back[1])):
        unit, days = _UNITS[back[2]]
        words = f"the last {count} {unit}s" if count > 1 else f"the last {unit}"
        return Period(today - timedelta(days=count * days - 1), words)
    first = _date(since)
    if first is None:
        raise VoicecoachError(
            f"--since {printable(since)} is not allowed.",
            cure="Say days or weeks, such as 30d or 12w, a date, such as 2026-03-01, or all.",
            status=Status.WRONG_USE,
        )
    if first > today:
        raise VoicecoachError(f"--since {since} is still to come.", status=Status.WRONG_USE)
    return Period(first, f"the time since {since}")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if _DATE.fullmatch(text) else None
    except ValueError:
        return None
