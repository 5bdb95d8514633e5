"""The sound output: whether anything can be heard here."""

from collections.abc import Callable

from voicecoach.audio.players import Samples, load_player
from voicecoach.audio.players.once import play_once
from voicecoach.audio.tones import tone
from voicecoach.doctor import Finding
from voicecoach.status import VoicecoachError

NAME = "sound output"


def check_output(player: str, sentence: Samples | None, sleep: Callable[[float], None]) -> Finding:
    """Play a sentence, or a tone where there is no voice. Whether it was heard, only the listener knows."""
    try:
        play_once(load_player(player), tone("end") if sentence is None else sentence, sleep)
    except VoicecoachError as error:
        return Finding.of(NAME, error, needed=True)
    what = "sounded a tone" if sentence is None else "said a sentence"
    return Finding(NAME, "works", f"{player} has just {what}; if you did not hear it, turn the volume up")
