"""The coach's clips at the rate of hearing."""

import numpy as np
import pytest

from voicecoach.hearing import SAMPLE_RATE
from voicecoach.hearing.prompt import at_rate_of_hearing


def tone(hertz: float, rate: int, samples: int) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    """A sine, faded at both ends as clips are."""
    fade = np.minimum(1, np.minimum(np.arange(samples), np.arange(samples)[::-1]) / (rate / 50))
    return np.round(20_000 * fade * np.sin(2 * np.pi * hertz * np.arange(samples) / rate)).astype(np.int16)


@pytest.mark.parametrize("rate", [SAMPLE_RATE, 22_050, 24_000, 48_000])
@pytest.mark.parametrize("hertz", [100, 440, 7000])
def test_it_sounds_the_same(rate: int, hertz: float) -> None:
    heard = at_rate_of_hearing(tone(hertz, rate, rate), rate)
    np.testing.assert_allclose(heard, tone(hertz, SAMPLE_RATE, SAMPLE_RATE), atol=200)


def test_what_is_too_high_is_left_out_and_does_not_come_back_as_something_else() -> None:
    assert np.abs(at_rate_of_hearing(tone(9500, 24_000, 24_000), 24_000)).max() < 200


@pytest.mark.parametrize("count", [2, 3, 1001])
def test_any_number_of_samples(count: int) -> None:
    assert len(at_rate_of_hearing(np.full(count, 1000, np.int16), 24_000)) == count * 2 // 3


def test_the_loudest_there_is() -> None:
    square = np.where(np.arange(2400) % 240 < 120, 32767, -32768).astype(np.int16)
    heard = at_rate_of_hearing(square, 24_000)
    assert (heard.min(), heard.max()) == (-32768, 32767)
