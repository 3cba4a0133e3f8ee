"""A message is sent, or kept from who may not be told; what fails for good waits for an administrator."""

import json
from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import announcing, clock
from engine.cases.announced import Post, give_up, send_message
from engine.cases.engine import CaseEngine
from engine.correspondence.messages import KEPT
from engine.correspondence.outbox import BACK_OFF, LEASE, MOST_ATTEMPTS
from engine.correspondence.posting import NotPosted, ReceiverGone, secret_of
from engine.correspondence.service_incidents import WEBHOOK_STOPPED, open_incidents
from engine.correspondence.webhooks import add_webhook, fates, resume, try_out, webhooks
from engine.records.db import Database
from engine.records.tables import notice, person
from engine.records.webhooks import webhook, webhook_delivery
from engine.registers import administration_log
from engine.registers.people import accounts
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT, add_person

KEY = "k" * 32
SERVICE = "https://reviews.example.org"


class FakePoster:
    """Takes messages as it is told to."""

    def __init__(self, failure: Exception | None = None, then=lambda: None) -> None:
        self.failure, self.then, self.posted = failure, then, []

    def post(self, url, headers, body) -> None:
        self.posted.append((url, headers, body))
        self.then()
        if self.failure:
            raise self.failure


@pytest.fixture
def database(light_database):
    with clock.stopped_at(AT):
        yield light_database


@pytest.fixture
def cases(database) -> CaseEngine:
    return engine_in(database)


@pytest.fixture
def hub(database, cases) -> int:
    """A system that hears with a warden's account that a case begins, and of one that has begun."""
    with database.transaction() as tx:
        warden = add_person(tx, "Wim Warden", posts=(("partnership", "Warden"),))
        admin = add_person(tx, "Ann Admin", is_administrator=True)
        said = {"called": "The hub", "url": "https://hub.example.org/in", "events": [announcing.CASE_OPENED]}
        number, _ = add_webhook(tx, **said, account_id=warden, by=admin)
    start_errand(database, cases, asker_in(database))
    return number


def send(database, cases, poster, number: int = 1) -> int:
    return send_message(database, cases, Post(poster=poster, secret_key=KEY, service_at=SERVICE), number)


def row(database: Database, number: int = 1):
    with database.reading() as tx:
        return tx.connection.execute(sa.select(webhook_delivery).where(webhook_delivery.c.id == number)).one()


def exhaust(database, cases, poster) -> None:
    at = AT
    for pause in (*BACK_OFF, timedelta()):
        with clock.stopped_at(at):
            assert send(database, cases, poster) == 1
        at += pause


class TestSendMessage:
    @pytest.mark.usefixtures("hub")
    def test_says_which_case_and_what_and_nothing_of_anybody(self, database, cases):
        poster = FakePoster()
        assert (send(database, cases, poster), send(database, cases, poster)) == (1, 0)
        ((url, headers, body),) = poster.posted
        assert url == "https://hub.example.org/in"
        assert json.loads(body) == {
            "type": "case.opened",
            "timestamp": "2026-04-14T09:30:00+00:00",
            "data": {"case": "2026-0001", "link": f"{SERVICE}/cases/2026-0001"},
        }
        assert headers["webhook-timestamp"] == str(int(AT.timestamp()))
        assert (row(database).state, row(database).sent_at, row(database).attempts) == ("sent", AT, 1)

    @pytest.mark.usefixtures("hub")
    def test_is_claimed_while_it_is_posted_outside_any_transaction(self, database, cases):
        seen = []

        def look() -> None:
            seen.append((send(database, cases, FakePoster()), row(database).try_at))

        send(database, cases, FakePoster(then=look))
        assert seen == [(0, AT + LEASE)]

    def test_is_withheld_from_an_account_that_does_not_see_the_case(self, database, cases, hub):
        with database.transaction() as tx:
            stranger = add_person(tx, "Mo Miller", posts=(("mill", "Master Miller"),))
            tx.connection.execute(sa.update(webhook).where(webhook.c.id == hub).values(person_id=stranger))
        poster = FakePoster()
        assert send(database, cases, poster) == 1
        assert (poster.posted, row(database).state) == ([], "withheld")

    @pytest.mark.usefixtures("hub")
    def test_is_withheld_once_the_account_is_closed(self, database, cases):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(person).values(is_active=False))
        poster = FakePoster()
        send(database, cases, poster)
        assert (poster.posted, row(database).state) == ([], "withheld")

    @pytest.mark.usefixtures("hub")
    def test_is_tried_again_later_under_the_same_id(self, database, cases):
        poster = FakePoster(NotPosted("It answered 500"))
        send(database, cases, poster)
        assert (row(database).try_at, row(database).error) == (AT + BACK_OFF[0], "It answered 500")
        assert send(database, cases, poster) == 0
        with clock.stopped_at(AT + BACK_OFF[0]):
            assert send(database, cases, poster) == 1
        first, second = (headers for _, headers, _ in poster.posted)
        assert first["webhook-id"] == second["webhook-id"]
        assert first["webhook-signature"] != second["webhook-signature"], "the attempt's own time is signed"

    @pytest.mark.usefixtures("hub")
    def test_comes_back_from_a_day_that_a_wrong_clock_had_set(self, database, cases):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(webhook_delivery).values(try_at=AT + timedelta(days=400)))
        assert send(database, cases, FakePoster()) == 1

    def test_leaves_nothing_for_longer_than_it_is_told(self, database, cases, hub):
        send(database, cases, FakePoster())
        with clock.stopped_at(AT + KEPT + timedelta(days=1)):
            with database.transaction() as tx:
                try_out(tx, hub)
            send(database, cases, FakePoster(), 2)
        with database.reading() as tx:
            assert [fate.id for fate in fates(tx, hub, 10)] == [2]


