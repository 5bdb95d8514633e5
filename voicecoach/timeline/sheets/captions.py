"""Captions: what is spoken, at its moment, for players that show it."""

import html

from voicecoach.timeline.models import Timeline


def to_vtt(timeline: Timeline) -> str:
    """WebVTT (https://www.w3.org/TR/webvtt1/): a cue for each spoken text."""
    parts = ["WEBVTT\n"]
    for event in timeline.events:
        # an empty cue is no cue; "-->" inside a cue would end it, and escaping the ">" avoids that
        if event.kind == "speech" and event.length:
            words = html.escape(event.text, quote=False)
            parts.append(f"{_vtt_time(event.start)} --> {_vtt_time(event.end)}\n{words}\n")
    return "\n".join(parts)


def to_lrc(timeline: Timeline) -> str:
    """LRC lyrics: `[mm:ss.xx]text`, hundredths rounded down so that no line comes late; minutes go on past 59."""
    minutes, seconds = divmod(timeline.length // 1000, 60)
    lines = [f"[ti:{timeline.title}]", f"[length:{minutes:02}:{seconds:02}]"]
    for event in timeline.events:
        if event.kind == "speech":
            minutes, rest = divmod(event.start, 60_000)
            lines.append(f"[{minutes:02}:{rest // 1000:02}.{rest % 1000 // 10:02}]{event.text}")
    return "\n".join(lines) + "\n"


def _vtt_time(ms: int) -> str:
    hours, rest = divmod(ms, 3_600_000)
    minutes, rest = divmod(rest, 60_000)
    return f"{hours:02}:{minutes:02}:{rest // 1000:02}.{rest % 1000:03}"
