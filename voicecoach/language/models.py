"""What a routine says, as frozen values: the parser makes them, the compiler reads them.

Every value remembers the source line it came from (`line`, 1-based). Lines take no part in
comparison, so that two routines that say the same are equal. All durations are integer
milliseconds.
"""

from dataclasses import dataclass, field
from typing import Literal

ToneName = Literal["ready", "go", "tick", "up", "down", "end"]
TONES: tuple[ToneName, ...] = ("ready", "go", "tick", "up", "down", "end")

RepUnit = Literal["reps", "breaths", "rounds"]
Counting = Literal["countdown", "counted"]
AskTime = Literal["before", "after", "later"]


def _line() -> int:
    """A source line: carried along, never compared."""
    return field(default=0, compare=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Text:
    """Words to speak, as written: placeholders such as `{rep}` are still in them."""

    template: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Span:
    """A planned count, `10-15` or `10`: the low end is the default dose, more than the high end needs leave."""

    low: int
    high: int


# --- steps -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Say:
    """Speak a text; it takes as long as the speech."""

    text: Text
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Pause:
    """Silence of `length` ms."""

    length: int
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Rest:
    """A rest of `length` ms, announced and ended as between sets, with a tip or without."""

    length: int
    text: Text | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Tone:
    """One of the built-in tones."""

    name: ToneName
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Phase:
    """One phase of a repetition: at least `length` ms, its text spoken at its start.

    `counting` is "countdown" (`count` numbers on the last full seconds) or "counted" (two, three, …
    on each second after the text; `count` is 0).
    """

    name: str
    length: int
    text: Text | None = None
    counting: Counting | None = None
    count: int = 0
    line: int = _line()


@dataclass(frozen=True, slots=True)
class PhaseText:
    """A longer text for every phase of that name in the first repetitions."""

    phase: str
    text: Text
    line: int = _line()


@dataclass(frozen=True, slots=True)
class First:
    """`first N reps`: the texts of the first `reps` repetitions of the first set."""

    reps: int
    texts: tuple[PhaseText, ...]
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Every:
    """`every N reps "TEXT"`."""

    reps: int
    text: Text
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Exercise:
    """Sets of repetitions of phases. `rest` is in ms, None where sets follow each other directly."""

    name: Text
    phases: tuple[Phase, ...]
    sets: Span = Span(1, 1)
    rest: int | None = None
    reps: Span = Span(1, 1)
    unit: RepUnit = "reps"
    sides: tuple[str, str] | None = None
    alternate: tuple[str, str] | None = None
    intro: tuple["Say | Pause | Tone", ...] = ()
    first: First | None = None
    halfway: Text | None = None
    every: Every | None = None
    before_last: Text | None = None
    between_sets: tuple[Text, ...] = ()
    line: int = _line()


# --- questions ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Pain:
    """0-10, stored as `pain`. Without a text of its own the language table has one."""

    text: Text | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Overall:
    """Better, same or worse, stored as `overall`."""

    text: Text | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Range:
    """One direction of movement, stored as `range_NAME`; `up down left right` have stock texts."""

    name: str
    text: Text | None = None
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Number:
    """A whole number from `low` to `high`, stored as `name`."""

    low: int
    high: int
    text: Text
    name: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class YesNo:
    """Yes or no, stored as `name`."""

    text: Text
    name: str
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Choice:
    """One of `options`, stored as `name`. The options are plain words: no placeholders, and braces are single."""

    options: tuple[str, ...]
    text: Text
    name: str
    line: int = _line()


Question = Pain | Overall | Range | Number | YesNo | Choice


@dataclass(frozen=True, slots=True)
class Ask:
    """Questions at one point. `later` holds the times after the last repetition (ms), for `ask later` alone."""

    time: AskTime
    questions: tuple[Question, ...]
    later: tuple[int, ...] = ()
    always: bool = False
    line: int = _line()


@dataclass(frozen=True, slots=True)
class Repeat:
    """Steps, `times` times over."""

    times: int
    steps: tuple["Say | Pause | Rest | Tone | Exercise", ...]
    line: int = _line()


Step = Say | Pause | Rest | Tone | Exercise | Repeat | Ask


@dataclass(frozen=True, slots=True)
class Routine:
    """A whole routine file."""

    title: Text
    steps: tuple[Step, ...]
    about: Text | None = None
    source: Text | None = None
    cautions: tuple[Text, ...] = ()
    language: str = "en"
    line: int = _line()

    @property
    def exercises(self) -> tuple[Exercise, ...]:
        """Every exercise, in the order of the file (those inside `repeat` once)."""
        found: list[Exercise] = []
        for step in self.steps:
            if isinstance(step, Exercise):
                found.append(step)
            elif isinstance(step, Repeat):
                found += [inner for inner in step.steps if isinstance(inner, Exercise)]
        return tuple(found)
