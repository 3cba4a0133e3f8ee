"""What a database, a disk and a clock do to workers, on both databases: nothing is done twice, nothing is lost."""

import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import clock, jobs
from engine.queue_worker import QueueWorker
from engine.records import schema
from engine.records.db import Database
from engine.records.tables import delivery, timer
from engine.worker import Work
from tests import postgresql
from tests.engine.faults import Errands, wait_until
from tests.engine.rows import AT

PAGE_BYTES = 8192
WAL_SEGMENT_BYTES = 1 << 20
LATE = AT + timedelta(days=2)


@pytest.fixture(autouse=True)
def impatient(monkeypatch):
    """What is tried again after minutes is tried again at once; a test has no hours."""
    for name in ("engine.worker", "engine.queue_worker"):
        monkeypatch.setattr(f"{name}.SLEEP_AFTER_FAILURE_SECONDS", 0.2)
    soon, much_later = timedelta(seconds=0.2), timedelta(hours=1)
    monkeypatch.setattr("engine.jobs.BACK_OFF", (*[soon] * (len(jobs.BACK_OFF) - 1), much_later))
    monkeypatch.setattr("engine.correspondence.outbox.LEASE", timedelta(seconds=1))


@pytest.fixture(params=["sqlite", "postgresql"])
def errands(request, tmp_path, number) -> Iterator[Errands]:
    url = f"sqlite:///{tmp_path}/c.sqlite" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    database = Database(url, is_durable=False)
    yield Errands(database, number)
    database.close()


@contextmanager
def two_at_work(errands: Errands) -> Iterator[None]:
    """Two workers, until the end of the block."""
    running = [errands.running(), errands.running()]
    try:
        yield
    finally:
        for each in running:
            each.stop()


class TestTwoWorkers:
    def test_do_all_of_it_once(self, errands):
        with two_at_work(errands):
            errands.wait()
        errands.check(errands.mail.taken)

    def test_do_one_thing_at_a_time_within_a_case_and_several_in_all(self, postgresql_url):
        database = Database(postgresql_url, is_durable=False)
        schema.migrate(database)
        at_once, most, overlaps, done, turn = set[int](), [], list[int](), list[int](), threading.Lock()

        def do(key: int) -> int:
            with turn:
                overlaps.extend(at_once & {key})
                at_once.add(key)
                most.append(len(at_once))
            time.sleep(0.01)
            with turn:
                at_once.remove(key)
                done.append(key)
            return 1

        kinds = [kind for kind in jobs.KINDS if kind.locks == "case"]
        assert len(kinds) > 1
        work = {kind: Work(do=do, give_up=do) for kind in kinds}
        for kind in kinds:
            with database.transaction() as tx:
                assert jobs.defer(tx, kind, range(10)) == 10
        running = [QueueWorker(database, work), QueueWorker(database, work)]
        for each in running:
            each.start()
        wait_until(lambda: len(done) == 10 * len(kinds))
        for each in running:
            each.stop()
        assert sorted(done) == sorted([*range(10)] * len(kinds))
        assert (overlaps, max(most) > 1) == ([], True)
        database.close()


