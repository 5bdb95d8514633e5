"""`voicecoach config`: what is chosen once for all."""

from pathlib import Path
from typing import Annotated

import typer

from voicecoach import defaults
from voicecoach.cli.guard import complain, guarded

config = typer.Typer()

Name = Annotated[str, typer.Argument(metavar="NAME", help="voice, rate, player or answers.", show_default=False)]


@config.callback(invoke_without_command=True)
def default(
    context: typer.Context,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Show what is used where a command has no option for it, and where that comes from.

    Choices are kept in a file, which VOICECOACH_CONFIG may name. The environment stands over it: VOICECOACH_VOICE,
    VOICECOACH_RATE, VOICECOACH_PLAYER and VOICECOACH_ANSWERS; and options stand over both.

    Example: voicecoach config set voice joe
    """
    if context.invoked_subcommand is None:
        _show(as_json=as_json)


@guarded
def _show(*, as_json: bool) -> None:
    from voicecoach.choices import effective
    from voicecoach.environment import Environment
    from voicecoach.language.excerpt import printable
    from voicecoach.speech.choice import default_voice

    fallback = {
        "voice": default_voice(),
        "rate": str(defaults.RATE),
        "player": defaults.PLAYER,
        "answers": defaults.ANSWERS[0],
    }
    environment = Environment()
    choices = list(effective(environment, fallback))
    if as_json:
        import json
        from dataclasses import asdict

        found = {"file": str(environment.config_file), "choices": [asdict(choice) for choice in choices]}
        typer.echo(json.dumps(found, indent=1))
        return
    width = max(len(choice.value) for choice in choices)
    for choice in choices:
        typer.echo(printable(f"{choice.name:<7}  {choice.value:<{width}}  {choice.source}"))


def _try(voice: str, memory: Path) -> None:
    """Have a word spoken. Raises `VoicecoachError` where this voice cannot."""
    from voicecoach.cli.progress import waiting
    from voicecoach.speech.choice import engine_for

    engine = engine_for(voice, defaults.RATE, memory)
    try:
        with waiting(f"Trying the voice {voice}"):
            engine.synthesize("Ready.")
    finally:
        engine.close()


@config.command("set")
@guarded
def set_choice(name: Name, value: Annotated[str, typer.Argument(metavar="VALUE", show_default=False)]) -> None:
    """Keep a choice. A voice is tried first, and a player has to be installed.

    Example: voicecoach config set rate 140
    """
    from voicecoach.audio.players import load_player
    from voicecoach.choices import keep, read_choices, typed, variable
    from voicecoach.environment import Environment, path_named
    from voicecoach.speech.piper_voice import SUFFIX

    environment = Environment()
    typed(name, value)  # what is wrong with it, or with the file, is told before anything is tried
    read_choices(environment.config_file)
    if name == "voice":
        if value.endswith(SUFFIX):
            value = str(path_named(value).absolute())  # it is to be found from any folder
        _try(value, environment.cache_folder)
    if name == "player":
        load_player(value)
    keep(environment.config_file, name, value)
    complain(f"{name} is {value} from now on, by {environment.config_file}")
    if standing := environment.variables.get(variable(name)):
        complain(f"note: {variable(name)} stands over it, and is {standing}")


@config.command("unset")
@guarded
def unset(name: Name) -> None:
    """Forget a choice.

    Example: voicecoach config unset rate
    """
    from voicecoach.choices import drop
    from voicecoach.environment import Environment

    path = Environment().config_file
    complain(f"{name} is as it comes, from now on" if drop(path, name) else f"{path} has no {name}")
