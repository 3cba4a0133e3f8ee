"""A request from its beginning to its package, as the pages do it; who is refused; what is never in the package."""

import io
import json
import zipfile
from datetime import timedelta

import pytest

from engine import clock
from engine.cases.subject_access.packages import end_with_case
from engine.cases.subject_access.reviewing import forget_passages
from engine.records.protection import case_read, restriction
from engine.records.subject_access import access_mark, access_package
from engine.records.tables import audit, safeguarding_case
from engine.worker import make_worker
from tests.engine.rows import AT
from tests.web.conftest import make_site
from tests.web.errands import errands_on
from tests.web.subject_access.conftest import Asked, asked_bundle

SECRET = "the lodger at Quay House told us"


def every_byte(archive: zipfile.ZipFile) -> bytes:
    """Whatever is in a package, archives in it unpacked."""
    found = list[bytes]()
    for name in archive.namelist():
        data = archive.read(name)
        found += [name.encode(), data]
        if zipfile.is_zipfile(io.BytesIO(data)):
            found.append(every_byte(zipfile.ZipFile(io.BytesIO(data))))
    return b"\n".join(found)


def docx(text: str) -> bytes:
    """A Word file, as small as one can be, in which a word is cut by a change of its look."""
    half = len(text) // 2
    runs = f"<w:r><w:t>{text[:half]}</w:t></w:r><w:r><w:t>{text[half:]}</w:t></w:r>"
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/document.xml", f"<w:document><w:body><w:p>{runs}</w:p></w:body></w:document>")
    return content.getvalue()


class TestRequest:
    def test_is_answered_within_the_month_or_by_the_next_working_day(self, asked):
        asked.begin(**{"received_on-day": "11", "received_on-month": "4"})  # to Monday 11 May
        assert "Monday 11 May 2026" in asked.site.get(asked.address).text
        asked.begin(**{"received_on-day": "4", "received_on-month": "4"})  # to Bank Holiday Monday 4 May
        assert "Tuesday 5 May 2026" in asked.site.get(asked.address).text

    def test_tells_what_is_missing_at_its_question(self, asked):
        asked.site.sign_in(asked.errands.warden)
        answer = asked.site.post("/subject-access", {"name": "Nell Dean", "born_on-day": "40"})
        assert answer.status == 422
        assert set(answer.errors()) == {"#received_on", "#born_on"}

    def test_finds_the_cases_in_which_a_name_was_asked_for_and_where_it_is_only_mentioned(self, asked):
        asked.errands.send()
        asked.errands.send(**{"bags-0-owner": "Tom Field", "who": "Nell Dean"})
        asked.begin(other_names="Nell Field")  # of which both words stand there, in two answers
        page = asked.site.get(f"{asked.address}/cases")
        first, second = (row.text_content() for row in page.all("//main//ul[contains(@class, 'app-actions')]/li"))
        assert "Bag, Whose?: Nell Dean." in first
        assert "Only mentioned in 1 set of answers" in second

    def test_is_closed_with_what_came_of_it_and_changes_no_more(self, asked):
        asked.errands.task()
        asked.begin()
        assert asked.site.post(f"{asked.address}/close", {"outcome": " "}).status == 422
        assert "Given by hand" in asked.site.post(f"{asked.address}/close", {"outcome": "Given by hand"}).text
        assert asked.choose().status == 422


class TestMarks:
    def prepare(self, asked, **sent):
        asked.errands.task()
        asked.begin()
        asked.choose()

    def test_go_on_with_a_second_reviewer_and_the_case_stays_as_it_is(self, asked):
        asked.errands.send(who=SECRET)
        asked.begin()
        asked.choose()
        answers = asked.item("answers")
        asked.withhold("answers", words="lodger", everywhere="yes", remark="A neighbour")
        asked.site.post(f"{answers}/finish")
        asked.site.sign_in(asked.errands.second)
        page = asked.site.get(answers)
        assert page.one("//s[@class='app-withheld']").text_content() == "lodger"
        assert "Gone through by Wat Warden" in page.text
        mark = asked.rows(access_mark)[0].id
        asked.site.post(f"{answers}/give", {"mark": str(mark)})
        assert not asked.site.get(answers).all("//s[@class='app-withheld']")
        assert asked.rows(access_mark)[0].removed_by == asked.errands.second
        actions = [row.action for row in asked.rows(audit)]
        assert "passage_withheld" in actions
        assert "passage_given" in actions
        assert not any("lodger" in row.body for row in asked.rows(audit))

    def test_keep_no_text_of_what_is_redacted_in_the_case(self, asked):
        self.prepare(asked)
        asked.withhold("answers", place=["why/0", "who/0"])
        key = asked.item("answers").rpartition("/")[2]
        with asked.site.service.database.transaction() as tx:
            forget_passages(tx, 1, key, "why/")
        left = {row.place: (row.words, row.removed_at is None) for row in asked.rows(access_mark)}
        assert left == {"why/0": ("", False), "who/0": ("Nell", True)}

    def test_need_a_reason_something_chosen_and_words_that_stand_there(self, asked):
        self.prepare(asked)
        for typed, where in (({"reason": ""}, "#reason"), ({}, "#places"), ({"words": "nobody says this"}, "#words")):
            answer = asked.withhold("answers", **typed)
            assert (answer.status, list(answer.errors())) == (422, [where])
        assert asked.rows(access_mark) == []


