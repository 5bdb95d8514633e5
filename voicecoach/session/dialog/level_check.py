"""Can the listener be heard? Asked once, ahead of the first questions that are answered aloud."""

from voicecoach.hearing.level import Loudness
from voicecoach.session.dialog.exchange import exchange
from voicecoach.session.dialog.floor import UnheardError
from voicecoach.session.dialog.listening import KeyListener
from voicecoach.session.dialog.obtaining import SILENCE_ALOUD
from voicecoach.session.dialog.queries import LEVEL, Query, Words
from voicecoach.session.dialog.spoken import VoiceListener
from voicecoach.session.dialog.telling import Telling

TRIES = 2

COUNTING = 1.5
"""Seconds of silence after which nothing more of "one, two, three" is to come."""

LONGEST = 10.0
"""Seconds for which one is heard out: somebody else may be talking in the room."""


def check_level(teller: Telling, voice: VoiceListener) -> None:
    """Have the listener count, and say what could be better. Any key ends it.

    Whoever is not heard at all answers by keys from then on. A voice that is too quiet or too loud is listened to all
    the same: what is unclear is asked back.
    """
    words = teller.table.aloud
    query = Query(LEVEL, words.level, words.level_again, Words({}))
    text, heard = query.text, False
    for _ in range(TRIES):
        reply = exchange(teller, query, [text], SILENCE_ALOUD, KeyListener(), voice)
        text = query.short
        if reply is None and (trouble := voice.words_of_trouble()) is not None:
            teller.say(trouble)
            return
        if reply is None:
            teller.say(words.level_nothing)
            continue
        if reply.given == "keys":
            return
        heard = True
        loudness = voice.loudness
        _hear_out(teller, voice)
        if loudness == Loudness.GOOD:
            teller.say(words.level_good)
            return
        teller.say(words.level_quiet if loudness == Loudness.QUIET else words.level_clipped)
    if not heard:
        voice.give_up()
        teller.say(words.level_given_up)


def _hear_out(teller: Telling, voice: VoiceListener) -> None:
    """Wait until the listener has counted to the end, or presses a key: the coach does not interrupt."""
    floor = teller.floor
    voice.open()
    silent_since = begun = floor.monotonic()
    try:
        while floor.monotonic() - silent_since < COUNTING and voice.trouble is None:
            if floor.tick() is not None or floor.monotonic() - begun > LONGEST:
                break
            if voice.busy:
                silent_since = floor.monotonic()
            if voice.hear(None, floor.monotonic()) is not None:
                voice.open()
    except UnheardError:
        teller.hear_it_is_back()
    finally:
        voice.close()
