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

Interjection = Literal["called", "pause", "skip", "resume", "unclear", "unclear in a pause"]
NAMES: dict[str, Interjection] = {"stop": "called", "pause": "pause", "skip": "skip", "resume": "resume"}

DEAF = 20
"""Times that nothing could be heard after which one begins to listen anew: about a second."""

WORTH = 1500
"""Ms of silence that must be left: in less, nothing is said and understood."""


class Interjections:
    """Listens in silences; `attend` is to be called several times a second."""

    def __init__(self, ears: Hearing, table: Spoken) -> None:
        self._ears = ears
        self._table = table
        self._within: str | None = None
        self._asked: dict[str, int] = {}
        self._deaf = 0

    def attend(self, silence: Silence | None) -> Interjection | None:
        """What has been said in the silence that there is now, if anything.

        What was hardly understood is unclear, and to be asked, but only once a rest: others may speak there, too.
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
        if isinstance(said, Heard) and self._counts(said):
            self.leave()
            return NAMES[said.meaning.removeprefix(COMMAND)]
        if (isinstance(said, Heard) or said.nearly) and self._asked.get(silence.kind) != silence.number:
            self._asked[silence.kind] = silence.number
            self.leave()
            return "unclear" if silence.kind == "rest" else "unclear in a pause"
        self._listen()  # whatever it was, it was not for us
        return None

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

    def _counts(self, said: Heard) -> bool:
        """What leaves out a rest must be clear. A stop is asked back, and whoever is to say go on has to be heard."""
        return said.certain or said.meaning != f"{COMMAND}skip"
