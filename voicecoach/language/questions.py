"""Reads `ask` blocks."""

from voicecoach.language.blocks import statements
from voicecoach.language.context import Context
from voicecoach.language.models import Ask, AskTime, Choice, Number, Overall, Pain, Question, Range, YesNo
from voicecoach.language.reader import LineError, Reader
from voicecoach.language.spelling import nearest
from voicecoach.language.templates import fill, marks
from voicecoach.language.tokens import Comma, Duration, Token, Word
from voicecoach.language.tree import Node
from voicecoach.language.words import QUESTIONS, one_of, shown

RESERVED = ("pain", "overall", "safety", "cautions", "clinician")
"""Names of answers that voicecoach asks for itself."""

_TIMES: dict[str, AskTime] = {"before": "before", "after": "after", "later": "later"}


class AskReader:
    """Reads one `ask`: its first line, then its questions."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._stored: dict[str, int] = {}  # the names that answers are stored under, and the line of each

    def read(self, node: Node) -> Ask | None:
        """The whole block; None where its first line does not tell which ask it is."""
        reader = Reader(node.line, self._context.problems, skip=1)
        time: AskTime | None = None
        later: tuple[int, ...] = ()
        always = False
        try:
            # "ater" is as near to "after" as to "later", but only "later" has times
            likely = reversed(_TIMES) if isinstance(reader.peek(1), Duration) else _TIMES
            time = _TIMES[reader.keyword(*likely).value]
            if time == "later":
                later, always = self._later(reader)
            reader.finish()
        except LineError:
            pass  # reported; the questions are read all the same
        questions = self.questions(node.children)
        return Ask(time, questions, later, always, line=node.line.number) if time else None

    def questions(self, nodes: list[Node]) -> tuple[Question, ...]:
        """The lines of the block."""
        found: list[Question] = []
        for keyword, node in statements(nodes, self._name, self._context.problems):
            reader = Reader(node.line, self._context.problems, skip=1)
            try:
                if keyword in QUESTIONS:
                    found += self._question(keyword, reader)
                    reader.finish()
            except LineError:
                continue
        return tuple(found)

    def _name(self, node: Node) -> str:
        return self._context.name(node, "question", QUESTIONS)

    def _later(self, reader: Reader) -> tuple[tuple[int, ...], bool]:
        times = [reader.duration()]
        while isinstance(reader.peek(), Comma | Duration):
            reader.comma("a comma between times")
            token = reader.peek()
            times.append(reader.duration())
            if token and reader.sound and times[-1] <= times[-2]:
                reader.report(token, "this time is not later than the one before", expected="rising times")
        if reader.keyword("when", "always").value == "always":
            return tuple(times), True
        reader.keyword("worse")
        return tuple(times), False

    def _question(self, keyword: str, reader: Reader) -> list[Question]:
        line = reader.number
        if keyword in ("pain", "overall"):
            self._store(reader, reader.line.first, keyword)
            token = reader.has_quoted()
            text = self._context.placeholders.text(reader, token) if token else None
            return [Pain(text, line=line) if keyword == "pain" else Overall(text, line=line)]
        if keyword == "range":
            return self._range(reader)
        if keyword == "number":
            return [self._number(reader)]
        if keyword == "yesno":
            text = self._context.placeholders.text(reader, reader.quoted())
            return [YesNo(text, self._as_name(reader), line=line)]
        return [self._choice(reader)]

    def _range(self, reader: Reader) -> list[Question]:
        names = [reader.word("the name of a movement, such as up")]
        while isinstance(reader.peek(), Comma | Word):
            reader.comma("a comma between names")
            names.append(reader.word("the name of a movement"))
        quoted = reader.has_quoted()
        text = self._context.placeholders.text(reader, quoted) if quoted else None
        if quoted and len(names) > 1:
            reader.report(quoted, "a text goes with one movement", expected="a line for each that has a text")
        for name in names:
            self._store(reader, name, f"range_{name.value}")
            if not quoted:
                self._check_stock(reader, name)
        return [Range(name.value, text, line=reader.number) for name in names]

    def _check_stock(self, reader: Reader, name: Word) -> None:
        """A movement without a text needs one in the language table."""
        stock = tuple(self._context.table.range_moves)
        if name.value not in stock:
            message = f"{shown(name.value)} has no text of its own"
            expected = f"{one_of(stock)}, or a text after the name"
            reader.report(name, message, expected=expected, suggestion=nearest(name.value, stock))

    def _number(self, reader: Reader) -> Number:
        bounds = reader.span("a range, such as 0-10")
        if bounds.span.low == bounds.span.high:
            reader.report(bounds, "only one number is allowed", expected="a range, such as 0-10")
        text = self._context.placeholders.text(reader, reader.quoted())
        return Number(bounds.span.low, bounds.span.high, text, self._as_name(reader), line=reader.number)

    def _choice(self, reader: Reader) -> Choice:
        options: list[str] = []
        heard: set[str] = set()
        while True:
            option = reader.quoted()
            self._context.placeholders.text(reader, option)
            options.append(_plain(option.value))
            sound = " ".join(option.value.casefold().split())  # answers that sound alike are one answer
            if sound in heard:
                reader.report(option, f"{shown(option.value)} is there twice", expected="different answers")
            heard.add(sound)
            if not reader.has_comma():
                break
        if len(options) < 2:
            first = reader.line.first
            reader.report(first, "only one answer is allowed", expected='two or more: choice "a", "b" "TEXT" as NAME')
        text = self._context.placeholders.text(reader, reader.quoted("the question, with no comma before it"))
        return Choice(tuple(options), text, self._as_name(reader), line=reader.number)

    def _as_name(self, reader: Reader) -> str:
        """`as NAME`."""
        reader.keyword("as")
        name = reader.word("a name for the answer")
        if name.value in RESERVED or name.value.startswith("range_"):
            message = f"{shown(name.value)} is the name of an answer that voicecoach knows"
            reader.report(name, message, expected=f"another name than {', '.join(RESERVED)} or range_…")
        else:
            self._store(reader, name, name.value)
        return name.value

    def _store(self, reader: Reader, token: Token, name: str) -> None:
        """Claim the name that an answer is stored under."""
        first = self._stored.get(name)
        if first is not None:
            reader.report(
                token, f"{shown(name)} is asked twice: the first is on line {first}", expected="each at most once"
            )
        self._stored.setdefault(name, reader.number)


def _plain(option: str) -> str:
    """The words of an answer. One with a placeholder, which is a problem, stays as it is."""
    braces_only = all(mark.kind == "brace" for mark in marks(option))
    return fill(option, {}) if braces_only else option
