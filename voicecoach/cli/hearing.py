"""Whether answers are spoken, and what with."""

import contextlib
from collections.abc import Iterable, Iterator

from voicecoach import defaults
from voicecoach.cli.guard import complain
from voicecoach.environment import Environment
from voicecoach.hearing.backends import Backend, installed_backend, no_recogniser
from voicecoach.hearing.ears import Ears
from voicecoach.hearing.microphones import NoMicrophoneError, load_microphone
from voicecoach.hearing.recogniser import Recogniser
from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.queries import Query
from voicecoach.session.dialog.spoken import wordings
from voicecoach.status import Status, VoicecoachError


def recogniser_for(answers: str, player: str) -> Backend | None:
    """The recogniser for answers in that way, None where they are given by keys alone.

    Raises `VoicecoachError` where voice is insisted on and there is no recogniser or no microphone.
    """
    ways = defaults.ANSWERS
    if answers not in ways:
        raise VoicecoachError(
            f"--answers {answers}: expected {', '.join(ways[:-1])} or {ways[-1]}.", status=Status.WRONG_USE
        )
    backend = installed_backend() if answers != "keys" else None
    if answers == "voice":
        if backend is None:
            raise no_recogniser()
        microphone = load_microphone(microphone_for(player))
        microphone.start()
        microphone.close()
    return backend


def microphone_for(player: str) -> str:
    """The library to record with: the one that plays, if it can."""
    if player == "sounddevice":
        return player
    try:
        load_microphone("miniaudio")
    except NoMicrophoneError:
        with contextlib.suppress(NoMicrophoneError):
            load_microphone("sounddevice")
            return "sounddevice"
    return "miniaudio"


@contextlib.contextmanager
def open_ears(
    backend: Backend | None, player: str, environment: Environment, queries: Iterable[Query], table: Spoken
) -> Iterator[Ears | None]:
    """Ears for these questions, not yet started; closed with the block, which tells what went wrong with them."""
    if backend is None:
        yield None
        return
    ears = Ears(
        lambda: load_microphone(microphone_for(player)),
        Recogniser(backend),
        environment.monotonic,
        wordings(queries, table),
    )
    try:
        yield ears
    finally:
        ears.close()
        if ears.reason:
            complain(f"note: spoken answers: {ears.reason}")
