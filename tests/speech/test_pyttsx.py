"""The guarded adapter of pyttsx3: with the real voice, and with workers that misbehave."""

import contextlib
import os
import random
import shutil
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from voicecoach.speech.engine import EngineError
from voicecoach.speech.polish import polish
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.status import Status

linux = pytest.mark.skipif(sys.platform != "linux", reason="espeak's voices")

TEXTS = ("Retract.", "Slide your head straight back.", "Two.", "Two. Relax.", "Face level. Do not nod.")

CURE = "Install it again: pip install --force-reinstall pyttsx3" + (
    " espeakng-loader" if sys.platform == "linux" else ""
)


@contextlib.contextmanager
def opened(engine: Pyttsx3Engine) -> Iterator[Pyttsx3Engine]:
    try:
        yield engine
    finally:
        engine.close()


# --- the real voice ------------------------------------------------------------------------------


def test_the_same_text_gives_the_same_samples() -> None:
    """Whatever was said before, and in whichever engine."""
    heard: dict[str, set[bytes]] = {text: set() for text in TEXTS}
    for seed in (1, 2):
        order = list(TEXTS) * 3
        random.Random(seed).shuffle(order)  # noqa: S311
        with opened(Pyttsx3Engine()) as engine:
            for text in order:
                recording = engine.synthesize(text)
                assert recording.samples.dtype == np.float32
                heard[text].add(recording.rate.to_bytes(4) + recording.samples.tobytes())
    assert [len(samples) for samples in heard.values()] == [1] * len(TEXTS)
    assert len(set.union(*heard.values())) == len(TEXTS)


def test_speech_has_a_sensible_length_and_level() -> None:
    with opened(Pyttsx3Engine()) as engine:
        recording = engine.synthesize("Slide your head straight back.")
        slow = Pyttsx3Engine(rate=80)
        with opened(slow):
            slower = slow.synthesize("Slide your head straight back.")
    clip = polish(recording)
    assert 1.0 < len(clip) / 24_000 < 3.0
    assert 0.05 < float(np.abs(recording.samples).max()) < 1.0
    assert len(slower.samples) > 1.4 * len(recording.samples)


def test_its_identity_is_known_without_starting() -> None:
    engine = Pyttsx3Engine("en-us+f3", 120, command=("/nowhere",))
    settings = {"engine": "pyttsx3", "voice": "en-us+f3", "rate": "120", "volume": "0.7"}
    assert settings.items() <= engine.identity.items()
    versions = {name: value for name, value in engine.identity.items() if name not in settings}
    assert {"version", "native"} <= versions.keys()
    assert not any(value.endswith("none") for value in versions.values())
    assert engine.identity != Pyttsx3Engine("en-us+f3", 121).identity
    assert engine.identity != Pyttsx3Engine("en-us+f2", 120).identity


@linux
@pytest.mark.parametrize("voice", ["nobody", "en-us+nobody", "nobody+klatt4", "../../etc/passwd", "en-us+"])
def test_an_unknown_voice(voice: str) -> None:
    with opened(Pyttsx3Engine(voice)) as engine, pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert caught.value.message == f"There is no voice “{voice}” here."
    assert caught.value.cure == "`voicecoach voices --all` lists those there are."
    assert caught.value.status == Status.WRONG_USE


@linux
def test_the_voices() -> None:
    with opened(Pyttsx3Engine()) as engine:
        voices = {voice.id: voice for voice in engine.voices()}
        us = next(voice for id_, voice in voices.items() if id_.lower().endswith("en-us"))
        assert us.language.lower() == "en-us"
        assert len(voices) > 100
        # an id that is listed can be spoken with
        with opened(Pyttsx3Engine(us.id)) as chosen:
            assert len(chosen.synthesize("One.").samples) > 1000


