"""Registers as people read them: who sees what, what is asked for, what is taken away."""

import csv
from datetime import UTC, date, datetime
from io import BytesIO, StringIO

import openpyxl
import pytest

from engine.records.protection import case_read
from web.registers import views

BEFORE = datetime(2026, 4, 7, 9, tzinfo=UTC)


@pytest.fixture
def page(office):
    """The register as who works in the office sees it: one job is late, one is to be done, one is done."""
    office.start(at=BEFORE)
    office.finish(2)
    office.start(told="Another", jobs=[{"what": "Sweep", "whose": "school", "by": "2026-04-20"}])
    office.site.sign_in(office.clerk)
    return lambda query="": office.site.get(f"/registers/jobs{query}")


def shown(answer):
    return [row.text_content().split("2026-")[0].strip() for row in answer.all("//tbody//th")]


class TestIndex:
    def test_lists_the_registers_with_what_they_are_for(self, office):
        office.site.sign_in(office.clerk)
        answer = office.site.get("/registers")
        assert answer.one("//main//a[normalize-space()='Jobs']").get("href") == "/registers/jobs"
        assert "What is to be done." in answer.text

    def test_is_empty_for_who_may_read_none(self, office):
        office.site.sign_in(office.site.person("No Post", is_demonstration=True))
        assert "No register is yours to read" in office.site.get("/registers").text
        assert office.site.get("/registers/jobs").status == 404


class TestRegister:
    def test_shows_what_is_late_first_and_what_is_done_last(self, page):
        assert shown(page()) == ["Mend the gate", "Sweep", '=HYPERLINK("evil")']

    def test_says_how_late_in_words(self, page):
        answer = page()
        late = answer.one("//tr[@class='app-row--late']")
        assert "2 working days late" in late.text_content()
        assert "1 job is late." in answer.text

    def test_counts_each_state(self, page):
        options = [option.text_content() for option in page().all("//select[@id='state']/option")]
        assert options == ["All", "Open (2)", "Done (1)", "Left (0)"]

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("?state=done", ['=HYPERLINK("evil")']),
            ("?late=yes", ["Mend the gate"]),
            ("?theme=GATE", ["Mend the gate"]),
            ("?theme=%25", []),
            ("?agency=school&state=open", ["Mend the gate", "Sweep"]),
            ("?agency=club", []),
            ("?case=closed", []),
            ("?year=2025", []),
            ("?year=2026&theme=sw", ["Sweep"]),
        ],
    )
    def test_is_narrowed(self, page, query, found):
        assert shown(page(query)) == found

    @pytest.mark.parametrize("query", ["?state=gone", "?agency=gone", "?case=x", "?year=x", "?after=x", "?after=1~x~y"])
    def test_knows_nothing_else(self, page, query):
        assert page(query).status == 404

    def test_shows_the_rest_of_an_entry_below_it(self, page):
        (done, *_) = page("?state=done").all("//dl[@class='app-cells']")
        cells = {dt.text_content(): dt.getnext().text_content().strip() for dt in done.xpath(".//dt")}
        assert (cells["Told"], cells["Done"]) == ("Two jobs", "Yes")
        assert cells["Answered"].startswith("Tue 14 April, 3 working days late; it was due on Thu 9 April")

    def test_comes_in_pages(self, page, monkeypatch):
        monkeypatch.setattr("engine.cases.register_lists.PAGE", 2)
        first = page()
        following = first.one("//a[@rel='next']").get("href")
        assert shown(first) + shown(page(following.removeprefix("/registers/jobs"))) == shown_all(page, monkeypatch)

    def test_is_kept_as_read_of_each_case_that_it_shows(self, office, page):
        page("?theme=sweep")
        office.site.get("/registers/jobs/entries.csv?theme=sweep")
        with office.site.service.database.reading() as tx:
            read = tx.connection.execute(case_read.select()).all()
        assert [(row.case_id, row.person_id) for row in read] == [(2, office.clerk)] * 2

    def test_takes_few_statements_however_many_entries(self, office, page):
        with office.site.statements() as few:
            page()
        for _ in range(3):
            office.start()
        with office.site.statements() as many:
            page()
        assert len(few) == len(many) <= 12


