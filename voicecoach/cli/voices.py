"""`voicecoach voices`."""

import sys
from typing import Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.guard import guarded

SAMPLE = "Sit tall, and slide your head straight back. Retract. Extend. And return. Two."


@guarded
def voices(
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Voices of this language, such as en or en-gb.")
    ] = "en",
    every: Annotated[bool, typer.Option("--all", help="Voices of every language.")] = False,
    attempt: Annotated[
        str | None, typer.Option("--try", metavar="NAME", help="Say a few cues with this voice.")
    ] = None,
    rate: options.Rate = defaults.RATE,
    player: options.Player = "miniaudio",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List the voices of this computer, or try one.

    Example: voicecoach voices --try en-us+f3
    """
    from voicecoach.speech.pyttsx import Pyttsx3Engine

    if attempt is not None:
        _try(attempt, rate, player)
        return
    engine = Pyttsx3Engine()
    try:
        listed = engine.voices()
    finally:
        engine.close()
    tag = language.casefold()
    if not every:
        listed = tuple(v for v in listed if v.language.casefold() == tag or v.language.casefold().startswith(tag + "-"))
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(voice) for voice in listed], ensure_ascii=False, indent=1))
        return
    width = max((len(voice.id) for voice in listed), default=0)
    for voice in listed:
        typer.echo(f"{voice.id:<{width}}  {voice.name}")
    if not listed:
        typer.echo(f"There is no voice for “{language}”; --all lists every one.")
    if sys.platform == "linux":
        typer.echo("A variant may follow a plus sign, such as en-us+f3 or gmw/en-gb-x-rp+m3.")
    if engine.voice:
        typer.echo(f"The default is {engine.voice}.")


def _try(name: str, rate: int, player_name: str) -> None:
    """Say the sample with a voice, through the ordinary cache and player."""
    from voicecoach.audio.players import load_player
    from voicecoach.audio.players.once import play_once
    from voicecoach.cli.prepare import open_voice
    from voicecoach.environment import Environment
    from voicecoach.speech.speaker import IN_MEMORY

    environment = Environment()
    with open_voice(name, rate, environment, IN_MEMORY) as speaker:
        clip = speaker.clip(SAMPLE)
    play_once(load_player(player_name), clip, environment.sleep)
