"""A sheet of paper as a page: whatever was typed comes out as typed, and nothing is built of it."""

from collections import Counter

import html5lib
import pytest
from hypothesis import HealthCheck, given, settings
from lxml import html

from engine.paper.markdown import read_sheet
from engine.paper.sheet import Sheet
from engine.paper.values import printable, protected
from tests.engine.paper.test_markdown import PLACES
from tests.engine.paper.typed import anything

BUILT = {"h1", "h2", "h3", "h4", "table", "caption", "thead", "tbody", "tr", "th", "td", "ul", "ol", "li", "a", "nav"}
LOOKS = {"html", "head", "title", "body", "p", "br", "b", "bdi", "span"}


@pytest.fixture
def drawn(site):
    """Draws a sheet, and parses it as a browser does, but strictly."""

    def draw(sheet: Sheet):
        paper = site.app.jinja_env.get_template("cases/paper.html").module.paper(sheet)
        page = f"<!DOCTYPE html><html lang=en-GB><head><title>x</title></head><body>{paper}</body></html>"
        html5lib.HTMLParser(strict=True).parse(page)
        return html.fromstring(page)

    return draw


def built(page) -> Counter:
    return Counter(element.tag for element in page.iter() if element.tag in BUILT)


class TestPaper:
    @given(typed=anything)
    @settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
    def test_says_whatever_was_typed_and_is_built_as_without_it(self, drawn, typed):
        page = drawn(read_sheet(PLACES.replace("{0}", protected(typed))))
        said = " ".join(" ".join(page.itertext()).split())
        assert " ".join(printable(typed).split()) in said
        assert built(page) == built(drawn(read_sheet(PLACES.replace("{0}", protected("x")))))
        assert {element.tag for element in page.iter()} <= BUILT | LOOKS

    def test_heads_columns_and_rows(self, drawn):
        page = drawn(read_sheet("# T\n\nTable: Of dates\n\n| | A |\n|---|---|\n| b | c |\n"))
        assert [(th.get("scope"), th.text_content()) for th in page.iter("th")] == [("col", "A"), ("row", "b")]
        assert [(td.get("data-label"), td.text_content()) for td in page.iter("td")] == [(None, ""), ("A", "c")]
        assert page.findtext(".//caption") == "Of dates"

    def test_has_one_title_and_leaves_no_heading_out(self, drawn):
        page = drawn(read_sheet("# T\n\n#### a\n\n## b\n\n#### c\n"))
        assert [e.tag for e in page.iter("h1", "h2", "h3", "h4")] == ["h1", "h2", "h2", "h3"]

    def test_has_contents_from_four_parts_on_before_the_first(self, drawn):
        body = "# T\n\nfirst\n\n## a\n\n## b\n\n## c\n"
        assert not drawn(read_sheet(body)).findall(".//nav")
        page = drawn(read_sheet(f"{body}\n## d\n"))
        links = [(a.get("href"), a.text) for a in page.iter("a")]
        assert links == [("#part-1", "a"), ("#part-2", "b"), ("#part-3", "c"), ("#part-4", "d")]
        assert [h.get("id") for h in page.iter("h2")] == [None, "part-1", "part-2", "part-3", "part-4"]
        assert page.xpath("//nav/preceding::p[1]")[0].text_content() == "first"

    def test_keeps_apart_what_runs_the_other_way(self, drawn):
        page = drawn(read_sheet(f"# T\n\n{protected('שלום')}\n\nabc {protected('שלום')} def\n"))
        whole, part = page.iter("p")
        assert (whole.get("dir"), part.get("dir")) == ("rtl", None)
        assert part.findtext("bdi") == "שלום"

    def test_numbers_a_list_from_where_it_begins(self, drawn):
        page = drawn(read_sheet("# T\n\n4. a\n5. b\n   - c\n"))
        assert page.find(".//ol").get("start") == "4"
        assert [li.text_content().strip() for li in page.find(".//ol").findall("li/ul/li")] == ["c"]
