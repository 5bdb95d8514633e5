"""`voicecoach voices`."""

import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.choices import choosing
from voicecoach.cli.guard import guarded

if TYPE_CHECKING:
    from voicecoach.speech.engine import InstalledVoice

SAMPLE = "Sit tall, and slide your head straight back. Retract. Extend. And return. Two."


@guarded
@choosing
def voices(
    language: Annotated[
        str, typer.Option("--language", metavar="TAG", help="Voices of this language, such as en or en-gb.")
    ] = "en",
    every: Annotated[bool, typer.Option("--all", help="Voices of every language.")] = False,
    attempt: Annotated[
        str | None, typer.Option("--try", metavar="NAME", help="Say a few cues with this voice.")
    ] = None,
    rate: options.Rate = defaults.RATE,
    player: options.Player = defaults.PLAYER,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """List the voices of this computer, or try one: by its name, or a file of Piper's (.onnx).

    Example: voicecoach voices --try joe
    """
    from voicecoach.language.excerpt import printable

    if attempt is not None:
        _try(attempt, rate, player)
        return
    tag = language.casefold()
    listed = [
        voice
        for voice in _installed()
        if every or voice.language.casefold() == tag or voice.language.casefold().startswith(f"{tag}-")
    ]
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(voice) for voice in listed], indent=1))
        return
    width = max((len(voice.id) for voice in listed), default=0)
    for voice in listed:
        typer.echo(printable(f"{voice.id:<{width}}  {voice.name}"))
    if not listed:
        typer.echo(printable(f"There is no voice for “{language}”; --all lists every one."))
    for line in _advice():
        typer.echo(printable(line))


def _installed() -> "list[InstalledVoice]":
    """The natural voice, where it is installed, then the system's."""
    from voicecoach.speech.engine import InstalledVoice
    from voicecoach.speech.piper_voice import joe, joe_is_here
    from voicecoach.speech.pyttsx import Pyttsx3Engine

    natural = [InstalledVoice(joe().name, "Joe, a natural voice", joe().language)] if joe_is_here() else []
    engine = Pyttsx3Engine()
    try:
        return [*natural, *engine.voices()]
    finally:
        engine.close()


def _advice() -> Iterable[str]:
    """What the list does not tell: how to get more, and which voice speaks where none is named."""
    from voicecoach.choices import effective
    from voicecoach.environment import Environment
    from voicecoach.speech.choice import SYSTEM, default_voice
    from voicecoach.speech.piper_voice import EXTRA, joe_is_here

    if sys.platform == "linux":
        yield "A variant may follow a plus sign, such as en-us+f3 or gmw/en-gb-x-rp+m3."
    if not joe_is_here():
        yield f"A natural voice: {EXTRA}"
    yield "More natural voices, Piper's: huggingface.co/rhasspy/piper-voices has two files of each, NAME.onnx and"
    yield "NAME.onnx.json. Put both into one folder; the voice is then --voice FOLDER/NAME.onnx."
    voice = next(effective(Environment(), {"voice": default_voice()}))
    name = defaults.VOICE.get(sys.platform, "the system's own") if voice.value == SYSTEM else voice.value
    yield f"The default is {name}." if voice.source == "default" else f"Yours is {name}, by {voice.source}."


def _try(name: str, rate: int, player_name: str) -> None:
    """Say the sample with a voice, through the ordinary cache and player."""
    from voicecoach.audio.players import load_player
    from voicecoach.audio.players.once import play_once
    from voicecoach.cli.performance import check_player
    from voicecoach.cli.prepare import open_voice
    from voicecoach.cli.progress import waiting
    from voicecoach.environment import Environment
    from voicecoach.speech.speaker import IN_MEMORY

    check_player(player_name)
    environment = Environment()
    with open_voice(name, rate, environment, IN_MEMORY) as speaker, waiting(f"Preparing the voice {name}"):
        clip = speaker.clip(SAMPLE)
    with waiting(f"“{SAMPLE}”"):
        play_once(load_player(player_name), clip, environment.sleep)
