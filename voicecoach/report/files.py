"""A report as a file, by its suffix."""

from collections.abc import Callable, Mapping

from voicecoach.report.models import Report


def _page(report: Report) -> bytes:
    from voicecoach.report.page import page

    return page(report).encode()


def _picture(report: Report) -> bytes:
    from voicecoach.report.picture import png

    return png(report)


FORMS: Mapping[str, Callable[[Report], bytes]] = {".html": _page, ".png": _picture}
"""How each is made. What draws is imported only then; each raises `VoicecoachError` where that is not installed."""
