"""Ears: what they hear, and what they do not; and a recogniser that is slow, dead, or never there."""

from collections.abc import Iterator

import pytest

from tests.audio.test_players import wait_until
from tests.hearing.listening import AFTER, BEFORE, HEARD, LOUD, NO, PHRASES, STEP, WORD, YES, Listening
from tests.hearing.spoken import noise, silence
from voicecoach.hearing import SAMPLE_RATE
from voicecoach.hearing.decision import Score
from voicecoach.hearing.ears import LIMIT, LOADING, MISHEARD, Misheard, Trouble
from voicecoach.hearing.level import Loudness
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.recogniser import RecogniserError


@pytest.fixture
def listening() -> Iterator[Listening]:
    """With a microphone that is open."""
    one = Listening()
    one.wait()
    yield one
    one.ears.close()


# --- what is heard -----------------------------------------------------------------------------------


def test_a_word_is_heard_once(listening: Listening) -> None:
    listening.judge.answers = [YES]
    listening.listen()
    assert listening.hear(BEFORE, WORD, AFTER) == HEARD
    assert not listening.ears.speaking
    assert listening.hear(BEFORE, WORD, AFTER) is None, "nobody listens any more"
    ((speech, _),) = listening.judge.asked
    assert 0.4 < len(speech) / SAMPLE_RATE < 1.2


def test_what_is_heard_is_judged_as_an_answer_to_what_was_asked(listening: Listening) -> None:
    for asked in (Prompt("Well?", WORD), None):
        listening.judge.answers = [YES]
        listening.ears.listen("yesno", PHRASES, asked)
        assert listening.hear(BEFORE, WORD, AFTER) == HEARD
        assert listening.judge.prompts.pop() is asked


@pytest.mark.parametrize(
    ("answer", "nearly"), [([], False), ([Score("yes", "yes", 0.0001)], False), ([Score("yes", "yes", 0.002)], True),
                           ([*YES, *NO], True)]
)  # fmt: skip
def test_what_is_none_of_the_answers_is_misheard(answer: list[Score], nearly: bool, listening: Listening) -> None:
    listening.judge.answers = [answer]
    listening.listen()
    assert listening.hear(BEFORE, WORD, AFTER) == Misheard(nearly)


def test_nobody_is_heard_before_one_listens(listening: Listening) -> None:
    assert listening.hear(BEFORE, WORD, AFTER) is None
    listening.tape.put(WORD)
    listening.listen()
    assert listening.hear(BEFORE, AFTER) is None
    assert listening.judge.asked == []


def test_nobody_is_heard_after_one_has_stopped(listening: Listening) -> None:
    listening.listen()
    assert listening.hear(BEFORE, WORD[: STEP * 4]) is None
    assert listening.ears.speaking
    listening.ears.rest()
    assert not listening.ears.speaking
    assert listening.hear(WORD, AFTER) is None
    assert listening.judge.asked == []


def test_a_pause_is_judged_ahead_of_time(listening: Listening) -> None:
    listening.judge.answers = [YES]
    listening.listen()
    assert listening.hear(BEFORE, WORD, silence(0.3)) is None
    assert len(listening.judge.asked) == 1, "and nobody waits for it when it is over"
    assert listening.hear(AFTER) == HEARD


def test_what_was_judged_ahead_of_time_does_not_count_if_it_goes_on(listening: Listening) -> None:
    listening.judge.answers = [NO, YES]
    listening.listen()
    assert listening.hear(BEFORE, WORD, silence(0.3), noise(0.4, LOUD, 1), AFTER) == HEARD
    (first, _), (second, _) = listening.judge.asked
    assert len(second) > len(first) + 0.5 * SAMPLE_RATE


def test_the_recogniser_is_not_kept_busy_with_what_does_not_count(listening: Listening) -> None:
    listening.listen()
    listening.hear(BEFORE, WORD, silence(0.3))
    listening.judge.answers = [YES]
    assert listening.hear(noise(0.4, LOUD, 1), AFTER) == HEARD
    assert listening.judge.asked[0][1].cancelled()


@pytest.mark.parametrize(
    ("level", "loudness"), [(LOUD, Loudness.GOOD), (-52.0, Loudness.QUIET), (3.0, Loudness.CLIPPED)]
)
def test_how_loud_it_was(level: float, loudness: Loudness, listening: Listening) -> None:
    listening.judge.answers = [YES]
    listening.listen()
    assert listening.hear(BEFORE, noise(0.4, level), AFTER) == HEARD
    assert listening.ears.loudness() == loudness


def test_talk_that_does_not_end_is_misheard_and_then_the_noise_of_the_room(listening: Listening) -> None:
    """And it can be told how loud it was, though nothing was judged of it."""
    listening.listen()
    assert listening.hear(BEFORE, noise(6, LOUD)) == MISHEARD
    assert listening.ears.loudness() == Loudness.GOOD
    for _ in range(3):
        listening.listen()
        told = listening.hear(noise(6, LOUD))
        assert told == MISHEARD or listening.ears.trouble == Trouble.NOISY
    assert listening.judge.asked == []


# --- the recogniser ----------------------------------------------------------------------------------


def test_a_recogniser_that_is_slow_is_waited_for(listening: Listening) -> None:
    listening.listen()
    assert listening.hear(BEFORE, WORD, AFTER, silence(LIMIT - 1)) is None
    assert listening.ears.speaking
    listening.judge.asked[0][1].set_result(YES)
    assert listening.ears.poll() == HEARD
    assert listening.ears.trouble is None


def test_a_recogniser_that_does_not_answer_is_broken(listening: Listening) -> None:
    listening.listen()
    assert listening.hear(BEFORE, WORD, AFTER, silence(LIMIT + 1)) is None
    assert (listening.ears.trouble, listening.ears.reason) == (Trouble.BROKEN, "it does not answer")
    listening.judge.asked[0][1].set_result(YES)
    assert listening.ears.poll() is None, "and stays so"


def test_a_recogniser_that_is_still_being_loaded_has_more_time() -> None:
    one = Listening(loaded=False)
    wait_until(lambda: one.ears._input.open)
    one.listen()
    assert one.hear(BEFORE, WORD, AFTER, silence(LIMIT + 1)) is None
    assert one.ears.trouble is None
    assert not one.ears.ready
    one.hear(silence(LOADING - LIMIT))
    assert one.ears.trouble == Trouble.BROKEN
    one.ears.close()


def test_a_recogniser_that_has_ended_is_broken(listening: Listening) -> None:
    listening.judge.answers = [RecogniserError("it has ended")]
    listening.listen()
    assert listening.hear(BEFORE, WORD, AFTER) is None
    assert (listening.ears.trouble, listening.ears.reason) == (Trouble.BROKEN, "it has ended")


def test_a_recogniser_that_cannot_be_loaded_is_broken_before_anything_is_said() -> None:
    one = Listening(loaded=False)
    assert one.judge.prepared == [PHRASES]
    one.judge.loading.set_exception(RecogniserError("FileNotFoundError: the wheel"))
    assert (one.ears.trouble, one.ears.reason) == (Trouble.BROKEN, "FileNotFoundError: the wheel")
    assert not one.ears.ready
    one.ears.close()
