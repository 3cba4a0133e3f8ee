"""Pages of oversight: the answer first, each number with the cases behind it, small numbers hidden to be passed on."""

import csv
import io
from collections import Counter
from datetime import UTC, date, datetime, timedelta

import pytest

from engine.access import OFFICE
from engine.cases.oversight.returns import Answer, Timeliness
from tests.engine.cases.desk import NOW
from tests.web.oversight.conftest import add_deadlines
from web.oversight.figures import agencies, sentence_of_agencies

PAGES = ("/oversight", "/oversight/open-cases", "/oversight/agencies", "/oversight/themes")
FILES = tuple(f"/oversight/{name}.csv" for name in ("deadlines", "open-cases", "agencies", "themes"))


@pytest.fixture
def stocked(overseen):
    """Something of everything: deadlines, open cases, an agency's return, an answer that is a theme."""
    stock = overseen.stock
    add_deadlines(stock, kept=6, missed=2)
    revision = stock.office.revision
    asked = next(e for e in revision.elements.values() if e.form == revision.partnership.figures.returns.asked)
    agency = stock.instances[0]
    form, question = next((form.form, q) for form in revision.forms.values() for q in form.themes if q.type == "choice")
    with stock.office.database.transaction() as tx:
        case_id = stock.case(tx, initials="S.W.", opened_at=NOW - timedelta(days=20))
        said = {"process": asked.process, "element": asked.id, "clause": asked.properties["time_limit"]}
        said |= {"instance": agency, "closed_at": datetime(2026, 3, 13, tzinfo=UTC), "outcome": "completed"}
        stock.office.task(tx, case_id, f"{asked.role}|{agency}", date(2026, 3, 12), **said)
        stock.office.task(tx, case_id, stock.key, date(2026, 4, 10))
        stock.send(
            tx, case_id, form, datetime(2026, 3, 13, tzinfo=UTC), **{question.name: next(iter(question.choices))}
        )
    return overseen


def table(page, caption):
    return page.one(f"//table[caption='{caption}']")


def rows_of(grid):
    """Each row of a table: the words of its cells."""
    return [[" ".join(cell.text_content().split()) for cell in row] for row in grid.xpath(".//tbody/tr")]


class TestDeadlines:
    def test_tell_the_answer_and_lead_to_the_cases_behind_each_number(self, overseen):
        add_deadlines(overseen.stock, kept=2, missed=1)
        page = overseen.get("/oversight")
        assert "2 of 3 deadlines were kept." in page.text
        grid = table(page, "Deadlines by clause")
        clause = overseen.stock.office.element.properties["time_limit"]
        assert rows_of(grid)[0][1:4] == ["2", "1", "3"]
        assert clause in rows_of(grid)[0][0]
        missed = overseen.get(grid.xpath(".//tbody/tr[1]/td[2]/a/@href")[0])
        assert len(missed.all("//table/tbody/tr")) == 1
        assert "Done late" in missed.text
        assert "1 working day late" in missed.text  # Thursday until Sunday
        assert "no reason on record" in missed.text

    def test_tell_each_month_of_the_period(self, overseen):
        add_deadlines(overseen.stock, kept=1, missed=0, due_on=date(2026, 1, 30))
        page = overseen.get("/oversight?from=2025-12&to=2026-02")
        assert [row[:4] for row in rows_of(table(page, "Deadlines by month"))] == [
            ["December 2025", "0", "0", "0"],
            ["January 2026", "1", "0", "1"],
            ["February 2026", "0", "0", "0"],
            ["All", "1", "0", "1"],
        ]

    def test_are_described_in_words_beside_the_chart(self, overseen):
        add_deadlines(overseen.stock, kept=2, missed=1)
        svg = overseen.get("/oversight").all("//svg[@role='img']")[0]
        named = {svg.get("aria-labelledby"), svg.get("aria-describedby")}
        assert named == {child.get("id") for child in svg if child.get("id")}
        assert "2 of 3 deadlines were kept" in "".join(svg.itertext())

    @pytest.mark.parametrize(
        ("query", "said"), [("from=2026-03&to=2026-02", "must not be after"), ("from=2020-01&to=2026-02", "at most 36")]
    )
    def test_say_why_months_are_no_period(self, overseen, query, said):
        page = overseen.get(f"/oversight?{query}")
        assert said in page.errors()["#from"]
        assert page.title().startswith("Error:")

    @pytest.mark.parametrize(
        "query",
        ["from=2026-13", "from=x", "to=1999-01", "to=", "for=nobody", "from=99999999999999999999-01", "from=२०२६-०१"],
    )
    def test_do_not_trip_over_an_address_that_is_none(self, overseen, query):
        assert overseen.get(f"/oversight?{query}").status in (200, 404)


class TestToBePassedOn:
    def test_small_numbers_are_hidden_and_no_case_is_named(self, overseen):
        add_deadlines(overseen.stock, kept=7, missed=2)
        page = overseen.get("/oversight?for=others")
        assert "9 deadlines fell due." in page.text
        assert rows_of(table(page, "Deadlines by clause"))[0][1:] == ["5 or more", "fewer than 5", "9"]
        assert page.all("//table//a") == []
        assert "2 of" not in page.text
        assert "T-" not in page.text

    def test_what_is_large_is_told(self, overseen):
        add_deadlines(overseen.stock, kept=7, missed=6)
        page = overseen.get("/oversight?for=others")
        assert rows_of(table(page, "Deadlines by clause"))[0][1:] == ["7", "6", "13"]

    def test_a_file_tells_the_same_as_its_page(self, stocked):
        for path, name in zip(FILES, PAGES, strict=True):
            for mode in ("", "&for=others"):
                query = f"?from=2026-01&to=2026-04{mode}"
                file = stocked.get(f"{path}{query}").response.get_data().decode("utf-8-sig")
                cells = [row for row in csv.reader(io.StringIO(file)) if row]
                page = stocked.get(f"{name}{query}")
                for grid in page.all("//main//table"):
                    for row in rows_of(grid):
                        numbers = [cell.replace(",", "") for cell in row[1:]]
                        assert any(line[-len(numbers) :] == numbers for line in cells), (path, row)
                assert any("hidden" in row[0] for row in cells) is bool(mode)

    def test_nothing_in_a_file_is_a_formula(self, stocked):
        for path in FILES:
            for row in csv.reader(io.StringIO(stocked.get(path).text)):
                assert not any(cell.startswith(("=", "+", "-", "@")) for cell in row), row


