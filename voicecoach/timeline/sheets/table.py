"""The cue sheet as comma-separated values, one row an event."""

import csv
import io

from voicecoach.timeline.models import Timeline

COLUMNS = ("start_ms", "length_ms", "kind", "step", "exercise", "set", "rep", "side", "phase", "text", "line")


def to_csv(timeline: Timeline) -> str:
    """RFC 4180 rows under `COLUMNS`. A text that a spreadsheet would take for a formula gets a leading `'`."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for event in timeline.events:
        place = event.place
        words = (place.exercise, place.side, place.phase, event.text)
        exercise, side, phase, text = (f"'{word}" if word.startswith(("=", "+", "-", "@")) else word for word in words)
        writer.writerow(
            (
                event.start,
                event.length,
                event.kind,
                place.step,
                exercise,
                place.set,
                place.rep,
                side,
                phase,
                text,
                place.line,
            )
        )
    return out.getvalue()
