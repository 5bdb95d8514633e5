"""Texts: from the opening quote to the closing one, and everything that people write in place of them."""

import re
import unicodedata

from voicecoach.language.problems import Problems, SourceLine
from voicecoach.language.tokens import Quoted

LONGEST = 500
"""The most characters of a text."""

ODD_QUOTES = "“”„‟«»"
"""Quotes that word processors put in place of the plain one."""

# each opening quote, followed by what may close it
_PAIRS = ("“”“", "””", "„“”‟", "‟”", "«»", "»«", "''", "‘’'", "’’'", "‚‘’'")  # noqa: RUF001
_CLOSERS = {pair[0]: pair[1:] for pair in _PAIRS}
ODD_OPENERS = frozenset(_CLOSERS)

# possessive, so that a line of a quarter of a million backslashes is read once
_TEXT = re.compile(r'"([^"\\]*+(?:\\.[^"\\]*+)*+)"')
_ESCAPE = re.compile(r"\\(.)")
_END = r"(?=[ \t,#]|$)"  # what may follow a text
_AFTER = re.compile(_END)
_ODD_END = re.compile("[" + "".join(sorted(set("".join(_CLOSERS.values())))) + "]" + _END)


def read_quoted(line: SourceLine, start: int, problems: Problems) -> Quoted:
    """The text whose plain opening quote stands at `start`; its problems are reported."""
    source = line.text
    match = _TEXT.match(source, start)
    if not match:
        odd = _ODD_END.search(source, start)
        end = odd.end() if odd else len(source.rstrip())
        if odd:
            closing = source[odd.start()]
            problems.report(line, odd.start(), end, f"this quote is typographic: {closing}", expected='a plain "')
        else:
            message = "the text has no closing quote"
            problems.report(line, start, start + 1, message, expected='a " on the same line', breaks=True)
        return _stand_in(source, start, end)
    if not _AFTER.match(source, match.end()):
        end = source.rindex('"') + 1
        at = match.end() - 1
        expected = r"\" for a quote within a text"
        problems.report(line, at, at + 1, "the text ends at this quote", expected=expected, breaks=True)
        return _stand_in(source, start, end)
    value = _ESCAPE.sub(r"\1", match[1])
    sound = _check_escapes(line, match, problems) and _check_length(line, match, value, problems)
    return Quoted(start, match.end(), match[0], value, reported=not sound)


def read_odd_quoted(line: SourceLine, start: int, problems: Problems) -> Quoted:
    """What stands in quotes that are not plain ones, from `start`: one problem, with the text as it should be."""
    source = line.text
    closing = re.compile("[" + _CLOSERS[source[start]] + '"]' + _END).search(source, start + 1)
    end = closing.end() if closing else len(source.rstrip())
    words = source[start + 1 : end].strip(_CLOSERS[source[start]] + '"')
    suggestion = f'"{words}"' if len(words) <= 60 and not set('"\\') & set(words) else ""
    problems.report(
        line, start, end, "a text stands in plain double quotes", expected='" at both ends', suggestion=suggestion
    )
    return _stand_in(source, start, end)


def _stand_in(source: str, start: int, end: int) -> Quoted:
    return Quoted(start, end, source[start:end], "…", reported=True)


def _check_escapes(line: SourceLine, match: re.Match[str], problems: Problems) -> bool:
    wrong = [escape for escape in _ESCAPE.finditer(match[1]) if escape[1] not in '"\\']
    for escape in wrong:
        start = match.start(1) + escape.start()
        problems.report(line, start, start + 2, f"unknown escape {escape[0]}", expected=r"\" or \\")
    return not wrong


def _check_length(line: SourceLine, match: re.Match[str], value: str, problems: Problems) -> bool:
    if all(char.isspace() or unicodedata.category(char) == "Cf" for char in value):
        problems.report(line, match.start(), match.end(), "the text is empty", expected="words to speak")
    elif not any(char.isalnum() for char in value):
        problems.report(
            line, match.start(), match.end(), "the text has nothing to say", expected="a letter or a number"
        )
    elif len(value) > LONGEST:
        message = f"the text has {len(value)} characters"
        problems.report(line, match.start(), match.end(), message, expected=f"at most {LONGEST}")
    else:
        return True
    return False
