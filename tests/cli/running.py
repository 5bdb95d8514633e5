"""Running `voicecoach`: in this process where a message is asked for, in one of its own where it may die."""

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from typer.testing import CliRunner

from voicecoach.cli import app

TINY = 'routine "Tiny"\nsay "Hello."\n'
"""A routine with three texts: title, length, greeting."""


@dataclass(frozen=True)
class Outcome:
    """What a command said and how it ended."""

    status: int
    out: str
    err: str


@dataclass(frozen=True)
class CommandLine:
    """A folder to work in, with a cache and a home of its own."""

    folder: Path
    cache: Path
    home: Path

    @property
    def variables(self) -> Mapping[str, str]:
        return {"VOICECOACH_CACHE": str(self.cache), "VOICECOACH_HOME": str(self.home), "NO_COLOR": "1"}

    @property
    def environment(self) -> Mapping[str, str]:
        """The whole environment of a process of its own."""
        # unbuffered, Python itself takes half a write into a broken pipe for a whole one
        return {**{k: v for k, v in os.environ.items() if k != "PYTHONUNBUFFERED"}, **self.variables}

    def __call__(self, *arguments: str | Path) -> Outcome:
        """Run a command in this process. What it does not catch fails the test."""
        result = CliRunner().invoke(app, [str(each) for each in arguments], env=self.variables, catch_exceptions=False)
        return Outcome(result.exit_code, result.stdout, result.stderr)

    def start(
        self, *arguments: str | Path, before: Callable[[], object] | None = None, stdout: int = subprocess.PIPE
    ) -> "subprocess.Popen[str]":
        """Start a command in a process of its own; `before` runs in it, ahead of Python."""
        return subprocess.Popen(
            [sys.executable, "-m", "voicecoach", *arguments],
            cwd=self.folder,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=stdout,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            preexec_fn=before,  # noqa: PLW1509 - no threads of ours are in the way
        )

    def apart(self, *arguments: str | Path, before: Callable[[], object] | None = None) -> Outcome:
        """Run a command in a process of its own."""
        process = self.start(*arguments, before=before)
        out, err = process.communicate(timeout=60)
        return Outcome(process.returncode, out, err)

    def write(self, name: str, text: str = TINY) -> Path:
        """A routine in the folder; its path is relative, as people type it."""
        (self.folder / name).write_text(text)
        return Path(name)
