import pytest

from engine.correspondence.mail import File, FolderMailer, compose
from engine.settings import Smtp
from tests.engine.rows import AT
from tests.web.conftest import make_site
from web.mail.views import MOST


def send(site, number: int = 1, **said) -> None:
    values = {
        "message_id": f"<{number}@example.org>", "sender": "reviews@example.org", "to": "kit@example.org",
        "subject": f"Letter {number}", "body": "Dear Kit\n\nFirst line,\nsecond line.\n", "at": AT,
    }  # fmt: skip
    FolderMailer(site.service.settings.mail.path).send(compose(**{**values, **said}))


class TestListing:
    def test_shows_what_was_sent_the_newest_first(self, site):
        send(site, 1)
        send(site, 2)
        site.sign_in(site.person(is_demonstration=True))
        answer = site.get("/mail")
        assert [heading.text_content() for heading in answer.all("//main//h2")] == [
            "Letter 2",
            "Letter 1",
        ]
        assert "To kit@example.org. Tuesday 14 April" in answer.text
        assert "First line, second line." in answer.text

    def test_can_be_followed_where_it_holds_a_link(self, site):
        send(site, body="Your request: http://localhost:8000/request/a.b-c_d\n<b>bold</b>\n")
        site.sign_in(site.person(is_demonstration=True))
        answer = site.get("/mail")
        assert answer.one("//main//details//a/@href") == "http://localhost:8000/request/a.b-c_d"
        assert "<b>bold</b>" in answer.text

    def test_says_that_nothing_was_sent(self, site):
        site.sign_in(site.person(is_demonstration=True))
        assert "Nothing has been sent yet" in site.get("/mail").text

    def test_shows_no_more_than_a_page(self, site):
        for number in range(MOST + 1):
            send(site, number)
        site.sign_in(site.person(is_demonstration=True))
        answer = site.get("/mail")
        assert len(answer.all("//main//h2")) == MOST
        assert "Older mail is not shown" in answer.text

    def test_takes_what_a_letter_says_for_text(self, site):
        send(site, subject="<b>bold</b>", body="<script>alert(1)</script>\n")
        site.sign_in(site.person(is_demonstration=True))
        answer = site.get("/mail")
        assert "<b>bold</b>" in answer.text
        assert "<script>alert(1)</script>" in answer.text

    def test_shows_one_mailbox_alone(self, site):
        send(site, 1)
        send(site, 2, to="pat@example.org")
        site.sign_in(site.person(is_demonstration=True))
        answer = site.get("/mail?to=pat@example.org")
        assert [heading.text_content() for heading in answer.all("//main//h2")] == ["Letter 2"]
        assert answer.all("//select/option/@value") == ["", "kit@example.org", "pat@example.org"]
        assert answer.one("//option[@selected]").text == "pat@example.org"
        assert "There is no mail to nobody@example.org" in site.get("/mail?to=nobody@example.org").text

    def test_says_that_it_is_everybodys(self, site):
        send(site)
        site.sign_in(site.person(is_demonstration=True))
        assert "whoever is signed in reads all of them" in site.get("/mail").text

    def test_names_what_is_attached(self, site):
        send(site, files=(File(name="a pack 1.docx", type="application/x", content=b"x"),))
        site.sign_in(site.person(is_demonstration=True))
        answer = site.get("/mail")
        assert "Attached: a pack 1.docx" in answer.text
        assert "First line, second line." in answer.text

    def test_asks_to_sign_in(self, site):
        assert "Sign in" in site.get("/mail").title()

    @pytest.mark.parametrize("mail", [Smtp(host="localhost", port=25)], ids=["smtp"])
    def test_is_empty_where_mail_really_leaves(self, bundle, revisions, tmp_path, mail):
        site = make_site(bundle, revisions, tmp_path, mail=mail)
        site.sign_in(site.person(is_demonstration=True))
        assert "Nothing has been sent yet" in site.get("/mail").text

    def test_is_not_there_outside_a_demonstration(self, bundle, revisions, tmp_path):
        site = make_site(bundle, revisions, tmp_path, is_demonstration=False)
        assert "mail.listing" not in site.app.view_functions
