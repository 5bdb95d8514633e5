"""Clips through the endpointer and a recogniser, as the session's ears do it."""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from voicecoach.hearing import FRAME, Samples
from voicecoach.hearing.backends import Phrases
from voicecoach.hearing.decision import Score
from voicecoach.hearing.endpointer import Endpointer, Event
from voicecoach.hearing.prompt import Prompt
from voicecoach.hearing.recogniser import Recogniser
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.accepted import accepted, rest_commands
from voicecoach.session.dialog.queries import COMPARE, CONFIRM, YES_NO, Answers, Numbers, Options, Query, listed
from voicecoach.session.dialog.spoken import prompt_of
from voicecoach.speech.speaker import Speaker

from .clips import Clip, read
from .phrases import PAUSED


@dataclass(frozen=True, slots=True)
class Listened:
    """What became of a clip. Without `scores`, the endpointer found no speech in it, or no end of it."""

    clip: Clip
    scores: tuple[Score, ...] | None
    seconds: float = 0.0
    """What the recogniser took."""


def phrases_for(clip: Clip) -> Phrases:
    """What may be said to the clip's question."""
    if clip.kind == "command":
        return rest_commands(ENGLISH, paused=clip.options == PAUSED).phrases
    return _phrases(_query(clip))


def _query(clip: Clip) -> Query:
    """The clip's question."""
    talk = ENGLISH.talk
    questions: Mapping[str, Callable[[], tuple[str, Answers]]] = {
        "number": lambda: (talk.pain_short, Numbers(clip.low, clip.high)),
        "yesno": lambda: (talk.yesno_short, YES_NO),
        "compare": lambda: (talk.range_short, COMPARE),
        "choice": lambda: (listed(clip.options, talk, ENGLISH), Options(clip.options)),
    }
    short, answers = questions[clip.kind]()
    return Query("it", short, short, answers)


def _phrases(query: Query) -> Phrases:
    found = accepted(query, ENGLISH)
    assert found is not None
    return found.phrases


def listen(folder: Path, clips: Iterable[Clip], recogniser: Recogniser, speaker: Speaker) -> Iterator[Listened]:
    """Each clip, heard with its own question, which the speaker asks."""
    for clip in clips:
        prompt = prompt_of(_query(clip), speaker.clip) if clip.kind != "command" else None
        yield _listen(folder, clip, phrases_for(clip), recogniser, prompt)


def listen_for_yes_and_no(folder: Path, clips: Iterable[Clip], recogniser: Recogniser) -> Iterator[Listened]:
    """The clips that say nothing but yes or no, heard as the answer to what was read back."""
    phrases = _phrases(Query(CONFIRM, "", "", YES_NO))
    for clip in clips:
        if clip.words in ("yes", "no") and clip.meaning is not None:
            yield _listen(folder, clip, phrases, recogniser, None)


def _listen(folder: Path, clip: Clip, phrases: Phrases, recogniser: Recogniser, prompt: Prompt | None) -> Listened:
    speech = spoken(read(folder, clip))
    if speech is None:
        return Listened(clip, None)
    start = time.perf_counter()
    scores = recogniser.score(speech, phrases, prompt).result()
    return Listened(clip, tuple(scores), time.perf_counter() - start)


def spoken(samples: Samples) -> Samples | None:
    """The first stretch of speech that has an end, as it is judged: up to the pause that turns out to be the end."""
    endpointer = Endpointer()
    judged = None
    for at in range(0, len(samples) - FRAME + 1, FRAME):
        match endpointer.hear(samples[at : at + FRAME]):
            case Event.PAUSED:
                judged = endpointer.speech
            case Event.RESUMED:
                judged = None
            case Event.ENDED:
                return judged
            case Event.TOO_LONG:
                return None
    return None
