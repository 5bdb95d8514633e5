"""onnxruntime, which runs the natural voice and the recogniser, and is to keep what it sees to itself.

Its builds of 1.29 and later number the computer, note which models run, and send that to Microsoft unless they are told
not to (its docs/Privacy.md). Each process that needs it gets it from here, and before any library that loads it.
"""

import os
from typing import Any


def load_onnxruntime() -> Any:
    """The library, forbidden to tell anybody. Raises ImportError."""
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # read once, as it is loaded: then it numbers, notes and sends nothing
    import onnxruntime

    onnxruntime.disable_telemetry_events()  # for Windows, where the variable means nothing
    return onnxruntime
