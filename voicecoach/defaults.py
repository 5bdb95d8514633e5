"""What is used where the user names nothing; light to import, for the help texts show it."""

ROUTINE = "cervical-retraction-extension"
"""The neck routine."""

RATE = 150
"""Words a minute."""

VOICE = {"linux": "en-us+klatt4"}
"""The voice on each platform; elsewhere the system's own choice. On Linux the most intelligible of espeak's."""
