"""How well answers are understood: clips of many voices through the endpointer, a recogniser and the decision.

    .venv/bin/python -m benchmarks.hearing --half report

The corpus is made on the spot and is not kept, unless `--corpus` names a folder for it.
"""
