"""What the coach may say in a session, as sound: the robot knows its voice, and each of its sentences."""

from collections.abc import Mapping
from pathlib import Path

from tests.robot.mind import TICK
from voicecoach.audio.players import Samples
from voicecoach.audio.tones import tone
from voicecoach.journal.agenda import Agenda
from voicecoach.language.models import Routine
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.staging import Staging
from voicecoach.speech.cache import ClipCache
from voicecoach.speech.pyttsx import Pyttsx3Engine
from voicecoach.speech.speaker import Speaker
from voicecoach.timeline import Dose, compile_routine

READY = "(ready)"


def sounds_of(routine: Routine, rate: int, cache: Path) -> Mapping[str, Samples]:
    """Each sentence and tone of a session with a routine, by its words; the clips are in the cache then."""
    engine = Pyttsx3Engine(rate=rate)
    speaker = Speaker(engine, ClipCache(cache, engine.identity))
    try:
        known = Staging(routine, Dose(), Agenda(), ENGLISH).texts(aloud=True)
        speaker.prepare(known)
        timeline = compile_routine(routine, Dose(), speaker.measure, for_file=False)
        texts = {*known, *(event.text for event in timeline.events if event.kind == "speech")}
        clips = {text: speaker.clip(text) for text in texts}
    finally:
        speaker.close()
    return {**clips, TICK: tone("tick"), READY: tone("ready"), "(go)": tone("go"), "(up)": tone("up")}
