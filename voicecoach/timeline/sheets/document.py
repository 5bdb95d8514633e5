"""The timeline as JSON, for programs. `docs/timeline.schema.json` is its schema, `docs/timeline.md` its reading."""

import json
from typing import Any

from voicecoach.timeline.models import Event, Timeline

FORMAT = "voicecoach.timeline"
VERSION = 1
"""Raised when a field changes its meaning or goes; a new field alone does not raise it."""


def to_json(timeline: Timeline) -> str:
    """One JSON object; all times in ms."""
    document = {
        "format": FORMAT,
        "version": VERSION,
        "title": timeline.title,
        "language": timeline.language,
        "pace": timeline.pace,
        "length": timeline.length,
        "exercises": [
            {
                "name": plan.exercise,
                "sets": plan.sets,
                "reps": plan.reps,
                "unit": plan.unit,
                "rest": plan.rest,
                "first_set": plan.first_set,
                "of": plan.of,
            }
            for plan in timeline.plans
        ],
        "chapters": [
            {"start": chapter.start, "kind": chapter.kind, "title": chapter.title} for chapter in timeline.chapters
        ],
        "segments": [
            {"start": segment.start, "length": segment.length, "ask": segment.ask.time if segment.ask else None}
            for segment in timeline.segments
        ],
        "events": [_event(event) for event in timeline.events],
        "warnings": [
            {"line": each.line, "what": each.what, "by": each.by, "times": each.times} for each in timeline.warnings
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _event(event: Event) -> dict[str, Any]:
    """An event with only the fields that it has."""
    place = event.place
    fields = {
        "start": event.start,
        "length": event.length,
        "kind": event.kind,
        "text" if event.kind == "speech" else "tone": event.text,
        "step": place.step,
        "unit": place.unit,
        "exercise": place.exercise,
        "set": place.set,
        "sets": place.sets,
        "rep": place.rep,
        "reps": place.reps,
        "side": place.side,
        "phase": place.phase,
        "line": place.line,
    }
    return {name: value for name, value in fields.items() if value not in (None, "")}
