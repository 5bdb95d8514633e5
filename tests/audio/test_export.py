"""Exported files, read by an independent reader: the system's ffprobe and ffmpeg, not the libraries that wrote them."""

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from tests.stand_ins import words
from voicecoach.audio.album import Album, default_name, safe_name
from voicecoach.audio.cover import draw_cover
from voicecoach.audio.formats import FORMATS, MAX_CHAPTERS
from voicecoach.audio.labels import limited
from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import PER_MS, Rendering
from voicecoach.language import parse
from voicecoach.language.spoken import ENGLISH
from voicecoach.timeline import Chapter, Dose, compile_routine
from voicecoach.timeline.sheets.captions import to_lrc

ROUTINE = """\
routine "Nicken: 😀 up/down & “so on”"
about "Good for the neck."
source "Somebody"
caution "A fever."
ask before
  pain
exercise "Nod"
  2 sets, rest 16s
  2 reps
  lift 1.5s "Lift."
  lower 1.5s "{rep}."
ask after
  pain
"""

FRAME_MS = {".m4a": 1024 / 24, ".m4b": 1024 / 24, ".mp3": 576 / 24, ".opus": 20, ".flac": 1, ".wav": 1}
"""One encoder frame at 24 kHz, in ms: what a file may be longer than its timeline."""

MAIN = [".m4a", ".m4b", ".mp3", ".opus", ".flac"]


def clip(text: str) -> Samples:
    """Noise in place of speech: other noise for another text, so that a lag cannot hide."""
    noise = np.random.default_rng(sum(text.encode()))
    length = words(text) * PER_MS
    smooth = np.convolve(noise.normal(0, 9000, length + 40), np.hanning(24) / 12, "same")[:length]
    return smooth.clip(-20_000, 20_000).astype(np.int16)


def reader(tool: str) -> str:
    """The tool, or a loud skip; in CI it must be there."""
    if shutil.which(tool) is None:
        reason = f"NOT TESTED, NO INDEPENDENT READER: {tool} is not installed (apt install ffmpeg)"
        if os.environ.get("CI"):
            pytest.fail(reason)
        pytest.skip(reason)
    return tool


def probe(path: Path) -> dict[str, Any]:
    shown = subprocess.run(
        [reader("ffprobe"), "-v", "error", "-show_format", "-show_streams", "-show_chapters", "-of", "json", str(path)],
        check=True,
        stdout=subprocess.PIPE,
    ).stdout
    found: dict[str, Any] = json.loads(shown)
    return found


def decoded(path: Path) -> Samples:
    command = [
        reader("ffmpeg"),
        "-v",
        "error",
        "-i",
        str(path),
        "-map",
        "0:a",
        "-ar",
        str(SAMPLE_RATE),
        "-f",
        "s16le",
        "-",
    ]
    return np.frombuffer(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout, np.int16)


def tags(found: dict[str, Any]) -> dict[str, str]:
    """Tags of the file, which Ogg keeps with its stream."""
    streams: dict[str, str] = found["streams"][0].get("tags", {})
    whole: dict[str, str] = found["format"].get("tags", {})
    return {name.lower(): value for name, value in {**streams, **whole}.items()}


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("routine") / "nod.routine"
    path.write_text(ROUTINE, encoding="utf-8")
    os.utime(path, (1_700_000_000, 1_700_000_000))  # 2023-11-14
    return path


@pytest.fixture(scope="module")
def album(source: Path) -> Album:
    routine = parse(source.read_bytes())
    return Album(routine, compile_routine(routine, Dose(), words), clip, ENGLISH, source)


