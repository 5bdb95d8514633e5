"""The report as one page: no script, nothing fetched, one sheet of paper for each routine."""

from pathlib import Path
from typing import Any

from voicecoach.language.excerpt import printable
from voicecoach.report import days, pain, tally, words
from voicecoach.report.axis import day_and_month, in_words
from voicecoach.report.models import Report, Section
from voicecoach.report.picture import CURE, svg
from voicecoach.status import VoicecoachError

_TEMPLATE = Path(__file__).with_name("page.html")

_SIZES = {"wide": (7.4, 2.35), "narrow": (3.6, 2.8)}
"""Inches of the chart: on paper and on large screens, and on a phone."""

# so that one sheet is enough, whatever the journal holds
_ALARMS, _OPEN, _DIRECTIONS = 3, 4, 6
_TITLE, _DOSE, _SENTENCES, _NAME = 100, 180, 150, 32  # characters


def page(report: Report) -> str:
    """The whole page. Raises `VoicecoachError` where what draws it is not installed."""
    try:
        from jinja2 import Environment, StrictUndefined
    except ImportError:
        raise VoicecoachError("Pages are written by Jinja2, which is not installed.", cure=CURE) from None
    # autoescape: a title is text, whatever it looks like
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"cut": lambda text: _cut(text, _NAME), "day": day_and_month}
    template = environment.from_string(_TEMPLATE.read_text(encoding="utf-8"))
    return template.render(
        written=in_words(report.today),
        parts=[_part(section, f"routine-{number}") for number, section in enumerate(report.sections, 1)],
        notes=words.notes(report),
        source=words.SOURCE,
        calendar=words.CALENDAR,
        no_pain=words.NO_PAIN,
        heads=words.HEADS,
        disclaimer=words.DISCLAIMER,
    )


def _part(section: Section, name: str) -> dict[str, Any]:
    from markupsafe import Markup

    directions, unanswered = tally.directions(section), tally.unanswered(section)
    alarms = [
        (f"{each.record.started:%Y-%m-%d}", _cut(" ".join(each.sentences), _SENTENCES))
        for each in tally.alarms(section)
    ]
    charts = {}
    if pain.is_told(section):
        for look, size in _SIZES.items():
            # matplotlib's own drawing: no text of the journal stands in it
            charts[look] = Markup(svg(section, *size, f"{name}-{look}"))  # noqa: S704
    return {
        "name": name,
        "title": _cut(section.title, _TITLE),
        "dates": words.dates_in_words(section),
        "sessions": words.sessions_in_words(section),
        "dose": _cut(section.plan.dose, _DOSE),
        "alarms": alarms[:_ALARMS],
        "more_alarms": max(0, len(alarms) - _ALARMS),
        "breaks": "A week" if pain.is_weekly(section) else "A day",
        "points": words.points_in_words(section),
        "charts": charts,
        "trend": words.trend_in_words(section),
        "changes": words.changes_in_words(section),
        "rows": [words.row(record, section) for record in words.newest(section)],
        "outcomes": [(words.OUTCOMES[outcome], count) for outcome, count in tally.outcomes(section)],
        "weeks": days.weeks(section),
        "directions": directions[:_DIRECTIONS],
        "more_directions": max(0, len(directions) - _DIRECTIONS),
        "unanswered": unanswered[:_OPEN],
        "more_unanswered": max(0, len(unanswered) - _OPEN),
    }


def _cut(text: str, most: int) -> str:
    shown = printable(text)
    return shown if len(shown) <= most else f"{shown[: most - 1]}…"
