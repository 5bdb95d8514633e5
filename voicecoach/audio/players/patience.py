"""A time limit on calls into sound libraries: a sound server that has stopped answering would hold them for ever."""

from collections.abc import Callable
from queue import Empty, SimpleQueue
from threading import Thread
from typing import TypeVar, cast

LIMIT = 4.0
"""Seconds. Opening a device takes 0.03 s; waking a sleeping headset may take two."""

T = TypeVar("T")

abandoned: list[Thread] = []
"""Calls that never came back. A process that has any cannot end in the ordinary way: it would wait for them again."""


def within_limit(call: Callable[[], T]) -> T:
    """What `call` returns or raises; TimeoutError if it takes longer than `LIMIT`, and then it is left behind."""
    answers: SimpleQueue[tuple[T, None] | tuple[None, BaseException]] = SimpleQueue()

    def run() -> None:
        try:
            result = call()
        except BaseException as error:
            answers.put((None, error))
        else:
            answers.put((result, None))

    thread = Thread(target=run, name="sound library", daemon=True)
    thread.start()
    try:
        result, error = answers.get(timeout=LIMIT)
    except Empty:
        abandoned.append(thread)
        raise TimeoutError from None
    if error is not None:
        raise error
    return cast("T", result)
