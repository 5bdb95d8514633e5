"""The chart of pain as a picture, drawn by matplotlib: SVG for the page, PNG for itself."""

import contextlib
import io
import logging
import os
import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal

from voicecoach.language.excerpt import printable
from voicecoach.report import pain, words
from voicecoach.report.axis import axis_of
from voicecoach.report.models import Report, Section
from voicecoach.report.pain import Point
from voicecoach.status import VoicecoachError

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

CURE = 'pip install "voicecoach[report]"'

_DPI = 160
_HEIGHT = 3.4  # inches, of one chart in a PNG
_WIDTH = 8.0
_PHONE = 5.0  # inches up to which the legend takes two lines
_DATES = 1.2  # on the axis, in an inch
_CROWDED, _SMALLER = 80, 0.6  # points, from which on they are drawn smaller
_UNANSWERED = -0.8  # on the scale of pain, under its end

# colours that people tell apart who do not see red or green (Okabe and Ito); the shapes differ as well
_LOOKS: Mapping[Literal["before", "after"], dict[str, Any]] = {
    "before": {
        "color": "#0072B2",
        "marker": "o",
        "markerfacecolor": "white",
        "markersize": 6.5,
        "linestyle": (0, (4, 2)),
    },
    "after": {"color": "#B34700", "marker": "D", "markersize": 4.0, "linestyle": "-"},
}
_SETTINGS = {
    "font.family": "sans-serif",
    "font.size": 10,
    "svg.fonttype": "none",
    "svg.hashsalt": "voicecoach",  # the same journal gives the same bytes
}


def png(report: Report) -> bytes:
    """The charts of all sections, one under the other. Raises `VoicecoachError` where matplotlib is not installed."""
    with _matplotlib():
        from matplotlib.backends.backend_agg import FigureCanvasAgg
        from matplotlib.figure import Figure

        count = len(report.sections)
        figure = Figure(figsize=(_WIDTH, _HEIGHT * count), dpi=_DPI, layout="constrained")
        for section, axes in zip(report.sections, figure.subplots(count, squeeze=False)[:, 0], strict=True):
            _draw(section, axes, _WIDTH)
            axes.set_title(_title(section), loc="left", fontsize=11, pad=26, parse_math=False)
        FigureCanvasAgg(figure)
        return _saved(figure, "png")


def svg(section: Section, width: float, height: float, name: str) -> str:
    """The chart of a section, in inches, to stand in a page. `name` begins all its ids, so that none is there twice.

    Raises `VoicecoachError` where matplotlib is not installed.
    """
    with _matplotlib():
        from matplotlib.backends.backend_svg import FigureCanvasSVG
        from matplotlib.figure import Figure

        figure = Figure(figsize=(width, height), layout="constrained")
        _draw(section, figure.subplots(), width)
        FigureCanvasSVG(figure)
        drawn = _saved(figure, "svg").decode()
    inside = drawn[drawn.index("<svg") :]  # without the head of a file of its own
    return re.sub(r'(\bid="|url\(#|href="#)', rf"\g<1>{name}-", inside)


@contextlib.contextmanager
def _matplotlib() -> Iterator[None]:
    """The library with its own settings, whatever the user's are, and silent: it tells of its fonts and its folder."""
    os.environ["MPLBACKEND"] = "agg"  # not the windows with which its user works elsewhere
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    try:
        import matplotlib.style
    except ImportError:
        raise VoicecoachError("Pictures are drawn by matplotlib, which is not installed.", cure=CURE) from None
    with warnings.catch_warnings(), matplotlib.style.context(["default", _SETTINGS]):
        warnings.filterwarnings("ignore", "Glyph .* missing")  # a title in letters that its font has not
        yield


def _saved(figure: "Figure", form: str) -> bytes:
    file = io.BytesIO()
    nothing: Mapping[str, None] = dict.fromkeys(
        ("Date", "Creator", "Format", "Type") if form == "svg" else ("Software",)
    )
    figure.savefig(file, format=form, metadata=dict(nothing))
    return file.getvalue()


def _draw(section: Section, axes: "Axes", width: float) -> None:
    found = pain.points(section)
    _draw_points(found, axes, weekly=pain.is_weekly(section))
    _mark_stops(section, axes)
    axis = axis_of(section, int(width * _DATES))
    _set_axes(axes, axis.first, axis.last + 1, axis.ticks)
    if axes.get_legend_handles_labels()[0]:
        columns = 4 if width > _PHONE else 2
        axes.legend(loc="lower left", bbox_to_anchor=(0, 1), ncols=columns, frameon=False, borderaxespad=0.2)
    if not pain.is_told(section):
        axes.text(0.5, 0.5, words.NO_PAIN, transform=axes.transAxes, ha="center", va="center")


def _draw_points(found: Sequence[Point], axes: "Axes", *, weekly: bool) -> None:
    both = [(each.at, each.before, each.after) for each in found if each.before is not None and each.after is not None]
    if both:
        axes.vlines(*zip(*both, strict=True), color="#999999", linewidth=1, zorder=1)
    for phase, look in _LOOKS.items():
        size = look["markersize"] * (_SMALLER if len(found) > _CROWDED else 1)
        for number, piece in enumerate(pain.lines(found, phase, weekly=weekly)):
            label = "" if number else phase  # one entry in the legend for all pieces of a line
            axes.plot(*zip(*piece, strict=True), linewidth=1.1, label=label, **{**look, "markersize": size})
    unanswered = [each.at for each in found if each.before is None or each.after is None]
    if unanswered:
        places = [_UNANSWERED] * len(unanswered)
        axes.plot(unanswered, places, color="#555555", linestyle="", marker="$?$", label="not answered")


def _mark_stops(section: Section, axes: "Axes") -> None:
    """Days on which the rule said to stop: hatched, so that they are no mere gap."""
    look: dict[str, Any] = {"facecolor": "#f3f3f3", "edgecolor": "#bbbbbb", "hatch": "///", "linewidth": 0, "zorder": 0}
    for number, days in enumerate(filter(None, section.stopped)):
        axes.axvspan(days.start, days.stop, label="" if number else "stopped by the rule", **look)


def _set_axes(axes: "Axes", first: int, last: int, ticks: Sequence[tuple[int, str]]) -> None:
    axes.set_xlim(first, last)
    axes.set_ylim(-1.4, 10.5)
    axes.set_xticks([day for day, _ in ticks], [name for _, name in ticks])
    axes.set_yticks(range(0, 11, 2))
    axes.set_yticks(range(11), minor=True)
    axes.set_ylabel("pain, 0 to 10")
    axes.grid(axis="y", color="#dddddd", linewidth=0.6)
    axes.set_axisbelow(True)
    axes.spines[["top", "right"]].set_visible(False)


def _title(section: Section) -> str:
    title = printable(section.title)
    title = title if len(title) <= 70 else f"{title[:69]}…"
    return f"{title}\n{words.dates_in_words(section)}, {words.points_in_words(section)}"
