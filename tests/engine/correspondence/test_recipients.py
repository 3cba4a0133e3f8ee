from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from engine.access import OFFICE
from engine.correspondence.outbox import try_again
from engine.correspondence.recipients import NOBODY, address, address_again, organisation_name
from engine.errors import StillNobody
from engine.records.db import Database
from engine.records.tables import delivery, incident, letter, person, post_held
from tests.engine.errand import asker_in, engine_in, revision, start_errand
from tests.engine.rows import AT, add_person

PARTNERSHIP = revision().partnership


@pytest.fixture
def case_id(database: Database) -> int:
    case = start_errand(database, engine_in(database), asker_in(database))
    with database.transaction() as tx:
        tx.connection.execute(sa.delete(delivery))
    return case


def addressed(database: Database, case_id: int, held_by: str) -> list[str]:
    with database.transaction() as tx:
        written = tx.connection.execute(
            letter.insert().values(
                case_id=case_id, name="note", role=held_by, held_by=held_by, clause="", subject="Note", body="",
                sha256="", at=tx.at,
            )
        ).inserted_primary_key[0]  # fmt: skip
        address(tx, PARTNERSHIP, case_id=case_id, letter_id=written, held_by=held_by, subject="Note")
        rows = sa.select(delivery.c.address).where(delivery.c.letter_id == written).order_by(delivery.c.id)
        return list(tx.connection.scalars(rows))


def people(database: Database, *posts: tuple[str, str, str]) -> None:
    with database.transaction() as tx:
        for name, organisation, title in posts:
            add_person(tx, name, posts=((organisation, title),))


