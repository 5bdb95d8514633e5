"""Hearing: from a microphone to one of the answers that a question allows, or to "not understood".

Sound goes microphone -> endpointer -> recogniser -> decision. All of it is mono, int16, at `SAMPLE_RATE`, and none
of it is ever kept. Nothing here knows of sessions or of the journal.
"""

import numpy as np
import numpy.typing as npt

SAMPLE_RATE = 16_000
"""Samples a second of everything that is heard: what the recognisers were trained on."""

FRAME = SAMPLE_RATE // 50
"""Samples of 20 ms, the step in which the level is followed."""

Samples = npt.NDArray[np.int16]
