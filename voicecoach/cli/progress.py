"""What is shown to somebody who waits: on a terminal alone, and gone afterwards.

A terminal that can take nothing back, as a screen reader's may be, is told in one line.
"""

import contextlib
import os
import sys
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from voicecoach.cli import ending

if TYPE_CHECKING:
    from rich.progress import Progress as Bar
    from rich.progress import ProgressColumn

    from voicecoach.speech.speaker import Progress


@contextlib.contextmanager
def preparing(*, quiet: bool) -> Iterator["Progress | None"]:
    """A bar for clips, there as soon as it is known that some have to be made: a voice may take seconds to load."""
    if quiet or not sys.stderr.isatty():
        yield None
        return
    from rich.progress import MofNCompleteColumn

    with contextlib.ExitStack() as stack:
        bars: list[Bar] = []

        def show(done: int, total: int) -> None:
            if _only_lines():
                if not done:
                    _tell("Preparing the voice")
                return
            if not bars:
                bars.append(stack.enter_context(_bar("Preparing the voice", MofNCompleteColumn())))
                bars[0].add_task("", total=total, start=False)
            task = bars[0].task_ids[0]
            if done:  # from now on it can be told how long it takes; until then it only moves
                bars[0].start_task(task)
            bars[0].update(task, completed=done)

        yield show


@contextlib.contextmanager
def encoding(length: int, *, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A bar for a file of `length` ms, told of every ms that has been written."""
    shown = not quiet and sys.stderr.isatty()
    if not shown or _only_lines():
        if shown:
            _tell("Writing")
        yield lambda _ms: ending.check()
        return
    from rich.progress import TaskProgressColumn

    with _bar("Writing", TaskProgressColumn()) as bar:
        task = bar.add_task("", total=length)

        def advance(ms: int) -> None:
            ending.check()
            bar.advance(task, ms)

        yield advance


@contextlib.contextmanager
def waiting(words: str) -> Iterator[None]:
    """Words that tell what is going on, where nobody knows for how long."""
    if not sys.stderr.isatty():
        yield
        return
    from voicecoach.language.excerpt import printable

    if _only_lines():
        _tell(printable(words))
        yield
        return
    from rich.console import Console
    from rich.text import Text

    with Console(stderr=True).status(Text(printable(words))):
        yield


def _only_lines() -> bool:
    return os.environ.get("TERM") in ("dumb", "unknown")


def _tell(words: str) -> None:
    sys.stderr.write(f"{words} …\n")


def _bar(words: str, measure: "ProgressColumn") -> "Bar":
    """A bar on stderr, behind words and with the time left; there is nothing in it yet."""
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    columns = TextColumn(words), BarColumn(), measure, TimeRemainingColumn()
    return Progress(*columns, console=Console(stderr=True), transient=True)
