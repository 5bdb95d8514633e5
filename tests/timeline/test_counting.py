"""Counting aloud tells the time of its phase."""

from hypothesis import given
from hypothesis import strategies as st

from tests.stand_ins import WORD, words
from voicecoach.language import parse
from voicecoach.language.spoken import english_number
from voicecoach.timeline import Dose, compile_routine


@given(st.integers(0, 8), st.integers(2, 10), st.sampled_from([0.5, 0.8, 1.0, 1.5]))
def test_each_number_is_heard_at_its_second_or_not_at_all(said: int, seconds: int, pace: float) -> None:
    text = f' "{" ".join(["in"] * said)}"' if said else ""
    routine = parse(f'routine "R"\nexercise "E"\n  go {seconds}s{text} counted\n')
    phase = [e for e in compile_routine(routine, Dose(pace=pace), words).events if e.place.phase == "go"]
    start, lasts = phase[0].start, round(seconds * 1000 / pace)
    spoken = WORD * said + 300 if said else 0
    assert phase[-1].end - start == max(lasts, spoken)

    heard = {event.text: event.start - start for event in phase if event.kind == "speech" and event.text != text[2:-1]}
    numbers = {f"{english_number(n).capitalize()}.": (n - 1) * 1000 for n in range(1, lasts // 1000 + 1)}
    assert heard == {number: at for number, at in numbers.items() if at >= spoken}


def test_a_voice_that_cannot_count_so_quickly_counts_every_second_number() -> None:
    routine = parse('routine "R"\nexercise "E"\n  hold 7s "Hold." counted\n')
    timeline = compile_routine(routine, Dose(), lambda text: 900 * len(text.split()))
    phase = [event for event in timeline.events if event.place.phase == "hold"]
    assert [event.text for event in phase if event.kind == "speech"] == ["Hold.", "Three.", "Five."]
    assert sum(event.length for event in phase) == 7000
    assert timeline.warnings == ()
