"""What is spoken of itself: one table a language.

The compiler and the session take every word that is not the routine's own from here, so another
language is another `Spoken` in `TABLES` and no code. Names in braces are filled in by the user of
the sentence.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Literal

from voicecoach.language.aloud import ENGLISH_ALOUD, Aloud
from voicecoach.language.replies import ENGLISH_REPLIES, Replies
from voicecoach.language.talk import ENGLISH_TALK, Plural, Talk


@dataclass(frozen=True, slots=True)
class Spoken:
    """Every sentence that voicecoach says on its own, in one language."""

    language: str
    iso_639_2: str
    """The language's three letters, as audio files name it."""

    number: Callable[[int], str]
    """The words of a number from 0 to 999,999."""

    talk: Talk
    """What the coach says in conversation."""

    aloud: Aloud
    """What it says where answers can be spoken."""

    replies: Replies
    """What the listener may say."""

    # the opening
    about_minutes: Plural
    about_hours: Plural
    about_hours_minutes: str
    hours: Plural
    minutes: Plural

    # sets, sides and rests
    day_set: str
    day_sets: str
    set_of: str
    rep_count: Mapping[Literal["reps", "breaths", "rounds"], Plural]
    side: str
    rest: str
    rest_first: str
    rest_ten_seconds: str

    # what a file says because it cannot listen
    not_while_driving: str
    cautions: str
    cautions_end: str
    write_down: str

    # questions, as a file asks them
    questions: str
    questions_end: str
    pain: str
    overall: str
    number_range: str
    choice: str
    choice_or: str
    range_moves: Mapping[str, str]
    range_before: str
    range_after: str

    # the session
    paused: str
    still_paused: str
    ready: str
    keys: str
    no_further: str
    ended_early: str
    ended_for_pain: str
    interrupted: str
    failed: str
    sound_is_back: str

    # chapter titles: read, not spoken
    chapter_opening: str
    chapter_set: str
    chapter_rest: str
    chapter_before: str
    chapter_after: str

    def session_texts(self) -> tuple[str, ...]:
        """The sentences that a session may need at any moment, and so must have ready."""
        return (
            self.paused,
            self.still_paused,
            self.ready,
            self.keys,
            self.no_further,
            self.ended_early,
            self.ended_for_pain,
            self.interrupted,
            self.failed,
            self.sound_is_back,
        )


_ONES = (  # noqa: SIM905  # words in a row are read more easily than a list of them
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
).split()
_TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()  # noqa: SIM905


def english_number(number: int) -> str:
    """The English words of 0 to 999,999: `english_number(112)` is "one hundred and twelve"."""
    if number < 20:
        return _ONES[number]
    if number < 100:
        tens, ones = divmod(number, 10)
        return _TENS[tens] + (f" {_ONES[ones]}" if ones else "")
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_ONES[hundreds]} hundred" + (f" and {english_number(rest)}" if rest else "")
    thousands, rest = divmod(number, 1000)
    link = " and " if rest < 100 else " "
    return f"{english_number(thousands)} thousand" + (link + english_number(rest) if rest else "")


ENGLISH = Spoken(
    language="en",
    iso_639_2="eng",
    number=english_number,
    talk=ENGLISH_TALK,
    aloud=ENGLISH_ALOUD,
    replies=ENGLISH_REPLIES,
    about_minutes=("About one minute.", "About {minutes} minutes."),
    about_hours=("About one hour.", "About {hours} hours."),
    about_hours_minutes="About {hours} and {minutes}.",
    hours=("one hour", "{hours} hours"),
    minutes=("one minute", "{minutes} minutes"),
    day_set="Set {first} of {sets} today.",
    day_sets="Sets {first} to {last} of {sets} today.",
    set_of="Set {set} of {sets}.",
    rep_count={
        "reps": ("One repetition.", "{count} repetitions."),
        "breaths": ("One breath.", "{count} breaths."),
        "rounds": ("One round.", "{count} rounds."),
    },
    side="{side} side.",
    rest="Rest.",
    rest_first="If it is getting worse, stop.",
    rest_ten_seconds="Ten seconds.",
    not_while_driving="Not while driving.",
    cautions="Do not do this routine if one of these applies to you.",
    cautions_end="If one of them does, stop here, and ask a clinician.",
    write_down="Write your answers down, and enter them later with voicecoach log add.",
    questions="A few questions. Keep your answers in mind.",
    questions_end="Thank you.",
    pain="How bad is the pain now, from zero to ten?",
    overall="Overall, do you feel better, the same, or worse?",
    number_range="{question} From {low} to {high}.",
    choice="{question} {options}?",
    choice_or="{options}, or {last}",
    range_moves={
        "up": "Look up, and back.",
        "down": "Look down, and back.",
        "left": "Look left, and back.",
        "right": "Look right, and back.",
    },
    range_before="{move} Remember how far.",
    range_after="{move} Is that better, the same, or worse?",
    paused="Paused. Relax.",
    still_paused="Still paused. Press space to go on.",
    ready="Ready.",
    keys=(
        "Space pauses, and goes on. Left, or R, starts this repetition again. Right, or N, goes to the next one. "
        "S goes to the next set. P ends because of pain. Q ends early."
    ),
    no_further="There is no further step. That was the end.",
    ended_early="Ending here.",
    ended_for_pain="Ending because of pain. Come back slowly, and rest.",
    interrupted="Stopped.",
    failed="Something went wrong. The session ends here.",
    sound_is_back="The sound was gone. It is back.",
    chapter_opening="Opening",
    chapter_set="Set {set} of {sets}",
    chapter_rest="Rest",
    chapter_before="Questions before",
    chapter_after="Questions after",
)

TABLES: Mapping[str, Spoken] = {"en": ENGLISH}


def table_for(language: str) -> Spoken | None:
    """The table of a BCP 47 tag by its primary language (`en-GB` takes `en`), or None."""
    return TABLES.get(language.split("-")[0].lower())
