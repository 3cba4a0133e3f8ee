"""A register's list reads one index, in the order in which it is shown, however much there is."""

import pytest
import sqlalchemy as sa

from engine.cases.register_lists import After, Narrowing, NoRegister, RegisterList
from tests.engine.cases.office import Office
from tests.engine.cases.test_entries import JOBS, opened
from tests.engine.diagrams.listing import listed
from tests.engine.rows import fresh_database


@pytest.fixture
def office():
    with fresh_database() as database:
        yield opened(Office(database, listed()), told="Two jobs", secret="Do not say", jobs=JOBS)


def plans(office: Office, wanted: Narrowing, after: After | None = None) -> str:
    """Read a page as who sees many cases does, and return how the database finds its entries."""
    asked = list[tuple[str, object]]()

    def note(_connection, _cursor, statement, parameters, *_rest):
        if "register_entry.answers" in statement:
            asked.append((statement, parameters))

    sa.event.listen(office.database.engine, "before_cursor_execute", note)
    with office.clock(), office.database.reading() as tx:
        register = RegisterList(tx, office.engine.revisions, office.officer, "jobs")
        register.page(wanted, after)
        ((statement, parameters),) = asked
        rows = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    sa.event.remove(office.database.engine, "before_cursor_execute", note)
    return "\n".join(row.detail for row in rows)


@pytest.fixture(autouse=True)
def sees_many(monkeypatch):
    monkeypatch.setattr("engine.cases.seeing.MANY_CASES", 0)


@pytest.mark.parametrize(
    ("wanted", "index"),
    [
        (Narrowing(), "register_entry_place"),
        (Narrowing(state="open"), "register_entry_state"),
        (Narrowing(organisation="school"), "register_entry_organisation"),
    ],
)
def test_reads_entries_in_their_order(office, wanted, index):
    for after in (None, After(place=1, case_id=1, key="jobs:1")):
        plan = plans(office, wanted, after)
        assert f"USING INDEX {index} (register=?" in plan
        assert "TEMP B-TREE FOR ORDER BY" not in plan


def test_knows_no_other_register(office):
    with office.clock(), office.database.reading() as tx, pytest.raises(NoRegister):
        RegisterList(tx, office.engine.revisions, office.officer, "gone")
