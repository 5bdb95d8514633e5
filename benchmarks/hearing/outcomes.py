"""What was made of the clips: right, wrong or rejected, at once and after the answer has been read or asked back."""

from collections.abc import Iterable, Mapping
from typing import Literal

from voicecoach.hearing.decision import Heard, Kind, Thresholds, decide, may_be_meant

from .clips import Clip
from .listening import Listened

Outcome = Literal["right", "wrong", "rejected"]
"""A clip that is no answer is rejected, or "wrong": accepted as one."""


def heard(listened: Listened, thresholds: Thresholds, kind: Kind | None = None) -> Heard | None:
    """What is taken to have been said."""
    if listened.scores is None:
        return None
    return decide(listened.scores, kind or listened.clip.kind, thresholds)


def outcome(listened: Listened, thresholds: Thresholds) -> Outcome:
    """Before anything is read back."""
    found = heard(listened, thresholds)
    if found is None:
        return "rejected"
    return "right" if found.meaning == listened.clip.meaning else "wrong"


def asked_about(listened: Listened, thresholds: Thresholds) -> bool:
    """Whether it is not understood in a rest, and the coach asks what it was."""
    understood = heard(listened, thresholds) is not None
    return not understood and may_be_meant(listened.scores or (), thresholds)


UNCLEAR = "?"
"""Something was said to what was read back, and was not understood."""


class Confirmations:
    """The same dialog carried on: what is certain is read back, and objected to where it is wrong; the rest is asked.

    "Yes" and "no" are said by the voice that answered, in the same room, or by another where there is no such clip.
    They are said once; the session asks again where they are not understood.
    """

    def __init__(self, yes_and_no: Iterable[Listened], thresholds: Thresholds) -> None:
        self._thresholds = thresholds
        self._said: dict[str, dict[tuple[str, str], str | None]] = {"yes": {}, "no": {}}
        for each in yes_and_no:
            found = heard(each, thresholds, "yesno")
            meaning = found.meaning if found else UNCLEAR if each.scores is not None else None
            self._said[each.clip.words][each.clip.voice, each.clip.condition] = meaning

    def outcome(self, listened: Listened) -> Outcome:
        """What is in the journal in the end; "rejected": the question is asked again."""
        found = heard(listened, self._thresholds)
        if found is None:
            return "rejected"
        right = found.meaning == listened.clip.meaning
        if found.certain:
            if right:
                return "right"  # nothing is said to it
            # what is said but not understood leads to the outright question, and that to no answer
            return "wrong" if self._understood("no", listened.clip) in ("yes", None) else "rejected"
        if self._understood("yes" if right else "no", listened.clip) != "yes":
            return "rejected"
        return "right" if right else "wrong"

    def _understood(self, word: str, clip: Clip) -> str | None:
        said = self._said[word]
        if (clip.voice, clip.condition) in said:
            return said[clip.voice, clip.condition]
        others = [voice for voice, condition in said if condition == clip.condition]
        if not others:
            return None
        sort = clip.voice.split("/")[0]
        near = [voice for voice in others if voice.split("/")[0] == sort] or others
        return said[near[len(clip.name) % len(near)], clip.condition]


def shares(outcomes: Iterable[Outcome]) -> Mapping[Outcome, float]:
    """Each outcome in percent."""
    all_of_them = list(outcomes)
    names: tuple[Outcome, ...] = ("right", "wrong", "rejected")
    return {name: 100 * all_of_them.count(name) / max(1, len(all_of_them)) for name in names}
