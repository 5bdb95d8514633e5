"""A recogniser, seen from the session: loaded in the background, asked without waiting, and closed at any time."""

import base64
import contextlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Lock
from typing import Any, TypeVar

from voicecoach.hearing import Samples
from voicecoach.hearing.backends import Backend, Phrases
from voicecoach.hearing.decision import Score
from voicecoach.hearing.prompt import Prompt

T = TypeVar("T")


class RecogniserError(Exception):
    """The recogniser is missing, damaged, or has ended."""


class Recogniser:
    """A worker process with a model, and a thread that talks to it. `command` starts the worker of a backend."""

    def __init__(
        self, backend: Backend, command: tuple[str, ...] = (sys.executable, "-P", "-m", "voicecoach.hearing.worker")
    ) -> None:
        self.backend = backend
        self._command = (*command, backend.name)
        self._talker = ThreadPoolExecutor(1, "recogniser")
        self._process: subprocess.Popen[str] | None = None
        self._closed = False
        self._starting = Lock()

    def load(self, prepare: Iterable[Phrases] = ()) -> Future[None]:
        """Begin to load, and have these wordings ready. The future fails with `RecogniserError` where that does."""
        wordings = list(prepare)

        def run() -> None:
            self._start()
            for phrases in wordings:
                self._ask({"do": "prepare", "phrases": phrases})

        return self._submit(run)

    def score(self, samples: Samples, phrases: Phrases, prompt: Prompt | None = None) -> Future[list[Score]]:
        """How likely each meaning is, as an answer to `prompt`.

        The future fails with `RecogniserError` where the recogniser is gone.
        """
        asked = {"text": prompt.text, "audio": _packed(prompt.samples)} if prompt is not None else None
        request = {"do": "score", "phrases": phrases, "audio": _packed(samples), "prompt": asked}

        def run() -> list[Score]:
            reply = self._ask(request)
            return [Score(*each) for each in reply["scores"]]

        return self._submit(run)

    def close(self) -> None:
        """End the process, whatever it does; again is harmless. What has been asked fails."""
        with self._starting:
            self._closed = True
            process = self._process
        if process is not None:
            process.kill()
            process.wait()
        self._talker.shutdown(wait=True, cancel_futures=True)
        for stream in (process.stdin, process.stdout) if process is not None else ():
            assert stream is not None
            with contextlib.suppress(OSError):  # what was still to be sent cannot be
                stream.close()

    def _submit(self, run: Callable[[], T]) -> "Future[T]":
        try:
            return self._talker.submit(run)
        except RuntimeError:
            closed: Future[T] = Future()
            closed.set_exception(RecogniserError("it has been closed"))
            return closed

    def _start(self) -> None:
        with self._starting:
            if self._closed:
                raise RecogniserError("it has been closed")
            try:
                self._process = subprocess.Popen(
                    self._command,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                    encoding="utf-8",
                    start_new_session=True,  # so that Ctrl-C reaches us alone
                )
            except OSError as error:
                raise RecogniserError(str(error)) from error
        self._reply()

    def _ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        process = self._process
        if process is None or process.stdin is None:
            raise RecogniserError("it is not running")
        try:
            process.stdin.write(json.dumps(request) + "\n")
            process.stdin.flush()
        except (OSError, ValueError) as error:
            raise RecogniserError("it has ended") from error
        return self._reply()

    def _reply(self) -> dict[str, Any]:
        process = self._process
        try:
            line = process.stdout.readline() if process is not None and process.stdout is not None else ""
        except (OSError, ValueError) as error:
            raise RecogniserError("it has ended") from error
        if not line:
            raise RecogniserError("it has ended")
        try:
            reply: dict[str, Any] = json.loads(line)
        except ValueError as error:  # it ended in the middle of a word
            raise RecogniserError("it has ended") from error
        if not reply["ok"]:
            raise RecogniserError(reply["detail"])
        return reply


def _packed(samples: Samples) -> str:
    return base64.b64encode(samples.tobytes()).decode()
