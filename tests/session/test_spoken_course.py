"""Whole sessions that are answered aloud.

After a wanted change: `WRITE_GOLDENS=1 pytest tests/session/test_spoken_course.py`, then read the difference.
"""

from pathlib import Path

import pytest

from tests.session.patient import Press, Script, say
from tests.session.plays import ALOUD, acquaint, aloud
from tests.session.test_course import GOLDENS, compare
from tests.session.theatre import Theatre, kill
from tests.stand_ins import words as length_of
from voicecoach.hearing.ears import Trouble
from voicecoach.language.spoken import ENGLISH
from voicecoach.status import VoicecoachError

TALK, WORDS = ENGLISH.talk, ENGLISH.aloud
STOP_NOW = TALK.advice["safety"]
RIGHT = WORDS.is_that_right


@pytest.fixture
def theatre(tmp_path: Path) -> Theatre:
    return Theatre(tmp_path)


LIVELY = aloud({
    "one, two, three": [say("one two three"), None],
    "apply to you": [None, '"no"'],
    "clinician checked": '"lovely weather"',
    "clinician agreed": '"yes"',
    "How bad": ['"four and a half"', '"six"?'],
    "Four, or five": '"four"',
    WORDS.yes_or_no: '"yes"',
    "feel better": '"help"',
    "Overall: better": '"a bit better"',
    "Look up, and back. Is": ['"worse"'],
    WORDS.object: [None, None, '"no"', None],
    "Better, the same": '"better"',
    "Rest.": ['5s "pause"', '8s "stop"'],
    WORDS.go_on_aloud: '20s "go on"',
    WORDS.end_for_pain: "n",
    WORDS.end_anyway: '"no"',
    "Is that better": '"skip"',
    "them apply": '"no"',
})  # fmt: skip
"""Somebody who says nearly everything that can be said."""


def test_a_first_session_word_for_word(theatre: Theatre) -> None:
    performance = theatre.play(LIVELY, sets=2, ears=theatre.ears())
    compare(performance.text, GOLDENS / "spoken.txt")
    assert performance.late == [], "all sentences were ready before the first"


# --- the moment to speak -----------------------------------------------------------------------------


def test_a_question_then_a_moment_then_the_tick_then_one_listens(theatre: Theatre) -> None:
    """And never while the coach speaks."""
    performance = theatre.play(LIVELY, sets=2, ears=theatre.ears())
    assert theatre.listening is not None
    sentences = [
        (at, at + length_of(text) / 1000) for text, at in zip(performance.heard, performance.times, strict=True)
    ]
    for tick in performance.ticks:
        asked = max(end for _, end in sentences if end < tick + 0.01)
        assert tick - asked == pytest.approx(0.3, abs=0.01)
        listened = min(since for since, _ in theatre.listening.spans if since > tick)
        assert listened - tick < 0.5, "at the next look of the session"
    rests = performance.when("Rest."), performance.when(TALK.after)
    asking = [span for span in theatre.listening.spans if not rests[0] < span[0] < rests[1]]
    assert len(asking) >= len(performance.ticks) - 2
    for since, until in asking:
        assert not [begin for begin, end in sentences if begin < until - 0.3 and since < end - 0.3]


# --- what is kept ------------------------------------------------------------------------------------


def test_what_was_heard_how_sure_and_how_it_was_confirmed_is_kept(theatre: Theatre) -> None:
    script: Script = {
        "How bad": [say("about seven", 0.81), say("six", 0.4, certain=False)],
        "feel better": "s",
        "Look up, and back. Is": say("skip this", 0.66),
        "Look down, and back. Is": '"a lot better"',
        WORDS.yes_or_no: "y",
        WORDS.object: [None, '"yes"'],
    }
    theatre.play(aloud(script), sets=1, ears=theatre.ears())
    kept = {
        (each.phase, each.question): (each.value, each.given, each.heard, each.sure, each.confirmed)
        for each in theatre.record.answers
    }
    assert kept == {
        ("before", "cautions"): ("no", "voice", "no", 93, "yes"),
        ("before", "clinician"): ("yes", "voice", "yes", 93, "yes"),
        ("before", "safety"): ("no", "voice", "no", 93, "yes"),
        ("before", "pain"): (7, "voice", "about seven", 81, "unopposed"),
        ("after", "safety"): ("no", "voice", "no", 93, "yes"),
        ("after", "pain"): (6, "voice", "six", 40, "key"),
        ("after", "overall"): ("same", "keys", "", None, ""),
        ("after", "range_up"): (None, "none", "skip this", 66, ""),
        ("after", "range_down"): ("better", "voice", "a lot better", 93, "yes"),
    }


def test_nothing_is_on_the_disk_before_it_has_been_confirmed(theatre: Theatre) -> None:
    counts: list[int] = []

    def look() -> None:
        counts.append(sum(answer.value is not None for answer in theatre.record.answers) if theatre.records else 0)
        theatre.press_in(2.0, "y")

    theatre.play(aloud({RIGHT: look, WORDS.object: look}), sets=1, ears=theatre.ears())
    assert counts == list(range(9))


