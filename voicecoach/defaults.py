"""What is used where the user names nothing; light to import, for the help texts show it."""

ROUTINE = "cervical-retraction-extension"
"""The neck routine."""

RATE = 150
"""Words a minute."""

SLOWEST, FASTEST = 80, 300
"""The rates there are."""

VOICE = {"linux": "en-us+klatt4"}
"""The voice on each platform; elsewhere the system's own choice. On Linux the most intelligible of espeak's."""

PLAYERS = ("miniaudio", "sounddevice", "simpleaudio")
"""The sound outputs."""

PLAYER = PLAYERS[0]

ANSWERS = ("auto", "voice", "keys")
"""The ways to answer; the first is the default."""
