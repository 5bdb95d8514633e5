"""The judgements of many sessions, as text."""

from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from tests.robot.judgement import Judgement, Row

HEADS = ("session", "voice", "question", "meant", "said", "heard", "sure", "confirmed", "stored", "")
WIDTHS = (7, 34, 16, 7, 44, 24, 4, 9, 7, 10)


def table(judgements: Sequence[Judgement]) -> str:
    """A line a question, then the totals."""
    rows = [row for each in judgements for row in each.rows]
    return "\n".join([_line(HEADS), *(_line(_cells(row)) for row in rows), "", *totals(judgements)])


def totals(judgements: Sequence[Judgement]) -> list[str]:
    """The totals, what went wrong, and how long the coach took."""
    verdicts = Counter[str](row.verdict for each in judgements for row in each.rows)
    confirmed = Counter(row.confirmed for each in judgements for row in each.rows if row.stored is not None)
    unknown = sum(each.unknown for each in judgements)
    return [
        f"{len(judgements)} sessions, {verdicts.total()} questions: " + _counted(verdicts),
        f"confirmed: {_counted(confirmed)}; sounds of the coach that were not recognised: {unknown}",
        *(f"problem in session {each.session}: {problem}" for each in judgements for problem in each.problems),
        "from the end of what was said to the reaction, in s:",
        f"  heard  {_distribution([heard for each in judgements for heard, _ in each.delays])}",
        f"  seen   {_distribution([seen for each in judgements for _, seen in each.delays])}",
    ]


def _cells(row: Row) -> tuple[str, ...]:
    verdict = "" if row.verdict == "right" else row.verdict.upper()
    cells = (row.session, row.voice, row.question, row.meant, row.said, row.heard, row.sure, row.confirmed, row.stored)
    return (*("-" if cell is None else str(cell) for cell in cells), verdict)


def _line(cells: Iterable[str]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()


def _counted(counter: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in counter.most_common()) or "none"


def _distribution(delays: Sequence[float]) -> str:
    if not delays:
        return "none"
    parts = zip(("least", "median", "90 %", "95 %", "most"), np.percentile(delays, (0, 50, 90, 95, 100)), strict=True)
    return ", ".join(f"{name} {value:.2f}" for name, value in parts) + f" ({len(delays)})"
