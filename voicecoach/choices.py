"""What a user has chosen once for all: a small TOML file.

    voice = "joe"        # a name, or a file of Piper's; a relative one is looked for beside this file
    rate = 140           # words a minute
    player = "sounddevice"
    answers = "keys"

The environment (`VOICECOACH_VOICE` and so on) stands over the file, and a command's options over both.
"""

import os
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from voicecoach import defaults
from voicecoach.environment import Environment, path_named
from voicecoach.files import write_atomically
from voicecoach.status import Status, VoicecoachError

LIMIT = 100_000
"""Bytes of the largest file that is taken for one of choices."""


@dataclass(frozen=True, slots=True)
class Choice:
    """The value of a setting, and where it comes from: a file, a variable, or "default"."""

    name: str
    value: str
    source: str


def _voice(value: Any) -> str | None:
    return value if isinstance(value, str) and value.strip() else None


def _rate(value: Any) -> int | None:
    return value if type(value) is int and defaults.SLOWEST <= value <= defaults.FASTEST else None


def _player(value: Any) -> str | None:
    return value if value in defaults.PLAYERS else None


def _answers(value: Any) -> str | None:
    return value if value in defaults.ANSWERS else None


@dataclass(frozen=True, slots=True)
class _Setting:
    expected: str
    check: Callable[[Any], str | int | None]
    """The value, None where it is no such one."""


SETTINGS = {
    "voice": _Setting("the name of a voice, in quotes", _voice),
    "rate": _Setting(f"a whole number from {defaults.SLOWEST} to {defaults.FASTEST}", _rate),
    "player": _Setting('"miniaudio", "sounddevice" or "simpleaudio"', _player),
    "answers": _Setting('"auto", "voice" or "keys"', _answers),
}


def variable(name: str) -> str:
    """The environment's variable for a setting."""
    return f"VOICECOACH_{name.upper()}"


def read_choices(path: Path) -> Mapping[str, str | int]:
    """What the file has chosen; nothing where there is none.

    Raises `VoicecoachError`, which names the line, where it cannot be read or holds what is no setting.
    """
    text = _text(path)
    chosen = _parsed(text, path)
    for name, value in chosen.items():
        setting = check_name(name, f"{path}, line {_line_of(name, text)}: ")
        if setting.check(value) is None:
            raise VoicecoachError(
                f"{path}, line {_line_of(name, text)}: {name} is {_shown(value)}: expected {setting.expected}.",
                cure="Mend that line, or delete it.",
                status=Status.WRONG_USE,
            )
    voice = chosen.get("voice", "")
    if voice.endswith(".onnx"):
        chosen["voice"] = str(path.parent / path_named(voice))
    return chosen


def check_name(name: str, where: str = "") -> _Setting:
    """The setting of that name. Raises `VoicecoachError` where there is none; `where` goes ahead of its message."""
    if name in SETTINGS:
        return SETTINGS[name]
    from voicecoach.language.spelling import nearest

    near = nearest(name, SETTINGS)
    hint = f"Did you mean “{near}”? " if near else ""
    raise VoicecoachError(
        f"{where}There is no setting “{_printable(name)}”.",
        cure=f"{hint}There is {', '.join(SETTINGS)}.",
        status=Status.WRONG_USE,
    )


def typed(name: str, value: str) -> str | int:
    """The value of a setting from the words of the command line. Raises `VoicecoachError` where it is none."""
    setting = check_name(name)
    found = setting.check(int(value) if re.fullmatch(r"[0-9]{1,9}", value) and name == "rate" else value)
    if found is None:
        raise VoicecoachError(f"{name} “{_printable(value)}”: expected {setting.expected}.", status=Status.WRONG_USE)
    return found


def effective(environment: Environment, fallback: Mapping[str, str]) -> Iterator[Choice]:
    """Each setting as a command would take it that has no option for it. Raises as `read_choices` does."""
    path = environment.config_file
    kept = read_choices(path)
    for name in SETTINGS:
        if value := environment.variables.get(variable(name)):
            yield Choice(name, value, variable(name))
        elif name in kept:
            yield Choice(name, str(kept[name]), str(path))
        else:
            yield Choice(name, fallback[name], "default")


def keep(path: Path, name: str, value: str) -> None:
    """Write a choice into a file that `read_choices` can read; all else in it stays. Raises `VoicecoachError`."""
    document = _document(path)
    document[name] = typed(name, value)
    _write(path, document)


def drop(path: Path, name: str) -> bool:
    """Take a choice out of the file; whether it was there. Raises as `keep` does."""
    check_name(name)
    if name not in read_choices(path):
        return False
    document = _document(path)
    del document[name]
    _write(path, document)
    return True


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            data = file.read(LIMIT + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, ValueError) as error:  # a NUL in a name is a ValueError
        reason = error.strerror if isinstance(error, OSError) else error
        raise VoicecoachError(
            f"{path} cannot be read: {reason}.",
            cure="Mend its rights, or name another file in VOICECOACH_CONFIG.",
            status=Status.WRONG_USE,
        ) from error
    if len(data) > LIMIT:
        raise VoicecoachError(
            f"{path} is too large to be a file of choices.",
            cure="Move it away, or name another file in VOICECOACH_CONFIG.",
            status=Status.WRONG_USE,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise VoicecoachError(
            f"{path}, line {line}: this is not UTF-8.",
            cure="Save it as UTF-8, which editors also call Unicode.",
            status=Status.WRONG_USE,
        ) from error


def _parsed(text: str, path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        # the place is told in words alone
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", str(error))
        line = (place and place[1]) or str(text.rstrip("\n").count("\n") + 1)
        reason = str(error)[: place.start()] if place else str(error)
        raise VoicecoachError(
            f"{path}, line {line}: {_printable(reason)}.",
            cure='A line of it is like: voice = "joe"',
            status=Status.WRONG_USE,
        ) from error


def _line_of(name: str, text: str) -> int:
    """The line where a name is given its value, which is at the beginning of one."""
    found = re.search(rf"""^[ \t]*\[*[ \t]*["']?{re.escape(name)}\b""", text, re.MULTILINE)
    return text[: found.start()].count("\n") + 1 if found else 1


def _printable(text: str) -> str:
    from voicecoach.language.excerpt import printable  # its room takes time to import: only where something is wrong

    return printable(text)


def _shown(value: Any) -> str:
    return f"“{_printable(value)}”" if isinstance(value, str) else _printable(str(value))


def _document(path: Path) -> Any:
    """The file with all its comments and blank lines, ready to be changed."""
    import tomlkit

    return tomlkit.parse(_text(path))


def _write(path: Path, document: Any) -> None:
    import tomlkit

    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        with write_atomically(Path(os.path.realpath(path)), 0o600) as file:
            file.write(tomlkit.dumps(document).encode())
    except OSError as error:
        raise VoicecoachError(
            f"{path} cannot be written: {error.strerror or error}.",
            cure="Free some space or mend its rights, or name another file in VOICECOACH_CONFIG.",
        ) from error
