"""Documents and letters as pages and files, through the browser's eyes."""

from datetime import UTC, datetime
from io import BytesIO

import docx
import pytest
import sqlalchemy as sa

from engine import clock
from engine.cases.revisions import Revisions
from engine.records.tables import document, letter, safeguarding_case
from engine.registers.workbooks.writing import filled_in
from tests.engine.report import REPORT as REPORT_AS_WRITTEN
from tests.engine.report import with_report
from tests.forms.diary import TABLE
from tests.web.cases.test_tables import visit, with_diaries
from tests.web.conftest import make_site
from tests.web.errands import GOOD, bundle, errands_on

ODD = '{{ 7*7 }} # h | a | <script>alert(1)</script> [x](javascript:alert(1)) =HYPERLINK("x") **b**'

REPORT = "//main//th/a[contains(., 'Report')]/@href"
STANDING = "//main//a[starts-with(., 'Read “Report of 2026-0001” as it stands')]/@href"


@pytest.fixture(scope="module")
def revisions() -> Revisions:
    return Revisions()


@pytest.fixture
def errands(revisions, tmp_path):
    """The application on an errand with a report, on a Tuesday in April."""
    with clock.stopped_at(datetime(2026, 4, 14, 8, 40, tzinfo=UTC)):
        yield errands_on(make_site(with_report(bundle()), revisions, tmp_path))


def fetched(errands, how="On foot") -> str:
    """Send an errand, fetch it, and return the address of the case."""
    task = errands.task()
    answer = errands.site.post(task, {"done": "yes", "how": how}, follow=False)
    assert answer.status == 302
    assert errands.site.post(f"{task}/submit").status == 200
    return case_url(errands)


def case_url(errands) -> str:
    with errands.site.service.database.reading() as tx:
        return f"/cases/{tx.connection.execute(safeguarding_case.select()).all()[-1].reference}"


def word(answer):
    assert answer.response.headers["Content-Disposition"].startswith("attachment")
    return docx.Document(BytesIO(answer.response.get_data()))


class TestADocument:
    def test_is_written_by_the_step_and_listed_with_its_page_and_file(self, errands):
        case = fetched(errands)
        listed = errands.site.get(f"{case}/documents")
        link = listed.one(REPORT)
        page = errands.site.get(link)
        assert page.one("//h1").text_content() == "Report of 2026-0001"
        assert [h.text_content() for h in page.all("//article//h2[@id]")] == [
            "Why", "Bags", "How it was fetched", "Signed",
        ]  # fmt: skip
        assert "On foot" in page.text
        assert "Wat Warden" in page.text
        assert "version 1, written Tuesday 14 April 2026, 9:40am" in page.text
        assert "Document" in page.text

    def test_stands_on_the_page_of_the_case_and_in_its_history(self, errands):
        case = fetched(errands)
        assert errands.site.get(case).all("//*[@id='documents']/following::a[contains(., 'Report of')]")
        assert "Written: report, version 1." in errands.site.get(f"{case}/history").text

    def test_marks_the_cells_that_head_others(self, errands):
        page = self.page(errands, fetched(errands))
        facts, bags = page.all("//article//table")
        assert facts.find("caption").text_content() == "The errand in dates"
        assert [th.get("scope") for th in facts.iter("th")] == ["row", "row"]
        assert [th.get("scope") for th in bags.iter("th")] == ["col", "col", "row"]
        assert [li.get("href") for li in page.all("//nav[@aria-label='Contents']//a")] == [
            f"#part-{n}" for n in range(1, 5)
        ]

    def test_is_given_as_a_word_file_with_its_headings_and_tables(self, errands):
        case = fetched(errands)
        href = errands.site.get(f"{case}/documents").one("//main//a[contains(@href, '.docx')]/@href")
        file = word(errands.site.get(href))
        assert [p.text for p in file.paragraphs if p.style.name.startswith("Heading")] == [
            "Report of 2026-0001", "Why", "Bags", "How it was fetched", "Signed",
        ]  # fmt: skip
        assert len(file.tables) == 2
        assert file.core_properties.title == "Report of 2026-0001"
        assert file.core_properties.language == "en-GB"
        assert "OFFICIAL-SENSITIVE" in file.sections[0].header.paragraphs[0].text

    def test_says_what_somebody_typed_as_it_was_typed(self, errands):
        plain, odd = self.page(errands, fetched(errands)), self.page(errands, fetched(errands, ODD))
        assert ODD in odd.text
        for tag in ("h1", "h2", "table", "tr", "ul", "li", "a", "script", "b"):
            assert len(odd.all(f"//article//{tag}")) == len(plain.all(f"//article//{tag}")), tag

    def test_is_a_new_version_beside_the_old_and_neither_changes(self, errands):
        fetched(errands)
        with errands.site.service.database.reading() as tx:
            kept = tx.connection.execute(document.select()).one()
        assert (kept.name, kept.version, kept.instance, kept.held_by) == ("report", 1, None, "Warden")
        assert len(kept.submissions) == 2
        assert len(kept.sha256) == 64

    def test_is_not_there_for_who_has_no_part_or_is_outside(self, errands):
        case = fetched(errands)
        href = errands.site.get(f"{case}/documents").one(REPORT)
        for person, status in ((errands.miller, 404), (errands.asker, 404), (errands.second, 200)):
            errands.site.sign_in(person)
            assert errands.site.get(href).status == status
            assert errands.site.get(f"{href}.docx").status == status
        errands.site.sign_in(errands.asker)
        assert "No document that you may read" in errands.site.get(f"{case}/documents").text

    def test_of_an_instance_is_read_by_the_agency_that_it_belongs_to(self, errands):
        case = fetched(errands)
        with errands.site.service.database.transaction() as tx:
            tx.connection.execute(document.update().values(instance="harbour", organisation="harbour"))
        errands.site.sign_in(errands.asker)
        assert "On foot" in self.page(errands, case).text
        with errands.site.service.database.transaction() as tx:
            tx.connection.execute(document.update().values(instance="mill", organisation="mill"))
        assert not errands.site.get(f"{case}/documents").all(REPORT)

    def test_that_came_with_a_letter_is_read_by_whom_it_was_for(self, errands):
        case = fetched(errands)
        with errands.site.service.database.transaction() as tx:
            number = tx.connection.scalar(sa.select(document.c.id))
            first = tx.connection.execute(sa.select(letter)).mappings().first()
            theirs = {"id": None, "held_by": "Asker|harbour", "role": "Asker", "document_id": number, "once_key": None}
            tx.connection.execute(sa.insert(letter), {**first, **theirs})
        errands.site.sign_in(errands.asker)
        page = errands.site.get(f"{case}/letters")
        (href,) = page.all("//tbody//th/a[contains(., 'errand')]/@href")
        assert "With it comes Report of 2026-0001, version 1" in errands.site.get(href).text
        assert "On foot" in self.page(errands, case).text

    def page(self, errands, case):
        href = errands.site.get(f"{case}/documents").one(REPORT)
        return errands.site.get(href)


