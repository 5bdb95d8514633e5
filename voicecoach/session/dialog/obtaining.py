"""Getting a reply to one question: how often it is asked, in which words, and when one gives up."""

from collections.abc import Sequence
from dataclasses import dataclass

from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.entry import NO_ANSWER, UNCLEAR, Reply
from voicecoach.session.dialog.exchange import exchange
from voicecoach.session.dialog.floor import Floor
from voicecoach.session.dialog.listening import KeyListener
from voicecoach.session.dialog.queries import Query
from voicecoach.session.dialog.spoken import VOICE, VoiceListener
from voicecoach.session.dialog.telling import Telling
from voicecoach.session.dialog.wording import keys_for, spoken_help

SILENCE = 12.0
"""Seconds after a question without an answer, where it is to be found on the keyboard."""

SILENCE_ALOUD = 7.0
"""The same, where one can speak."""

MOVE = 5.0
"""Seconds to try a movement and come back to the middle."""

SILENT_KEYS, SILENT_ALOUD = 2, 3
"""Times of silence after which a question stays open."""

MISHEARD = 3
"""Times that something was said and not understood, after which only keys are waited for."""


@dataclass
class _Attempts:
    """How often one question has been asked in vain; `text` is how it is asked next."""

    text: str
    by_voice: bool
    silent: int = 0
    misheard: int = 0


class Obtaining(Telling):
    """Asks one question until there is some reply, by keys, by voice or by both."""

    def __init__(
        self, floor: Floor, table: Spoken, keys: KeyListener | None = None, voice: VoiceListener | None = None
    ) -> None:
        super().__init__(floor, table)
        self._keys = keys
        self.voice = voice

    @property
    def answerable(self) -> bool:
        """Whether anybody could answer."""
        return self._keys is not None or (self.voice is not None and self.voice.works)

    def obtain(self, query: Query, opening: str | None = None, *, lead: str = "", by_voice: bool = True) -> Reply:
        """Ask until there is a reply that is more than a wish to hear the question again.

        It is first asked in the words of `opening`, the question's own if None; `lead` is said ahead of it each time.
        Nothing is confirmed yet. No answer at all is `NO_ANSWER`.
        """
        attempts = _Attempts(query.text if opening is None else opening, by_voice)
        while True:
            if self.voice is not None and self.voice.untold:  # since the last question, as in a rest
                self._tell_of_trouble(self.voice)
            voice = self._voice_for(query) if attempts.by_voice else None
            texts = [each for each in (lead, attempts.text) if each]
            reply = exchange(self, query, texts, self._patience(query, voice), self._keys, voice)
            attempts.text = query.short
            if reply is None:
                if not self._ask_again(query, voice, attempts):
                    return NO_ANSWER
            elif reply.said in ("repeat", "help", "unclear") or (reply.said == "skip" and query.alarm):
                self._respond(reply, query, voice, attempts)
            else:
                return reply

    def _ask_again(self, query: Query, voice: VoiceListener | None, attempts: "_Attempts") -> bool:
        """Whether to ask once more after a silence."""
        if voice is not None and self._tell_of_trouble(voice):
            attempts.by_voice = False
            return True
        attempts.silent += 1
        keys = self._keys is not None
        if voice is not None and keys and attempts.silent == SILENT_ALOUD - 1 and not query.alarm:
            attempts.text = self.table.aloud.key_or_skip
        enough = attempts.silent >= (SILENT_KEYS if voice is None else SILENT_ALOUD)
        return query.answers is not None and self.answerable and not enough

    def _respond(self, reply: Reply, query: Query, voice: VoiceListener | None, attempts: "_Attempts") -> None:
        """Do what the listener wishes ahead of an answer, or tell what was not understood."""
        if reply.said == "repeat":
            attempts.text = query.text
        elif reply.said == "help":
            self._help(query, voice)
        elif reply.said == "unclear" and reply.given == VOICE:
            attempts.misheard += 1
            self._misheard(query, attempts.misheard)
            if attempts.misheard == MISHEARD:
                attempts.by_voice, attempts.silent = False, SILENT_KEYS - 1
        else:  # safety is not skipped
            self.say(self.table.talk.sorry)

    def once(self, query: Query, texts: Sequence[str], patience: float) -> Reply | None:
        """One exchange by voice and keys; None where there is no reply. Where one could not speak, it is unclear."""
        voice = self._voice_for(query)
        if voice is None:
            return UNCLEAR
        reply = exchange(self, query, texts, patience, self._keys, voice)
        if reply is None and (self._tell_of_trouble(voice) or not voice.awake):
            return UNCLEAR
        return reply

    def _tell_of_trouble(self, voice: VoiceListener) -> bool:
        """Say why nothing can be heard; whether that is so."""
        words = voice.words_of_trouble()
        if words is not None:
            self.say(words if self._keys is not None else self.table.talk.no_keyboard)
        return words is not None

    def _voice_for(self, query: Query) -> VoiceListener | None:
        return self.voice if self.voice is not None and self.voice.can_answer(query) else None

    def _patience(self, query: Query, voice: VoiceListener | None) -> float:
        """Seconds of silence after the question."""
        if query.answers is None:
            return MOVE
        if voice is not None:
            return SILENCE_ALOUD
        return SILENCE if self._keys is not None else 0.0

    @property
    def _only_keys(self) -> str:
        """What is said where it cannot be understood any more."""
        return self.table.aloud.by_keys if self._keys is not None else self.table.aloud.no_keys

    def _help(self, query: Query, voice: VoiceListener | None) -> None:
        if voice is not None:
            self.say(*spoken_help(query, self.table))
        if self._keys is not None:
            self.say(*keys_for(query, self.table))

    def _misheard(self, query: Query, times: int) -> None:
        """Say that something was not understood; then what one may say; then that keys are waited for."""
        if times == 1:
            self.say(self.table.talk.sorry)
        elif times < MISHEARD:
            self.say(*spoken_help(query, self.table))
        else:
            self.say(self._only_keys)
