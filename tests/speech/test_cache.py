"""Clips on disk: what comes back is what was kept, or nothing at all."""

import json
import subprocess
import sys
import wave
from collections.abc import Callable
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.stand_ins import StandInEngine
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.polish import Clip
from voicecoach.speech.speaker import Speaker
from voicecoach.status import Status, VoicecoachError

IDENTITY = {"engine": "stand-in", "voice": "sine"}
TEXT = "Slide your head straight back."


def noise(ms: int, seed: int = 1) -> Clip:
    return np.random.default_rng(seed).integers(-9000, 9000, 24 * ms).astype(np.int16)


def only_file(folder: Path) -> Path:
    (path,) = folder.iterdir()
    return path


def test_what_is_kept_comes_back(tmp_path: Path) -> None:
    cache, clip = ClipCache(tmp_path / "deep" / "cache", IDENTITY), noise(700)
    assert cache.get(TEXT) is None
    cache.put(TEXT, clip)
    again = ClipCache(tmp_path / "deep" / "cache", IDENTITY).get(TEXT)
    assert again is not None
    assert again.dtype == np.int16
    assert np.array_equal(again, clip)


def test_the_file_is_a_wav(tmp_path: Path) -> None:
    clip = noise(700)
    ClipCache(tmp_path, IDENTITY).put(TEXT, clip)
    with wave.open(str(only_file(tmp_path)), "rb") as wav:
        assert (wav.getnchannels(), wav.getsampwidth(), wav.getframerate()) == (1, 2, 24_000)
        assert wav.getnframes() == len(clip)
        assert wav.readframes(len(clip)) == clip.astype("<i2").tobytes()
    data = only_file(tmp_path).read_bytes()
    assert int.from_bytes(data[4:8], "little") == len(data) - 8


def test_the_name_tells_the_words(tmp_path: Path) -> None:
    ClipCache(tmp_path, IDENTITY).put("Where? Über ../../etc & 一二!", noise(1))
    assert only_file(tmp_path).name.startswith("where-ber-etc-")


@pytest.mark.parametrize(
    "other",
    [
        {**IDENTITY, "voice": "saw"},
        {**IDENTITY, "pitch": "2"},
        {"engine": "stand-in"},
        {"engine": "sine", "voice": "stand-in"},
    ],
)
def test_another_voice_has_its_own_clips(other: dict[str, str], tmp_path: Path) -> None:
    ClipCache(tmp_path, IDENTITY).put(TEXT, noise(3))
    assert ClipCache(tmp_path, other).get(TEXT) is None
    ClipCache(tmp_path, other).put(TEXT, noise(4))
    assert len(list(tmp_path.iterdir())) == 2


ALIKE = ("Go.", "go.", "Go!", " Go.", "Go. ", "Go", "Go\u0301.", "G\u00f3.", "", "!", "一", "二", "x" * 40, "x" * 41)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(ALIKE) | st.text(st.characters(exclude_categories=["Cs"])), unique=True, max_size=12))
def test_no_two_texts_share_a_file(texts: list[str]) -> None:
    with TemporaryDirectory() as name:
        cache = ClipCache(Path(name), IDENTITY)
        for number, text in enumerate(texts, start=1):
            cache.put(text, noise(number))
        assert len(list(Path(name).iterdir())) == len(texts)
        for number, text in enumerate(texts, start=1):
            clip = cache.get(text)
            assert clip is not None
            assert len(clip) == 24 * number


# --- damage --------------------------------------------------------------------------------------


def test_a_file_cut_short_anywhere_is_none(tmp_path: Path) -> None:
    """At every length: in the header, in the samples, in the seal."""
    cache = ClipCache(tmp_path, IDENTITY)
    cache.put(TEXT, noise(1))
    path = only_file(tmp_path)
    data = path.read_bytes()
    for length in range(len(data)):
        path.write_bytes(data[:length])
        assert cache.get(TEXT) is None, length


def test_a_flipped_bit_anywhere_is_noticed(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, IDENTITY)
    cache.put(TEXT, noise(1))
    path = only_file(tmp_path)
    data = path.read_bytes()
    for place in range(len(data)):
        path.write_bytes(data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :])
        assert cache.get(TEXT) is None, place
    path.write_bytes(data)
    assert cache.get(TEXT) is not None


def foreign_wav(path: Path) -> None:
    with wave.open(str(path), "wb") as wav:
        wav.setnchannels(1)
        wav.setsampwidth(2)
        wav.setframerate(24_000)
        wav.writeframes(noise(500).tobytes())


def link(path: Path, target: str) -> None:
    path.unlink()
    path.symlink_to(target)


DAMAGE: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_bytes(b""),
    "cut in the header": lambda path: path.write_bytes(path.read_bytes()[:20]),
    "cut in the samples": lambda path: path.write_bytes(path.read_bytes()[:5000]),
    "cut in the seal": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "longer": lambda path: path.write_bytes(path.read_bytes() + b"\0"),
    "a foreign WAV": foreign_wav,
    "not a WAV": lambda path: path.write_bytes(b"\xff" * 10_000),
    "zeros": lambda path: path.write_bytes(bytes(len(path.read_bytes()))),
    "gone": lambda path: path.unlink(),
    "a link to nowhere": lambda path: link(path, "nowhere"),
    "a link to itself": lambda path: link(path, path.name),
}


