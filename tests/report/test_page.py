"""The page: its text, and that it is safe and can be read by everyone."""

import re
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings

from tests.journal.records import JOURNALS
from tests.report.conftest import Reporting
from tests.report.goldens import compare
from tests.report.journals import plausible, report_on, session
from tests.report.test_terminal import hostile
from voicecoach.journal.models import Record
from voicecoach.report.page import page

_BLOCKS = ("h1", "h2", "h3", "p", "li", "tr", "caption", "div", "header", "section")
_VOID = ("meta", "br")


class Page(HTMLParser):
    """What stands in a page: its text in lines, its tags with their attributes, and that they are closed in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self._words: list[str] = []
        self.feed(text)
        assert self.open == []

    @property
    def text(self) -> str:
        lines = (" ".join(line.split()) for line in "".join(self._words).split("\n"))
        return "\n".join(filter(None, lines)) + "\n"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag not in _VOID:
            self.open.append(tag)
        if tag in _BLOCKS:
            self._words.append("\n")
        elif tag in ("td", "th"):
            self._words.append(" | ")
        if label := dict(attrs).get("aria-label"):
            self._words.append(f"[{label}]")

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag
        if tag in _BLOCKS:
            self._words.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if not {"svg", "style"} & set(self.open):
            self._words.append(data.replace("\n", " "))


def test_the_whole_text(reporting: Reporting) -> None:
    compare("plausible.html.txt", Page(page(reporting(plausible()))).text)


def test_a_title_is_text_whatever_it_looks_like(reporting: Reporting) -> None:
    found = Page(page(reporting(hostile())))
    assert "script" not in {tag for tag, _ in found.tags}
    assert "<script>alert(1)</script> �[31m[bold]red[/bold] �gnp.exe $x^2$ עורף and so on" in found.text


def test_nothing_is_fetched_and_nothing_runs(reporting: Reporting) -> None:
    found = Page(page(reporting(plausible())))
    targets = {
        value for _, attributes in found.tags for name, value in attributes.items() if name.endswith(("href", "src"))
    }
    assert all(str(target).startswith("#") for target in targets)
    assert not {"script", "link", "img", "iframe", "object"} & {tag for tag, _ in found.tags}
    assert ("http-equiv", "Content-Security-Policy") in {pair for _, given in found.tags for pair in given.items()}


def test_who_does_not_see_it_can_read_it(reporting: Reporting) -> None:
    found = Page(page(reporting(plausible())))
    tags = [tag for tag, _ in found.tags]
    assert ("html", {"lang": "en"}) in found.tags
    assert [tag for tag in tags if tag in ("h1", "h2", "h3")][:3] == ["h1", "h2", "h3"]
    charts = [given for _, given in found.tags if given.get("role") == "img"]
    assert all(str(given["aria-label"]).startswith("Chart of pain from 0 to 10 over time.") for given in charts)
    assert len(charts) == 2
    assert all(given.get("scope") in ("col", "row") for tag, given in found.tags if tag == "th")
    assert tags.count("caption") == tags.count("table")


def test_each_id_is_there_once_and_is_found(reporting: Reporting) -> None:
    text = page(reporting([*plausible(), session("other", 0, 4, 3, routine="Other")]))
    ids = Counter(re.findall(r'\bid="([^"]+)"', text))
    assert set(ids.values()) == {1}
    assert set(re.findall(r'url\(#([^)]+)\)|href="#([^"]+)"', text)) <= {(name, "") for name in ids} | {
        ("", name) for name in ids
    }


def test_the_same_journal_gives_the_same_bytes(reporting: Reporting) -> None:
    report = reporting(plausible())
    assert page(report) == page(report)


def test_where_no_answer_tells_of_pain_there_is_no_chart(reporting: Reporting) -> None:
    found = Page(page(reporting([session("1", 0)])))
    assert "There is no answer about pain." in found.text
    assert "svg" not in {tag for tag, _ in found.tags}


def test_each_sheet_has_room_for_a_name(reporting: Reporting) -> None:
    found = Page(page(reporting([session("1", 0, 4, 3), session("2", 1, 4, 3, routine="Other")])))
    assert found.text.count("Name: ____") == 2
    assert [tag for tag, _ in found.tags].count("h1") == 1


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=4)
@given(records=JOURNALS)
def test_any_journal_makes_a_page(records: list[Record], tmp_path_factory: pytest.TempPathFactory) -> None:
    Page(page(report_on(tmp_path_factory.mktemp("any"), records, since="all")))
