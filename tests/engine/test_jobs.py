import time
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import sqlalchemy as sa

from engine import clock, jobs
from engine.records.db import Database
from engine.records.tables import delivery, incident, letter, timer
from tests.engine.rows import AT, add_case, add_person, fresh_database

HOUR = timedelta(hours=1)
INDEXES = (
    "timer_due",
    "delivery_queued",
    "safeguarding_case_calendar",
    "user_task_remind",
    "person_digest",
    "access_package_kept",
    "erasure_due",
    "webhook_delivery_queued",
)


@pytest.fixture
def database(light_database):
    with with_cases(light_database) as database:
        yield database


@contextmanager
def with_cases(database):
    """Three cases with the ids from 1 to 3, on a Tuesday morning."""
    with clock.stopped_at(AT):
        with database.transaction() as tx:
            person_id = add_person(tx)
            for number in (1, 2, 3):
                add_case(tx, referrer_id=person_id, reference=f"C-{number}")
        yield database


def add_timers(database: Database, *timers: tuple[int, datetime | None], incident_id: int | None = None) -> None:
    with database.transaction() as tx:
        tx.connection.execute(
            sa.insert(timer),
            [
                {
                    "task_id": f"t{case_id}-{number}-{due_at}"[:32], "case_id": case_id, "parts": "", "process": "e",
                    "element": "late", "clause": "ERR-1", "due_at": due_at, "incident_id": incident_id,
                }
                for number, (case_id, due_at) in enumerate(timers)
            ],
        )  # fmt: skip


def add_delivery(database: Database, state: str, try_at: datetime) -> None:
    with database.transaction() as tx:
        kept = {"case_id": 1, "name": "n", "role": "r", "held_by": "r", "clause": "", "subject": "", "body": ""}
        written = tx.connection.execute(sa.insert(letter).values(**kept, sha256="", at=AT)).inserted_primary_key[0]
        row = {"letter_id": written, "case_id": 1, "address": "a@example.org", "message_id": f"<{written}>"}
        tx.connection.execute(sa.insert(delivery).values(**row, state=state, attempts=0, try_at=try_at))


class TestDueKeys:
    def found(self, database, most_rows=100):
        with database.reading() as tx:
            return jobs.due_keys(tx, jobs.TIMERS, most_rows)

    def test_gives_the_longest_due_first_and_each_case_once(self, database):
        add_timers(database, (1, AT - HOUR), (2, AT - 3 * HOUR), (1, AT - 2 * HOUR), (3, AT + HOUR))
        assert self.found(database) == (2, 1)

    def test_leaves_what_has_no_date_or_waits_for_a_person(self, database):
        with database.transaction() as tx:
            row = {"case_id": 2, "kind": "k", "what": "", "facts": {}, "at": AT}
            stopped = tx.connection.execute(sa.insert(incident).values(row)).inserted_primary_key[0]
        add_timers(database, (1, None))
        add_timers(database, (2, AT - HOUR), incident_id=stopped)
        assert self.found(database) == ()

    def test_does_not_fire_at_the_very_instant(self, database):
        add_timers(database, (1, AT))
        assert self.found(database) == ()

    def test_gives_deliveries_that_wait_to_be_tried(self, database):
        add_delivery(database, "queued", AT)
        add_delivery(database, "queued", AT - HOUR)
        add_delivery(database, "queued", AT + HOUR)
        add_delivery(database, "sent", AT - HOUR)
        with database.reading() as tx:
            assert jobs.due_keys(tx, jobs.DELIVERIES, 100) == (2, 1)

    def test_gives_deliveries_that_a_wrong_clock_put_off(self, database):
        add_delivery(database, "queued", AT + timedelta(days=400))
        add_delivery(database, "queued", AT + timedelta(hours=12))
        with database.reading() as tx:
            assert jobs.due_keys(tx, jobs.STRAYS, 100) == (1,)
            assert jobs.read_next(tx)[jobs.STRAYS] == AT

    def test_looks_at_no_more_timers_than_asked(self, database):
        add_timers(database, (1, AT - 2 * HOUR), (1, AT - 2 * HOUR), (2, AT - HOUR))
        assert self.found(database, most_rows=2) == (1,)


class TestReadNext:
    def found(self, database):
        with database.reading() as tx:
            return jobs.read_next(tx)

    def test_says_that_nothing_waits(self, database):
        assert self.found(database) == {}

    def test_says_when_the_first_of_each_is_due(self, database):
        add_timers(database, (1, AT + HOUR), (2, AT + 2 * HOUR), (3, None))
        add_delivery(database, "queued", AT + 3 * HOUR)
        add_delivery(database, "sent", AT)
        assert self.found(database) == {jobs.TIMERS: AT + HOUR, jobs.DELIVERIES: AT + 3 * HOUR}


class TestCost:
    """As SQLite plans it."""

    @pytest.fixture
    def database(self):
        with fresh_database() as empty, with_cases(empty) as database:
            yield database

    @pytest.mark.parametrize(
        "statement", [jobs._NEXT, *(kind.due for kind in jobs.KINDS)], ids=["next", *(kind.name for kind in jobs.KINDS)]
    )
    def test_reads_its_indexes_from_the_front_and_nothing_else(self, database, statement):
        compiled = statement.compile(database.engine)
        values = tuple(0 for _ in compiled.positiontup or ())
        with database.reading() as tx:
            plan = tx.connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", values).all()
        reads = [row.detail for row in plan if row.detail.startswith(("SEARCH ", "SCAN "))]
        reads = [read for read in reads if "CONSTANT ROW" not in read and "SEARCH calendar_change" not in read]
        assert reads  # the calendar's last change is one row, found by its number
        assert all(any(f"INDEX {name}" in read for name in INDEXES) for read in reads), reads
        assert not any("TEMP B-TREE" in row.detail for row in plan), plan

    def test_costs_no_more_when_a_hundred_thousand_wait(self, database):
        with database.transaction() as tx:
            tx.connection.exec_driver_sql(
                "WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 100000) "
                "INSERT INTO timer (task_id, case_id, parts, process, element, clause, due_at) "
                "SELECT 't' || x, 1 + x % 3, '', 'errand', 'late', 'ERR-1', '2027-01-01 00:00:00.000000' FROM n"
            )
        quickest = min(self.seconds(database) for _ in range(20))
        assert quickest < 0.001

    def seconds(self, database: Database) -> float:
        before = time.perf_counter()
        with database.reading() as tx:
            jobs.read_next(tx)
        return time.perf_counter() - before
