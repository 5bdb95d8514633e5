"""Tones, timelines as samples, and these as files."""

import wave
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stand_ins import words
from voicecoach.audio.encode import Labels, write_audio
from voicecoach.audio.formats import FORMATS
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import BLOCK, PER_MS, Rendering
from voicecoach.audio.tones import PEAK, tone
from voicecoach.language import TONES, ToneName, parse
from voicecoach.timeline import Dose, Timeline, compile_routine
from voicecoach.timeline.models import TONE_MS

# --- tones ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TONES)
def test_a_tone(name: ToneName) -> None:
    samples = tone(name)
    assert samples.dtype == np.int16
    assert len(samples) == TONE_MS[name] * PER_MS
    # silent at both ends, and loud in between, but never louder than was agreed
    assert samples[0] == 0
    assert abs(int(samples[-1])) <= 1
    peak = int(np.abs(samples.astype(np.int32)).max())
    assert 0.5 * PEAK * 32767 < peak <= PEAK * 32767 + 1
    # without a step that clicks
    assert np.abs(np.diff(samples.astype(np.int32))).max() < 0.3 * 32767 * PEAK


def test_tones_are_told_apart() -> None:
    assert len({tone(name).tobytes() for name in TONES}) == len(TONES)


def test_nobody_can_spoil_a_tone() -> None:
    with pytest.raises(ValueError, match="read-only"):
        tone("go")[0] = 1


# --- rendering -----------------------------------------------------------------------------------

ROUTINE = """
routine "R"
tone ready
tone go
say "One two."
exercise "Nod"
  2 sets, rest 17s
  2 reps
  sides left, right
  nod 1.001s "{rep}."
  hold 3s countdown 2
  between sets "Well done."
tone end
"""


def silent(_text: str) -> int:
    return 0


@cache
def clip(text: str) -> Samples:
    """Noise, never zero, of a text's length: what is missing or out of place shows."""
    seed = int.from_bytes(sha256(text.encode()).digest()[:4])
    return np.random.default_rng(seed).integers(1, 9000, words(text) * PER_MS).astype(np.int16)


@cache
def rendering() -> Rendering:
    return Rendering(compile_routine(parse(ROUTINE), Dose(), words), clip)


@cache
def whole() -> Samples:
    """By hand: the sound of each event, one after another."""
    parts = []
    for event in rendering().timeline.events:
        if event.kind == "tone":
            (name,) = (name for name in TONES if name == event.text)
            parts.append(tone(name))
        else:
            parts.append(clip(event.text) if event.kind == "speech" else np.zeros(event.length * PER_MS, np.int16))
    return np.concatenate(parts)


def test_the_whole() -> None:
    assert rendering().length == len(whole()) == rendering().timeline.length * PER_MS
    read = rendering().read(0, rendering().length)
    assert read.dtype == np.int16
    assert np.array_equal(read, whole())


@settings(deadline=None, max_examples=300)
@given(st.data())
def test_any_part_is_that_of_the_whole(data: st.DataObject) -> None:
    length = rendering().length
    edges = st.sampled_from([event.start * PER_MS for event in rendering().timeline.events])
    near = st.builds(lambda edge, by: max(0, edge + by), edges, st.integers(-2, 2))
    start = data.draw(near | st.integers(0, length + SAMPLE_RATE), "start")
    frames = data.draw(st.integers(0, 100) | st.integers(0, 30 * SAMPLE_RATE) | st.just(length), "frames")
    assert np.array_equal(rendering().read(start, frames), whole()[start : start + frames])


def test_past_the_end_there_is_nothing() -> None:
    length = rendering().length
    assert len(rendering().read(length, 100)) == 0
    assert len(rendering().read(length + 5, 100)) == 0
    assert len(rendering().read(length - 5, 100)) == 5


def test_the_blocks_are_the_whole() -> None:
    blocks = list(rendering().blocks())
    assert {len(block) for block in blocks[:-1]} == {BLOCK}
    assert 0 < len(blocks[-1]) <= BLOCK
    assert np.array_equal(np.concatenate(blocks), whole())


def test_the_event_at_a_sample() -> None:
    sound = rendering()
    for event in sound.timeline.events:
        assert sound.event_at(event.start * PER_MS) is event
        assert sound.event_at(event.end * PER_MS - 1) is event
    assert sound.event_at(sound.length) is sound.timeline.events[-1]
    assert sound.event_at(10 * sound.length) is sound.timeline.events[-1]


