"""The process in which Piper runs: `python -P -m voicecoach.speech.piper_worker MODEL THREADS FOLDER`.

Native code may crash or hang, and onnxruntime prints: so the model lives in a process that can be killed. Requests and
replies are JSON, one a line; as many texts are spoken at once as there are threads:

    {"id": 1, "text": "Retract.", "scale": 1.25, "path": "/…/1.npy"}   ->  {"id": 1, "ok": true, "rate": 22050}

What fails is answered {"id": …, "ok": false, "error": KIND, "detail": TEXT}; KIND is "missing" (no Piper), "model" (the
voice's files cannot be used) or "failed".
"""

import json
import signal
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock
from typing import Any

import numpy as np

from voicecoach.onnx import load_onnxruntime
from voicecoach.speech.engine import RawSamples
from voicecoach.speech.worker import RequestError, in_short, private_stdout, refusal, reply


class Worker:
    """Speaks with one model, which the first request loads."""

    def __init__(self, model: Path) -> None:
        self._model = model
        self._voice: Any = None
        self._loading = Lock()

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Carry out one request; never raises."""
        try:
            voice = self._loaded()
            samples = _speak(voice, request["text"], request["scale"])
            np.save(request["path"], samples)
        except Exception as error:  # libraries raise what they like, and the parent must hear of it
            return refusal(error)
        return {"ok": True, "rate": voice.config.sample_rate}

    def _loaded(self) -> Any:
        with self._loading:
            if self._voice is None:
                self._voice = _load(self._model)
        return self._voice


def _load(model: Path) -> Any:
    """The voice, with a model that uses one thread a text: only so is the sound the same on any number of cores."""
    try:
        onnxruntime = load_onnxruntime()
        from piper import PiperConfig, PiperVoice
    except ImportError as error:
        raise RequestError("missing", in_short(error)) from error
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = 4  # what it has to say is told by its exceptions
    try:
        config = PiperConfig.from_dict(json.loads(model.with_name(f"{model.name}.json").read_bytes()))
        session = onnxruntime.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # onnxruntime's own classes have no common base
        raise RequestError("model", in_short(error)) from error
    return PiperVoice(session, config)


def _speak(voice: Any, text: str, scale: float) -> RawSamples:
    """All sentences of a text, one after the other; Piper's own marks for sounds are taken for ordinary brackets."""
    from piper import SynthesisConfig

    # no chance, or a clip would never be the same again; a voice with several speakers speaks with its first
    settings = SynthesisConfig(length_scale=scale, noise_scale=0.0, noise_w_scale=0.0)
    spoken = [np.zeros(0, np.float32)]
    for sounds in voice.phonemize(text.replace("[[", "[ [")):
        ids = voice.phonemes_to_ids(_ended(sounds))
        spoken.append(np.atleast_1d(voice.phoneme_ids_to_audio(ids, settings)))
    return np.concatenate(spoken)


def _ended(sounds: list[str]) -> list[str]:
    """The sounds of a sentence; one of a single word ends like a word in a list.

    Without that, joe's "Two." sounds like "ten". benchmarks/words.py tells how well words are understood either way.
    """
    if " " in sounds or sounds[-1:] != ["."]:
        return sounds
    return [*sounds[:-1], ",", " ", "."]


def main() -> None:
    """Serve requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    replies = private_stdout()
    worker = Worker(Path(sys.argv[1]))
    sending = Lock()

    def serve(request: dict[str, Any]) -> None:
        answer = worker.answer(request)
        with sending:
            reply(replies, request, answer)

    with ThreadPoolExecutor(int(sys.argv[2])) as threads:
        for line in sys.stdin:
            threads.submit(serve, json.loads(line))


if __name__ == "__main__":
    main()
