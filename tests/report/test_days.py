"""Days that count, days that do not, and the sets of a day."""

from datetime import timedelta
from pathlib import Path

from tests.journal.records import answer
from tests.report.conftest import Reporting
from tests.report.journals import EXERCISE, NOW, session
from voicecoach.journal.models import Record, Work
from voicecoach.library import digest
from voicecoach.report.days import Count, count, sets_of_day, weeks
from voicecoach.report.models import Section


def good(uid: str, days: float) -> Record:
    return session(uid, days, 4, 3)


def stopping(uid: str, days: float) -> Record:
    return session(uid, days, 4, 3, answer("after", "range_up", "worse"))


def section_of(reporting: Reporting, *records: Record, since: str = "12w") -> Section:
    return reporting(records, since=since).sections[0]


def test_days_count_from_the_first_session_ever(reporting: Reporting) -> None:
    assert count(section_of(reporting, good("1", 6), good("2", 4), good("3", 0))) == Count(3, 7, 0)


def test_with_earlier_sessions_they_count_from_the_beginning_of_the_period(reporting: Reporting) -> None:
    assert count(section_of(reporting, good("1", 60), good("2", 2), good("3", 0), since="10d")) == Count(2, 10, 0)


def test_today_counts_once_there_has_been_a_session(reporting: Reporting) -> None:
    assert count(section_of(reporting, good("1", 2), good("2", 1))) == Count(2, 2, 0)


def test_several_sessions_of_a_day_are_one_day(reporting: Reporting) -> None:
    assert count(section_of(reporting, good("1", 0), good("2", 0.1), good("3", 0.2))) == Count(1, 1, 0)


def test_a_session_in_which_nothing_was_done_is_no_day_of_exercise(reporting: Reporting) -> None:
    unsafe = session("2", 1, 4, None, answer("before", "safety", "yes"), done=(), ending="stopped")
    assert count(section_of(reporting, good("1", 2), unsafe, session("3", 0, done=(), ending="early"))).exercised == 1


def test_days_after_a_stop_are_not_missed(reporting: Reporting) -> None:
    section = section_of(reporting, good("1", 6), stopping("2", 5), good("3", 1), good("4", 0))
    assert count(section) == Count(4, 4, 3)
    assert weeks(section)[-1].cells == ("5/5", "5/5", "stop", "stop", "stop", "5/5", "5/5")


def test_a_stop_holds_until_a_session_says_that_nothing_is_wrong(reporting: Reporting) -> None:
    open_still = session("3", 3, 4, None)  # an answer is missing: this lifts nothing, but it was exercise
    assert count(section_of(reporting, good("1", 6), stopping("2", 5), open_still)) == Count(3, 3, 4)


def test_a_stop_of_before_the_period_is_in_force_in_it(reporting: Reporting) -> None:
    records = [good("1", 40), stopping("2", 12), good("3", 2), good("4", 0)]
    assert count(section_of(reporting, *records, since="10d")) == Count(2, 3, 7)


def test_a_stop_that_was_lifted_before_the_period_is_not(reporting: Reporting) -> None:
    records = [stopping("1", 40), good("2", 20), good("3", 9), good("4", 0)]
    assert count(section_of(reporting, *records, since="10d")) == Count(2, 10, 0)


def test_the_calendar_has_six_weeks_from_monday_on(reporting: Reporting) -> None:
    found = weeks(section_of(reporting, good("1", 80), good("2", 3)))
    assert [f"{week.monday:%a %d}" for week in found] == ["Mon 27", "Mon 03", "Mon 10", "Mon 17", "Mon 24", "Mon 31"]
    assert found[-1].cells == ("-", "-", "-", "5/5", "-", "-", "")
    assert found[-1].count == Count(1, 6, 0)


# --- the sets of a day ---------------------------------------------------------------------------


def planning(planned: int, done: int) -> Record:
    return session("", 0, planned=(Work(EXERCISE, planned, 50),), done=(Work(EXERCISE, done, 50),))


def test_a_session_begun_anew_plans_what_was_left() -> None:
    assert sets_of_day([planning(5, 2), planning(3, 3)], 0) == (5, 5)


def test_sets_spread_over_the_day_come_together() -> None:
    assert sets_of_day([planning(1, 1), planning(1, 1), planning(1, 1)], 0) == (3, 3)
    assert sets_of_day([planning(1, 1), planning(1, 1), planning(1, 1)], 5) == (3, 5)


def test_more_than_planned_is_no_less_than_all() -> None:
    assert sets_of_day([planning(5, 5), planning(5, 1)], 5) == (6, 10)
    assert sets_of_day([session("", 0, planned=())], 0) == (5, 5)


ROUTINE = 'routine "Nod"\nexercise "Nod"\n  4-5 sets, rest 30s\n  10 reps\n  nod 3s "Nod."\n'


def test_the_routine_tells_how_many_sets_make_a_day(reporting: Reporting, tmp_path: Path) -> None:
    path = tmp_path / "nod.routine"
    path.write_text(ROUTINE)
    record = session("1", 0, 4, 3, path=str(path), digest=digest(path), planned=(Work("Nod", 1, 10),), done=())
    section = section_of(reporting, record)
    assert section.plan.dose == "Nod: 4-5 sets of 10 repetitions, 30 s of rest"
    assert weeks(section)[-1].cells[-1] == "0/4"


def test_a_text_that_has_changed_since_tells_nothing(reporting: Reporting, tmp_path: Path) -> None:
    path = tmp_path / "nod.routine"
    path.write_text(ROUTINE)
    record = session("1", 0, 4, 3, path=str(path), digest="0" * 64)
    assert section_of(reporting, record).plan.dose == f"{EXERCISE}: 5 sets, 50 repetitions"


def test_a_routine_without_exercises_is_done_or_not(reporting: Reporting) -> None:
    nothing = {"planned": (), "done": ()}
    section = section_of(reporting, session("1", 1, 4, 3, **nothing), session("2", 0, 4, 3, **nothing, ending="early"))
    assert weeks(section)[-1].cells[-2:] == ("done", "0")
    assert count(section) == Count(1, 1, 0)


def test_a_day_is_that_of_the_place_where_the_session_was(reporting: Reporting) -> None:
    late = NOW.replace(hour=23, minute=59) - timedelta(days=1)
    assert count(section_of(reporting, session("1", 0, 4, 3, started=late))) == Count(1, 1, 0)
