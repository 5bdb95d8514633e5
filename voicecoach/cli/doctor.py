"""`voicecoach doctor`."""

import contextlib
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.guard import guarded
from voicecoach.status import Status, VoicecoachError

if TYPE_CHECKING:
    from pathlib import Path

    from voicecoach.audio.players import Player, Samples
    from voicecoach.doctor import Finding
    from voicecoach.environment import Environment
    from voicecoach.speech.speaker import Speaker

    Note = Callable[[str, Callable[[], Finding]], Finding]
    NewVoice = Callable[[], contextlib.AbstractContextManager[tuple[Speaker, Path]]]

SENTENCE = "This is how I sound."
ANSWER, NUMBER = "About seven.", "7"
LISTEN = 4.0
"""Seconds of the microphone's meter."""

LOOK = 1.0
"""Seconds of the microphone where nobody is asked to speak."""

READING = 1.0
"""Seconds to read what is to be said."""


@guarded
def doctor(
    quick: Annotated[
        bool, typer.Option("--quick", help="Ask nothing: the microphone is only opened, and the coach hears itself.")
    ] = False,
    voice: options.Voice = None,
    rate: options.Rate = defaults.RATE,
    player: options.Player = defaults.PLAYER,
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; asks nothing.")] = False,
) -> None:
    """Check what works here: choices, voice, sound, microphone, spoken answers, and what has to be kept.

    It says a sentence, shows how loud you are, and asks you to say seven. Each line tells what to do where something
    does not work; nothing is mended unasked. Exit status 3 if nothing can be heard here, 1 if something else does not
    work; what is only missing can be done without.

    Example: voicecoach doctor
    """
    from voicecoach.cli.performance import check_player_name
    from voicecoach.doctor import Finding, checked, choices, folders, mediakeys, routines, sound
    from voicecoach.doctor import voice as speech
    from voicecoach.environment import Environment

    check_player_name(player)
    environment = Environment()
    findings: list[Finding] = []

    def note(name: str, check: Callable[[], Finding]) -> Finding:
        finding = checked(name, check)
        findings.append(finding)
        if not as_json:
            _tell(finding)
        return finding

    note(choices.NAME, lambda: choices.check_choices(environment))
    ask = not quick and not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    _check_conversation(lambda: _new_voice(voice, rate, environment), player, environment, note, ask=ask)
    home = environment.home_folder
    note(folders.DATA, lambda: folders.check_data(home))
    note(folders.SESSIONS, lambda: folders.check_journal(home))
    note(folders.CACHE, lambda: folders.check_cache(environment))
    note(routines.NAME, lambda: routines.check_routines(environment))
    note(mediakeys.NAME, lambda: mediakeys.check_media_keys(environment.variables))
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(finding) for finding in findings], indent=1))
    failed = {finding.name for finding in findings if finding.state == "fails"}
    if failed & {speech.NAME, sound.NAME}:
        raise typer.Exit(Status.NO_SOUND)
    if failed:
        raise typer.Exit(Status.FAILED)


