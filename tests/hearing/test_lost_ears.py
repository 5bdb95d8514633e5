"""Ears whose microphone is late, muted, lost or never there, in rooms too noisy to hear anybody; and how they close."""

from collections.abc import Callable, Iterator
from threading import Event

import numpy as np
import pytest

from tests.audio.test_players import wait_until
from tests.hearing.listening import AFTER, BEFORE, HEARD, STEP, WORD, YES, Listening, Tape
from tests.hearing.spoken import noise, silence
from voicecoach.hearing import SAMPLE_RATE
from voicecoach.hearing import input as intake
from voicecoach.hearing.ears import MUTED, Trouble
from voicecoach.hearing.endpointer import LOUDEST
from voicecoach.hearing.microphones import NoMicrophoneError
from voicecoach.hearing.recogniser import RecogniserError


@pytest.fixture
def listening(monkeypatch: pytest.MonkeyPatch) -> Iterator[Listening]:
    """With a microphone that is open, and is got back at once."""
    monkeypatch.setattr(intake, "RETRY", 0.01)
    one = Listening()
    one.wait()
    yield one
    one.ears.close()


# --- late, or never ----------------------------------------------------------------------------------


class Late(Tape):
    """Opens when it is told to."""

    def __init__(self) -> None:
        super().__init__()
        self.open = Event()

    def start(self) -> None:
        self.open.wait()


def test_a_microphone_that_opens_late_is_heard_from_then_on() -> None:
    tape = Late()
    one = Listening(lambda: tape)
    one.tapes.append(tape)
    one.judge.answers = [YES]
    one.listen()
    assert one.ears.poll() is None
    assert (one.ears.trouble, one.ears.ready, one.ears.speaking) == (None, False, False)
    tape.open.set()
    one.wait()
    one.listen()
    assert one.hear(BEFORE, WORD, AFTER) == HEARD
    one.ears.close()


def refuse() -> Tape:
    raise NoMicrophoneError("No microphone was found.")


def test_a_microphone_that_is_not_there_is_told_with_its_reason() -> None:
    one = Listening(refuse)
    wait_until(lambda: one.ears.trouble is not None)
    assert (one.ears.trouble, one.ears.reason) == (Trouble.NO_MICROPHONE, "No microphone was found.")
    one.listen()
    assert one.ears.poll() is None
    assert one.ears.trouble == Trouble.NO_MICROPHONE, "and stays away"
    assert not one.ears.ready
    one.ears.close()


# --- lost --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", [silence(0.1), np.concatenate([BEFORE, WORD[: STEP * 4]])])
def test_a_microphone_that_goes_away_is_told_and_heard_again_when_it_is_back(
    said: "np.typing.NDArray[np.int16]", listening: Listening
) -> None:
    listening.listen()
    assert listening.hear(said) is None
    listening.tape.lost = True
    assert listening.ears.poll() is None
    assert listening.ears.trouble == Trouble.GONE
    wait_until(lambda: listening.ears.trouble is None)
    assert len(listening.tapes) == 2
    wait_until(lambda: listening.tapes[0].closed == 1)
    listening.judge.answers = [YES]
    listening.listen()
    assert listening.hear(BEFORE, WORD, AFTER) == HEARD


def test_a_microphone_that_goes_away_while_it_is_judged_is_told_first(listening: Listening) -> None:
    """What was said is not lost: it is asked for again."""
    listening.listen()
    assert listening.hear(BEFORE, WORD, AFTER) is None
    listening.tape.lost = True
    listening.judge.asked[0][1].set_result(YES)
    assert listening.ears.poll() is None
    assert listening.ears.trouble == Trouble.GONE


def test_a_microphone_that_gives_nothing_is_not_awake(listening: Listening) -> None:
    """Its silence is no silence of the listener."""
    listening.listen()
    assert not listening.ears.awake
    listening.hear(BEFORE)
    assert listening.ears.awake
    listening.now += 1.0
    listening.ears.poll()
    assert not listening.ears.awake


# --- muted -------------------------------------------------------------------------------------------


def zeros(listening: Listening, seconds: float) -> None:
    """What a muted microphone gives."""
    for _ in range(round(seconds * SAMPLE_RATE / STEP)):
        listening.tape.put(silence(STEP / SAMPLE_RATE))
        listening.now += STEP / SAMPLE_RATE
        assert listening.ears.poll() is None


def test_nothing_but_zeros_from_the_first_on_is_a_muted_microphone(listening: Listening) -> None:
    listening.listen()
    zeros(listening, MUTED / SAMPLE_RATE - 0.1)
    assert listening.ears.trouble is None
    zeros(listening, 0.2)
    assert listening.ears.trouble == Trouble.MUTED


def test_a_muted_microphone_that_is_switched_on_is_heard_when_one_listens_again(listening: Listening) -> None:
    listening.listen()
    zeros(listening, 6)
    listening.judge.answers = [YES]
    listening.listen()
    assert listening.ears.trouble is None
    assert listening.hear(BEFORE, WORD, AFTER) == HEARD


def test_a_microphone_that_silences_the_room_between_two_words_is_not_muted(listening: Listening) -> None:
    listening.judge.answers = [YES]
    listening.listen()
    listening.hear(BEFORE)
    zeros(listening, 7)
    assert listening.ears.trouble is None


# --- noisy -------------------------------------------------------------------------------------------


def test_a_room_that_is_too_loud_is_told_at_once_and_may_be_quiet_later(listening: Listening) -> None:
    listening.listen()
    loud = noise(1, LOUDEST + 6, seed=3)
    began = listening.now
    for i in range(0, len(loud), STEP):
        if listening.ears.trouble is None:
            assert listening.hear(loud[i : i + STEP]) is None
    assert listening.ears.trouble == Trouble.NOISY
    assert 0.3 < listening.now - began < 0.6
    listening.judge.answers = [YES]
    listening.listen()
    assert listening.ears.trouble is None
    assert listening.hear(BEFORE, WORD, AFTER) == HEARD


# --- closing -----------------------------------------------------------------------------------------


def nothing(_one: Listening) -> None:
    pass


def listens(one: Listening) -> None:
    one.listen()
    one.hear(BEFORE)


def hears_somebody(one: Listening) -> None:
    one.listen()
    one.hear(BEFORE, WORD)


def waits_for_the_recogniser(one: Listening) -> None:
    one.listen()
    one.hear(BEFORE, WORD, AFTER)


def has_lost_the_microphone(one: Listening) -> None:
    one.listen()
    one.tape.lost = True
    one.ears.poll()


def has_lost_the_recogniser(one: Listening) -> None:
    one.judge.answers = [RecogniserError("it has ended")]
    waits_for_the_recogniser(one)


STATES = (
    nothing, listens, hears_somebody, waits_for_the_recogniser, has_lost_the_microphone, has_lost_the_recogniser,
)  # fmt: skip


@pytest.mark.parametrize("state", STATES)
def test_closing(state: Callable[[Listening], None]) -> None:
    one = Listening()
    one.wait()
    state(one)
    for _ in range(2):
        one.ears.close()
        assert one.ears.poll() is None
        assert not one.ears.speaking
    assert all(tape.closed for tape in one.tapes)
    assert one.judge.closed == 2


def test_closing_before_anything_is_open_or_started() -> None:
    one = Listening(refuse, loaded=False)
    one.ears.close()
    assert one.judge.closed == 1
    assert one.ears.poll() is None
