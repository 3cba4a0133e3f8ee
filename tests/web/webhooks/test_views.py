"""Administrators' pages of other systems, which show no case."""

import pytest
import sqlalchemy as sa

from engine.cases.announced import Post, send_message
from engine.correspondence import service_incidents
from engine.correspondence.posting import NotPosted, ReceiverGone
from engine.records.tables import delivery, person
from engine.records.webhooks import webhook, webhook_delivery
from tests.engine.cases.test_announced import FakePoster

HUB = {"called": "The hub", "url": "https://hub.example.org/in", "account": "wat.warden@example.org"}
TOLD = {**HUB, "events": ["case.opened", "task.opened"]}


class Desk:
    """An administrator at work."""

    def __init__(self, errands) -> None:
        self.errands, self.site = errands, errands.site
        self.admin = self.site.person("Ann Admin", is_administrator=True, is_demonstration=True)
        self.site.sign_in(self.admin)

    def add(self, **changed):
        return self.site.post("/administration/webhooks/add", {**TOLD, **changed})

    def work(self, failure=None) -> None:
        """Do what the worker does."""
        service = self.site.service
        with service.database.reading() as tx:
            due = sa.select(webhook_delivery.c.id).where(webhook_delivery.c.state == "queued")
            ids = tx.connection.execute(due).scalars().all()
        post = Post(poster=FakePoster(failure), secret_key=service.settings.secret_key, service_at="http://localhost")
        for number in ids:
            send_message(service.database, service.cases, post, number)

    def stop(self) -> None:
        """Let an errand be told of, and the hub want no message any more."""
        self.add()
        self.errands.send()
        self.work(ReceiverGone())
        self.site.sign_in(self.admin)


@pytest.fixture
def desk(errands) -> Desk:
    return Desk(errands)


class TestAdd:
    def test_shows_the_secret_this_once(self, desk):
        added = desk.add()
        secret = added.one("//input[@id='secret']").get("value")
        assert secret.startswith("whsec_")
        assert secret not in desk.site.get("/administration/webhooks/1").response.text
        assert "Is told" in desk.site.get("/administration/webhooks").one("//tbody/tr").text_content()

    @pytest.mark.parametrize(
        ("wrong", "at"),
        [
            ({"called": ""}, "#called"),
            ({"called": "h" * 101}, "#called"),
            ({"url": "http://hub.example.org/"}, "#url"),
            ({"account": "nobody@example.org"}, "#account"),
            ({"account": "ann.admin@example.org"}, "#account"),
            ({"events": []}, "#events"),
            ({"events": ["case.stolen"]}, "#events"),
        ],
    )
    def test_says_what_is_wrong_and_keeps_what_was_typed(self, desk, wrong, at):
        answer = desk.add(**wrong)
        assert (answer.status, list(answer.errors())) == (422, [at])
        assert answer.one("//input[@name='url']").get("value") == {**TOLD, **wrong}["url"]
        assert desk.errands.count(webhook) == 0


class TestLog:
    def test_says_who_let_which_system_be_told(self, desk):
        desk.stop()
        desk.site.post("/administration/webhooks/1/again")
        desk.site.post("/administration/webhooks/1/end")
        said = desk.site.get("/administration/log").text
        assert "let The hub, https://hub.example.org/in, be told of the cases of Wat Warden" in said
        assert "had the messages sent again that waited for The hub" in said
        assert "let The hub be told nothing more" in said


