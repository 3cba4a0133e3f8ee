import logging
import threading
from datetime import timedelta
from io import BytesIO

import docx
import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE, Person, Post
from engine.cases.attempts import retry
from engine.cases.engine import CaseEngine
from engine.correspondence.mail import MailRefused, MailUnreachable
from engine.correspondence.outbox import (
    BACK_OFF,
    FAILED,
    LEASE,
    MOST_ATTEMPTS,
    bring_back,
    claim,
    give_up,
    send,
    try_again,
)
from engine.correspondence.recipients import NOBODY
from engine.records.db import Database
from engine.records.tables import delivery, document, incident, letter, person, safeguarding_case
from tests.engine.errand import asker_in, engine_in, revision, start_errand
from tests.engine.rows import AT, add_person
from tests.fakes import FakeMailer

SERVICE = {"sender": "service@example.org", "sign_in_at": "https://reviews.example.org"}


@pytest.fixture
def cases(database: Database) -> CaseEngine:
    return engine_in(database)


@pytest.fixture
def case_id(database: Database, cases: CaseEngine) -> int:
    """A case whose first letter waits to go to the warden."""
    asker = asker_in(database)
    with database.transaction() as tx:
        add_person(tx, "Wim Warden", posts=(("partnership", "Warden"),))
    return start_errand(database, cases, asker)


def row(database: Database):
    with database.reading() as tx:
        return tx.connection.execute(sa.select(delivery)).one()


def send_it(database: Database, mailer: FakeMailer) -> int:
    """Send the one delivery that there is."""
    return send(database, mailer, row(database).id, **SERVICE)


def incidents(database: Database):
    with database.reading() as tx:
        return tx.connection.execute(sa.select(incident)).all()


