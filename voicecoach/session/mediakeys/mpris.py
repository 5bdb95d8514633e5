"""What the desktop sees of us: a media player by MPRIS 2.2 (specifications.freedesktop.org/mpris-spec).

Whatever has keys to hand on calls a method of `Player`; what is played stands in its properties.
"""

from collections.abc import Callable
from typing import Annotated

from dbus_fast import Variant
from dbus_fast.annotations import DBusBool, DBusDict, DBusDouble, DBusInt64, DBusObjectPath, DBusSignature, DBusStr
from dbus_fast.constants import PropertyAccess
from dbus_fast.service import ServiceInterface, dbus_method, dbus_property

from voicecoach.session.mediakeys import Showing

PATH = "/org/mpris/MediaPlayer2"
NAME = "org.mpris.MediaPlayer2.voicecoach.instance{pid}"
TRACK = "/voicecoach/session"

_Strings = Annotated[list[str], DBusSignature("as")]
_READ = PropertyAccess.READ


class Application(ServiceInterface):
    """The program: it has no window to raise, and is not ended from outside."""

    def __init__(self) -> None:
        super().__init__("org.mpris.MediaPlayer2")

    @dbus_method("Raise")
    def raise_window(self) -> None: ...

    @dbus_method("Quit")
    def quit(self) -> None: ...

    @dbus_property(_READ, "CanQuit")
    def can_quit(self) -> DBusBool:
        return False

    @dbus_property(_READ, "CanRaise")
    def can_raise(self) -> DBusBool:
        return False

    @dbus_property(_READ, "HasTrackList")
    def has_track_list(self) -> DBusBool:
        return False

    @dbus_property(_READ, "Identity")
    def identity(self) -> DBusStr:
        return "voicecoach"

    @dbus_property(_READ, "SupportedUriSchemes")
    def schemes(self) -> _Strings:
        return []

    @dbus_property(_READ, "SupportedMimeTypes")
    def types(self) -> _Strings:
        return []


class Player(ServiceInterface):
    """The session. `press` is told each key by its name here; `position` tells how far along it is, in ms."""

    def __init__(self, press: Callable[[str], None], position: Callable[[], int]) -> None:
        super().__init__("org.mpris.MediaPlayer2.Player")
        self._press = press
        self._position = position
        self._showing = Showing()

    def show(self, now: Showing) -> None:
        """Have the desktop hear of what is new. How far along we are it counts by itself."""
        before, self._showing = self._showing, now
        changed: dict[str, object] = {}
        if now.status != before.status:
            changed["PlaybackStatus"] = now.status
        if (now.routine, now.where, now.length) != (before.routine, before.where, before.length):
            changed["Metadata"] = _metadata(now)
        if changed:
            self.emit_properties_changed(changed)

    @dbus_method("Next")
    def next(self) -> None:
        self._press("next")

    @dbus_method("Previous")
    def previous(self) -> None:
        self._press("previous")

    @dbus_method("Pause")
    def pause(self) -> None:
        self._press("pause")

    @dbus_method("PlayPause")
    def play_pause(self) -> None:
        self._press("toggle")

    @dbus_method("Play")
    def play(self) -> None:
        self._press("play")

    @dbus_method("Stop")
    def stop(self) -> None:
        """A button of a headset must not end a session: it pauses, and any other goes on."""
        self._press("pause")

    @dbus_method("Seek")
    def seek(self, offset: DBusInt64) -> None:
        """Not to be had, and not offered."""

    @dbus_method("SetPosition")
    def set_position(self, track: DBusObjectPath, position: DBusInt64) -> None:
        """Not to be had, and not offered."""

    @dbus_method("OpenUri")
    def open_uri(self, uri: DBusStr) -> None:
        """Not to be had, and not offered."""

    @dbus_property(_READ, "PlaybackStatus")
    def status(self) -> DBusStr:
        return self._showing.status

    @dbus_property(_READ, "Metadata")
    def metadata(self) -> DBusDict:
        return _metadata(self._showing)

    @dbus_property(_READ, "Position")
    def position(self) -> DBusInt64:
        return self._position() * 1000

    @dbus_property(_READ, "Rate")
    def rate(self) -> DBusDouble:
        return 1.0

    @dbus_property(_READ, "MinimumRate")
    def slowest(self) -> DBusDouble:
        return 1.0

    @dbus_property(_READ, "MaximumRate")
    def fastest(self) -> DBusDouble:
        return 1.0

    @dbus_property(_READ, "Volume")
    def volume(self) -> DBusDouble:
        return 1.0

    @dbus_property(_READ, "CanGoNext")
    def can_go_next(self) -> DBusBool:
        return True

    @dbus_property(_READ, "CanGoPrevious")
    def can_go_previous(self) -> DBusBool:
        return True

    @dbus_property(_READ, "CanPlay")
    def can_play(self) -> DBusBool:
        return True

    @dbus_property(_READ, "CanPause")
    def can_pause(self) -> DBusBool:
        return True

    @dbus_property(_READ, "CanSeek")
    def can_seek(self) -> DBusBool:
        return False

    @dbus_property(_READ, "CanControl")
    def can_control(self) -> DBusBool:
        return True


def _metadata(now: Showing) -> dict[str, Variant]:
    """As the xesam ontology names it; lengths in µs."""
    return {
        "mpris:trackid": Variant("o", TRACK),
        "mpris:length": Variant("x", now.length * 1000),
        "xesam:title": Variant("s", now.where),
        "xesam:album": Variant("s", now.routine),
        "xesam:artist": Variant("as", ["voicecoach"]),
    }