class TestTheServerIsAway:
    @pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGQUIT], ids=["stopped", "killed"])
    def test_and_comes_back(self, how, number):
        with postgresql.running() as server:
            database = Database(postgresql.create_database(server.folder, "errands"))
            errands = Errands(database, number)
            with two_at_work(errands):
                for share in (4, 2):
                    wait_until(lambda: errands.sent() > number // share)  # noqa: B023 - it is over before the next
                    server.stop(how)
                    time.sleep(0.3)
                    server.start()
                errands.wait()
            errands.check(errands.mail.taken)
            database.close()

    def test_and_has_forgotten_that_a_job_was_done(self):
        """What it lost: the last of what need not survive it, while no worker happened to ask it for anything."""
        with postgresql.running() as server:
            database = Database(postgresql.create_database(server.folder, "errands"))
            errands = Errands(database, 1)
            with database.transaction() as tx:
                tx.connection.execute(sa.update(delivery).values(try_at=tx.at + timedelta(days=1)))
            worker = QueueWorker(database, errands.worker().work)  # it gives signs of life while this test lasts
            worker.start()
            wait_until(lambda: not errands.count(timer))
            forget = sa.text("""
                INSERT INTO procrastinate_jobs (queue_name, task_name, lock, queueing_lock, args, status, worker_id)
                SELECT 'deliveries', 'deliveries', 'delivery/' || delivery.id, 'deliveries/' || delivery.id,
                    jsonb_build_object('key', delivery.id), 'doing', (SELECT max(id) FROM procrastinate_workers)
                FROM delivery WHERE id = 1
            """)
            with database.transaction() as tx:
                tx.connection.execute(forget)
                tx.connection.execute(sa.update(delivery).where(delivery.c.id == 1).values(try_at=tx.at))
            server.stop()
            server.start()
            wait_until(lambda: errands.sent() == errands.count(delivery))
            worker.stop()
            database.close()


class TestTheDiskIsFull:
    def test_of_sqlite(self, tmp_path, number):
        database = Database(f"sqlite:///{tmp_path}/c.sqlite", is_durable=False)
        errands, most_pages = Errands(database, number), [0]

        def limit(connection: sa.engine.interfaces.DBAPIConnection, _record: object) -> None:
            connection.execute(f"PRAGMA max_page_count={most_pages[0]}")

        sa.event.listen(database.engine, "connect", limit)

        def allow(pages: int | None) -> None:
            with database.reading() as tx:
                most_pages[0] = tx.connection.scalar(sa.text("PRAGMA page_count")) + (pages or 10_000)
            database.engine.dispose()  # the limit is each connection's own

        self.fill_up_and_make_room(errands, allow)
        database.close()

    def test_of_postgresql(self, number):
        with postgresql.running(wal_segment_megabytes=1) as server:
            database = Database(postgresql.create_database(server.folder, "errands"))
            errands = Errands(database, number)
            with (
                database.transaction() as tx
            ):  # a table larger than the files of the server's log, which must be written
                tx.connection.execute(sa.text("ALTER TABLE audit SET (autovacuum_enabled = false)"))
                filling = "SELECT 1, -n, now(), NULL, '', repeat('x', 500), '' FROM generate_series(1, 2500) AS n"
                tx.connection.execute(sa.text(f"INSERT INTO audit {filling}"))
                tx.connection.execute(sa.text("DELETE FROM audit WHERE seq < 0"))

            def allow(pages: int | None) -> None:
                with database.reading() as tx:
                    size: int = tx.connection.scalar(sa.text("SELECT pg_relation_size('audit')"))
                assert size > WAL_SEGMENT_BYTES
                server.stop()
                server.start(largest_file_bytes=size + pages * PAGE_BYTES if pages else None)

            self.fill_up_and_make_room(errands, allow)
            database.close()

    def fill_up_and_make_room(self, errands: Errands, allow: Callable[[int | None], None]) -> None:
        allow(3)
        worker = errands.worker()
        with clock.stopped_at(LATE):
            for _ in range(3):
                worker.run_once()
                time.sleep(0.2)
        assert 0 < errands.sent() < 2 * errands.number
        allow(None)
        with two_at_work(errands):
            errands.wait()
        errands.check(errands.mail.taken)


class TestTheClockJumps:
    def test_back_and_forth(self, errands):
        """Each worker has a clock of its own, and the mail server is away half the time."""
        moments, errands.mail.is_away = random.Random(20260414), False

        def jump(worker) -> None:
            for _ in range(6):
                errands.mail.is_away = not errands.mail.is_away
                with clock.stopped_at(AT + timedelta(days=moments.choice((-400, -1, 0, 1, 2, 400)))):
                    worker.run_once()

        threads = [threading.Thread(target=jump, args=[errands.worker()]) for _ in range(2)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        errands.mail.is_away = False
        with clock.stopped_at(LATE + timedelta(days=1)):
            errands.worker().run_once()
        errands.check(errands.mail.taken)
