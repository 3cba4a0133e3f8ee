from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.records import tables
from engine.records.db import Database, Transaction
from tests.engine.rows import AT, add_case, add_person


@pytest.fixture
def database(light_database):
    with clock.stopped_at(AT):
        yield light_database


def a_case(database: Database, entries: int = 4, reference: str = "CSPR-2026-0001") -> int:
    with database.transaction() as tx:
        person_id = add_person(tx, f"Robin {reference}")
        case_id = add_case(tx, referrer_id=person_id, reference=reference)
        for number in range(2, entries + 1):
            audit.append(tx, case_id, person_id=person_id, action="user_task_claimed", facts={"n": number})
    return case_id


def tamper(database: Database, *statements: str) -> audit.Verified:
    """Change rows as somebody does who has the database itself, and no regard for its rules."""
    lawless = "PRAGMA foreign_keys=OFF" if database.is_sqlite else "SET session_replication_role = replica"
    connection = database.engine.raw_connection()
    for statement in (lawless, *statements):
        connection.cursor().execute(statement)
    connection.commit()
    connection.invalidate() if not database.is_sqlite else connection.close()
    with database.reading() as tx:
        return audit.verify(tx)


class TestChained:
    def entry(self, head: bytes = audit.GENESIS, **said):
        values = {"case_id": 1, "seq": 1, "at": AT, "person_id": 7, "action": "case_started", "facts": {"b": 1, "a": 2}}
        return audit.chained(head, **{**values, **said})

    def test_gives_the_row_and_the_new_head(self):
        row, head = self.entry()
        assert row["hash"] == head
        assert len(head) == 32

    def test_writes_the_body_in_one_canonical_way(self):
        assert self.entry(facts={"a": 2, "b": 1}) == self.entry(facts={"b": 1, "a": 2})

    def test_says_the_instant_in_utc_whatever_zone_it_came_in(self):
        assert self.entry(at=AT.astimezone(clock.LONDON))[1] == self.entry()[1]

    @pytest.mark.parametrize(
        "change",
        [
            {"head": bytes([1]) + bytes(31)}, {"case_id": 2}, {"seq": 2}, {"at": AT + timedelta(microseconds=1)},
            {"person_id": None}, {"action": "case_closed"}, {"flows": [["errand", "opened"]]}, {"facts": {"a": 2}},
        ],
        ids=lambda change: next(iter(change)),
    )  # fmt: skip
    def test_changes_the_hash_with_every_part_of_the_entry(self, change):
        assert self.entry(**change)[1] != self.entry()[1]

    def test_takes_dates_among_the_facts(self):
        assert '"due_on":"2026-04-21"' in self.entry(facts={"due_on": date(2026, 4, 21)})[0]["body"]


class TestAppend:
    def test_raises_the_cases_version_with_each_entry(self, database):
        case_id = a_case(database, entries=3)
        with database.reading() as tx:
            assert tx.connection.scalar(sa.select(tables.safeguarding_case.c.version)) == 3
            assert [entry.seq for entry in audit.entries(tx, case_id)] == [1, 2, 3]

    def test_leaves_nothing_behind_when_the_transaction_fails(self, database):
        case_id = a_case(database, entries=2)

        def fail(tx: Transaction) -> None:
            audit.append(tx, case_id, person_id=None, action="letter_written", facts={})
            raise KeyError

        with pytest.raises(KeyError), database.transaction() as tx:
            fail(tx)
        with database.reading() as tx:
            assert len(audit.entries(tx, case_id)) == 2
            assert not audit.verify(tx).broken


class TestEntries:
    def test_gives_what_was_appended(self, database):
        case_id = a_case(database, entries=1)
        with database.transaction() as tx:
            audit.append(tx, case_id, person_id=None, action="letter_written", facts={"letter": "hello"})
        with database.reading() as tx:
            entry = audit.entries(tx, case_id)[-1]
        assert (entry.at, entry.person_id, entry.action, entry.flows) == (AT, None, "letter_written", ())
        assert entry.facts == {"letter": "hello"}


class TestVerify:
    def test_finds_nothing_wrong_with_what_the_service_wrote(self, database):
        a_case(database)
        a_case(database, entries=1, reference="CSPR-2026-0002")
        with database.reading() as tx:
            assert audit.verify(tx) == audit.Verified(cases=2, entries=5)

    def test_finds_nothing_in_an_empty_database(self, database):
        with database.reading() as tx:
            assert audit.verify(tx) == audit.Verified(cases=0, entries=0)

    @pytest.mark.parametrize(
        ("statement", "seq"),
        [
            ("UPDATE audit SET body = replace(body, 'claimed', 'started') WHERE case_id = 1 AND seq = 3", 3),
            ("UPDATE audit SET action = 'user_task_released' WHERE case_id = 1 AND seq = 3", 3),
            ("UPDATE audit SET person_id = NULL WHERE case_id = 1 AND seq = 3", 3),
            ("UPDATE audit SET at = '2026-04-14 09:30:00.000001' WHERE case_id = 1 AND seq = 3", 3),
            ("DELETE FROM audit WHERE case_id = 1 AND seq = 2", 3),
            ("DELETE FROM audit WHERE case_id = 1 AND seq = 1", 2),
            ("DELETE FROM audit WHERE case_id = 1 AND seq = 4", 3),
            ("DELETE FROM audit WHERE case_id = 1", 0),
            ("UPDATE safeguarding_case SET version = 9 WHERE id = 1", 4),
            ("UPDATE safeguarding_case SET audit_hash = substr(audit_hash, 2) WHERE id = 1", 4),
            (
                "INSERT INTO audit SELECT case_id, 5, at, person_id, action, body, hash FROM audit WHERE seq=4 LIMIT 1",
                5,
            ),
        ],
    )
    def test_finds_what_was_changed_removed_cut_off_or_added(self, database, statement, seq):
        a_case(database)
        a_case(database, reference="CSPR-2026-0002")
        found = tamper(database, statement)
        assert found.broken
        assert {broken["case"] for broken in found.broken} == {"CSPR-2026-0001"}
        assert found.broken[0]["seq"] == seq

    def test_finds_two_entries_that_changed_places(self, database):
        a_case(database)
        found = tamper(
            database,
            "UPDATE audit SET seq = 99 WHERE seq = 2",
            "UPDATE audit SET seq = 2 WHERE seq = 3",
            "UPDATE audit SET seq = 3 WHERE seq = 99",
        )
        assert [broken["seq"] for broken in found.broken] == [2, 3, 4]

    def test_reports_a_body_that_is_no_entry_even_under_its_right_hash(self, database):
        a_case(database, entries=1)
        body, hexed = "[]", audit._hash(audit.GENESIS, b"[]").hex()
        forged = f"x'{hexed}'" if database.is_sqlite else f"decode('{hexed}', 'hex')"
        found = tamper(
            database,
            f"UPDATE audit SET body = '{body}', hash = {forged}",
            f"UPDATE safeguarding_case SET audit_hash = {forged}",
        )
        assert [broken["seq"] for broken in found.broken] == [1]

    def test_reports_entries_whose_case_is_gone(self, database):
        a_case(database)
        found = tamper(database, "DELETE FROM safeguarding_case")
        assert found.broken == ({"case": "id 1", "seq": 4, "what": "the case itself is gone"},)