@linux
@pytest.mark.parametrize("text", ["...", "?", "-", "()", " ", "\u200b", '"'])
def test_a_text_without_a_word(text: str) -> None:
    with opened(Pyttsx3Engine()) as engine:
        with pytest.raises(EngineError) as caught:
            engine.synthesize(text)
        assert caught.value.message.startswith(f"The speech engine made no sound of “{text}” (")
        assert caught.value.cure == "There is no word in that text: give it one, or use a pause."
        assert caught.value.status == Status.WRONG_USE
        assert len(engine.synthesize("One.").samples) > 1000


@pytest.mark.parametrize("text", ["<speak>x</speak>", "[[x]] {x}", "Café, naïve", "\\n", "one\ntwo", "a" * 500, "🙂"])
def test_awkward_texts_are_spoken(text: str) -> None:
    with opened(Pyttsx3Engine()) as engine:
        assert len(polish(engine.synthesize(text))) > 100 * 24


def test_closing_twice_and_going_on() -> None:
    engine = Pyttsx3Engine()
    first = engine.synthesize("One.")
    engine.close()
    engine.close()
    with opened(engine):
        assert np.array_equal(engine.synthesize("One.").samples, first.samples)


@linux
def test_nothing_is_left_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    engine = Pyttsx3Engine()
    engine.synthesize("One.")
    (folder,) = tmp_path.iterdir()
    assert list(folder.iterdir()) == []
    engine.close()
    assert list(tmp_path.iterdir()) == []


@linux
def test_speech_data_far_down_in_the_file_system(tmp_path: Path) -> None:
    """The engine holds the path of its data in 160 bytes, and ends the process where it is longer."""
    import espeakng_loader

    deep = tmp_path
    while len(str(deep)) <= 155:
        deep /= "a-rather-long-name"
    package = deep / "espeakng_loader"
    shutil.copytree(Path(espeakng_loader.__file__).parent, package)
    code = (
        f"import sys; sys.path.insert(0, {str(deep)!r});"
        "import espeakng_loader;"
        f"assert espeakng_loader.get_data_path().startswith({str(deep)!r});"
        "from voicecoach.speech.worker import main; main()"
    )
    text = "Slide your head straight back."
    with opened(Pyttsx3Engine(command=(sys.executable, "-c", code))) as engine, opened(Pyttsx3Engine()) as usual:
        assert np.array_equal(engine.synthesize(text).samples, usual.synthesize(text).samples)


# --- workers that misbehave ----------------------------------------------------------------------


def worker(code: str) -> tuple[str, ...]:
    return sys.executable, "-c", code


def answering(reply: dict[str, object]) -> tuple[str, ...]:
    """A worker that has one answer to everything."""
    return worker(
        "import json, sys\n"
        f"for line in sys.stdin: print(json.dumps({{'id': json.loads(line)['id'], **{reply!r}}}), flush=True)"
    )


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


@pytest.mark.skipif(sys.platform == "win32", reason="process groups")
def test_a_worker_that_hangs_is_killed_with_its_children(tmp_path: Path) -> None:
    pids = tmp_path / "pids"
    hanging = worker(
        "import os, pathlib, time\n"
        "child = os.fork()\n"
        f"if child: pathlib.Path({str(pids)!r}).write_text(f'{{os.getpid()}} {{child}}')\n"
        "time.sleep(600)"
    )
    engine = Pyttsx3Engine(command=hanging, limit=1.0)
    began = time.monotonic()
    with pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert time.monotonic() - began < 10
    assert caught.value.message == "The speech engine gave no answer within 1 seconds."
    assert caught.value.cure == CURE
    assert caught.value.status == Status.NO_SOUND
    parent, child = map(int, pids.read_text().split())
    assert gone(parent)
    deadline = time.monotonic() + 5
    # an orphan is reaped by whoever adopts it, in a moment; a container may have nobody who does
    while not gone(child) and _state(child) not in ("Z", ""):
        assert time.monotonic() < deadline
        time.sleep(0.01)


