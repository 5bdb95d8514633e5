"""Reads the lines of an exercise, each into its place in the draft."""

from voicecoach.language.blocks import statements
from voicecoach.language.context import Context
from voicecoach.language.drafts import Draft
from voicecoach.language.models import Every, First, Phase, PhaseText, RepUnit, Text
from voicecoach.language.placeholders import Kind, Place
from voicecoach.language.reader import LineError, Reader
from voicecoach.language.simple import read_simple
from voicecoach.language.tokens import Comma, Number, Quoted, Word
from voicecoach.language.tree import Node
from voicecoach.language.words import INTRO, KEYWORDS

_UNITS: dict[str, RepUnit] = {"reps": "reps", "breaths": "breaths", "rounds": "rounds"}
_SINGULARS = tuple(plural.removesuffix("s") for plural in _UNITS)
_PLURALS = ("sets", *_UNITS)
COUNTED = (*_PLURALS, "set", *_SINGULARS)

_LONGEST_COUNTDOWN = 60
_SHORTEST_COUNTED = 2000  # ms: below, nothing would be counted


class ExerciseLines:
    """One method a kind of line. All raise `LineError` where a line cannot be read to its end."""

    def __init__(self, context: Context, place: Place, draft: Draft) -> None:
        self._context = context
        self._place = place
        self._draft = draft
        self._seen: dict[str, int] = {}

    def read(self, keyword: str, node: Node, reader: Reader) -> None:
        """The line; `keyword` is "count" for sets and reps, "phase" for a phase, or its first word."""
        if keyword == "count":
            self._count(reader)
        elif keyword == "phase":
            self._draft.phases.append(self._phase(reader))
        elif keyword in ("sides", "alternate"):
            self._sides(keyword, reader)
        elif keyword == "intro":
            self.intro(node, reader)
        elif keyword == "first":
            self.first(node, reader)
        elif keyword == "between":
            reader.keyword("sets")
            self._draft.tips.append((reader, self._text(reader, "between")))
        else:
            self._remark(keyword, reader)
        reader.finish()

    def intro(self, node: Node, reader: Reader) -> None:
        """An `intro` and its block. Where the block is missing, that is reported, and nothing else."""
        self._once("intro", reader)
        if not node.children:
            raise LineError
        steps = []
        for keyword, inner in statements(node.children, self._name_intro, self._context.problems):
            line = Reader(inner.line, self._context.problems, skip=1)
            try:
                if keyword:
                    steps.append(read_simple(self._context, keyword, line, "intro", self._place))
            except LineError:
                continue
        self._draft.intro = tuple(steps)

    def first(self, node: Node, reader: Reader) -> None:
        """A `first N reps` and its block, which is read even if the line above it turns out to be wrong."""
        self._once("first", reader)
        if not node.children:
            raise LineError
        texts: list[PhaseText] = []
        seen: dict[str, int] = {}
        for keyword, inner in statements(node.children, self._name_phase, self._context.problems):
            line = Reader(inner.line, self._context.problems)
            try:
                if keyword:
                    name = line.word("the name of a phase")
                    self._context.once(seen, name.value, inner.line)
                    self._draft.named.append((line, name))
                    texts.append(PhaseText(name.value, self._text(line), line=line.number))
                    line.finish()
            except LineError:
                continue
        self._draft.first = First(self._reps(reader, needed_beyond=0), tuple(texts), line=reader.number)

    def _name_intro(self, node: Node) -> str:
        return self._context.name(node, "line of an intro", INTRO)

    def _name_phase(self, node: Node) -> str:
        word = node.line.word()
        if word and word not in KEYWORDS:
            return "phase"
        self._context.unknown_line(node.line, "", "the name of a phase")
        return ""

    def _once(self, what: str, reader: Reader) -> None:
        self._context.once(self._seen, what, reader.line)

    def _text(self, reader: Reader, kind: Kind = "phase") -> Text:
        return self._context.placeholders.text(reader, reader.quoted(), kind, self._place)

    def _count(self, reader: Reader) -> None:
        """`5-6 sets, rest 30s` or `10-15 reps`."""
        count = reader.span("a number of sets or reps")
        try:
            word = reader.keyword(*COUNTED)
        except LineError:
            self._draft.unread = True
            raise
        plural = word.value if word.value in _PLURALS else f"{word.value}s"
        _check_plural(reader, count, word, plural)
        sure = reader.sound or count.written != "1"  # in "1 reps", a digit may be missing
        if plural == "sets":
            self._once("sets", reader)
            self._draft.sets = reader.within(count, 1, 100) if sure else None
            if isinstance(reader.peek(), Comma | Word):
                self._rest(reader)
        else:
            self._once("reps", reader)
            self._draft.unit = _UNITS[plural]
            self._draft.reps = reader.within(count, 1, 1000) if sure else None

    def _rest(self, reader: Reader) -> None:
        self._draft.rest = 1  # meant, whatever follows
        reader.comma("a comma before rest")
        word = reader.keyword("rest")
        self._draft.rest = reader.duration()
        if self._draft.sets and self._draft.sets.high == 1:
            reader.report(word, "a rest between sets, where there is only one set", expected="two sets or more")

    def _phase(self, reader: Reader) -> Phase:
        name = reader.line.word()
        length = reader.duration()
        known = reader.sound  # whether the length is the author's own
        text = self._text(reader) if isinstance(reader.peek(), Quoted) else None
        if not isinstance(reader.peek(), Word):
            return Phase(name, length, text, line=reader.number)
        counting = reader.keyword("countdown", "counted")
        if counting.value == "counted":
            if known and length < _SHORTEST_COUNTED:
                reader.report(counting, "the phase is too short to be counted", expected="2s or more")
            return Phase(name, length, text, "counted", line=reader.number)
        token = reader.peek()
        count = reader.whole(1, _LONGEST_COUNTDOWN)
        if token and known and count * 1000 > length:
            message = f"a countdown from {count} does not fit into the phase"
            reader.report(token, message, expected=f"{length // 1000} or less" if length >= 1000 else "a longer phase")
        return Phase(name, length, text, "countdown", count, line=reader.number)

    def _sides(self, keyword: str, reader: Reader) -> None:
        self._place.sides = True
        self._once(keyword, reader)
        other = self._seen.get("sides" if keyword == "alternate" else "alternate")
        if other is not None:
            message = f'"sides" and "alternate" exclude each other: the first is on line {other}'
            reader.report(reader.line.first, message, expected="one of them")
        left = reader.word("two names, such as left, right")
        reader.comma("a comma between the sides")
        right = reader.word("the name of the other side")
        if left.value.casefold() == right.value.casefold():
            reader.report(right, "both sides have the same name", expected="two different words")
        if keyword == "sides":
            self._draft.sides = (left.value, right.value)
        else:
            self._draft.alternate = (left.value, right.value)
            self._draft.turns = reader

    def _remark(self, keyword: str, reader: Reader) -> None:
        """`at halfway`, `every N reps` or `before last rep`, with its text."""
        if keyword == "at":
            reader.keyword("halfway")
            self._once("at halfway", reader)
            self._draft.needs.append((reader, reader.line.first, 4))
            self._draft.halfway = self._text(reader)
        elif keyword == "before":
            reader.keyword("last")
            reader.keyword(*_SINGULARS)
            self._once("before last rep", reader)
            self._draft.needs.append((reader, reader.line.first, 2))
            self._draft.before_last = self._text(reader)
        else:
            self._once("every", reader)
            count = self._reps(reader, needed_beyond=1)
            self._draft.every = Every(count, self._text(reader), line=reader.number)

    def _reps(self, reader: Reader, needed_beyond: int) -> int:
        """`N reps`, where a set needs that many and `needed_beyond` more for the line to make sense."""
        token = reader.peek()
        count = reader.whole(1, 1000)
        if token and reader.sound:
            self._draft.needs.append((reader, token, count + needed_beyond))
        word = reader.keyword(*_UNITS, *_SINGULARS)
        if isinstance(token, Number) and count != 1:
            _check_plural(reader, token, word, word.value if word.value in _UNITS else f"{word.value}s")
        return count


def _check_plural(reader: Reader, count: Number, word: Word, plural: str) -> None:
    """The word is singular after exactly `1`."""
    right = plural.removesuffix("s") if count.written == "1" else plural
    if word.value != right and not count.reported:
        form = "plural" if word.value == plural else "singular"
        reader.report(word, f"{form} after {count.written}", suggestion=right)
