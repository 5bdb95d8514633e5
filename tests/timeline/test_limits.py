"""24 hours and the number of events: past one, an error at once that names it."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from tests.stand_ins import words
from voicecoach.language import parse
from voicecoach.timeline import Dose, TimelineError, compile_routine, texts_of

DAY = 24 * 3600 * 1000
TOO_LONG = "^the routine is longer than 24 hours at this dose$"
TOO_MANY = "^the routine has more than 250,000 events at this dose$"


@contextmanager
def quickly() -> Iterator[None]:
    """Within a few seconds of the processor's time; a quarter of a million events take two."""
    before = time.thread_time()
    yield
    assert time.thread_time() - before < 8


def silent(_text: str) -> int:
    return 0


def sized(last: str, *, head: str = "", tail: str = "") -> str:
    return f'routine "R"\n{head}say "S."\npause 4h\npause 4h\npause 4h\npause 4h\npause 4h\npause {last}\n{tail}'


CAUTION = 'caution "C."\n'
QUESTION = "ask after\n  pain\n"


def test_24_hours_to_the_millisecond() -> None:
    # 500 ms lead, 400 ms between the two texts of the opening, 3 s; 1 s after “Not while driving.”
    timeline = compile_routine(parse(sized("3h59m55.1s")), Dose(), silent)
    assert timeline.length == DAY


def test_a_millisecond_more() -> None:
    with pytest.raises(TimelineError, match=TOO_LONG):
        compile_routine(parse(sized("3h59m55.101s")), Dose(), silent)


def test_cautions_and_the_last_word_count() -> None:
    # 3.9 s up to the cautions, 1 s after each of four texts; 400 ms and 6 s of questions; 400 ms
    routine = parse(sized("3h59m45.3s", head=CAUTION, tail=QUESTION))
    assert compile_routine(routine, Dose(), silent).length == DAY
    with pytest.raises(TimelineError, match=TOO_LONG):
        compile_routine(parse(sized("3h59m45.301s", head=CAUTION, tail=QUESTION)), Dose(), silent)


def test_without_what_only_a_file_has_there_is_a_second_and_a_half_more() -> None:
    timeline = compile_routine(parse(sized("3h59m56.6s")), Dose(), silent, for_file=False)
    assert timeline.length == DAY
    with pytest.raises(TimelineError, match=TOO_LONG):
        compile_routine(parse(sized("3h59m56.601s")), Dose(), silent, for_file=False)


def test_a_session_has_no_cautions_and_no_last_word_that_count() -> None:
    routine = parse(sized("3h59m50.2s", head=CAUTION, tail=QUESTION))
    assert compile_routine(routine, Dose(), silent, for_file=False).length == DAY


@pytest.mark.parametrize(
    "exercise",
    [
        "100 sets\n  1000 reps\n  in 4h counted",
        "100 sets\n  1000 reps\n  in 4h countdown 10",
        "100 sets, rest 4h\n  1 rep\n  in 1s",
    ],
)
def test_too_long_an_exercise(exercise: str) -> None:
    routine = parse(f'routine "R"\nexercise "E"\n  {exercise}')
    with quickly(), pytest.raises(TimelineError, match=TOO_LONG):
        compile_routine(routine, Dose(), words)


def test_a_voice_that_needs_a_day_for_a_word() -> None:
    with quickly(), pytest.raises(TimelineError, match=TOO_LONG):
        compile_routine(parse('routine "R"\nsay "S."'), Dose(), lambda _: DAY)


def test_too_many_events() -> None:
    routine = parse('routine "R"\nrepeat 1000 times\n' + "  tone tick\n" * 251 + 'say "S."')
    with quickly(), pytest.raises(TimelineError, match=TOO_MANY):
        compile_routine(routine, Dose(), words)


def test_the_texts_of_a_routine_past_the_limits() -> None:
    """Nothing is spoken for a routine that cannot be compiled anyway."""
    routine = parse('routine "R"\nrepeat 7 times\n  say "S."\n  pause 4h')
    with quickly(), pytest.raises(TimelineError, match=TOO_LONG):
        texts_of(routine, Dose())


def test_a_file_full_of_steps_in_one_repeat() -> None:
    """The name of the next exercise is looked up for each of them, which must not take the square of their number."""
    text = 'routine "R"\nrepeat 2 times\n' + "  tone up\n" * 10_000 + 'say "{next}."\nexercise "E"\n  in 1s\n'
    assert len(text) < 256 * 1024
    routine = parse(text)
    with quickly():
        timeline = compile_routine(routine, Dose(), words)
    assert len(timeline.events) > 20_000


def test_a_language_without_a_table() -> None:
    """The parser refuses it, but a routine can be made without a parser."""
    routine = replace(parse('routine "R"\nsay "nuqneH"'), language="tlh")
    with pytest.raises(TimelineError, match=r"^there is no table of spoken words for the language “tlh”$"):
        compile_routine(routine, Dose(), words)
