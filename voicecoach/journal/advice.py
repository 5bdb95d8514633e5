"""The exercise sheet's own rule: from answers to one advice, with the row of the table that gave it.

The sheet says: carry on if pain falls or range grows; stop if symptoms worsen and stay worse for 10-20 minutes, or if
range shrinks. `RULES` is that, top to bottom: the first row that fits gives the advice. Missing answers fit no row of
the stops and never let one carry on.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from voicecoach.journal.models import CAUTIONS, CLINICIAN, SAFETY, Answer, Outcome, Phase, Value

SETTLE = 20 * 60 * 1000
"""ms after the last repetition from which symptoms that are still worse mean stop (the sheet's 10-20 minutes)."""

NOISE = 2
"""Points by which pain must still be higher, then: one point is within the scale's own noise (Farrar 2001)."""


_SAFETY = (SAFETY, CAUTIONS, CLINICIAN)


@dataclass(frozen=True, slots=True)
class Advice:
    """What to do, and the id of the row of `RULES` that says so."""

    outcome: Outcome
    rule: str


class Facts:
    """The answers of one session as the rows of the table ask for them."""

    def __init__(self, answers: Sequence[Answer], *, ended_for_pain: bool) -> None:
        self._answers = answers
        self.ended_for_pain = ended_for_pain
        self.pain_before = _number(self._last("before", "pain"))
        self.pain_after = _number(self._last("after", "pain"))
        self.overall = self._last("after", "overall")
        self.ranges = [self._last("after", name) for name in self._names("after") if name.startswith("range_")]
        later = [each for each in answers if each.phase == "later"]
        self.latest = _last_round(later)
        """The answers of the last asking after the session."""
        told = {each.round for each in later if each.value is not None and each.question in ("pain", "overall")}
        settled = [each for each in later if each.since is not None and each.since >= SETTLE and each.round in told]
        self.settled = _last_round(settled)
        """Those of the last asking that told anything when the sheet's time was over: silence settles nothing."""

    @property
    def unsafe(self) -> bool:
        """Whether a safety question was ever answered with yes."""
        return any(each.question in (SAFETY, CAUTIONS) and each.value == "yes" for each in self._answers)

    @property
    def pain_higher(self) -> bool:
        """Whether pain was higher after the session than before."""
        return self.pain_rise > 0

    @property
    def pain_rise(self) -> int:
        """By how much pain rose in the session; 0 where that is not known."""
        if self.pain_before is None or self.pain_after is None:
            return 0
        return self.pain_after - self.pain_before

    @property
    def worse_in_session(self) -> bool:
        """Pain higher, or worse overall, or ended for pain."""
        return self.ended_for_pain or self.pain_higher or self.overall == "worse"

    @property
    def still_worse(self) -> bool:
        """Whether it was still worse when the sheet's time was over."""
        pain = _number(next((each.value for each in self.settled if each.question == "pain"), None))
        overall = next((each.value for each in self.settled if each.question == "overall"), None)
        higher = pain is not None and self.pain_before is not None and pain >= self.pain_before + NOISE
        return overall == "worse" or higher

    @property
    def worse_later(self) -> bool:
        """Whether anything was worse when last asked after the session, by any amount."""
        pain = _number(next((each.value for each in self.latest if each.question == "pain"), None))
        higher = pain is not None and self.pain_before is not None and pain > self.pain_before
        return higher or any(each.value == "worse" for each in self.latest if looked_at(each.question))

    @property
    def missing(self) -> bool:
        """Whether an answer that the table looks at is missing.

        Pain takes two, before and after. Of the later answers only the latest count.
        """
        counted = [*(each for each in self._answers if each.phase != "later"), *self.latest]
        unanswered = any(each.value is None for each in counted if looked_at(each.question))
        return unanswered or (self.pain_before is None) != (self.pain_after is None)

    @property
    def asked(self) -> bool:
        """Whether the routine asked anything that the table looks at, besides safety."""
        return any(looked_at(each.question) and each.question not in _SAFETY for each in self._answers)

    def _last(self, phase: Phase, question: str) -> Value | None:
        found = [each.value for each in self._answers if (each.phase, each.question) == (phase, question)]
        return found[-1] if found else None

    def _names(self, phase: Phase) -> list[str]:
        return list(dict.fromkeys(each.question for each in self._answers if each.phase == phase))


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the table."""

    id: str
    outcome: Outcome
    sheet: str
    """What the sheet says, or what follows from it."""
    fits: Callable[[Facts], bool]


RULES: Sequence[Rule] = (
    Rule("safety", "stop now", "A warning sign, at any time.", lambda f: f.unsafe),
    Rule("range-shrank", "stop", "Range shrank: more directions are worse than better.",
         lambda f: f.ranges.count("worse") > f.ranges.count("better")),
    Rule("still-worse", "stop", "Worse in the session, and still worse 20 minutes after it.",
         lambda f: f.worse_in_session and f.still_worse),
    Rule("ended-for-pain", "pending", "Ended because of pain: wait, and ask again.",
         lambda f: f.ended_for_pain and not f.settled),
    Rule("pain-higher", "pending", "Pain is higher than before: wait, and ask again.",
         lambda f: f.pain_higher and not f.settled),
    Rule("overall-worse", "pending", "Worse overall: wait, and ask again.",
         lambda f: f.overall == "worse" and not f.settled),
    Rule("missing", "caution", "An answer is missing.", lambda f: f.missing),
    Rule("worse-later", "caution", "Something was worse when asked again.",
         lambda f: f.worse_later and not f.worse_in_session),
    Rule("range-worse", "caution", "A direction of range is worse.", lambda f: "worse" in f.ranges),
    Rule("settled", "caution", "Worse in the session, but it settled.", lambda f: f.worse_in_session),
    Rule("pain-lower", "continue", "Pain is lower, and nothing is worse.", lambda f: f.pain_rise < 0),
    Rule("range-better", "continue", "Range has grown, and nothing is worse.", lambda f: "better" in f.ranges),
    Rule("overall-better", "continue", "Better overall, and nothing is worse.", lambda f: f.overall == "better"),
    Rule("no-change", "caution", "Nothing has changed.", lambda _: True),
)  # fmt: skip
"""The table. Every session fits at least its last row."""


def advise(answers: Sequence[Answer], *, ended_for_pain: bool = False) -> Advice | None:
    """The advice after a session; None where the routine asks nothing that the table could judge by.

    Source: the exercise sheet "Cervical retraction with extension", Lederman Chiropractic & Sports Medicine.
    """
    facts = Facts(answers, ended_for_pain=ended_for_pain)
    rule = next(rule for rule in RULES if rule.fits(facts))
    if rule.outcome == "caution" and not facts.asked:
        return None
    return Advice(rule.outcome, rule.id)


def _last_round(answers: Sequence[Answer]) -> list[Answer]:
    last = max((each.round for each in answers), default=0)
    return [each for each in answers if each.round == last]


def looked_at(question: str) -> bool:
    """Whether the table misses an answer to that question; a routine's own ones are only kept."""
    return question in ("pain", "overall", *_SAFETY) or question.startswith("range_")


def _number(value: Value | None) -> int | None:
    return value if isinstance(value, int) else None
