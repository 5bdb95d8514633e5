"""The process in which pyttsx3 runs: `python -P -m voicecoach.speech.worker FOLDER`.

`-P` keeps Python files of the current folder from being taken for modules; FOLDER is for temporary files.

A speech engine may hang, crash or print, and espeak carries state from one text into the next. So it
lives in a process of its own that can be killed, and where the system can fork, every request is served
by a fresh copy of that process: the same text gives the same samples whatever was said before it.

Requests and replies are JSON, one a line; a reply bears the "id" of its request:

    {"id": 1, "do": "speak", "text": "Retract.", "path": "/…/1.wav", "voice": "en-us+f3", "rate": 150, "volume": 0.7}
        ->  {"id": 1, "ok": true}
    {"id": 2, "do": "voices"}
        ->  {"id": 2, "ok": true, "voices": [{"id": …, "name": …, "language": …}, …]}

A request that fails is answered {"id": …, "ok": false, "error": KIND, "detail": TEXT}; KIND is "missing" (no
engine), "voice" (no such voice) or "failed".
"""

import contextlib
import ctypes
import json
import os
import signal
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any, TextIO

# espeak-ng holds its data path in 160 bytes, with the names of files behind it
LONGEST_DATA_PATH = 140


class RequestError(Exception):
    """What keeps a request from being carried out; `kind` is the word for it in the reply."""

    def __init__(self, kind: str, detail: str) -> None:
        super().__init__(detail)
        self.kind = kind


class Worker:
    """Serves requests with one engine, which the first of them starts."""

    def __init__(self, scratch: Path) -> None:
        self._engine: Any = None
        self._scratch = scratch

    def answer(self, request: dict[str, Any]) -> dict[str, Any]:
        """Carry out one request; never raises."""
        try:
            if request["do"] == "voices":
                return {"ok": True, "voices": self._voices()}
            self._start(request["voice"], request["rate"], request["volume"])
            self._speak(request["text"], request["path"])
        except Exception as error:  # drivers raise what they like, and the parent must hear of it
            return refusal(error)
        return {"ok": True}

    def _load(self) -> Any:
        """The engine, made on first use."""
        if self._engine is None:
            try:
                import pyttsx3

                self._engine = pyttsx3.init()
            except (ImportError, OSError, RuntimeError) as error:
                raise RequestError("missing", str(error)) from error
        return self._engine

    def _start(self, voice: str, rate: int, volume: float) -> None:
        """Have the engine ready with these settings."""
        if self._engine is not None:
            return
        driver = self._load().proxy._driver
        if voice:
            self._choose(driver, voice)
        driver.setProperty("rate", rate)
        driver.setProperty("volume", volume)
        if sys.platform == "linux":
            _settle()
        else:
            # a driver's first run may not wait for its end: let that be one that nobody needs
            with contextlib.suppress(Exception):
                self._speak("Ready.", str(self._scratch / "warm-up.wav"))

    def _choose(self, driver: Any, voice: str) -> None:
        """Set the voice, and make sure: drivers take unknown names in silence or fall back to another."""
        if sys.platform == "linux":
            try:
                driver.setProperty("voice", voice)
            except ValueError as error:
                raise RequestError("voice", voice) from error
            # espeak drops an unknown variant (en-us+nobody) without a word
            if "+" in voice and "+" not in str(driver.getProperty("voice")):
                raise RequestError("voice", voice)
            return
        known = {str(name).casefold(): each["id"] for each in self._voices() for name in (each["id"], each["name"])}
        if voice.casefold() not in known:
            raise RequestError("voice", voice)
        driver.setProperty("voice", known[voice.casefold()])

    def _voices(self) -> list[dict[str, str]]:
        listed = self._load().getProperty("voices")
        return [
            {"id": str(voice.id), "name": str(voice.name or voice.id), "language": language_of(voice.languages)}
            for voice in listed
        ]

    def _speak(self, text: str, path: str) -> None:
        engine = self._load()
        if sys.platform != "linux":
            engine.save_to_file(text, path)
            engine.runAndWait()
            return
        # With espeak, runAndWait does not wait: the call-back tells when the file has been closed.
        finished = threading.Event()
        engine.connect("finished-utterance", lambda **_: finished.set())
        engine.save_to_file(text, path)
        engine.runAndWait()
        finished.wait()


