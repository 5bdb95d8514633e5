"""The recognisers there are: what each needs, and how far its word can be trusted."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Protocol

from voicecoach.hearing import Samples
from voicecoach.hearing.decision import Score, Thresholds
from voicecoach.hearing.prompt import Prompt
from voicecoach.status import Status, VoicecoachError

Phrases = Mapping[str, Sequence[str]]
"""The wordings of each meaning."""


class Model(Protocol):
    """A recogniser, loaded."""

    def prepare(self, phrases: Phrases) -> None:
        """Have what these wordings need ready, so that the first answer does not wait for it."""

    def score(self, samples: Samples, phrases: Phrases, prompt: Prompt | None = None) -> list[Score]:
        """How likely each meaning is, of those that are likely at all, as an answer to `prompt`."""


@dataclass(frozen=True, slots=True)
class Backend:
    """One recogniser: the extra that brings it, the modules of that extra, and its thresholds."""

    name: str
    extra: str
    modules: tuple[str, ...]
    thresholds: Thresholds

    @property
    def installed(self) -> bool:
        """Whether its modules are there, and the model with them; none is imported for that."""
        return all(find_spec(module) for module in self.modules) and (self.name != "moonshine" or bool(model_folder()))


BACKENDS = (
    Backend(
        "moonshine",
        "hear",
        ("moonshine_voice", "onnxruntime"),
        Thresholds(
            accept={"number": 0.03, "yesno": 0.35, "compare": 0.07, "choice": 0.02, "command": 0.02},
            certain={"number": 0.15, "yesno": 0.4, "compare": 0.1, "choice": 0.15, "command": 0.1},
            per_word={"number": 2.0, "yesno": 2.0, "compare": 2.0, "choice": 0.0, "command": 0.0},
            perhaps=0.001,
        ),
    ),
    Backend(
        "pocketsphinx",
        "hear-small",
        ("pocketsphinx",),
        # it is wrong too often to be certain of anything: whatever it hears is asked back
        Thresholds(
            accept=dict.fromkeys(("number", "yesno", "compare", "choice", "command"), 0.5),
            certain=dict.fromkeys(("number", "yesno", "compare", "choice", "command"), math.inf),
            per_word=dict.fromkeys(("number", "yesno", "compare", "choice", "command"), 0.0),
            perhaps=0.25,
        ),
    ),
)
"""The best first."""


def installed_backend() -> Backend | None:
    """The best recogniser that is installed, None where none is."""
    return next((backend for backend in BACKENDS if backend.installed), None)


def no_recogniser() -> VoicecoachError:
    """What keeps spoken answers from being understood where they are insisted on."""
    return VoicecoachError(
        "Nothing is installed that could understand spoken answers.",
        cure='pip install "voicecoach[hear]", or, where that has no build: pip install "voicecoach[hear-small]"',
        status=Status.NO_SOUND,
    )


def model_folder() -> Path | None:
    """Where the model's files are, if the wheel that carries them is installed. It is not imported."""
    found = find_spec("moonshine_voice")
    if found is None or not found.submodule_search_locations:
        return None
    folder = Path(found.submodule_search_locations[0]) / "assets" / "tiny-en"
    return folder if folder.is_dir() else None


def load(name: str) -> Model:
    """The model of a backend. Raises ImportError, OSError or ValueError where it is not there or is damaged."""
    if name == "moonshine":
        from voicecoach.hearing.moonshine import Moonshine

        folder = model_folder()
        if folder is None:
            raise FileNotFoundError("the wheel moonshine-voice 0.1.0 with its files")
        return Moonshine(folder)
    from voicecoach.hearing.sphinx import Sphinx

    return Sphinx()
