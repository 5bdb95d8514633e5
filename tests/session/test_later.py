"""The later questions: ten and twenty minutes after the last repetition, at once or at a later start."""

from datetime import timedelta
from pathlib import Path

import pytest

from tests.session.patient import Press, Script
from tests.session.plays import NECK, WELL
from tests.session.stage import Performance
from tests.session.theatre import Theatre, kill
from voicecoach.journal.models import Answer
from voicecoach.language.spoken import ENGLISH

TALK = ENGLISH.talk
HIGHER = TALK.advice["pain-higher"]
STAY: Script = {"Shall I stay": "y"}
MINUTE = 60_000


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


def later(theatre: Theatre, question: str = "pain") -> list[Answer]:
    """The later answers to a question, of the first session."""
    return [each for each in theatre.records[0].answers if each.phase == "later" and each.question == question]


def pain(*values: str) -> Script:
    """A patient who is well but for the pain each time."""
    return {**WELL, "How bad": list(values)}


def pending(theatre: Theatre, script: Script | None = None) -> Performance:
    """A session after which pain is higher."""
    performance = theatre.play({**pain("3", "5"), **(script or {})}, sets=1)
    assert (theatre.record.outcome, theatre.record.awaiting) == ("pending", True)
    return performance


# --- when there is something to ask again -----------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "rule"),
    [
        (pain("3", "5"), "pain-higher"),
        ({**WELL, "feel better": "w"}, "overall-worse"),
        ({**WELL, (1, 2): "p"}, "ended-for-pain"),
    ],
)
def test_what_is_worse_is_asked_about_again(script: Script, rule: str, theatre: Theatre) -> None:
    performance = theatre.play({**script, "Shall I stay": "n"}, sets=2)
    assert performance.heard[-3:] == [TALK.stay, "No.", TALK.leaving]
    assert performance.heard.count(TALK.advice[rule]) == 1
    assert (theatre.record.outcome, theatre.record.rule, theatre.record.awaiting) == ("pending", rule, True)


def test_pain_that_ends_the_very_first_repetition_is_asked_about_again(theatre: Theatre) -> None:
    performance = theatre.play({**WELL, (1, 1): "p"}, sets=1)
    assert performance.heard.count(TALK.safety) == 2
    assert (theatre.record.rule, theatre.record.awaiting) == ("ended-for-pain", True)


@pytest.mark.parametrize("script", [WELL, {**WELL, "Is that better": "w"}, {**WELL, (1, 2): "q"}, {**WELL, "How": "x"}])
def test_what_is_not_worse_is_not(script: Script, theatre: Theatre) -> None:
    performance = theatre.play(script, sets=2)
    assert performance.count(TALK.stay) == 0
    assert not theatre.record.awaiting
    assert theatre.follow_up(WELL) is None


def test_a_routine_may_ask_again_in_any_case(tmp_path: Path) -> None:
    theatre = Theatre(tmp_path, NECK.replace("when worse", "always"))
    performance = theatre.play({**WELL, **STAY}, sets=1)
    assert [each.round for each in later(theatre)] == [1, 2]
    assert performance.heard[-1] == TALK.advice["no-change"]
    assert (theatre.record.outcome, theatre.record.awaiting) == ("caution", False)


@pytest.mark.parametrize(
    "ask",
    [
        "",
        "ask later 2h when worse\n  pain\n",
    ],
)
def test_a_routine_with_other_times_or_none_is_asked_until_the_sheets_time_is_over(ask: str, tmp_path: Path) -> None:
    theatre = Theatre(tmp_path, NECK[: NECK.index("ask later")] + ask)
    performance = theatre.play({**pain("3", "5", "3"), **STAY}, sets=1)
    assert performance.late == []
    times = [each.since for each in later(theatre)]
    due = [120] if ask else [10, 20]
    for time, minutes in zip(times, due, strict=True):
        assert time == pytest.approx(minutes * MINUTE, abs=MINUTE)


# --- staying -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("values", "rule"),
    [(("5", "5"), "still-worse"), (("5", "4"), "settled"), (("3", "3"), "settled"), (("x", "x"), "missing")],
)
def test_staying_asks_at_ten_and_twenty_minutes(values: tuple[str, str], rule: str, theatre: Theatre) -> None:
    performance = theatre.play({**pain("3", "5", *values), **STAY}, sets=1)
    answers = later(theatre)
    assert [each.round for each in answers] == [1, 2]
    for answer, minutes in zip(answers, (10, 20), strict=True):
        assert answer.since == pytest.approx(minutes * MINUTE, abs=MINUTE / 2)
        last = theatre.record.last_rep
        assert last is not None
        assert answer.at - last == pytest.approx(timedelta(milliseconds=answer.since or 0), abs=timedelta(seconds=1))
    assert performance.transcript.count("tone   up") == 2
    assert performance.heard.count(TALK.safety) == 4
    assert performance.heard[-1] == TALK.advice[rule]
    assert (theatre.record.rule, theatre.record.awaiting) == (rule, False)


