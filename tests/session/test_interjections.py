"""What is said in a rest or in a pause: stop, pause, skip, go on. Nobody listens while the coach speaks."""

from pathlib import Path

import pytest

from tests.session.patient import Press, Script, Speech
from tests.session.plays import ALOUD, acquaint
from tests.session.theatre import Theatre
from voicecoach.language.spoken import ENGLISH

TALK, WORDS = ENGLISH.talk, ENGLISH.aloud
FOR_PAIN, ANYWAY = WORDS.end_for_pain, WORDS.end_anyway
SET_TWO = "Set two of five. Two repetitions."


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    theatre = Theatre(tmp_path)
    acquaint(theatre.home, theatre.clock.now())
    return theatre


def rest(theatre: Theatre, press: Press, then: Script | None = None, *, questions: bool = False) -> list[str]:
    """What is heard after the first set when somebody does that in its rest, until it is asked about safety."""
    script: Script = {"If it is getting worse": [press, None], **(then or {}), **ALOUD}
    performance = theatre.play(script, sets=2, ears=theatre.ears(), questions=questions)
    assert performance.late == []
    begin = next(i for i, text in enumerate(performance.heard) if text == "If it is getting worse, stop.")
    end = len(performance.heard) - performance.heard[::-1].index(TALK.safety) - 1
    return performance.heard[begin + 1 : end]


ON = ["Ten seconds.", SET_TWO, "Lift.", "One.", "Lift.", "Two.", "That was the last set.", TALK.after]
"""What is heard when nothing comes in between."""


# --- stop --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("stop", ['2s "stop"', '2s "please stop"?'])
def test_a_stop_because_of_pain(stop: str, theatre: Theatre) -> None:
    assert rest(theatre, stop, {FOR_PAIN: '"yes"'}, questions=True) == [FOR_PAIN, ENGLISH.ended_for_pain, TALK.after]
    record = theatre.record
    assert (record.ending, record.sets_done) == ("pain", 1)
    assert (record.answer("after", "safety"), record.answer("after", "pain")) == ("no", 3)
    assert record.outcome == "pending"
    assert {answer.question for answer in record.answers} == {"safety", "pain", "overall", "range_up", "range_down"}


def test_a_stop_for_another_reason(theatre: Theatre) -> None:
    assert rest(theatre, '2s "stop"', {FOR_PAIN: '"no"', ANYWAY: '"yes"'}, questions=True) == [
        FOR_PAIN, ANYWAY, ENGLISH.ended_early, TALK.after,
    ]  # fmt: skip
    assert (theatre.record.ending, theatre.record.sets_done) == ("early", 1)
    assert len([answer for answer in theatre.record.answers if answer.phase == "after"]) == 5


def test_a_stop_that_is_answered_by_keys(theatre: Theatre) -> None:
    heard = rest(theatre, '2s "stop"', {FOR_PAIN: "n", ANYWAY: "y"})
    assert heard == [FOR_PAIN, "No.", ANYWAY, "Yes.", ENGLISH.ended_early, TALK.after]


def test_a_stop_that_was_none(theatre: Theatre) -> None:
    assert rest(theatre, '2s "stop"', {FOR_PAIN: '"no"', ANYWAY: '"no"'}) == [FOR_PAIN, ANYWAY, WORDS.going_on, *ON]
    assert (theatre.record.ending, theatre.record.sets_done) == ("done", 2)


@pytest.mark.parametrize("to_the_second", [False, True])
def test_silence_after_a_stop_pauses(to_the_second: bool, theatre: Theatre) -> None:
    """Whoever says no more may need it."""
    then: Script = {FOR_PAIN: '"no"' if to_the_second else None, ENGLISH.paused: "30s space"}
    heard = rest(theatre, '2s "stop"', then)
    assert ENGLISH.paused in heard
    assert heard[heard.index(ENGLISH.paused) - 1] == TALK.left_open
    assert heard[-8:] == ON
    assert (theatre.record.pauses, theatre.record.ending) == (1, "done")


@pytest.mark.parametrize("press", ["q", '"stop"'])
def test_whoever_says_stop_again_has_said_it_often_enough(press: str, theatre: Theatre) -> None:
    heard = rest(theatre, '2s "stop"', {FOR_PAIN: press})
    assert ENGLISH.paused not in heard
    assert WORDS.leave not in heard
    assert theatre.record.ending == "early"


def test_p_after_a_stop_ends_for_pain(theatre: Theatre) -> None:
    rest(theatre, '2s "stop"', {FOR_PAIN: "p"})
    assert theatre.record.ending == "pain"


@pytest.mark.parametrize("press", ['"skip"', "x"])
def test_whatever_is_no_answer_after_a_stop_pauses(press: str, theatre: Theatre) -> None:
    then: Script = {FOR_PAIN: press, ENGLISH.paused: '10s "go on"'}
    heard = rest(theatre, '2s "stop"', then)
    assert heard[-13:-10] == [ENGLISH.paused, WORDS.go_on_aloud, ENGLISH.ready]
    assert heard[-8:] == ON
    assert theatre.record.ending == "done"


# --- pause and go on ---------------------------------------------------------------------------------


@pytest.mark.parametrize("go_on", ['10s "go on"', '100s "I\'m ready"', "5s space", "5s left"])
def test_a_pause_lasts_until_one_goes_on(go_on: str, theatre: Theatre) -> None:
    heard = rest(theatre, '2s "hold on"?' if "space" in go_on else '2s "pause"', {WORDS.go_on_aloud: go_on})
    reminded = [ENGLISH.still_paused] * ("100s" in go_on)
    assert heard == [ENGLISH.paused, WORDS.go_on_aloud, *reminded, ENGLISH.ready, *heard[-10:]]
    assert heard[-8:] == ON
    assert theatre.record.pauses == 1


