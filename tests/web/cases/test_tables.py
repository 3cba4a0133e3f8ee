"""A table from the template that is taken to the merged list that is read and taken away."""

from datetime import date
from io import BytesIO

import openpyxl
import pytest

from engine import clock
from engine.cases import merging
from engine.diagrams.bundle import Bundle
from engine.registers.workbooks.reading import read_workbook
from engine.registers.workbooks.writing import filled_in
from tests.forms.diary import DIARY, TABLE, TITLES
from tests.web.conftest import make_site
from tests.web.errands import GOOD, errands_on
from tests.web.errands import bundle as errand_bundle
from web.cases import tables

ASKED = """
      diary:
        type: file
        label: The diary
        optional: true
        reads: diary
"""


def with_diaries() -> Bundle:
    """Return the errand office's revision, with a diary asked for by both of its forms."""
    files = dict(errand_bundle().files)
    for name, before in (("errand", b"      uses:\n"), ("fetched", b"      how:\n")):
        path = f"forms/definitions/{name}.yaml"
        files[path] = files[path].replace(before, ASKED.removeprefix("\n").encode() + before)
    return Bundle({**files, "forms/tables/diary.yaml": DIARY.encode()})


def visit(day="3 March 2026", **cells):
    """Return a row of the diary by its titles."""
    return {"Day": day, "Source": "Log 7", "Who": "Ann", "Event": "A visit", **cells}


@pytest.fixture
def office(errands, errand_revisions, tmp_path):  # the clock stands where `errands` stopped it
    return errands_on(make_site(with_diaries(), errand_revisions, tmp_path, largest_upload_bytes=1_000_000))


@pytest.fixture
def diary(office):
    """What makes a file of rows, as a page sends it."""

    def make(*rows, name="diary.xlsx"):
        return {"diary-new": (BytesIO(filled_in(TABLE, rows, clock.now())), name)}

    return make


def send_both(office, diary, asked, fetched):
    """Send a diary with each form; return the case's address."""
    page = office.begin()
    office.site.post(page, {**GOOD, **diary(*asked)})
    assert office.site.post(f"{page}/submit", follow=False).status == 302
    office.site.sign_in(office.warden)
    task = f"/tasks/{office.open_tasks()[0]}"
    office.site.post(task, {"done": "yes", "how": "By cart", **diary(*fetched)})
    assert office.site.post(f"{task}/submit", follow=False).status == 302
    return "/cases/2026-0001"


class TestQuestion:
    def test_offers_the_template(self, office):
        page = office.site.get(office.begin())
        link = page.one("//a[starts-with(normalize-space(), 'Take the spreadsheet to fill in')]")
        answer = office.site.get(link.get("href"))
        assert answer.response.headers["Content-Disposition"] == "attachment; filename=Diary.xlsx"
        assert read_workbook(answer.response.get_data(), "Diary").rows == ((1, TITLES),)

    @pytest.mark.parametrize("address", ["/framework/{}/tables/other", "/framework/0/tables/diary"])
    def test_offers_no_other(self, office, address):
        office.begin()
        digest = next(iter(office.site.service.cases.revisions._read))
        assert office.site.get(address.format(digest)).status == 404

    def test_tells_everything_that_is_wrong_in_the_file(self, office, diary):
        rows = visit(Who=""), visit("15 April 2026")
        answer = office.site.post(office.begin(), {**GOOD, **diary(*rows), "act": "check"})
        said = [link.text_content() for link in answer.all("//div[contains(@class, 'govuk-error-summary')]//a")]
        assert (answer.status, said) == (
            422,
            ["Row 2, Who: is empty; fill it in", "Row 3, Day: 15 April 2026 is in the future"],
        )

    def test_refuses_what_is_no_workbook_at_once(self, office):
        sent = {**GOOD, "diary-new": (BytesIO(b"%PDF-1.7"), "diary.xlsx"), "act": "upload"}
        assert office.site.post(office.begin(), sent).errors() == {
            "#diary": "diary.xlsx is not what its name says: it must be one of: xlsx"
        }

    def test_refuses_a_workbook_that_may_not_be_read_at_once(self, office):
        book, content = openpyxl.Workbook(), BytesIO()
        book.active["A1"] = "a"
        book.save(content)
        linked = content.getvalue().replace(b"xl/theme/theme1.xml", b"xl/connections1.xml")
        sent = {**GOOD, "diary-new": (BytesIO(linked), "diary.xlsx"), "act": "upload"}
        assert office.site.post(office.begin(), sent).errors() == {
            "#diary": "diary.xlsx is linked to other files; copy the rows as values into a new workbook"
        }


