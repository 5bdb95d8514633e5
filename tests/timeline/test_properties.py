"""What holds for every routine, dose and voice."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import pairwise

from hypothesis import HealthCheck, given, reject, settings
from hypothesis import strategies as st

from tests.routines import routines
from voicecoach.language import Ask, Exercise, Repeat, Routine, Step
from voicecoach.timeline import Dose, Timeline, TimelineError, compile_routine, texts_of
from voicecoach.timeline.models import TONE_MS, Event, Place, Segment

DAY = 24 * 3600 * 1000
LEAD = 500
AFTER_CAUTION = 1000
TONE_LENGTHS = {str(name): length for name, length in TONE_MS.items()}

Measure = Callable[[str], int]

EXAMPLES = settings(
    max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
"""A whole routine is a large example, and slow to draw beside its compilation."""


@dataclass(frozen=True)
class Voice:
    """So many ms a word and so many a letter; neither is a voice that says nothing."""

    word: int
    letter: int

    def __call__(self, text: str) -> int:
        return self.word * len(text.split()) + self.letter * len(text)


VOICES = st.sampled_from(
    [Voice(400, 0), Voice(0, 0), Voice(1, 0), Voice(137, 61), Voice(0, 997), Voice(60_000, 0), Voice(3_600_000, 1)]
)


@st.composite
def doses(draw: st.DrawFn, routine: Routine) -> Dose:
    """A dose that is allowed: small, for the sake of time, and by name where there are several exercises."""
    several = len(routine.exercises) != 1
    names = [exercise.name.template.replace("{{", "{").replace("}}", "}") for exercise in routine.exercises]
    wished = draw(st.lists(st.sampled_from(names), max_size=2)) if names else []
    first, of = 1, 0
    if not several and draw(st.booleans()):
        first, of = draw(st.sampled_from([(1, 7), (2, 5), (3, 9), (7, 12)]))
    return Dose(
        sets=tuple((name if several else "", draw(st.integers(1, 3))) for name in wished),
        reps=tuple((name if several else "", draw(st.integers(1, 8))) for name in wished),
        rest=tuple((name, draw(st.sampled_from([1, 900, 15_000, 15_001, 60_000]))) for name in wished),
        pace=draw(st.sampled_from([0.5, 0.77, 1.0, 1.3, 1.5]) | st.floats(0.5, 1.5)),
        first_set=first,
        of=of,
        beyond=True,
    )


@dataclass(frozen=True)
class Case:
    """What a timeline is made from."""

    routine: Routine
    dose: Dose
    voice: Measure

    def compile(self, *, for_file: bool = True) -> Timeline:
        """The timeline; a case past the limits is none."""
        try:
            return compile_routine(self.routine, self.dose, self.voice, for_file=for_file)
        except TimelineError as error:
            if str(error) != "the routine is longer than 24 hours at this dose":
                raise
            reject()


@st.composite
def cases(draw: st.DrawFn) -> Case:
    routine = draw(routines())
    return Case(routine, draw(doses(routine)), draw(VOICES))


@EXAMPLES
@given(cases())
def test_every_timeline(case: Case) -> None:
    """One test with many claims, for to draw a routine takes longer than to compile it."""
    file, live = case.compile(for_file=True), case.compile(for_file=False)
    for timeline in (file, live):
        events_touch(timeline, case.voice)
        texts_stand_apart(timeline)
        segments_part_the_events(timeline)
        chapters_lie_at_events_and_rise(timeline)
        units_are_contiguous_and_rise(timeline)
        no_phase_is_shorter_than_written(timeline, case)
    a_file_is_the_session_and_what_only_a_file_has(file, live, case)
    all_texts_are_known_beforehand(file, live, case)
    assert case.compile() == file


def events_touch(timeline: Timeline, voice: Measure) -> None:
    now = 0
    for event in timeline.events:
        assert event.start == now
        now = event.end
        if event.kind == "speech":
            assert event.length == voice(event.text)
        elif event.kind == "tone":
            assert event.length == TONE_LENGTHS[event.text]
        else:
            assert event.text == ""
            assert event.length > 0
    assert timeline.length == now == sum(event.length for event in timeline.events)
    assert timeline.length <= DAY


def texts_stand_apart(timeline: Timeline) -> None:
    """By 400 ms, or in a repetition by the 300 ms that a phase keeps free, 150 where it counts; a pause counts too."""
    kinds = [event.kind for event in timeline.events]
    assert ("speech", "speech") not in pairwise(kinds)
    for before, gap, after in zip(timeline.events, timeline.events[1:], timeline.events[2:], strict=False):
        if (before.kind, gap.kind, after.kind) == ("speech", "silence", "speech"):
            least = {"rep": 150, "pause": 1, "intro": 1}.get(gap.place.step, 400)
            assert gap.length >= least


def segments_part_the_events(timeline: Timeline) -> None:
    stop = now = 0
    for segment in timeline.segments:
        assert (segment.first, segment.start) == (stop, now)
        assert segment.stop > segment.first
        stop, now = segment.stop, segment.start + segment.length
        asked = {event.place.step == "ask" for event in timeline.events[segment.first : stop]}
        assert asked == {segment.ask is not None}
    assert (stop, now) == (len(timeline.events), timeline.length)


def chapters_lie_at_events_and_rise(timeline: Timeline) -> None:
    starts = [chapter.start for chapter in timeline.chapters]
    assert starts[0] == 0
    assert all(one < two for one, two in pairwise(starts))
    assert set(starts) <= {event.start for event in timeline.events}


def units_are_contiguous_and_rise(timeline: Timeline) -> None:
    """Each unit follows the one before it and never comes back."""
    units = [event.place.unit for event in timeline.events]
    assert units[0] == 0
    assert all(two - one in (0, 1) for one, two in pairwise(units))
    starts = timeline.unit_starts
    assert len(starts) == units[-1] + 1
    firsts = {event.place.unit: event.start for event in reversed(timeline.events)}
    assert list(starts) == sorted(starts) == [firsts[unit] for unit in range(len(starts))]


def no_phase_is_shorter_than_written(timeline: Timeline, case: Case) -> None:
    rounds = {id(e): 1 for e in case.routine.exercises}
    for step in case.routine.steps:
        if isinstance(step, Repeat):
            rounds |= {id(inner): step.times for inner in step.steps if isinstance(inner, Exercise)}
    least = 0
    for plan, exercise in zip(timeline.plans, case.routine.exercises, strict=True):
        sides = 2 if exercise.sides or exercise.alternate else 1
        rep = sum(max(1, round(phase.length / case.dose.pace)) for phase in exercise.phases) * sides
        least += rep * plan.sets * plan.reps * rounds[id(exercise)]
    assert sum(event.length for event in timeline.events if event.place.step == "rep") >= least


def cautions_of(routine: Routine) -> list[str]:
    """What a file says before the steps, as a session cannot: it asks."""
    if not routine.cautions:
        return ["Not while driving."]
    return [
        "Not while driving.",
        "Do not do this routine if one of these applies to you.",
        *(caution.template.replace("{{", "{").replace("}}", "}") for caution in routine.cautions),
        "If one of them does, stop here, and ask a clinician.",
    ]


def last_words_of(routine: Routine) -> list[str]:
    """What a file says after the steps, if it has asked anything."""
    asked = any(isinstance(step, Ask) and step.time in ("before", "after") for step in routine.steps)
    return ["Write your answers down, and enter them later with voicecoach log add."] if asked else []


def a_file_is_the_session_and_what_only_a_file_has(file: Timeline, live: Timeline, case: Case) -> None:
    """The lead, the cautions and the last word; the session's events lie around them, in two runs, only shifted."""
    line = case.routine.title.line
    cautions, last = cautions_of(case.routine), last_words_of(case.routine)
    opening = live.segments[0]
    assert {event.place.step for event in live.events[: opening.stop]} == {"opening"}
    assert not {"opening", "lead", "caution"} & {event.place.step for event in live.events[opening.stop :]}

    def shifted(event: Event, by: int, units: int) -> Event:
        return replace(event, start=event.start + by, place=replace(event.place, unit=event.place.unit + units))

    events = [Event(0, LEAD, "silence", "", Place("lead", 0, line))]
    events += [shifted(event, LEAD, 1) for event in live.events[: opening.stop]]
    now = cautions_start = events[-1].end
    for unit, text in enumerate(cautions, events[-1].place.unit + 1):
        place = Place("caution", unit, line)
        speech = Event(now, case.voice(text), "speech", text, place)
        pause = Event(speech.end, AFTER_CAUTION, "silence", "", place)
        events += [speech, pause]
        now = pause.end
    cautions_stop, added = len(events), now - cautions_start
    events += [shifted(event, LEAD + added, 1 + len(cautions)) for event in live.events[opening.stop :]]
    steps_stop, steps_end = len(events), events[-1].end
    for text in last:
        place = Place("say", events[-1].place.unit + 1, line)
        if events[-1].kind == "speech":
            events.append(Event(events[-1].end, 400, "silence", "", place))
        events.append(Event(events[-1].end, case.voice(text), "speech", text, place))
    assert list(file.events) == events

    moved = cautions_stop - opening.stop
    assert list(file.segments) == [
        Segment(0, 1, 0, LEAD),
        replace(opening, first=1, stop=opening.stop + 1, start=LEAD),
        Segment(opening.stop + 1, cautions_stop, cautions_start, added),
        *(
            replace(s, first=s.first + moved, stop=s.stop + moved, start=s.start + LEAD + added)
            for s in live.segments[1:]
        ),
        *(Segment(steps_stop, len(events), steps_end, events[-1].end - steps_end) for _ in last),
    ]
    assert [(c.start, c.kind, c.title) for c in file.chapters] == [
        (c.start and c.start + LEAD + added, c.kind, c.title) for c in live.chapters
    ]
    assert (file.title, file.plans, file.warnings) == (live.title, live.plans, live.warnings)


