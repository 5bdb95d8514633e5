"""Moments: aware datetimes in whole milliseconds that keep the offset of the place where they were."""

from datetime import datetime, timedelta, timezone

_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - the offset is kept beside the number
_MS = timedelta(milliseconds=1)


def to_numbers(moment: datetime) -> tuple[int, int]:
    """Milliseconds since 1970 in UTC, rounded down, and the offset in seconds. A naive moment is a ValueError."""
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError(f"{moment} has no offset from UTC")
    # from the wall clock, not through UTC, in which the first and the last day of all would not fit
    return (moment.replace(tzinfo=None) - _EPOCH - offset) // _MS, offset // timedelta(seconds=1)


def from_numbers(ms: int, offset: int) -> datetime:
    """The moment of these numbers. Raises ValueError or OverflowError where there is none."""
    wall = _EPOCH + timedelta(milliseconds=ms, seconds=offset)
    return wall.replace(tzinfo=timezone(timedelta(seconds=offset)))
