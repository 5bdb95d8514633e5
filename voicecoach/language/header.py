"""Reads the header: `routine`, `about`, `source`, `caution`, `language`."""

import re

from voicecoach.language.context import Context
from voicecoach.language.models import Text
from voicecoach.language.reader import LineError, Reader
from voicecoach.language.spoken import TABLES, table_for
from voicecoach.language.tokens import Line
from voicecoach.language.words import home, one_of, shown

# RFC 5646, "langtag": language, script, region, variants, extensions, private use
_TAG = re.compile(
    r"""([a-z]{2,3}(-[a-z]{3}){0,3}|[a-z]{4,8})
    (-[a-z]{4})?
    (-([a-z]{2}|[0-9]{3}))?
    (-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*
    (-[0-9a-wyz](-[a-z0-9]{2,8})+)*
    (-x(-[a-z0-9]{1,8})+)?""",
    re.VERBOSE | re.ASCII | re.IGNORECASE,
)


class HeaderReader:
    """Collects the header; its fields are those of a `Routine`."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._seen: dict[str, int] = {}
        self.titled = False
        """Whether there is a `routine` line, be it right or wrong."""
        self.title: Text | None = None
        self.about: Text | None = None
        self.source: Text | None = None
        self.cautions: list[Text] = []
        self.language = "en"

    def read(self, keyword: str, line: Line, *, first: bool, steps_before: bool) -> None:
        """One line; whether it is the first of the file, and whether steps come before it."""
        self.titled = self.titled or keyword == "routine"
        reader = Reader(line, self._context.problems, skip=1)
        if steps_before:
            reader.report(line.first, f'"{keyword}" after the first step', expected=home(keyword))
        elif keyword != "caution":
            sole = self._context.once(self._seen, keyword, line)
            if sole and keyword == "routine" and not first:
                reader.report(line.first, '"routine" is not the first line', expected=home(keyword))
        try:
            self._value(keyword, reader)
            reader.finish()
        except LineError:
            return

    def _value(self, keyword: str, reader: Reader) -> None:
        if keyword == "language":
            self._language(reader)
            return
        text = self._context.placeholders.text(reader, reader.quoted())
        if keyword == "routine":
            self.title = text
        elif keyword == "about":
            self.about = text
        elif keyword == "source":
            self.source = text
        else:
            self.cautions.append(text)

    def _language(self, reader: Reader) -> None:
        tag = reader.word("a language tag, such as en")
        known = one_of(tuple(TABLES))
        self.language = tag.value
        table = table_for(tag.value)
        if not _TAG.fullmatch(tag.value):
            meant = tag.value.replace("_", "-")
            suggestion = meant if _TAG.fullmatch(meant) else ""
            reader.report(
                tag,
                f"{shown(tag.value)} is no language tag",
                expected="a BCP 47 tag, such as en-GB",
                suggestion=suggestion,
            )
        elif table is None:
            reader.report(tag, f"voicecoach cannot speak {shown(tag.value)} yet", expected=known)
        else:
            self._context.table = table