class TestTable:
    ASKED = (visit("2 January 2026", Event="Moved in"), visit(Seen="Not seen"))
    FETCHED = (visit(Seen="Seen alone"), visit("14 April 2026", Event="Fetched"))

    @pytest.fixture
    def address(self, office, diary):
        return f"{send_both(office, diary, self.ASKED, self.FETCHED)}/tables/diary"

    def rows(self, page):
        return [row.text_content().split() for row in page.all("//table//tbody/tr[not(contains(@class, 'gap'))]")]

    def test_merges_what_everybody_sent_in_the_order_of_time(self, office, address):
        page = office.site.get(address)
        assert [row.text_content() for row in page.all("//tbody//th")] == [
            "Friday 2 January 2026", "Tuesday 3 March 2026", "Tuesday 3 March 2026", "Tuesday 14 April 2026"
        ]  # fmt: skip
        senders = [cell.text_content().split("Row")[0] for cell in page.all("//tbody//td[@data-label='From']")]
        assert senders == ["The Harbour", "The Harbour", "Warden", "Warden"]

    def test_shows_gaps_repetitions_and_contradictions(self, office, address):
        page = office.site.get(address)
        gaps = [row.text_content().strip() for row in page.all("//tr[contains(@class, 'gap')]")]
        assert gaps == [
            "Nothing is recorded for 59 days, from 3 January 2026 to 2 March 2026",
            "Nothing is recorded for 41 days, from 4 March 2026 to 13 April 2026",
        ]
        assert "Also told by The Harbour, row 3" in page.text
        assert "The Harbour, row 3, says otherwise: Seen" in page.text

    def test_is_reached_from_the_case(self, office, address):
        page = office.site.get("/cases/2026-0001")
        assert page.one("//nav[@aria-label='This case']//a[normalize-space()='Diary']").get("href") == address

    def test_shows_who_is_asked_their_own_rows_alone(self, office, address):
        office.site.sign_in(office.asker)
        page = office.site.get(address)
        assert len(self.rows(page)) == 2
        assert "Warden" not in page.one("//table").text_content()
        assert "Warden, row" not in page.text
        assert "Seen alone" not in page.text
        assert office.site.get(f"{address}?sender=fetched").status == 404

    def test_is_not_there_for_a_stranger(self, office, address):
        office.site.sign_in(office.miller)
        assert office.site.get(address).status == 404
        assert office.site.get(f"{address}.xlsx").status == 404

    def test_can_be_narrowed_to_one_sender_and_to_some_days(self, office, address):
        assert len(self.rows(office.site.get(f"{address}?sender=fetched"))) == 2
        assert len(self.rows(office.site.get(f"{address}?from=3+March+2026&until=3/3/2026"))) == 2
        assert len(self.rows(office.site.get(f"{address}?from=&until=2026-01-02"))) == 1

    @pytest.mark.parametrize(
        ("query", "found"),
        [
            ("words=FETCHED", [("Warden", "14 April 2026")]),
            ("words=log+7&sender=errand", [("The Harbour", "2 January 2026"), ("The Harbour", "3 March 2026")]),
            ("only=contradicted", [("The Harbour", "3 March 2026"), ("Warden", "3 March 2026")]),
            (
                "order=sender&from=2026-03-01",
                [("The Harbour", "3 March"), ("Warden", "3 March"), ("Warden", "14 April")],
            ),
        ],
    )
    def test_can_be_narrowed_and_put_in_another_order(self, office, address, query, found):
        page = office.site.get(f"{address}?{query}")
        days = [row.text_content() for row in page.all("//tbody//th")]
        senders = [cell.text_content().split("Row")[0] for cell in page.all("//tbody//td[@data-label='From']")]
        assert [(sender, said in day) for sender, day, (_, said) in zip(senders, days, found, strict=True)] == [
            (sender, True) for sender, _ in found
        ]

    def test_puts_rows_that_leave_the_column_empty_last(self, office, address):
        page = office.site.get(f"{address}?order=seen")
        cells = [cell.text_content() for cell in page.all("//tbody//dl")]
        assert ["Not seen" in cells[0], "Seen alone" in cells[1]] == [True, True]
        assert not any("Nothing is recorded" in row.text_content() for row in page.all("//tbody/tr"))

    @pytest.mark.parametrize("query", ["only=x", "order=x", "order=day", "sender=x"])
    def test_knows_no_other_part_and_order(self, office, address, query):
        assert office.site.get(f"{address}?{query}").status == 404

    def test_reads_the_files_once_for_all_pages(self, office, address, monkeypatch):
        monkeypatch.setattr(merging, "_RECENT", merging.RecentMerges())
        with office.site.statements() as first:
            whole = self.rows(office.site.get(address))
        with office.site.statements() as second:
            assert self.rows(office.site.get(address)) == whole
        reads = ["upload.sheet" in " ".join(sent) for sent in (first, second)]
        assert reads == [True, False]

    def test_tells_what_is_wrong_with_a_day(self, office, address):
        page = office.site.get(f"{address}?from=soon")
        assert page.errors() == {"#from": "From must be a date, like 3 March 2026"}
        assert page.one("//input[@id='from']").get("value") == "soon"

    def test_knows_no_other_table(self, office, address):
        assert office.site.get(address.replace("diary", "other")).status == 404

    def test_comes_in_pages_and_whole_to_print(self, office, address, monkeypatch):
        monkeypatch.setattr(tables, "MOST_ON_A_PAGE", 3)
        assert len(self.rows(office.site.get(address))) == 3
        assert len(self.rows(office.site.get(f"{address}?page=2"))) == 1
        assert len(self.rows(office.site.get(f"{address}?page=all"))) == 4
        for wrong in ("0", "3", "x", "9" * 30):
            assert office.site.get(f"{address}?page={wrong}").status == 404

    def test_can_be_taken_away_as_a_workbook(self, office, address):
        answer = office.site.get(f"{address}.xlsx?sender=errand")
        assert "2026-0001 Diary.xlsx" in answer.response.headers["Content-Disposition"]
        sheet = openpyxl.load_workbook(BytesIO(answer.response.get_data())).active
        assert [(sheet.cell(n, 1).value.date(), sheet.cell(n, 4).value) for n in (2, 3)] == [
            (date(2026, 1, 2), "The Harbour"),
            (date(2026, 3, 3), "The Harbour"),
        ]
        assert office.site.get(f"{address}.xlsx?from=soon").status == 404

    def test_says_that_nothing_was_sent_yet(self, office):
        office.send()
        office.site.sign_in(office.warden)
        assert "None that you may read has been sent yet" in office.site.get("/cases/2026-0001/tables/diary").text

    def test_takes_few_statements_however_many_rows(self, office, address):
        with office.site.statements() as few:
            office.site.get(address)
        assert len(few) <= 12
