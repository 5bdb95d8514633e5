"""Sessions that were cut short: what is lost, and where the next one goes on."""

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.session.patient import Press, Script
from tests.session.plays import NECK, WELL
from tests.session.theatre import Theatre, kill
from voicecoach.journal.models import Work
from voicecoach.language.spoken import ENGLISH

TALK = ENGLISH.talk
OFFER = "Your last session ended in set two. Go on there?"
CUT = TALK.cut_short


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def cut_in_set_two(theatre: Theatre, press: Press = kill, then: Script | None = None) -> None:
    """A session of three sets that ends in its second."""
    theatre.play({**WELL, (2, 2): press, **(then or {})}, sets=3)
    assert theatre.record.done == (Work("Nod", 1, 3),)


# --- going on ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(("press", "ending"), [(kill, None), ("q", "early"), ("interrupt", "interrupted")])
def test_the_next_play_goes_on_at_the_set_where_it_ended(press: Press, ending: str | None, theatre: Theatre) -> None:
    cut_in_set_two(theatre, press)
    assert theatre.record.ending == ending
    uid = theatre.record.uid
    theatre.clock.go_on(minutes=5)
    performance = theatre.play(WELL, sets=3)
    assert performance.heard[: 4 if ending is None else 3] == [
        *([CUT] if ending is None else []), OFFER, "Yes.", "Going on at set two.",
    ]  # fmt: skip
    sets = [text for text in performance.heard if text.startswith("Set ")]
    assert sets == ["Set two of five. Two repetitions.", "Set three of five. Two repetitions."]
    assert performance.count("That makes three of five sets today.") == 1
    assert performance.late == []
    (record,) = theatre.records
    assert (record.uid, record.ending, record.sets_done, record.planned) == (uid, "done", 3, (Work("Nod", 3, 6),))
    assert record.outcome == "caution"
    assert record.ended == theatre.clock.now() or record.ended is not None


