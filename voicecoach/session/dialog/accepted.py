"""Which spoken words answer a question: the question defines the answers, and all else is not understood."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from voicecoach.hearing.decision import COMMAND, Kind
from voicecoach.journal.models import COMPARISONS
from voicecoach.language.replies import Replies
from voicecoach.language.spoken import Spoken
from voicecoach.session.dialog.queries import CONFIRM, LEVEL, WISH, Numbers, Options, Query, Words

HALF = ".5"
"""Behind the number of an answer such as "four and a half"."""

SPOKEN_RANGE = 101
"""The most numbers of which one can be said: of more, too many sound alike. They are for the keys."""

SPOKEN_HIGH, SPOKEN_LENGTH = 1000, 60
"""The highest number, and the letters of the longest option, that can be said: judging longer ones takes too long."""

FRAMED_RANGE = 21
"""The most numbers that are understood in sentences, not only alone."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The wordings of each meaning, and of what kind they are. No wording has two meanings."""

    kind: Kind
    phrases: Mapping[str, tuple[str, ...]]


def accepted(query: Query, table: Spoken) -> Accepted | None:
    """What may be said to a question: its answers, and "repeat", "help", "skip", "stop". None where that is nothing."""
    replies = table.replies
    match query.answers:
        case Numbers(low, high) if high - low < SPOKEN_RANGE and high <= SPOKEN_HIGH:
            return _accepted("number", _without(dict(_numbers(low, high, table)), query), replies)
        case Words() if query.name == LEVEL:
            return Accepted("command", {})  # whatever is said, it is how loud it is that counts
        case Words() if query.name == WISH:
            return _wishes(table)
        case Words() if query.name == CONFIRM:
            return _confirmation(replies)
        case Words() as words if words.yes_or_no:
            return _accepted("yesno", {word: _framed(replies.words[word], replies) for word in ("yes", "no")}, replies)
        case Words():
            meanings = {word: _framed(replies.words[word], replies) for word in COMPARISONS}
            return _accepted("compare", _without(meanings, query), replies)
        case Options(options) if all(len(each) <= SPOKEN_LENGTH for each in options):
            # capital letters are the recogniser's own affair
            meanings = {each: _framed([each.lower()], replies, replies.option) for each in options}
            return _accepted("choice", _without(meanings, query), replies)
    return None


def rest_commands(table: Spoken, *, paused: bool) -> Accepted:
    """What can be said in a rest, or while paused."""
    names = ("resume", "stop") if paused else ("stop", "pause", "skip")
    return Accepted("command", _without_doubles(_commands(table.replies, *names)))


def _wishes(table: Spoken) -> Accepted:
    """What can be said where something was unclear in a rest: its commands, or that it was nothing."""
    words = {"no": _framed(table.replies.words["no"], table.replies)}
    names = ("stop", "pause", "skip", "resume", "repeat", "help")
    return Accepted("command", _without_doubles(_commands(table.replies, *names) | words))


def _confirmation(replies: Replies) -> Accepted:
    """What may be said to an answer that is read back or asked back: yes, or no in more ways than to a question."""
    phrases = {"yes": _framed(replies.words["yes"], replies)}
    phrases["no"] = _framed((*replies.words["no"], *replies.objections), replies)
    return Accepted("yesno", _without_doubles(phrases | _commands(replies, "repeat", "help", "skip", "stop")))


def _without(phrases: dict[str, tuple[str, ...]], query: Query) -> dict[str, tuple[str, ...]]:
    """Without the meanings that were heard before and are not meant; of two, one must be left to choose from."""
    gone = {str(value) for value in query.without} if len(phrases) > 2 else set()
    return {meaning: wordings for meaning, wordings in phrases.items() if meaning not in gone}


def _accepted(kind: Kind, phrases: dict[str, tuple[str, ...]], replies: Replies) -> Accepted:
    return Accepted(kind, _without_doubles(phrases | _commands(replies, "repeat", "help", "skip", "stop")))


def _commands(replies: Replies, *names: str) -> dict[str, tuple[str, ...]]:
    return {COMMAND + name: replies.commands[name] for name in names}


def _numbers(low: int, high: int, table: Spoken) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The wordings of whole numbers and of those between, in words and in figures."""
    replies, last = table.replies, table.number(high)
    about = replies.about if high - low < FRAMED_RANGE else ()
    for number in range(low, high + 1):
        names = (table.number(number), str(number))
        framed = [each for name in names for each in _framed([name], replies)]
        framed += [
            replies.ahead_of_vowels(frame.format(answer=name, high=high_name))
            for name, high_name in zip(names, (last, str(high)), strict=True)
            for frame in about
        ]
        yield str(number), (*framed, *replies.numbers.get(number, ()))
        if number < high:
            pairs = zip(names, (table.number(number + 1), str(number + 1)), strict=True)
            between = [half.format(number=name, next=after) for name, after in pairs for half in replies.halves]
            yield f"{number}{HALF}", (*between, f"{number}{HALF}", *replies.numbers.get(number + 0.5, ()))


def _framed(wordings: Iterable[str], replies: Replies, frames: tuple[str, ...] = ()) -> tuple[str, ...]:
    return tuple(frame.format(answer=wording) for wording in wordings for frame in (*replies.lead, *frames))


def _without_doubles(phrases: Mapping[str, tuple[str, ...]]) -> Mapping[str, tuple[str, ...]]:
    """Each wording with its first meaning alone: a routine may have a choice named "stop"."""
    seen: set[str] = set()
    found: dict[str, tuple[str, ...]] = {}
    for meaning, wordings in phrases.items():
        own = [wording for wording in dict.fromkeys(wordings) if wording not in seen]
        seen.update(own)
        found[meaning] = tuple(own)
    return found
