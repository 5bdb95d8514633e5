"""Numbers, ranges and durations: how they are written, their limits, and what was probably meant."""

import re

from voicecoach.language.models import Span

LONGEST = 4 * 60 * 60 * 1000
"""The longest duration, in ms."""

LARGEST = 999_999
"""The largest number: the last one that can be spoken."""

DURATION = "a duration, such as 3s, 2.5s or 1m30s"

DASH = "[-‐‑‒–—−]"  # noqa: RUF001
"""A regular expression for the hyphen and for the dashes that editors put in its place."""

_NUMBER = re.compile(r"(\d+)(?:-(\d+))?", re.ASCII)
_DASHED = re.compile(rf"(\d+) *{DASH} *(\d+)", re.ASCII)
_DURATION = re.compile(r"(?=\d)(?:(\d+)h)?(?:(\d+)m)?(?:(\d+)(?:\.(\d+))?s)?", re.ASCII)
_NEARLY = re.compile(r"(\d{0,5})(?:[.,](\d{1,3}))? ?([a-z]*)", re.ASCII | re.IGNORECASE)

_UNITS = {
    "": 1000,
    **dict.fromkeys(("s", "sec", "secs", "second", "seconds"), 1000),
    **dict.fromkeys(("m", "min", "mins", "minute", "minutes"), 60_000),
    **dict.fromkeys(("h", "hr", "hrs", "hour", "hours"), 3_600_000),
}


class MeasureError(ValueError):
    """A number or duration that is written rightly but cannot be meant."""

    def __init__(self, message: str, expected: str = "", suggestion: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.expected = expected
        self.suggestion = suggestion


def read_number(written: str) -> Span | None:
    """`10` or `10-15`; None where it is neither.

    Raises `MeasureError` where a number is too large, the high end comes first, or a dash stands for the hyphen.
    """
    match = _NUMBER.fullmatch(written)
    if not match:
        if dashed := _DASHED.fullmatch(written):
            raise MeasureError("a range has a plain hyphen and no blanks", suggestion=f"{dashed[1]}-{dashed[2]}")
        return None
    low = _whole(match[1])
    high = low if match[2] is None else _whole(match[2])
    if max(low, high) > LARGEST:
        raise MeasureError("the number is too large", expected=f"at most {LARGEST}")
    if low > high:
        raise MeasureError("the low end of a range comes first", suggestion=f"{high}-{low}")
    return Span(low, high)


def read_duration(written: str) -> int | None:
    """The duration in ms; None where it is not written as one.

    Raises `MeasureError` where it is zero, finer than 1 ms, over 4 h, or has more than 59 of a smaller unit.
    """
    match = _DURATION.fullmatch(written)
    if not match:
        return None
    hours, minutes, seconds = (_whole(digits or "0") for digits in match.group(1, 2, 3))
    fraction = (match[4] or "").rstrip("0")
    ms = hours * 3_600_000 + minutes * 60_000 + seconds * 1000 + int(fraction[:3].ljust(3, "0"))
    if ms > LONGEST:
        raise MeasureError("the duration is too long", expected="at most 4h")
    if len(fraction) > 3:
        raise MeasureError("the duration is finer than 1 ms", expected="at most three digits after the point")
    if ms == 0:
        raise MeasureError("a duration of zero", expected="a duration of 0.001s or more")
    if (match[1] and minutes > 59) or ((match[1] or match[2]) and seconds > 59):
        raise MeasureError("over 59 of the smaller unit", suggestion=format_duration(ms))
    return ms


def format_duration(ms: int) -> str:
    """A duration as it is written in a routine: `format_duration(90_500)` is "1m30.5s"."""
    minutes, rest = divmod(ms, 60_000)
    hours, minutes = divmod(minutes, 60)
    seconds = f"{rest / 1000:.3f}".rstrip("0").rstrip(".")
    return "".join(f"{n}{unit}" for n, unit in ((hours, "h"), (minutes, "m"), (seconds, "s")) if n not in (0, "0"))


def guess_duration(written: str) -> str:
    """The duration that `3`, `3sec`, `2,5s` or `1.5m` stands for, or "" for what stands for none."""
    match = _NEARLY.fullmatch(written)
    if not match or match[3].lower() not in _UNITS or not (match[1] or match[2]):
        return ""
    thousandths = int(match[1] or "0") * 1000 + int((match[2] or "").ljust(3, "0"))
    ms = thousandths * _UNITS[match[3].lower()] // 1000
    return format_duration(ms) if 0 < ms <= LONGEST else ""


def _whole(digits: str) -> int:
    """The number, or one past every limit where there are so many digits that converting them would take long."""
    digits = digits.lstrip("0")
    return int(digits or "0") if len(digits) <= 9 else 10**9
