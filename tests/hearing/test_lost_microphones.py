"""Microphones that are not there, that vanish, and that do not answer."""

import json
import subprocess
from contextlib import AbstractContextManager

import pytest

from tests.audio.test_players import finish, require
from tests.hearing.child import says, started
from tests.sound_card import SoundCard
from voicecoach.hearing.microphones import MICROPHONES
from voicecoach.hearing.microphones.callback import PATIENCE

# How it is lost


LOSE = """
import json, time
from voicecoach.audio.players import patience
from voicecoach.hearing.microphones import callback, load_microphone
patience.LIMIT = 0.5
{hurry}
def wait_until(condition):
    while not condition():
        time.sleep(0.01)
microphone = load_microphone({microphone!r})
microphone.start()
wait_until(lambda: len(microphone.read()))
assert not microphone.lost
print("listening", flush=True)
input()
start = time.monotonic()
wait_until(lambda: microphone.lost)
lost = time.monotonic()
microphone.read()
read = time.monotonic()
microphone.close()
closed = time.monotonic()
print(json.dumps({{"noticed": lost - start, "read": read - lost, "closed": closed - read}}), flush=True)
input()
microphone = load_microphone({microphone!r})
microphone.start()
wait_until(lambda: len(microphone.read()))
microphone.close()
print("heard again")
"""


def lose(microphone: str, card: SoundCard, hurry: str = "") -> "AbstractContextManager[subprocess.Popen[str]]":
    """A child that listens, says how it has lost its microphone, and listens to the next one when it is let go on."""
    return started(LOSE.format(microphone=microphone, hurry=hurry), card, "listening")


@pytest.mark.parametrize("microphone", MICROPHONES)
def test_a_killed_server_is_noticed_and_the_next_one_is_listened_to(microphone: str, sound_card: SoundCard) -> None:
    require(microphone)
    with lose(microphone, sound_card) as child:
        sound_card.kill()
        took = json.loads(says(child))
        assert took["noticed"] < PATIENCE + 0.7
        assert took["closed"] < 0.4
        sound_card.start()
        assert says(child) == "heard again\n"


def test_a_frozen_server_is_noticed_and_holds_nobody_up(sound_card: SoundCard) -> None:
    with lose("miniaudio", sound_card, "callback.PATIENCE = 0.5") as child:
        sound_card.freeze()
        took = json.loads(says(child))
        assert took["noticed"] < 0.5 + 0.7
        assert took["read"] < 0.05
        assert took["closed"] < 0.5 + 0.4
        sound_card.thaw()
        assert says(child) == "heard again\n"


def test_an_unplugged_microphone_is_not_replaced_by_what_the_computer_plays(sound_card: SoundCard) -> None:
    with lose("miniaudio", sound_card, "callback.LOOK = 0.2") as child:
        sound_card.ask("unload-module", "module-remap-source")
        assert json.loads(says(child))["noticed"] < 0.2 + 0.5
        sound_card.kill()
        sound_card.start()
        assert says(child) == "heard again\n"


# How it is refused


TRY = """
import os, sys
from voicecoach.audio.players import patience
from voicecoach.cli import _leave
from voicecoach.hearing.microphones import NoMicrophoneError, load_microphone
os.environ.pop("PULSE_SOURCE")
patience.LIMIT = 0.5
print("ready", flush=True)
while sys.stdin.readline():
    microphone = load_microphone({microphone!r})
    try:
        microphone.start()
        print("started", flush=True)
    except NoMicrophoneError as error:
        print(error.message, flush=True)
    microphone.close()
_leave(0)
"""


@pytest.mark.parametrize("microphone", MICROPHONES)
def test_where_there_is_no_microphone_it_is_said_in_one_line(microphone: str, sound_card: SoundCard) -> None:
    require(microphone)
    with started(TRY.format(microphone=microphone), sound_card, "ready") as child:
        assert says(child) == "started\n"
        sound_card.ask("set-default-source", "speaker.monitor")
        assert says(child) == "No microphone was found: the chosen input records what this computer plays.\n"
        for module in ("module-remap-source", "module-null-sink"):
            sound_card.ask("unload-module", module)
        assert says(child) == "No microphone was found.\n"
        sound_card.kill()
        assert says(child) == "No microphone was found.\n"
        _, err = child.communicate(timeout=5)
        assert err == ""


def test_a_server_that_hangs_is_given_up(sound_card: SoundCard) -> None:
    with started(TRY.format(microphone="miniaudio"), sound_card, "ready") as child:
        sound_card.freeze()
        try:
            assert says(child) == "The microphone does not answer.\n"
            finish(child)
        finally:
            sound_card.thaw()
