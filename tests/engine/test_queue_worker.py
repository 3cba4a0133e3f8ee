"""The worker on PostgreSQL: its queue, and what becomes of jobs that fail."""

import logging
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import clock, jobs
from engine.access import OFFICE, Person, Post
from engine.cases.attempts import retry
from engine.cases.engine import CaseEngine
from engine.queue_worker import QueueWorker
from engine.records import schema
from engine.records.db import Database
from engine.records.tables import delivery, incident, timer
from engine.worker import LONGEST_SLEEP_SECONDS, Worker
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.faults import wait_until
from tests.engine.rows import AT
from tests.fakes import FakeMailer

LATE = AT + timedelta(days=2)
JOBS = sa.text("SELECT queue_name, args ->> 'key', CAST(status AS text) FROM procrastinate_jobs ORDER BY id")


@pytest.fixture
def database(postgresql_url) -> Iterator[Database]:
    made = Database(postgresql_url, is_durable=False)
    schema.migrate(made)
    yield made
    made.close()


@pytest.fixture
def cases(database) -> CaseEngine:
    return engine_in(database)


@pytest.fixture
def case_id(database, cases) -> int:
    """A case with a letter that waits and, from the day after, a timer that is due."""
    return start_errand(database, cases, asker_in(database))


def queued(database: Database) -> list[tuple[str, int, str]]:
    """The jobs in the queue: kind, key, state."""
    with database.reading() as tx:
        return [(name, int(key), state) for name, key, state in tx.connection.execute(JOBS)]


def count(database: Database, table: sa.Table) -> int:
    with database.reading() as tx:
        return tx.connection.scalar(sa.select(sa.func.count()).select_from(table))


def queue_worker(database: Database, mailer: FakeMailer | None = None, **done: Callable[[int], int]) -> QueueWorker:
    """A worker; `done` says of kinds how they are done instead."""
    said = {"sender": "service@example.org", "sign_in_at": "https://reviews.example.org"}
    work = Worker(database=database, cases=CaseEngine(), mailer=mailer or FakeMailer(), **said).work
    work = {kind: replace(how, do=done.get(kind.name, how.do)) for kind, how in work.items()}
    return QueueWorker(database, work, stalled_seconds=1.0)


def fail(_key: int) -> int:
    raise sa.exc.OperationalError("UPDATE", {}, Exception("of Amy Jones"))


class TestDefer:
    def test_comes_with_the_step_that_wrote_a_letter(self, database, case_id):
        assert queued(database) == [("deliveries", 1, "todo")]

    def test_goes_with_the_step_if_that_is_rolled_back(self, database):
        def step() -> None:
            with database.transaction() as tx:
                assert jobs.defer(tx, jobs.DELIVERIES, [1, 2]) == 2
                raise ZeroDivisionError

        with pytest.raises(ZeroDivisionError):
            step()
        assert queued(database) == []

    def test_puts_nothing_there_twice_and_nothing_that_is_being_done(self, database):
        with database.transaction() as tx:
            assert jobs.defer(tx, jobs.TIMERS, [3, 1]) == 2
            tx.connection.execute(sa.text("UPDATE procrastinate_jobs SET status = 'doing' WHERE args ->> 'key' = '3'"))
            assert jobs.defer(tx, jobs.TIMERS, [1, 2, 3]) == 1
            assert jobs.defer(tx, jobs.TIMERS, []) == 0
        assert queued(database) == [("timers", 3, "doing"), ("timers", 1, "todo"), ("timers", 2, "todo")]


class TestDispatch:
    def test_puts_there_what_is_due_and_only_that(self, database, case_id):
        for at, added in ((AT, 0), (LATE, 1), (LATE, 0)):
            with clock.stopped_at(at), database.transaction() as tx:
                assert jobs.dispatch(tx) == added
        assert queued(database) == [("deliveries", 1, "todo"), ("timers", case_id, "todo")]

    def test_finds_a_delivery_whose_job_was_lost(self, database, case_id):
        with database.transaction() as tx:
            tx.connection.execute(sa.text("DELETE FROM procrastinate_jobs"))
        with clock.stopped_at(AT), database.transaction() as tx:
            assert jobs.dispatch(tx) == 1

    def test_is_done_by_one_at_a_time(self, database, case_id):
        with clock.stopped_at(LATE), database.transaction() as one, database.transaction() as other:
            assert (jobs.dispatch(one), jobs.dispatch(other)) == (1, 0)

    def test_keeps_the_queue_short(self, database, monkeypatch):
        monkeypatch.setattr("engine.jobs.MOST_WAITING", 3)
        cases, asker = engine_in(database), asker_in(database)
        for _ in range(5):
            start_errand(database, cases, asker)
        monkeypatch.setattr("engine.jobs._ROWS_A_LOOK", 2)
        found = []
        for _ in range(4):
            with clock.stopped_at(LATE), database.transaction() as tx:
                found.append(jobs.dispatch(tx))
        assert found == [2, 2, 0, 0]


