"""Links that set a password: for one person, once, until their time; and nothing for who has no account."""

from dataclasses import replace
from datetime import timedelta

import pytest

from engine import clock
from engine.access import Person
from engine.correspondence import outbox
from engine.records.tables import delivery, notice, session
from engine.registers.password_links import (
    FORGOTTEN,
    INVITATION,
    PasswordLinks,
    end_links,
    ending_of,
    find_link,
    send_link,
    send_to_who_has_forgotten,
    use_link,
)
from engine.registers.people import UnfitPasswordError, add_person, is_password, password_of
from engine.registers.sessions import open_session
from tests.engine import errand
from tests.engine.rows import AT
from tests.fakes import FakeMailer

PARTNERSHIP = errand.revision().partnership
LINKS = PasswordLinks(secret_key="of one installation, and long enough", at="https://one.example.org")
OTHER = PasswordLinks(secret_key="of another installation, as long too", at="https://one.example.org")
MO, OLD, NEW = "mo@example.org", "the old long one", "a new and long one"


@pytest.fixture
def tx(light_database):
    with clock.stopped_at(AT), light_database.transaction() as tx:
        yield tx


@pytest.fixture
def mo(tx):
    added = add_person(tx, name="Mo Miller", email=MO, password=OLD)
    return Person(id=added, name="Mo Miller", email=MO, posts=())


def token(tx):
    """The token that the last mail would hold."""
    row = tx.connection.execute(notice.select().order_by(notice.c.id.desc())).first()
    return ending_of(tx, LINKS, row.id).splitlines()[1].rpartition("/")[2]


class TestLink:
    def test_sets_the_password_once_and_signs_out(self, tx, mo):
        send_link(tx, PARTNERSHIP, mo, purpose=INVITATION)
        open_session(tx, mo.id, minutes=30)
        link = find_link(tx, LINKS, token(tx))
        assert (link.name, link.expires_at) == ("Mo Miller", AT + timedelta(days=7))
        used = token(tx)
        assert use_link(tx, link, NEW)
        assert is_password(password_of(tx, MO)[1], NEW)
        assert tx.connection.execute(session.select()).all() == []
        assert find_link(tx, LINKS, used) is None
        assert not use_link(tx, link, OLD)

    def test_of_two_ends_with_the_other(self, tx, mo):
        send_link(tx, PARTNERSHIP, mo, purpose=INVITATION)
        first = token(tx)
        send_link(tx, PARTNERSHIP, mo, purpose=INVITATION)
        assert find_link(tx, LINKS, first)
        use_link(tx, find_link(tx, LINKS, token(tx)), NEW)
        assert find_link(tx, LINKS, first) is None

    def test_still_works_after_a_password_that_is_refused(self, tx, mo):
        send_link(tx, PARTNERSHIP, mo, purpose=INVITATION)
        with pytest.raises(UnfitPasswordError), tx.connection.begin_nested():
            use_link(tx, find_link(tx, LINKS, token(tx)), "short")
        assert find_link(tx, LINKS, token(tx))

    def test_ends_with_its_time_and_when_it_is_ended(self, tx, mo):
        send_link(tx, PARTNERSHIP, mo, purpose=FORGOTTEN)
        held = token(tx)
        assert find_link(replace(tx, at=AT + timedelta(minutes=61)), LINKS, held) is None
        send_link(tx, PARTNERSHIP, mo, purpose=FORGOTTEN)
        held = token(tx)
        end_links(tx, mo.id)
        assert find_link(tx, LINKS, held) is None

    def test_is_none_of_another_installation_or_of_any_text(self, tx, mo):
        send_link(tx, PARTNERSHIP, mo, purpose=INVITATION)
        serial, _, signature = token(tx).partition(".")
        for forged in (OTHER.token(serial), f"{'0' * 32}.{signature}", serial, "", ".", "\udcff.x"):
            assert find_link(tx, LINKS, forged) is None
        assert "of one installation" not in repr(LINKS)


class TestForgotten:
    def test_is_sent_to_accounts_with_a_password_alone(self, tx, mo):
        add_person(tx, name="Invited", email="new@example.org")
        for email in ("MO@example.org ", "new@example.org", "nobody@example.org", "\0"):
            send_to_who_has_forgotten(tx, PARTNERSHIP, email)
        assert [row.address for row in tx.connection.execute(delivery.select())] == [MO]

    def test_is_sent_three_times_an_hour_at_most(self, tx, mo):
        for _ in range(5):
            send_to_who_has_forgotten(tx, PARTNERSHIP, MO)
        assert len(tx.connection.execute(delivery.select()).all()) == 3
        tx = replace(tx, at=AT + timedelta(minutes=61))
        send_to_who_has_forgotten(tx, PARTNERSHIP, MO)
        assert len(tx.connection.execute(delivery.select()).all()) == 4


class TestMail:
    def test_holds_the_link_that_the_database_does_not(self, light_database):
        with clock.stopped_at(AT):
            with light_database.transaction() as tx:
                mo = Person(id=add_person(tx, name="Mo", email=MO), name="Mo", email=MO, posts=())
                send_link(tx, PARTNERSHIP, mo, purpose=INVITATION)
                number = tx.connection.scalar(delivery.select())
                kept = tx.connection.execute(notice.select()).one().body
            mailer = FakeMailer()
            service = {"sender": "service@example.org", "sign_in_at": LINKS.at, "passwords": LINKS}
            assert outbox.send(light_database, mailer, number, **service) == 1
        sent = mailer.sent[0].get_content()
        assert "Set your password: https://one.example.org/set-password/" in sent
        assert "It works once, until 10:30 on Tuesday 21 April 2026." in sent
        assert "/set-password/" not in kept
        assert "Sign in:" not in sent
