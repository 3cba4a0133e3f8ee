"""The errand is asked for on Tuesday 14 April and due on Tuesday 21 April; people are reminded 2 and 1 days before."""

from collections.abc import Iterator
from datetime import date, datetime, time

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE, Person, Post
from engine.cases.attempts import fire_due_timers, retry, send_reminders
from engine.cases.claims import claim
from engine.cases.engine import CaseEngine
from engine.cases.steps import complete_user_task
from engine.diagrams.bundle import Bundle
from engine.records.db import Database
from engine.records.tables import case_member, delivery, incident, letter, post_held, user_task
from tests.engine.errand import asker_in, bundle, start_errand
from tests.engine.rows import AT, add_person, fresh_database

LETTER = "Subject: {{ case.reference }}\n\n{% if due_on < today %}Late{% else %}Due{% endif %}: {{ clause.says }}\n"
CASE = 1


def reminding(text: str = LETTER) -> Bundle:
    files = dict(bundle(remind=text).files)
    clauses, partnership = files["bpmn/clauses.yaml"].decode(), files["bpmn/partnership.yaml"].decode()
    files["bpmn/clauses.yaml"] = f"{clauses.replace('amount: 1', 'amount: 5')}  remind: [2, 1]\n".encode()
    files["bpmn/partnership.yaml"] = f"{partnership}oversight: Keeper\n".encode()
    return Bundle(files)


@pytest.fixture
def database() -> Iterator[Database]:
    with fresh_database() as made:
        yield made


@pytest.fixture
def wardens(database) -> list[Person]:
    """Two who share the role."""
    post = Post(organisation=OFFICE, title="Warden")
    with database.transaction() as tx:
        ids = [add_person(tx, name, posts=((OFFICE, "Warden"),)) for name in ("Ann", "Ben")]
    return [Person(id=number, name="", email="", posts=(post,)) for number in ids]


def begin(database: Database, text: str = LETTER) -> CaseEngine:
    cases = CaseEngine()
    with clock.stopped_at(AT), database.transaction() as tx:
        cases.revisions.publish(tx, reminding(text))
    assert start_errand(database, cases, asker_in(database)) == CASE
    return cases


@pytest.fixture
def cases(database, wardens) -> CaseEngine:
    return begin(database)


def april(day: int, hour: int = 8, minute: int = 0) -> datetime:
    return clock.at(date(2026, 4, day), time(hour, minute))


def rows(database: Database, table: sa.Table, *where) -> list:
    with database.reading() as tx:
        return tx.connection.execute(sa.select(table).where(*where).order_by(sa.literal_column("rowid"))).all()


def reminders(database: Database) -> list:
    return rows(database, letter, letter.c.name == "remind")


def said(database: Database) -> list[tuple[int, str]]:
    """The day of April and the role of each reminder."""
    return [(clock.london_date(row.at).day, row.role) for row in reminders(database)]


def at(instant: datetime, database: Database, cases: CaseEngine) -> int:
    with clock.stopped_at(instant):
        return send_reminders(database, cases, CASE)


def remind_at(database: Database) -> datetime | None:
    (task,) = rows(database, user_task, user_task.c.element == "fetch")
    return task.remind_at


class TestReminders:
    def test_go_out_before_on_and_after_the_day_once_each(self, database, cases):
        assert remind_at(database) == april(17)
        for day in (17, 20, 21, 22):
            assert at(april(day, 7, 59), database, cases) == 0
            assert at(april(day), database, cases) == 1
            assert at(april(day), database, cases) == 0
        assert said(database) == [(17, "Warden"), (20, "Warden"), (21, "Warden"), (22, "Warden"), (22, "Keeper")]
        assert [row.body.partition(":")[0] for row in reminders(database)] == ["Due"] * 3 + ["Late"] * 2
        assert remind_at(database) is None
        with database.reading() as tx:
            told = [entry for entry in audit.entries(tx, CASE) if entry.action == "people_reminded"]
            assert [[one["to"] for one in entry.facts["letters"]] for entry in told][2:] == [
                ["Warden"], ["Warden", "Keeper"],
            ]  # fmt: skip
            assert not audit.verify(tx).broken

    def test_let_the_oversight_see_the_case(self, database, cases):
        at(april(22), database, cases)
        assert "Keeper" in [row.held_by for row in rows(database, case_member)]
        with clock.stopped_at(april(23)):
            assert fire_due_timers(database, cases, CASE) == 1  # and the step does not find it a stranger

    def test_do_not_repeat_what_the_diagram_has_told(self, database, cases):
        with clock.stopped_at(april(22, 0)):
            assert fire_due_timers(database, cases, CASE) == 1
        at(april(22), database, cases)
        assert said(database) == [(22, "Warden")]

    def test_go_to_who_has_taken_the_task_alone_but_on_the_day_to_the_role(self, database, cases, wardens):
        (task,) = rows(database, user_task, user_task.c.element == "fetch")
        with clock.stopped_at(april(15)), database.transaction() as tx:
            claim(tx, cases.revisions, wardens[1], task.id)
        both = [warden.id for warden in wardens]
        for day, reached in ((17, both[1:]), (21, both), (22, both)):
            at(april(day), database, cases)
            (sent,) = [row for row in reminders(database) if row.role == "Warden"][-1:]
            assert [row.person_id for row in rows(database, delivery, delivery.c.letter_id == sent.id)] == reached

    def test_reach_who_covers_as_well_as_who_has_taken_the_task_and_is_away(self, database, cases, wardens):
        (task,) = rows(database, user_task, user_task.c.element == "fetch")
        with clock.stopped_at(april(15)), database.transaction() as tx:
            claim(tx, cases.revisions, wardens[1], task.id)
            kit = add_person(tx, "Kit", posts=((OFFICE, "Keeper"),))
            days = {"from_on": date(2026, 4, 15), "until_on": date(2026, 4, 17)}
            post = {"person_id": kit, "covers": wardens[1].id, "organisation": OFFICE, "title": "Warden"}
            tx.connection.execute(post_held.insert(), {**post, **days})
        for day, reached in ((17, [wardens[1].id, kit]), (20, [wardens[1].id])):
            at(april(day), database, cases)
            sent = reminders(database)[-1]
            assert [row.person_id for row in rows(database, delivery, delivery.c.letter_id == sent.id)] == reached

    def test_are_one_after_a_sleep_of_a_week(self, database, cases):
        assert at(april(21, 14), database, cases) == 1
        assert said(database) == [(21, "Warden")]
        assert remind_at(database) == april(22)

    def test_are_not_sent_of_what_is_done(self, database, cases, wardens):
        (task,) = rows(database, user_task, user_task.c.element == "fetch")
        with clock.stopped_at(april(16)), database.transaction() as tx:
            complete_user_task(tx, cases, task_id=task.id, person=wardens[0], answers={"done": "yes"})
        assert at(april(22), database, cases) == 0
        assert said(database) == []

    def test_that_cannot_be_written_wait_for_a_person(self, database, wardens):
        cases = begin(database, "Subject: x\n\n{{ answers.fetched.done }}\n")
        assert at(april(17), database, cases) == 0
        assert remind_at(database) is None
        (stopped,) = rows(database, incident, incident.c.kind == "reminders_failed")
        assert stopped.case_id == CASE
        (revision,) = cases.revisions._read.values()
        revision.letters["remind"] = LETTER
        with clock.stopped_at(april(17, 11)):
            retry(database, cases, stopped.id, wardens[0])
        assert said(database) == [(17, "Warden")]
        assert remind_at(database) == april(20)