class TestTakeOver:
    def test_gives_back_what_a_dead_worker_had_taken(self, database):
        with database.transaction() as tx:
            jobs.defer(tx, jobs.TIMERS, [1, 2, 3])
            worker = "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - interval '%s') RETURNING id"
            dead, alive = (tx.connection.scalar(sa.text(worker % age)) for age in ("1 hour", "1 second"))
            taken = sa.text(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = :by WHERE args ->> 'key' = :key"
            )
            for worker_id, key in ((dead, "1"), (alive, "2"), (None, "3")):
                tx.connection.execute(taken, {"by": worker_id, "key": key})
        with database.transaction() as tx:
            assert jobs.take_over(tx, 30.0) == 2
        assert {(key, state) for _, key, state in queued(database)} == {(1, "todo"), (2, "doing"), (3, "todo")}

    def test_brings_back_what_a_wrong_clock_had_put_off(self, database):
        with database.transaction() as tx:
            jobs.defer(tx, jobs.TIMERS, [1, 2])
            put_off = "UPDATE procrastinate_jobs SET scheduled_at = now() + interval '%s' WHERE args ->> 'key' = '%s'"
            for age, key in (("400 days", 1), ("1 hour", 2)):
                tx.connection.execute(sa.text(put_off % (age, key)))
            jobs.take_over(tx, 30.0)
            soon = sa.text("SELECT args ->> 'key' FROM procrastinate_jobs WHERE scheduled_at <= now()")
            assert list(tx.connection.scalars(soon)) == ["1"]


class TestRunOnce:
    def test_does_all_that_is_due_and_leaves_nothing_in_the_queue(self, database, case_id):
        mailer = FakeMailer()
        with clock.stopped_at(LATE):
            done = queue_worker(database, mailer).run_once()
        assert done == {jobs.TIMERS: 1, jobs.DELIVERIES: 2}
        assert {m["Subject"] for m in mailer.sent} == {"2026-0001: an errand", "2026-0001 is late"}
        assert queued(database) == []


class TestWhatFails:
    def test_is_tried_again_later_and_keeps_nothing_else_waiting(self, database, case_id):
        before = clock.now()
        assert queue_worker(database, timers=fail).run_once() == {jobs.DELIVERIES: 1}
        assert queued(database) == [("timers", case_id, "todo")]
        with database.reading() as tx:
            waits = tx.connection.scalar(sa.text("SELECT scheduled_at FROM procrastinate_jobs"))
        assert before + jobs.BACK_OFF[0] <= waits <= clock.now() + jobs.BACK_OFF[0]
        assert count(database, incident) == 0

    def test_is_at_last_an_incident_that_a_person_can_try_again(self, database, cases, case_id, monkeypatch):
        monkeypatch.setattr("engine.jobs.BACK_OFF", (timedelta(0),) * len(jobs.BACK_OFF))
        tried: list[int] = []

        def try_in_vain(key: int) -> int:
            tried.append(key)
            return fail(key)

        while queued(database):
            queue_worker(database, timers=try_in_vain).run_once()
        assert tried == [case_id] * jobs.MOST_ATTEMPTS
        with database.reading() as tx:
            found = tx.connection.execute(sa.select(incident)).one()
        assert (found.case_id, found.kind) == (case_id, "timers_failed")
        queue_worker(database).run_once()
        assert count(database, timer) == 1
        warden = Person(id=1, name="", email="", posts=(Post(organisation=OFFICE, title="Warden"),))
        retry(database, cases, found.id, warden)
        assert count(database, timer) == 0

    def test_is_given_up_if_it_was_the_end_of_every_worker_that_tried(self, database, case_id):
        with database.transaction() as tx:
            jobs.dispatch(tx)
            ends = sa.text("UPDATE procrastinate_jobs SET attempts = :n WHERE queue_name = 'timers'")
            tx.connection.execute(ends, {"n": jobs.MOST_ATTEMPTS})
        queue_worker(database, timers=lambda _: pytest.fail("it was tried again")).run_once()
        assert count(database, incident) == 1

    def test_says_nothing_personal(self, database, case_id, caplog):
        caplog.set_level(logging.INFO)
        queue_worker(database, timers=fail).run_once()
        assert "OperationalError" in caplog.text
        assert "Amy" not in caplog.text