def _state(pid: int) -> str:
    """The letter of a process's state on Linux, "" where it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return ""


@pytest.mark.parametrize(
    "code", ["pass", "import sys; sys.stdin.readline()", "import os; os.abort()", "raise SystemExit(3)"]
)
def test_a_worker_that_ends(code: str) -> None:
    with opened(Pyttsx3Engine(command=worker(code))) as engine, pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert caught.value.message == "The speech engine ended unexpectedly."
    assert caught.value.cure == CURE
    assert caught.value.status == Status.NO_SOUND


def test_after_one_that_ended_there_is_another(tmp_path: Path) -> None:
    flag = tmp_path / "flag"
    once = (
        f"import pathlib, sys\nflag = pathlib.Path({str(flag)!r})\n"
        "if not flag.exists(): flag.touch(); sys.exit()\n"
        "from voicecoach.speech.worker import main; main()"
    )
    with opened(Pyttsx3Engine(command=worker(once))) as engine:
        with pytest.raises(EngineError):
            engine.synthesize("One.")
        assert len(engine.synthesize("One.").samples) > 1000


def test_no_engine() -> None:
    reply = {"ok": False, "error": "missing", "detail": "no espeak"}
    with opened(Pyttsx3Engine(command=answering(reply))) as engine, pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert caught.value.message == "The speech engine cannot be loaded (no espeak)."
    assert caught.value.cure == CURE
    assert caught.value.status == Status.NO_SOUND


@linux
def test_no_pyttsx3() -> None:
    without = "import sys; sys.modules['pyttsx3'] = None; from voicecoach.speech.worker import main; main()"
    with opened(Pyttsx3Engine(command=worker(without))) as engine, pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert caught.value.message.startswith("The speech engine cannot be loaded (import of pyttsx3")
    assert "pip install" in caught.value.cure


def test_an_engine_that_fails() -> None:
    reply = {"ok": False, "error": "failed", "detail": "RuntimeError: out of breath"}
    with opened(Pyttsx3Engine(command=answering(reply))) as engine, pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert caught.value.message == "The speech engine failed: RuntimeError: out of breath."


def test_an_engine_that_says_it_spoke_but_did_not() -> None:
    with opened(Pyttsx3Engine(command=answering({"ok": True}))) as engine, pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert caught.value.message.startswith("The speech engine made no sound of “One.” (")
    assert caught.value.cure == CURE
    assert caught.value.status == Status.NO_SOUND


@pytest.mark.parametrize(
    "make",
    [
        "pass",
        "file.write(b'RIFF')",
        "file.write(b'not sound at all' * 100)",
        "w = wave.open(file, 'wb'); w.setparams((2, 2, 22050, 0, 'NONE', '')); w.writeframes(b'ab' * 9000); w.close()",
        "w = wave.open(file, 'wb'); w.setparams((1, 1, 22050, 0, 'NONE', '')); w.writeframes(b'ab' * 9000); w.close()",
        "w = wave.open(file, 'wb'); w.setparams((1, 2, 22050, 0, 'NONE', '')); w.writeframes(b'ab'); w.close()",
        "w = wave.open(file, 'wb'); w.setparams((1, 2, 22050, 0, 'NONE', '')); w.writeframes(bytes(20000)); w.close()",
        "w = wave.open(file, 'wb'); w.setparams((1, 2, 22050, 0, 'NONE', '')); w.writeframes(b'ab' * 9000);"
        " w.close(); file.truncate(5000)",
    ],
    ids=["empty", "four bytes", "noise", "stereo", "8 bits", "one sample", "silence", "cut short"],
)
def test_an_engine_that_writes_nonsense(make: str) -> None:
    lying = worker(
        "import json, sys, wave\n"
        "for line in sys.stdin:\n"
        "    with open(json.loads(line)['path'], 'w+b') as file:\n"
        f"        {make}\n"
        "    print(json.dumps({'id': json.loads(line)['id'], 'ok': True}), flush=True)"
    )
    with opened(Pyttsx3Engine(command=lying)) as engine, pytest.raises(EngineError) as caught:
        engine.synthesize("One.")
    assert caught.value.message.startswith("The speech engine made no sound of “One.” (")
