"""What surrounds a session, for the theatre: a clock, a voice, a patient, and the stage on which they meet."""

import re
from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

import numpy as np

from tests.stand_ins import words as length_of
from voicecoach.audio.players import SAMPLE_RATE, NoSoundError, Player, Samples, Source
from voicecoach.language.models import ToneName
from voicecoach.session.screen import KEYS
from voicecoach.session.session import Outcome
from voicecoach.session.snapshot import Snapshot
from voicecoach.session.transport import Transport
from voicecoach.speech.speaker import Progress, Speaker

Press = str | Callable[[], object] | None
Script = Mapping[str | tuple[int, int], Press | Sequence[Press]]

THINKING = 0.5
"""Seconds from the end of a sentence to the first key."""

TYPING = 0.1
"""Seconds from one key to the next."""


class Clock:
    """Monotonic seconds, and a wall clock that goes with them and can be set."""

    def __init__(self, wall: datetime) -> None:
        self.seconds = 0.0
        self._wall = wall

    def monotonic(self) -> float:
        return self.seconds

    def now(self) -> datetime:
        now = self._wall + timedelta(seconds=self.seconds)
        return now.replace(microsecond=now.microsecond // 1000 * 1000)

    def go_on(self, **time: float) -> None:
        """Let time pass, as between two sessions: `go_on(minutes=10)`."""
        self.seconds += timedelta(**time).total_seconds()

    def set_back(self, **time: float) -> None:
        """Set the wall clock back."""
        self._wall -= timedelta(**time)


class Voice(Speaker):
    """A word takes 400 ms, and the samples of each text have a value of their own, louder than any tone."""

    def __init__(self) -> None:
        self._clips: dict[str, Samples] = {}
        self._ready: set[str] = set()
        self.late: list[str] = []
        """Texts that had to be made in mid-session."""

    def prepare(self, texts: Iterable[str], progress: Progress | None = None) -> None:  # noqa: ARG002
        self._ready.update(texts)

    def measure(self, text: str) -> int:
        self._ready.add(text)
        return length_of(text)

    def clip(self, text: str) -> Samples:
        if text not in self._ready:
            self.late.append(text)
        if text not in self._clips:
            value = 20_000 + len(self._clips)
            self._clips[text] = np.full(length_of(text) * SAMPLE_RATE // 1000, value, np.int16)
        return self._clips[text]

    def text_of(self, value: int) -> str | None:
        """The text of a sample."""
        return dict(enumerate(self._clips, start=20_000)).get(value)

    def knows(self, text: str) -> bool:
        """Whether the text may be heard."""
        return text in self._ready

    def close(self) -> None:
        pass


@dataclass
class Performance:
    """What was to be heard and seen of one run, and what came of it."""

    transcript: list[str] = field(default_factory=list)
    """`says` what is heard, `press` a key, `keys` which of them count, `screen` what is read, `tone` a soft one."""

    heard: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """When each sentence of `heard` began, in seconds of the clock."""

    shown: list[str] = field(default_factory=list)
    late: list[str] = field(default_factory=list)
    outcome: Outcome | None = None
    """None where it was killed."""

    @property
    def text(self) -> str:
        """The transcript as a text."""
        return "".join(f"{line}\n" for line in self.transcript)

    def count(self, words: str) -> int:
        """How often a sentence with these words was begun."""
        return sum(words in text for text in self.heard)

    def when(self, words: str) -> float:
        """When a sentence with these words began for the first time."""
        return next(time for text, time in zip(self.heard, self.times, strict=True) if words in text)

    def note(self, kind: str, what: str) -> int:
        """Add a line to the transcript; which it is."""
        self.transcript.append(f"{kind:6} {what}")
        return len(self.transcript) - 1


class Patient:
    """Presses what the script says."""

    def __init__(self, script: Script, clock: Clock) -> None:
        self._script = {cue: _in_turn(presses) for cue, presses in script.items()}
        self._clock = clock
        self._due: list[tuple[float, str | Callable[[], object]]] = []

    def hears(self, text: str) -> None:
        """A sentence begins."""
        cue = next((cue for cue in self._script if isinstance(cue, str) and cue in text), None)
        if cue is not None:
            self._answer(self._script[cue], length_of(text) / 1000)

    def reaches(self, number: int, rep: int) -> None:
        """A repetition of a set begins."""
        if (number, rep) in self._script:
            self._answer(self._script[number, rep], 0.0, wait=THINKING)

    def plan(self, seconds: float, press: str | Callable[[], object]) -> None:
        """Press something in so many seconds, whatever is heard."""
        self._due.append((self._clock.seconds + seconds, press))

    @property
    def due(self) -> float | None:
        """When the next press is due."""
        return min((moment for moment, _ in self._due), default=None)

    def press(self) -> str | Callable[[], object] | None:
        """What is pressed now."""
        for each in sorted(self._due, key=lambda due: due[0]):
            if each[0] <= self._clock.seconds:
                self._due.remove(each)
                return each[1]
        return None

    def _answer(self, presses: deque[Press], length: float, wait: float = 0.0) -> None:
        press = presses.popleft() if len(presses) > 1 else presses[0]
        now = self._clock.seconds
        if callable(press):
            self._due.append((now + wait, press))
        elif press is not None:
            moment = now + THINKING + (0 if press.startswith("!") else length)
            for key in press.removeprefix("!").split():
                if re.fullmatch(r"[\d.]+s", key):
                    moment += float(key[:-1])
                else:
                    self._due.append((moment, key))
                    moment += TYPING


class SoundCard:
    """A sound card that has no latency."""

    def __init__(self) -> None:
        self.latency = 0.0
        self.finished = False
        self.lost = False
        self.source: Source | None = None

    def start(self, source: Source) -> None:
        self.source = source

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.source = None


class Stage:
    """One run as its surroundings: sound card, screen and keyboard. Time goes on when somebody waits for it."""

    def __init__(
        self, clock: Clock, patient: Patient, voice: Voice, transport: Transport, performance: Performance
    ) -> None:
        self._clock = clock
        self.patient = patient
        self._voice = voice
        self._transport = transport
        self._log = performance
        self._no_sound_until = 0.0
        self._until = clock.seconds + 3 * 3600
        self._sounding: tuple[int, int, int] | None = None  # the value, samples so far, line of the transcript
        self._silent_since = 0.0
        self._place: tuple[int, int] | None = None
        self._card = SoundCard()

    def open_player(self) -> Player:
        """The sound card, where there is one now."""
        if self._clock.seconds < self._no_sound_until:
            raise NoSoundError("none")
        self._card = SoundCard()
        return self._card

    def open_silence(self) -> Player:
        """What keeps the time where there is no sound card; here what it plays is noted as if it were heard."""
        self._card = SoundCard()
        return self._card

    def lose_sound(self, seconds: float) -> None:
        """The output goes away for that long."""
        self._no_sound_until = self._clock.seconds + seconds
        self._card.lost = True

    # --- time --------------------------------------------------------------------------------------

    def read(self, timeout: float) -> str | None:
        """A key, as `Keys` give it."""
        self.sleep(timeout)
        press = self.patient.press()
        if callable(press):
            press()
        elif press is not None:
            self._log.note("press", press)
            return press
        return None

    def sleep(self, seconds: float) -> None:
        """Let at least that time pass; where nothing is going to be pressed, more of it to save work."""
        quiet = self._clock.seconds - self._silent_since > 30
        due = self.patient.due
        most = (1.0 if quiet else 0.25) if due is None else min(0.25, due - self._clock.seconds)
        seconds = max(seconds, most)
        self._clock.seconds += seconds
        assert self._clock.seconds < self._until, "it does not end"
        self._play(seconds)
        place = self._transport.snapshot().event.place
        if self._transport.snapshot().state == "playing" and place.rep is not None:
            here = place.set or 1, place.rep
            if here != self._place:
                self._place = here
                self.patient.reaches(*here)

    def _play(self, seconds: float) -> None:
        """Have the card play that long, and listen."""
        left = round(seconds * SAMPLE_RATE)
        card = self._card
        while left > 0 and card.source is not None and not card.lost and not card.finished:
            block = card.source.read(left)
            if block is None:
                card.finished = True
                return
            left -= len(block)
            self._listen(block)

    def _listen(self, block: Samples) -> None:
        if block.any():
            self._silent_since = self._clock.seconds
        if not (block >= 20_000).any():
            self._sentence_ends()
            return
        for run in np.split(block, np.flatnonzero(np.diff(block)) + 1):
            if self._sounding is not None and self._sounding[0] == run[0]:
                value, before, line = self._sounding
                self._sounding = (value, before + len(run), line)
                continue
            self._sentence_ends()
            text = self._voice.text_of(int(run[0])) if len(run) > 1 else None
            if text is not None:
                self._log.heard.append(text)
                self._log.times.append(self._clock.seconds)
                self._sounding = (int(run[0]), len(run), self._log.note("says", text))
                self.patient.hears(text)

    def _sentence_ends(self) -> None:
        if self._sounding is not None:
            value, samples, line = self._sounding
            self._sounding = None
            text = self._voice.text_of(value)
            assert text is not None
            if samples < length_of(text) * SAMPLE_RATE // 1000:
                self._log.transcript[line] += " (cut)"

    # --- the screen --------------------------------------------------------------------------------

    def show(self, snapshot: Snapshot) -> None:
        pass

    def tell(self, message: str) -> None:
        self._log.shown.append(message)
        # what is said is in the transcript already
        if not self._voice.knows(message):
            self._log.note("screen", message)

    warn = tell

    def hint(self, keys: str) -> None:
        if keys not in ("", KEYS):
            self._log.note("keys", keys.partition("   r repeat")[0])

    def close(self) -> None:
        pass


class ToneTransport(Transport):
    """A transport whose coach's tones are in the transcript, and whose clips are all in memory."""

    log: Performance

    def prepare(self) -> None:
        pass

    def sound(self, name: ToneName) -> None:
        self.log.note("tone", name)
        super().sound(name)


def _in_turn(presses: Press | Sequence[Press]) -> deque[Press]:
    """What is pressed each time."""
    if presses is None or isinstance(presses, str) or callable(presses):
        return deque([presses])
    return deque(presses)