def test_the_tone_comes_first_and_safety_ahead_of_pain(theatre: Theatre) -> None:
    performance = theatre.play({**pain("3", "5"), **STAY}, sets=1)
    i = performance.transcript.index("tone   up")
    said = [line[7:] for line in performance.transcript[i:] if line.startswith("says")]
    assert said[:3] == [TALK.later, TALK.safety, "No."]
    assert [text for text in said[:7] if text.endswith("?")] == [TALK.safety, ENGLISH.pain, ENGLISH.overall]


def test_waiting_is_explained_every_five_minutes(theatre: Theatre) -> None:
    performance = theatre.play({**pain("3", "5"), **STAY}, sets=1)
    told = [i for i, text in enumerate(performance.heard) if text.startswith("I ask again in ")]
    assert [performance.heard[i] for i in told] == [
        "I ask again in nine minutes.", "I ask again in five minutes.",
    ] * 2  # fmt: skip
    begun = performance.times[performance.heard.index(TALK.staying)]
    for before, after in zip(
        [begun, *(performance.times[i] for i in told)], performance.times[told[0] :], strict=False
    ):
        assert after - before < 310


def test_a_key_tells_how_long_it_still_is(theatre: Theatre) -> None:
    performance = theatre.play(
        {**pain("3", "5"), **STAY, "in nine minutes": ["60s space", None], "in eight minutes": None}, sets=1
    )
    assert performance.count("in eight minutes") == 1


def test_one_can_leave_while_the_coach_waits(theatre: Theatre) -> None:
    performance = pending(theatre, {"Shall I stay": "y", "in nine minutes": "30s q"})
    assert performance.heard[-1] == TALK.leaving
    assert later(theatre) == []
    theatre.clock.go_on(minutes=30)
    assert theatre.follow_up(pain("3")) is not None
    assert len(later(theatre)) == 1


def test_pain_that_has_gone_is_not_asked_about_a_second_time_before_it_is_time_to_judge(theatre: Theatre) -> None:
    """The rule looks at twenty minutes: at ten nothing is decided yet."""
    theatre.play({**pain("3", "5", "2", "2"), **STAY}, sets=1)
    assert len(later(theatre)) == 2
    assert theatre.record.rule == "settled"


# --- another start -----------------------------------------------------------------------------------


def test_followup_waits_for_the_time_and_asks(theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=4)
    performance = theatre.follow_up(pain("3"))
    assert performance is not None
    assert performance.heard[0] in ("I ask again in five minutes.", "I ask again in six minutes.")
    assert [round((each.since or 0) / MINUTE) for each in later(theatre)] == [10, 20]
    assert performance.late == []
    assert (theatre.record.rule, theatre.record.awaiting) == ("settled", False)
    assert theatre.follow_up(WELL) is None


