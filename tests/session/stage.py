"""What surrounds a session, for the theatre: sound card, screen and keyboard, and what is noted of a performance."""

from dataclasses import dataclass, field

import numpy as np

from tests.session.ears import ScriptedEars
from tests.session.patient import Action, Clock, Patient, Speech
from tests.session.voice import Voice
from tests.stand_ins import words as length_of
from voicecoach.audio.players import SAMPLE_RATE, NoSoundError, Player, Samples, Source
from voicecoach.audio.tones import tone
from voicecoach.language.models import ToneName
from voicecoach.session.screen import KEYS
from voicecoach.session.session import Outcome
from voicecoach.session.snapshot import Snapshot
from voicecoach.session.transport import Transport

BEEP = tone("tick")


@dataclass
class Performance:
    """What was to be heard and seen of one run, and what came of it."""

    transcript: list[str] = field(default_factory=list)
    """`says` what is heard, `tick` that one may speak, `press` a key, `speak` what is said, `keys` which of them count,
    `screen` what is read, `tone` a soft one."""

    heard: list[str] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    """When each sentence of `heard` began, in seconds of the clock."""

    ticks: list[float] = field(default_factory=list)
    """When each tick began."""

    deeds: list[tuple[float, str]] = field(default_factory=list)
    """What the patient pressed, and said to somebody who listened, and when."""

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
        self.transcript.append(f"{kind:6} {what}".rstrip())
        return len(self.transcript) - 1


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
        self,
        clock: Clock,
        patient: Patient,
        voice: Voice,
        transport: Transport,
        performance: Performance,
        ears: ScriptedEars | None = None,
    ) -> None:
        self._clock = clock
        self.patient = patient
        self.ears = ears
        self._voice = voice
        self._transport = transport
        self._log = performance
        self._no_sound_until = 0.0
        self._until = clock.seconds + 3 * 3600
        self._sounding: tuple[int, int, int] | None = None  # the value, samples so far, line of the transcript
        self._silent_since = 0.0
        self._moment = 0.0  # when the block began that is heard
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
        action = self.patient.act()
        return act(action, self._clock.seconds, self._log, self.ears)

    def sleep(self, seconds: float) -> None:
        """Let at least that time pass; where nothing is going to be pressed, more of it to save work."""
        quiet = self._clock.seconds - self._silent_since > 30
        due = self.patient.due
        most = (1.0 if quiet else 0.25) if due is None else min(0.25, due - self._clock.seconds)
        if self.ears is not None:
            most = min(most, self.ears.due - self._clock.seconds)
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
            self._moment = self._clock.seconds - left / SAMPLE_RATE
            left -= len(block)
            self._listen(block)

    def _listen(self, block: Samples) -> None:
        if block.any():
            self._silent_since = self._clock.seconds
            if self.ears is not None:
                self.ears.coach_is_heard(self._moment + len(block) / SAMPLE_RATE)
            if np.array_equal(block, BEEP[: len(block)]):
                self._log.ticks.append(self._moment)
                self._log.note("tick", "")
        if not (block >= 20_000).any():
            self._sentence_ends()
            return
        runs = [block] if (block == block[0]).all() else np.split(block, np.flatnonzero(np.diff(block)) + 1)
        for run in runs:
            if self._sounding is not None and self._sounding[0] == run[0]:
                value, before, line = self._sounding
                self._sounding = (value, before + len(run), line)
                continue
            self._sentence_ends()
            text = self._voice.text_of(int(run[0])) if len(run) > 1 else None
            if text is not None:
                self._log.heard.append(text)
                self._log.times.append(self._moment)
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


def act(action: Action | None, now: float, log: Performance, ears: ScriptedEars | None) -> str | None:
    """Have a patient's action done; the key if it is one."""
    if callable(action):
        action()
    elif isinstance(action, Speech):
        heard = ears is not None and ears.say(action)
        log.note("speak", action.words if heard else f"{action.words} (unheard)")
        if heard:
            log.deeds.append((now, action.words))
    elif action is not None:
        log.note("press", action)
        log.deeds.append((now, action))
        return action
    return None
