"""What the listener says in between: in the silence of a rest or of a pause, when the program knows that it is silent.

While the coach speaks the microphone would hear the coach. So amid the repetitions there are only keys.
"""

from typing import Literal

from voicecoach.hearing.decision import COMMAND, Heard
from voicecoach.hearing.ears import PASSING
from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.accepted import rest_commands
from voicecoach.session.dialog.spoken import Hearing
from voicecoach.session.snapshot import Silence

Interjection = Literal["stop", "pause", "skip", "resume", "unclear"]
NAMES: dict[str, Interjection] = {"stop": "stop", "pause": "pause", "skip": "skip", "resume": "resume"}

DEAF = 20
"""Times that nothing could be heard after which one begins to listen anew: about a second."""

WORTH = 1500
"""Ms of silence that must be left: in less, nothing is said and understood."""

ASKABLE = 3000
"""The same to ask what was said, which is answered after a moment."""


class Interjections:
    """Listens in silences; `attend` is to be called several times a second."""

    def __init__(self, ears: Hearing, table: Spoken) -> None:
        self._ears = ears
        self._table = table
        self._within: str | None = None
        self._asked_in: tuple[str, int] | None = None
        self._deaf = 0

    def attend(self, silence: Silence | None) -> Interjection | None:
        """What has been said in the silence that there is now, if anything.

        "unclear": it was hardly understood, and is to be asked. That is so once a silence; others may speak there, too.
        """
        if silence is None or (self._within != silence.kind and silence.left < WORTH):
            self.leave()
            return None
        if self._within != silence.kind:
            self._within = silence.kind
            self._listen()
        said = self._ears.poll()
        if said is None:
            self._try_again()
            return None
        this = (silence.kind, silence.number)
        if isinstance(said, Heard) and self._counts(said, asked=self._asked_in == this):
            self.leave()
            return NAMES[said.meaning.removeprefix(COMMAND)]
        if (isinstance(said, Heard) or said.nearly) and self._asked_in != this and silence.left >= ASKABLE:
            self._asked_in = this
            self.leave()
            return "unclear"
        self._listen()  # whatever it was, it was not for us
        return None

    @property
    def question(self) -> str:
        """What to ask where something was unclear: what may be said in the silence in which it was."""
        assert self._asked_in is not None
        aloud = self._table.aloud
        return aloud.pause_again if self._asked_in[0] == "pause" else aloud.rest_again

    def leave(self) -> None:
        """Stop listening, if one does."""
        if self._within is not None:
            self._within = None
            self._ears.rest()

    def _try_again(self) -> None:
        """A noise may be over, and a microphone switched on again."""
        self._deaf = self._deaf + 1 if self._ears.trouble in PASSING else 0
        if self._deaf >= DEAF:
            self._deaf = 0
            self._listen()

    def _listen(self) -> None:
        words = rest_commands(self._table, paused=self._within == "pause")
        self._ears.listen(words.kind, words.phrases)

    def _counts(self, said: Heard, *, asked: bool) -> bool:
        """What leaves out a rest must be clear, or said to a question.

        A stop is asked back, and whoever is to say go on has to be heard.
        """
        return said.certain or asked or said.meaning != f"{COMMAND}skip"
