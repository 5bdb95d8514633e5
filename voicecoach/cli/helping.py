"""Help texts that flow: Typer keeps the ends of a docstring's lines, which a narrower terminal then breaks again."""

import inspect
import re

import typer


def let_help_flow(*apps: typer.Typer) -> None:
    """Give the commands, and the groups themselves, their docstrings with each paragraph in one line."""
    for app in apps:
        for command in app.registered_commands:
            command.help = _flowing(command.callback)
        if app.registered_callback is not None:
            app.registered_callback.help = _flowing(app.registered_callback.callback)


def _flowing(command: object) -> str:
    return re.sub(r"(?<!\n)\n(?!\n)", " ", inspect.getdoc(command) or "")
