"""What the choices that are kept do to the commands that speak: they are the defaults of their options."""

import functools
from collections.abc import Callable, Mapping
from typing import Any, ParamSpec, TypeVar

from voicecoach.status import VoicecoachError

P = ParamSpec("P")
R = TypeVar("R")

SPEAKING = ("play", "followup", "export", "compile", "voices", "doctor")
"""The commands whose options have their defaults from the choices."""


def kept_choices() -> dict[str, Any]:
    """What the user's file has chosen, by the names of the options; nothing where that file is wrong.

    A command must be able to show its help then, too. Whether it runs is the affair of `choosing`.
    """
    try:
        return dict(_read())
    except VoicecoachError:
        return {}


def choosing(command: Callable[P, R]) -> Callable[P, R]:
    """The command, which raises `VoicecoachError` where the file of choices is wrong, rather than do without them."""

    @functools.wraps(command)
    def run(*args: P.args, **kwargs: P.kwargs) -> R:
        _read()
        return command(*args, **kwargs)

    return run


def _read() -> Mapping[str, str | int]:
    from voicecoach.choices import read_choices
    from voicecoach.environment import Environment

    return read_choices(Environment().config_file)
