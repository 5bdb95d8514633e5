"""Where speech begins and ends: words of noise in rooms of noise, and whatever else a microphone may give."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.hearing.spoken import QUIET, noise, room, silence
from voicecoach.hearing import FRAME, SAMPLE_RATE, Samples
from voicecoach.hearing.endpointer import BEGIN, END, FRAMES, LEAD, LONGEST, LOUDEST, PAUSE, QUIETEST, Endpointer, Event

LOUD = -25.0
"""dB, of somebody who speaks."""

WORD = [Event.BEGUN, Event.PAUSED, Event.ENDED]

Heard = list[tuple[int, Event]]
"""The events with the numbers of their frames."""


def listen(endpointer: Endpointer, samples: Samples) -> tuple[Heard, list[Samples]]:
    """The events, and what was said until each end. After an end it waits for the next beginning."""
    events: Heard = []
    said = []
    for i, frame in enumerate(samples.reshape(-1, FRAME)):
        event = endpointer.hear(frame)
        if event is not None:
            events.append((i, event))
        if event is Event.ENDED:
            said.append(endpointer.speech)
            endpointer.begin_anew()
    return events, said


def kinds(events: Heard) -> list[Event]:
    return [event for _, event in events]


def position(part: Samples, whole: Samples) -> int:
    """The sample at which a part begins; it is found by its first frame of noise, which is like no other."""
    starts = [i for i in range(0, len(whole), FRAME) if np.array_equal(whole[i : i + FRAME], part[:FRAME])]
    assert len(starts) == 1
    assert np.array_equal(whole[starts[0] : starts[0] + len(part)], part)
    return starts[0]


# --- words ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("level", [-90.0, -70.0, -60.0, -50.0, -40.0])
def test_a_word_in_a_room(level: float) -> None:
    heard = room(noise(0.5, LOUD), level=level)
    endpointer = Endpointer()
    events, (said,) = listen(endpointer, heard)
    assert kinds(events) == WORD
    begun, paused, ended = (i for i, _ in events)
    assert begun - 0.6 * FRAMES <= BEGIN
    assert paused - 1.1 * FRAMES == pytest.approx(PAUSE, abs=2)
    assert ended - 1.1 * FRAMES == pytest.approx(END, abs=2)
    assert endpointer.noise == pytest.approx(max(QUIETEST, level), abs=2)
    start = position(said, heard)
    assert start <= (0.6 - 0.3) * SAMPLE_RATE
    assert start + len(said) == (ended + 1) * FRAME


def test_a_murmur_stands_out_by_little() -> None:
    assert kinds(listen(Endpointer(), room(noise(0.5, QUIET + 7)))[0]) == WORD
    assert listen(Endpointer(), room(noise(0.5, QUIET + 2)))[0] == []


def test_a_word_that_begins_softly_is_kept_from_its_beginning() -> None:
    heard = room(noise(0.6, [QUIET - 3, LOUD]))
    _, (said,) = listen(Endpointer(), heard)
    assert position(said, heard) <= 0.6 * SAMPLE_RATE


def test_two_words_with_a_breath_between_them_are_one_answer() -> None:
    heard = room(noise(0.4, LOUD, 1), silence(0.3), noise(0.4, LOUD, 2))
    events, (said,) = listen(Endpointer(), heard)
    assert kinds(events) == [Event.BEGUN, Event.PAUSED, Event.RESUMED, Event.PAUSED, Event.ENDED]
    start = position(said, heard)
    assert start <= 0.6 * SAMPLE_RATE
    assert start + len(said) >= 1.7 * SAMPLE_RATE


def test_what_was_said_until_a_pause_can_be_looked_at_ahead_of_time() -> None:
    endpointer = Endpointer()
    for frame in room(noise(0.4, LOUD)).reshape(-1, FRAME):
        if endpointer.hear(frame) is Event.PAUSED:
            break
    ahead = endpointer.speech
    assert endpointer.speaking
    assert LEAD + 0.4 * FRAMES < len(ahead) / FRAME < LEAD + 0.4 * FRAMES + PAUSE + 2


def test_two_answers_one_after_the_other() -> None:
    heard = room(noise(0.4, LOUD, 1), silence(1.0), noise(0.5, LOUD, 2))
    events, (first, second) = listen(Endpointer(), heard)
    assert kinds(events) == WORD * 2
    assert position(first, heard) + len(first) <= position(second, heard)
    assert position(second, heard) <= 2.0 * SAMPLE_RATE


# --- the beginning -------------------------------------------------------------------------------


def test_a_word_while_the_noise_is_still_measured() -> None:
    """It begins 0.2 s after one listens, and the noise is known from those."""
    heard = room(noise(0.5, LOUD), before=0.2)
    endpointer = Endpointer()
    events, (said,) = listen(endpointer, heard)
    assert kinds(events) == WORD
    assert endpointer.noise < QUIET + 3
    assert position(said, heard) == 0


@pytest.mark.parametrize("earlier", [None, QUIET])
def test_a_word_that_fills_most_of_the_measuring(earlier: float | None) -> None:
    heard = room(noise(0.6, LOUD), before=0.1)
    endpointer = Endpointer(earlier)
    events, (said,) = listen(endpointer, heard)
    assert kinds(events) == WORD
    assert not endpointer.too_noisy
    assert position(said, heard) == 0


def test_nothing_is_told_before_the_noise_is_known() -> None:
    endpointer = Endpointer()
    assert endpointer.noise == QUIETEST
    for frame in noise(0.38, LOUD).reshape(-1, FRAME):
        assert endpointer.hear(frame) is None
        assert not endpointer.settled
        assert not endpointer.too_noisy
        assert len(endpointer.speech) == 0
    endpointer.hear(noise(0.02, LOUD))
    assert endpointer.settled


def test_the_noise_of_another_room_is_not_held_on_to() -> None:
    """A fan was switched on, or off, since one last listened."""
    for earlier in (-70.0, -45.0):
        endpointer = Endpointer(earlier)
        assert kinds(listen(endpointer, room(noise(0.5, LOUD), level=-55))[0]) == WORD
        assert endpointer.noise == pytest.approx(-55, abs=2)


# --- what is no speech ---------------------------------------------------------------------------


@pytest.mark.parametrize("level", [-90.0, -70.0, -50.0, -35.0])
def test_an_empty_room(level: float) -> None:
    assert listen(Endpointer(), noise(10, level))[0] == []


@pytest.mark.parametrize("milliseconds", [20, 40, 60])
def test_a_knock(milliseconds: int) -> None:
    knock = noise(milliseconds / 1000, -10)
    assert listen(Endpointer(), room(knock, silence(0.3), knock, silence(1), knock))[0] == []


def test_hum_is_not_noise() -> None:
    """50 Hz from a loudspeaker's plug, and louder than a voice."""
    times = np.arange(4 * SAMPLE_RATE) / SAMPLE_RATE
    hum = (6000 * np.sin(2 * np.pi * 50 * times)).astype(np.int16)
    endpointer = Endpointer()
    assert listen(endpointer, hum)[0] == []
    assert endpointer.noise < QUIET


