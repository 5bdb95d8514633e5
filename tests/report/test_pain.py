"""Points, gaps, and which changes mean something."""

from dataclasses import replace

import pytest

from tests.report.conftest import Reporting
from tests.report.journals import session
from voicecoach.report.axis import axis_of
from voicecoach.report.models import Section
from voicecoach.report.pain import Point, Tally, Trend, is_meaningful, is_weekly, lines, points, tally, trend


@pytest.mark.parametrize(
    ("before", "after", "meaningful"),
    [(7, 5, True), (7, 6, False), (5, 7, True), (4, 3, False), (3, 2, True), (10, 8, True), (0, 0, False),
     (0, 1, False), (0, 2, True), (6.5, 5, False), (5, 3.5, True), (3, 3, False)],
)  # fmt: skip
def test_two_points_or_thirty_percent(before: float, after: float, meaningful: bool) -> None:
    assert is_meaningful(before, after) == meaningful


def test_a_missing_answer_breaks_its_line_alone() -> None:
    found = [Point(1.5, 7, 6), Point(2.5, 6, None), Point(3.5, 5, 4)]
    assert lines(found, "before", weekly=False) == [[(1.5, 7), (2.5, 6), (3.5, 5)]]
    assert lines(found, "after", weekly=False) == [[(1.5, 6)], [(3.5, 4)]]


def test_a_day_without_a_session_breaks_both() -> None:
    found = [Point(1.2, 7, 6), Point(2.9, 6, 5), Point(4.1, 5, 4)]
    assert lines(found, "before", weekly=False) == [[(1.2, 7), (2.9, 6)], [(4.1, 5)]]


def test_sessions_of_one_day_are_joined() -> None:
    found = [Point(1.2, 7, 6), Point(1.5, 6, 5), Point(1.9, 5, 4)]
    assert len(lines(found, "after", weekly=False)) == 1


def test_there_is_no_line_without_an_answer() -> None:
    assert lines([Point(1, None, None)], "before", weekly=False) == []


def section_of(reporting: Reporting, *answers: tuple[float, int | None, int | None], since: str = "all") -> Section:
    records = [session(f"{number}", days, before, after) for number, (days, before, after) in enumerate(answers)]
    return reporting(records, since=since).sections[0]


def test_half_a_year_is_told_by_the_medians_of_weeks(reporting: Reporting) -> None:
    section = section_of(reporting, (200, 9, 8), (199, 7, None), (198, 3, 2), (0, 5, 4))
    found = points(section)
    assert is_weekly(section)
    assert [(point.before, point.after) for point in found] == [(7, 5), (5, 4)]
    assert len(lines(found, "before", weekly=True)) == 2  # weeks lie in between


@pytest.mark.parametrize("today", range(7))
def test_the_axis_has_room_for_the_weeks_of_its_first_and_last_day(today: int, reporting: Reporting) -> None:
    """Whatever days of the week these are: the middle of a week may lie before the one, or after the other."""
    (section,) = reporting([session(str(day), day, 5, 4) for day in range(today, 200)], since="all").sections
    section = replace(section, last=section.sessions[-1].started.date())
    axis, found = axis_of(section, 8), points(section)
    assert axis.first <= found[0].at < found[-1].at <= axis.last + 1


def test_up_to_then_each_session_is_a_point(reporting: Reporting) -> None:
    section = section_of(reporting, (180, 9, 8), (0, 5, 4))
    assert not is_weekly(section)
    assert [point.before for point in points(section)] == [9, 5]


def test_sessions_are_counted_by_what_pain_did(reporting: Reporting) -> None:
    section = section_of(reporting, (5, 7, 5), (4, 5, 4), (3, 4, 4), (2, 3, 6), (1, 4, None), (0, None, None))
    assert tally(section) == Tally(lower=2, same=1, higher=1, much_lower=1, much_higher=1)


def test_the_first_week_is_compared_with_the_last(reporting: Reporting) -> None:
    first, last = [(20, 7, 6), (19, 6, 6), (18, 6, 5)], [(2, 4, 3), (1, 3, 3), (0, 3, 2)]
    assert trend(section_of(reporting, *first, *last)) == Trend(6, 3, 3, 3)


def test_two_answers_in_a_week_are_too_few_to_compare(reporting: Reporting) -> None:
    assert trend(section_of(reporting, (20, 7, 6), (19, 6, 6), (2, 4, 3), (1, 3, 3), (0, 3, 2))) is None


def test_weeks_that_overlap_are_not_compared(reporting: Reporting) -> None:
    assert trend(section_of(reporting, *((day, 5, 4) for day in range(12, -1, -1)))) is None


def test_what_is_no_pain_is_none(reporting: Reporting) -> None:
    section = reporting([session("1", 0, "much", 12)]).sections[0]
    assert points(section)[0].before is points(section)[0].after is None
