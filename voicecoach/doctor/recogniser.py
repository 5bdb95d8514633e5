"""The recogniser: whether it understands what is said."""

from collections.abc import Callable

from voicecoach.audio.players import Player
from voicecoach.audio.players.once import Once
from voicecoach.audio.tones import tone
from voicecoach.doctor import Finding
from voicecoach.hearing import Samples
from voicecoach.hearing.backends import Backend, no_recogniser
from voicecoach.hearing.decision import Heard, decide
from voicecoach.hearing.ears import Ears, Misheard, Trouble
from voicecoach.hearing.microphones import load_microphone
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.recogniser import Recogniser, RecogniserError
from voicecoach.session.dialog.accepted import Accepted
from voicecoach.status import VoicecoachError
from voicecoach.timeline.models import TONE_MS

NAME = "recogniser"

LOOK = 0.05
PATIENCE = 8.0
"""Seconds for somebody to say a word."""

LOADING = 30.0


def check_understanding(
    backend: Backend | None, clip: Samples | None, prompt: Prompt | None, answers: Accepted, meant: str
) -> Finding:
    """Have the coach's own voice understood: `clip` answers `prompt` with the meaning `meant`, at the rate of hearing.

    Without one it is only loaded.
    """
    if backend is None:
        return Finding.of(NAME, no_recogniser(), needed=False)
    recogniser = Recogniser(backend)
    try:
        recogniser.load([answers.phrases]).result(LOADING)
        if clip is None:
            return Finding(NAME, "weak", f"{backend.name} starts; there is no voice here to try it with")
        scores = recogniser.score(clip, answers.phrases, prompt).result(LOADING)
    except (RecogniserError, TimeoutError) as error:
        return _broken(backend, str(error) or "it does not answer")
    finally:
        recogniser.close()
    heard = decide(scores, answers.kind, backend.thresholds)
    if heard is None or heard.meaning != meant:
        return Finding(NAME, "weak", f"{backend.name} did not understand the coach's own voice; that need not be yours")
    return Finding(NAME, "works", f"{backend.name} understood the coach's own voice")


def check_round_trip(
    backend: Backend | None,
    microphone: str,
    prompt: Prompt | None,
    answers: Accepted,
    meant: str,
    monotonic: Callable[[], float],
    sleep: Callable[[float], None],
    ask: Callable[[], Player],
) -> Finding:
    """Have somebody say a word with the meaning `meant`, which is judged as an answer to `prompt`.

    `ask` asks for it, once all is ready, and gives the player for the tick at which it is listened for.
    """
    if backend is None:
        return Finding.of(NAME, no_recogniser(), needed=False)
    ears = Ears(lambda: load_microphone(microphone), Recogniser(backend), monotonic, [answers.phrases])
    ears.start()
    tick: Player | None = None
    try:
        _wait(lambda: ears.ready or ears.trouble, LOADING, monotonic, sleep)
        if ears.trouble is None:
            tick = ask()
            tick.start(Once(tone("tick")))
            sleep(TONE_MS["tick"] / 1000 + tick.latency)  # no longer: it can be answered as soon as it has been heard
            ears.listen(answers.kind, answers.phrases, prompt)
            said = _wait(ears.poll, PATIENCE, monotonic, sleep, going_on=lambda: ears.speaking)
        if ears.trouble == Trouble.BROKEN:
            return _broken(backend, ears.reason)
        if ears.trouble is not None or not ears.ready:
            why = str(ears.trouble or "not ready").replace("_", " ")
            return Finding(NAME, "weak", f"nothing could be heard: {why}", "See what is said of the microphone.")
    except VoicecoachError as error:
        return Finding.of(NAME, error, needed=False)
    finally:
        ears.close()
        if tick is not None:
            tick.close()
    return _finding(backend, said, meant)


def _finding(backend: Backend, said: object, meant: str) -> Finding:
    cure = "Come closer to the microphone, and speak after the tick."
    if isinstance(said, Heard):
        words = f"{backend.name} understood “{said.words}”, {said.sure:.0%} sure"
        return Finding(NAME, "works", words) if said.meaning == meant else Finding(NAME, "weak", words, cure)
    if isinstance(said, Misheard):
        return Finding(NAME, "weak", f"{backend.name} did not understand it", cure)
    return Finding(NAME, "weak", "nothing was said", cure)


def _broken(backend: Backend, detail: str) -> Finding:
    cure = f'pip install --force-reinstall "voicecoach[{backend.extra}]"'
    return Finding(NAME, "fails", f"{backend.name}: {detail}", cure)


def _wait(
    look: Callable[[], object],
    seconds: float,
    monotonic: Callable[[], float],
    sleep: Callable[[float], None],
    going_on: Callable[[], bool] = lambda: False,
) -> object:
    """What `look` gives once it gives something; None after `seconds`, unless something is going on."""
    until = monotonic() + seconds
    while monotonic() < until or going_on():
        found = look()
        if found:
            return found
        sleep(LOOK)
    return None