def test_safety_is_asked_again_but_not_what_was_asked_before(theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    performance = theatre.play({**WELL, "How bad": "1"}, sets=3)
    start = performance.heard[: performance.heard.index("Set two of five. Two repetitions.")]
    assert [text for text in start if text.endswith("?")] == [OFFER, TALK.safety]
    assert TALK.eyes_open not in start
    answers = {each.question: each.value for each in theatre.record.answers if each.phase == "before"}
    assert answers == {"cautions": "no", "clinician": "yes", "safety": "no", "pain": 3}
    assert theatre.record.rule == "pain-lower"


def test_a_yes_to_safety_stops_there_as_well(theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    performance = theatre.play({**WELL, "new dizziness": "y"}, sets=3)
    assert performance.heard[-1] == TALK.advice["safety"]
    (record,) = theatre.records
    assert (record.ending, record.outcome, record.sets_done) == ("stopped", "stop now", 1)


def test_one_may_begin_anew(theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    performance = theatre.play({**WELL, "Go on there": "n"}, sets=3)
    assert performance.heard[:4] == [CUT, OFFER, "No.", TALK.anew]
    assert performance.count(ENGLISH.pain) == 2
    first, second = theatre.records
    assert (first.ending, first.sets_done, second.ending, second.sets_done) == (None, 1, "done", 3)
    assert performance.count("That makes four of five sets today.") == 1


def test_a_session_may_be_cut_short_more_than_once(theatre: Theatre) -> None:
    theatre.play({**WELL, (1, 2): kill}, sets=3)
    theatre.play({**WELL, (2, 1): kill}, sets=3)
    theatre.play({**WELL, (3, 2): "q"}, sets=3)
    performance = theatre.play(WELL, sets=3)
    assert performance.heard[0] == "Your last session ended in set three. Go on there?"
    (record,) = theatre.records
    assert record.sets_done == 3
    assert record.answer("before", "pain") == 3


def test_pauses_of_both_parts_are_counted(theatre: Theatre) -> None:
    theatre.play({**WELL, (1, 2): "space 1s space", (2, 2): kill}, sets=3)
    theatre.play({**WELL, (3, 1): "space 1s space"}, sets=3)
    assert theatre.record.pauses == 2


def test_a_part_of_a_day_goes_on_with_its_numbers(theatre: Theatre) -> None:
    theatre.play(WELL, sets=2)
    theatre.clock.go_on(hours=3)
    theatre.play({**WELL, (4, 1): kill})
    performance = theatre.play(WELL)
    assert performance.heard[1] == "Your last session ended in set four. Go on there?"
    assert [text for text in performance.heard if text.startswith("Set ")] == [
        "Set four of five. Two repetitions.", "Set five of five. Two repetitions.",
    ]  # fmt: skip
    assert performance.count("That makes five of five sets today.") == 1
    assert [record.sets_done for record in theatre.records] == [2, 3]


def test_going_on_is_offered_even_where_a_new_session_would_be_too_much_for_the_day(theatre: Theatre) -> None:
    theatre.play(WELL, sets=2)
    theatre.clock.go_on(hours=3)
    theatre.play({**WELL, (5, 1): kill}, sets=3)
    performance = theatre.play(WELL, sets=3)  # three more would make seven, but one is left
    assert performance.count("Go on there?") == 1
    assert theatre.record.sets_done == 3


@pytest.mark.parametrize("minutes", [2, 20])
def test_going_on_after_midnight(minutes: int, tmp_path: Path) -> None:
    late = datetime(2026, 3, 2, 23, 57, tzinfo=timezone(timedelta(hours=1)))
    theatre = Theatre(tmp_path, start=late)
    cut_in_set_two(theatre)
    theatre.clock.go_on(minutes=minutes)
    assert theatre.clock.now().day == 3
    performance = theatre.play(WELL, sets=3)
    assert performance.count(OFFER) == 1
    (record,) = theatre.records
    assert record.sets_done == 3


TWO = """\
routine "Two"
exercise "Nod"
  2 sets, rest 20s
  2 reps
  lift 1s "Lift."
exercise "Bend"
  intro
    say "Stand up."
  2 sets, rest 20s
  2 reps
  bend 1s "Bend."
"""


@pytest.mark.parametrize(("heard", "seconds"), [("Set two of two. Two repetitions.", 3.5), ("Bend.", 1.5)])
def test_going_on_among_several_exercises(heard: str, seconds: float, tmp_path: Path) -> None:
    """In the second set of the first; and in the first of the second, whose introduction comes again."""
    theatre = Theatre(tmp_path, TWO)
    theatre.play({**WELL, heard: lambda: theatre.press_in(seconds, kill)})
    performance = theatre.play(WELL)
    assert performance.late == []
    (record,) = theatre.records
    assert record.ending == "done"
    assert [work.sets for work in record.done] == [2, 2]
    assert performance.count("Stand up.") == 1
    assert performance.count("Lift.") == (2 if heard.startswith("Set") else 0)
    assert performance.count("sets today") == 0


# --- when it is not offered --------------------------------------------------------------------------


@pytest.mark.parametrize(("minutes", "offered"), [(59, True), (61, False), (-1, False)])
def test_it_is_offered_for_an_hour(minutes: int, offered: bool, theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    if minutes < 0:
        theatre.clock.set_back(minutes=30)
    else:
        theatre.clock.go_on(minutes=minutes)
    performance = theatre.play(WELL, sets=3)
    assert performance.heard[0] == (CUT if minutes > 0 else "Neck"), "what lies in the future counts for nothing"
    assert performance.count("Go on there?") == offered


def test_without_a_wish_the_session_goes_on_with_the_dose_that_it_had(theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    performance = theatre.play(WELL)
    assert performance.count(OFFER) == 1
    assert performance.late == []
    (record,) = theatre.records
    assert (record.dose, record.sets_done, record.planned) == ("--sets 3", 3, (Work("Nod", 3, 6),))


def test_the_day_is_counted_by_the_dose_of_the_session_that_goes_on(theatre: Theatre) -> None:
    theatre.play({**WELL, (2, 2): kill}, sets=6)
    performance = theatre.play(WELL)
    assert performance.count("Set six of six.") == 1
    assert performance.count("That makes six of six sets today.") == 1
    assert performance.late == []


def test_one_may_begin_anew_at_the_routines_own_dose(theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    performance = theatre.play({**WELL, "Go on there": "n"})
    assert performance.late == []
    assert [record.sets_done for record in theatre.records] == [1, 4]


def test_not_at_another_dose(theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    assert theatre.play(WELL, sets=2).count("Go on there?") == 0


def test_not_after_the_file_has_changed(theatre: Theatre) -> None:
    cut_in_set_two(theatre)
    theatre.file.write_text(NECK.replace("Sit tall.", "Sit very tall."))
    performance = theatre.play(WELL, sets=3)
    assert performance.heard[0] == CUT
    assert performance.count("Go on there?") == 0


def test_not_after_a_session_that_was_done(theatre: Theatre) -> None:
    theatre.play(WELL, sets=2)
    performance = theatre.play(WELL, sets=2)
    assert performance.heard[0] == "Neck"


def test_not_where_no_repetition_was_done(theatre: Theatre) -> None:
    theatre.play({**WELL, (1, 1): kill}, sets=2)
    performance = theatre.play(WELL, sets=2)
    assert performance.heard[:2] == [CUT, "Neck"]


def test_not_after_an_end_because_of_pain(theatre: Theatre) -> None:
    cut_in_set_two(theatre, "p")
    theatre.clock.go_on(minutes=25)
    performance = theatre.play(WELL, sets=3)
    assert performance.heard[0] == TALK.later
    assert performance.count("Go on there?") == 0


@pytest.mark.parametrize(
    "after", [{"How bad": ["3", "5"]}, {"Is that better": "w"}, {"new dizziness": ["n", "y"]}, {"feel better": "w"}]
)
def test_not_after_an_end_that_was_followed_by_a_bad_answer(after: Script, theatre: Theatre) -> None:
    cut_in_set_two(theatre, "q", after)
    theatre.clock.go_on(minutes=25)
    performance = theatre.play({**WELL, "How bad": "3"}, sets=3, override="I must")
    assert performance.count("Go on there?") == 0


@pytest.mark.parametrize(
    "after",
    [
        {"How bad": ["3", "5"]},
        {"new dizziness": ["n", "y"]},
    ],
)
def test_not_after_a_bad_answer_even_where_no_advice_could_be_written(after: Script, theatre: Theatre) -> None:
    """The power fails between the answer and the advice."""
    cut_in_set_two(theatre, "q", {**after, "Five.": kill, "Yes.": [None, kill]})
    theatre.clock.go_on(minutes=5)
    performance = theatre.play(WELL, sets=3, override="I must")
    assert performance.count("Go on there?") == 0


# --- what is lost ------------------------------------------------------------------------------------


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.floats(0, 170))
def test_a_kill_at_any_moment_loses_at_most_the_question_on_screen(moment: float) -> None:
    """What was read back, and each repetition that was heard to its end, is in the journal."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        theatre = Theatre(Path(folder))
        performance = theatre.play({**WELL, "How bad": ["3", "2"]}, sets=2, kill_after=moment)
        values = {"No.": "no", "Yes.": "yes", "Three.": 3, "Two.": 2, "The same.": "same"}
        in_reps, read_back, reps = False, [], 0
        for text in performance.heard:
            in_reps = (in_reps or text.startswith("Set ")) and text not in ("Rest.", "That was the last set.")
            if in_reps:
                reps += text in ("Lift.", "Rest.")
            elif text in values:
                read_back.append(values[text])
        record = theatre.records[0] if theatre.records else None
        kept = [each.value for each in record.answers] if record else []
        assert kept == read_back or kept[:-1] == read_back, "the last may be on its way to being read back"
        assert reps - 1 <= (record.reps_done if record else 0) <= reps
        assert performance.outcome is None or moment > 100
        again = theatre.play(WELL, sets=2)
        assert again.outcome is not None
        assert again.late == []