def test_a_late_followup_stands_for_those_that_were_missed_and_keeps_its_own_time(theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(hours=3)
    performance = theatre.follow_up(pain("3"))
    assert performance is not None
    (answer,) = later(theatre)
    assert answer.round == 1
    assert answer.since == pytest.approx(181 * MINUTE, abs=MINUTE)
    assert answer.at == theatre.record.last_rep + timedelta(milliseconds=answer.since or 0)  # type: ignore[operator]
    assert performance.heard[-1] == TALK.advice["settled"]


def test_a_clock_that_was_set_back_tells_no_time_since(theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.set_back(hours=1)
    assert theatre.follow_up(pain("3")) is not None
    assert {each.since for each in later(theatre)} == {None}
    assert theatre.record.outcome == "pending", "nothing is settled before its time, and no time is known"


def test_the_next_play_asks_first_and_begins_where_it_has_settled(theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=25)
    performance = theatre.play(WELL, sets=1)
    assert performance.transcript[0] == "tone   up"
    assert performance.heard[:2] == [TALK.later, TALK.safety]
    assert performance.when(TALK.advice["settled"]) < performance.when("Neck") < performance.when("Lift.")
    first, second = theatre.records
    assert (first.rule, second.ending, second.sets_done) == ("settled", "done", 1)
    assert len(later(theatre)) == 1


@pytest.mark.parametrize(
    ("minutes", "rule"), [(1, "pain-higher"), (11, "pain-higher"), (25, "still-worse"), (600, "still-worse")]
)
def test_the_next_play_does_not_begin_where_it_has_not_settled(minutes: int, rule: str, theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=minutes)
    performance = theatre.play(pain("5"), sets=1)
    last = [TALK.advice[rule], TALK.leaving] if rule == "pain-higher" else [TALK.advice[rule]]
    assert performance.heard[-len(last) :] == last
    assert performance.outcome is not None
    assert performance.outcome.ending == "stopped"
    assert performance.count("Lift.") == 0
    assert len(theatre.records) == 1
    assert theatre.record.rule == rule


@pytest.mark.parametrize("tries", [2, 3, 5])
def test_asking_early_and_often_does_not_wear_the_pending_out(tries: int, theatre: Theatre) -> None:
    pending(theatre)
    for _ in range(tries):
        theatre.clock.go_on(minutes=1)
        assert theatre.play(pain("5"), sets=1).count("Lift.") == 0
    assert (theatre.record.outcome, theatre.record.awaiting) == ("pending", True)
    theatre.clock.go_on(minutes=25)
    assert theatre.follow_up(pain("5")) is not None
    assert theatre.record.rule == "still-worse"


def test_another_routine_asks_first_and_then_begins(theatre: Theatre) -> None:
    pending(theatre)
    theatre.file.with_name("back.routine").write_text(NECK.replace('"Neck"', '"Back"'))
    theatre.file = theatre.file.with_name("back.routine")
    theatre.clock.go_on(minutes=12)
    performance = theatre.play(pain("5", "3"), sets=1)
    assert performance.heard.count(HIGHER) == 1
    assert performance.when(HIGHER) < performance.when("Back")
    assert theatre.record.routine == "Back"
    assert theatre.record.ending == "done"
    assert theatre.records[0].awaiting, "the twenty minutes are still to come"


def test_another_routine_does_not_begin_after_a_yes_to_safety(theatre: Theatre) -> None:
    pending(theatre)
    theatre.file.with_name("back.routine").write_text(NECK.replace('"Neck"', '"Back"'))
    theatre.file = theatre.file.with_name("back.routine")
    theatre.clock.go_on(minutes=12)
    performance = theatre.play({**WELL, "new dizziness": "y"}, sets=1)
    assert performance.heard[-2:] == ["Yes.", TALK.advice["safety"]]
    assert [each.outcome for each in theatre.records] == ["stop now"]


@pytest.mark.parametrize("by", ["silence", "leaving", "skipping"])
def test_missing_answers_neither_stop_nor_continue(by: str, theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=25)
    script: Script = {**WELL, "How bad": {"silence": None, "leaving": "q", "skipping": "x"}[by]}
    assert theatre.follow_up(script) is not None
    # where nothing at all was told, nothing has settled
    expected = ("pending", "pain-higher", True) if by == "leaving" else ("caution", "missing", False)
    assert (theatre.record.outcome, theatre.record.rule, theatre.record.awaiting) == expected


@pytest.mark.parametrize("end", ["!interrupt", kill])
def test_a_later_yes_to_safety_holds_even_if_the_program_ends_while_it_is_read_back(
    end: Press, theatre: Theatre
) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=12)
    theatre.follow_up({**WELL, "new dizziness": "y", "Yes.": end})
    theatre.clock.go_on(minutes=30)
    performance = theatre.play(WELL, sets=1)
    assert performance.count("Lift.") == 0


@pytest.mark.parametrize("end", ["!interrupt", kill])
@pytest.mark.parametrize(
    "during",
    [
        HIGHER,
        "sets today",
        TALK.stay,
        TALK.leaving,
    ],
)
def test_a_pending_holds_even_if_the_program_ends_while_it_is_said(during: str, end: Press, theatre: Theatre) -> None:
    theatre.play({**pain("3", "5"), "Shall I stay": "n", during: end}, sets=1)
    assert (theatre.record.outcome, theatre.record.awaiting) == ("pending", True)


@pytest.mark.parametrize("end", ["interrupt", kill])
@pytest.mark.parametrize("during", [ENGLISH.ended_for_pain, TALK.after, TALK.safety, "feel better"])
def test_pain_that_ended_a_session_is_known_whatever_happens_then(during: str, end: Press, theatre: Theatre) -> None:
    theatre.play(WELL, sets=1)
    theatre.clock.go_on(hours=2)
    presses: list[Press] = ["n", end] if during == TALK.safety else [end]
    script: Script = {during: presses, **{cue: press for cue, press in WELL.items() if cue != during}, (2, 2): "p"}
    theatre.play(script, sets=2)
    assert theatre.record.ending == "pain"
    theatre.clock.go_on(minutes=5)
    performance = theatre.play({**WELL, "How bad": "5"}, sets=2)
    assert performance.count("Go on there?") == 0
    assert performance.heard[:2] == [TALK.later, TALK.safety]
    assert performance.count("Lift.") == 0


@pytest.mark.parametrize("end", ["interrupt", kill])
def test_answers_of_an_asking_that_was_cut_short_are_kept(end: Press, theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=12)
    theatre.follow_up({**pain("7"), "feel better": end})
    assert [each.value for each in later(theatre)] == [7]
    assert theatre.record.awaiting
    theatre.clock.go_on(minutes=12)
    assert theatre.follow_up(pain("3")) is not None
    assert [each.value for each in later(theatre)] == [7, 3]
    assert theatre.record.rule == "settled"


def test_without_a_keyboard_it_is_left_to_another_start(theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=12)
    performance = theatre.play({}, sets=1, keyboard=False)
    assert performance.heard == [TALK.leaving]
    assert theatre.record.awaiting
    assert later(theatre) == []


def test_a_routine_whose_file_has_gone_is_asked_about_with_the_stock_questions(theatre: Theatre) -> None:
    pending(theatre)
    theatre.clock.go_on(minutes=25)
    theatre.file.unlink()
    performance = theatre.follow_up(pain("3"))
    assert performance is not None
    assert [text for text in performance.heard if text.endswith("?")] == [
        TALK.safety, ENGLISH.pain, ENGLISH.overall,
    ]  # fmt: skip