@pytest.fixture(scope="module")
def files(album: Album, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The routine in every format."""
    folder = tmp_path_factory.mktemp("files")
    for suffix, form in FORMATS.items():
        target = folder / f"nod{suffix}"
        album.write(album.whole(target), target, form, "lrc", None, lambda _ms: None)
    return {suffix: folder / f"nod{suffix}" for suffix in FORMATS}


@pytest.mark.parametrize("suffix", FORMATS)
def test_a_file_is_as_long_as_its_timeline(suffix: str, files: dict[str, Path], album: Album) -> None:
    seconds = float(probe(files[suffix])["format"]["duration"])
    over = seconds * 1000 - album._timeline.length
    # a container of MP3 counts the frames that LAME needs to begin and end, which a player drops again
    allowed = FRAME_MS[suffix] * (3 if suffix == ".mp3" else 1)
    assert -1 <= over <= allowed


@pytest.mark.parametrize("suffix", FORMATS)
def test_decoded_it_sounds_as_it_was_rendered_and_at_its_time(
    suffix: str, files: dict[str, Path], album: Album
) -> None:
    rendering = Rendering(album._timeline, clip)
    expected = rendering.read(0, rendering.length).astype(float)
    heard = decoded(files[suffix]).astype(float)
    assert abs(len(heard) - len(expected)) <= FRAME_MS[suffix] * PER_MS, "as long as its timeline, to one frame"
    heard = heard[: len(expected)]
    if suffix in (".flac", ".wav"):
        assert np.array_equal(heard, expected)
    size = 2**20  # of the first twenty seconds, which leaves as much for any lag
    heard, expected = heard[: size // 2], expected[: size // 2]
    correlation = np.fft.irfft(np.fft.rfft(heard, size) * np.conj(np.fft.rfft(expected, size)), size)
    assert int(np.argmax(correlation)) == 0, "lag 0"
    assert correlation[0] / np.sqrt((heard**2).sum() * (expected**2).sum()) > 0.9


@pytest.mark.parametrize("suffix", MAIN)
def test_chapters_are_right_to_the_millisecond(suffix: str, files: dict[str, Path], album: Album) -> None:
    found = [
        (round(float(chapter["start_time"]) * 1000), chapter["tags"]["title"])
        for chapter in probe(files[suffix])["chapters"]
    ]
    assert found == [(chapter.start, chapter.title) for chapter in album._timeline.chapters]
    assert [title for _, title in found] == [
        "Opening", "Questions before", "Set 1 of 2", "Rest", "Set 2 of 2", "Questions after",
    ]  # fmt: skip


@pytest.mark.parametrize("suffix", MAIN)
def test_tags_cover_and_lyrics(suffix: str, files: dict[str, Path], album: Album) -> None:
    found = probe(files[suffix])
    told = tags(found)
    assert told["title"] == told["album"] == "Nicken: 😀 up/down & “so on”"
    assert told["artist"] == "Somebody"
    assert told["genre"] == "Health"
    assert told["date"].startswith("2023")
    assert told["comment"] == "Good for the neck. 2 sets of 2 reps, rest 16 s."
    language = told.get("language") or found["streams"][0].get("tags", {}).get("language")
    assert language == "eng"
    lyrics = next(value for name, value in told.items() if name.startswith("lyrics"))
    assert lyrics.strip() == to_lrc(album._timeline).strip()
    cover = next(stream for stream in found["streams"] if stream["disposition"]["attached_pic"])
    assert (cover["codec_name"], cover["width"], cover["height"]) == ("png", 600, 600)


@pytest.mark.parametrize("suffix", [".m4a", ".m4b"])
def test_mp4_has_both_kinds_of_chapters(suffix: str, files: dict[str, Path]) -> None:
    data = files[suffix].read_bytes()
    assert b"chpl" in data, "Nero's list"
    assert b"chap" in data, "QuickTime's track"


@pytest.mark.parametrize("suffix", FORMATS)
def test_the_same_input_gives_the_same_bytes(suffix: str, files: dict[str, Path], album: Album, tmp_path: Path) -> None:
    target = tmp_path / f"nod{suffix}"
    album.write(album.whole(target), target, FORMATS[suffix], "lrc", None, lambda _ms: None)
    assert target.read_bytes() == files[suffix].read_bytes()
    assert {path.name for path in tmp_path.iterdir()} == {"nod.lrc", target.name}


def test_tracks_are_a_file_a_set_with_a_playlist(album: Album, tmp_path: Path) -> None:
    target = tmp_path / "nod.opus"
    works = album.tracks(target)
    album.write(works, target, FORMATS[".opus"], "vtt", None, lambda _ms: None)
    names = ["nod 01 Opening", "nod 02 Set 1 of 2", "nod 03 Set 2 of 2", "nod 04 Questions after"]
    expected = {f"{name}.opus" for name in names} | {f"{name}.vtt" for name in names} | {"nod.m3u8"}
    assert {path.name for path in tmp_path.iterdir()} == expected == set(album.files(works, "vtt"))
    listed = (tmp_path / "nod.m3u8").read_text(encoding="utf-8").splitlines()
    assert [line for line in listed if not line.startswith("#")] == [f"{name}.opus" for name in names]

    whole = album._timeline
    sounding = sum(work.timeline.length for work in works) - 500 * (len(works) - 1)
    assert sounding == whole.length, "each but the first has half a second of silence ahead, and nothing is lost"
    second = probe(tmp_path / "nod 02 Set 1 of 2.opus")
    assert tags(second)["track"] == "2/4"
    assert [chapter["tags"]["title"] for chapter in second["chapters"]] == ["Set 1 of 2", "Rest"]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Neck", "Neck"),
        ('😀/\\:*?"<>|', "Routine"),
        ("../../etc/passwd", "etc passwd"),
        ("a\0b\nc", "a b c"),
        ("CON", "Routine"),
        ("com1.x", "Routine"),
        ("Über  die Schulter.", "Über die Schulter"),
        ("x" * 300, "x" * 100),
        ("体" * 100, "体" * 33),
    ],
)
def test_safe_names(title: str, name: str) -> None:
    assert safe_name(title) == name


def test_the_default_name_has_title_and_dose(album: Album) -> None:
    assert default_name(album._timeline) == "Nicken up down so on 2x2.m4a"


def test_more_chapters_than_a_file_can_have() -> None:
    def chapters(count: int, kind: str) -> list[Chapter]:
        return [Chapter(i, kind if i % 2 else "rest", str(i)) for i in range(count)]  # type: ignore[arg-type]

    assert limited(chapters(MAX_CHAPTERS, "set")) == chapters(MAX_CHAPTERS, "set")
    without_rests = limited(chapters(300, "set"))
    assert len(without_rests) == 150
    assert {chapter.kind for chapter in without_rests} == {"set"}
    assert len(limited(chapters(2000, "set"))) <= MAX_CHAPTERS


@pytest.mark.parametrize("title", ["Neck", "", "😀", "体", "Überstreckung", "word " * 90, "x" * 500])
def test_a_cover_is_drawn_for_any_title(title: str) -> None:
    png = draw_cover(title, "5 sets of 10 reps", "About 16 minutes")
    assert png.startswith(b"\x89PNG")
    assert png == draw_cover(title, "5 sets of 10 reps", "About 16 minutes")
    assert len(png) > 2000
