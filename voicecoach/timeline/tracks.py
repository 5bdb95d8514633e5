"""A timeline in several: a track a set, for players that cannot jump to chapters."""

from dataclasses import replace

from voicecoach.timeline.models import Chapter, Event, Place, Timeline


def split(timeline: Timeline, lead: int) -> tuple[Timeline, ...]:
    """The tracks of a timeline: its opening, each set with what follows it, the questions after the last.

    Each is a timeline of its own, with `lead` ms of silence ahead as the whole has (0 for none).
    """
    marks = _marks(timeline)
    stops = [*(start for start, _ in marks[1:]), len(timeline.events)]
    return tuple(
        _cut(timeline, start, stop, title, lead if i else 0)
        for i, ((start, title), stop) in enumerate(zip(marks, stops, strict=True))
    )


def _marks(timeline: Timeline) -> list[tuple[int, str]]:
    """The index of each track's first event, and the track's title."""
    index = {event.start: i for i, event in reversed(list(enumerate(timeline.events)))}
    marks = [(0, timeline.chapters[0].title)]
    in_sets = False
    for chapter in timeline.chapters:
        first = index[chapter.start]
        if chapter.kind == "set":
            in_sets = True
            # an exercise is introduced in the track of its first set
            while first and timeline.events[first - 1].place.step == "intro":
                first -= 1
            marks.append((first, chapter.title))
        elif chapter.kind == "ask" and in_sets:
            in_sets = False
            marks.append((first, chapter.title))
    return marks


def _cut(timeline: Timeline, start: int, stop: int, title: str, lead: int) -> Timeline:
    """The events from `start` to `stop` as a timeline that begins at 0."""
    events = timeline.events[start:stop]
    shift = lead - events[0].start
    silence = [Event(0, lead, "silence", "", Place("lead", 0, events[0].place.line))] if lead else []
    end = events[-1].end
    return replace(
        timeline,
        title=f"{timeline.title}: {title}",
        events=(*silence, *(replace(event, start=event.start + shift) for event in events)),
        segments=(),
        chapters=tuple(
            Chapter(max(0, each.start + shift), each.kind, each.title)
            for each in timeline.chapters
            if events[0].start <= each.start < end
        ),
    )
