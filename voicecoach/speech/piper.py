"""Piper, a neural voice, behind the same guard as the system's: it runs in a process of its own, on all cores."""

import os
import sys
from collections.abc import Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cached_property
from pathlib import Path
from threading import Lock

import numpy as np

from voicecoach import defaults
from voicecoach.speech.engine import EngineError, Recording, no_sound_of
from voicecoach.speech.fingerprint import fingerprint
from voicecoach.speech.installed import version_of
from voicecoach.speech.loudness import REFERENCE
from voicecoach.speech.piper_voice import PiperVoice
from voicecoach.speech.polish import SAMPLE_RATE, resample, trim
from voicecoach.speech.process import EngineProcess, RefusedError
from voicecoach.status import Status

LIMIT = 120.0
"""Seconds for one answer: to load takes a second, ten seconds of speech one more; on a small board, tenfold."""

MOST = 8
"""Texts at once, whatever the number of cores: each takes some memory."""

PASSAGE = 9.0
"""Seconds for which the system's voice on Linux speaks the reference passage, at the default rate."""

ROUNDED = 0.23
"""The part of the length of speech that no scale changes, because each sound is rounded up to a whole frame."""

LEAST = 0.3
"""A length scale at which nobody understands a word any more: of none is made less."""

_CURE = "Speak with another: --voice system. Or install it again: pip install --force-reinstall piper-tts onnxruntime"


class PiperEngine:
    """A voice of Piper's; `rate` is in words a minute, and `memory` a folder where checksums may be kept.

    The same text always gives the same samples: there is no chance in them, and no thread of the model's shares its
    work with another.
    """

    def __init__(
        self,
        voice: PiperVoice,
        rate: int,
        memory: Path,
        *,
        command: tuple[str, ...] = (sys.executable, "-P", "-m", "voicecoach.speech.piper_worker"),
        limit: float = LIMIT,
    ) -> None:
        self.voice = voice
        self.rate = rate
        self._memory = memory
        self._process = EngineProcess((*command, str(voice.model), str(self.at_once)), limit, _CURE)
        self._found: Future[float] | None = None
        self._finding = Lock()

    @cached_property
    def identity(self) -> Mapping[str, str]:
        """All that changes the sound, read without starting the engine. Raises `VoicecoachError`."""
        return {
            "engine": "piper",
            "version": version_of("piper", "piper_tts"),
            "av": version_of("av"),  # it resamples and limits
            "native": f"onnxruntime {version_of('onnxruntime')}",
            "voice": self.voice.name,
            "model": fingerprint(self.voice.files, self._memory),
            "rate": str(self.rate),
            "pace": f"{PASSAGE} {ROUNDED}",
            "noise": "0",
        }

    @property
    def language(self) -> str:
        """As the voice's own file tells."""
        return self.voice.language

    @property
    def at_once(self) -> int:
        """As many texts as there are cores for this process."""
        cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
        return min(cores, MOST)

    def synthesize(self, text: str) -> Recording:
        """Speak `text` into samples. Raises `EngineError`."""
        return self._speak(text, self._scale())

    def close(self) -> None:
        """End the worker; again is harmless."""
        self._process.close()

    def _scale(self) -> float:
        """The scale, which the first thread to ask finds for all; where it cannot, those that wait do not try again."""
        with self._finding:
            first = self._found is None
            found = self._found = self._found or Future()
        if first:
            try:
                found.set_result(self._find_scale())
            except BaseException as error:
                self._found = None
                found.set_exception(error)
        return found.result()

    def _find_scale(self) -> float:
        """The model's length scale for the rate, from how long the passage takes it: once to guess, once to correct.

        So a rate means the same with every voice, but for languages whose words are longer or shorter than English.
        """
        wanted = PASSAGE * defaults.RATE / self.rate
        own = self._passage(1.0)
        guess = max((wanted / own - ROUNDED) / (1 - ROUNDED), LEAST)
        corrected = guess + (wanted - self._passage(guess)) / (own * (1 - ROUNDED))
        return round(max(corrected, LEAST), 3)

    def _passage(self, scale: float) -> float:
        """Seconds for which the passage is spoken at a length scale, without the silences around each text."""
        with ThreadPoolExecutor(self.at_once) as threads:
            clips = list(threads.map(lambda text: trim(resample(self._speak(text, scale))), REFERENCE))
        return sum(len(clip) for clip in clips) / SAMPLE_RATE

    def _speak(self, text: str, scale: float) -> Recording:
        with self._process.file(".npy") as path:
            try:
                answer = self._process.ask({"text": text, "scale": scale, "path": str(path)})
                samples = np.load(path)
            except RefusedError as refused:
                if refused.kind != "model":
                    raise
                raise EngineError(
                    f"The voice {self.voice.model} cannot be loaded: {refused.detail}.",
                    cure="It is damaged, or no voice of Piper's. Download its two files again.",
                    status=Status.WRONG_USE,
                ) from refused
            except (OSError, ValueError, EOFError) as error:
                raise no_sound_of(text, str(error), _CURE) from error
        if len(samples) < answer["rate"] // 50 or not samples.any():
            raise no_sound_of(text, f"{len(samples)} samples", _CURE)
        return Recording(samples, answer["rate"])