@pytest.mark.parametrize("said", ['"pause"', '"skip"', '"yes"', '"lovely weather"', '"go on"?'])
def test_nothing_else_ends_a_pause(said: str, theatre: Theatre) -> None:
    heard = rest(theatre, '2s "pause"', {WORDS.go_on_aloud: f'5s {said} 5s "go on"'})
    assert heard.count(ENGLISH.ready) == 1
    said_at = [theatre.last.transcript.index(f"speak  {words}") for words in (said.strip('"?'), "go on")]
    assert theatre.last.transcript.index(f"says   {ENGLISH.ready}") > max(said_at)


def test_a_pause_by_key_is_ended_aloud(theatre: Theatre) -> None:
    script: Script = {(1, 2): ["space", None], ENGLISH.paused: '10s "go on"', **ALOUD}
    performance = theatre.play(script, sets=1, ears=theatre.ears())
    assert performance.count(ENGLISH.ready) == 1
    assert theatre.record.sets_done == 1


@pytest.mark.parametrize(
    ("then", "ending"), [({FOR_PAIN: '"yes"'}, "pain"), ({FOR_PAIN: '"no"', ANYWAY: '"yes"'}, "early")]
)
def test_a_stop_in_a_pause(then: Script, ending: str, theatre: Theatre) -> None:
    heard = rest(theatre, "2s space", {ENGLISH.paused: '10s "stop"', **then})
    assert heard[:2] == [ENGLISH.paused, FOR_PAIN]
    assert theatre.record.ending == ending


# --- skip --------------------------------------------------------------------------------------------


def test_a_skip_goes_to_the_next_set(theatre: Theatre) -> None:
    assert rest(theatre, '2s "skip"') == ON[1:]
    assert theatre.last.when(SET_TWO) - theatre.last.when("If it is getting worse") < 8
    assert theatre.record.sets_done == 2


@pytest.mark.parametrize("said", ['2s "go on"', '2s "lovely weather"', '2s "repeat"', '2s "help"'])
def test_what_means_nothing_here_does_nothing(said: str, theatre: Theatre) -> None:
    assert rest(theatre, said) == ON


def test_what_is_said_after_something_that_was_not_understood_is_heard(theatre: Theatre) -> None:
    assert rest(theatre, '1s "lovely weather" 1s "skip"') == ON[1:]


# --- when nobody listens -----------------------------------------------------------------------------


@pytest.mark.parametrize(("rep", "wait"), [((1, 1), "0.1s"), ((1, 2), "0.4s"), ((2, 1), "0.7s"), ((2, 2), "0.1s")])
def test_amid_the_repetitions_nobody_listens(rep: tuple[int, int], wait: str, theatre: Theatre) -> None:
    performance = theatre.play({rep: [f'!{wait} "stop"', None], **ALOUD}, sets=2, ears=theatre.ears())
    assert "speak  stop (unheard)" in performance.transcript
    assert FOR_PAIN not in performance.heard
    assert theatre.record.sets_done == 2


@pytest.mark.parametrize("during", ["Rest.", "If it is getting worse", "Ten seconds.", SET_TWO])
def test_into_what_the_coach_says_in_a_rest_nobody_listens(during: str, theatre: Theatre) -> None:
    performance = theatre.play({during: ['!"stop"', None], **ALOUD}, sets=2, ears=theatre.ears())
    assert FOR_PAIN not in performance.heard
    assert theatre.record.ending == "done"


@pytest.mark.parametrize("before", [0.8, 1.1, 1.4])
def test_who_still_speaks_when_the_rest_ends_is_not_heard(before: float, theatre: Theatre) -> None:
    """It takes 0.8 s, and 0.4 s more until it is clear that nothing follows; the next set begins with 0.5 s."""
    rest(theatre, None)
    silent = theatre.last.when(SET_TWO) - theatre.last.when("If it is getting worse")
    theatre.clock.go_on(days=1)
    assert rest(theatre, lambda: theatre.press_in(silent - before, Speech("please stop"))) == ON
    assert "speak  please stop" in theatre.last.transcript, "somebody listened when it began"


@pytest.mark.parametrize("key", ["p", "q"])
def test_when_a_key_ends_the_exercises_in_a_rest_nobody_listens_any_more(key: str, theatre: Theatre) -> None:
    rest(theatre, f"2s {key}")
    assert theatre.listening is not None
    ended = ENGLISH.ended_for_pain if key == "p" else ENGLISH.ended_early
    for moment in (theatre.last.when(ended) + 0.4, theatre.last.when(TALK.after) + 0.4):
        assert not [span for span in theatre.listening.spans if span[0] < moment < span[1]]


RESTS = """\
routine "Neck"
exercise "Nod"
  1 rep
  lift 1s "Lift."
rest 20s
ask after
  pain
rest 20s
say "Bye."
"""


def test_questions_between_two_rests_leave_both_to_be_heard_in(theatre: Theatre) -> None:
    theatre.file.write_text(RESTS)
    script: Script = {"Rest.": [None, '5s "stop"'], FOR_PAIN: '"no"', ANYWAY: '"no"', **ALOUD}
    performance = theatre.play(script, ears=theatre.ears())
    assert performance.heard[-5:] == [FOR_PAIN, ANYWAY, WORDS.going_on, "Ten seconds.", "Bye."]
