import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock, jobs
from engine.access import OFFICE, Person, Post
from engine.cases.attempts import retry
from engine.cases.engine import CaseEngine
from engine.correspondence.mail import MailUnreachable
from engine.records import schema
from engine.records.db import Database
from engine.records.tables import delivery, incident, letter, timer
from engine.worker import LONGEST_SLEEP_SECONDS, SLEEP_AFTER_FAILURE_SECONDS, Pass, Worker, work_of
from tests.engine.errand import asker_in, bundle, engine_in, start_errand
from tests.engine.rows import AT
from tests.fakes import FakeMailer

LATE = AT + timedelta(days=2)
"""Two days on: the errand, asked for on a Tuesday, was due on the Wednesday."""


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
    """A database in a file or on a server, so that threads have connections of their own."""
    url = (
        f"sqlite:///{tmp_path}/cspr.sqlite" if request.param == "sqlite" else request.getfixturevalue("postgresql_url")
    )
    made = Database(url, is_durable=False)
    schema.migrate(made)
    yield made
    made.close()


@pytest.fixture
def cases(database) -> CaseEngine:
    return engine_in(database)


@pytest.fixture
def case_id(database, cases) -> int:
    return start_errand(database, cases, asker_in(database))


def worker(database: Database, cases: CaseEngine, mailer: FakeMailer | None = None) -> Worker:
    return Worker(
        database=database,
        cases=cases,
        mailer=mailer or FakeMailer(),
        sender="service@example.org",
        sign_in_at="https://reviews.example.org",
    )


def said(done: Pass) -> tuple[int, int]:
    """How many timers fired, and deliveries were tried."""
    return done.done[jobs.TIMERS], done.done[jobs.DELIVERIES]


def count(database: Database, table: sa.Table) -> int:
    with database.reading() as tx:
        return tx.connection.scalar(sa.select(sa.func.count()).select_from(table))


def waited_for(condition) -> bool:
    for _ in range(500):
        if condition():
            return True
        time.sleep(0.01)
    return False


class TestRunOnce:
    def test_sends_what_waits_and_leaves_what_is_not_due(self, database, cases, case_id):
        mailer = FakeMailer()
        with clock.stopped_at(AT):
            done = worker(database, cases, mailer).run_once()
        assert said(done) == (0, 1)
        assert [m["Subject"] for m in mailer.sent] == ["2026-0001: an errand"]

    def test_fires_a_timer_once_it_is_due_and_sends_what_that_wrote(self, database, cases, case_id):
        mailer = FakeMailer()
        with clock.stopped_at(LATE):
            done = worker(database, cases, mailer).run_once()
            assert said(done) == (1, 2)
            again = worker(database, cases, mailer).run_once()
            assert said(again) == (0, 0)
        assert "2026-0001 is late" in [m["Subject"] for m in mailer.sent]
        assert count(database, timer) == 0
        with database.reading() as tx:
            assert [e.action for e in audit.entries(tx, case_id)] == [
                "case_opened", "timers_fired", "delivery_sent", "delivery_sent",
            ]  # fmt: skip
            assert not audit.verify(tx).broken

    def test_wakes_only_the_cases_that_are_due(self, database, cases, case_id):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(timer).values(due_at=LATE + timedelta(days=1)))
        with clock.stopped_at(LATE):
            assert said(worker(database, cases).run_once())[0] == 0
        assert count(database, timer) == 1

    def test_sleeps_until_something_is_due_but_not_long(self, database, cases, case_id):
        with clock.stopped_at(AT):
            done = worker(database, cases)
            assert done.run_once().sleep_seconds == 0.0
            assert done.run_once().sleep_seconds == LONGEST_SLEEP_SECONDS
            with database.transaction() as tx:
                tx.connection.execute(sa.update(timer).values(due_at=AT + timedelta(seconds=1)))
            assert done.run_once().sleep_seconds == 1.0

    def test_costs_one_statement_when_nothing_is_due(self, database, cases):
        statements: list[str] = []
        sa.event.listen(database.engine, "before_cursor_execute", lambda *said: statements.append(said[2]))
        with clock.stopped_at(AT):
            worker(database, cases).run_once()
        assert len([s for s in statements if not s.startswith("BEGIN")]) == 1

    def test_sets_a_case_aside_that_cannot_go_on_and_goes_on_with_the_others(self, database):
        cases = engine_in(database, escalate="Subject: x\n\n{{ answers.fetched.done }}\n")
        asker = asker_in(database)
        first = start_errand(database, cases, asker)
        sound = bundle()
        with clock.stopped_at(AT + timedelta(minutes=1)), database.transaction() as tx:
            cases.revisions.publish(tx, sound)
        second = start_errand(database, cases, asker, AT + timedelta(minutes=1))
        with clock.stopped_at(LATE):
            done = worker(database, cases).run_once()
            assert said(done)[0] == 1
            assert said(worker(database, cases).run_once())[0] == 0
        with database.reading() as tx:
            found = tx.connection.execute(sa.select(incident)).one()
            assert found.case_id == first
            late = tx.connection.execute(sa.select(letter.c.case_id).where(letter.c.name == "escalate")).scalars()
            assert list(late) == [second]
            assert tx.connection.scalar(sa.select(timer.c.incident_id)) == found.id

    def test_survives_a_mailer_with_a_fault_and_sleeps_before_it_goes_on(self, database, cases, case_id):
        with clock.stopped_at(AT):
            done = worker(database, cases, FakeMailer(ZeroDivisionError())).run_once()
        assert (said(done)[1], done.sleep_seconds) == (0, SLEEP_AFTER_FAILURE_SECONDS)

    def test_keeps_no_date_waiting_for_a_slow_mail_server(self, database, cases, case_id):
        fired: list[int] = []
        mailer = FakeMailer(MailUnreachable("later"))

        def while_sending() -> None:
            with database.transaction() as tx:
                tx.connection.execute(sa.update(timer).values(due_at=AT - timedelta(hours=1)))

        mailer.then = while_sending
        with clock.stopped_at(AT):
            fired.append(said(worker(database, cases, mailer).run_once())[0])
        assert fired == [1]


