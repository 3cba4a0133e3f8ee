from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import clock, condition
from engine.records.db import Database
from engine.records.tables import incident, timer
from tests.engine.rows import AT, fresh_database
from tests.engine.test_jobs import add_delivery, add_timers, with_cases


@pytest.fixture
def database(light_database):
    with with_cases(light_database) as database:
        yield database


class TestReadCondition:
    def test_counts_what_waits_and_for_how_long(self, database):
        add_timers(
            database, (1, AT - timedelta(minutes=2)), (2, AT - timedelta(minutes=1)), (3, AT + timedelta(days=1))
        )
        for state in ("queued", "queued", "sent"):
            add_delivery(database, state, AT)
        with database.transaction() as tx:
            row = {"case_id": 1, "kind": "timers_failed", "what": "", "facts": {}, "at": AT, "resolved_at": None}
            tx.connection.execute(sa.insert(incident), [row, row, {**row, "resolved_at": AT, "kind": "step_failed"}])
        with database.reading() as tx:
            found = condition.read_condition(tx)
        assert found.waited_seconds["timers"] == 120
        assert found.waited_seconds["digests"] == 0
        assert found.letters == {"new": 2, "tried": 0}
        assert found.incidents == {"timers_failed": 2}

    def test_nothing_has_waited_where_nothing_is_due(self, database):
        add_timers(database, (1, AT + timedelta(minutes=2)), (2, None))
        with database.reading() as tx:
            assert set(condition.waited(tx).values()) == {0.0}
            assert tx.connection.scalar(sa.select(sa.func.count()).select_from(timer)) == 2


class TestSkew:
    def test_is_none_worth_telling_on_this_machine(self, database):
        with database.reading() as tx:
            assert abs(condition.skew(tx)) < timedelta(seconds=5)

    def test_on_sqlite_is_by_how_much_the_clock_was_put_back_behind_the_last_entry_of_a_case(self):
        with fresh_database() as database, with_cases(database):
            for minutes, behind in ((10, 0), (-10, -10)):
                with clock.stopped_at(AT + timedelta(minutes=minutes)), database.reading() as tx:
                    assert condition.skew(tx) == timedelta(minutes=behind)

    def test_on_postgresql_is_the_machines_own_whatever_the_service_takes_for_now(self, migrated_postgresql_url):
        database = Database(migrated_postgresql_url, is_durable=False)
        with clock.stopped_at(AT - timedelta(days=400)), database.reading() as tx:
            assert abs(condition.skew(tx)) < timedelta(seconds=5)
        database.close()

    def test_is_by_how_much_the_machine_is_ahead(self, migrated_postgresql_url, monkeypatch):
        database = Database(migrated_postgresql_url, is_durable=False)
        real = clock.of_machine
        monkeypatch.setattr(clock, "of_machine", lambda: real() + timedelta(minutes=5))
        with database.reading() as tx:
            found = condition.skew(tx)
        database.close()
        assert timedelta(minutes=4) < found < timedelta(minutes=6)
        assert condition.disagrees(found).endswith(" seconds ahead of the database's")

    @pytest.mark.parametrize(("seconds", "is_wrong"), [(60, False), (61, True), (-60, False), (-61, True)])
    def test_is_told_from_more_than_a_minute_on(self, seconds, is_wrong):
        assert bool(condition.disagrees(timedelta(seconds=seconds))) == is_wrong