class TestAddress:
    def test_finds_everybody_who_holds_a_post_of_the_office(self, database, case_id):
        people(database, ("Kit", OFFICE, "Keeper"), ("Kim", OFFICE, "Keeper"), ("Wim", OFFICE, "Warden"))
        assert addressed(database, case_id, "Keeper") == ["kit@example.org", "kim@example.org"]

    def test_writes_to_the_mailbox_when_nobody_holds_a_post_of_the_office(self, database, case_id):
        assert addressed(database, case_id, "Keeper") == ["office@example.org"]

    def test_finds_a_partners_member_and_deputies_and_nobody_else_there(self, database, case_id):
        people(
            database,
            ("Max", "mill", "Master Miller"),
            ("Sam", "mill", "Second Miller"),
            ("Joe", "mill", "Carter"),
            ("Ann", "other", "Master Miller"),
        )
        assert addressed(database, case_id, "Any partner|mill") == ["max@example.org", "sam@example.org"]
        assert addressed(database, case_id, "Miller|mill") == ["max@example.org", "sam@example.org"]

    def test_writes_to_the_person_who_referred_and_not_to_the_colleagues(self, database, case_id):
        people(database, ("Bea", "harbour", "Porter"))
        assert addressed(database, case_id, "Asker|harbour") == ["ada.harbour@example.org"]

    def test_writes_to_the_colleagues_once_the_person_who_referred_has_left(self, database, case_id):
        people(database, ("Bea", "harbour", "Porter"))
        with database.transaction() as tx:
            left = sa.update(post_held).where(post_held.c.title == "Harbour Master")
            tx.connection.execute(left.values(until_on=date(2026, 4, 13)))
        assert addressed(database, case_id, "Asker|harbour") == ["bea@example.org"]

    def test_finds_the_contacts_of_an_agency_and_no_colleague_of_theirs(self, database, case_id):
        people(database, ("Bea", "harbour", "Porter"), ("Ria", "harbour", "Port Reeve"))
        assert addressed(database, case_id, "Any agency|harbour") == ["ada.harbour@example.org"]
        assert addressed(database, case_id, "Harbour|harbour") == ["ada.harbour@example.org"]
        assert addressed(database, case_id, "Any senior|harbour") == ["ria@example.org"]

    def test_finds_whom_a_form_chose(self, database, case_id):
        people(database, ("Bea", "harbour", "Porter"), ("Max", "mill", "Master Miller"))
        with database.reading() as tx:
            bea = tx.connection.scalar(sa.select(person.c.id).where(person.c.name == "Bea"))
        assert addressed(database, case_id, "Courier|harbour") == ["ada.harbour@example.org"]
        assert addressed(database, case_id, "Courier|mill") == ["max@example.org"]
        assert addressed(database, case_id, f"Courier|person:{bea}") == ["bea@example.org"]

    def test_writes_to_the_address_of_a_body_that_is_only_written_to(self, database, case_id):
        assert addressed(database, case_id, "Crown") == ["crown@example.org"]

    def test_writes_once_to_a_person_with_two_posts(self, database, case_id):
        with database.transaction() as tx:
            add_person(tx, "Two", posts=(("mill", "Master Miller"), ("mill", "Second Miller")))
        assert addressed(database, case_id, "Miller|mill") == ["two@example.org"]

    @pytest.mark.parametrize(
        ("days", "is_told"), [((-10, -1), False), ((-10, 0), True), ((0, None), True), ((1, None), False)]
    )
    def test_knows_who_holds_the_post_on_the_london_date(self, database, case_id, days, is_told):
        people(database, ("Max", "mill", "Master Miller"))
        first, last = days
        with database.transaction() as tx:
            held = sa.update(post_held).where(post_held.c.organisation == "mill")
            until = None if last is None else AT.date() + timedelta(days=last)
            tx.connection.execute(held.values(from_on=AT.date() + timedelta(days=first), until_on=until))
        assert bool(addressed(database, case_id, "Miller|mill")) is is_told

    def test_writes_to_no_closed_account(self, database, case_id):
        people(database, ("Kit", OFFICE, "Keeper"), ("Kim", OFFICE, "Keeper"))
        with database.transaction() as tx:
            tx.connection.execute(sa.update(person).where(person.c.name == "Kit").values(is_active=False))
        assert addressed(database, case_id, "Keeper") == ["kim@example.org"]

    def test_opens_an_incident_when_there_is_nobody_and_keeps_the_letter(self, database, case_id):
        assert addressed(database, case_id, "Miller|mill") == []
        with database.reading() as tx:
            found = tx.connection.execute(sa.select(incident)).one()
            assert (found.kind, found.case_id) == (NOBODY, case_id)
            assert "Nobody is Miller of The Mill now" in found.what
            assert tx.connection.scalar(sa.select(letter.c.id).where(letter.c.id == found.facts["letter"]))

    def test_gives_every_delivery_an_id_of_its_own(self, database, case_id):
        people(database, ("Kit", OFFICE, "Keeper"), ("Kim", OFFICE, "Keeper"))
        addressed(database, case_id, "Keeper")
        with database.reading() as tx:
            ids = list(tx.connection.scalars(sa.select(delivery.c.message_id)))
        assert len(set(ids)) == 2


class TestAddressAgain:
    def test_sends_a_letter_that_waited_once_somebody_holds_the_role(self, database, case_id):
        addressed(database, case_id, "Miller|mill")
        people(database, ("Max", "mill", "Master Miller"))
        with database.transaction() as tx:
            facts = tx.connection.scalar(sa.select(incident.c.facts))
            assert address_again(tx, PARTNERSHIP, facts["letter"]) == 1
            assert tx.connection.scalar(sa.select(delivery.c.address)) == "max@example.org"

    def test_of_which_there_is_still_nobody_changes_nothing_and_says_so(self, database, case_id):
        addressed(database, case_id, "Miller|mill")
        with database.reading() as tx:
            facts = tx.connection.scalar(sa.select(incident.c.facts))
        with pytest.raises(StillNobody), database.transaction() as tx:
            try_again(tx, PARTNERSHIP, NOBODY, facts)
        with database.reading() as tx:
            assert len(tx.connection.execute(sa.select(incident)).all()) == 1


class TestOrganisationName:
    def test_knows_partners_and_agencies_and_nobody_of_the_office(self):
        assert organisation_name(PARTNERSHIP, "Miller|mill") == "The Mill"
        assert organisation_name(PARTNERSHIP, "Courier|harbour") == "The Harbour"
        assert organisation_name(PARTNERSHIP, "Keeper") == ""