def test_zeros() -> None:
    endpointer = Endpointer()
    assert listen(endpointer, silence(5))[0] == []
    assert endpointer.noise == QUIETEST
    assert not endpointer.too_noisy
    # a headset that silences the room between two words
    assert kinds(listen(endpointer, np.concatenate([noise(0.5, LOUD), silence(1)]))[0]) == WORD


@pytest.mark.parametrize("level", [LOUDEST - 6, LOUDEST - 2, LOUDEST + 2, -3.0])
def test_too_noisy(level: float) -> None:
    endpointer = Endpointer()
    listen(endpointer, noise(1, level))
    assert endpointer.too_noisy == (level > LOUDEST)


def test_a_voice_that_is_cut_off_by_the_microphone() -> None:
    shout = np.where(noise(0.5, -10) < 0, -32768, 32767).astype(np.int16)
    events, (said,) = listen(Endpointer(), room(shout))
    assert kinds(events) == WORD
    assert said.min() == -32768


# --- what changes --------------------------------------------------------------------------------


@pytest.mark.parametrize(("first", "last"), [(-60.0, -45.0), (-45.0, -65.0)])
def test_a_room_that_changes_slowly(first: float, last: float) -> None:
    endpointer = Endpointer()
    assert listen(endpointer, noise(20, [first, last]))[0] == []
    assert endpointer.noise == pytest.approx(last, abs=3)
    word = room(noise(0.5, LOUD), level=last, before=0.2)
    assert kinds(listen(endpointer, word)[0]) == WORD