class TestPackage:
    def test_has_no_byte_of_what_is_withheld(self, asked):
        upload = {"paper-new": (io.BytesIO(b"A list of bread and beer"), "The lodger.txt")}
        asked.errands.send(who=SECRET, **upload)
        warden = asked.errands.warden
        asked.site.sign_in(warden)
        note = {"text": f"Mr Slate called.\nHe says {SECRET} in March.", "sent_as": "0" * 32}
        asked.site.post(f"/cases/{asked.reference}/notes", note)
        asked.begin(warden, with_reads="yes")
        asked.choose()
        asked.withhold("answers", words="lodger", everywhere="yes")
        asked.withhold("note", place="line/0")
        asked.withhold("letter", whole="yes")
        assert asked.site.post(f"{asked.address}/packages").status == 422
        asked.go_through()
        archive = asked.package()
        held = every_byte(archive)
        assert b"odger" not in held
        assert b"Slate" not in held
        assert b"Wat Warden" not in held
        assert "[withheld: Information about another person]" in held.decode()
        assert b"A list of bread and beer" in held
        assert b"Nell Dean" in held
        self.check_contents(asked, archive)

    def check_contents(self, asked, archive):
        names = set(archive.namelist())
        listed = json.loads(archive.read("contents.json"))
        assert {each["path"] for each in listed} == names - {"contents.json"}
        case = json.loads(archive.read(f"cases/{asked.reference}/case.json"))
        assert [each["kind"] for each in case["items"]].count("note") == 1
        letter = next(each for each in case["items"] if each["kind"] == "letter")
        assert (letter["passages"], letter["withheld"]) == ([], "Information about another person")
        assert "Warden, Errand Office" in archive.read(f"cases/{asked.reference}/seen.csv").decode()
        made = asked.rows(access_package)[0]
        assert made.withheld > 0
        facts = [json.loads(row.body) for row in asked.rows(audit) if row.action == "access_package_made"]
        assert facts[0]["facts"]["sha256"] == made.sha256
        assert "subject_access.package_file" in {row.what for row in asked.rows(case_read)}

    def test_is_refused_while_a_file_holds_words_that_are_withheld_until_a_copy_is_given(self, asked):
        asked.errands.send(**{"paper-new": (io.BytesIO(b"%PDF-1.4\nx"), "list.pdf")})
        asked.begin()
        asked.choose()
        asked.withhold("answers", words="Nell Dean", everywhere="yes")
        asked.go_through()
        file = asked.item("file")
        assert asked.site.post(f"{file}/finish", {"gives": "copy"}).errors() == {
            "#copy": "Choose the copy that is given in place of the file"
        }
        assert asked.site.post(f"{file}/finish").errors() == {"#copy": "Choose what is given of the file"}
        for content, status in ((docx("It is Nell Dean"), 422), (docx("It is nobody"), 200)):
            sent = {"gives": "copy", "copy": (io.BytesIO(content), "copy.docx")}
            assert asked.site.post(f"{file}/finish", sent, follow=False).status == 302
            answer = asked.site.post(f"{asked.address}/packages")
            assert answer.status == status, answer.text
        archive = asked.package()
        assert b"%PDF" not in every_byte(archive)
        assert any(name.endswith("copy.docx") for name in archive.namelist())

    def test_is_refused_when_something_came_after_it_was_gone_through(self, asked):
        asked.errands.task()
        asked.begin()
        asked.choose()
        asked.go_through()
        note = {"text": "Later", "sent_as": "0" * 32}
        asked.site.post(f"/cases/{asked.reference}/notes", note)
        answer = asked.site.post(f"{asked.address}/packages")
        assert answer.status == 422
        assert "wait to be gone through" in answer.text

    def test_is_cleared_when_its_time_is_over(self, asked, tmp_path):
        asked.errands.task()
        asked.begin()
        asked.choose()
        asked.go_through()
        asked.package()
        link = f"{asked.address}/packages/{asked.rows(access_package)[0].id}"
        service = asked.site.service
        with clock.stopped_at(AT + timedelta(days=15)):
            asked.site.sign_in(asked.errands.warden)
            assert asked.site.get(link).status == 404
            make_worker(service.database, service.cases, service.settings).run_once()
        assert not list(service.settings.packages_folder.glob("*"))
        assert asked.rows(access_package)[0].cleared_at