class TestWorkOf:
    def test_says_of_every_kind_how_it_is_done(self, database, cases):
        work = work_of(database, cases, FakeMailer(), sender="service@example.org", sign_in_at="")
        assert tuple(work) == jobs.KINDS


class TestWhatFails:
    """A piece of work at which the database fails, time after time."""

    @pytest.fixture(autouse=True)
    def quick(self, monkeypatch):
        self.passed = 0.0
        monkeypatch.setattr("engine.worker.time.monotonic", lambda: self.passed)

    @pytest.fixture
    def running(self, database, cases, case_id) -> Worker:
        """Whose mail leaves, while timers cannot be fired."""
        made = worker(database, cases)

        def fail(_case_id: int) -> int:
            raise sa.exc.OperationalError("UPDATE", {}, Exception("too many of something"))

        self.fire, self.is_sound = made.work[jobs.TIMERS].do, False
        do = lambda key: self.fire(key) if self.is_sound else fail(key)  # noqa: E731
        made.work = {**made.work, jobs.TIMERS: replace(made.work[jobs.TIMERS], do=do)}
        return made

    def test_keeps_nothing_else_waiting_and_is_left_alone_for_a_while(self, database, running):
        with clock.stopped_at(LATE):
            first = running.run_once()
            assert (said(first), first.sleep_seconds) == ((0, 1), 0.0)
            self.is_sound = True
            assert said(running.run_once()) == (0, 0)
            self.passed += jobs.BACK_OFF[0].total_seconds()
            assert said(running.run_once()) == (1, 1)
        assert count(database, incident) == 0

    def test_is_at_last_set_aside_and_a_person_told_who_can_try_it_again(self, database, cases, running, case_id):
        with clock.stopped_at(LATE):
            for pause in jobs.BACK_OFF:
                running.run_once()
                assert count(database, incident) == 0
                self.passed += pause.total_seconds()
            running.run_once()
            assert count(database, incident) == 1
            assert running._failing == {}
            with database.reading() as tx:
                found = tx.connection.execute(sa.select(incident)).one()
            warden = Person(id=1, name="", email="", posts=(Post(organisation=OFFICE, title="Warden"),))
            retry(database, cases, found.id, warden)
        assert count(database, timer) == 0


class TestTwoWorkers:
    def test_do_everything_once(self, database, cases):
        asker = asker_in(database)
        for _ in range(8):
            start_errand(database, cases, asker)
        mailers = [FakeMailer(), FakeMailer()]

        def work(mailer: FakeMailer) -> None:
            with clock.stopped_at(LATE):
                worker(database, CaseEngine(), mailer).run_once()

        threads = [threading.Thread(target=work, args=(mailer,)) for mailer in mailers]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ids = [m["Message-ID"] for mailer in mailers for m in mailer.sent]
        assert len(ids) == len(set(ids)) == 16
        assert count(database, timer) == count(database, incident) == 0
        with database.reading() as tx:
            assert tx.connection.scalar(sa.select(sa.func.count()).where(letter.c.name == "escalate")) == 8
            assert not audit.verify(tx).broken


class TestRun:
    def test_works_in_a_thread_until_it_is_stopped(self, database, cases, case_id):
        mailer = FakeMailer()
        running = worker(database, cases, mailer)
        running.start()
        try:
            assert waited_for(lambda: len(mailer.sent) == 2)
        finally:
            running.stop()
        assert not running._thread.is_alive()

    def test_is_nudged_awake(self, database, cases, case_id):
        mailer = FakeMailer()
        running = worker(database, cases, mailer)
        with database.transaction() as tx:
            tx.connection.execute(sa.update(delivery).values(try_at=clock.now() + timedelta(days=1)))
            tx.connection.execute(sa.delete(timer))
        running.start()
        try:
            time.sleep(0.2)
            with database.transaction() as tx:
                tx.connection.execute(sa.update(delivery).values(try_at=clock.now()))
            running.nudge()
            before = time.monotonic()
            assert waited_for(lambda: len(mailer.sent) == 1)
            assert time.monotonic() - before < LONGEST_SLEEP_SECONDS / 2
        finally:
            running.stop()

    def test_outlives_whatever_fails(self, database, cases, case_id, monkeypatch):
        monkeypatch.setattr("engine.worker.SLEEP_AFTER_FAILURE_SECONDS", 0.01)
        failures = iter([MailUnreachable("x")])
        mailer = FakeMailer()
        running = worker(database, cases, mailer)
        reading = database.reading

        def fail_first():
            for failure in failures:
                raise failure
            return reading()

        monkeypatch.setattr(database, "reading", fail_first)
        running.start()
        try:
            assert waited_for(lambda: len(mailer.sent) == 2)
        finally:
            running.stop()

    def test_stops_between_two_pieces_of_work(self, database, cases):
        asker = asker_in(database)
        for _ in range(5):
            start_errand(database, cases, asker)
        mailer = FakeMailer()
        running = worker(database, cases, mailer)
        mailer.then = running._stopped.set
        with clock.stopped_at(AT):
            running.run_once()
        assert len(mailer.sent) == 1
