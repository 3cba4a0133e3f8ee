"""Counting tries, on both databases."""

import threading
from datetime import timedelta

import pytest

from engine import clock
from engine.records.db import Database
from engine.registers.tries import count_try, forget_tries, tries
from tests.engine.rows import AT, fresh_database


@pytest.fixture
def database():
    with fresh_database() as made, clock.stopped_at(AT):
        yield made


def count(database, key="a", seconds=900) -> int:
    with database.transaction() as tx:
        return count_try(tx, key, seconds=seconds)


def known(database, key="a"):
    with database.reading() as tx:
        return tries(tx, key)


class TestTries:
    def test_are_counted_by_key_until_the_time_that_the_first_began_is_over(self, database):
        assert known(database) is None
        assert [count(database), count(database), count(database, "b")] == [1, 2, 1]
        with clock.stopped_at(AT + timedelta(minutes=14)):
            assert count(database) == 3
            assert known(database).ends_at == AT + timedelta(minutes=15)
        with clock.stopped_at(AT + timedelta(minutes=15)):
            assert known(database) is None
            assert count(database) == 1

    def test_can_begin_anew(self, database):
        count(database)
        with database.transaction() as tx:
            forget_tries(tx, "a")
        assert known(database) is None

    def test_name_nobody(self, database):
        count(database, "10.1.2.3/ruth@example.org")
        with database.reading() as tx:
            assert "ruth" not in str(tx.connection.exec_driver_sql("SELECT * FROM tried").all())


class TestOfSeveralProcesses:
    def test_none_is_lost(self, migrated_postgresql_url):
        """Each thread has connections of its own, as a process would."""

        def knock() -> None:
            mine = Database(migrated_postgresql_url)
            for _ in range(10):
                count(mine)
            mine.close()

        threads = [threading.Thread(target=knock) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        database = Database(migrated_postgresql_url)
        assert known(database).times == 40
        database.close()
