"""What is said and shown around a question: its answers read back, and which keys or words answer it."""

from dataclasses import replace

from voicecoach.journal.models import Value
from voicecoach.language.spoken import Spoken
from voicecoach.language.templates import fill
from voicecoach.session.dialog.accepted import HALF, accepted
from voicecoach.session.dialog.queries import LEVEL, WISH, Numbers, Options, Query, Words


def spoken_value(value: Value, table: Spoken) -> str:
    """An answer read back: "Seven.", "The same."."""
    if isinstance(value, int):
        return f"{table.number(value).capitalize()}."
    return table.talk.values.get(value, f"{value}.")


def keys_for(query: Query, table: Spoken) -> tuple[str, ...]:
    """The sentences that tell how a question is answered."""
    talk = table.talk
    others = talk.keys_alarm if query.alarm else talk.keys_always
    match query.answers:
        case Numbers(high=high):
            return (talk.keys_ten if high == 10 else talk.keys_number, others)
        case Words() as words:
            return (talk.keys_yesno if words.yes_or_no else talk.keys_compare, others)
        case Options(options):
            return (*_option_keys(options, table), others)
        case None:
            return (others,)


def hint(query: Query) -> str:
    """The keys of a question, for the screen."""
    if query.name == LEVEL:
        return "any key ends this"
    if query.name == WISH:
        return "space pause   n skip   p pain   q end"
    match query.answers:
        case Numbers(low, high):
            keys = f"{low}-{high}" + ("   t ten" if high == 10 else "")
        case Words(values):
            keys = "   ".join(f"{key} {value}" for key, value in values.items())
        case Options(options):
            keys = "   ".join(f"{i} {option}" for i, option in enumerate(options, start=1))
        case None:
            keys = "move, and remember"
    skip = "" if query.alarm else "   x skip"
    return f"{keys}   r repeat{skip}   u take back   q leave   ? keys aloud"


def texts_of_query(query: Query, table: Spoken, *, aloud: bool = False) -> tuple[str, ...]:
    """All that may be said about a question, to have it ready; of many numbers only the first hundred.

    `aloud` is whether it may be answered by voice.
    """
    texts = [query.text, query.short, *keys_for(query, table)]
    aloud = aloud and accepted(query, table) is not None
    if aloud:
        texts += spoken_help(query, table)
    match query.answers:
        case Numbers(low, high):
            numbers = range(low, min(high, low + 100) + 1)
            texts += [spoken_value(number, table) for number in numbers]
            halves = [whole_query(query, number, table) for number in numbers[:-1]] if aloud else []
            texts += [text for half in halves for text in (half.text, *spoken_help(half, table))]
        case Options(options):
            texts += [spoken_value(option, table) for option in options]
    return tuple(texts)


def whole_query(query: Query, low: int, table: Spoken) -> Query:
    """The question that follows on "four and a half": which of the two."""
    text = fill(table.aloud.half, {"number": table.number(low).capitalize(), "next": table.number(low + 1)})
    return replace(
        query, text=text, short=text, answers=Numbers(low, low + 1), without=query.without | {f"{low}{HALF}"}
    )


def spoken_help(query: Query, table: Spoken) -> tuple[str, ...]:
    """The sentences that tell what one may say."""
    aloud = table.aloud
    others = aloud.alarm if query.alarm else aloud.always
    match query.answers:
        case Numbers(low, high):
            return (fill(aloud.number, {"low": table.number(low), "high": table.number(high)}), others)
        case Words() as words:
            return (aloud.yesno if words.yes_or_no else aloud.compare, others)
        case Options(options):
            listed = fill(table.choice_or, {"options": ", ".join(options[:-1]), "last": options[-1]})
            return (fill(aloud.choice, {"options": listed}), others)
        case None:
            return ()


def _option_keys(options: tuple[str, ...], table: Spoken) -> list[str]:
    talk = table.talk
    return [
        fill(talk.keys_choice_first if i == 1 else talk.keys_choice, {"number": table.number(i), "option": option})
        for i, option in enumerate(options, start=1)
    ]
