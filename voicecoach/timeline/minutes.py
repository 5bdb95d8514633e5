"""A length in words: "About fourteen minutes."."""

from voicecoach.language.spoken import Spoken
from voicecoach.language.talk import Plural
from voicecoach.language.templates import fill


def about(length: int, table: Spoken) -> str:
    """`length` ms, rounded to whole minutes (at least one), as a sentence."""
    total = max(1, (length + 30_000) // 60_000)
    hours, minutes = divmod(total, 60)
    if not hours:
        return _counted(table.about_minutes, minutes, table, "minutes")
    if not minutes:
        return _counted(table.about_hours, hours, table, "hours")
    return fill(
        table.about_hours_minutes,
        {
            "hours": _counted(table.hours, hours, table, "hours"),
            "minutes": _counted(table.minutes, minutes, table, "minutes"),
        },
    )


def _counted(forms: Plural, count: int, table: Spoken, name: str) -> str:
    return fill(forms[count != 1], {name: table.number(count)})
