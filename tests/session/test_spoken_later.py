"""Aloud: the later questions, at once or at another start, and a session that was cut short and is taken up."""

from pathlib import Path

import pytest

from tests.session.patient import Script
from tests.session.plays import ALOUD, WELL, acquaint, aloud
from tests.session.theatre import Theatre, kill
from voicecoach.journal.models import Work
from voicecoach.language.spoken import ENGLISH

TALK, WORDS = ENGLISH.talk, ENGLISH.aloud
STOP_NOW = TALK.advice["safety"]
OFFER = "Your last session ended in set two. Go on there?"
RIGHT = WORDS.is_that_right

WORSE: Script = aloud({"How bad": ['"three"', '"five"', '"four"', '"three"']})
"""Pain is higher after the session, and falls later."""


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    theatre = Theatre(tmp_path)
    acquaint(theatre.home, theatre.clock.now())
    return theatre


def later(theatre: Theatre, number: int = -1) -> list[tuple[int, str, object, str]]:
    """The later answers of a session."""
    answers = [each for each in theatre.records[number].answers if each.phase == "later"]
    return [(each.round, each.question, each.value, each.confirmed) for each in answers]


ASKED = [
    (1, "safety", "no", "yes"),
    (1, "pain", 4, "unopposed"),
    (1, "overall", "same", "unopposed"),
    (2, "safety", "no", "yes"),
    (2, "pain", 3, "unopposed"),
    (2, "overall", "same", "unopposed"),
]


def after_a_worse_one(theatre: Theatre) -> Script:
    """A session that made something worse was left for later; what somebody says 12 minutes after it."""
    theatre.play(WORSE, sets=1, ears=theatre.ears())
    theatre.clock.go_on(minutes=12)
    return aloud({"How bad": ['"four"', '"three"']})


# --- the later questions -----------------------------------------------------------------------------


@pytest.mark.parametrize("keyboard", [True, False])
def test_the_coach_stays_and_asks_again(keyboard: bool, theatre: Theatre) -> None:
    performance = theatre.play({**WORSE, "Shall I stay": '"yes"'}, sets=1, keyboard=keyboard, ears=theatre.ears())
    assert later(theatre) == ASKED
    assert performance.heard.count(TALK.staying) == 1
    assert (performance.late, theatre.record.rule) == ([], "settled")
    assert theatre.listening is not None
    waiting = performance.when(TALK.staying), performance.when(TALK.later)
    assert not [span for span in theatre.listening.spans if waiting[0] < span[0] < waiting[1]]


@pytest.mark.parametrize("keyboard", [True, False])
def test_a_follow_up_asks_again(keyboard: bool, theatre: Theatre) -> None:
    script = after_a_worse_one(theatre)
    performance = theatre.follow_up(script, keyboard=keyboard, ears=theatre.ears())
    assert performance is not None
    assert later(theatre) == ASKED
    assert (performance.late, theatre.record.awaiting) == ([], False)


def test_the_next_play_asks_again_first(theatre: Theatre) -> None:
    """There it asks once, which does for all that is due by then."""
    script = after_a_worse_one(theatre)
    theatre.clock.go_on(minutes=30)
    performance = theatre.play(script, sets=1, ears=theatre.ears())
    assert later(theatre, -2) == ASKED[:3]
    assert performance.when(TALK.later) < performance.when("Lift.")
    assert performance.late == []


def test_a_warning_sign_that_is_confirmed_later_is_a_stop(theatre: Theatre) -> None:
    script = after_a_worse_one(theatre)
    performance = theatre.follow_up({**script, "new dizziness": '"yes"'}, ears=theatre.ears())
    assert performance is not None
    assert performance.heard[-2:] == ["Yes.", STOP_NOW]
    assert (theatre.record.outcome, theatre.record.awaiting) == ("stop now", False)


def test_a_warning_sign_with_nothing_more_ends_the_follow_up(theatre: Theatre) -> None:
    script = after_a_worse_one(theatre)
    performance = theatre.follow_up({**script, "new dizziness": '"yes"', RIGHT: None}, ears=theatre.ears())
    assert performance is not None
    told = performance.heard.index(WORDS.alarm_unconfirmed)
    assert performance.heard[told + 1 :] == [TALK.rest_left_open, TALK.advice["pain-higher"], TALK.leaving]
    assert performance.count(TALK.later) == 1, "and does not wait for the second time"
    assert theatre.record.awaiting