class TestOpenCases:
    def test_lead_to_what_each_waits_for_and_with_whom(self, stocked):
        page = stocked.get("/oversight/open-cases")
        grid = table(page, "Open cases by stage and age")
        assert "is late" in page.text
        link = next(href for href in grid.xpath(".//a/@href") if "stage=" in href and "age=" in href)
        listed = stocked.get(link)
        assert stocked.stock.office.element.name in listed.text
        assert stocked.stock.key in listed.text
        assert "S.W." in listed.text


class TestAgencies:
    def test_lead_to_their_returns(self, stocked):
        page = stocked.get("/oversight/agencies")
        assert "0 of 1 return came in time." in page.text
        grid = table(page, "How agencies answered")
        agency = stocked.stock.office.revision.partnership.agencies[stocked.stock.instances[0]].name
        assert rows_of(grid)[0] == [agency, "1", "0", "1", "0", "0", "0", "0", "1", "1 after", "1 after", "1 after"]
        listed = stocked.get(grid.xpath(".//tbody/tr[1]//a/@href")[1])
        assert "Late" in listed.text
        assert "1 after, nothing to send" in listed.text.replace(" nothing", ", nothing")

    def test_are_not_judged_by_what_is_not_due_yet(self):
        early = Timeliness(key="a", name="A", answers=Counter({Answer.IN_TIME: 2, Answer.AHEAD: 1}))
        later = Timeliness(key="b", name="B", answers=Counter({Answer.AHEAD: 2}))
        assert sentence_of_agencies([early, later], None) == "2 of 2 returns came in time. Three more are not due yet."
        figure, _ = agencies([early, later], lambda **_: "", is_for_others=False)
        assert "2 of 2 in time" in figure.svg
        assert "not due yet" in figure.svg
        assert sentence_of_agencies([later], None) == "No return fell due. Two more are not due yet."


class TestThemes:
    def test_lead_to_their_cases(self, stocked):
        page = stocked.get("/oversight/themes")
        link = page.all("//main//table//a/@href")[0]
        listed = stocked.get(link)
        assert "S.W." in listed.text
        assert len(listed.all("//table/tbody/tr")) == 1


class TestLists:
    @pytest.mark.parametrize(
        "path",
        [
            "deadlines/cases?state=x",
            "deadlines/cases?clause=gone",
            "deadlines/cases?month=x",
            "deadlines/cases?after=x",
            "deadlines/cases?after=2026-01-01~-1~a~b",
            "open-cases/cases?age=9",
            "open-cases/cases?stage=gone",
            "open-cases/cases?after=x~1",
            "agencies/cases?answer=x",
            "agencies/cases?after=2026-01-01~99999999999999999999~a",
            "themes/cases?form=x&question=y&answer=z",
            "themes/cases",
        ],
    )
    def test_of_what_is_not_there_are_not_found(self, overseen, path):
        assert overseen.get(f"/oversight/{path}").status == 404

    def test_go_on_where_a_page_ended(self, overseen, monkeypatch):
        monkeypatch.setattr("engine.cases.oversight.deadlines.PAGE", 2)
        add_deadlines(overseen.stock, kept=5, missed=0)
        path, found = "/oversight/deadlines/cases?state=kept", []
        while path:
            page = overseen.get(path)
            found += [cell.text_content() for cell in page.all("//table/tbody/tr/td[1]//a")]
            path = next(iter(page.all("//a[@rel='next']/@href")), "")
        assert len(set(found)) == len(found) == 5


class TestWhoMay:
    @pytest.mark.parametrize("path", [*PAGES, *FILES, "/oversight/deadlines/cases", "/oversight/open-cases/cases"])
    def test_read_figures_is_who_the_revision_names(self, overseen, path):
        partnership = overseen.stock.office.revision.partnership
        agency, held = next(iter(partnership.agencies.items()))
        others = next(
            role.posts[0]
            for name, role in partnership.roles.items()
            if role.who == "posts" and name not in partnership.figures.seen_by
        )
        for number, post in enumerate(((agency, held.contacts[0]), (OFFICE, others))):
            overseen.sign_in(overseen.person(f"Somebody {number}", post, is_demonstration=True))
            page = overseen.get(path)
            assert page.status == 403
            assert "Oversight" not in page.text

    def test_is_nobody_who_is_not_signed_in(self, overseen):
        overseen.client = overseen.app.test_client()
        assert overseen.get("/oversight", follow=False).status == 302


class TestStatements:
    @pytest.mark.parametrize("path", [*PAGES, "/oversight/deadlines/cases", "/oversight/open-cases/cases"])
    def test_are_as_many_for_few_cases_as_for_many(self, stocked, path):
        stocked.get(path)
        with stocked.statements() as few:
            stocked.get(path)
        add_deadlines(stocked.stock, kept=20, missed=20)
        with stocked.statements() as many:
            stocked.get(path)
        assert len(many) == len(few) <= 10
