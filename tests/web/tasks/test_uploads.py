from io import BytesIO

import pytest

from engine.cases.attachments import known_uploads
from engine.records.tables import upload
from tests.web.errands import GOOD

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def chosen(name="list.pdf", content=PDF):
    return {"paper-new": (BytesIO(content), name)}


@pytest.fixture
def page(errands):
    return errands.begin()


@pytest.fixture
def uploaded(errands, page):
    """A file that is uploaded; its address."""
    errands.site.post(page, {**GOOD, **chosen(), "act": "upload"})
    return errands.site.get(page).one("//ul[@class='app-uploads']//a/@href")


class TestUpload:
    def test_keeps_the_file_and_what_was_typed(self, errands, page, uploaded):
        form = errands.site.get(page)
        assert form.one("//ul[@class='app-uploads']//a").text_content() == "list.pdf"
        assert form.one("//input[@id='who']").get("value") == "Nell"

    def test_comes_with_any_button_that_is_pressed(self, errands, page):
        errands.site.post(page, {**GOOD, **chosen()})
        assert "list.pdf" in errands.site.get(f"{page}/check").text

    @pytest.mark.parametrize(
        ("name", "content", "said"),
        [
            ("list.pdf", b"MZ\x90\x00" + bytes(100), "list.pdf is not what its name says: it must be one of: pdf, txt"),
            ("photo.png", b"\x89PNG\r\n\x1a\n" + bytes(100), "photo.png must be one of: pdf, txt"),
            ("empty.pdf", b"", "empty.pdf is empty; choose the file again"),
            (
                "../../etc/pass\x00wd.txt",
                b"\xff\xfe\xff",
                "passwd.txt is not what its name says: it must be one of: pdf, txt",
            ),
        ],
    )
    def test_refuses_the_wrong_kind_by_what_it_holds(self, errands, page, name, content, said):
        answer = errands.site.post(page, {**GOOD, **chosen(name, content), "act": "upload"})
        assert (answer.status, answer.errors()) == (422, {"#paper": said})
        assert answer.one("//input[@id='who']").get("value") == "Nell"
        assert errands.count(upload) == 0

    def test_refuses_one_that_is_too_large(self, errands, page):
        answer = errands.site.post(page, {**GOOD, **chosen(content=PDF + bytes(100_000)), "act": "upload"})
        assert answer.errors() == {"#paper": "list.pdf is too large; a file may have up to 0.1 MB"}

    def test_refuses_more_than_the_most(self, errands, page):
        for _ in range(3):
            kept = errands.site.get(page).all("//input[@name='paper']/@value")
            answer = errands.site.post(page, {**GOOD, "paper": kept, **chosen()})
        assert answer.errors() == {"#paper": "The list must be 2 files or fewer"}

    def test_is_taken_back_by_its_button(self, errands, page, uploaded):
        number = uploaded.rpartition("/")[2]
        errands.site.post(page, {**GOOD, "paper": number, "act": f"drop:paper-{number}"})
        assert not errands.site.get(page).all("//ul[@class='app-uploads']")
        assert errands.site.get(uploaded).status == 404
        folder = errands.site.service.settings.uploads_folder
        assert not [path for path in folder.rglob("*") if path.is_file()]

    def test_of_somebody_else_cannot_be_attached(self, errands, page, uploaded):
        errands.site.sign_in(errands.miller)
        theirs = errands.site.post("/refer", follow=False).response.location
        answer = errands.site.post(theirs, {**GOOD, "paper": uploaded.rpartition("/")[2]})
        assert answer.errors() == {"#paper": "The list: a file was not kept; upload it again"}

    @pytest.mark.parametrize("number", [str(2**63), "9" * 5000, "1٣", "01", "-1"])
    def test_knows_no_file_by_a_number_that_none_can_have(self, errands, page, number):
        answer = errands.site.post(page, {**GOOD, "paper": number})
        assert answer.errors() == {"#paper": "The list: a file was not kept; upload it again"}
        assert answer.one("//input[@id='who']").get("value") == "Nell"
        assert errands.site.post(page, {"paper": number, "act": f"drop:paper-{number}"}).status == 400
        assert errands.site.get(f"/uploads/{number}").status == 404

    def test_of_others_in_the_case_is_not_even_named_to_who_refers(self, errands, page, uploaded):
        errands.site.post(page, {**GOOD, "paper": uploaded.rpartition("/")[2]})
        errands.site.post(f"{page}/submit")
        with errands.site.service.database.transaction() as tx:
            case_id = tx.connection.execute(upload.select()).one().case_id
            form = errands.site.service.cases.revisions.current(tx).forms["errand"]
            referrers = known_uploads(tx, form, person_id=errands.asker, case_id=case_id, may_read=bool)
            row = {"person_id": errands.warden, "case_id": case_id, "name": "view.pdf", "kind": "pdf"}
            more = {"size_bytes": 1, "sha256": "0" * 64, "at": tx.at}
            theirs = tx.connection.execute(upload.insert().returning(upload.c.id), row | more).scalar_one()
            assert referrers(str(theirs)) is None
            wardens = known_uploads(tx, form, person_id=errands.warden, case_id=case_id, may_read=bool)
            assert wardens(uploaded.rpartition("/")[2]).name == "list.pdf"  # it came with the same form


class TestDownload:
    def test_is_saved_and_never_shown_by_the_browser(self, errands, uploaded):
        with errands.site.client.get(uploaded) as answer:
            assert answer.get_data() == PDF
            assert answer.headers["Content-Disposition"] == "attachment; filename=list.pdf"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"
            assert "sandbox" in answer.headers["Content-Security-Policy"]
            assert answer.headers["Cache-Control"] == "no-store"

    def test_is_the_uploaders_alone_until_it_is_sent(self, errands, uploaded):
        errands.site.sign_in(errands.warden)
        assert errands.site.get(uploaded).status == 404

    def test_is_open_to_who_has_a_part_in_the_case_once_it_is_sent(self, errands, page, uploaded):
        errands.site.post(page, {**GOOD, "paper": uploaded.rpartition("/")[2]})
        sent = errands.site.post(f"{page}/submit")
        errands.site.sign_in(errands.warden)
        with errands.site.client.get(uploaded) as answer:
            assert answer.status_code == 200
        read = errands.site.get(sent.path.removesuffix("/sent"))
        assert "list.pdf" in read.text
        errands.site.sign_in(errands.miller)
        assert errands.site.get(uploaded).status == 404
        assert errands.site.get("/uploads/999").status == 404
