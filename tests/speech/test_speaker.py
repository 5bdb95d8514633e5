"""Text -> clip: memory before the cache before the engine."""

import tracemalloc
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pytest

from tests.stand_ins import StandInEngine, words
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engine import EngineError
from voicecoach.speech.loudness import REFERENCE
from voicecoach.speech.speaker import Speaker


def speaker(folder: Path, engine: StandInEngine) -> Speaker:
    return Speaker(engine, ClipCache(folder, engine.identity))


def test_a_clip_is_made_once(tmp_path: Path) -> None:
    engine = StandInEngine()
    voice = speaker(tmp_path, engine)
    clip = voice.clip("One two.")
    assert len(clip) == 24 * 800
    assert clip.dtype == np.int16
    assert voice.clip("One two.") is clip
    assert voice.measure("One two.") == 800
    assert engine.spoken == [*REFERENCE, "One two."]


def test_the_gain_is_found_once_a_voice(tmp_path: Path) -> None:
    engine = StandInEngine()
    voice = speaker(tmp_path, engine)
    voice.clip("One.")
    voice.clip("Two.")
    speaker(tmp_path, engine).clip("Three.")
    assert engine.spoken == [*REFERENCE, "One.", "Two.", "Three."]

    other = StandInEngine("saw")
    speaker(tmp_path, other).clip("One.")
    assert other.spoken == [*REFERENCE, "One."]


def test_a_warm_cache_starts_no_engine(tmp_path: Path) -> None:
    texts = ("One.", "One two.", "One two three.")
    cold = speaker(tmp_path, StandInEngine())
    cold.prepare(texts)
    engine = StandInEngine(failing=True)
    warm = speaker(tmp_path, engine)
    told: list[tuple[int, int]] = []
    warm.prepare(texts, lambda done, total: told.append((done, total)))
    assert [warm.measure(text) for text in texts] == [400, 800, 1200]
    assert all(np.array_equal(warm.clip(text), cold.clip(text)) for text in texts)
    assert engine.spoken == []
    assert told == []


def test_progress_counts_what_has_to_be_made(tmp_path: Path) -> None:
    speaker(tmp_path, StandInEngine()).clip("One.")
    told: list[tuple[int, int]] = []
    voice = speaker(tmp_path, StandInEngine())
    voice.prepare(("One.", "Two.", "Three.", "Four."), lambda done, total: told.append((done, total)))
    assert told == [(0, 3), (1, 3), (2, 3), (3, 3)]
    voice.prepare(("One.", "Two.", "Five."), lambda done, total: told.append((done, total)))
    assert told[4:] == [(0, 1), (1, 1)]


def test_an_engine_that_fails(tmp_path: Path) -> None:
    engine = StandInEngine(failing=True)
    voice = speaker(tmp_path, engine)
    with pytest.raises(EngineError, match="told to fail"):
        voice.clip("One.")
    assert list(tmp_path.iterdir()) == []
    engine.failing = False
    assert voice.measure("One.") == 400


def test_closing_ends_the_engine(tmp_path: Path) -> None:
    engine = StandInEngine()
    voice = speaker(tmp_path, engine)
    voice.close()
    assert engine.closed == 1
    assert voice.measure("One.") == 400


def test_a_text_asked_for_by_two_threads_is_made_once(tmp_path: Path) -> None:
    engine = StandInEngine()
    voice = speaker(tmp_path, engine)
    with ThreadPoolExecutor(8) as pool:
        clips = list(pool.map(lambda _: voice.clip("One."), range(40)))
    assert all(np.array_equal(clip, clips[0]) for clip in clips)
    assert engine.spoken == [*REFERENCE, "One."]


def test_memory_does_not_grow_with_the_number_of_clips(tmp_path: Path) -> None:
    engine = StandInEngine()
    cache = ClipCache(tmp_path, engine.identity)
    texts = [f"Text {number}." for number in range(40)]
    for number, text in enumerate(texts):
        cache.put(text, np.full(24 * 10_000, number, np.int16))  # 10 s, half a megabyte
    voice = Speaker(engine, cache)
    tracemalloc.start()
    try:
        voice.prepare(texts)
        for _ in range(2):
            for number, text in enumerate(texts):
                assert voice.clip(text)[0] == number
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 10_000_000
    assert engine.spoken == []
    # lengths are remembered for all
    for path in tmp_path.iterdir():
        path.unlink()
    assert [voice.measure(text) for text in texts] == [10_000] * 40


def test_a_clip_larger_than_the_memory(tmp_path: Path) -> None:
    engine = StandInEngine()
    cache = ClipCache(tmp_path, engine.identity)
    cache.put("Long.", np.ones(24 * 200_000, np.int16))
    voice = Speaker(engine, cache)
    assert voice.measure("Long.") == 200_000
    assert len(voice.clip("Long.")) == 24 * 200_000


@pytest.mark.parametrize("rate", [8_000, 16_000, 22_050, 44_100, 48_000])
def test_any_rate_of_the_engine(rate: int, tmp_path: Path) -> None:
    text = "One two three four."
    assert abs(speaker(tmp_path, StandInEngine(rate=rate)).measure(text) - words(text)) <= 3