def language_of(languages: Sequence[str | bytes | None] | None) -> str:
    """The tag of a voice's language from what drivers give: "en_US" on macOS, "en-US" on Windows, once bytes."""
    first = (languages or [None])[0]
    tag = first.decode("ascii", "ignore") if isinstance(first, bytes) else first or ""
    tag = tag.lstrip("\x01\x02\x03\x04\x05").replace("_", "-")  # espeak puts how much it likes the voice ahead
    return tag if " " not in tag else ""  # such as "Unknown Locale: 3072"


def _settle() -> None:
    """Wait until espeak has nothing in hand.

    It applies settings in a thread of its own, and pyttsx3 cancels whatever is in hand when it begins
    to speak: settings made just before a text would now and then be lost.
    """
    from pyttsx3.drivers import _espeak

    _espeak.Synchronize()
    while _espeak.IsPlaying():
        time.sleep(0.001)


def private_stdout() -> TextIO:
    """The stream for replies; whatever else prints to stdout goes to stderr from now on."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    return replies


def _find_espeak(scratch: Path) -> None:
    """Let pyttsx3 find the espeak-ng of the wheel; without the wheel it looks for the system's."""
    try:
        import espeakng_loader
    except ImportError:
        return
    data = espeakng_loader.get_data_path()
    if len(os.fsencode(data)) > LONGEST_DATA_PATH:
        link = scratch / "data"
        link.symlink_to(data, target_is_directory=True)
        data = str(link)
    os.environ["ESPEAK_DATA_PATH"] = data  # before the library loads, or it ends the process
    ctypes.CDLL(espeakng_loader.get_library_path())  # found again by its name when pyttsx3 asks for it


def refusal(error: Exception) -> dict[str, Any]:
    """The answer to a request that ended with an error."""
    if isinstance(error, RequestError):
        return {"ok": False, "error": error.kind, "detail": str(error)}
    return {"ok": False, "error": "failed", "detail": in_short(error)}


def in_short(error: Exception) -> str:
    """One line for an error of a library's."""
    return " ".join(f"{type(error).__name__}: {error}".split())[:300]


def reply(replies: TextIO, request: dict[str, Any], answer: dict[str, Any]) -> None:
    """Send the answer to a request."""
    replies.write(json.dumps({"id": request["id"], **answer}) + "\n")
    replies.flush()


def _serve(worker: Worker, request: dict[str, Any], replies: TextIO) -> None:
    reply(replies, request, worker.answer(request))


def _serve_apart(worker: Worker, request: dict[str, Any], replies: TextIO) -> None:
    """Serve in a copy of this process. espeak's threads would not survive a fork, so the copy starts the engine."""
    child = os.fork()
    if child == 0:
        try:
            _serve(worker, request, replies)
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    if status:
        detail = f"it ended with {os.waitstatus_to_exitcode(status)}"
        reply(replies, request, {"ok": False, "error": "failed", "detail": detail})


def main() -> None:
    """Serve requests until stdin ends."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's affair
    replies = private_stdout()
    scratch = Path(sys.argv[1])
    serve = _serve
    # macOS can fork, but its frameworks do not survive it; there and on Windows one process serves all
    if sys.platform == "linux":
        serve = _serve_apart
        with contextlib.suppress(ImportError, OSError, RuntimeError):  # the first request will tell of it
            _find_espeak(scratch)
            import pyttsx3.drivers.espeak  # noqa: F401  # once here, not once a copy: it takes longer than to speak
    worker = Worker(scratch)
    for line in sys.stdin:
        serve(worker, json.loads(line), replies)


if __name__ == "__main__":
    main()