def test_whoever_speaks_on_and_on_is_not_answering() -> None:
    events, said = listen(Endpointer(), room(noise(20, LOUD)))
    too_long = [i for i, event in events if event is Event.TOO_LONG]
    assert too_long[0] == pytest.approx(0.6 * FRAMES + LONGEST - LEAD, abs=BEGIN + 1)
    assert len(too_long) in (3, 4)
    assert len(said) <= 1


def test_after_whoever_speaks_on_and_on_an_answer_is_heard() -> None:
    endpointer = Endpointer()
    listen(endpointer, room(noise(20, LOUD), after=3.0))
    assert not endpointer.speaking
    word = room(noise(0.5, LOUD), before=1.0)
    events, (said,) = listen(endpointer, word)
    assert kinds(events) == WORD
    assert position(said, word) <= 1.0 * SAMPLE_RATE


def test_what_comes_after_whoever_spoke_too_long_is_not_joined_with_it() -> None:
    events, (rest,) = listen(Endpointer(), room(noise(5.0, LOUD), after=3.0))
    assert kinds(events) == [Event.BEGUN, Event.TOO_LONG, *WORD]
    assert len(rest) < 1.2 * SAMPLE_RATE


def test_a_word_that_fills_the_measuring_is_heard_in_a_room_that_is_known() -> None:
    endpointer = Endpointer(noise=-60.0)
    events, said = listen(endpointer, room(noise(0.5, LOUD), before=0.0, after=2.0))
    assert kinds(events) == WORD
    assert len(said) == 1
    assert not endpointer.too_noisy


# --- whatever is heard ---------------------------------------------------------------------------

parts = st.lists(
    st.tuples(st.sampled_from([-90.0, -70.0, -60.0, -45.0, -30.0, -20.0, 0.0]), st.integers(1, 70)), max_size=12
)

FOLLOWS = {
    None: {Event.BEGUN},
    Event.BEGUN: {Event.PAUSED, Event.TOO_LONG},
    Event.PAUSED: {Event.RESUMED, Event.ENDED, Event.TOO_LONG},
    Event.RESUMED: {Event.PAUSED, Event.TOO_LONG},
    Event.ENDED: {Event.BEGUN},
    Event.TOO_LONG: {Event.BEGUN},
}
"""What may come after each event."""


@given(parts, st.none() | st.floats(-120, 0))
def test_events_come_in_their_order(levels: list[tuple[float, int]], earlier: float | None) -> None:
    endpointer = Endpointer(earlier)
    last = None
    for event in kinds(listen(endpointer, _joined(levels))[0]):
        assert event in FOLLOWS[last]
        last = event
    assert endpointer.noise >= QUIETEST


@given(parts)
def test_speech_is_all_that_was_heard_from_its_beginning_to_its_end(levels: list[tuple[float, int]]) -> None:
    heard = _joined(levels)
    endpointer = Endpointer()
    begun = None
    for i, frame in enumerate(heard.reshape(-1, FRAME)):
        event = endpointer.hear(frame)
        if event is Event.BEGUN:
            begun = i - min(i, LEAD - 1)
        if begun is not None and endpointer.speaking:
            assert np.array_equal(endpointer.speech, heard[begun * FRAME : (i + 1) * FRAME])
            assert i + 1 - begun <= LONGEST + 1
        if event is Event.ENDED or event is Event.TOO_LONG:
            return  # the lead of the next is shorter


@given(st.lists(st.integers(-32768, 32767), min_size=1, max_size=9), st.integers(1, 3 * FRAMES))
def test_no_samples_are_too_odd(cycle: list[int], frames: int) -> None:
    endpointer = Endpointer()
    listen(endpointer, np.resize(np.array(cycle, np.int16), frames * FRAME))
    assert np.isfinite(endpointer.noise)
    assert endpointer.settled == (frames >= 0.4 * FRAMES)


def _joined(levels: list[tuple[float, int]]) -> Samples:
    return np.concatenate([silence(0), *(noise(n / FRAMES, level, seed) for seed, (level, n) in enumerate(levels))])


@pytest.mark.parametrize("begins", [0.0, 0.04, 0.08, 0.12, 0.2])
def test_a_no_right_after_the_tick(begins: float) -> None:
    events, said = listen(Endpointer(), room(noise(0.24, LOUD), before=begins, after=2.0))
    assert kinds(events) == WORD
    assert len(said[0]) >= 0.24 * SAMPLE_RATE


def test_the_echo_of_the_tick_is_no_beginning() -> None:
    events, _ = listen(Endpointer(), room(noise(0.12, LOUD), before=0.0, after=2.0))
    assert events == []
