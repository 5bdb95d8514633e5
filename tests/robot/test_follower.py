"""The robot's ears recognise a sound that they know, whatever a busy computer does to it."""

import numpy as np
import pytest

from tests.robot.follower import UNKNOWN, Follower
from voicecoach.audio.players import SAMPLE_RATE, Samples


def words(seed: int, length: int = SAMPLE_RATE) -> Samples:
    """Something like words: smooth noise."""
    noise = np.random.default_rng(seed).standard_normal(length)
    return np.round(2000 * np.convolve(noise, np.hanning(40), "same")).astype(np.int16)


ONE, OTHER = words(1), words(2)
SOUNDS = {"one": ONE, "other": OTHER, "one and more": np.concatenate([ONE, words(3)]), "tick": words(4, 1000)}


def heard(*parts: Samples) -> list[str]:
    """What is recognised of parts with half a second of silence around each."""
    names: list[str] = []
    follower = Follower(SOUNDS, names.append)
    pause = np.zeros(SAMPLE_RATE // 2, np.int16)
    stream = np.concatenate([pause, *(each for part in parts for each in (part, pause))])
    for i in range(0, len(stream), 701):
        follower.hear(stream[i : i + 701])
    assert not follower.hearing
    return names


def test_each_sound_is_recognised_when_it_is_over() -> None:
    assert heard(*SOUNDS.values()) == list(SOUNDS)


@pytest.mark.parametrize(
    "broken",
    [
        np.concatenate([OTHER[:9000], np.zeros(4000, np.int16), OTHER[9000:]]),
        np.concatenate([OTHER[:9000], OTHER[9300:]]),
        np.concatenate([OTHER[:9000], OTHER[8400:]]),
        (OTHER * 0.5).astype(np.int16),
    ],
    ids=["a gap", "a piece that is lost", "a piece twice", "softer"],
)
def test_what_stutters_is_recognised_all_the_same(broken: Samples) -> None:
    assert heard(broken, SOUNDS["tick"]) == ["other", "tick"]


def test_what_is_not_known_is_unknown() -> None:
    assert heard(words(9), ONE[:3000], ONE) == [UNKNOWN, UNKNOWN, "one"]
