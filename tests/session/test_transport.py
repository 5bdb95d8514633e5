"""What is heard after each key: the transport is read as a player reads it, and what it gave is put into words."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest

from voicecoach.audio.players import SAMPLE_RATE, Samples
from voicecoach.audio.rendering import Rendering
from voicecoach.journal.models import Ending
from voicecoach.language import parse
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.transport import Transport
from voicecoach.timeline import Dose, compile_routine

ROUTINE = """\
routine "Title"
exercise "Nod"
  2 sets, rest 20s
  2 reps
  intro
    say "Sit."
  lift 2s "Lift."
  lower 2s "{rep}."
say "Well done."
"""

WORD = 400
"""ms of each word of the stand-in voice."""

ASIDES = {ENGLISH.paused, ENGLISH.ready, ENGLISH.keys, ENGLISH.still_paused, ENGLISH.ended_early}


class Listener:
    """Reads a transport in blocks of 100 ms and knows each text by the value of its samples."""

    def __init__(self, source: str = ROUTINE) -> None:
        self._values: dict[str, int] = {}
        timeline = compile_routine(parse(source), Dose(), self._measure, for_file=False)
        self.transport = Transport(Rendering(timeline, self._clip), self._clip, ENGLISH)
        self._heard: list[Samples] = []

    def _measure(self, text: str) -> int:
        return WORD * len(text.split())

    def _clip(self, text: str) -> Samples:
        value = self._values.setdefault(text, 20_000 + len(self._values))  # louder than any tone
        return np.full(self._measure(text) * SAMPLE_RATE // 1000, value, np.int16)

    def listen(self, seconds: float) -> None:
        until = sum(map(len, self._heard)) + round(seconds * SAMPLE_RATE)
        while (left := until - sum(map(len, self._heard))) > 0:
            block = self.transport.read(min(left, SAMPLE_RATE // 10))
            if block is None:
                return
            self._heard.append(block)

    def listen_until(self, text: str) -> None:
        """Up to the first 100 ms of a text that is about to come."""
        self._heard.append(np.zeros(0, np.int16))
        for _ in range(6000):
            block = self.transport.read(SAMPLE_RATE // 10)
            assert block is not None, f"the end came before “{text}”"
            self._heard.append(block)
            if text in self._values and (block == self._values[text]).any():
                return
        raise AssertionError(f"“{text}” did not come")

    def listen_to_the_end(self) -> None:
        self.listen(3600)
        assert self.transport.read(1) is None

    @property
    def words(self) -> list[str]:
        """The texts that were heard, each marked where it was not whole."""
        texts = {value: text for text, value in self._values.items()}
        samples = np.concatenate(self._heard)
        edges = np.flatnonzero(np.diff(samples, prepend=0, append=0))
        words = []
        for start, stop in pairwise(edges):
            if (text := texts.get(int(samples[start]))) is not None and stop - start > 1:
                whole = stop - start == self._measure(text) * SAMPLE_RATE // 1000
                words.append(text if whole else f"{text} (cut)")
        return words


SET_1 = ["Title", "About one minute.", "Sit.", "Set one of two. Two repetitions.", "Lift.", "One.", "Lift.", "Two."]
REST = ["Rest.", "If it is getting worse, stop.", "Ten seconds."]
SET_2 = ["Set two of two. Two repetitions.", "Lift.", "One.", "Lift.", "Two."]
ALL = [*SET_1, *REST, *SET_2, "Well done."]


@pytest.fixture
def listener() -> Listener:
    return Listener()


def test_without_a_key_everything_is_heard_once_and_whole(listener: Listener) -> None:
    listener.listen_to_the_end()
    assert listener.words == ALL
    assert listener.transport.ending == "done"


def test_a_pause_says_so_and_the_interrupted_repetition_is_heard_again(listener: Listener) -> None:
    listener.listen_until("Two.")
    listener.transport.toggle()
    listener.listen(5)
    listener.transport.toggle()
    listener.listen_to_the_end()
    assert listener.words == [
        *SET_1[:-1], "Two. (cut)", "Paused. Relax.", "Ready.", "Lift.", "Two.", *REST, *SET_2, "Well done.",
    ]  # fmt: skip


def test_a_pause_is_silent_but_for_its_words(listener: Listener) -> None:
    listener.listen_until("Two.")
    listener.transport.toggle()
    listener.listen(4)
    listener.transport.toggle()
    listener.listen_until("Ready.")
    samples = np.concatenate(listener._heard)
    paused = int(np.flatnonzero(samples == listener._values["Paused. Relax."])[-1])
    ready = int(np.flatnonzero(samples == listener._values["Ready."])[0])
    assert not samples[paused + 1 : ready].any()


def test_a_pause_in_a_rest_starts_the_rest_again(listener: Listener) -> None:
    listener.listen_until("Ten seconds.")
    listener.transport.toggle()
    listener.listen(5)
    listener.transport.toggle()
    listener.listen_to_the_end()
    assert listener.words == [
        *SET_1, *REST[:-1], "Ten seconds. (cut)", "Paused. Relax.", "Ready.", *REST, *SET_2, "Well done.",
    ]  # fmt: skip


def test_a_long_pause_is_explained_once_a_minute(listener: Listener) -> None:
    listener.transport.toggle()
    listener.listen(130)
    assert listener.words == ["Paused. Relax.", ENGLISH.still_paused, ENGLISH.still_paused]


def test_going_on_while_the_pause_is_being_announced_cuts_the_announcement(listener: Listener) -> None:
    listener.listen_until("Title")
    listener.transport.toggle()
    listener.listen(0.6)
    listener.transport.toggle()
    listener.listen(4)
    assert listener.words == ["Title (cut)", "Paused. Relax. (cut)", "Ready.", "Title", "About one minute."]


@pytest.mark.parametrize(
    ("press", "then"),
    [
        (Transport.again, ["Lift.", "One.", "Lift.", "Two.", *REST, *SET_2, "Well done."]),
        (Transport.next, ["Lift.", "Two.", *REST, *SET_2, "Well done."]),
        (Transport.next_set, [*SET_2, "Well done."]),
        (Transport.tell_keys, [ENGLISH.keys, "Ready.", "Lift.", "One.", "Lift.", "Two.", *REST, *SET_2, "Well done."]),
    ],
)
@pytest.mark.parametrize("paused", [False, True])
def test_keys_in_a_repetition(
    press: Callable[[Transport], None], then: list[str], paused: bool, listener: Listener
) -> None:
    listener.listen_until("One.")
    before = [*SET_1[:5], "One. (cut)"]
    if paused:
        listener.transport.toggle()
        listener.listen(3)
        before.append("Paused. Relax.")
    press(listener.transport)
    if paused and press is Transport.tell_keys:  # it stays paused
        listener.listen(20)
        assert listener.words == [*before, ENGLISH.keys]
        return
    listener.listen_to_the_end()
    assert listener.words == before + (["Ready."] if paused else []) + then


def test_next_set_in_the_last_set_goes_past_the_exercise(listener: Listener) -> None:
    listener.listen_until("Set two of two. Two repetitions.")
    listener.transport.next_set()
    listener.listen_to_the_end()
    assert listener.words == [*SET_1, *REST, "Set two of two. Two repetitions. (cut)", "Well done."]


def test_next_set_before_the_exercise_goes_to_its_first(listener: Listener) -> None:
    listener.listen_until("Title")
    listener.transport.next_set()
    listener.listen(4)
    assert listener.words == ["Title (cut)", "Set one of two. Two repetitions."]


def test_next_set_in_the_last_set_of_one_exercise_goes_to_the_name_of_the_next() -> None:
    listener = Listener('routine "T"\nexercise "A"\n  1 rep\n  up 1s "Up."\nexercise "B"\n  1 rep\n  down 1s "Down."\n')
    listener.listen_until("Up.")
    listener.transport.next_set()
    listener.listen_to_the_end()
    assert listener.words[-4:] == ["Up. (cut)", "B", "One repetition.", "Down."]


@pytest.mark.parametrize("press", [Transport.next, Transport.next_set])
def test_past_the_last_step_the_end_is_told(press: Callable[[Transport], None], listener: Listener) -> None:
    listener.listen_until("Well done.")
    press(listener.transport)
    listener.listen_to_the_end()
    assert listener.words == [*ALL[:-1], "Well done. (cut)", ENGLISH.no_further]
    assert listener.transport.ending == "done"


@pytest.mark.parametrize(
    ("ending", "words"),
    [("early", ENGLISH.ended_early), ("pain", ENGLISH.ended_for_pain), ("interrupted", ENGLISH.interrupted)],
)
@pytest.mark.parametrize("paused", [False, True])
def test_each_early_end_says_so(ending: Ending, words: str, paused: bool, listener: Listener) -> None:
    listener.listen_until("One.")
    if paused:
        listener.transport.toggle()
        listener.listen(5)
    listener.transport.end(ending)
    listener.transport.toggle()  # a key after the end changes nothing
    listener.transport.next()
    listener.listen_to_the_end()
    assert listener.words[-1] == words
    assert listener.transport.ending == ending


def test_a_lost_output_goes_on_at_the_interrupted_repetition(listener: Listener) -> None:
    listener.listen_until("Two.")
    listener.transport.sound_lost()
    listener.transport.sound_back()
    listener.listen_to_the_end()
    assert listener.words == [
        *SET_1[:-1], "Two. (cut)", ENGLISH.sound_is_back, "Ready.", "Lift.", "Two.", *REST, *SET_2, "Well done.",
    ]  # fmt: skip


def test_a_lost_output_leaves_a_paused_session_paused(listener: Listener) -> None:
    listener.transport.toggle()
    listener.transport.sound_lost()
    listener.transport.sound_back()
    listener.listen(30)
    assert listener.words == [ENGLISH.sound_is_back, "Paused. Relax."]


def test_an_interrupted_sound_dies_away_without_a_step(listener: Listener) -> None:
    listener.listen_until("Title")
    listener.transport.toggle()
    listener.listen(0.3)
    samples = np.concatenate(listener._heard).astype(int)
    last = np.flatnonzero(samples)[-1]
    assert np.abs(np.diff(samples[last - 400 :])).max() < 20_000 / 400


def test_a_read_never_crosses_the_beginning_of_a_repetition(listener: Listener) -> None:
    starts = {start * SAMPLE_RATE // 1000 for start in listener.transport.timeline.unit_starts}
    heard = 0
    ends = set()
    while (block := listener.transport.read(10**9)) is not None:
        heard += len(block)
        ends.add(heard)
    assert starts - {0} <= ends


def test_a_key_is_about_what_is_heard_and_not_about_what_was_read_ahead(listener: Listener) -> None:
    listener.transport.ear.latency = 0.3
    listener.listen_until("Two.")
    listener.listen(2.0)  # the repetition is read to its end and the rest has begun; the ear is 0.3 s behind
    assert listener.transport.snapshot().event.place.step == "rest"
    listener.transport.again()
    listener.listen_until("Ten seconds.")
    assert listener.words[-5:-1] == ["Lift.", "Two.", *REST[:2]]


def test_a_session_needs_no_cache_for_what_it_may_have_to_say() -> None:
    listener = Listener()

    def gone(text: str) -> Samples:
        raise OSError(f"“{text}” cannot be had")

    listener._clip = gone  # type: ignore[method-assign]  # as after somebody emptied the cache
    listener.transport._cursor._rendering._clip = gone
    listener.transport.end("failed")
    assert listener.transport.read(10**6) is not None