class TestRun:
    @pytest.fixture
    def started(self) -> Iterator[Callable[[QueueWorker], QueueWorker]]:
        """Starts workers, which are stopped at the end."""
        running: list[QueueWorker] = []

        def start(worker: QueueWorker) -> QueueWorker:
            running.append(worker)
            worker.start()
            return worker

        yield start
        for worker in running:
            worker.stop()
            assert not worker._thread.is_alive()

    def test_does_at_once_what_a_step_leaves(self, database, cases, started, monkeypatch):
        monkeypatch.setattr("engine.queue_worker.LONGEST_SLEEP_SECONDS", 3600.0)
        mailer, asker = FakeMailer(), asker_in(database)
        started(queue_worker(database, mailer))
        listening = sa.text("SELECT count(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN%'")
        wait_until(lambda: self.scalar(database, listening) == 2)
        start_errand(database, cases, asker)
        wait_until(lambda: len(mailer.sent) == 1)

    def scalar(self, database: Database, statement: sa.TextClause) -> int:
        with database.reading() as tx:
            return tx.connection.scalar(statement)

    def test_does_what_falls_due(self, database, cases, case_id, started):
        started(queue_worker(database))
        wait_until(lambda: count(database, timer) == 0)

    def test_keeps_no_date_waiting_for_slow_mail_servers(self, database, cases, started):
        answers, asker = threading.Event(), asker_in(database)
        for _ in range(12):
            start_errand(database, cases, asker)
        started(queue_worker(database, FakeMailer(then=answers.wait)))
        try:
            wait_until(lambda: count(database, timer) == 0)
        finally:
            answers.set()

    def test_begins_anew_when_it_could_not_record_how_a_job_ended(self, database, case_id, started, monkeypatch):
        """Otherwise the job would be taken for one that is being done, and its case would wait for ever."""
        monkeypatch.setattr("engine.queue_worker.SLEEP_AFTER_FAILURE_SECONDS", 0.05)
        broken = sa.text(
            "CREATE OR REPLACE FUNCTION procrastinate_finish_job_v1"
            "(job_id bigint, end_status procrastinate_job_status, delete_job boolean) "
            "RETURNS void LANGUAGE plpgsql AS 'BEGIN PERFORM 1 / 0; END;'"
        )
        whole = sa.text("SELECT pg_get_functiondef(oid) FROM pg_proc WHERE proname = 'procrastinate_finish_job_v1'")
        with database.transaction() as tx:
            definition = tx.connection.scalar(whole)
            tx.connection.execute(broken)
        started(queue_worker(database))
        wait_until(lambda: count(database, timer) == 0)
        with database.transaction() as tx:
            tx.connection.execute(sa.text(definition.replace(":", r"\:")))
        wait_until(lambda: queued(database) == [])

    def test_goes_on_when_another_has_taken_its_job_over(self, database, cases, started, monkeypatch):
        monkeypatch.setattr("engine.queue_worker.SLEEP_AFTER_FAILURE_SECONDS", 3600.0)
        mailer, asker = FakeMailer(), asker_in(database)

        def lose_the_job() -> None:
            with database.transaction() as tx:
                tx.connection.execute(sa.text("DELETE FROM procrastinate_jobs WHERE queue_name = 'deliveries'"))

        mailer.then = lose_the_job
        started(queue_worker(database, mailer))
        for number in (1, 2):
            start_errand(database, cases, asker)
            wait_until(lambda: len(mailer.sent) == 2 * number)  # noqa: B023 - it is over before the next

    def test_sleeps_while_nothing_is_due_but_not_long(self, database, cases, case_id):
        worker = queue_worker(database)
        with clock.stopped_at(AT):
            assert worker.dispatch_once() == LONGEST_SLEEP_SECONDS
            with database.transaction() as tx:
                tx.connection.execute(sa.update(timer).values(due_at=AT + timedelta(seconds=1)))
                tx.connection.execute(sa.update(delivery).values(try_at=AT + timedelta(hours=1)))
            assert worker.dispatch_once() == 1.0

    def test_ends_at_once_when_it_is_stopped_before_it_has_begun(self, database):
        worker = queue_worker(database)
        worker.stop()
        before = time.monotonic()
        worker.run()
        assert time.monotonic() - before < LONGEST_SLEEP_SECONDS


class TestWrongClock:
    def test_does_nothing_until_the_machines_clock_agrees_with_the_databases(
        self, database, case_id, monkeypatch, caplog
    ):
        right, ahead = clock.of_machine, [timedelta(seconds=61)]
        monkeypatch.setattr(clock, "of_machine", lambda: right() + ahead[0])
        mailer = FakeMailer()
        with clock.stopped_at(LATE):
            assert queue_worker(database, mailer).run_once().total() == 0
            assert (mailer.tried, count(database, timer)) == ([], 1)
            assert "seconds ahead of the database's: nothing is fired" in caplog.text
            ahead[0] = timedelta()
            assert queue_worker(database, mailer).run_once()[jobs.TIMERS] == 1

    def test_ends_what_it_began_with_a_clock_that_was_right(self, database, monkeypatch):
        worker, right = queue_worker(database), clock.of_machine
        assert worker.dispatch_once() > 0
        monkeypatch.setattr(clock, "of_machine", lambda: right() - timedelta(seconds=61))
        worker._take_over_at = 0.0
        assert worker.dispatch_once() == 0, "so that it begins anew, and waits"
