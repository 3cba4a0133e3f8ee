"""Passwords that people set themselves: by a link, and by one that is asked for when a password is forgotten."""

import pytest

from engine.records.tables import delivery
from tests.web.administration.test_accounts import ACCOUNTS, JO, NEW, Desk


@pytest.fixture
def desk(errands) -> Desk:
    return Desk(errands)


class TestPasswordLink:
    def test_refuses_what_is_too_short_or_ones_own_name(self, desk):
        desk.site.post(f"{ACCOUNTS}/new", JO)
        link = desk.link()
        for password in ("", "short", "jo.park@example.org"):
            page = desk.site.post(link, {"password": password})
            assert (page.status, list(page.errors())) == (422, ["#password"])
        assert desk.site.post(link, {"password": NEW}).path == "/sign-in"

    def test_of_any_text_sets_nothing(self, desk):
        for token in ("x", "x.y", "0" * 300):
            assert desk.site.get(f"/set-password/{token}").status == 404
            assert desk.site.post(f"/set-password/{token}", {"password": NEW}).status == 404


class TestForgotten:
    def test_reads_the_same_for_everybody_and_writes_to_who_has_a_password(self, desk):
        desk.site.person("Pat", password=NEW, email="pat@example.org")
        desk.site.client = desk.site.app.test_client()
        said = []
        for email in ("pat@example.org", "nobody@example.org", "wat.warden@example.org"):
            with desk.site.statements() as before:
                answer = desk.site.post("/forgotten-password", {"email": email})
                number = len(before)
            answer.response.close()  # its mail is seen to once the answer has left
            said.append((answer.status, answer.one("//main").text_content(), number))
        assert len(set(said)) == 1
        with desk.site.service.database.reading() as tx:
            sent = [row.address for row in tx.connection.execute(delivery.select().order_by(delivery.c.id))]
        assert sent[desk.letters :] == ["pat@example.org"]
        assert desk.site.post("/forgotten-password", {"email": ""}).status == 422

    def test_is_asked_a_few_times_an_hour_whether_or_not_there_is_an_account(self, desk):
        answers = [desk.site.post("/forgotten-password", {"email": "nobody@example.org"}).status for _ in range(6)]
        assert answers == [200] * 5 + [429]
        assert desk.site.post("/forgotten-password", {"email": "else@example.org"}).status == 200
