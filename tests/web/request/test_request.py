"""An agency without an account answers: by the link in a letter's mail, and a code."""

from io import BytesIO

import sqlalchemy as sa

from engine.records.tables import audit, letter, notice, submission
from tests.web.request.harbour import CONTACT

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\n%%EOF\n"


def actions(harbour):
    with harbour.site.service.database.reading() as tx:
        return list(tx.connection.execute(sa.select(audit.c.action).order_by(audit.c.case_id, audit.c.seq)).scalars())


class TestLetter:
    def test_holds_the_link_in_the_mail_alone(self, harbour):
        link = harbour.ask()
        harbour.code_for(link)
        (text,) = [text for text in harbour.mailbox.texts() if "/request/" in text]
        assert "Sign in" not in text
        assert "until Thursday 14 May 2026" in text
        with harbour.site.service.database.reading() as tx:
            kept = [*tx.connection.execute(sa.select(letter.c.body)).scalars()]
            kept += tx.connection.execute(sa.select(notice.c.body)).scalars()
        assert all("/request/" not in body and harbour.mailbox.code() not in body for body in kept)
        assert harbour.link_row().serial in link
        assert link.rpartition("/")[2] != harbour.link_row().serial  # it is signed besides

    def test_brings_the_same_link_as_the_one_before(self, harbour):
        first = harbour.ask()
        assert harbour.ask() != first  # of another case


class TestRequest:
    def test_is_answered_with_one_press_and_a_confirmation(self, harbour):
        page = harbour.enter(harbour.ask())
        assert (page.status, page.path) == (200, "/request")
        assert "Link for one request" in page.text
        assert page.all("//nav[@aria-label='Menu']") == []
        fields = {"task": harbour.tasks()[0], "answer": "away"}
        check = harbour.site.post("/request/at-once", fields)
        assert "No, it is not here" in check.text
        sent = harbour.site.post(f"{check.path.removesuffix('/check')}/submit")
        assert "Your answers are sent" in sent.text
        after = harbour.site.get("/request")
        assert "This request is closed" in after.text  # as its case is
        with harbour.site.service.database.reading() as tx:
            row = tx.connection.execute(sa.select(submission).where(submission.c.element == "fetch")).one()
        assert (row.answers["known"], row.person_id) == ("away", harbour.contact)
        assert row.post.endswith(", by link")
        assert actions(harbour) == [
            "case_opened", "link_made", "delivery_sent", "link_code_asked", "link_opened", "user_task_completed",
        ]  # fmt: skip

    def test_links_to_nothing_that_is_not_there_for_them(self, harbour):
        page = harbour.enter(harbour.ask())
        links = {link for link in page.all("//a/@href") if link.startswith("/")}
        assert {link: harbour.site.get(link).status for link in links} == dict.fromkeys(links, 200)

    def test_takes_files_as_from_everybody_and_gives_them_to_be_saved_alone(self, harbour):
        harbour.enter(harbour.ask())
        page = f"/tasks/{harbour.tasks()[0]}"
        typed = {"known": "here", "how": "Well", "paper-new": (BytesIO(PDF), "paper.pdf"), "act": "upload"}
        assert harbour.site.post(page, typed).status == 200
        address = harbour.site.get(page).one("//ul[@class='app-uploads']//a/@href")
        given = harbour.site.get(address).response
        assert given.headers["Content-Disposition"].startswith("attachment")
        assert given.headers["X-Content-Type-Options"] == "nosniff"
        given.close()
        assert harbour.site.get(page).one("//textarea[@id='how']").text_content().strip() == "Well"

    def test_costs_the_same_however_much_was_sent(self, harbour):
        harbour.enter(harbour.ask())
        with harbour.site.statements() as first:
            harbour.site.get("/request")
        harbour.send_mail()
        harbour.site.post(f"/tasks/{harbour.tasks()[0]}", {"known": "here", "how": "Well", "act": "save"})
        with harbour.site.statements() as second:
            harbour.site.get("/request")
        assert len(second) == len(first) <= 20

    def test_is_closed_by_a_button_and_opens_again_with_a_new_code(self, harbour):
        link = harbour.ask()
        page = harbour.enter(link)
        assert page.one("//header//button").text_content() == "Close"
        left = harbour.site.post("/sign-out")
        assert "open the link in our mail again" in left.text
        assert harbour.site.get("/request").path == "/request/closed"
        assert harbour.enter(link).path == "/request"

    def test_says_nothing_to_who_signs_in(self, harbour):
        harbour.ask()
        harbour.site.sign_in(harbour.asker)
        assert harbour.site.get("/request").status == 403

    def test_ends_where_links_are_switched_off(self, harbour):
        link = harbour.ask()
        harbour.enter(link)
        object.__setattr__(harbour.site.service.settings, "link_days", 0)
        assert harbour.site.get(link).status == 404
        assert harbour.site.get("/request").path == "/request/closed"


class TestMail:
    def test_of_a_contact_is_never_a_digest(self, harbour):
        harbour.ask()
        assert all("/request/" in text for text in harbour.mailbox.texts(CONTACT))