def test_a_recogniser_that_is_never_certain_has_everything_asked_back(theatre: Theatre) -> None:
    performance = theatre.play(ALOUD, sets=1, ears=theatre.ears(certain=False))
    assert WORDS.object not in performance.heard
    assert [answer.confirmed for answer in theatre.record.answers] == ["yes"] * 9


OWN = """\
routine "Own"
ask before
  number 1-20 "How many hours did you sleep?" as sleep
  number 0-999 "How many steps did you walk?" as steps
  yesno "Have you done it today?" as done
  choice "bright", "half dark", "Stop" "How is the light?" as light
say "Bye."
"""


def test_the_questions_of_a_routine(tmp_path: Path) -> None:
    theatre = Theatre(tmp_path, OWN)
    script: Script = {
        "sleep?": '"about seven"', "steps": "4 2", "done it": '"not really"', "light": '"stop"',
    }  # fmt: skip
    performance = theatre.play(aloud(script), ears=theatre.ears())
    own = [each for each in theatre.record.answers if each.question in ("sleep", "steps", "done", "light")]
    assert [(each.value, each.given) for each in own] == [
        (7, "voice"),
        (42, "keys"),
        ("no", "voice"),
        ("Stop", "voice"),
    ]
    assert performance.late == []


# --- without a keyboard ------------------------------------------------------------------------------


def test_without_a_keyboard_everything_is_answered_aloud(theatre: Theatre) -> None:
    performance = theatre.play(ALOUD, sets=1, keyboard=False, ears=theatre.ears())
    assert TALK.no_keyboard not in performance.heard
    assert performance.heard.count(TALK.thanks) == 2
    assert [answer.given for answer in theatre.record.answers] == ["voice"] * 9
    assert (theatre.record.ending, performance.late) == ("done", [])


# --- warning signs -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("script", "question", "phase"),
    [
        ({"apply to you": '"yes"'}, "cautions", "before"),
        ({"new dizziness": '"yes"'}, "safety", "before"),
        ({"new dizziness": ['"no"', '"yes, I have"?']}, "safety", "after"),
    ],
)
def test_a_yes_that_is_confirmed_ends_the_session(script: Script, question: str, phase: str, theatre: Theatre) -> None:
    performance = theatre.play({**ALOUD, **script}, sets=1, ears=theatre.ears())
    assert performance.heard[-2:] == ["Yes.", STOP_NOW]
    record = theatre.record
    assert (record.ending, record.outcome, record.sets_done) == ("stopped", "stop now", phase == "after")
    last = record.answers[-1]
    assert (last.phase, last.question, last.value, last.confirmed) == (phase, question, "yes", "yes")


@pytest.mark.parametrize("end", ["!interrupt", kill])
def test_a_yes_that_is_confirmed_holds_whatever_happens_then(end: Press, theatre: Theatre) -> None:
    acquaint(theatre.home, theatre.clock.now())
    theatre.play(aloud({"new dizziness": '"yes"', "Yes.": end}), sets=1, ears=theatre.ears())
    theatre.clock.go_on(minutes=5)
    with pytest.raises(VoicecoachError):
        theatre.play(ALOUD, sets=1, ears=theatre.ears())


@pytest.mark.parametrize("question", ["apply to you", "new dizziness"])
@pytest.mark.parametrize("trouble", [None, Trouble.GONE])
def test_a_yes_with_nothing_more_ends_it_ahead_of_the_exercises(
    trouble: Trouble | None, question: str, theatre: Theatre
) -> None:
    failing = [None, theatre.trouble(trouble)] if question == "new dizziness" else theatre.trouble(trouble)
    answers = ['"yes"'] * 3 if question == "new dizziness" else []
    script: Script = {**ALOUD, question: '"yes"', "I heard yes": failing, RIGHT: [*answers[:2], None]}
    performance = theatre.play(script, sets=1, ears=theatre.ears())
    assert performance.heard[-3:] == [WORDS.alarm_unconfirmed, TALK.rest_left_open, ENGLISH.ended_early]
    assert "Lift." not in performance.heard
    assert (theatre.record.ending, theatre.record.reps_done) == ("early", 0)


def test_a_yes_with_nothing_more_after_the_exercises_ends_it_with_the_advice(theatre: Theatre) -> None:
    acquaint(theatre.home, theatre.clock.now())
    theatre.file.write_text(theatre.file.read_text() + 'say "Now go and do more."\n')
    script: Script = {**ALOUD, "new dizziness": ['"no"', '"yes"'], RIGHT: ['"yes"', None]}
    performance = theatre.play(script, sets=1, ears=theatre.ears())
    assert performance.heard.count(WORDS.alarm_unconfirmed) == 1
    assert performance.count("Now go") == 0
    assert (theatre.record.rule, theatre.record.ending) == ("missing", "done")
