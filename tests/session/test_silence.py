"""The silences in which one listens: they are silent at the ear, which hears later than the sound card is given."""

from itertools import pairwise

import numpy as np
import pytest

from tests.session.test_transport import Listener
from voicecoach.audio.players import SAMPLE_RATE
from voicecoach.session.snapshot import Silence
from voicecoach.session.transport import Transport

STEP = 0.05


def walk(transport: Transport, latency: float, seconds: float) -> list[tuple[Silence | None, bool]]:
    """The silence that is told at each moment, and whether the ear has heard nothing since the moment before."""
    transport.ear.latency = latency
    step = round(STEP * SAMPLE_RATE)
    given, told = [np.zeros(round(latency * SAMPLE_RATE) + step, np.int16)], []
    for _ in range(round(seconds / STEP)):
        left = step
        while left and (block := transport.read(left)) is not None:
            given.append(block)
            left -= len(block)
        told.append(transport.silence)
    sound = np.concatenate(given)
    return [(silence, not sound[i * step : (i + 1) * step].any()) for i, silence in enumerate(told, start=1)]


@pytest.mark.parametrize("latency", [0.0, 0.05, 0.3])
def test_where_there_is_a_silence_nothing_is_heard(latency: float) -> None:
    moments = walk(Listener().transport, latency, 45)
    told = [silent for (before, _), (now, silent) in pairwise(moments) if before is not None and now is not None]
    assert all(told)
    assert len(told) * STEP > 14, "nearly the whole rest"


@pytest.mark.parametrize("latency", [0.0, 0.3])
def test_it_is_told_how_long_it_still_is(latency: float) -> None:
    moments = walk(Listener().transport, latency, 45)
    for (one, _), (other, _) in pairwise(moments):
        if one is not None and other is not None and other.left < one.left:
            assert one.left - other.left == pytest.approx(STEP * 1000, abs=1)
    lefts = [silence.left for silence, _ in moments if silence is not None]
    assert min(lefts) <= STEP * 1000 + 1


@pytest.mark.parametrize("latency", [0.0, 0.3])
def test_a_pause_is_silent_but_for_what_is_said_of_it(latency: float) -> None:
    listener = Listener()
    listener.listen(12)
    listener.transport.pause()
    moments = walk(listener.transport, latency, 125)
    told = [(silence, silent) for silence, silent in moments if silence is not None]
    assert all(silence.kind == "pause" and silent for silence, silent in told)
    assert 115 < len(told) * STEP < 125
    assert np.mean([silent for silence, silent in moments if silence is None]) < 0.7, "the rest is speech, mostly"


def test_amid_the_repetitions_there_is_none() -> None:
    listener = Listener()
    rest = next(e.start for e in listener.transport.timeline.events if e.place.step == "rest") / 1000
    assert {silence for silence, _ in walk(listener.transport, 0.0, rest - STEP)} == {None}
