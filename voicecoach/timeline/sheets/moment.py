"""Milliseconds as people and players write them."""


def clock(ms: int) -> str:
    """`m:ss.mmm`, or `h:mm:ss.mmm` from the first hour on."""
    minutes, rest = divmod(ms, 60_000)
    seconds = f"{rest // 1000:02}.{rest % 1000:03}"
    if minutes < 60:
        return f"{minutes}:{seconds}"
    return f"{minutes // 60}:{minutes % 60:02}:{seconds}"


def seconds(ms: int) -> str:
    """A length in seconds, without zeros that tell nothing: `30`, `2.5`."""
    return f"{ms / 1000:.3f}".rstrip("0").rstrip(".")
