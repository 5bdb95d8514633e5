"""What `play` and `followup` have in common: a course, heard on the player that was chosen, and what became of it."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import typer

from voicecoach.audio.players import PLAYERS, load_player
from voicecoach.audio.rendering import Rendering
from voicecoach.cli.guard import complain
from voicecoach.cli.prepare import dose_in, tell_warnings
from voicecoach.environment import Environment
from voicecoach.hearing.ears import Ears
from voicecoach.journal.agenda import Agenda
from voicecoach.journal.models import Record
from voicecoach.journal.running import is_running
from voicecoach.journal.words import advice_in_words, reason_in_words
from voicecoach.language.models import Routine
from voicecoach.language.problems import RoutineError
from voicecoach.language.source import LIMIT
from voicecoach.language.spoken import Spoken
from voicecoach.library import digest, load
from voicecoach.session.dialog.conversation import Conversation
from voicecoach.session.dialog.spoken import VoiceListener
from voicecoach.session.halts import Halt
from voicecoach.session.keys import Keys, NoKeys
from voicecoach.session.mediakeys.beside import KeysBeside, ScreenBeside
from voicecoach.session.mediakeys.remote import MediaKeys
from voicecoach.session.part import Course
from voicecoach.session.screen import open_screen
from voicecoach.session.session import Outcome, Session
from voicecoach.session.transport import Transport
from voicecoach.speech.speaker import Speaker
from voicecoach.status import Status, VoicecoachError
from voicecoach.timeline import Dose


def check_player(name: str) -> None:
    """Refuse a player that is not there: one that is not installed is not the same as no sound. Raises."""
    check_player_name(name)
    load_player(name)


def check_player_name(name: str) -> None:
    """Refuse what is no player's name. Raises `VoicecoachError`."""
    if name not in PLAYERS:
        raise VoicecoachError(
            f"There is no player “{name}”.", cure=f"There is {', '.join(PLAYERS)}.", status=Status.WRONG_USE
        )


def perform(
    rendering: Rendering,
    halts: Sequence[Halt],
    speaker: Speaker,
    table: Spoken,
    player: str,
    keys: Keys,
    environment: Environment,
    course: Callable[[Transport, Conversation], Course],
    ears: Ears | None = None,
    *,
    verbose: bool,
) -> None:
    """Run a session with the course that is made for it, and exit with the status of what happened.

    `verbose` tells the compiler's warnings before, and afterwards why there were no media keys.
    """
    tell_warnings(rendering.timeline, quiet=not verbose)
    media = MediaKeys(environment.variables)
    voice = VoiceListener(ears, table, speaker.clip) if ears is not None else None
    transport = Transport(rendering, speaker.clip, table, halts)
    session = Session(
        transport,
        lambda: load_player(player),
        KeysBeside(keys, media),
        lambda: ScreenBeside(
            open_screen(rendering.timeline, environment.stdout, environment.variables.get("TERM", "")),
            media,
            rendering.timeline.title,
        ),
        environment,
        lambda floor: course(transport, Conversation(floor, table, keyboard=can_answer(keys), voice=voice)),
        ears,
    )
    outcome = session.run()
    if verbose and media.trouble:
        complain(f"note: no media keys: {media.trouble.message}; {media.trouble.cure}".removesuffix("; "))
    assert session.course is not None
    _leave(outcome, session.course.record)


def can_answer(keys: Keys) -> bool:
    """Whether anybody can press a key."""
    return not isinstance(keys, NoKeys)


def _leave(outcome: Outcome, record: Record) -> None:
    """Exit with the status of what happened. Returns where all is well."""
    if outcome.ending == "interrupted":
        raise typer.Exit(Status.INTERRUPTED)
    if outcome.ending == "stopped" or record.outcome in ("stop", "stop now"):
        raise typer.Exit(Status.STOPPED_BY_RULE)
    if not outcome.heard:
        complain("voicecoach: this session was played without sound.")
        raise typer.Exit(Status.NO_SOUND)


def no_keyboard() -> VoicecoachError:
    """What keeps questions from being asked that must be answered."""
    return VoicecoachError(
        "There is no keyboard to answer with.",
        cure="Start it in a terminal, without a file or a pipe as its input.",
        status=Status.WRONG_USE,
    )


def pass_over(record: Record, agenda: Agenda, reason: str | None) -> Record:
    """The record of a session that may begin: after a stop, with the reason for which it is passed over.

    Raises `VoicecoachError` where there is none.
    """
    stop = agenda.stopped
    if reason is not None and not reason.strip():
        raise VoicecoachError("--override needs a reason, in quotes.", status=Status.WRONG_USE)
    if stop is None:
        if reason is not None:
            complain("note: no stop is in force; the reason is not kept")
        return record
    if reason is None:
        advice = f"{advice_in_words(stop.outcome or 'stop')} {reason_in_words(stop.rule)}"
        raise VoicecoachError(
            f"The session of {stop.started:%Y-%m-%d %H:%M} ended with this advice:\n  {advice}",
            cure='To go on all the same: voicecoach play --override "the reason", which the journal keeps.',
            status=Status.STOPPED_BY_RULE,
        )
    return replace(record, override=reason.strip())


def running_in(environment: Environment) -> Callable[[str], bool]:
    """Whether a record's session is still going on."""
    home = environment.home_folder
    return lambda uid: is_running(home, uid)


def routine_of(record: Record | None) -> Routine | None:
    """The routine of an earlier session, None where its file is gone or is another by now."""
    if record is None or not record.path:
        return None
    path = Path(record.path)
    try:
        # a path may come from an imported file: it is read only if it is an ordinary file of the right size
        if path.is_file() and path.stat().st_size <= LIMIT and digest(path) == record.digest:
            return load(path)
    except (OSError, ValueError, RoutineError, VoicecoachError) as error:
        complain(f"note: {record.path} cannot be read ({error}); the stock questions are asked")
    return None


def dose_of(record: Record | None) -> Dose | None:
    """The dose that was wished for in an earlier session, None where its words are none."""
    if record is None:
        return None
    try:
        return dose_in(record.dose)
    except VoicecoachError:
        return None
