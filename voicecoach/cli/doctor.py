"""`voicecoach doctor`."""

import sys
from typing import TYPE_CHECKING, Annotated

import typer

from voicecoach.cli import options
from voicecoach.cli.guard import guarded
from voicecoach.status import Status

if TYPE_CHECKING:
    from voicecoach.audio.players import Player, Samples
    from voicecoach.doctor import Finding

SENTENCE = "This is how I sound."
WORD, NUMBER = "Seven.", "7"
LISTEN = 4.0
"""Seconds of the microphone's meter."""

READING = 1.0
"""Seconds to read what is to be said."""


@guarded
def doctor(
    quick: Annotated[
        bool, typer.Option("--quick", help="Ask nothing: the microphone is only opened, and the coach hears itself.")
    ] = False,
    player: options.Player = "miniaudio",
    as_json: Annotated[bool, typer.Option("--json", help="As JSON; asks nothing.")] = False,
) -> None:
    """Check what works here: sound, microphone, and whether spoken answers are understood.

    It says a sentence, shows how loud you are, and asks you to say seven. Each line tells what to do where something
    does not work. Exit status 3 if nothing can be heard here, 1 if something else does not work; what is only missing
    can be done without.

    Example: voicecoach doctor
    """
    from voicecoach.cli.hearing import microphone_for
    from voicecoach.cli.performance import check_player
    from voicecoach.cli.prepare import open_voice
    from voicecoach.defaults import RATE
    from voicecoach.doctor.microphone import check_microphone
    from voicecoach.doctor.recogniser import check_round_trip, check_understanding
    from voicecoach.doctor.sound import check_output
    from voicecoach.environment import Environment
    from voicecoach.hearing.backends import installed_backend
    from voicecoach.language.spoken import ENGLISH
    from voicecoach.session.dialog.accepted import accepted
    from voicecoach.session.dialog.queries import Numbers, Query
    from voicecoach.speech.speaker import IN_MEMORY

    check_player(player)
    environment = Environment()
    ask = not quick and not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    backend, microphone = installed_backend(), microphone_for(player)
    answers = accepted(Query("number", "", "", Numbers(0, 10)), ENGLISH)
    assert answers is not None
    findings: list[Finding] = []

    def note(finding: "Finding") -> "Finding":
        findings.append(finding)
        if not as_json:
            _tell(finding)
        return finding

    with open_voice(None, RATE, environment, IN_MEMORY) as speaker:
        heard = note(check_output(player, lambda: speaker.clip(SENTENCE), environment.sleep))
        if ask:
            typer.echo(f"  Say something, for {LISTEN:g} seconds.")
        meter = _meter if ask else _no_meter
        there = check_microphone(microphone, LISTEN if ask else 1.0, environment.sleep, meter, spoken=ask)
        if ask:
            typer.echo("\r" + " " * 45 + "\r", nl=False)
        note(there)
        if ask and there.state in ("works", "weak") and heard.state == "works":
            note(
                check_round_trip(
                    backend, microphone, answers, NUMBER, environment.monotonic, environment.sleep,
                    lambda: _ask_for_word(player),
                )
            )  # fmt: skip
        else:
            note(check_understanding(backend, lambda: _for_hearing(speaker.clip(WORD)), answers, NUMBER))
    if as_json:
        import json
        from dataclasses import asdict

        typer.echo(json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=1))
    if heard.state == "fails":
        raise typer.Exit(Status.NO_SOUND)
    if any(finding.state == "fails" for finding in findings):
        raise typer.Exit(Status.FAILED)


def _tell(finding: "Finding") -> None:
    typer.echo(f"{finding.name:<13} {finding.state:<8} {finding.detail}")
    if finding.cure:
        typer.echo(f"{'':<23}{finding.cure}")


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
    from voicecoach.speech.engine import Recording
    from voicecoach.speech.polish import resample

    resampled = resample(Recording(clip.astype(np.float32) / np.float32(32768), SPOKEN), HEARD)
    silence = np.zeros(HEARD // 2, np.int16)
    return np.concatenate([silence, np.round(resampled * 32767).astype(np.int16), silence])


def _meter(level: float) -> None:
    """A bar from -60 to 0 dB, drawn over the last one."""
    full = max(0, min(30, round((level + 60) / 2)))
    typer.echo(f"\r  {'█' * full}{'·' * (30 - full)} {level:4.0f} dB ", nl=False)


def _no_meter(_level: float) -> None:
    """Nothing is shown."""