class TestSend:
    def test_sends_what_waits_and_records_it(self, database, case_id):
        mailer = FakeMailer()
        assert send_it(database, mailer)
        assert not send_it(database, mailer)
        assert [(m["To"], m["From"], m["Subject"]) for m in mailer.sent] == [
            ("wim.warden@example.org", "service@example.org", "2026-0001: an errand")
        ]
        to_sign_in = "https://reviews.example.org/cases/2026-0001"
        assert mailer.sent[0].get_content() == f"Dear Warden\n\n-- \nSign in: {to_sign_in}\n"
        sent = row(database)
        assert (sent.state, sent.sent_at, sent.attempts, sent.error) == ("sent", AT, 1, None)
        assert mailer.sent[0]["Message-ID"] == sent.message_id
        with database.reading() as tx:
            last = audit.entries(tx, case_id)[-1]
            assert last.action == "delivery_sent"
            assert last.facts == {"delivery": sent.id, "letter": sent.letter_id, "message": sent.message_id}
            assert not audit.verify(tx).broken

    def enclose(self, database, case_id) -> int:
        """Let the letter come with a document."""
        with database.transaction() as tx:
            revision_id = tx.connection.scalar(sa.select(safeguarding_case.c.revision_id))
            row = {
                "case_id": case_id, "name": "map_of_it", "version": 2, "held_by": "Warden", "organisation": "",
                "title": "The map", "source": "# The map\n\nTo the mill\n", "sha256": "0f3a91c755de0b12" * 4,
                "revision_id": revision_id, "submissions": [], "at": tx.at,
            }  # fmt: skip
            number = tx.connection.execute(sa.insert(document).returning(document.c.id), row).scalar_one()
            tx.connection.execute(sa.update(letter).values(document_id=number))
        return number

    def test_tells_of_what_comes_with_the_letter_by_its_address(self, database, case_id):
        number, mailer = self.enclose(database, case_id), FakeMailer()
        send_it(database, mailer)
        assert mailer.sent[0].get_content() == (
            "Dear Warden\n\nThe map, version 2, for who signs in:\n"
            f"https://reviews.example.org/cases/2026-0001/documents/{number}\n\n"
            "-- \nSign in: https://reviews.example.org/cases/2026-0001\n"
        )

    def test_leads_a_mailbox_to_the_service_alone(self, database, case_id):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(person_id=None))
        mailer = FakeMailer()
        send_it(database, mailer)
        assert mailer.sent[0].get_content().endswith("\nSign in: https://reviews.example.org\n")

    def test_attaches_it_as_a_word_file_where_an_installation_says_so(self, database, case_id):
        self.enclose(database, case_id)
        mailer = FakeMailer()
        send(database, mailer, row(database).id, **SERVICE, attaches=True)
        (file,) = mailer.sent[0].iter_attachments()
        assert file.get_filename() == "2026-0001 map of it 2.docx"
        written = docx.Document(BytesIO(file.get_content()))
        assert [paragraph.text for paragraph in written.paragraphs] == ["The map", "To the mill"]
        below = "".join(paragraph.text for paragraph in written.sections[0].footer.paragraphs)
        assert "2026-0001, version 2, Tuesday 14 April 2026, 10:30am, document 0f3a 91c7 55de 0b12" in below
        assert "/documents/" in mailer.sent[0].get_body().get_content()

    def test_attaches_nothing_to_a_letter_that_comes_alone(self, database, case_id):
        mailer = FakeMailer()
        send(database, mailer, row(database).id, **SERVICE, attaches=True)
        assert list(mailer.sent[0].iter_attachments()) == []

    def test_says_why_it_comes_to_another_than_it_says(self, database, case_id):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(because="A shop closed, and A store took its place"))
        mailer = FakeMailer()
        send_it(database, mailer)
        said = mailer.sent[0].get_content()
        assert said.startswith(
            "A shop closed, and A store took its place. This letter comes to you in its place.\n\nDear"
        )

    def test_sends_outside_any_transaction(self, database, case_id):
        free: list[bool] = []

        def another_writer() -> None:
            with database.transaction() as tx:
                asked = sa.select(delivery.c.id).with_for_update(nowait=True)
                free.append(tx.connection.execute(asked).first() is not None)

        def meanwhile() -> None:
            thread = threading.Thread(target=another_writer)
            thread.start()
            thread.join(timeout=5)

        send_it(database, FakeMailer(then=meanwhile))
        assert free == [True]

    def test_tries_again_later_and_later_and_then_tells_a_person(self, database, case_id):
        mailer = FakeMailer(MailUnreachable("The mail server cannot be reached"))
        at = AT
        for attempt, pause in enumerate(BACK_OFF, start=1):
            with clock.stopped_at(at):
                assert send_it(database, mailer)
                assert not send_it(database, mailer)
            waits = row(database)
            assert (waits.state, waits.attempts, waits.try_at) == ("queued", attempt, at + pause)
            assert incidents(database) == []
            at = waits.try_at
        with clock.stopped_at(at):
            assert send_it(database, mailer)
        assert row(database).state == "failed"
        (found,) = incidents(database)
        assert (found.kind, found.case_id) == (FAILED, case_id)
        assert "“2026-0001: an errand” could not be delivered to Warden" in found.what
        with database.reading() as tx:
            assert audit.entries(tx, case_id)[-1].action == "delivery_failed"
        assert len({m["Message-ID"] for m in mailer.tried}) == 1

    def test_tells_a_person_at_once_when_trying_again_is_of_no_use(self, database, case_id):
        assert send_it(database, FakeMailer(MailRefused("The mail server answered 550: gone")))
        assert row(database).state == "failed"
        assert "answered 550: gone" in incidents(database)[0].what

    def test_turns_an_address_that_no_mail_can_bear_into_an_incident(self, database, case_id):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(address="a@example.org\nBcc: b@example.org"))
        mailer = FakeMailer()
        assert send_it(database, mailer)
        assert (row(database).state, mailer.tried) == ("failed", [])

    def test_tells_a_person_of_one_at_which_every_attempt_breaks_off(self, database, case_id):
        mailer = FakeMailer(AttributeError("an error that nobody foresaw"))
        at = AT
        for _ in range(MOST_ATTEMPTS):
            with clock.stopped_at(at), pytest.raises(AttributeError):
                send_it(database, mailer)
            at += LEASE
        assert incidents(database) == []
        with clock.stopped_at(at):
            assert send_it(database, mailer)
        assert (row(database).state, len(mailer.tried)) == ("failed", MOST_ATTEMPTS)
        assert "Each attempt to send it was broken off" in incidents(database)[0].what

    def test_sends_again_with_the_same_id_what_a_worker_that_died_had_claimed(self, database, case_id):
        mailer = FakeMailer(KeyboardInterrupt())
        with pytest.raises(KeyboardInterrupt):
            send_it(database, mailer)
        assert not send_it(database, FakeMailer())
        with clock.stopped_at(AT + LEASE):
            again = FakeMailer()
            assert send_it(database, again)
        assert again.sent[0]["Message-ID"] == mailer.tried[0]["Message-ID"]

    def test_records_nothing_twice_when_a_slow_worker_comes_back(self, database, case_id):
        def another_worker() -> None:
            with clock.stopped_at(AT + LEASE):
                send_it(database, FakeMailer())

        assert send_it(database, FakeMailer(then=another_worker))
        with database.reading() as tx:
            assert [e.action for e in audit.entries(tx, case_id)].count("delivery_sent") == 1

    def test_logs_nothing_personal(self, database, case_id, caplog):
        caplog.set_level(logging.DEBUG, logger="engine")
        send_it(database, FakeMailer(MailUnreachable("for wim.warden@example.org")))
        with clock.stopped_at(AT + LEASE):
            send_it(database, FakeMailer())
        assert caplog.records
        assert "warden" not in caplog.text.lower()


