"""From lines of characters to lines of tokens."""

import re
import unicodedata
from collections.abc import Iterator

from voicecoach.language.measures import DASH, MeasureError, read_duration, read_number
from voicecoach.language.models import Span
from voicecoach.language.problems import Problems, SourceLine
from voicecoach.language.quoted import ODD_OPENERS, ODD_QUOTES, read_odd_quoted, read_quoted
from voicecoach.language.tokens import Comma, Duration, Line, Number, Other, Quoted, Token, Word

# U+2028 and U+2029 end a line in some programs and not in others
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
# first a decimal comma, as in 2,5s, and a range with blanks round its hyphen
_CHUNK = re.compile(rf'[0-9]+,[0-9]+s\w*|[0-9]+ *{DASH} *[0-9]+|[^\s",#{ODD_QUOTES}]+')
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")  # most words; the others are looked at letter by letter
_NEARLY_NUMBER = re.compile(r"-?\.?[0-9]")


def read_lines(sources: list[SourceLine], problems: Problems) -> list[Line]:
    """The lines that say something; blank ones and comments are left out."""
    lines = []
    tabbed: list[SourceLine] = []
    for source in sources:
        text = source.text
        if control := _CONTROL.search(text):
            problems.report(source, control.start(), control.end(), f"control character {_name(control[0])}")
            # what the line would say without it is anyone's guess
            lines.append(
                Line(source, len(text) - len(text.lstrip(" ")), 0, (Other(0, len(text), text, reported=True),))
            )
            continue
        start = match.end() if (match := _BLANKS.match(text)) else 0
        if start == len(text) or text[start] == "#":
            continue
        if "\t" in text[:start]:
            tabbed.append(source)
        elif text[:start].strip(" "):
            _report_blanks(source, 0, start, "in the indentation", problems)
        lines.append(Line(source, start, text.count("\t", 0, start), tuple(_tokens(source, start, problems))))
    if tabbed:
        _report_tabs(tabbed, problems)
    return lines


def _tokens(source: SourceLine, start: int, problems: Problems) -> Iterator[Token]:
    text = source.text
    while start < len(text) and text[start] != "#":
        if blanks := _BLANKS.match(text, start):
            if blanks[0].strip(" "):
                _report_blanks(source, start, blanks.end(), "between words", problems)
            start = blanks.end()
            continue
        token = _token(source, start, problems)
        yield token
        start = token.end


def _token(source: SourceLine, start: int, problems: Problems) -> Token:
    char = source.text[start]
    if char == '"':
        return _without_tabs(source, read_quoted(source, start, problems), problems)
    if char in ODD_OPENERS:
        return read_odd_quoted(source, start, problems)
    if char == ",":
        return Comma(start, start + 1, ",")
    match = _CHUNK.match(source.text, start)
    assert match is not None, "blanks, commas, comments and quotes of every kind are handled before"
    written, end = match[0], match.end()
    if char.isalpha():
        return _word(source, start, written, problems)
    ranged = not written.isdecimal()
    try:
        if (ms := read_duration(written)) is not None:
            return Duration(start, end, written, ms)
        if (span := read_number(written)) is not None:
            return Number(start, end, written, span, ranged)
    except MeasureError as error:
        problems.report(source, start, end, error.message, expected=error.expected, suggestion=error.suggestion)
        if written[-1] in "hms":
            return Duration(start, end, written, 1, reported=True)
        return Number(start, end, written, Span(1, 1), ranged, reported=True)
    if _NEARLY_NUMBER.match(written):
        return Other(start, end, written)  # nearly a number: what it should be depends on the line
    problems.report(source, start, end, f"unexpected {_name(char)}", expected="a word, a number or a text", breaks=True)
    return Other(start, end, written, reported=True)


def _word(source: SourceLine, start: int, written: str, problems: Problems) -> Word:
    """A letter, then letters, digits, `_` and `-`; accents that are characters of their own count as letters."""
    if _PLAIN.fullmatch(written):
        return Word(start, start + len(written), written, written)
    value = unicodedata.normalize("NFC", written)
    for offset, char in enumerate(written):
        if not (char.isalpha() or char in "0123456789_-" or unicodedata.category(char).startswith("M")):
            at = start + offset
            problems.report(
                source,
                at,
                at + 1,
                f"unexpected {_name(char)} in a word",
                expected="letters, digits, _ or -",
                breaks=True,
            )
            return Word(start, start + len(written), written, value, reported=True)
    return Word(start, start + len(written), written, value)


def _without_tabs(source: SourceLine, token: Quoted, problems: Problems) -> Quoted:
    if "\t" not in token.written or token.reported:
        return token
    at = source.text.index("\t", token.start)
    problems.report(source, at, at + 1, "a tab in a text", expected="spaces")
    return Quoted(token.start, token.end, token.written, token.value, reported=True)


def _report_tabs(lines: list[SourceLine], problems: Problems) -> None:
    """One problem a file: an editor that indents with tabs does so on every line."""
    others = len(lines) - 1
    where = "" if not others else ", here and on one more line" if others == 1 else f", here and on {others} more lines"
    at = lines[0].text.index("\t")
    problems.report(lines[0], at, at + 1, f"a tab in the indentation{where}", expected="spaces")


def _report_blanks(source: SourceLine, start: int, end: int, where: str, problems: Problems) -> None:
    """Point at the first of these blanks that is no space."""
    at = next(index for index in range(start, end) if source.text[index] != " ")
    char = source.text[at]
    what = "a tab" if char == "\t" else f"a {_name(char)}"
    problems.report(source, at, at + 1, f"{what} {where}", expected="spaces", breaks=True)


def _name(char: str) -> str:
    """The character itself if it can be seen, and what Unicode calls it."""
    code = f"U+{ord(char):04X}"
    if char.isascii() and char.isprintable():
        return f'"{char}"'
    name = unicodedata.name(char, "")
    described = f"{name.lower()} ({code})" if name else code
    return f"{char} ({described})" if char.isprintable() and char.isalnum() else described
