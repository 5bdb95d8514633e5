"""What the program finds around it: folders, streams, clock. Tests hand in their own."""

import os
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import TextIO

PACKAGE = Path(__file__).parent


def _now() -> datetime:
    """The wall clock here, in whole milliseconds."""
    now = datetime.now().astimezone()
    return now.replace(microsecond=now.microsecond // 1000 * 1000)


@dataclass(frozen=True)
class Environment:
    """The world outside. `monotonic` and `sleep` are in seconds; `now` is the wall clock, with its UTC offset."""

    variables: Mapping[str, str] = field(default_factory=lambda: os.environ)
    stdin: TextIO = field(default_factory=lambda: sys.stdin)
    stdout: TextIO = field(default_factory=lambda: sys.stdout)
    stderr: TextIO = field(default_factory=lambda: sys.stderr)
    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _now

    @property
    def checkout(self) -> Path | None:
        """The source folder, if this is a checkout and not an installed copy."""
        root = PACKAGE.parent
        return root if (root / "pyproject.toml").is_file() and (root / "audio_cache").is_dir() else None

    @property
    def cache_folder(self) -> Path:
        """Where speech is kept: `VOICECOACH_CACHE`, a checkout's `audio_cache/`, or the user's cache folder."""
        if named := self.variables.get("VOICECOACH_CACHE"):
            return path_named(named)
        if self.checkout:
            return self.checkout / "audio_cache"
        from platformdirs import user_cache_path

        return user_cache_path("voicecoach", appauthor=False)

    @property
    def home_folder(self) -> Path:
        """Where the user's own routines and journal are: `VOICECOACH_HOME` or the user's data folder."""
        if named := self.variables.get("VOICECOACH_HOME"):
            return path_named(named)
        from platformdirs import user_data_path

        return user_data_path("voicecoach", appauthor=False)

    @property
    def config_file(self) -> Path:
        """Kept choices: `VOICECOACH_CONFIG`, or `config.toml` in `VOICECOACH_HOME` or the user's folder for such."""
        if named := self.variables.get("VOICECOACH_CONFIG"):
            return path_named(named)
        if self.variables.get("VOICECOACH_HOME"):
            return self.home_folder / "config.toml"
        from platformdirs import user_config_path

        return user_config_path("voicecoach", appauthor=False) / "config.toml"

    @property
    def shipped_routines(self) -> Path:
        """The folder of the routines that come with voicecoach."""
        installed = PACKAGE / "scripts"
        return installed if installed.is_dir() else PACKAGE.parent / "scripts"


def path_named(named: str) -> Path:
    """The file or folder of that name; `~` is the user's home, where there is one."""
    try:
        return Path(named).expanduser()
    except RuntimeError:
        return Path(named)
