"""The ears of a session are closed with it, whichever way it ends."""

import contextlib

import pytest

from tests.session.ears import ScriptedEars
from tests.session.test_session import ScriptedKeys, ScriptedPlayer, Stage
from voicecoach.audio.players import Player
from voicecoach.environment import Environment
from voicecoach.session import session as session_module
from voicecoach.session.screen import PlainScreen
from voicecoach.session.session import Session


@pytest.mark.parametrize("moment", ["output", "screen", "play"])
def test_the_ears_are_closed_however_it_ends(moment: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(session_module, "keep_awake", lambda _tell: contextlib.nullcontext())
    stage = Stage()
    ears = ScriptedEars(stage.clock.monotonic)

    def open_player() -> Player:
        stage.players.append(ScriptedPlayer(stage.listener, stage.clock))
        if moment == "output":
            raise OSError("out of memory")
        return stage.players[-1]

    def open_screen() -> PlainScreen:
        if moment == "screen":
            raise OSError("out of memory")
        return PlainScreen(stage.listener.transport.timeline, stage.out)

    def fail() -> None:
        raise OSError("out of memory")

    keys = ScriptedKeys(stage.clock, {1.0: fail}, stage.tick)
    environment = Environment(monotonic=stage.clock.monotonic, sleep=stage.clock.sleep)
    session = Session(stage.listener.transport, open_player, keys, open_screen, environment, None, ears)
    with pytest.raises(OSError, match="out of memory"):
        session.run()
    assert ears.closed == ears.opened == (moment != "output")
    assert all(player.closed for player in stage.players) or moment == "output"
