"""`voicecoach log edit`."""

import pytest

from tests.cli.logged import kept
from tests.cli.running import CommandLine
from tests.journal.records import answer, record
from voicecoach.journal.models import Answer, Work
from voicecoach.journal.running import hold
from voicecoach.journal.store import Journal

NECK = "Retraction with extension"


@pytest.fixture
def edited(command: CommandLine) -> CommandLine:
    """With a session that was led by voicecoach."""
    answers = (
        answer("before", "pain", 4),
        answer("after", "pain", 5, since=5),
        answer("after", "overall", "same"),
        answer("before", "mood", 3),
        answer("after", "mood", 4),
        answer("later", "pain", 5, round=1, since=600_000),
    )
    with Journal.open(command.home) as journal:
        journal.add(
            record(ending="done", outcome="pending", rule="pain-higher", awaiting=True, later=(1, 2), answers=answers)
        )
    return command


def test_an_answer_is_changed_and_the_advice_with_it(edited: CommandLine) -> None:
    before = kept(edited).answers
    outcome = edited("log", "edit", "1", "--pain-after", "3", "--range-up", "better")
    assert (outcome.status, outcome.err) == (0, "Session 1 is changed.\n")
    assert outcome.out == "By the exercise sheet's rule: go carefully.\n  Something was worse when asked again.\n"
    found = kept(edited)
    assert (found.outcome, found.rule, found.awaiting, found.later) == ("caution", "worse-later", False, (1, 2))
    changed: list[Answer] = [found.answers[1], found.answers[5]]
    assert [(each.question, each.value, each.given) for each in changed] == [
        ("pain", 3, "option"),
        ("range_up", "better", "option"),
    ]
    assert [each for each in found.answers if each not in changed] == [before[0], *before[2:]]


@pytest.mark.parametrize(
    ("words", "becomes"), [(["--pain-before", "4"], "option"), (["--clear", "pain_before"], "none")]
)
def test_what_was_heard_goes_with_the_answer(words: list[str], becomes: str, edited: CommandLine) -> None:
    pain = answer("before", "pain", 4, given="voice", heard="for", sure=70, confirmed="yes")
    overall = answer("after", "overall", "same", given="voice", heard="the same", sure=99, confirmed="unopposed")
    with Journal.open(edited.home) as journal:
        journal.replace(record(answers=(pain, overall)))
    assert edited("log", "edit", "1", *words).status == 0
    changed, left = kept(edited).answers
    assert (changed.given, changed.heard, changed.sure, changed.confirmed) == (becomes, "", None, "")
    assert left == overall


def test_a_stop_that_is_written_down(edited: CommandLine) -> None:
    outcome = edited("log", "edit", "1", "--safety", "yes")
    assert outcome.status == 4
    assert outcome.out.startswith("By the exercise sheet's rule: stop now;")
    outcome = edited("log", "edit", "1", "--note", "Called the clinic.")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "Session 1 is changed.\n")


def test_answers_are_taken_away(edited: CommandLine) -> None:
    words = ("--clear", "pain_before", "--clear", "mood_after", "--clear", "overall")
    outcome = edited("log", "edit", "1", *words)
    assert outcome.out == "By the exercise sheet's rule: go carefully.\n  An answer is missing.\n"
    assert [(each.value, each.given) for each in kept(edited).answers] == [
        (None, "none"), (5, "keys"), (None, "none"), (3, "keys"), (None, "none"), (5, "keys"),
    ]  # fmt: skip


def test_sets_repetitions_and_note(edited: CommandLine) -> None:
    outcome = edited("log", "edit", "1", "--sets", "2", "--reps", "12", "--note", "")
    assert (outcome.status, outcome.out, outcome.err) == (0, "", "Session 1 is changed.\n")
    found = kept(edited)
    assert (found.done, found.note, found.rule) == ((Work(NECK, 2, 24),), "", "pain-higher")


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ([], "There is nothing to change.\n  `voicecoach log edit --help` shows what can be."),
        (["--pain-before", "11"], "--pain-before: “11” is not allowed; say a whole number from 0 to 10."),
        (["--clear", "pain"], "--clear: session 1 has no answer “pain”.\n"
         "  There is mood_after, mood_before, overall, overall_after, pain_after, pain_before."),
        (["--note", "x", "--sets", "many"], "--sets many: expected a whole number, or NAME=NUMBER"),
    ],
)  # fmt: skip
def test_what_cannot_be_changed(words: list[str], message: str, edited: CommandLine) -> None:
    before = kept(edited)
    outcome = edited("log", "edit", "1", *words)
    assert (outcome.status, outcome.out, outcome.err) == (2, "", f"voicecoach: {message}\n")
    assert kept(edited) == before


def test_a_session_that_is_going_on_is_left_alone(edited: CommandLine) -> None:
    with Journal.open(edited.home) as journal:
        journal.update("one", ending=None)
    with hold(edited.home, "one"):
        outcome = edited("log", "edit", "1", "--note", "x")
        assert (outcome.status, outcome.out) == (1, "")
        assert outcome.err == "voicecoach: Session 1 is still going on.\n  Change it when it has ended.\n"
        outcome = edited("log", "delete", "--yes", "1")
        assert outcome.err == "voicecoach: Session 1 is still going on.\n  Delete it when it has ended.\n"
    assert kept(edited).note == ""


def test_repetitions_need_sets(edited: CommandLine) -> None:
    assert edited("log", "add", "--pain-after", "3").status == 0
    outcome = edited("log", "edit", "2", "--reps", "5")
    assert (outcome.status, outcome.err) == (2, "voicecoach: --reps: say how many sets, too, with --sets.\n")