def test_a_warning_sign_with_nothing_more_while_the_coach_stays_ends_the_session(theatre: Theatre) -> None:
    """Even of a routine that asks again though nothing is worse, and has something to say afterwards."""
    theatre.file.write_text(theatre.file.read_text().replace("when worse", "always") + 'say "Now go and do more."\n')
    yes: Script = {"new dizziness": ['"no"', '"no"', '"yes"'], RIGHT: ['"yes"', '"yes"', None], "Shall I stay": '"yes"'}
    performance = theatre.play(aloud(yes), sets=1, ears=theatre.ears())
    assert performance.heard[-1] == TALK.leaving
    assert performance.count(WORDS.alarm_unconfirmed) == 1


@pytest.mark.parametrize("title", ["Neck", "Back"])
def test_a_warning_sign_with_nothing_more_lets_no_session_begin(title: str, theatre: Theatre) -> None:
    script = after_a_worse_one(theatre)
    theatre.clock.go_on(minutes=30)
    theatre.file.write_text(theatre.file.read_text().replace('"Neck"', f'"{title}"'))
    answers: Script = {**script, "new dizziness": ['"yes"', '"no"'], RIGHT: [None, None, None, '"yes"']}
    performance = theatre.play(answers, sets=1, ears=theatre.ears())
    assert WORDS.alarm_unconfirmed in performance.heard
    assert "Lift." not in performance.heard
    assert len(theatre.records) == 2
    assert performance.outcome is not None
    assert performance.outcome.ending == "stopped"


# --- taking up ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("keyboard", [True, False])
def test_a_session_that_was_cut_short_is_taken_up(keyboard: bool, theatre: Theatre) -> None:
    theatre.play({(2, 2): kill, **ALOUD}, sets=3, ears=theatre.ears())
    theatre.clock.go_on(minutes=5)
    performance = theatre.play(ALOUD, sets=3, keyboard=keyboard, ears=theatre.ears())
    assert performance.heard[:3] == [TALK.cut_short, OFFER, "Going on at set two."], "a clear yes is not asked back"
    assert performance.late == []
    record = theatre.record
    assert (record.ending, record.done) == ("done", (Work("Nod", 3, 7),))
    assert {answer.given for answer in record.answers} == {"voice"}


def test_an_offer_that_is_heard_but_not_clearly_is_asked_back(theatre: Theatre) -> None:
    theatre.play({(2, 2): kill, **ALOUD}, sets=3, ears=theatre.ears())
    script: Script = {**ALOUD, "Go on there": '"yes"?', RIGHT: ['"no"', '"yes"'], "Go on at that": '"no"'}
    performance = theatre.play(script, sets=3, ears=theatre.ears())
    assert performance.heard[1:7] == [
        OFFER, "I heard yes.", RIGHT, WORDS.asked_again, TALK.resume_short, TALK.anew,
    ]  # fmt: skip


def test_a_session_that_began_with_keys_goes_on_aloud(theatre: Theatre) -> None:
    theatre.play({**WELL, (2, 2): kill}, sets=3)
    theatre.play(ALOUD, sets=3, ears=theatre.ears())
    given = {answer.phase: answer.given for answer in theatre.record.answers if answer.question == "pain"}
    assert given == {"before": "keys", "after": "voice"}


@pytest.mark.parametrize("cue", [RIGHT, "I heard no.", "Three.", WORDS.object])
def test_what_was_not_confirmed_when_it_was_killed_is_not_in_the_journal(cue: str, theatre: Theatre) -> None:
    theatre.play(aloud({cue: kill}), sets=1, ears=theatre.ears())
    assert theatre.record.answer("before", "pain") is None
    assert len(theatre.records) == (1 if cue in (RIGHT, "I heard no.") else 2), "nothing of it had been confirmed"
    theatre.clock.go_on(minutes=5)
    performance = theatre.play(ALOUD, sets=1, ears=theatre.ears())
    assert theatre.record.answer("before", "pain") == 3
    assert performance.late == []
