"""The process in which a recogniser runs: `python -P -m voicecoach.hearing.worker BACKEND`.

Models are large, and native code may crash: so they live in a process of their own, whose loading holds up nothing
and whose end gives all memory back. Requests and replies are JSON, one a line:

    (once loaded)                                               ->  {"ok": true}
    {"do": "prepare", "phrases": {"7": ["seven", …], …}}        ->  {"ok": true}
    {"do": "score", "phrases": …, "audio": BASE64 OF INT16,
     "prompt": {"text": …, "audio": …} or null}                 ->  {"ok": true, "scores": [["7", "seven", 0.93], …]}

What fails is answered {"ok": false, "detail": TEXT}.
"""

import base64
import json
import os
import signal
import sys
from typing import Any, TextIO

import numpy as np

from voicecoach.hearing import Samples
from voicecoach.hearing.backends import Model, load
from voicecoach.hearing.prompt import Prompt


def main() -> None:
    """Load, then serve requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair, who will close stdin
    replies = _private_stdout()
    try:
        model = load(sys.argv[1])
    except Exception as error:  # libraries raise what they like, and the parent must hear of it
        _reply(replies, {"ok": False, "detail": _words(error)})
        return
    _reply(replies, {"ok": True})
    for line in sys.stdin:
        try:
            _reply(replies, _answer(model, json.loads(line)))
        except Exception as error:
            _reply(replies, {"ok": False, "detail": _words(error)})


def _answer(model: Model, request: dict[str, Any]) -> dict[str, Any]:
    if request["do"] == "prepare":
        model.prepare(request["phrases"])
        return {"ok": True}
    asked = request["prompt"]
    prompt = Prompt(asked["text"], _samples(asked["audio"])) if asked is not None else None
    scores = model.score(_samples(request["audio"]), request["phrases"], prompt)
    return {"ok": True, "scores": [[each.meaning, each.words, each.likelihood] for each in scores]}


def _samples(packed: str) -> Samples:
    return np.frombuffer(base64.b64decode(packed), np.int16)


def _words(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"


def _reply(replies: TextIO, reply: dict[str, Any]) -> None:
    replies.write(json.dumps(reply) + "\n")
    replies.flush()


def _private_stdout() -> TextIO:
    """The stream for replies; whatever else prints to stdout goes to stderr from now on."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return replies


if __name__ == "__main__":
    main()