class TestClaim:
    def test_gives_a_delivery_to_one_worker_until_the_lease_ends(self, database, case_id):
        number = row(database).id
        with database.transaction() as tx:
            assert claim(tx, number).attempts == 1
            assert claim(tx, number) is None
        with clock.stopped_at(AT + LEASE), database.transaction() as tx:
            assert claim(tx, number).attempts == 2

    def test_leaves_what_is_to_be_tried_later(self, database, case_id):
        number = row(database).id
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(try_at=AT + timedelta(seconds=1)))
            assert claim(tx, number) is None


class TestBringBack:
    def test_tries_at_once_what_a_wrong_clock_had_put_off(self, database, case_id):
        with clock.stopped_at(AT + timedelta(days=400)):
            send_it(database, FakeMailer(MailUnreachable("later")))
        with clock.stopped_at(AT):
            assert bring_back(database, row(database).id) == 1
            assert send_it(database, FakeMailer())

    def test_leaves_alone_what_is_to_be_tried_later(self, database, case_id):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(try_at=AT + max(BACK_OFF)))
        assert bring_back(database, row(database).id) == 0
        assert row(database).try_at == AT + max(BACK_OFF)


class TestGiveUp:
    def test_lets_a_person_see_what_could_not_even_be_tried(self, database, case_id):
        assert give_up(database, row(database).id) == 1
        assert row(database).state == "failed"
        assert "Each attempt to send it was broken off" in incidents(database)[0].what
        with database.reading() as tx:
            assert audit.entries(tx, case_id)[-1].action == "delivery_failed"

    def test_leaves_what_has_been_sent_alone(self, database, case_id):
        send_it(database, FakeMailer())
        assert give_up(database, row(database).id) == 0
        assert (row(database).state, incidents(database)) == ("sent", [])


class TestTryAgain:
    def fail(self, database):
        send_it(database, FakeMailer(MailRefused("no")))
        return incidents(database)[0]

    def test_queues_a_failed_delivery_for_the_address_that_the_person_has_now(self, database, case_id):
        failed = self.fail(database)
        with database.transaction() as tx:
            tx.connection.execute(sa.update(person).where(person.c.name == "Wim Warden").values(email="w@example.org"))
            try_again(tx, revision().partnership, failed.kind, failed.facts)
        mailer = FakeMailer()
        assert send_it(database, mailer)
        assert mailer.sent[0]["To"] == "w@example.org"

    def test_queues_what_went_to_no_account_for_the_same_address(self, database, case_id):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(person_id=None, address="office@example.org"))
        failed = self.fail(database)
        with database.transaction() as tx:
            try_again(tx, revision().partnership, failed.kind, failed.facts)
        assert (row(database).address, row(database).state) == ("office@example.org", "queued")

    def test_addresses_a_letter_that_waited(self, database, case_id):
        letter_id = row(database).letter_id
        with database.transaction() as tx:
            tx.connection.execute(sa.delete(delivery))
            try_again(tx, revision().partnership, NOBODY, {"letter": letter_id})
        assert row(database).address == "wim.warden@example.org"

    def test_leaves_a_delivery_alone_that_has_gone_meanwhile(self, database, case_id):
        send_it(database, FakeMailer())
        facts = {"delivery": row(database).id}
        with database.transaction() as tx:
            try_again(tx, revision().partnership, FAILED, facts)
        assert row(database).state == "sent"

    def test_is_done_when_somebody_of_the_case_tries_the_incident_again(self, database, cases, case_id):
        failed = self.fail(database)
        post = Post(organisation=OFFICE, title="Warden")
        warden = Person(id=row(database).person_id, name="Wim Warden", email="", posts=(post,))
        retry(database, cases, failed.id, warden)
        assert row(database).state == "queued"
        assert incidents(database)[0].resolved_by == warden.id

    def test_leaves_incidents_of_others_alone(self, database, case_id):
        with database.transaction() as tx:
            try_again(tx, revision().partnership, "another", {})
