"""Passkeys, against a device that lies. How a real browser makes and uses one: tests/web/sign_in/test_in_browser.py."""

from datetime import UTC, datetime, timedelta

import pytest

from engine import clock
from engine.access import Person
from engine.records.db import Database
from engine.records.tables import contact, metadata, person
from engine.registers import passkeys
from engine.registers.factors import factors_of, make_recovery_codes
from engine.registers.passkeys import Site
from engine.registers.people import add_person
from engine.registers.sealing import Seal
from tests.engine.registers.authenticator import PRESENT, Device

START = datetime(2026, 4, 14, 8, 0, 0, tzinfo=UTC)
ORIGIN, HOST = "https://reviews.example.org", "reviews.example.org"
SITE = Site(seal=Seal(secret_key="k" * 32), host=HOST, origin=ORIGIN, called="Practice reviews")


@pytest.fixture
def database():
    made = Database("sqlite://", is_durable=False)
    metadata.create_all(made.engine)
    with clock.stopped_at(START):
        yield made
    made.close()


@pytest.fixture
def ruth(database) -> Person:
    return somebody(database, "Ruth")


def somebody(database, name) -> Person:
    with database.transaction() as tx:
        email = f"{name.lower()}@example.org"
        return Person(id=add_person(tx, name=name, email=email), name=name, email=email, posts=())


def device(**more) -> Device:
    return Device(origin=ORIGIN, host=HOST, **more)


def make(database, who, made, *, name="Phone", options="", after=timedelta()):
    with database.reading() as tx:
        options = options or passkeys.options_to_add(tx, SITE, who)
    with clock.stopped_at(START + after), database.transaction() as tx:
        return passkeys.add_passkey(tx, SITE, who.id, sent=made.make(options), name=name)


def asked(database, at=START):
    with clock.stopped_at(at), database.reading() as tx:
        return passkeys.options_to_sign_in(tx, SITE)


def prove(database, sent, at=START):
    with clock.stopped_at(at), database.transaction() as tx:
        return passkeys.prove_by_passkey(tx, SITE, sent=sent)


class TestAddPasskey:
    def test_keeps_one_that_a_device_has_just_made(self, database, ruth):
        assert make(database, ruth, device())
        with database.reading() as tx:
            assert [one.name for one in factors_of(tx, ruth.id).passkeys] == ["Phone"]

    @pytest.mark.parametrize(
        "lie", [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}, {"flags": 0}], ids=str
    )
    def test_keeps_none_for_another_service_or_of_who_was_not_verified(self, database, ruth, lie):
        assert not make(database, ruth, Device(**{"origin": ORIGIN, "host": HOST, **lie}))

    def test_keeps_none_that_was_asked_of_somebody_else_or_long_ago_or_to_sign_in(self, database, ruth):
        wat = somebody(database, "Wat")
        with database.reading() as tx:
            others = passkeys.options_to_add(tx, SITE, wat)
        assert not make(database, ruth, device(), options=others)
        assert not make(database, ruth, device(), options=asked(database))
        assert not make(database, ruth, device(), after=timedelta(minutes=16))

    def test_keeps_none_twice_not_even_of_another(self, database, ruth):
        assert make(database, ruth, device())
        assert not make(database, ruth, device())
        assert not make(database, somebody(database, "Wat"), device())

    @pytest.mark.parametrize("sent", ["", "{}", "[]", "null", '{"id": 1}', '{"id":"é","response":{}}', "x" * 30_000])
    def test_keeps_nothing_of_what_no_device_has_made(self, database, ruth, sent):
        with database.transaction() as tx:
            assert not passkeys.add_passkey(tx, SITE, ruth.id, sent=sent, name="Phone")
            assert passkeys.prove_by_passkey(tx, SITE, sent=sent) is None


class TestProveByPasskey:
    def test_tells_whose_it_is(self, database, ruth):
        phone = device()
        make(database, ruth, phone)
        assert prove(database, phone.sign(asked(database))).id == ruth.id

    def test_is_good_once(self, database, ruth):
        phone = device()
        make(database, ruth, phone)
        sent = phone.sign(asked(database))
        assert prove(database, sent, START + timedelta(seconds=5))
        assert prove(database, sent, START + timedelta(seconds=6)) is None

    def test_is_good_once_of_a_device_that_does_not_count(self, database, ruth):
        phone = device(count=-1)  # such as a phone whose passkeys are on others as well: it always says 0
        make(database, ruth, device(key=phone.key))
        sent = phone.sign(asked(database))
        assert prove(database, sent, START + timedelta(seconds=5))
        assert prove(database, sent, START + timedelta(seconds=6)) is None

    def test_is_none_of_a_copy_that_counts_behind(self, database, ruth):
        phone = device()
        make(database, ruth, phone)
        prove(database, phone.sign(asked(database)))
        prove(database, phone.sign(asked(database)))
        assert prove(database, device(key=phone.key).sign(asked(database))) is None

    @pytest.mark.parametrize(
        "lie", [{"origin": "https://evil.example"}, {"host": "evil.example"}, {"flags": PRESENT}], ids=str
    )
    def test_is_none_for_another_service_or_of_who_was_not_verified(self, database, ruth, lie):
        phone = device()
        make(database, ruth, phone)
        liar = Device(**{"origin": ORIGIN, "host": HOST, "key": phone.key, **lie})
        assert prove(database, liar.sign(asked(database))) is None

    def test_is_none_of_another_key(self, database, ruth):
        make(database, ruth, device())
        assert prove(database, device().sign(asked(database))) is None

    def test_is_none_after_too_long(self, database, ruth):
        phone = device()
        make(database, ruth, phone)
        assert prove(database, phone.sign(asked(database)), START + timedelta(minutes=16)) is None

    @pytest.mark.parametrize("gone", ["closed", "contact"])
    def test_is_nobody_who_does_not_sign_in(self, database, ruth, gone):
        phone = device()
        make(database, ruth, phone)
        with database.transaction() as tx:
            if gone == "closed":
                tx.connection.execute(person.update().values(is_active=False))
            else:
                tx.connection.execute(contact.insert(), {"person_id": ruth.id, "added_at": tx.at})
        assert prove(database, phone.sign(asked(database))) is None


class TestRemovePasskey:
    def test_is_for_ones_own_and_takes_recovery_codes_with_the_last(self, database, ruth):
        phone, wat = device(), somebody(database, "Wat")
        make(database, ruth, phone)
        with database.transaction() as tx:
            make_recovery_codes(tx, SITE.seal, ruth.id)
            number = factors_of(tx, ruth.id).passkeys[0].id
            assert passkeys.remove_passkey(tx, wat.id, number) is None
            assert factors_of(tx, ruth.id).codes_left == 10
            assert passkeys.remove_passkey(tx, ruth.id, number) == "Phone"
            assert factors_of(tx, ruth.id).codes_left == 0
        assert prove(database, phone.sign(asked(database))) is None
