"""What is hardly understood in a rest or in a pause: it is asked once, and nothing that somebody wishes is lost."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.session.ears import ScriptedEars
from tests.session.patient import Script
from tests.session.plays import ALOUD, WELL
from tests.session.test_interjections import ANYWAY, FOR_PAIN, ON, SET_TWO, TALK, WORDS, rest, theatre
from tests.session.theatre import Theatre
from voicecoach.hearing.decision import Heard
from voicecoach.hearing.ears import Misheard, Trouble
from voicecoach.language.spoken import ENGLISH

__all__ = ["theatre"]

ASKED = [TALK.sorry, WORDS.what_in_rest]
"""What is said where something was hardly understood."""

PAUSED = [ENGLISH.paused, WORDS.go_on_aloud, ENGLISH.ready, "Rest.", "If it is getting worse, stop."]
"""What is heard of a pause in a rest that one goes on from."""


@pytest.mark.parametrize("said", ['2s "skip"?', '2s "stop"??'])
def test_what_is_hardly_understood_is_asked_once_a_rest(said: str, theatre: Theatre) -> None:
    """Others may speak there, too: nobody has to say anything to it."""
    assert rest(theatre, said) == [*ASKED, *ON]
    theatre.clock.go_on(days=1)
    assert rest(theatre, said + ' 12s "stop"??') == [*ASKED, *ON]


@pytest.mark.parametrize(
    ("then", "heard"),
    [
        ('"skip"', ON[1:]),
        ('"skip"?', ON[1:]),
        ('!"skip"', [*ON]),
        ("x", ON[1:]),
        ("right", ON[1:]),
        ('"no"', ON),
        ('"carry on"', ON),
        ('"stop"', [FOR_PAIN, ANYWAY, WORDS.going_on, *ON]),
        ('"pause"', [*PAUSED, *ON]),
        ("space", [*PAUSED, *ON]),
        ('"stop"??', [*PAUSED, *ON]),
        ('"lovely weather"', [*PAUSED, *ON]),
    ],
)
def test_what_is_said_to_that_question(then: str, heard: list[str], theatre: Theatre) -> None:
    """What is not understood a second time pauses: nothing that somebody wishes is lost."""
    script: Script = {WORDS.what_in_rest: then, FOR_PAIN: '"no"', ANYWAY: '"no"', ENGLISH.paused: '10s "go on"'}
    found = rest(theatre, '2s "stop"??', script)
    assert found == [*ASKED, *heard]


@pytest.mark.parametrize(("press", "ending"), [("p", "pain"), ("q", "early")])
def test_keys_end_it_there_as_everywhere(press: str, ending: str, theatre: Theatre) -> None:
    rest(theatre, '2s "stop"??', {WORDS.what_in_rest: press})
    assert theatre.record.ending == ending


def test_its_answer_is_judged_alone_as_all_that_is_said_in_rests(theatre: Theatre) -> None:
    """The figures of commands are without a question that the recogniser hears, too."""
    rest(theatre, '2s "stop"??', {WORDS.what_in_rest: '"skip"'})
    assert theatre.listening is not None
    assert WORDS.what_in_rest not in theatre.listening.prompts


def test_the_screen_shows_its_keys(theatre: Theatre) -> None:
    rest(theatre, '2s "stop"??', {WORDS.what_in_rest: '"skip"'})
    shown = theatre.last.transcript
    assert "keys   space pause   n skip   p pain   q end" in shown[: shown.index(f"says   {WORDS.what_in_rest}")]


def test_the_rest_waits_for_the_answer(theatre: Theatre) -> None:
    def length(said: str | None) -> float:
        rest(theatre, said)
        return theatre.last.when(SET_TWO) - theatre.last.when("If it is getting worse")

    undisturbed = length(None)
    theatre.clock.go_on(days=1)
    assert length('2s "stop"??') == pytest.approx(undisturbed + 8, abs=1.5), "the question, and 5 s of silence"


def test_it_is_asked_in_each_rest(theatre: Theatre) -> None:
    script: Script = {"Rest.": '5s "skip"??', **ALOUD}
    assert theatre.play(script, sets=3, ears=theatre.ears()).count(WORDS.what_in_rest) == 2


def test_on_both_sides_of_what_the_coach_says_in_a_rest_it_is_one_rest(theatre: Theatre) -> None:
    script: Script = {"If it is getting worse": ['2s "skip"??', None], "Ten seconds.": ['2s "skip"??', None], **ALOUD}
    performance = theatre.play(script, sets=2, ears=theatre.ears())
    assert performance.transcript.count("speak  skip") == 2
    assert performance.count(WORDS.what_in_rest) == 1


@pytest.mark.parametrize("again", ['"repeat"', '"help"', "r", "?"])
def test_it_is_repeated_if_wanted(again: str, theatre: Theatre) -> None:
    heard = rest(theatre, '2s "stop"??', {WORDS.what_in_rest: [again, '"skip"']})
    assert heard == [*ASKED, WORDS.what_in_rest, *ON[1:]]


@pytest.mark.parametrize("keyboard", [True, False])
@pytest.mark.parametrize("cause", list(Trouble))
def test_a_microphone_with_which_something_is_wrong_does_not_pause_the_session(
    cause: Trouble, keyboard: bool, theatre: Theatre
) -> None:
    script: Script = {"If it is getting worse": ['2s "stop"??', None], WORDS.what_in_rest: theatre.trouble(cause)}
    performance = theatre.play(
        {**script, SET_TWO: theatre.trouble(None), **ALOUD}, sets=2, ears=theatre.ears(), keyboard=keyboard
    )
    assert ENGLISH.paused not in performance.heard
    assert (theatre.record.ending, theatre.record.sets_done) == ("done", 2)


def test_who_cannot_be_heard_well_enough_is_not_asked(tmp_path: Path) -> None:
    theatre = Theatre(tmp_path)
    script: Script = {"If it is getting worse": ['2s "stop"??', None], **WELL}
    performance = theatre.play(script, sets=2, ears=theatre.ears(), questions=False)
    assert WORDS.level_given_up in performance.heard
    assert WORDS.what_in_rest not in performance.heard
    assert ENGLISH.paused not in performance.heard


def after_it_is_heard(theatre: Theatre, do: Callable[[], object]) -> ScriptedEars:
    """Ears in whose moment of hearing something unclear something else happens, too."""
    ears = theatre.ears()
    poll = ears.poll

    def poll_and_do() -> Heard | Misheard | None:
        said = poll()
        if said == Misheard(nearly=True):
            do()
        return said

    ears.poll = poll_and_do  # type: ignore[method-assign]  # the theatre's own ears, and nothing but this moment
    return ears


@pytest.mark.parametrize(("key", "ending"), [("p", "pain"), ("q", "early")])
def test_a_key_in_the_moment_when_it_is_heard_counts(key: str, ending: str, theatre: Theatre) -> None:
    ears = after_it_is_heard(theatre, lambda: theatre.press_in(0.01, key))
    theatre.play({"If it is getting worse": ['2s "stop"??', None], **ALOUD}, sets=2, ears=ears)
    assert theatre.record.ending == ending


def test_the_sound_is_lost_in_the_moment_when_it_is_heard(theatre: Theatre) -> None:
    ears = after_it_is_heard(theatre, theatre.lose_sound(6))
    theatre.play({"If it is getting worse": ['2s "stop"??', None], **ALOUD}, sets=2, ears=ears)
    assert (theatre.record.ending, theatre.record.sets_done) == ("done", 2)


def test_the_sound_is_lost_while_it_is_asked(theatre: Theatre) -> None:
    script: Script = {
        "If it is getting worse": ['2s "stop"??', None],
        WORDS.what_in_rest: [theatre.lose_sound(6), '"stop"'],
        FOR_PAIN: '"yes"',
        **ALOUD,
    }
    performance = theatre.play(script, sets=2, ears=theatre.ears(), questions=False)
    assert performance.count(WORDS.what_in_rest) == 2
    assert theatre.record.ending == "pain"


def test_where_nobody_is_ever_clear_a_skip_is_asked_back(theatre: Theatre) -> None:
    script: Script = {"If it is getting worse": ['2s "skip"', None], WORDS.what_in_rest: '"skip"', **ALOUD}
    performance = theatre.play(script, sets=2, ears=theatre.ears(certain=False), questions=False)
    assert "Ten seconds." not in performance.heard
    assert theatre.record.sets_done == 2


def test_in_a_pause_it_is_told_what_may_be_said_there(theatre: Theatre) -> None:
    script: Script = {
        WORDS.go_on_aloud: '5s "go on"?? 5s "go on"??',
        ENGLISH.still_paused: ['2s "stop"??', '2s "go on"'],
    }
    heard = rest(theatre, '2s "pause"', script)
    told, reminder = WORDS.what_in_pause, ENGLISH.still_paused
    assert heard[:7] == [ENGLISH.paused, WORDS.go_on_aloud, told, reminder, told, reminder, ENGLISH.ready]
    assert heard[-8:] == ON
