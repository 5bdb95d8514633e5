"""What came of a session, compared with what was meant."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from tests.robot.follower import UNKNOWN
from tests.robot.mind import TICK
from tests.robot.plan import Intention
from tests.robot.sentences import READY
from tests.robot.timing import Moment, moments, overlaps
from tests.robot.visit import Visit
from tests.robot.wordings import LEVEL
from voicecoach.journal.models import Answer, Value
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.confirming import OBJECTING

Verdict = Literal["right", "unanswered", "wrong", "not asked"]


@dataclass(frozen=True, slots=True)
class Row:
    """One question: what was meant and said, and what the journal has."""

    session: int
    voice: str
    question: str
    meant: Value | None
    said: str
    heard: str
    sure: int | None
    confirmed: str
    stored: Value | None
    verdict: Verdict


@dataclass(frozen=True, slots=True)
class Judgement:
    """All of a session. `delays` are from the end of an utterance to the coach's reaction, heard and seen, in s."""

    session: int
    rows: list[Row]
    problems: list[str]
    delays: list[tuple[float, float]]
    unknown: int
    """Sounds of the coach that were not recognised."""
    transcript: list[str]
    """All that was said and shown, in order."""


def judge(visit: Visit) -> Judgement:
    """Compare a session with its plan."""
    spoken = moments(visit)
    rows = [_row(visit, intention) for intention in visit.setting.plan.intentions]
    problems = [*_unkept(visit), *overlaps(visit, spoken), *_unheard(visit), *_in_rest(visit)]
    if visit.status is None:
        problems.append("the program did not end")
    if len(spoken) < len(visit.utterances):
        problems.append(f"{len(visit.utterances) - len(spoken)} utterances are not in the microphone")
    unknown = Counter(each.sound for each in visit.noted)[UNKNOWN]
    return Judgement(visit.setting.seed, rows, problems, _delays(spoken), unknown, _transcript(visit))


def _row(visit: Visit, meant: Intention) -> Row:
    answer = _answer(visit, meant)
    verdict: Verdict = "right"
    if answer is None or answer.given == "unasked":
        verdict = "not asked"
    elif answer.value != meant.meant:
        verdict = "wrong" if answer.value is not None else "unanswered"
    return Row(
        visit.setting.seed, visit.setting.voice.name, f"{meant.phase} {meant.question}", meant.meant,
        " / ".join(meant.said), answer.heard if answer else "", answer.sure if answer else None,
        answer.confirmed if answer else "", answer.value if answer else None, verdict,
    )  # fmt: skip


def _answer(visit: Visit, meant: Intention) -> Answer | None:
    answers = visit.record.answers if visit.record else ()
    return next((each for each in answers if (each.phase, each.question) == (meant.phase, meant.question)), None)


def _unkept(visit: Visit) -> list[str]:
    """Answers of which it is not written down how they were heard and confirmed."""
    return [
        f"{each.phase} {each.question}: {each}"
        for each in (visit.record.answers if visit.record else ())
        if each.value is not None
        and not (each.given == "voice" and each.heard and each.sure is not None and each.confirmed)
    ]


def _unheard(visit: Visit) -> list[str]:
    """Ticks after which the coach spoke at once, and so cannot have listened."""
    said = [each.begun for each in visit.utterances]
    return [
        f"after the tick at {tick.at:.1f} the coach waited {then.at - tick.at:.1f} s"
        for tick, then in zip(visit.noted, visit.noted[1:], strict=False)
        if tick.sound == TICK and then.at - tick.at < OBJECTING and not any(tick.at < at < then.at for at in said)
    ]


def _in_rest(visit: Visit) -> list[str]:
    """Whether what was wished for in the rest was done."""
    said = [each.words for each in visit.utterances if each.intention is None and each.words != LEVEL]
    heard = [each.sound for each in visit.noted]
    wish = visit.setting.plan.in_rest
    done = {
        "": True,
        "pause": ENGLISH.paused in heard,
        "stop": ENGLISH.aloud.end_for_pain in heard,
        "skip": ENGLISH.rest in heard and READY not in heard,
    }[wish]
    return [] if done else [f"in the rest “{wish}” was not done: said {said}"]


def _delays(spoken: Sequence[Moment]) -> list[tuple[float, float]]:
    """The coach's reactions; to counting it lets some time pass on purpose."""
    return [
        (each.heard - each.ended, each.seen - each.ended)
        for each in spoken
        if each.heard is not None and each.seen is not None and each.utterance.words != LEVEL
    ]


def _transcript(visit: Visit) -> list[str]:
    shown = [(at, f"          | {line}") for at, line in visit.lines]
    heard = [(each.at, f"coach: {each.sound}") for each in visit.noted]
    said = [(each.begun, f"robot: {each.words}") for each in visit.utterances]
    events = sorted([*shown, *heard, *said], key=lambda event: event[0])
    return [f"{at - events[0][0]:7.2f}  {what}" for at, what in events]
