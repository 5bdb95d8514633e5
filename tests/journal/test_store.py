"""The journal: what is put in comes out, in order, and by an index."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.journal.records import MORNING, answer, exactly, record
from voicecoach.journal.models import Work
from voicecoach.journal.store import Journal

HOUR = timedelta(hours=1)


def test_nothing_is_made_only_to_look(tmp_path: Path) -> None:
    with Journal.open(tmp_path / "home", create=False) as journal:
        assert journal.count() == 0
        assert journal.get(1) is journal.find("one") is None
        assert list(journal.newest_first()) == journal.page(20) == journal.awaiting() == []
    assert list(tmp_path.iterdir()) == []


def test_numbers_are_never_given_again(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        assert journal.add_all([record("one"), record("two")]) == [1, 2]
        assert journal.delete([2, 7]) == 1
        assert journal.add(record("three")) == 3
        assert journal.delete([1, 3]) == 2
        assert journal.add(record("four")) == 4
    with Journal.open(tmp_path) as journal:
        assert [each.id for each in journal.newest_first()] == [4]


def test_order_and_pages(tmp_path: Path) -> None:
    """By the moment of the start, whatever its offset; of two at once the later number is the newer."""
    starts = [MORNING, MORNING + 2 * HOUR, (MORNING + HOUR).astimezone(), MORNING, MORNING - HOUR]
    with Journal.open(tmp_path) as journal:
        journal.add_all(record(str(n), started=start) for n, start in enumerate(starts, start=1))
        journal.add(record("other", routine="Other"))
        assert [each.id for each in journal.newest_first()] == [2, 3, 6, 4, 1, 5]
        assert [each.id for each in journal.oldest_first()] == [5, 1, 4, 6, 3, 2]
        assert [each.id for each in journal.page(2, 1)] == [3, 6]
        assert [each.id for each in journal.page(9, 0, "Other")] == [6]
        assert (journal.count(), journal.count("Other"), journal.count("other")) == (6, 1, 0)


def test_walking_over_more_than_one_chunk(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        journal.add_all(record(str(n), started=MORNING + n // 3 * HOUR) for n in range(200))
        assert [each.id for each in journal.newest_first()] == list(range(200, 0, -1))
        assert [each.id for each in journal.newest_first(record().routine)] == list(range(200, 0, -1))
        assert [each.id for each in journal.oldest_first()] == list(range(1, 201))


def test_another_process_can_write_while_one_walks(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal, Journal.open(tmp_path) as other:
        journal.add_all(record(str(n)) for n in range(100))
        walk = journal.newest_first()
        assert next(walk).id == 100
        other.add(record("new", started=MORNING - HOUR))
        assert [each.id for each in walk] == [*range(99, 0, -1), 101]


def test_answers(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        journal.add(record())
        given = [
            answer("before", "pain", 4),
            answer("after", "pain", 3),
            answer("after", "choice", "3"),
            answer("later", "pain", None, round=1, since=600_000),
            answer("later", "pain", 2, round=2),
        ]
        for each in given:
            journal.put_answer("one", each)
        kept = journal.get(1)
        assert exactly(kept) == exactly(record(answers=tuple(given)))

        again = answer("before", "pain", 5)
        journal.put_answer("one", again)
        journal.take_back("one", "later", "pain", 2)
        journal.take_back("one", "later", "never asked")
        assert journal.find("one") == record(answers=(*given[1:4], again))
        assert journal.delete([1]) == 1
        assert journal._connection.execute("SELECT count(*) FROM answers").fetchone()[0] == 0


def test_whether_anything_was_ever_spoken(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        assert not journal.ever_spoken()
        skipped = answer("before", "pain", None, heard="skip", sure=80)
        journal.add_all([record(answers=(skipped, answer("after", "pain", 1))), record("two")])
        assert not journal.ever_spoken()
        journal.put_answer("two", answer("before", "pain", 7, given="voice"))
        assert journal.ever_spoken()
        journal.delete([2])
        assert not journal.ever_spoken()


@pytest.mark.parametrize("fields", [{"sure": -1}, {"sure": 101}, {"sure": 0.9}, {"confirmed": "perhaps"}])
def test_nothing_is_written_that_could_not_be_read_again(fields: dict[str, Any], tmp_path: Path) -> None:
    wrong = answer("before", "pain", 7, given="voice", **fields)
    with Journal.open(tmp_path) as journal:
        journal.add(record())
        with pytest.raises(ValueError, match="what was heard is not in order: '', sure"):
            journal.put_answer("one", wrong)
        with pytest.raises(ValueError, match="what was heard is not in order"):
            journal.add_all([record("two"), record("three", answers=(wrong,))])
        assert list(map(exactly, journal.oldest_first())) == [exactly(record())]


def test_update(tmp_path: Path) -> None:
    changes: dict[str, Any] = {
        "done": (Work("Nod", 1, 10),),
        "ended": MORNING + HOUR,
        "last_rep": None,
        "pauses": 2,
        "ending": "done",
        "outcome": "pending",
        "rule": "pain-higher",
        "awaiting": True,
        "later": (1, 2),
        "note": "one\ntwo",
    }
    with Journal.open(tmp_path) as journal:
        journal.add(record(last_rep=MORNING))
        journal.add(record("two"))
        journal.update("one", **changes)
        journal.update("one")
        assert exactly(journal.get(1)) == exactly(record(**changes))
        assert exactly(journal.get(2)) == exactly(record("two"))
        assert [each.id for each in journal.awaiting()] == [1]


def test_replace(tmp_path: Path) -> None:
    first = record(answers=(answer("before", "pain", 4), answer("after", "pain", 3)))
    second = replace(first, note="New.", answers=(answer("after", "overall", "same"), *first.answers[1:]))
    with Journal.open(tmp_path) as journal:
        journal.add(first)
        journal.replace(second)
        assert exactly(journal.get(1)) == exactly(second)


def test_wrong_calls(tmp_path: Path) -> None:
    with Journal.open(tmp_path) as journal:
        journal.add(record())
        with pytest.raises(ValueError, match="there is a session with the uid one already"):
            journal.add_all([record("two"), record("one")])
        with pytest.raises(TypeError, match="a record's answers, colour cannot be changed"):
            journal.update("one", answers=(), colour="red")
        with pytest.raises(ValueError, match="no offset"):
            journal.update("one", note="x", ended=MORNING.replace(tzinfo=None))
        with pytest.raises(KeyError):
            journal.update("none", note="")
        with pytest.raises(KeyError):
            journal.replace(record("none"))
        with pytest.raises(KeyError):
            journal.put_answer("none", answer("before", "pain", 1))
        with pytest.raises(KeyError):
            journal.take_back("none", "before", "pain")
        assert list(map(exactly, journal.newest_first())) == [exactly(record())]


def test_what_no_text_can_hold(tmp_path: Path) -> None:
    """A path whose bytes are not UTF-8, above all."""
    with Journal.open(tmp_path) as journal:
        journal.add(record(path="a\udcff.routine", note="a\0b", done=(Work("N\udcffd", 1, 1),)))
        kept = journal.get(1)
    assert kept == record(path="a�.routine", note="a�b", done=(Work("N�d", 1, 1),))


def test_nothing_is_searched_through(tmp_path: Path) -> None:
    """Every query of sessions finds its rows, and their order, in an index."""
    queries: list[str] = []
    with Journal.open(tmp_path) as journal:
        journal.add_all(record(str(n), answers=(answer("before", "pain", 1),)) for n in range(70))
        journal._connection.set_trace_callback(queries.append)
        list(journal.newest_first())
        list(journal.newest_first(record().routine))
        list(journal.oldest_first())
        journal.page(20, 20)
        journal.page(20, 20, record().routine)
        journal.awaiting()
        journal.ever_spoken()
        journal.find("1")
        journal.get(1)
        journal.put_answer("1", answer("after", "pain", 1))
        journal._connection.set_trace_callback(None)
        selects = [each for each in queries if each.startswith("SELECT")]
        assert len(selects) >= 20
        for select in selects:
            plan = [row["detail"] for row in journal._connection.execute(f"EXPLAIN QUERY PLAN {select}")]
            assert all("INDEX" in step or "PRIMARY KEY" in step for step in plan if step.startswith(("SCAN", "SEARCH")))
            assert "answers" in select or "USE TEMP B-TREE FOR ORDER BY" not in plan
