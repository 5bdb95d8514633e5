"""The recogniser's process: with the real models, and with workers that misbehave."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import CancelledError
from pathlib import Path

import numpy as np
import pytest

from tests.hearing.spoken import BUZZING, NUMBERS, PLAIN, YES_NO, answer, backend, question
from tests.sound_card import ROOT
from voicecoach.hearing import SAMPLE_RATE
from voicecoach.hearing.backends import BACKENDS, model_folder
from voicecoach.hearing.decision import Score, decide
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.recogniser import Recogniser, RecogniserError

LIMIT = 20.0
"""Seconds for anything: a machine may be busy."""

SOON = 3.0
"""Seconds for what has nothing to wait for."""

LONG = np.random.default_rng(0).normal(0, 3000, 8 * SAMPLE_RATE).astype(np.int16)
"""Takes long enough to be judged for the worker to be killed meanwhile, and no pipe holds it."""

VOICES = {"moonshine": PLAIN, "pocketsphinx": BUZZING}

REAL = pytest.mark.parametrize("name", VOICES)

SERVES = "from voicecoach.hearing.worker import main; main()"


@contextlib.contextmanager
def opened(recogniser: Recogniser) -> Iterator[Recogniser]:
    try:
        yield recogniser
    finally:
        recogniser.close()


def worker(code: str) -> tuple[str, ...]:
    """The command of another worker."""
    return (sys.executable, "-P", "-c", code)


def standing_in(code: str) -> Recogniser:
    """A recogniser whose worker is `code`; which backend it has is no matter."""
    return Recogniser(BACKENDS[0], worker(code))


LOADED = "print('{\"ok\": true}', flush=True)"

HANGS = "import time; time.sleep(60)"


# --- the real ones -------------------------------------------------------------------------------


@REAL
def test_an_answer_is_scored(name: str) -> None:
    with opened(Recogniser(backend(name))) as recogniser:
        recogniser.load([NUMBERS, YES_NO]).result(LIMIT)
        seven = recogniser.score(answer("Seven.", VOICES[name]), NUMBERS)
        yes = recogniser.score(answer("Yes.", VOICES[name]), YES_NO)
        potato = recogniser.score(answer("Potato.", VOICES[name]), NUMBERS)
        thresholds = recogniser.backend.thresholds
        understood = decide(seven.result(LIMIT), "number", thresholds)
        assert understood is not None
        assert (understood.meaning, understood.words) == ("7", "seven")
        understood = decide(yes.result(LIMIT), "yesno", thresholds)
        assert understood is not None
        assert understood.meaning == "yes"
        assert decide(potato.result(LIMIT), "number", thresholds) is None


def test_a_question_is_heard_by_the_process() -> None:
    with opened(Recogniser(backend("moonshine"))) as recogniser:
        recogniser.load([NUMBERS]).result(LIMIT)
        alone, asked = (
            recogniser.score(answer("Four.", PLAIN), NUMBERS, prompt).result(LIMIT)
            for prompt in (None, question("Pain, zero to ten?"))
        )
    likelihood = [{each.meaning: each.likelihood for each in scores}.get("4", 0.0) for scores in (alone, asked)]
    assert likelihood[1] > 2 * likelihood[0]


@REAL
def test_what_fails_is_told_and_the_next_answer_is_scored(name: str) -> None:
    with opened(Recogniser(backend(name))) as recogniser:
        recogniser.load().result(LIMIT)
        odd = recogniser.score(answer("Seven.", VOICES[name]), {"7": None})  # type: ignore[dict-item]
        with pytest.raises(RecogniserError, match="TypeError"):
            odd.result(LIMIT)
        (yes, *_) = recogniser.score(answer("Yes.", VOICES[name]), YES_NO).result(LIMIT)
        assert yes.meaning == "yes"


@REAL
def test_it_is_killed_in_mid_answer(name: str, tmp_path: Path) -> None:
    pid = tmp_path / "pid"
    code = f"import os; from pathlib import Path; Path({str(pid)!r}).write_text(str(os.getpid())); {SERVES}"
    with opened(Recogniser(backend(name), worker(code))) as recogniser:
        recogniser.load([NUMBERS]).result(LIMIT)
        answers = [recogniser.score(LONG, NUMBERS) for _ in range(2)]
        time.sleep(0.05)
        os.kill(int(pid.read_text()), signal.SIGKILL if hasattr(signal, "SIGKILL") else signal.SIGTERM)
        for each in answers:
            with pytest.raises(RecogniserError, match="it has ended"):
                each.result(SOON)


@REAL
def test_it_is_closed_in_mid_answer(name: str) -> None:
    recogniser = Recogniser(backend(name))
    recogniser.load([NUMBERS]).result(LIMIT)
    asked = recogniser.score(LONG, NUMBERS)
    time.sleep(0.05)
    began = time.monotonic()
    recogniser.close()
    assert time.monotonic() - began < SOON
    with pytest.raises((RecogniserError, CancelledError)):
        asked.result(SOON)


@REAL
def test_it_is_closed_while_it_loads(name: str) -> None:
    for delay in (0.0, 0.02, 0.1):
        recogniser = Recogniser(backend(name))
        loading = recogniser.load([NUMBERS])
        time.sleep(delay)
        began = time.monotonic()
        recogniser.close()
        assert time.monotonic() - began < SOON
        with pytest.raises((RecogniserError, CancelledError)):
            loading.result(SOON)


@REAL
def test_the_worker_ends_with_its_parent(name: str) -> None:
    backend(name)
    ended = subprocess.run(
        [*worker(SERVES), name], cwd=ROOT, input='{"do": "prepare", "phrases": {}}\n', capture_output=True, text=True,
        timeout=LIMIT, check=True,
    )  # fmt: skip
    assert ended.stdout == '{"ok": true}\n' * 2


@REAL
def test_a_module_is_missing(name: str) -> None:
    module = backend(name).modules[-1]
    code = f"import sys; sys.modules[{module!r}] = None; {SERVES}"
    with opened(Recogniser(backend(name), worker(code))) as recogniser:
        with pytest.raises(RecogniserError, match=f"ModuleNotFoundError: import of {module} halted"):
            recogniser.load([NUMBERS]).result(LIMIT)
        with pytest.raises(RecogniserError):
            recogniser.score(LONG, NUMBERS).result(SOON)


# --- models that are missing or damaged ----------------------------------------------------------


def moonshine_elsewhere(place: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder of a copy of Moonshine's files, which the worker takes for the real one."""
    backend("moonshine")
    real, copy = model_folder(), place / "moonshine_voice" / "assets" / "tiny-en"
    assert real is not None
    copy.mkdir(parents=True)
    (place / "moonshine_voice" / "__init__.py").touch()
    for file in real.iterdir():
        (copy / file.name).symlink_to(file)
    monkeypatch.setenv("PYTHONPATH", str(place))
    return copy


