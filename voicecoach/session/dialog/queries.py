"""The questions of a session: what is asked, in full and in short, and which answers there are."""

from collections.abc import Mapping
from dataclasses import dataclass

from voicecoach.journal.models import CAUTIONS, CLINICIAN, COMPARISONS, SAFETY, Value
from voicecoach.language.models import Ask, AskTime, Choice, Number, Overall, Pain, Question, Range, YesNo
from voicecoach.language.spoken import Spoken
from voicecoach.language.talk import Talk
from voicecoach.language.templates import fill
from voicecoach.timeline.asks import question_text

# a routine's own names are single words, so that none of these can be one
STAY = "to stay"
RESUME = "to resume"
CONFIRM = "to confirm"
LEAVE = "to leave"
END_FOR_PAIN = "to end for pain"
END_ANYWAY = "to end"
LEVEL = "level of the voice"
WISH = "what was said in a rest"


@dataclass(frozen=True, slots=True)
class Numbers:
    """A whole number from `low` to `high`."""

    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Words:
    """One of a few words, each by a key of its own: `values` by key."""

    values: Mapping[str, str]

    @property
    def yes_or_no(self) -> bool:
        """Whether these are yes and no."""
        return set(self.values.values()) == {"yes", "no"}


@dataclass(frozen=True, slots=True)
class Options:
    """One of a routine's own words, by its number from 1 on."""

    options: tuple[str, ...]


Answers = Numbers | Words | Options

YES_NO = Words({"y": "yes", "n": "no"})
END = Words({"y": "yes", "p": "yes", "n": "no"})
"""Whether to end for pain, which the key for pain confirms as everywhere."""

WISHES = Words({"p": "pain", "space": "pause", "n": "skip", "right": "skip"})
"""What may be wished for in a rest, by the keys that do the same there."""

COMPARE = Words({value[0]: value for value in COMPARISONS})


@dataclass(frozen=True, slots=True)
class Query:
    """One question, stored as `name`. Without `answers` it is a movement to be tried and remembered."""

    name: str
    text: str
    short: str
    answers: Answers | None
    alarm: bool = False
    """Whether a yes ends everything at once."""
    without: frozenset[Value] = frozenset()
    """Values that were heard and are not meant: they are not heard again."""
    instead: Answers | None = None
    """Other answers that a key may give: whoever is asked whether it was nine may press the four that was meant."""


def queries_of(ask: Ask, table: Spoken) -> tuple[Query, ...]:
    """The questions of an `ask` block."""
    return tuple(_query(question, ask.time, table) for question in ask.questions)


def stock_queries(table: Spoken) -> tuple[Query, ...]:
    """What is asked later where the routine does not say."""
    return queries_of(Ask("later", (Pain(), Overall())), table)


def safety_query(table: Spoken) -> Query:
    """The question of every session."""
    return Query(SAFETY, table.talk.safety, table.talk.safety_short, YES_NO, alarm=True)


def screening_queries(table: Spoken, *, cautions: bool) -> tuple[Query, ...]:
    """What is asked now and then; whether a caution applies only where the routine has some."""
    talk = table.talk
    applies = Query(CAUTIONS, talk.cautions_question, talk.cautions_short, YES_NO, alarm=True)
    return (*([applies] if cautions else []), Query(CLINICIAN, talk.clinician, talk.clinician_short, YES_NO))


def _query(question: Question, time: AskTime, table: Spoken) -> Query:
    talk, text = table.talk, question_text(question, time, table)
    match question:
        case Pain():
            return Query("pain", text, talk.pain_short, Numbers(0, 10))
        case Overall():
            return Query("overall", text, talk.overall_short, COMPARE)
        case Range(name):
            return Query(f"range_{name}", text, text if time == "before" else talk.range_short,
                         None if time == "before" else COMPARE)  # fmt: skip
        case Number(low, high, _, name):
            words = {"low": table.number(low), "high": table.number(high)}
            return Query(name, text, fill(talk.number_short, words), Numbers(low, high))
        case YesNo(_, name):
            return Query(name, text, talk.yesno_short, YES_NO)
        case Choice(options, _, name):
            return Query(name, text, listed(options, talk, table), Options(options))


def listed(options: tuple[str, ...], talk: Talk, table: Spoken) -> str:
    words = fill(table.choice_or, {"options": ", ".join(options[:-1]), "last": options[-1]})
    return fill(talk.choice_short, {"options": words})