@pytest.mark.parametrize("damage", DAMAGE)
def test_what_is_damaged_is_made_again(damage: str, tmp_path: Path) -> None:
    first = Speaker(StandInEngine(), ClipCache(tmp_path, IDENTITY))
    clip = first.clip(TEXT)
    path = next(tmp_path.glob("slide-*.wav"))
    whole = path.read_bytes()
    DAMAGE[damage](path)

    engine = StandInEngine()
    assert np.array_equal(Speaker(engine, ClipCache(tmp_path, IDENTITY)).clip(TEXT), clip)
    assert engine.spoken == [TEXT]
    assert path.read_bytes() == whole
    assert not path.is_symlink()


def test_the_clip_of_another_text_under_its_name(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, IDENTITY)
    cache.put("One.", noise(2))
    one = only_file(tmp_path)
    cache.put("Two.", noise(3))
    two = next(path for path in tmp_path.iterdir() if path != one)
    two.write_bytes(one.read_bytes())
    assert cache.get("Two.") is None
    assert cache.get("One.") is not None


def test_the_clip_of_another_voice_under_its_name(tmp_path: Path) -> None:
    ClipCache(tmp_path / "a", IDENTITY).put(TEXT, noise(2))
    ClipCache(tmp_path / "b", {**IDENTITY, "voice": "saw"}).put(TEXT, noise(2))
    only_file(tmp_path / "b").write_bytes(only_file(tmp_path / "a").read_bytes())
    assert ClipCache(tmp_path / "b", {**IDENTITY, "voice": "saw"}).get(TEXT) is None


def test_a_folder_in_its_place(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, IDENTITY)
    cache.put(TEXT, noise(2))
    path = only_file(tmp_path)
    path.unlink()
    path.mkdir()
    assert cache.get(TEXT) is None
    with pytest.raises(VoicecoachError, match="cannot be written: Is a directory") as caught:
        cache.put(TEXT, noise(2))
    assert "VOICECOACH_CACHE" in caught.value.cure
    assert [path.suffix for path in tmp_path.iterdir()] == [".wav"]


def test_a_cache_that_cannot_be_written(tmp_path: Path) -> None:
    file = tmp_path / "file"
    file.write_bytes(b"")
    for folder, reason in ((file, "File exists"), (file / "deeper", "Not a directory")):
        cache = ClipCache(folder, IDENTITY)
        assert cache.get(TEXT) is None
        assert cache.get_gain() is None
        for put in (partial(cache.put, TEXT, noise(2)), partial(cache.put_gain, 1.0)):
            with pytest.raises(VoicecoachError) as caught:
                put()
            assert caught.value.message == f"The speech cache {folder} cannot be written: {reason}."
            assert caught.value.cure == (
                "Free some space or mend its rights, or name another folder in VOICECOACH_CACHE."
            )
            assert caught.value.status == Status.FAILED


FULL = """
import resource, sys
from pathlib import Path
import numpy as np
from voicecoach.speech.cache import ClipCache
from voicecoach.status import VoicecoachError
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    ClipCache(Path(sys.argv[1]), {"voice": "sine"}).put("Hello.", np.ones(24_000, np.int16))
except VoicecoachError as error:
    print(error.message, error.cure)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no limits there")
def test_a_full_disk(tmp_path: Path) -> None:
    out = subprocess.run([sys.executable, "-c", FULL, tmp_path], stdout=subprocess.PIPE, text=True, check=True).stdout
    assert out == (
        f"The speech cache {tmp_path} cannot be written: File too large. "
        "Free some space or mend its rights, or name another folder in VOICECOACH_CACHE.\n"
    )
    assert list(tmp_path.iterdir()) == []


# --- the gain ------------------------------------------------------------------------------------


def test_the_gain_comes_back(tmp_path: Path) -> None:
    assert ClipCache(tmp_path, IDENTITY).get_gain() is None
    ClipCache(tmp_path, IDENTITY).put_gain(-3.25)
    assert ClipCache(tmp_path, IDENTITY).get_gain() == -3.25
    assert ClipCache(tmp_path, {**IDENTITY, "voice": "saw"}).get_gain() is None


def test_a_damaged_gain_is_none(tmp_path: Path) -> None:
    cache = ClipCache(tmp_path, IDENTITY)
    cache.put_gain(1.0)
    path = only_file(tmp_path)
    sound = json.loads(path.read_bytes())
    for content in (b"", b"{", b"\xff\xfe", b"[1]", b'"gain"', b"7", b"null", b"{}", b'{"gain": 1.0}'):
        path.write_bytes(content)
        assert cache.get_gain() is None, content
    wrong: tuple[object, ...] = ("much", None, [], float("nan"), float("inf"), 41.0, -1e9)
    for gain in wrong:
        path.write_text(json.dumps({**sound, "gain": gain}))
        assert cache.get_gain() is None, gain
    path.write_text(json.dumps({**sound, "voice": "another"}))
    assert cache.get_gain() is None
    path.write_text(json.dumps(sound))
    assert cache.get_gain() == 1.0
