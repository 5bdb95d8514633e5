"""Any patient who speaks: whatever is said, pressed, lost or killed, nothing is kept that was not confirmed."""

import tempfile
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.session.patient import Press, Script
from tests.session.stage import Performance
from tests.session.test_any_course import check
from tests.session.theatre import MORNING, Theatre, kill
from voicecoach.hearing.ears import Trouble
from voicecoach.journal.models import Answer
from voicecoach.language.spoken import ENGLISH
from voicecoach.session.dialog.confirming import OBJECTING
from voicecoach.session.dialog.wording import spoken_value
from voicecoach.status import VoicecoachError
from voicecoach.timeline import TimelineError

TALK, WORDS = ENGLISH.talk, ENGLISH.aloud
YES = ENGLISH.replies.words["yes"]
CONFIRMING = (WORDS.object, WORDS.yes_or_no, WORDS.is_that_right)

LAST: dict[str, Press] = {
    **dict.fromkeys(("apply to you", "them apply", "new dizziness", "these new signs", "Shall I stay"), '"no"'),
    **dict.fromkeys(("clinician checked", "clinician agreed", "Go on there"), '"yes"'),
    **dict.fromkeys(("How bad", "Pain, zero", "Four, or"), '"four"'),
    **dict.fromkeys(("feel better", "Overall: better", "Is that better", "Better, the same"), '"the same"'),
    **dict.fromkeys((WORDS.is_that_right, WORDS.yes_or_no), '"yes"'),
    **dict.fromkeys((WORDS.end_for_pain, WORDS.end_anyway, WORDS.leave), '"no"'),
    **dict.fromkeys(
        (WORDS.object, WORDS.key_or_skip, "I heard", "Look up, and", "Set two", TALK.thanks, "Rest."), None
    ),
    "one, two, three": '"one two three"',
    ENGLISH.paused: '3s "go on"',
    ENGLISH.still_paused: "space",
}
"""Parts of what the coach says, and what is answered in the end, so that nobody is asked for ever."""

SOME: list[Press] = [
    *('"yes"', '"no"', '"yes"?', '"no"?', '"four"', '"nine"', '"six"?', '"four and a half"', '"the same"', '"worse"'),
    *('"better"?', '"lovely weather"', '"repeat"', '"help"', '"skip"', '"stop"', '"stop"?', '5s "pause"', '5s "skip"'),
    *('!"no"', '6.9s "no"', '2.3s "change it"', '"no" 0.2s "yes"', '"four" n', '"yes" 0.1s u', "y", "n", "3", "b", "u"),
    *("x", "r", "?", "q", "!n", "space", "interrupt", None, None, None, None, None, kill),
]

PRESSES = st.lists(st.sampled_from(SOME), min_size=1, max_size=3)

EVENTS = [*Trouble, None, None, None, "sound", "kill"]
"""What goes wrong with hearing, or is well again (None), and what else happens."""


@settings(max_examples=20, deadline=None)
@given(st.data())
def test_any_patient_who_speaks(data: st.DataObject) -> None:
    with tempfile.TemporaryDirectory() as folder:
        theatre = Theatre(Path(folder))
        for _ in range(2):
            _run(theatre, data)
            theatre.clock.go_on(minutes=data.draw(st.sampled_from([0, 12, 25, 60 * 24])))


def _run(theatre: Theatre, data: st.DataObject) -> None:
    """One start of the program, with all that may happen in it."""
    drawn = data.draw(st.dictionaries(st.sampled_from(list(LAST)), PRESSES, max_size=8))
    script: Script = {cue: [*drawn.get(cue, []), last] for cue, last in LAST.items()}
    theatre.events = [
        (seconds, {"kill": kill, "sound": theatre.lose_sound(5)}.get(str(what), theatre.trouble(_trouble(what))))
        for seconds, what in data.draw(st.lists(st.tuples(st.floats(1, 240), st.sampled_from(EVENTS)), max_size=4))
    ]
    ears = theatre.ears(certain=data.draw(st.sampled_from([True, True, False])))
    begun = theatre.clock.now()
    if data.draw(st.booleans()):
        performance = theatre.follow_up(script, ears=ears)
    else:
        try:
            performance = theatre.play(script, sets=data.draw(st.sampled_from([1, 2])), ears=ears)
        except (VoicecoachError, TimelineError):  # after a stop, or when the day's sets are done
            return
    if performance is None:
        return
    check(theatre, performance)
    assert ears.closed == 1
    answers = [each for record in theatre.records for each in record.answers if each.at >= begun]
    for answer in answers:
        if answer.given == "voice":
            assert answer.sure is not None
            assert _was_confirmed(answer, performance)
        else:
            assert answer.confirmed == ""
    if "u" not in [what for _, what in performance.deeds]:
        kept = [spoken_value(each.value, ENGLISH) for each in answers if each.value is not None]
        assert set(_unopposed(performance)) <= set(kept)
    if WORDS.alarm_unconfirmed in performance.heard:
        assert "Lift." not in performance.heard[performance.heard.index(WORDS.alarm_unconfirmed) :]


def _trouble(what: object) -> Trouble | None:
    return what if isinstance(what, Trouble) else None


def _was_confirmed(answer: Answer, performance: Performance) -> bool:
    """Whether the transcript has the silence or the yes that the journal tells of."""
    at = (answer.at - MORNING).total_seconds() - 0.001  # what comes next begins in the same moment
    assert answer.value is not None
    said = [(text, time) for text, time in zip(performance.heard, performance.times, strict=True) if time < at]
    asked = max(time for text, time in said if text in CONFIRMING)
    deeds = [(time, what) for time, what in performance.deeds if asked <= time < at]
    if answer.confirmed == "unopposed":
        tick = max(time for time in performance.ticks if time < at)
        read_back = [text for text, _ in said][-2:] == [spoken_value(answer.value, ENGLISH), WORDS.object]
        return read_back and at - tick >= OBJECTING and not deeds
    # a key that comes before the yes has been understood may be too late
    return any(what in (YES if answer.confirmed == "yes" else "y") for _, what in deeds)


def _unopposed(performance: Performance) -> list[str]:
    """The values that were read back, of which it was silent for long enough, and something else came then."""
    heard, times = performance.heard, performance.times
    found = []
    for i, text in enumerate(heard[:-1]):
        tick = min((time for time in performance.ticks if time > times[i]), default=0.0)
        silent = times[i + 1] - tick >= OBJECTING and times[i] < tick < times[i + 1]
        done = [what for time, what in performance.deeds if times[i - 1] <= time <= times[i + 1]]
        broken = heard[i + 1] in (*WORDS.trouble.values(), ENGLISH.sound_is_back, heard[i - 1], ENGLISH.interrupted)
        if text == WORDS.object and silent and not done and not broken:
            found.append(heard[i - 1])
    return found