class TestADocumentAsItStands:
    def test_is_read_before_it_is_signed_with_what_is_typed_so_far(self, errands):
        task = errands.task()
        page = errands.site.get(task)
        href = page.one(STANDING)
        assert "not given" in errands.site.get(href).text
        errands.site.post(task, {"how": "By cart", "act": "save"}, follow=False)
        standing = errands.site.get(href)
        assert "By cart" in standing.text
        assert "not yet a version in the case" in standing.text
        assert errands.count(document) == 0
        assert "By cart" in "".join(p.text for p in word(errands.site.get(f"{href}.docx")).paragraphs)

    def test_is_offered_on_the_check_page_too(self, errands):
        task = errands.task()
        check = errands.site.post(task, {"done": "yes", "how": "By cart"})
        assert check.one(STANDING)
        assert "the document “Report of 2026-0001” is written into the case" in check.text
        assert "Report of 2026-0001 was written into the case" in errands.site.post(f"{task}/submit").text

    def test_has_no_name_if_its_title_says_more_than_of_which_case(self, revisions, tmp_path):
        dated = REPORT_AS_WRITTEN.replace("# Report of {{ case.reference }}", "# Report of {{ anchors.asked | day }}")
        with clock.stopped_at(datetime(2026, 4, 14, 8, 40, tzinfo=UTC)):
            errands = errands_on(make_site(with_report(bundle(), dated), revisions, tmp_path))
            page = errands.site.get(errands.task())
            link = page.one("//main//a[starts-with(., 'Read the document as it stands')]")
            assert "Report of Tuesday 14 April 2026" in errands.site.get(link.get("href")).text

    def test_is_only_for_who_does_the_task(self, errands):
        task = errands.task()
        errands.site.sign_in(errands.miller)
        assert errands.site.get(f"{task}/document").status == 404
        assert errands.site.get(f"{task}/document.docx").status == 404


class TestALetterToAmend:
    def test_stands_in_the_form_before_anything_is_typed(self, errands):
        page = errands.site.get(errands.task())
        assert page.one("//form[@id='form']//textarea[@name='note']").text.strip().splitlines() == [
            "Dear keeper,", "", "fetch it by Wednesday 15 April 2026, for Nell.",
        ]  # fmt: skip


class TestALetter:
    def test_is_given_as_a_word_file(self, errands):
        errands.task()
        case = case_url(errands)
        letter = errands.site.get(errands.site.get(f"{case}/letters").one("//main//table//a/@href"))
        file = word(errands.site.get(letter.one("//main//a[contains(@href, '.docx')]/@href")))
        assert [p.text for p in file.paragraphs] == ["2026-0001: an errand", "Dear Warden"]


class TestMergedRows:
    REPORT = """# Diary

| Day | Hour | From | Event | Told | Notes |
|---|---|---|---|---|---|
{% for row in merged.diary %}
| {{ row.day }} | {{ row.hour }} | {{ row.sender }} | {{ row.event }} | {{ row.told }} | {{ row.notes }} |
{% endfor %}
"""

    def test_stand_in_a_document_in_the_order_of_time_and_blank_where_they_say_nothing(self, errands, tmp_path):
        office = errands_on(make_site(with_report(with_diaries(), self.REPORT), Revisions(), tmp_path))
        rows = (visit("2 January 2026?", Hour="2:30pm", Told="Yes"), visit(Event="A | B"))
        file = BytesIO(filled_in(TABLE, rows, clock.now()))
        page = office.begin()
        office.site.post(page, {**GOOD, "diary-new": (file, "diary.xlsx")})
        office.site.post(f"{page}/submit")
        office.site.sign_in(office.warden)
        [task] = office.open_tasks()
        table = office.site.get(f"/tasks/{task}/document").one("//article//table")
        said = [[cell.text_content() for cell in row.iterchildren()] for row in table.iterfind("tbody/tr")]
        assert said[0][1:5] == ["2:30pm", "Harbour Master, The Harbour", "A visit", "Yes"]
        assert said[0][0].startswith("Friday 2 January 2026")
        assert said[1][1] == ""
        assert said[1][3:5] == ["A | B", ""]
        assert "Nothing is recorded for" in said[1][5]
