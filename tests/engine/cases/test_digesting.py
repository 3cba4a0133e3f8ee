"""The errand is asked for on Tuesday 14 April and due on Wednesday 15 April."""

import threading
from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
import sqlalchemy as sa

from engine import clock
from engine.access import OFFICE
from engine.cases.claims import claim
from engine.cases.digesting import send_digest, send_without_list
from engine.cases.engine import CaseEngine
from engine.correspondence import outbox
from engine.correspondence.mail import MailRefused
from engine.correspondence.service_incidents import DIGEST_FAILED, open_incidents
from engine.correspondence.settling import try_again
from engine.records import schema
from engine.records.db import Database
from engine.records.tables import delivery, incident, notice, person, post_held, user_task
from engine.registers.people import find_person
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT, add_person
from tests.fakes import FakeMailer

SITE = "https://reviews.example.org"


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path) -> Iterator[Database]:
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
def warden(database, cases) -> int:
    with database.transaction() as tx:
        found = add_person(tx, "Ann", posts=((OFFICE, "Warden"),), digest_at=AT)
    start_errand(database, cases, asker_in(database))
    return found


def april(day: int, hour: int, minute: int = 0) -> datetime:
    return clock.at(date(2026, 4, day), time(hour, minute))


def at(instant: datetime, database: Database, cases: CaseEngine, person_id: int) -> int:
    with clock.stopped_at(instant):
        return send_digest(database, cases, person_id, sign_in_at=SITE)


def rows(database: Database, table: sa.Table) -> list:
    with database.reading() as tx:
        return list(tx.connection.execute(sa.select(table)).all())


def next_look(database: Database, person_id: int) -> datetime | None:
    with database.reading() as tx:
        return tx.connection.execute(sa.select(person.c.digest_at).where(person.c.id == person_id)).scalar_one()


class TestDigest:
    def test_is_one_mail_a_working_day_with_references_and_nothing_about_a_child(self, database, cases, warden):
        assert at(april(15, 7, 29), database, cases, warden) == 0
        assert next_look(database, warden) == april(15, 7, 30)
        assert at(april(15, 7, 30), database, cases, warden) == 1
        assert at(april(15, 7, 30), database, cases, warden) == 0
        assert next_look(database, warden) == april(16, 7, 30)
        assert at(april(16, 7, 30), database, cases, warden) == 1
        first, second = rows(database, notice)
        assert (first.subject, second.subject) == ("Your work: 1 due today", "Your work: 1 late")
        assert "2026-0001: Fetch it, due on Wednesday 15 April 2026" in first.body
        (task,) = [row for row in rows(database, user_task) if row.closed_at is None]
        assert f"{SITE}/tasks/{task.id}" in first.body
        assert f"{SITE}/work" in first.body
        assert "Nell" not in first.body

    def test_leaves_like_any_mail(self, database, cases, warden):
        at(april(15, 8), database, cases, warden)
        mailer = FakeMailer()
        (mine,) = [row for row in rows(database, delivery) if row.notice_id]
        with clock.stopped_at(april(15, 8)):
            assert outbox.send(database, mailer, mine.id, sender="service@example.org", sign_in_at=SITE) == 1
        (mail,) = mailer.sent
        assert (mail["To"], mail["Subject"]) == ("ann@example.org", "Your work: 1 due today")
        assert mail.get_content().rstrip().endswith(f"Sign in: {SITE}")

    def test_that_is_refused_is_no_incident_of_a_case(self, database, cases, warden):
        at(april(15, 8), database, cases, warden)
        (mine,) = [row for row in rows(database, delivery) if row.notice_id]
        with clock.stopped_at(april(15, 8)):
            refusing = FakeMailer(MailRefused("no such address"))
            assert outbox.send(database, refusing, mine.id, sender="service@example.org", sign_in_at=SITE) == 1
        (mine,) = [row for row in rows(database, delivery) if row.notice_id]
        assert mine.state == "failed"
        assert rows(database, incident) == []

    def test_tells_what_was_taken_on_whenever_it_is_due(self, database, cases, warden):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(user_task).values(due_on=date(2026, 6, 1)))
        assert at(april(15, 8), database, cases, warden) == 0
        with clock.stopped_at(april(15, 9)), database.transaction() as tx:
            (task,) = tx.connection.execute(sa.select(user_task.c.id).where(user_task.c.closed_at.is_(None))).scalars()
            claim(tx, cases.revisions, find_person(tx, warden), task)
        assert at(april(16, 8), database, cases, warden) == 1
        assert rows(database, notice)[-1].subject == "Your work: 1 taken on by you"

    def test_rests_on_days_that_are_no_working_days(self, database, cases, warden):
        assert at(april(18, 8), database, cases, warden) == 0  # a Saturday
        assert next_look(database, warden) == april(20, 7, 30)

    def test_is_one_after_a_sleep_of_a_week(self, database, cases, warden):
        assert at(april(23, 11), database, cases, warden) == 1
        assert next_look(database, warden) == april(24, 7, 30)

    def test_goes_to_nobody_without_an_account_or_a_post(self, database, cases, warden):
        with database.transaction() as tx:
            tx.connection.execute(sa.update(person).where(person.c.id == warden).values(is_active=False))
        assert at(april(15, 8), database, cases, warden) == 0
        with database.transaction() as tx:
            tx.connection.execute(sa.update(person).where(person.c.id == warden).values(is_active=True))
            tx.connection.execute(sa.update(post_held).values(until_on=date(2026, 4, 15)))
        assert at(april(16, 8), database, cases, warden) == 0
        assert rows(database, notice) == []

    def test_that_cannot_be_made_says_so(self, database, cases, warden):
        with clock.stopped_at(april(15, 8)):
            assert send_without_list(database, cases, warden, sign_in_at=SITE) == 1
            assert send_without_list(database, cases, warden, sign_in_at=SITE) == 0
        (said,) = rows(database, notice)
        assert f"{SITE}/work" in said.body

    def test_that_could_not_be_made_waits_for_an_administrator_who_has_it_made(self, database, cases, warden):
        with clock.stopped_at(april(15, 8)):
            send_without_list(database, cases, warden, sign_in_at=SITE)
            with database.transaction() as tx:
                (incident,) = open_incidents(tx)
                assert (incident.kind, incident.about) == (DIGEST_FAILED, warden)
                try_again(tx, incident.id, warden)
        assert next_look(database, warden) == april(15, 8), "the worker looks at them at once"
        assert [at(april(15, 8), database, cases, warden) for _ in range(2)] == [1, 0]
        with database.reading() as tx:
            assert open_incidents(tx) == ()

    def test_is_written_once_by_several_at_once(self, database, cases, warden):
        written: list[int] = []
        threads = [
            threading.Thread(target=lambda: written.append(at(april(15, 8), database, cases, warden))) for _ in range(4)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(written) == [0, 0, 0, 1]
        assert len(rows(database, notice)) == len([row for row in rows(database, delivery) if row.notice_id]) == 1


class TestInTheMorning:
    def test_what_somebody_has_claimed_and_may_not_do_any_more_goes_back(self, database, cases, warden):
        (task,) = [row for row in rows(database, user_task) if row.closed_at is None]
        with clock.stopped_at(april(14, 12)), database.transaction() as tx:
            claim(tx, cases.revisions, find_person(tx, warden), task.id)
            tx.connection.execute(
                sa.update(post_held).where(post_held.c.person_id == warden).values(until_on=date(2026, 4, 14))
            )
        assert at(april(15, 7, 30), database, cases, warden) == 0
        (task,) = [row for row in rows(database, user_task) if row.closed_at is None]
        assert task.person_id is None
