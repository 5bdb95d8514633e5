"""One exchange: the question sounds, and the first reply of any listener counts."""

from collections.abc import Sequence

from voicecoach.session.dialog.entry import UNCLEAR, Reply
from voicecoach.session.dialog.floor import UnheardError
from voicecoach.session.dialog.listening import Listener
from voicecoach.session.dialog.queries import Query
from voicecoach.session.dialog.spoken import VoiceListener
from voicecoach.session.dialog.telling import Telling
from voicecoach.session.dialog.wording import hint


def exchange(
    teller: Telling,
    query: Query,
    texts: Sequence[str],
    patience: float,
    keys: Listener | None,
    voice: VoiceListener | None = None,
) -> Reply | None:
    """Have `texts` heard and wait for a reply; None where none comes within `patience` seconds of silence.

    Where there is a `voice`, a tick tells when one may speak, and waiting ends with its trouble, too.
    """
    while True:
        try:
            return _exchange(teller, query, texts, patience, keys, voice)
        except UnheardError:
            teller.hear_it_is_back()
        finally:
            if voice is not None:
                voice.close()


def _exchange(
    teller: Telling,
    query: Query,
    texts: Sequence[str],
    patience: float,
    keys: Listener | None,
    voice: VoiceListener | None,
) -> Reply | None:
    floor = teller.floor
    listeners: list[Listener] = [each for each in (keys, voice) if each is not None]
    for listener in listeners:
        listener.attend(query)
    floor.show(hint(query) if listeners else "")
    say = floor.prompt if voice is not None else floor.say
    say(*texts)
    opened = False
    quiet_since = floor.monotonic()
    while floor.speaking or floor.monotonic() - quiet_since < patience:
        key = floor.tick()
        now = floor.monotonic()
        if not floor.speaking and not opened:
            opened, quiet_since = True, now
            for listener in listeners:
                listener.open()
        if key is not None or floor.speaking or any(listener.busy for listener in listeners):
            quiet_since = now
        for listener in listeners:
            # what is heard counts only once the coach is silent
            reply = listener.hear(key, now) if opened or listener is keys else None
            if reply is not None:
                floor.hush()
                if reply == UNCLEAR:
                    teller.settle()
                return reply
        if opened and voice is not None and voice.trouble is not None and not (keys is not None and keys.busy):
            return None
    return None