class TestForGood:
    def test_stops_the_systems_messages_and_tells_administrators(self, database, cases, hub):
        start_errand(database, cases, asker_in_again(database))
        exhaust(database, cases, FakePoster(NotPosted("It answered 500")))
        assert row(database).attempts == MOST_ATTEMPTS
        assert (row(database, 1).state, row(database, 2).state) == ("waiting", "waiting"), "none is lost"
        with database.reading() as tx:
            (incident,) = open_incidents(tx)
            (told,) = tx.connection.execute(sa.select(notice)).all()
        assert (incident.kind, incident.about) == (WEBHOOK_STOPPED, hub)
        assert "It answered 500" in incident.what
        assert f"{SERVICE}/administration/webhooks/{hub}" in told.body
        assert "2026-0001" not in told.body, "administrators see no case"

    @pytest.mark.usefixtures("hub")
    def test_is_at_once_what_a_receiver_says_that_wants_no_more(self, database, cases):
        send(database, cases, FakePoster(ReceiverGone()))
        assert row(database).state == "waiting"

    def test_is_sent_when_an_administrator_has_it_tried_again(self, database, cases, hub):
        send(database, cases, FakePoster(ReceiverGone()))
        with database.transaction() as tx:
            assert resume(tx, hub, 2) == 1
        poster = FakePoster()
        assert send(database, cases, poster) == 1
        with database.reading() as tx:
            assert open_incidents(tx) == ()
            assert webhooks(tx, hub)[0].stopped_at is None
            log = administration_log.entries(tx, administration_log.Wanted())
            assert [entry.action for entry in log.items] == ["webhook_resumed", "webhook_added"]
        assert len(poster.posted) == 1

    @pytest.mark.usefixtures("hub")
    def test_is_what_could_not_even_be_tried(self, database, cases):
        post = Post(poster=FakePoster(), secret_key=KEY, service_at=SERVICE)
        assert give_up(database, cases, post, 1) == 1
        assert row(database).state == "waiting"

    def test_is_no_test_that_does_not_arrive(self, database, cases, hub):
        with database.transaction() as tx:
            try_out(tx, hub)
        send(database, cases, FakePoster(NotPosted("It answered 404")), 2)
        assert (row(database, 2).state, row(database, 2).error, row(database).state) == (
            "failed", "It answered 404", "queued",
        )  # fmt: skip


class TestSecret:
    def test_is_not_in_the_database(self, database, hub):
        with database.reading() as tx:
            kept = tx.connection.execute(sa.select(webhook).where(webhook.c.id == hub)).one()
        secret = secret_of(KEY, kept.nonce)
        assert secret not in str(tuple(kept))
        assert secret != secret_of("l" * 32, kept.nonce), "the installation's key makes it"


def asker_in_again(database: Database):
    with database.reading() as tx:
        return next(account.person for account in accounts(tx) if account.name == "Ada Harbour")
