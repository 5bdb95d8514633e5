"""The tests speak with the quick voice that is everywhere, whatever else is installed or chosen here."""

import os

os.environ["VOICECOACH_VOICE"] = "system"
for _name in ("VOICECOACH_CONFIG", "VOICECOACH_RATE", "VOICECOACH_PLAYER", "VOICECOACH_ANSWERS"):
    os.environ.pop(_name, None)