class TestAccess:
    PATHS = ("", "/cases", "/cases/{reference}", "/cases/{reference}/{item}", "/packages/1")

    def paths(self, asked):
        item = asked.item("answers").rpartition("/")[2]
        return [asked.address + path.format(reference=asked.reference, item=item) for path in self.PATHS]

    @pytest.mark.parametrize("who", ["asker", "miller"])
    def test_is_for_the_role_that_the_revision_names(self, asked, who):
        asked.errands.task()
        asked.begin()
        asked.choose()
        paths = self.paths(asked)
        asked.site.sign_in(getattr(asked.errands, who))
        for path in (*paths, "/subject-access", f"/subject-access/seen/{asked.reference}"):
            assert asked.site.get(path).status == 403
        assert "subject-access" not in asked.site.get("/need-to-know").response.text

    def test_of_a_request_with_a_restricted_case_is_for_who_sees_it(self, asked):
        asked.errands.task()
        asked.begin()
        asked.choose()
        paths = self.paths(asked)
        asked.go_through()
        asked.package()
        with asked.site.service.database.transaction() as tx:
            row = {"case_id": 1, "reason": "-", "person_id": asked.keeper, "at": AT}
            tx.connection.execute(restriction.insert().values(row))
        for person in (asked.errands.second, asked.errands.warden):
            asked.site.sign_in(person)
            assert [asked.site.get(path).status for path in paths] == [404] * len(paths)
            assert "Nell Dean" not in asked.site.get("/subject-access").text
            assert asked.site.post(f"{asked.address}/packages").status == 404
            assert asked.site.get(f"/subject-access/seen/{asked.reference}").status == 404


class TestWhoSaw:
    def test_is_told_by_posts_and_by_names_where_the_partnership_says_so(self, asked):
        asked.errands.task()
        asked.site.get(f"/cases/{asked.reference}")
        asked.site.get(f"/cases/{asked.reference}")
        page = asked.site.get(f"/subject-access/seen/{asked.reference}")
        assert "Warden, Errand Office" in page.text
        assert "The case's page, 2 times" in page.text
        assert "Wat" not in page.one("//main").text_content()
        with asked.site.service.database.transaction() as tx:
            asked.site.service.cases.revisions.publish(tx, asked_bundle(names_staff=True))
        file = asked.site.get(f"/subject-access/seen/{asked.reference}.csv")
        assert "Wat Warden: Warden, Errand Office" in file.response.text


class TestStatements:
    def test_do_not_grow_with_what_is_held(self, asked):
        asked.errands.task()
        asked.begin()
        asked.choose()
        pages = [asked.address, f"{asked.address}/cases/{asked.reference}", asked.item("answers")]
        before = [self.count(asked, page) for page in pages]
        for number in range(4):
            note = {"text": f"Note {number}", "sent_as": f"{number:032}"}
            asked.site.post(f"/cases/{asked.reference}/notes", note)
        assert [self.count(asked, page) for page in pages] == before

    def count(self, asked, page) -> int:
        with asked.site.statements() as sent:
            assert asked.site.get(page).status == 200
        return len(sent)


class TestOnPostgresql:
    def test_a_request_goes_from_its_name_to_its_package(self, errand_revisions, tmp_path, postgresql_url):
        with clock.stopped_at(AT):
            errands = errands_on(make_site(asked_bundle(), errand_revisions, tmp_path, url=postgresql_url))
            asked = Asked(errands=errands, keeper=0)
            errands.send(**{"who": SECRET, "paper-new": (io.BytesIO(b"A list"), "list.txt")})
            asked.begin(with_reads="yes")
            assert "Bag, Whose?: Nell Dean." in asked.site.get(f"{asked.address}/cases").text
            asked.choose()
            asked.withhold("answers", words="lodger", everywhere="yes")
            asked.go_through()
            asked.go_through()
            held = every_byte(asked.package())
            assert b"lodger" not in held
            assert b"A list" in held
            with asked.site.service.database.transaction() as tx:
                end_with_case(tx, asked.rows(safeguarding_case)[0].id)
            assert "Its file is kept no longer" in asked.site.get(asked.address).text
            asked.site.service.database.close()
