"""What happens in a case is queued for the systems that listen to it, in the step's own transaction."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from engine import announcing, clock
from engine.cases.attempts import fire_due_timers, submit_user_task
from engine.cases.engine import CaseEngine
from engine.correspondence.webhooks import add_webhook, end_webhook
from engine.records.db import Database
from engine.records.tables import user_task
from engine.records.webhooks import webhook, webhook_delivery
from engine.registers.people import find_person
from tests.engine.errand import asker_in, engine_in, start_errand
from tests.engine.rows import AT, add_person


@pytest.fixture
def database(light_database):
    with clock.stopped_at(AT):
        yield light_database


@pytest.fixture
def cases(database) -> CaseEngine:
    return engine_in(database)


def listening(database: Database, *events: str, called: str = "The hub") -> int:
    with database.transaction() as tx:
        add_person(tx, "Wim Warden", posts=(("partnership", "Warden"),))
        admin = add_person(tx, "Ann Admin", is_administrator=True)
        number, _ = add_webhook(
            tx, called=called, url="https://hub.example.org/in", account_id=1, events=events, by=admin
        )
    return number


def told(database: Database) -> list[str]:
    with database.reading() as tx:
        return list(
            tx.connection.execute(sa.select(webhook_delivery.c.event).order_by(webhook_delivery.c.id)).scalars()
        )


class TestAnnounce:
    def test_tells_who_listens_of_what_a_step_did(self, database, cases):
        listening(database, *announcing.EVENTS)
        case_id = start_errand(database, cases, asker_in(database))
        assert told(database) == ["case.opened", "task.opened"]
        with clock.stopped_at(AT + timedelta(days=2)):
            fire_due_timers(database, cases, case_id)
        assert told(database)[2:] == ["date.passed"]
        with database.reading() as tx:
            task_id = tx.connection.scalar(sa.select(user_task.c.id).where(user_task.c.closed_at.is_(None)))
            warden = find_person(tx, 1)
        submit_user_task(database, cases, task_id=task_id, person=warden, answers={"done": "yes"})
        assert told(database)[3:] == ["case.closed", "task.completed"]

    def test_tells_nobody_what_they_do_not_listen_to(self, database, cases):
        listening(database, announcing.CASE_CLOSED)
        start_errand(database, cases, asker_in(database))
        assert told(database) == []

    def test_goes_with_what_is_rolled_back(self, database, cases):
        listening(database, announcing.CASE_CLOSED)
        case_id = start_errand(database, cases, asker_in(database))

        def step() -> None:
            with database.transaction() as tx:
                announcing.announce(tx, case_id, [announcing.CASE_CLOSED])
                raise RuntimeError

        with pytest.raises(RuntimeError):
            step()
        assert told(database) == []

    def test_waits_for_an_administrator_where_messages_have_stopped(self, database, cases):
        number = listening(database, announcing.CASE_OPENED)
        with database.transaction() as tx:
            tx.connection.execute(sa.update(webhook).values(stopped_at=AT))
        start_errand(database, cases, asker_in(database))
        with database.transaction() as tx:
            assert tx.connection.scalar(sa.select(webhook_delivery.c.state)) == "waiting"
            end_webhook(tx, number, 1)
            assert tx.connection.scalar(sa.select(webhook_delivery.c.state)) == "withheld"

    def test_costs_a_step_no_statement_where_nobody_listens(self, database, cases):
        seen: list[str] = []

        def note(_c, _cursor, statement, *_):
            seen.append(statement)

        case_id = start_errand(database, cases, asker_in(database))
        sa.event.listen(database.engine, "before_cursor_execute", note)
        with clock.stopped_at(AT + timedelta(days=2)):
            fire_due_timers(database, cases, case_id)
        sa.event.remove(database.engine, "before_cursor_execute", note)
        assert not [statement for statement in seen if "INSERT INTO webhook_delivery" in statement]
