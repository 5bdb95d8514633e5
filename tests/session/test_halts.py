"""Where the coach has the word: ahead of the first exercise, after the last, and where the routine asks."""

import pytest
from hypothesis import given, settings

from tests.routines import routines
from tests.stand_ins import words
from voicecoach.language import Routine, parse
from voicecoach.session.halts import halts_of
from voicecoach.timeline import Dose, Timeline, compile_routine

NOD = 'exercise "Nod"\n  1 set\n  2 reps\n  lift 1s "Lift."\n'
BEFORE = "ask before\n  pain\n"
AFTER = "ask after\n  pain\n"
LATER = "ask later 10m when worse\n  pain\n"
SIT = 'say "Sit."\n'
BYE = 'say "Bye."\n'


def compiled(text: str) -> Timeline:
    return compile_routine(parse(f'routine "T"\n{text}'), Dose(), words, for_file=False)


def around(timeline: Timeline) -> list[tuple[str, str, str]]:
    """Each halt with the words before and after it."""
    spoken = [each for each in timeline.events if each.kind == "speech"]
    found: list[tuple[str, str, str]] = []
    for halt in halts_of(timeline):
        before = [each.text for each in spoken if each.end <= halt.start]
        after = [each.text for each in spoken if each.start >= halt.stop]
        found.append((halt.name, before[-1] if before else "", after[0] if after else ""))
    return found


ABOUT = "About one minute."


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (NOD, [("before", ABOUT, "Two repetitions."), ("after", "Lift.", "")]),
        (SIT + NOD + BYE, [("before", ABOUT, "Sit."), ("after", "Bye.", "")]),
        (BEFORE + SIT + NOD + BYE + AFTER, [("before", ABOUT, "Sit."), ("after", "Bye.", "")]),
        (SIT + BEFORE + NOD + AFTER + BYE, [("before", "Sit.", "Two repetitions."), ("after", "Lift.", "Bye.")]),
        (BEFORE + NOD + LATER, [("before", ABOUT, "Two repetitions."), ("after", "Lift.", "")]),
        (LATER + NOD, [("before", ABOUT, "Two repetitions."), ("after", "Lift.", "")]),
        (SIT, [("before", ABOUT, "Sit."), ("after", "Sit.", "")]),
    ],
)
def test_where_the_coach_has_the_word(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert around(compiled(text)) == expected


def test_questions_that_stand_after_an_exercise_are_asked_ahead_of_it() -> None:
    timeline = compiled(SIT + NOD + BEFORE + NOD.replace("Nod", "Bend"))
    assert around(timeline) == [("before", ABOUT, "Sit."), ("passed", "Lift.", "Bend"), ("after", "Lift.", "")]


def test_a_halt_passes_over_how_a_file_asks() -> None:
    timeline = compiled(BEFORE + NOD + AFTER)
    asks = {str(each.ask.time): each for each in timeline.segments if each.ask is not None}
    for halt in halts_of(timeline):
        ask = asks[halt.name]
        assert (halt.start, halt.stop) == (ask.start, ask.start + ask.length)
        assert ask.length > 6000


@settings(max_examples=50, deadline=None)
@given(routines())
def test_any_routine_is_halted_before_its_first_exercise_and_once_for_each_part(routine: Routine) -> None:
    timeline = compile_routine(routine, Dose(), words, for_file=False)
    halts = halts_of(timeline)
    names = [halt.name for halt in halts]
    assert (names.count("before"), names.count("after")) == (1, 1)
    assert [halt.start for halt in halts] == sorted(halt.start for halt in halts)
    assert all(0 <= halt.start <= halt.stop <= timeline.length for halt in halts)
    exercised = next((e.start for e in timeline.events if e.place.step in ("intro", "set", "rep")), timeline.length)
    assert halts[names.index("before")].stop <= exercised
    heard = [e for e in timeline.events if not any(halt.start <= e.start < halt.stop for halt in halts)]
    assert not any(e.place.step == "ask" for e in heard), "nothing is asked as a file asks it"
