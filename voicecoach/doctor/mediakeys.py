"""Media keys: whether a headset's buttons reach a session."""

from collections.abc import Mapping

from voicecoach.doctor import Finding
from voicecoach.session.mediakeys.remote import MediaKeys

NAME = "media keys"

PATIENCE = 2.0
"""Seconds for the session bus; it takes some hundredths."""


def check_media_keys(variables: Mapping[str, str]) -> Finding:
    """Whether the desktop can be reached. `variables` is the process's environment."""
    media = MediaKeys(variables)
    media.start()
    ready = media.wait(PATIENCE)
    media.close()
    if ready:
        return Finding(NAME, "works", "a headset's and a keyboard's buttons reach a session")
    if media.trouble is None:
        return Finding(NAME, "missing", "the session bus does not answer")
    return Finding.of(NAME, media.trouble, needed=False)
