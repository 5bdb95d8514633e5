"""How loud somebody is: over the noise of the room, and under what the microphone can take."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.spoken import noise, silence
from voicecoach.hearing import FRAME, Samples
from voicecoach.hearing.level import FAINT, FULL, OVER_NOISE, Loudness, level_of_speech, loudness_of

ROOM = -70.0


def test_the_level_is_that_of_the_loudest_tenth() -> None:
    """A word has silence around it and pauses in it."""
    word = np.concatenate([silence(1), noise(0.3, -20), silence(1)])
    assert level_of_speech(word) == pytest.approx(-20, abs=1.5)
    assert level_of_speech(noise(1, -20)) == pytest.approx(-20, abs=1.5)


@pytest.mark.parametrize(
    ("level", "room", "loudness"),
    [
        (-20.0, ROOM, Loudness.GOOD),
        (FAINT + 3, ROOM, Loudness.GOOD),
        (FAINT - 3, ROOM, Loudness.QUIET),
        (-90.0, ROOM, Loudness.QUIET),
        (-40.0, -40.0 - OVER_NOISE - 3, Loudness.GOOD),
        (-40.0, -40.0 - OVER_NOISE + 3, Loudness.QUIET),
        (3.0, ROOM, Loudness.CLIPPED),
    ],
)
def test_loudness(level: float, room: float, loudness: Loudness) -> None:
    assert loudness_of(noise(1, level), room) == loudness


def test_what_is_cut_off_is_told_even_if_it_is_no_louder_than_the_room() -> None:
    assert loudness_of(noise(1, 3), -5) == Loudness.CLIPPED


def test_a_single_knock_is_not_taken_for_a_voice_that_is_too_loud() -> None:
    word = noise(1, -20)
    word[5000:5020] = 32767
    assert loudness_of(word, ROOM) == Loudness.GOOD
    word[5000:5200] = -32768
    assert loudness_of(word, ROOM) == Loudness.CLIPPED


def test_the_loudest_sample_there_is_has_no_sign_that_gets_lost() -> None:
    """-32,768 has no counterpart above zero."""
    assert loudness_of(np.full(FRAME * 10, -32768, np.int16), ROOM) == Loudness.CLIPPED
    assert FULL < 32767


@pytest.mark.parametrize("samples", [0, 1, FRAME - 1])
def test_of_less_than_a_moment_nothing_can_be_told_but_that_it_is_quiet(samples: int) -> None:
    assert loudness_of(np.full(samples, 5000, np.int16), ROOM) == Loudness.QUIET


WORDS = st.tuples(st.floats(0.02, 1.0), st.floats(-80, 6), st.integers(0, 9)).map(lambda each: noise(*each))


@given(WORDS, st.floats(-70, -10))
def test_what_is_louder_is_never_taken_to_be_too_quiet_where_the_softer_was_not(word: Samples, room: float) -> None:
    louder = np.clip(word.astype(np.int32) * 2, -32768, 32767).astype(np.int16)
    if loudness_of(word, room) != Loudness.QUIET:
        assert loudness_of(louder, room) != Loudness.QUIET
