"""`--since`: which days."""

from datetime import date

import pytest

from voicecoach.report.period import period_of
from voicecoach.status import VoicecoachError

TODAY = date(2026, 9, 6)


@pytest.mark.parametrize(
    ("since", "first", "words"),
    [
        ("1d", date(2026, 9, 6), "the last day"),
        ("30d", date(2026, 8, 8), "the last 30 days"),
        ("12w", date(2026, 6, 15), "the last 12 weeks"),
        ("2026-09-06", TODAY, "the time since 2026-09-06"),
        ("2024-02-29", date(2024, 2, 29), "the time since 2024-02-29"),
        ("all", None, "the whole journal"),
    ],
)
def test_a_period_ends_today(since: str, first: date | None, words: str) -> None:
    period = period_of(since, TODAY)
    assert (period.first, period.words) == (first, words)


@pytest.mark.parametrize(
    "since", ["", "0d", "6m", "d", "-3d", "99999d", "2026-13-01", "20260901", "2026-W10", "\x1b[m"]
)
def test_what_is_none_is_refused(since: str) -> None:
    with pytest.raises(VoicecoachError, match="is not allowed") as caught:
        period_of(since, TODAY)
    assert "\x1b" not in caught.value.message


def test_a_day_that_is_still_to_come_is_refused() -> None:
    with pytest.raises(VoicecoachError, match="--since 2026-09-07 is still to come"):
        period_of("2026-09-07", TODAY)
