"""`voicecoach play`."""

import typer

from voicecoach import defaults
from voicecoach.cli import options
from voicecoach.cli.guard import complain, guarded
from voicecoach.status import Status, VoicecoachError


@guarded
def play(
    routine: options.RoutineArgument = defaults.ROUTINE,
    sets: options.Sets = None,
    reps: options.Reps = None,
    rest: options.Rest = None,
    pace: options.Pace = 1.0,
    first_set: options.FirstSet = 1,
    of: options.Of = None,
    beyond: options.Beyond = False,
    voice: options.Voice = None,
    rate: options.Rate = defaults.RATE,
    player: options.Player = "miniaudio",
    quiet: options.Quiet = False,
    verbose: options.Verbose = False,
) -> None:
    """Play a routine aloud. Close your eyes; space pauses.

    Keys: space (or any other key) pauses and goes on; left or r starts this repetition again; right or n goes to
    the next; s next set; p ends because of pain; q ends early; ? tells the keys aloud.

    Example: voicecoach play --sets 1
    """
    from voicecoach.audio.players import PLAYERS, load_player
    from voicecoach.audio.rendering import Rendering
    from voicecoach.cli.prepare import Wishes, prepared, tell_warnings
    from voicecoach.environment import Environment
    from voicecoach.language.templates import fill
    from voicecoach.session.keys import open_keys
    from voicecoach.session.screen import open_screen
    from voicecoach.session.session import Session
    from voicecoach.session.transport import Transport

    if player not in PLAYERS:
        raise VoicecoachError(
            f"There is no player “{player}”.", cure=f"There is {', '.join(PLAYERS)}.", status=Status.WRONG_USE
        )
    load_player(player)  # one that is not installed is not the same as no sound: it must not start in silence
    wishes = Wishes(routine, sets, reps, rest, pace, first_set, of, beyond, voice, rate, quiet, verbose)
    environment = Environment()
    with prepared(wishes, for_file=False, session=True) as ready, open_keys(environment.stdin) as keys:
        tell_warnings(ready.timeline, quiet=not verbose)
        for caution in () if quiet else ready.routine.cautions:
            complain(f"Do not do this routine with: {fill(caution.template, {})}")
        if not quiet and any(segment.ask for segment in ready.timeline.segments):
            complain("The questions are asked aloud; answers are not taken or kept yet.")
        rendering = Rendering(ready.timeline, ready.speaker.clip)
        outcome = Session(
            Transport(rendering, ready.speaker.clip, ready.table),
            lambda: load_player(player),
            keys,
            lambda: open_screen(ready.timeline, environment.stdout, environment.variables.get("TERM", "")),
            environment,
        ).run()
    if outcome.ending == "interrupted":
        raise typer.Exit(Status.INTERRUPTED)
    if not outcome.heard:
        complain("voicecoach: this session was played without sound.")
        raise typer.Exit(Status.NO_SOUND)