def _check_conversation(
    new_voice: "NewVoice", player: str, environment: "Environment", note: "Note", *, ask: bool
) -> None:
    """Speak, be heard, hear and understand. With `ask`, somebody is asked to say something."""
    from voicecoach.cli.hearing import microphone_for
    from voicecoach.cli.progress import waiting
    from voicecoach.doctor import microphone, recogniser, sound
    from voicecoach.doctor import voice as speech
    from voicecoach.hearing.backends import installed_backend
    from voicecoach.language.spoken import ENGLISH
    from voicecoach.session.dialog.accepted import accepted
    from voicecoach.session.dialog.queries import Numbers, Query
    from voicecoach.session.dialog.spoken import prompt_of

    backend, recorder = installed_backend(), microphone_for(player)
    question = Query("number", "", ENGLISH.talk.pain_short, Numbers(0, 10))
    answers = accepted(question, ENGLISH)
    assert answers is not None
    sentence = answer = prompt = None

    def speak() -> "Finding":
        nonlocal sentence, answer, prompt
        with new_voice() as (speaker, cache), waiting("Preparing the voice"):
            finding = speech.check_voice(speaker, SENTENCE, cache, environment.monotonic)
            sentence, answer = speaker.clip(SENTENCE), _for_hearing(speaker.clip(ANSWER))
            prompt = prompt_of(question, speaker.clip)
        return finding

    def listen() -> "Finding":
        if not ask:
            return microphone.check_microphone(recorder, LOOK, environment.sleep, lambda _level: None, spoken=False)
        typer.echo(f"  Say something, for {LISTEN:g} seconds.")
        finding = microphone.check_microphone(recorder, LISTEN, environment.sleep, _meter, spoken=True)
        typer.echo("\r" + " " * 45 + "\r", nl=False)
        return finding

    def understand() -> "Finding":
        if not ask or there.state in ("missing", "fails") or heard.state == "fails":
            return recogniser.check_understanding(backend, answer, prompt, answers, NUMBER)
        return recogniser.check_round_trip(
            backend,
            recorder,
            prompt,
            answers,
            NUMBER,
            environment.monotonic,
            environment.sleep,
            lambda: _ask_for_word(player),
        )

    note(speech.NAME, speak)
    heard = note(sound.NAME, lambda: sound.check_output(player, sentence, environment.sleep))
    there = note(microphone.NAME, listen)
    note(recogniser.NAME, understand)


@contextlib.contextmanager
def _new_voice(voice: str | None, rate: int, environment: "Environment") -> Iterator["tuple[Speaker, Path]"]:
    """A voice that has spoken nothing yet, and where it keeps what it says: whatever the cache is, speech is tried.

    Raises `VoicecoachError`.
    """
    from pathlib import Path
    from tempfile import TemporaryDirectory

    from voicecoach.cli.prepare import open_voice
    from voicecoach.speech.speaker import IN_MEMORY

    try:
        scratch = TemporaryDirectory(prefix="voicecoach-")
    except OSError as error:
        raise VoicecoachError(
            "There is no folder for temporary files.", cure="Free some space, or name a folder in TMPDIR."
        ) from error
    with scratch as folder:
        fresh = replace(environment, variables={**environment.variables, "VOICECOACH_CACHE": folder})
        with open_voice(voice, rate, fresh, IN_MEMORY) as speaker:
            yield speaker, Path(folder)


def _tell(finding: "Finding") -> None:
    from voicecoach.language.excerpt import printable

    typer.echo(printable(f"{finding.name:<13} {finding.state:<8} {finding.detail}"))
    if finding.cure:
        typer.echo(printable(f"{'':<23}{finding.cure}"))


def _ask_for_word(player: str) -> "Player":
    """Ask for the word; what plays the tick after which it is listened for."""
    from voicecoach.audio.players import load_player
    from voicecoach.environment import Environment

    typer.echo("  After the tick, say: seven.")
    Environment().sleep(READING)
    return load_player(player)


def _for_hearing(clip: "Samples") -> "Samples":
    """A clip of the coach's voice at the rate of hearing, with a little silence around it."""
    import numpy as np

    from voicecoach.audio.players import SAMPLE_RATE as SPOKEN
    from voicecoach.hearing import SAMPLE_RATE as HEARD
    from voicecoach.hearing.prompt import at_rate_of_hearing

    silence = np.zeros(HEARD // 2, np.int16)
    return np.concatenate([silence, at_rate_of_hearing(clip, SPOKEN), silence])


def _meter(level: float) -> None:
    """A bar from -60 to 0 dB, drawn over the last one."""
    full = max(0, min(30, round((level + 60) / 2)))
    typer.echo(f"\r  {'█' * full}{'·' * (30 - full)} {level:4.0f} dB ", nl=False)
