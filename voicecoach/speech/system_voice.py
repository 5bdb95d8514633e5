"""Which voice the system speaks with where none is named, as far as its settings tell without starting an engine.

It is part of the cache's key: whoever chooses another in the system's settings is not to hear the old one's clips.
Neither place has been tried on the real system; where nothing is found, the clips of the old voice are kept.
"""

import sys
from pathlib import Path

MAC = Path("Library/Preferences/com.apple.speech.voice.prefs.plist")
"""In the user's home; it is there once a voice has been chosen."""

WINDOWS = r"Software\Microsoft\Speech\Voices"
"""Below HKEY_CURRENT_USER."""


def chosen_in_system(platform: str = sys.platform) -> str:
    """The id of the voice that was chosen in the system's settings, "" where none was or the system has no such."""
    if platform == "darwin":
        return _on_mac(Path.home() / MAC)
    if platform == "win32":
        return _on_windows()
    return ""


def _on_mac(settings: Path) -> str:
    import plistlib
    from xml.parsers.expat import ExpatError

    try:
        with settings.open("rb") as file:
            found = plistlib.load(file)
        return f"{found.get('SelectedVoiceName', '')} {found.get('SelectedVoiceID', '')}".strip()
    except (OSError, ValueError, ExpatError, AttributeError):
        return ""


def _on_windows() -> str:
    if sys.platform != "win32":
        return ""
    import winreg

    try:
        with winreg.OpenKey(winreg.HKEY_CURRENT_USER, WINDOWS) as key:
            return str(winreg.QueryValueEx(key, "DefaultTokenId")[0])
    except OSError:
        return ""
