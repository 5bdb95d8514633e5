"""An exercise while it is read: what its lines say so far, and what they must say of each other."""

from dataclasses import dataclass, field

from voicecoach.language.models import Every, Exercise, First, Pause, Phase, RepUnit, Say, Span, Text, Tone
from voicecoach.language.reader import Reader
from voicecoach.language.spelling import nearest
from voicecoach.language.templates import marks
from voicecoach.language.tokens import Token, Word
from voicecoach.language.words import one_of, shown

_ONE = Span(1, 1)


@dataclass(slots=True)
class Draft:
    """The fields of an `Exercise`; `sets` and `reps` are None while their line is there but cannot be used.

    The last fields are for the checks: repetitions that a line needs in order to be spoken at all
    (with the line, where to point, and how many), phases named by `first`, and the line with `alternate`.
    `unread` and `cut` tell of lines that may have been anything, and of lines whose end could not be
    read: what seems to be missing may stand there.
    """

    phases: list[Phase] = field(default_factory=list)
    sets: Span | None = _ONE
    rest: int | None = None
    reps: Span | None = _ONE
    unit: RepUnit = "reps"
    sides: tuple[str, str] | None = None
    alternate: tuple[str, str] | None = None
    intro: tuple[Say | Pause | Tone, ...] = ()
    first: First | None = None
    halfway: Text | None = None
    every: Every | None = None
    before_last: Text | None = None
    tips: list[tuple[Reader, Text]] = field(default_factory=list)

    needs: list[tuple[Reader, Token, int]] = field(default_factory=list)
    named: list[tuple[Reader, Word]] = field(default_factory=list)
    turns: Reader | None = None
    unread: bool = False
    cut: bool = False

    def exercise(self, name: Text, line: int) -> Exercise:
        """The finished model."""
        return Exercise(
            name=name,
            phases=tuple(self.phases),
            sets=self.sets or _ONE,
            rest=self.rest,
            reps=self.reps or _ONE,
            unit=self.unit,
            sides=self.sides,
            alternate=self.alternate,
            intro=self.intro,
            first=self.first,
            halfway=self.halfway,
            every=self.every,
            before_last=self.before_last,
            between_sets=tuple(text for _, text in self.tips),
            line=line,
        )

    def check(self, reader: Reader) -> None:
        """Report lines that fit no other line. `reader` is at the exercise's own line."""
        complete = not (self.unread or self.cut)
        if not self.phases and complete:
            reader.report(
                reader.line.first, "an exercise without a phase", expected='a line such as retract 3s "Retract."'
            )
        if self.phases and not self.unread:
            self._check_named()
        if self.tips and self.sets and self.rest is None and complete:
            tip, _ = self.tips[0]
            tip.report(
                tip.line.first, "there is no rest between sets", expected="the rest with the sets: 5 sets, rest 30s"
            )
        if self.turns and complete and not self._tells_side():
            message = "no text tells which side it is"
            self.turns.report(self.turns.line.first, message, expected='{side} in a phase, such as "{side} knee up."')
        if complete or self.reps is not _ONE:
            self._check_needs()

    def _tells_side(self) -> bool:
        """Whether a phase says `{side}`, be it misspelt: that is reported where it stands."""
        texts = [phase.text for phase in self.phases if phase.text]
        texts += [text.text for text in self.first.texts] if self.first else []
        return any(nearest(mark.value, ("side",)) for text in texts for mark in marks(text.template))

    def _check_needs(self) -> None:
        for line, token, least in self.needs:
            if self.reps is not None and self.reps.high < least:
                message = f"this needs a set of {least} reps or more, and a set has {self.reps.high}"
                line.report(token, message, expected="more reps, or no such line")
                if self.reps is _ONE:
                    return  # the one mistake is that no line says how many

    def _check_named(self) -> None:
        names = dict.fromkeys(phase.name for phase in self.phases)
        offered = tuple(name for name in names if len(name) <= 40)[:20]
        for line, word in self.named:
            if word.value not in names:
                message = f"this exercise has no phase {shown(word.written)}"
                line.report(
                    word,
                    message,
                    expected=one_of(offered) or "one of its phases",
                    suggestion=nearest(word.value, offered),
                )
