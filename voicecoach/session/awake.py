"""Keeping the computer awake: a session must not end because nobody touched a key."""

import contextlib
from collections.abc import Callable, Iterator


@contextlib.contextmanager
def keep_awake(tell: Callable[[str], None]) -> Iterator[None]:
    """Keep the computer from going to sleep while the block runs; `tell` hears of it where that cannot be done."""
    from wakepy import keep

    with keep.running(on_fail="pass") as mode:
        if not mode.active:
            tell("This computer cannot be kept awake from here: if it goes to sleep, the session stops.")
        yield