def all_texts_are_known_beforehand(file: Timeline, live: Timeline, case: Case) -> None:
    """All but the opening's sentence about the length; and a session need not know what only a file says."""
    file_texts = set(texts_of(case.routine, case.dose))
    live_texts = set(texts_of(case.routine, case.dose, for_file=False))
    for timeline, known in ((file, file_texts), (live, live_texts)):
        spoken = {event.text for event in timeline.events if event.kind == "speech"}
        unknown = spoken - known
        assert len(unknown) <= 1
        assert all(text.startswith("About ") for text in unknown)
    added = {*cautions_of(case.routine), *last_words_of(case.routine)}
    assert file_texts == live_texts | added
    # every text of `routines()` ends in “Go.”, so that a caution may be spoken elsewhere too
    assert live_texts.isdisjoint(text for text in added if not text.endswith("Go."))


def without_counting(step: Step) -> Step:
    """The step with `counted` phases as plain ones: how far those count depends on the pace."""
    if isinstance(step, Exercise):
        return replace(step, phases=tuple(replace(p, counting=None, count=0) for p in step.phases))
    if isinstance(step, Repeat):
        return replace(step, steps=tuple(without_counting(inner) for inner in step.steps))  # type: ignore[misc]
    return step


@EXAMPLES
@given(cases(), st.floats(0.5, 1.5))
def test_pace_changes_phases_and_nothing_else(case: Case, pace: float) -> None:
    routine = replace(case.routine, steps=tuple(without_counting(step) for step in case.routine.steps))
    one = Case(routine, replace(case.dose, pace=1.0), case.voice).compile()
    other = Case(routine, replace(case.dose, pace=pace), case.voice).compile()

    def elsewhere(timeline: Timeline) -> list[tuple[str, str, int]]:
        apart = ("rep", "opening")
        return [(e.kind, e.text, e.length) for e in timeline.events if e.place.step not in apart]

    def spoken(timeline: Timeline) -> list[str]:
        return [e.text for e in timeline.events if e.kind == "speech" and not e.text.startswith("About ")]

    def reps(timeline: Timeline) -> list[int]:
        lengths: dict[int, int] = {}
        for event in timeline.events:
            if event.place.step == "rep":
                lengths[event.place.unit] = lengths.get(event.place.unit, 0) + event.length
        return list(lengths.values())

    assert elsewhere(one) == elsewhere(other)
    assert spoken(one) == spoken(other)
    assert len(reps(one)) == len(reps(other))
    for at_one, at_pace in zip(reps(one), reps(other), strict=True):
        assert at_pace <= at_one if pace >= 1 else at_pace >= at_one