def why_it_does_not_load() -> str:
    with opened(Recogniser(backend("moonshine"))) as recogniser:
        return str(recogniser.load().exception(LIMIT))


def test_a_model_is_cut_short(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    model = moonshine_elsewhere(tmp_path, monkeypatch) / "encoder_model.ort"
    content = model.read_bytes()
    model.unlink()
    model.write_bytes(content[: len(content) // 2])
    assert why_it_does_not_load().startswith("ValueError: encoder_model.ort cannot be read")


def test_a_model_is_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = moonshine_elsewhere(tmp_path, monkeypatch)
    (folder / "decoder_model_merged.ort").unlink()
    assert why_it_does_not_load() == f"FileNotFoundError: {folder / 'decoder_model_merged.ort'}"


def test_a_release_of_the_wheel_without_its_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = moonshine_elsewhere(tmp_path, monkeypatch)
    folder.rename(folder.with_name("other"))
    assert why_it_does_not_load().startswith("FileNotFoundError: the wheel moonshine-voice 0.1.0")


# --- workers that misbehave ----------------------------------------------------------------------


def test_scores_come_over_as_they_are() -> None:
    reply = json.dumps({"ok": True, "scores": [["7", "“seven”", 0.25], [":skip", "skip", 1e-9]]})
    with opened(standing_in(f"{LOADED}; input(); print({reply!r}, flush=True)")) as recogniser:
        recogniser.load().result(LIMIT)
        scores = recogniser.score(LONG, NUMBERS).result(LIMIT)
    assert scores == [Score("7", "“seven”", 0.25), Score(":skip", "skip", 1e-9)]


def test_samples_come_over_as_they_are() -> None:
    counts = (
        "import base64, json, numpy; r = json.loads(input());"
        "s = numpy.frombuffer(base64.b64decode(r['audio']), 'int16');"
        "print(json.dumps({'ok': True, 'scores': [[r['phrases']['é'][0], str(s[-1]), len(s)]]}), flush=True)"
    )
    with opened(standing_in(f"{LOADED}; {counts}")) as recogniser:
        recogniser.load().result(LIMIT)
        samples = np.arange(-32768, 32767, dtype=np.int16)
        assert recogniser.score(samples, {"é": ("naïve",)}).result(LIMIT) == [Score("naïve", "32766", 65535)]


QUESTION = Prompt("Wie sehr, ü?", np.array([1, -2], np.int16))


@pytest.mark.parametrize(("prompt", "expected"), [(None, None), (QUESTION, ["Wie sehr, ü?", [1, -2]])])
def test_the_question_comes_over_as_it_is(prompt: Prompt | None, expected: object) -> None:
    tells = (
        "import base64, json, numpy; p = json.loads(input())['prompt'];"
        "told = p and [p['text'], numpy.frombuffer(base64.b64decode(p['audio']), 'int16').tolist()];"
        "print(json.dumps({'ok': True, 'scores': [[json.dumps(told), '', 1]]}), flush=True)"
    )
    with opened(standing_in(f"{LOADED}; {tells}")) as recogniser:
        recogniser.load().result(LIMIT)
        (score,) = recogniser.score(LONG, NUMBERS, prompt).result(LIMIT)
    assert json.loads(score.meaning) == expected


@pytest.mark.parametrize("code", ["pass", "raise SystemExit(3)", "import os; os.abort()"])
def test_it_ends_before_it_has_loaded(code: str) -> None:
    with opened(standing_in(code)) as recogniser:
        with pytest.raises(RecogniserError, match="it has ended"):
            recogniser.load([NUMBERS]).result(LIMIT)
        with pytest.raises(RecogniserError, match="it has ended"):
            recogniser.score(LONG, NUMBERS).result(SOON)


def test_it_ends_in_the_middle_of_a_word() -> None:
    code = "import sys; sys.stdout.write('{\"ok')"
    with opened(standing_in(code)) as recogniser, pytest.raises(RecogniserError, match="it has ended"):
        recogniser.load().result(LIMIT)


def test_it_cannot_be_started() -> None:
    recogniser = Recogniser(BACKENDS[0], ("/nowhere/python",))
    with opened(recogniser), pytest.raises(RecogniserError, match="No such file"):
        recogniser.load().result(LIMIT)


def test_it_is_asked_after_it_has_been_closed() -> None:
    recogniser = standing_in(HANGS)
    recogniser.close()
    with pytest.raises(RecogniserError, match="it has been closed"):
        recogniser.score(LONG, NUMBERS).result(SOON)


@pytest.mark.parametrize("code", [HANGS, f"{LOADED}; {HANGS}"], ids=["loading", "judging"])
def test_one_that_hangs_is_closed(code: str) -> None:
    """It does not even read what it is sent, and the pipe is full."""
    recogniser = standing_in(code)
    recogniser.load()
    asked = [recogniser.score(LONG, NUMBERS) for _ in range(2)]
    time.sleep(0.3)
    assert not asked[0].done()
    began = time.monotonic()
    recogniser.close()
    assert time.monotonic() - began < SOON
    for each in asked:
        with pytest.raises((RecogniserError, CancelledError)):
            each.result(SOON)


def test_closed_again_and_never_started() -> None:
    recogniser = standing_in(f"{LOADED}; {HANGS}")
    recogniser.load().result(LIMIT)
    recogniser.close()
    recogniser.close()
    never = standing_in(HANGS)
    never.close()
    never.close()


def test_it_is_asked_before_it_is_loaded() -> None:
    with opened(standing_in(HANGS)) as recogniser, pytest.raises(RecogniserError, match="it is not running"):
        recogniser.score(LONG, NUMBERS).result(SOON)
