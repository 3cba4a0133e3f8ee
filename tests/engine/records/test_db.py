"""The one transaction: it commits whole or not at all, stops the clock, and queues writers."""

import threading
from datetime import UTC, datetime, timedelta, timezone

import pytest
import sqlalchemy as sa

from engine import clock
from engine.clock import NaiveInstantError
from engine.records import tables
from engine.records.db import Database

NOON = datetime(2026, 7, 1, 12, tzinfo=UTC)


def numbers(database: Database) -> list[tuple[int, int]]:
    with database.reading() as tx:
        return [tuple(row) for row in tx.connection.execute(sa.select(tables.case_number))]


class TestTransaction:
    def test_keeps_everything_at_its_end(self, database):
        done = []
        with database.transaction() as tx:
            tx.connection.execute(sa.insert(tables.case_number), {"year": 2026, "last": 1})
            tx.after_commit(lambda: done.append(numbers(database)))
            assert done == []
        assert done == [[(2026, 1)]]

    def test_keeps_nothing_after_an_exception(self, database):
        done = []
        with pytest.raises(RuntimeError), database.transaction() as tx:  # noqa: PT012 - what comes before matters
            tx.connection.execute(sa.insert(tables.case_number), {"year": 2026, "last": 1})
            tx.after_commit(lambda: done.append(1))
            raise RuntimeError
        assert (numbers(database), done) == ([], [])

    def test_stops_the_clock(self, database):
        with database.transaction() as tx:
            assert clock.now() == clock.now() == tx.at

    def test_writers_queue_so_that_none_is_lost(self, database):
        with database.transaction() as tx:
            tx.connection.execute(sa.insert(tables.case_number), {"year": 2026, "last": 0})
        number = tables.case_number.c

        def count_up() -> None:
            for _ in range(20):
                with database.transaction() as tx:
                    last = tx.connection.execute(sa.select(number.last).with_for_update()).scalar_one()
                    tx.connection.execute(sa.update(tables.case_number).values(last=last + 1))

        threads = [threading.Thread(target=count_up) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert numbers(database) == [(2026, 80)]


class TestReading:
    def test_keeps_nothing(self, database):
        with database.reading() as tx:
            tx.connection.execute(sa.insert(tables.case_number), {"year": 2026, "last": 1})
        assert numbers(database) == []

    def test_has_one_view_of_the_data(self, database):
        def count_up():
            with database.transaction() as tx:
                tx.connection.execute(sa.insert(tables.case_number), {"year": 2026, "last": 1})

        with database.reading() as tx:
            assert tx.connection.execute(sa.select(tables.case_number)).all() == []
            thread = threading.Thread(target=count_up)
            thread.start()
            thread.join()
            assert tx.connection.execute(sa.select(tables.case_number)).all() == []
        assert numbers(database) == [(2026, 1)]


class TestInstant:
    def test_comes_back_as_utc_whatever_zone_went_in(self, database):
        with database.transaction() as tx:
            elsewhere = NOON.astimezone(timezone(timedelta(hours=5)))
            row = {"id": "x", "title": "t", "bundle": b"", "published_at": elsewhere}
            tx.connection.execute(sa.insert(tables.revision), row)
        with database.reading() as tx:
            found = tx.connection.execute(sa.select(tables.revision.c.published_at)).scalar_one()
        assert found == NOON
        assert found.utcoffset() == timedelta(0)

    def test_without_a_time_zone_is_refused(self, database):
        row = {"id": "x", "title": "t", "bundle": b"", "published_at": datetime(2026, 7, 1, 12)}  # noqa: DTZ001
        with pytest.raises((NaiveInstantError, sa.exc.StatementError)), database.transaction() as tx:
            tx.connection.execute(sa.insert(tables.revision), row)

    def test_sorts_by_time(self, database):
        with database.transaction() as tx:
            for name, at in (("later", NOON + timedelta(microseconds=1)), ("earlier", NOON)):
                row = {"id": name, "title": "t", "bundle": b"", "published_at": at}
                tx.connection.execute(sa.insert(tables.revision), row)
        with database.reading() as tx:
            order = sa.select(tables.revision.c.id).order_by(tables.revision.c.published_at)
            assert list(tx.connection.execute(order).scalars()) == ["earlier", "later"]
