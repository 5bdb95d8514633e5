"""The sound output: whether anything can be heard here."""

from collections.abc import Callable

from voicecoach.audio.players import Samples, load_player
from voicecoach.audio.players.once import play_once
from voicecoach.doctor import Finding
from voicecoach.status import VoicecoachError

NAME = "sound output"


def check_output(player: str, clip: Callable[[], Samples], sleep: Callable[[float], None]) -> Finding:
    """Play a sentence. Whether it was heard, only the listener knows."""
    try:
        play_once(load_player(player), clip(), sleep)
    except VoicecoachError as error:
        return Finding.of(NAME, error, needed=True)
    return Finding(NAME, "works", f"{player} has just said a sentence; if you did not hear it, turn the volume up")
