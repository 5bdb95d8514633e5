"""The chart of pain in letters: "o" before, "x" after, "*" where both fall together, "?" what was not answered."""

from collections.abc import Iterable, Sequence

from voicecoach.report.axis import Axis
from voicecoach.report.pain import Point

BEFORE, AFTER, BOTH, BETWEEN, UNANSWERED = "o", "x", "*", ":", "?"

_SCALE = range(11)
_LABELS = 3  # columns beside the canvas
_ROWS_AROUND = 2  # the axis and its dates, under the canvas
_EACH_DATE = 12  # columns

Cell = tuple[int, int]
"""A column, and a point on the scale; -1 lies under it."""


def chart(points: Sequence[Point], axis: Axis, width: int) -> list[str]:
    """The lines of a chart, `width` columns wide. Each answer stands in its own place; nothing is drawn in between."""
    import plotext

    columns = width - _LABELS

    def column(at: float) -> int:
        return min(columns - 1, int((at - axis.first) / (axis.last + 1 - axis.first) * columns))

    before = {(column(point.at), round(point.before)) for point in points if point.before is not None}
    after = {(column(point.at), round(point.after)) for point in points if point.after is not None}
    between = {
        (column(point.at), pain)
        for point in points
        if point.before is not None and point.after is not None
        for pain in range(*sorted((round(point.before), round(point.after))))
    }
    unanswered = {(column(point.at), -1) for point in points if point.before is None or point.after is None}

    figure = plotext.figure
    figure.clear()
    plotext.terminal.limit(False, False)
    figure.plot_size(width, len(_SCALE) + 1 + _ROWS_AROUND)
    figure.theme("colorless")
    figure.axes(False, axis="x", side="upper")
    figure.axes(False, axis="y", side="right")
    figure.ruler("x").lim(0, columns - 1).ticks(
        [column(day) for day, _ in axis.ticks], [name for _, name in axis.ticks]
    )
    figure.ruler("y").lim(-1, _SCALE[-1]).ticks(list(_SCALE), [str(pain) for pain in _SCALE])
    for cells, marker in (
        (between - before - after, BETWEEN),
        (before - after, BEFORE),
        (after - before, AFTER),
        (before & after, BOTH),
        (unanswered, UNANSWERED),
    ):
        if cells:
            figure.draw(figure.signal(*_apart(cells), marker=marker))
    return [line.rstrip() for line in figure.build().string(colorless=True).rstrip("\n").split("\n")]


def most_dates(width: int) -> int:
    """How many dates there is room for."""
    return width // _EACH_DATE


def _apart(cells: Iterable[Cell]) -> tuple[list[int], list[int]]:
    ordered = sorted(cells)
    return [x for x, _ in ordered], [y for _, y in ordered]