class TestPage:
    def test_tells_what_became_of_each_message_and_of_no_case(self, desk):
        desk.add()
        desk.errands.send()
        desk.work()
        desk.site.sign_in(desk.admin)
        page = desk.site.get("/administration/webhooks/1")
        rows = [" ".join(row.text_content().split()) for row in page.all("//tbody/tr")]
        assert [row.partition("Today")[0].strip() for row in rows] == ["Something waits for somebody", "A case begins"]
        assert all("Taken" in row for row in rows)
        assert "2026-0001" not in page.response.text

    def test_says_when_a_message_is_tried_again(self, desk):
        desk.add()
        desk.errands.send()
        desk.work(NotPosted("It answered 500"))
        desk.site.sign_in(desk.admin)
        assert "It answered 500. Tried 1 time, again Today" in desk.site.get("/administration/webhooks/1").text

    def test_tries_it_out_with_a_message_of_its_own(self, desk):
        desk.add()
        assert "A test is on its way" in desk.site.post("/administration/webhooks/1/test").text
        desk.work(NotPosted("It answered 404"))
        page = desk.site.get("/administration/webhooks/1")
        assert ("Not taken" in page.text, "It answered 404" in page.text) == (True, True)

    def test_has_what_waits_sent_again(self, desk):
        desk.stop()
        assert "2 messages wait; none is lost" in desk.site.get("/administration/webhooks/1").text
        assert "2 had waited" in desk.site.post("/administration/webhooks/1/again").text
        desk.work()
        assert "Taken" in desk.site.get("/administration/webhooks/1").one("//tbody/tr[2]").text_content()

    def test_ends_it_for_good(self, desk):
        desk.add()
        assert "The hub is told nothing any more" in desk.site.post("/administration/webhooks/1/end").text
        for press in ("end", "test", "again"):
            assert desk.site.post(f"/administration/webhooks/1/{press}").status == 404
        desk.errands.send()
        assert desk.errands.count(webhook_delivery) == 0

    @pytest.mark.parametrize("path", ["2", "99999999999999999999"])
    def test_is_not_there_for_another_number(self, desk, path):
        desk.add()
        assert desk.site.get(f"/administration/webhooks/{path}").status == 404


class TestStopped:
    def test_is_tried_again_from_here(self, desk):
        desk.stop()
        page = desk.site.get("/administration/stopped")
        assert "Messages to “The hub” do not arrive" in page.text
        action = page.one("//main//form").get("action")
        assert "It is tried again" in desk.site.post(action).text
        assert "Nothing has stopped" in desk.site.get("/administration/stopped").text
        assert "already" in desk.site.post(action).text

    def test_of_a_persons_digest_has_them_looked_at_again(self, desk):
        database = desk.site.service.database
        with database.transaction() as tx:
            service_incidents.open_once(tx, service_incidents.DIGEST_FAILED, desk.admin, "The daily mail to Ann Admin")
            tx.connection.execute(sa.update(person).values(digest_at=None))
        desk.site.post("/administration/stopped/1/again")
        with database.reading() as tx:
            assert tx.connection.scalar(sa.select(person.c.digest_at).where(person.c.id == desk.admin)) == tx.at

    def test_of_a_mail_sends_it_to_the_address_of_now(self, desk):
        desk.errands.send()
        desk.site.sign_in(desk.admin)
        database = desk.site.service.database
        with database.transaction() as tx:
            tx.connection.execute(
                sa.update(delivery).where(delivery.c.id == 1).values(state="failed", address="old@x.y")
            )
            service_incidents.open_once(tx, service_incidents.NOTICE_FAILED, 1, "The mail could not be delivered")
        desk.site.post("/administration/stopped/1/again")
        with database.reading() as tx:
            row = tx.connection.execute(sa.select(delivery).where(delivery.c.id == 1)).one()
        assert (row.state, row.attempts, row.address) == ("queued", 0, "wat.warden@example.org")


class TestWho:
    @pytest.mark.parametrize("path", ["webhooks", "webhooks/add", "webhooks/1", "stopped"])
    def test_are_administrators_alone(self, desk, path):
        desk.add()
        desk.site.sign_in(desk.errands.warden)
        assert desk.site.get(f"/administration/{path}").status == 403

    def test_statements_do_not_grow_with_systems(self, desk):
        desk.add()
        with desk.site.statements() as few:
            desk.site.get("/administration/webhooks")
        for number in range(5):
            desk.add(called=f"Hub {number}")
        with desk.site.statements() as many:
            desk.site.get("/administration/webhooks")
        assert len(many) == len(few)
