"""The figures of a half, printed."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from voicecoach.hearing.decision import Kind, Thresholds

from .clips import Clip
from .conditions import CONDITIONS
from .listening import Listened, phrases_for
from .outcomes import Confirmations, asked_about, heard, outcome, shares
from .phrases import is_near

KINDS: tuple[Kind, ...] = ("number", "yesno", "compare", "choice", "command")

PEOPLE = ("allison", "fsdd", "sc")

Row = tuple[str, Callable[[Clip], bool]]
"""A line of a table, and which clips are in it."""

HEAD = f"{'':34}{'clips':>6}{'right':>8}{'wrong':>7}{'rejected':>10}   after confirmation: right  wrong"


def print_answers(answers: Sequence[Listened], thresholds: Thresholds, confirmations: Confirmations) -> None:
    """Answers by kind, by condition, by whether the wording is foreseen, and by voice."""
    print(HEAD)
    for name, belongs in [*_rows(), *_rows_by(_group, answers)]:
        chosen = [each for each in answers if belongs(each.clip)]
        if chosen:
            print(_line(name, chosen, thresholds, confirmations))


def print_no_answers(others: Sequence[Listened], thresholds: Thresholds, confirmations: Confirmations) -> None:
    """What is no answer, by kind and by who or what made it."""
    print(f"\n{'no answers':34}{'clips':>6}{'accepted %':>12}   after confirmation %")
    for name, belongs in [*_rows_of_no_answers(), *_rows_by(_kind, others), *_rows_by(_sort, others)]:
        chosen = [each for each in others if belongs(each.clip)]
        at_once = shares(outcome(each, thresholds) for each in chosen)["wrong"]
        in_the_end = shares(confirmations.outcome(each) for each in chosen)["wrong"]
        print(f"{name:34}{len(chosen):>6}{at_once:>12.1f}{in_the_end:>15.1f}")


def print_asked_about(answers: Sequence[Listened], others: Sequence[Listened], thresholds: Thresholds) -> None:
    """What is not understood in a rest, and the coach asks about."""
    print("\nnot understood in a rest, and asked about:")
    for name, listened in (("commands", answers), ("no answers", others)):
        chosen = [each for each in listened if each.clip.kind == "command"]
        share = 100 * sum(asked_about(each, thresholds) for each in chosen) / max(1, len(chosen))
        print(f"{name:34}{len(chosen):>6}{share:>12.1f}")


def print_confusions(listened: Iterable[Listened], thresholds: Thresholds, most: int) -> None:
    """What was said, and what was understood instead, by how often."""
    counts: dict[tuple[str, str, str], list[str]] = {}
    for each in listened:
        found = heard(each, thresholds)
        if found is None and each.clip.meaning is None:
            continue
        if found is None or found.meaning != each.clip.meaning:
            made = "nothing" if found is None else f"{found.meaning}{'' if found.certain else ' ?'}"
            if each.scores is None:
                made = "no speech, or no end of it"
            counts.setdefault((each.clip.kind, each.clip.words, made), []).append(_group(each.clip))
    print(f"\n{'kind':9}{'said':30}{'understood':28}times  voices")
    for (kind, words, made), voices in sorted(counts.items(), key=lambda item: -len(item[1]))[:most]:
        print(f"{kind:9}{words:30}{made:28}{len(voices):>5}  {', '.join(sorted(set(voices)))}")


def _rows() -> Iterator[Row]:
    yield "all", _all
    for kind in KINDS:
        yield kind, _is(_kind, kind)
    yield "number, clean", _is_clean_number
    yield "number, clean, people", lambda clip: _is_clean_number(clip) and _sort(clip) in PEOPLE
    yield "number, clean, all but espeak-ng", lambda clip: _is_clean_number(clip) and _sort(clip) != "espeak"
    yield "number, clean, one word", lambda clip: _is_clean_number(clip) and " " not in clip.words
    yield "number, clean, more words", lambda clip: _is_clean_number(clip) and " " in clip.words
    yield "number, clean, wording foreseen", lambda clip: _is_clean_number(clip) and _is_foreseen(clip)
    yield "half a number", lambda clip: (clip.meaning or "").endswith(".5")
    yield "a command to a question", lambda clip: clip.kind != "command" and (clip.meaning or "").startswith(":")
    yield "a wording that is foreseen", _is_foreseen
    yield "a wording that is not", lambda clip: not _is_foreseen(clip)
    for condition in CONDITIONS:
        yield condition, _is(_condition, condition)
    yield "people", lambda clip: _sort(clip) in PEOPLE


def _rows_of_no_answers() -> Iterator[Row]:
    yield "all", _all
    yield "chosen to sound like an answer", lambda clip: is_near(clip.kind, clip.words)
    yield "all but those", lambda clip: not is_near(clip.kind, clip.words)


def _rows_by(key: Callable[[Clip], str], listened: Iterable[Listened]) -> Iterator[Row]:
    for value in sorted({key(each.clip) for each in listened}):
        yield value, _is(key, value)


def _is(key: Callable[[Clip], str], value: str) -> Callable[[Clip], bool]:
    return lambda clip: key(clip) == value


def _all(_: Clip) -> bool:
    return True


def _line(name: str, chosen: Sequence[Listened], thresholds: Thresholds, confirmations: Confirmations) -> str:
    at_once = shares(outcome(each, thresholds) for each in chosen)
    later = shares(confirmations.outcome(each) for each in chosen)
    return (
        f"{name:34}{len(chosen):>6}{at_once['right']:>8.1f}{at_once['wrong']:>7.1f}{at_once['rejected']:>10.1f}"
        f"{later['right']:>28.1f}{later['wrong']:>7.1f}"
    )


def _kind(clip: Clip) -> str:
    return clip.kind


def _condition(clip: Clip) -> str:
    return clip.condition


def _is_clean_number(clip: Clip) -> bool:
    return clip.kind == "number" and clip.condition == CONDITIONS[0]


def _is_foreseen(clip: Clip) -> bool:
    plain = _plain(clip.words)
    return any(plain == _plain(text) for text in phrases_for(clip).get(clip.meaning or "", ()))


def _plain(words: str) -> str:
    return "".join(c for c in words.lower() if c.isalnum() or c == " ")


def _sort(clip: Clip) -> str:
    return clip.voice.split("/")[0]


def _group(clip: Clip) -> str:
    """The voice; those of Speech Commands, who say a word or two each, are one."""
    return "sc" if clip.voice.startswith("sc/") else clip.voice