def test_a_voice_that_says_nothing() -> None:
    timeline = compile_routine(parse(ROUTINE), Dose(), silent)
    sound = Rendering(timeline, lambda _: np.zeros(0, np.int16))
    read = np.concatenate(list(sound.blocks()))
    assert len(read) == timeline.length * PER_MS
    assert tones_in(timeline) == np.count_nonzero(read) > 0


def tones_in(timeline: Timeline) -> int:
    """How many samples of the timeline's tones are not zero."""
    played = [event.text for event in timeline.events if event.kind == "tone"]
    return sum(int(np.count_nonzero(tone(name))) * played.count(name) for name in TONES)


# --- files ---------------------------------------------------------------------------------------


def write_wav(path: Path, blocks: Iterable[Samples]) -> None:
    """The plainest of files: sound alone."""
    write_audio(path, FORMATS[".wav"], blocks, rendering().timeline.length, Labels())


def test_a_wav_file(tmp_path: Path) -> None:
    path = tmp_path / "r.wav"
    write_wav(path, rendering().blocks())
    with wave.open(str(path), "rb") as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, SAMPLE_RATE)
        assert (wav.getcomptype(), wav.getnframes()) == ("NONE", len(whole()))
        assert wav.readframes(wav.getnframes()) == whole().astype("<i2").tobytes()
    data = path.read_bytes()
    assert len(data) == 44 + 2 * len(whole())
    assert int.from_bytes(data[4:8], "little") == len(data) - 8
    assert int.from_bytes(data[40:44], "little") == len(data) - 44


class StopReadingError(Exception):
    """What a test raises in the midst of a file."""


def interrupted(error: BaseException) -> Iterator[Samples]:
    yield clip("One.")
    yield clip("Two.")
    raise error


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("error", [StopReadingError(), OSError("no space"), KeyboardInterrupt()])
def test_a_file_that_is_not_finished_does_not_come_into_being(
    error: BaseException, suffix: str, tmp_path: Path
) -> None:
    with pytest.raises(type(error)):
        write_audio(tmp_path / f"r{suffix}", FORMATS[suffix], interrupted(error), 10_000, Labels({"title": "R"}))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("suffix", [suffix for suffix, form in FORMATS.items() if form.bitrate])
def test_the_highest_bitrate_of_each_codec(suffix: str, tmp_path: Path) -> None:
    path = tmp_path / f"r{suffix}"
    for bitrate in (None, FORMATS[suffix].most):
        write_audio(path.with_stem(f"{bitrate}"), FORMATS[suffix], [clip("One.")], 400, Labels(), bitrate)
    assert path.with_stem(f"{FORMATS[suffix].most}").stat().st_size > path.with_stem("None").stat().st_size


def test_a_file_that_is_not_finished_leaves_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "r.wav"
    path.write_bytes(b"old")
    with pytest.raises(StopReadingError):
        write_wav(path, interrupted(StopReadingError()))
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_file_is_replaced_at_the_last_moment(tmp_path: Path) -> None:
    """Whoever reads it meanwhile reads the old one, and to the end."""
    path = tmp_path / "r.wav"
    path.write_bytes(b"old")
    seen = []

    def blocks() -> Iterator[Samples]:
        for text in ("One.", "Two."):
            seen.append(path.read_bytes())
            yield clip(text)

    with path.open("rb") as reader:
        write_wav(path, blocks())
        assert reader.read() == b"old"
    assert seen == [b"old", b"old"]
    assert path.read_bytes()[:4] == b"RIFF"
    assert list(tmp_path.iterdir()) == [path]


def test_others_may_read_the_file(tmp_path: Path) -> None:
    """A temporary file is for its owner alone; what becomes of it has the usual rights."""
    usual = tmp_path / "usual"
    usual.touch()
    write_wav(tmp_path / "r.wav", [clip("One.")])
    assert (tmp_path / "r.wav").stat().st_mode == usual.stat().st_mode


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        write_wav(tmp_path / "none" / "r.wav", [])


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    (tmp_path / "r.wav").mkdir()
    with pytest.raises(IsADirectoryError):
        write_wav(tmp_path / "r.wav", [clip("One.")])
    assert [path.name for path in tmp_path.iterdir()] == ["r.wav"]
