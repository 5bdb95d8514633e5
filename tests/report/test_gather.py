"""From any journal to a report."""

from datetime import timedelta

from tests.journal.records import answer
from tests.report.conftest import Reporting
from tests.report.journals import NECK, NOW, session
from voicecoach.report import words
from voicecoach.report.gather import MOST
from voicecoach.report.tally import Direction, alarms, directions, outcomes, unanswered


def test_no_session_is_no_section(reporting: Reporting) -> None:
    report = reporting([])
    assert (report.sections, report.earlier) == ((), None)


def test_what_was_before_the_period_is_known_to_be_there(reporting: Reporting) -> None:
    report = reporting([session("1", 200), session("2", 100)])
    assert (report.sections, report.earlier) == ((), NOW.date() - timedelta(days=100))


def test_each_routine_has_a_section_the_newest_first(reporting: Reporting) -> None:
    records = [session("1", 3), session("2", 2, routine="Neck rotation"), session("3", 1)]
    report = reporting(records)
    assert [(each.title, len(each.sessions)) for each in report.sections] == [(NECK, 2), ("Neck rotation", 1)]


def test_one_routine_alone(reporting: Reporting) -> None:
    records = [session("1", 3), session("2", 2, routine="Neck rotation")]
    assert [each.title for each in reporting(records, routine="Neck rotation").sections] == ["Neck rotation"]


def test_more_routines_than_one_reads_are_left_out_and_told(reporting: Reporting) -> None:
    report = reporting([session(f"{n}", n, routine=f"Routine {n}") for n in range(MOST + 2)])
    assert [each.title for each in report.sections] == [f"Routine {n}" for n in range(MOST)]
    assert words.notes(report) == ["Left out: 2 more routines; name one to see it: voicecoach report ROUTINE"]


def test_sessions_in_the_future_are_left_out_and_told(reporting: Reporting) -> None:
    stop = answer("after", "range_up", "worse")
    report = reporting(
        [session("1", 1), session("2", -400, 4, 3, stop), session("3", 0, started=NOW + timedelta(minutes=4))]
    )
    assert [each.uid for each in report.sections[0].sessions] == ["1", "3"]
    assert words.notes(report) == [
        "Left out: 1 session in the future by this computer's clock: 2 (2027-10-11 08:00, stop)."
    ]


def test_the_first_and_the_last_days_of_all_can_be_reported_on(reporting: Reporting) -> None:
    report = reporting(
        [session("1", 0, 4, 3), session("2", 0, 4, 3, started=NOW.replace(year=1, month=1, day=1))], since="all"
    )
    assert f"{report.sections[0].first}" == "0001-01-01"


def test_advice_that_was_never_written_follows_from_the_answers(reporting: Reporting) -> None:
    cut_short = session("1", 0, 4, None, answer("before", "safety", "yes"), outcome=None, rule="", ending=None)
    section = reporting([cut_short]).sections[0]
    assert outcomes(section) == [("stop now", 1)]


def test_directions_stand_in_the_order_of_the_sheet(reporting: Reporting) -> None:
    asked = [answer("after", f"range_{name}", value) for name, value in
             (("tilt", "same"), ("right", "worse"), ("up", "better"), ("left", None))]  # fmt: skip
    section = reporting([session("1", 1, 4, 3, *asked), session("2", 0, 4, 3)]).sections[0]
    assert directions(section) == [
        Direction("up", better=1, same=0, worse=0, unanswered=1, newest="better"),
        Direction("left", better=0, same=0, worse=0, unanswered=2, newest=""),
        Direction("right", better=0, same=0, worse=1, unanswered=1, newest="worse"),
        Direction("tilt", better=0, same=1, worse=0, unanswered=1, newest="same"),
    ]


def test_what_stayed_open_is_counted(reporting: Reporting) -> None:
    screened = [answer("before", "cautions", "no"), answer("before", "clinician", None), answer("after", "sleep", 4)]
    section = reporting([session("1", 1, 4, None, *screened), session("2", 0, None, None, awaiting=True)]).sections[0]
    assert [(each.question, each.count, each.of) for each in unanswered(section)] == [
        ("clinician, before", 1, 1),
        ("pain, before", 1, 2),
        ("pain, after", 2, 2),
        ("sleep, after", 1, 2),
        ("later questions, still to be asked", 1, 2),
    ]


def test_alarms_are_told_in_sentences(reporting: Reporting) -> None:
    records = [
        session("1", 3, 4, 3, answer("after", "range_up", "worse")),
        session("2", 2, 4, 6, override="I was told to go on", ending="pain"),
        session("3", 1, 4, 3, answer("before", "safety", "yes"), answer("after", "safety", "yes"), ending="stopped"),
        session("4", 0, 4, 3),
    ]
    assert [each.sentences for each in alarms(reporting(records).sections[0])] == [
        ("A warning sign, asked before and after: yes.",),
        ("Ended because of pain.", "Gone on after a stop, because: I was told to go on"),
        ("By the exercise sheet's rule: stop. Range shrank: more directions are worse than better.",),
    ]
