"""The process of a speech engine: asked by JSON lines, with a limit on every answer, and killed when it is late."""

import contextlib
import json
import os
import queue
import signal
import subprocess
import tempfile
import threading
from collections.abc import Iterator, Mapping
from itertools import count
from pathlib import Path
from typing import Any

from voicecoach.speech.engine import EngineError

Replies = queue.SimpleQueue[dict[str, Any] | None]


class RefusedError(EngineError):
    """The worker's answer is that it cannot; `kind` is its word for the reason, `detail` what it has to say of it."""

    def __init__(self, kind: str, detail: str, cure: str) -> None:
        what = f"cannot be loaded ({detail})" if kind == "missing" else f"failed: {detail}"
        super().__init__(f"The speech engine {what}.", cure=cure)
        self.kind = kind
        self.detail = detail


class EngineProcess:
    """A worker that is started by the first request and may be asked by several threads at once.

    `command` gets a folder for files as its last argument, `limit` is in seconds, and `cure` is what helps where
    the worker cannot, hangs or ends. A request bears a number under "id", and so does its reply: they may overtake each
    other.
    """

    def __init__(self, command: tuple[str, ...], limit: float, cure: str) -> None:
        self._command = command
        self._limit = limit
        self._cure = cure
        self._worker: _Worker | None = None
        self._folder: tempfile.TemporaryDirectory[str] | None = None
        self._lock = threading.Lock()
        self._numbers = count(1)

    def ask(self, request: Mapping[str, Any]) -> dict[str, Any]:
        """The reply to a request. Raises `RefusedError` where the worker cannot, `EngineError` where none comes."""
        with self._lock:
            worker = self._worker = self._worker or _Worker(self._command, self._scratch())
        try:
            reply = worker.ask({**request, "id": next(self._numbers)}, self._limit)
        except queue.Empty:
            self.close()
            message = f"The speech engine gave no answer within {self._limit:g} seconds."
            raise EngineError(message, cure=self._cure) from None
        if reply is None:
            self.close()
            raise EngineError("The speech engine ended unexpectedly.", cure=self._cure)
        if not reply["ok"]:
            raise RefusedError(reply["error"], reply["detail"], self._cure)
        return reply

    @contextlib.contextmanager
    def file(self, suffix: str) -> Iterator[Path]:
        """A path at which the worker may write, removed with the block."""
        with self._lock:
            path = self._scratch() / f"{next(self._numbers)}{suffix}"
        try:
            yield path
        finally:
            path.unlink(missing_ok=True)

    def close(self) -> None:
        """End the worker; again is harmless."""
        with self._lock:
            worker, self._worker = self._worker, None
            folder, self._folder = self._folder, None
        if worker is not None:
            worker.end()
        if folder is not None:
            folder.cleanup()

    def _scratch(self) -> Path:
        """The folder for the worker's files, removed by `close`: the worker is killed and cannot tidy up."""
        if self._folder is None:
            self._folder = tempfile.TemporaryDirectory(prefix="voicecoach-")
        return Path(self._folder.name)


class _Worker:
    """The process itself, and a thread that hands out its replies, for pipes have no time limit everywhere."""

    def __init__(self, command: tuple[str, ...], scratch: Path) -> None:
        self._waiting: dict[int, Replies] = {}
        self._lock = threading.Lock()
        self._ended = False
        self._process = subprocess.Popen(
            (*command, str(scratch)),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            encoding="utf-8",
            start_new_session=True,  # so that Ctrl-C reaches us alone, and its copies can be killed with it
        )
        threading.Thread(target=self._hand_out, daemon=True).start()

    def ask(self, request: Mapping[str, Any], limit: float) -> dict[str, Any] | None:
        """The reply, None where the process ends without one. Raises `queue.Empty` after `limit` seconds."""
        replies: Replies = queue.SimpleQueue()
        with self._lock:
            if self._ended:
                return None
            self._waiting[request["id"]] = replies
            assert self._process.stdin is not None
            try:
                self._process.stdin.write(json.dumps(request) + "\n")
                self._process.stdin.flush()
            except (OSError, ValueError):  # its end of the pipe is closed, or ours
                return None
        return replies.get(timeout=limit)

    def end(self) -> None:
        """Kill the process and its copies."""
        if hasattr(os, "killpg"):
            with contextlib.suppress(ProcessLookupError, PermissionError):  # macOS forbids it to a zombie
                os.killpg(self._process.pid, signal.SIGKILL)
        self._process.kill()
        self._process.wait()
        assert self._process.stdin is not None
        with contextlib.suppress(OSError):
            self._process.stdin.close()

    def _hand_out(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout:
            for line in self._process.stdout:
                reply: dict[str, Any] = json.loads(line)
                with self._lock:
                    waiting = self._waiting.pop(reply["id"], None)
                if waiting is not None:
                    waiting.put(reply)
        with self._lock:
            self._ended = True
            for waiting in self._waiting.values():
                waiting.put(None)
