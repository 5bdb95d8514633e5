"""Whether an exported file says each cue when its cue sheet says so, as `tests/cues.py` hears it.

.venv/bin/python -m benchmarks.cues                                 # the routines that ship, the default voice
.venv/bin/python -m benchmarks.cues neck-rotation -- --voice NAME   # one; after the dashes, options of `export`
"""

import sys
import tempfile
from pathlib import Path

import numpy as np

from tests.cues import AIM, examine


def main() -> None:
    """Print the share of cues that were found, by routine, and which were not."""
    chosen, _, options = (" ".join(sys.argv[1:])).partition("-- ")
    scripts = Path(__file__).parents[1] / "scripts"
    routines = chosen.split() or sorted(path.stem for path in scripts.glob("*.routine"))
    total = found = 0
    for routine in routines:
        with tempfile.TemporaryDirectory() as folder:
            heard = examine(routine, options.split(), Path(folder))
        right = [each for each in heard if each.found]
        late = np.percentile([each.late for each in right], [5, 50, 95]).round().astype(int).tolist() if right else []
        print(f"{routine:<30} {len(right):>4} of {len(heard):<4} {len(right) / len(heard):7.1%}   late by {late} ms")
        for text, words, off in sorted({(e.cue.text, e.words, e.late) for e in heard if not e.found}):
            print(f"    “{text}”: “{words}”, {off:+} ms")
        total, found = total + len(heard), found + len(right)
    print(f"{'all':<30} {found:>4} of {total:<4} {found / total:7.1%}   aim: {AIM:.0%}")


if __name__ == "__main__":
    main()
