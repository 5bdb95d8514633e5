"""What earlier sessions mean for the next one."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.journal.records import MORNING, answer, record
from voicecoach.journal.agenda import SCREEN_AGAIN, Agenda, agenda_for
from voicecoach.journal.models import Answer, Record, Work
from voicecoach.journal.store import Journal

NOW = MORNING + timedelta(days=40)
MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)

COMING = record("coming", started=NOW, digest="d", dose="--sets 3")


@pytest.fixture
def journal() -> Iterator[Journal]:
    with Journal.open(Path("none"), create=False) as empty:
        yield empty


def session(ago: timedelta, uid: str = "", **fields: Any) -> Record:
    """A session that was done well so long ago."""
    defaults: dict[str, Any] = {
        "started": NOW - ago,
        "ended": NOW - ago + 10 * MINUTE,
        "last_rep": NOW - ago + 9 * MINUTE,
        "ending": "done",
        "outcome": "continue",
        "rule": "pain-lower",
        "planned": (Work("Nod", 3, 30),),
        "done": (Work("Nod", 3, 30),),
        "digest": "d",
        "dose": "--sets 3",
    }
    return record(uid or str(ago), **{**defaults, **fields})


def cut(ago: timedelta, uid: str = "", **fields: Any) -> Record:
    """A session whose last repetition was so long ago, and which never came to its end."""
    defaults: dict[str, Any] = {
        "started": NOW - ago - 5 * MINUTE,
        "ended": None,
        "last_rep": NOW - ago,
        "ending": None,
        "outcome": None,
        "rule": "",
        "done": (Work("Nod", 1, 12),),
    }
    return session(ago, uid, **{**defaults, **fields})


STOP = {"outcome": "stop", "rule": "range-shrank"}
SCREENED = (answer("before", "cautions", "no"), answer("before", "clinician", "yes"))
YES = (answer("before", "cautions", "yes"),)


def agenda(journal: Journal, *records: Record, now: datetime = NOW, running: str = "") -> Agenda:
    """The agenda after these sessions."""
    journal.add_all(records)
    return agenda_for(journal, COMING, now, lambda uid: uid == running)


def test_a_first_session(journal: Journal) -> None:
    assert agenda(journal) == Agenda(None, None, None, None, sets_today=0, first_ever=True, screening=True)


@pytest.mark.parametrize(
    ("fields", "first"),
    [({}, False), ({"done": ()}, True), ({"routine": "Another"}, False), ({"kind": "file"}, False)],
)
def test_whether_it_is_the_first_ever(fields: dict[str, Any], first: bool, journal: Journal) -> None:
    assert agenda(journal, session(DAY, **fields)).first_ever == first


# --- stops -------------------------------------------------------------------------------------------


def stopped(journal: Journal, *records: Record) -> str | None:
    """The session after which it stopped, None where no stop is in force."""
    found = agenda(journal, *records).stopped
    return found.uid if found else None


@pytest.mark.parametrize("outcome", ["stop", "stop now"])
def test_a_stop_is_in_force_however_old_it_is(outcome: str, journal: Journal) -> None:
    assert stopped(journal, session(400 * DAY, "old", outcome=outcome)) == "old"


def test_whether_anything_was_ever_spoken(journal: Journal) -> None:
    spoken = (answer("before", "pain", 7, given="voice", heard="seven", sure=90, confirmed="unopposed"),)
    assert not agenda(journal, session(HOUR)).ever_spoken
    assert agenda(journal, session(9 * DAY, routine="Another", answers=spoken)).ever_spoken


def test_a_stop_after_another_routine_is_none_here(journal: Journal) -> None:
    assert stopped(journal, session(DAY, routine="Another", **STOP)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "continue", "rule": "pain-lower"},
        {"outcome": "caution", "rule": "no-change"},
        {"ending": "early"},
        {"kind": "file"},
        {"outcome": None, "rule": "", "answers": (answer("after", "safety", "no"),)},
    ],
)
def test_a_session_whose_answers_say_that_nothing_is_wrong_lifts_it(fields: dict[str, Any], journal: Journal) -> None:
    assert stopped(journal, session(2 * DAY, **STOP), session(DAY, **fields)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"outcome": "caution", "rule": "missing"},
        {"outcome": "pending", "rule": "pain-higher"},
        {"outcome": None, "rule": ""},
        {"outcome": None, "rule": "", "answers": (answer("after", "safety", None),)},
        {"outcome": None, "rule": "", "answers": (answer("before", "safety", "no"),)},
        {"outcome": None, "ending": "early", "answers": (answer("after", "safety", "no"),)},
        {"outcome": None, "ending": None, "ended": None, "answers": (answer("after", "safety", "no"),)},
        {"outcome": None, "ended": None, "answers": (answer("after", "safety", "no"), answer("after", "pain", 3))},
        {"routine": "Another"},
    ],
)
def test_any_other_session_does_not_lift_it(fields: dict[str, Any], journal: Journal) -> None:
    assert stopped(journal, session(2 * DAY, "stop", **STOP), session(DAY, **fields)) == "stop"


def test_the_newest_stop_counts(journal: Journal) -> None:
    records = [session(3 * DAY, "one", **STOP), session(2 * DAY), session(DAY, "two", **STOP)]
    assert stopped(journal, *records) == "two"


@pytest.mark.parametrize("ending", [None, "interrupted", "failed"])
def test_a_stop_that_could_not_be_written_is_read_from_the_answers(ending: str | None, journal: Journal) -> None:
    found = agenda(journal, session(2 * DAY), cut(DAY, "cut", ending=ending, answers=YES)).stopped
    assert found is not None
    assert (found.uid, found.outcome, found.rule) == ("cut", "stop now", "safety")


# --- screening ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("ago", "due"),
    [(HOUR, False), (29 * DAY, False), (SCREEN_AGAIN, False), (SCREEN_AGAIN + MINUTE, True), (400 * DAY, True)],
)
def test_screening_is_due_after_thirty_days(ago: timedelta, due: bool, journal: Journal) -> None:
    assert agenda(journal, session(ago, answers=SCREENED)).screening == due


def test_sessions_without_screening_in_between_do_not_matter(journal: Journal) -> None:
    assert not agenda(journal, session(9 * DAY, answers=SCREENED), session(2 * DAY), session(DAY)).screening


def test_sessions_in_between_do_not_put_it_off(journal: Journal) -> None:
    assert agenda(journal, session(31 * DAY, answers=SCREENED), session(2 * DAY), session(DAY)).screening


def test_a_routine_without_cautions_asks_only_for_the_clinician(journal: Journal) -> None:
    assert not agenda(journal, session(DAY, answers=SCREENED[1:])).screening


@pytest.mark.parametrize(
    "answers",
    [
        (),
        (answer("before", "cautions", None), answer("before", "clinician", "yes")),
        (answer("before", "cautions", "no"), answer("before", "clinician", None)),
        (answer("before", "safety", "no"),),
    ],
)
def test_screening_that_was_not_answered_is_due_again(answers: tuple[Answer, ...], journal: Journal) -> None:
    assert agenda(journal, session(DAY, answers=answers)).screening


def test_screening_is_due_after_a_stop(journal: Journal) -> None:
    assert agenda(journal, session(9 * DAY, answers=SCREENED), session(DAY, **STOP)).screening
    assert agenda(journal, session(8 * DAY, "self", answers=SCREENED, **STOP)).screening


def test_screening_that_was_answered_after_the_stop_is_not_due(journal: Journal) -> None:
    assert not agenda(journal, session(9 * DAY, **STOP), session(DAY, answers=SCREENED)).screening


def test_screening_is_due_after_a_stop_that_could_not_be_written(journal: Journal) -> None:
    assert agenda(journal, cut(DAY, answers=YES)).screening


def test_another_routines_screening_is_its_own(journal: Journal) -> None:
    assert agenda(journal, session(DAY, routine="Another", answers=SCREENED)).screening


# --- the day -----------------------------------------------------------------------------------------


def at(hour: int, minute: int = 0, *, day: int = 2, offset: int = 1) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=timezone(timedelta(hours=offset)))


@pytest.mark.parametrize(
    ("started", "now", "counts"),
    [
        (at(8), at(20), True),
        (at(0, 0), at(23, 59), True),
        (at(23, 59, day=1), at(0, 1), False),
        (at(8, day=1), at(8), False),
        (at(8, day=3), at(8), False),  # the clock was set back
        (at(8, offset=9), at(20, offset=1), True),  # flown west: the same day by either clock
        (at(23, offset=-8), at(9, day=3, offset=1), False),
        (at(1, day=2, offset=9), at(20, day=1, offset=0), False),  # at the same place it would be the same day
        (at(8, day=2, offset=-11), at(8, day=2, offset=13), True),  # 24 hours later, and the same date
    ],
)
def test_sets_are_counted_by_the_date_where_each_session_was(
    started: datetime, now: datetime, counts: bool, journal: Journal
) -> None:
    assert agenda(journal, session(HOUR, started=started), now=now).sets_today == (3 if counts else 0)


def test_all_sessions_of_the_day_are_counted(journal: Journal) -> None:
    records = [
        session(HOUR, "a", started=at(7)),
        cut(HOUR, "b", started=at(9)),
        session(HOUR, "c", started=at(11), kind="file", done=(Work("Nod", 2, 20),)),
        session(HOUR, "d", started=at(12), routine="Another"),
        session(HOUR, "e", started=at(12, day=1)),
    ]
    assert agenda(journal, *records, now=at(20)).sets_today == 3 + 1 + 2


OFFSETS = st.integers(-12, 14).map(lambda hours: timezone(timedelta(hours=hours)))
MOMENTS = st.builds(
    lambda minutes, zone: datetime(2026, 3, 2, tzinfo=UTC).astimezone(zone) + minutes * MINUTE,
    st.integers(-3 * 24 * 60, 3 * 24 * 60),
    OFFSETS,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(MOMENTS, max_size=8), MOMENTS)
def test_the_count_of_the_day_is_that_of_the_dates(started: list[datetime], now: datetime) -> None:
    """However the records are searched, none of the day is missed."""
    with Journal.open(Path("none"), create=False) as journal:
        records = [session(HOUR, str(i), started=moment) for i, moment in enumerate(started)]
        expected = 3 * sum(moment.date() == now.date() for moment in started)
        assert agenda(journal, *records, now=now).sets_today == expected


# --- taking up again ---------------------------------------------------------------------------------


def resumable(journal: Journal, *records: Record, running: str = "") -> str | None:
    found = agenda(journal, *records, running=running).resumable
    return found.uid if found else None


@pytest.mark.parametrize(
    ("ago", "can"),
    [
        (timedelta(0), True),
        (MINUTE, True),
        (HOUR, True),
        (HOUR + timedelta(milliseconds=1), False),
        (DAY, False),
        (-timedelta(milliseconds=1), False),  # the clock was set back
    ],
)
def test_a_session_can_be_taken_up_for_an_hour(ago: timedelta, can: bool, journal: Journal) -> None:
    assert (resumable(journal, cut(ago)) is not None) == can


@pytest.mark.parametrize("ending", [None, "early", "interrupted", "failed"])
def test_endings_after_which_it_can_be_taken_up(ending: str | None, journal: Journal) -> None:
    assert resumable(journal, cut(MINUTE, "one", ending=ending)) == "one"


@pytest.mark.parametrize("ending", ["done", "pain", "stopped"])
def test_endings_after_which_it_cannot(ending: str, journal: Journal) -> None:
    assert resumable(journal, cut(MINUTE, ending=ending)) is None


@pytest.mark.parametrize("outcome", ["continue", "caution"])
def test_outcomes_after_which_it_can_be_taken_up(outcome: str, journal: Journal) -> None:
    assert resumable(journal, cut(MINUTE, "one", ending="early", outcome=outcome)) == "one"


@pytest.mark.parametrize("outcome", ["pending", "stop", "stop now"])
def test_outcomes_after_which_it_cannot(outcome: str, journal: Journal) -> None:
    assert resumable(journal, cut(MINUTE, ending="early", outcome=outcome)) is None


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "file"},
        {"digest": "another"},
        {"dose": ""},
        {"dose": "--sets 4"},
        {"routine": "Another"},
        {"done": ()},
        {"done": (Work("Nod", 3, 30),)},
        {"planned": ()},
        {"answers": YES},
        {"answers": (answer("before", "pain", 3), answer("after", "safety", "yes"))},
    ],
)
def test_what_else_keeps_it_from_being_taken_up(fields: dict[str, Any], journal: Journal) -> None:
    assert resumable(journal, cut(MINUTE, ending="early", **fields)) is None


@pytest.mark.parametrize("ending", [None, "early", "interrupted"])
def test_bad_answers_without_an_outcome_keep_it_from_being_taken_up(ending: str | None, journal: Journal) -> None:
    worse = (answer("before", "pain", 3), answer("after", "pain", 5))
    assert resumable(journal, cut(MINUTE, ending=ending, answers=worse)) is None


@pytest.mark.parametrize(("wish", "can"), [("", True), ("--sets 3", True), ("--sets 4", False), ("--pace 0.8", False)])
def test_the_dose_that_is_wished_for(wish: str, can: bool, journal: Journal) -> None:
    """Without a wish the session goes on with the dose that it had."""
    journal.add(cut(MINUTE))
    coming = replace(COMING, dose=wish)
    assert (agenda_for(journal, coming, NOW, lambda _uid: False).resumable is not None) == can


def test_a_stop_in_force_keeps_it_from_being_taken_up(journal: Journal) -> None:
    assert resumable(journal, session(DAY, **STOP), cut(MINUTE)) is None


def test_only_the_last_session_with_the_routine_can_be_taken_up(journal: Journal) -> None:
    assert resumable(journal, cut(10 * MINUTE, "one"), session(MINUTE, routine="Another")) == "one"
    assert resumable(journal, session(MINUTE, "two")) is None


def test_the_hour_counts_from_its_end_where_that_was_later_than_the_last_repetition(journal: Journal) -> None:
    assert resumable(journal, cut(70 * MINUTE, "one", ending="early", ended=NOW - 50 * MINUTE)) == "one"


@pytest.mark.parametrize(
    ("found", "fields"),
    [
        (True, {}),
        (False, {"ending": "early"}),
        (False, {"ending": "interrupted"}),
        (False, {"kind": "file"}),
        (False, {"routine": "Another"}),
    ],
)
def test_whether_the_last_session_never_came_to_its_end(found: bool, fields: dict[str, Any], journal: Journal) -> None:
    assert (agenda(journal, cut(9 * DAY, **fields)).cut_short is not None) == found


# --- what is still to be asked, and what is going on -------------------------------------------------


@pytest.mark.parametrize(("same", "expected"), [(True, "same"), (False, "new")])
def test_the_newest_session_that_is_awaiting_of_the_routine_or_else_of_any(
    same: bool, expected: str, journal: Journal
) -> None:
    records = [
        session(9 * DAY, "same", awaiting=same),
        session(3 * DAY, "old", awaiting=True, routine="Another"),
        session(2 * DAY, "new", awaiting=True, routine="Another"),
        session(DAY, "last"),
    ]
    found = agenda(journal, *records).awaiting
    assert found is not None
    assert found.uid == expected


def test_a_wait_that_could_not_be_written_is_read_from_the_answers(journal: Journal) -> None:
    worse = (answer("before", "pain", 3), answer("after", "pain", 5))
    found = agenda(journal, cut(MINUTE, "one", answers=worse)).awaiting
    assert found is not None
    assert (found.uid, found.outcome, found.rule) == ("one", "pending", "pain-higher")
    found = agenda(journal, cut(timedelta(0), "two", ending="pain")).awaiting
    assert found is not None
    assert (found.uid, found.rule) == ("two", "ended-for-pain")


@pytest.mark.parametrize(("ahead", "counts"), [(4 * MINUTE, True), (6 * MINUTE, False), (DAY, False)])
def test_sessions_of_the_future_count_only_where_they_say_stop(
    ahead: timedelta, counts: bool, journal: Journal
) -> None:
    """They were written by a clock that was wrong."""
    assert agenda(journal, session(-ahead, answers=SCREENED)).screening == (not counts)
    assert stopped(journal, session(-ahead, "stop", **STOP)) == "stop"
    assert (stopped(journal, session(-2 * ahead, "lift")) is None) == (2 * ahead < 5 * MINUTE)


def test_sessions_that_are_going_on_are_left_alone(journal: Journal) -> None:
    running = cut(MINUTE, "running", awaiting=True)
    found = agenda(journal, running, running="running")
    assert (found.awaiting, found.cut_short, found.resumable) == (None, None, None)
    assert found.sets_today == 1, "what has been done has been done"


def test_behind_a_session_that_is_going_on_the_one_before_is_seen(journal: Journal) -> None:
    found = agenda(journal, cut(20 * MINUTE, "cut"), cut(MINUTE, "running"), running="running")
    assert found.cut_short is not None
    assert found.resumable is not None
    assert (found.cut_short.uid, found.resumable.uid) == ("cut", "cut")
