"""One session: a card, the program, and the patient; and what was recorded of it."""

import time
from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from random import Random

from tests.robot.home import YESTERDAY, move_in
from tests.robot.mind import Mind
from tests.robot.mouth import Mouth
from tests.robot.patient import Noted, Patient, Utterance
from tests.robot.plan import Plan
from tests.robot.program import Program
from tests.robot.recorder import Recorder
from tests.robot.sentences import sounds_of
from tests.robot.voices import Voice
from tests.sound_card import SoundCard
from voicecoach.journal.models import Record
from voicecoach.journal.store import Journal
from voicecoach.language import parse
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.coach import Script, script_for

TITLE = "Robot"


@dataclass(frozen=True, slots=True)
class Setting:
    """What a session is made of.

    `screened` is whether the cautions have been asked about in an earlier one, and `spoken` whether that was answered
    aloud, so that nobody asks to be heard first.
    """

    routine: str
    plan: Plan
    voice: Voice
    rate: int
    seed: int = 0
    keyboard: bool = True
    screened: bool = True
    spoken: bool = False
    longest: float = 400.0
    """Seconds after which it is given up."""


@dataclass(frozen=True, slots=True)
class Visit:
    """What came of a session. `record` is None where the journal has none, `status` where the program did not end."""

    setting: Setting
    record: Record | None
    status: int | None
    lines: list[tuple[float, str]]
    noted: list[Noted]
    utterances: list[Utterance]
    speaker: Recorder
    microphone: Recorder


def script_of(routine: str) -> Script:
    """What may be asked in a session with a routine."""
    return script_for(parse(routine), ENGLISH)


def visit(setting: Setting, card: SoundCard, folder: Path, cache: Path) -> Visit:
    """Have the robot go through a session on a card that has been started; all files are in `folder` and `cache`."""
    path, home = folder / "r.routine", folder / "home"
    path.write_text(setting.routine)
    if setting.screened:
        move_in(home, TITLE, spoken=setting.spoken)
    sounds = sounds_of(parse(setting.routine), setting.rate, cache)
    setting.voice.prepare(setting.plan.vocabulary())
    mind = Mind(setting.plan, script_of(setting.routine), Random(setting.seed))  # noqa: S311 - no secret
    env: Mapping[str, str] = {**card.env, "VOICECOACH_CACHE": str(cache), "VOICECOACH_HOME": str(home)}
    with ExitStack() as stack:
        mouth = stack.enter_context(Mouth(env))
        patient = stack.enter_context(Patient(sounds, mind, setting.voice, mouth))
        microphone = stack.enter_context(Recorder("micfeed", env))
        speaker = stack.enter_context(Recorder("speaker", env, patient.ears.hear))
        program = stack.enter_context(Program(path, env, setting.rate, keyboard=setting.keyboard))
        status = program.wait(setting.longest)
        time.sleep(0.3)  # what has been played is still on its way
    with Journal.open(home) as journal:
        (newest,) = journal.page(1) or (None,)
    record = newest if newest is not None and newest.uid != YESTERDAY else None
    return Visit(setting, record, status, program.lines, patient.noted, patient.utterances, speaker, microphone)