def shown_all(page, monkeypatch):
    monkeypatch.setattr("engine.cases.register_lists.PAGE", 50)
    return shown(page())


class TestWhoSeesWhat:
    def test_an_agency_reads_its_own_entries_and_the_columns_for_it(self, office, page):
        office.start(jobs=[{"what": "Not theirs", "whose": "club", "by": "2026-04-20"}])
        office.site.sign_in(office.school)
        answer = page()
        assert shown(answer) == ["Mend the gate", "Sweep", '=HYPERLINK("evil")']
        assert "Two jobs" not in answer.text
        assert "Told" not in answer.text
        options = [option.text_content() for option in answer.all("//select[@id='state']/option")]
        assert options == ["All", "Open (2)", "Done (1)", "Left (0)"]

    def test_another_agency_reads_nothing_of_it(self, office, page):
        office.site.sign_in(office.site.person("Clara Club", ("club", "Head"), is_demonstration=True))
        answer = page()
        assert (shown(answer), answer.status) == ([], 200)
        assert csv_of(office, page)[1:] == []

    def test_who_has_no_part_in_the_cases_reads_nothing_of_them(self, office, page):
        office.site.sign_in(office.head)
        assert shown(page()) == []
        assert [option.text_content() for option in page().all("//select[@id='state']/option")][1] == "Open (0)"

    def test_nobody_reads_it_without_signing_in(self, office):
        office.site.client = office.site.app.test_client()
        for path in ("", "/jobs", "/jobs/entries.csv", "/jobs/entries.xlsx"):
            answer = office.site.get(f"/registers{path}", follow=False)
            assert (answer.status, answer.response.location.partition("?")[0]) == (302, "/sign-in")


def csv_of(office, _page, query=""):
    text = office.site.get(f"/registers/jobs/entries.csv{query}").response.get_data().decode("utf-8-sig")
    return list(csv.reader(StringIO(text)))


class TestFiles:
    def test_hold_what_is_asked_for_as_text_that_is_no_formula(self, office, page):
        titles, *rows = csv_of(office, page, "?state=done")
        row = dict(zip(titles, *rows, strict=True))
        assert row["What"] == '\'=HYPERLINK("evil")'
        assert (row["State"], row["By"], row["Case is"]) == ("Done", "2026-05-01", "Open")
        assert (row["Answered"], row["Answered: due"], row["Answered: working days"], row["Answered: kept"]) == (
            "2026-04-14", "2026-04-09", "5", "Late"
        )  # fmt: skip

    def test_hold_it_as_a_workbook_with_dates_that_are_dates(self, office, page):
        answer = office.site.get("/registers/jobs/entries.xlsx?late=yes")
        assert "Jobs 2026-04-14.xlsx" in answer.response.headers["Content-Disposition"]
        sheet = openpyxl.load_workbook(BytesIO(answer.response.get_data())).active
        titles = [cell.value for cell in sheet[1]]
        row = dict(zip(titles, [cell.value for cell in sheet[2]], strict=True))
        assert (row["What"], row["State"], row["By"].date()) == ("Mend the gate", "Open (late)", date(2026, 4, 10))
        assert sheet.max_row == 2

    def test_hold_no_more_than_a_spreadsheet_can_be_given(self, office, page, monkeypatch):
        monkeypatch.setattr("engine.cases.register_lists.MOST_AT_ONCE", 2)
        assert len(csv_of(office, page)) == 3

    def test_are_of_two_kinds(self, office, page):
        assert office.site.get("/registers/jobs/entries.pdf").status == 404


class TestHeldInWords:
    def test_knows_a_limit_that_nothing_is_counted_from(self):
        held = views.HeldAgainst(
            clause="AB-1", limit=None, due_on=None, done_on=None, working_days=0, is_late=False, late_days=0
        )
        assert views.held_in_words(held) == ""
