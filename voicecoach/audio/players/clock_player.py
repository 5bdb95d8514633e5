"""No sound at all, in real time: the session goes on on screen where there is no sound output."""

from voicecoach.audio.players import Source
from voicecoach.audio.players.pace import Pace
from voicecoach.audio.players.worker import BLOCK, WorkerPlayer


class ClockPlayer(WorkerPlayer):
    """Takes the samples at the pace at which they would be heard."""

    def play(self, source: Source, pace: Pace) -> None:
        while not self._closing.is_set() and (block := source.read(BLOCK)) is not None:
            pace.wait(len(block))
