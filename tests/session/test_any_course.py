"""Any patient: whatever is pressed, sessions end, nothing is guessed, and safety stands above all."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.patient import Press, Script
from tests.session.stage import Performance
from tests.session.theatre import Theatre, kill
from voicecoach.language.spoken import ENGLISH
from voicecoach.status import VoicecoachError
from voicecoach.timeline import TimelineError

TALK = ENGLISH.talk

QUESTIONS = {
    **dict.fromkeys(("apply to you", "them apply", "new dizziness", "these new signs"), "n"),
    **dict.fromkeys(("clinician checked", "clinician agreed", "Shall I stay", "Stay and ask"), "n"),
    **dict.fromkeys(("Go on there", "Go on at that"), "y"),
    **dict.fromkeys(("How bad", "Pain, zero"), "3"),
    **dict.fromkeys(("feel better", "Overall: better", "Is that better", "Better, the same"), "s"),
    **dict.fromkeys(("Look up, and", TALK.thanks, "in nine minutes", TALK.leaving), None),
}
"""Parts of what the coach says, and what is pressed in the end, so that nobody is asked for ever."""

ANSWERS: list[Press] = [
    *("y", "n", "n", "n", "b", "s", "w", "0", "3", "3", "7", "1 0", "t", "x", "u", "?", "q", "r", "1", "1 1", "y e s"),
    *("!n", "!3", "!y", "other", "space", "interrupt", None, None, kill),
]
CUES: list[Press] = ["q", "p", "s", "n", "left", "space 2s space", "?", "x", "interrupt", kill, None, None]


def _in_turn(some: tuple[list[Press], Press]) -> list[Press]:
    return [*some[0], some[1]]


SCRIPTS: st.SearchStrategy[Script] = st.builds(
    # nobody leaves it paused
    lambda questions, cues: {**questions, **cues, ENGLISH.still_paused: "space"},
    st.fixed_dictionaries(
        {},
        optional={
            words: st.tuples(st.lists(st.sampled_from(ANSWERS), max_size=4), st.just(last)).map(_in_turn)
            for words, last in QUESTIONS.items()
        },
    ),
    st.dictionaries(
        st.tuples(st.integers(1, 6), st.integers(1, 2)),
        st.sampled_from(CUES).map(lambda press: [press, None]),
        max_size=3,
    ),
)


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_any_patient(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        theatre = Theatre(Path(folder))
        for _ in range(3):
            script = data.draw(SCRIPTS)
            command = data.draw(st.sampled_from(["play", "play", "follow up"]))
            if command == "play":
                _play(theatre, script, data)
            else:
                follow_up = theatre.follow_up(script)
                if follow_up is not None:
                    check(theatre, follow_up)
            theatre.clock.go_on(minutes=data.draw(st.sampled_from([0, 5, 25, 70, 60 * 24])))


def _play(theatre: Theatre, script: Script, data: st.DataObject) -> None:
    earlier = theatre.records
    last = earlier[-1] if earlier else None
    stop = data.draw(st.sampled_from(["", "I must"]))
    sets = data.draw(st.sampled_from([1, 2, None]))
    try:
        performance = theatre.play(script, sets=sets, override=stop, questions=data.draw(st.booleans()))
    except VoicecoachError:
        assert not stop
        assert theatre.records == earlier
        return
    except TimelineError:
        assert sum(record.sets_done for record in earlier) + (sets or 1) > 6, "the day's dose is done"
        return
    check(theatre, performance)
    if "Lift." in performance.heard:
        assert performance.when(TALK.safety) < performance.when("Lift.")
        assert last is None or last.outcome not in ("stop", "stop now") or stop
    if performance.count("Go on there?"):
        assert last is not None
        assert last.ending not in ("done", "pain", "stopped")
        assert last.outcome not in ("pending", "stop", "stop now")


def check(theatre: Theatre, performance: Performance) -> None:
    assert performance.late == []
    if TALK.advice["safety"] in performance.heard:
        assert performance.heard[-1] in (TALK.advice["safety"], ENGLISH.interrupted)
    for record in theatre.records:
        planned = {work.exercise: work.sets for work in record.planned}
        assert all(work.sets <= planned[work.exercise] for work in record.done)
        for answer in record.answers:
            assert answer.value in _possible(answer.question)
            assert (answer.value is None) == (answer.given in ("none", "unasked"))
        if any(each.question in ("safety", "cautions") and each.value == "yes" for each in record.answers):
            assert record.outcome in ("stop now", None) or record.awaiting
        if record.outcome == "pending":
            assert record.awaiting
            assert record.last_rep
    assert len({record.uid for record in theatre.records}) == len(theatre.records)


def _possible(question: str) -> tuple[object, ...]:
    if question == "pain":
        return (*range(11), None)
    if question in ("safety", "cautions", "clinician"):
        return ("yes", "no", None)
    return ("better", "same", "worse", None)
