"""Two at the same case at once, on PostgreSQL: the second waits for the first, and sees what it did.

Each has an engine of its own, as two programs have, that had the case in memory before the other changed it.
"""

import threading
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE, Person
from engine.cases.claims import claim
from engine.cases.dates import correct_anchor, fire_timers
from engine.cases.engine import CaseEngine
from engine.cases.steps import complete_user_task
from engine.diagrams import samples
from engine.diagrams.bundle import Bundle
from engine.errors import NotAllowed, TaskNotOpen
from engine.records import schema, tables
from engine.records.db import Database, Transaction
from tests.engine.cases.office import GO_ON, Office
from tests.engine.cases.test_events import THREE, news
from tests.engine.cases.test_holders_of_tasks import Desk, asked_again, of

Act = Callable[[Transaction, CaseEngine], Any]
_BLOCKED = sa.text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")


@pytest.fixture
def database(postgresql_url: str) -> Iterator[Database]:
    found = Database(postgresql_url, is_durable=False)
    schema.migrate(found)
    yield found
    found.close()


def raced(office: Office, first: Act, second: Act) -> Any:
    """Let the second begin while the first holds the case; return what came of the second, or its refusal."""
    came: list[Any] = []
    other = CaseEngine(revisions=office.engine.revisions)

    def follow() -> None:
        try:
            with office.clock(), office.database.transaction() as tx:
                came.append(second(tx, other))
        except Exception as refused:  # noqa: BLE001 - whatever it is, the test looks at it
            came.append(refused)

    thread = threading.Thread(target=follow)
    with office.clock(), office.database.transaction() as tx:
        first(tx, office.engine)
        thread.start()
        with office.database.engine.connect() as watching:
            while thread.is_alive() and not watching.execute(_BLOCKED).scalar_one():
                watching.rollback()
    thread.join(timeout=30)
    with office.database.reading() as tx:
        assert audit.verify(tx).broken == ()
    return came[0]


def completes(task_id: str, person: Person, **answers: Any) -> Act:
    given = {**GO_ON, **answers}
    return lambda tx, engine: complete_user_task(tx, engine, task_id=task_id, person=person, answers=given)


@pytest.fixture
def colleague(office: Office) -> Person:
    return office.person("A colleague", of(OFFICE, "Officer"))


class TestTwoWhoCompleteTasks:
    @pytest.fixture
    def bundle(self) -> Bundle:
        return samples.linear(3)

    @pytest.fixture
    def office(self, database, bundle) -> Office:
        office = Office(database, bundle)
        office.start()
        return office

    def test_of_one_task_the_second_is_told_who_was_first(self, office, colleague):
        (task,) = office.open_tasks()
        late = raced(office, completes(task, office.officer), completes(task, colleague))
        assert isinstance(late, TaskNotOpen)
        assert late.by == "An officer"
        assert len(office.rows(tables.submission)) == 2


class TestTheLastOfAll:
    def test_opens_what_follows_once(self, database):
        office = Office(database, approved())
        office.start(**THREE)
        one, two, three = office.open_tasks("approve")
        office.submit(one)
        raced(office, completes(two, office.officer), completes(three, office.officer))
        assert office.open_tasks("approve") == []
        assert len(office.open_tasks("publish")) == 1
        (case,) = office.rows(tables.safeguarding_case)
        assert len(case.facts["routed"]["reply.outcome"]) == 3


def approved() -> Bundle:
    """A task for each instance, and one that follows when all are done."""
    inner, top = samples.Drawing("inner"), samples.Drawing("top")
    inner.chain(inner.start(), inner.user_task("approve"), inner.end())
    each = top.call("each", inner.process, instances="one")
    top.chain(top.start(), top.user_task("open"), each, top.user_task("publish"), top.end())
    files = samples.bundle_of([top, inner], with_instances=True).files
    form = "forms/definitions/answer.yaml"
    reply = samples.linear(1).files[form].replace(b"form: answer", b"form: reply").replace(b"began", b"replied")
    inner_file = files["bpmn/inner.bpmn"].replace(b'value="answer"', b'value="reply"')
    return Bundle({**files, "bpmn/inner.bpmn": inner_file, "forms/definitions/reply.yaml": reply})


class TestAnEvent:
    def test_that_can_be_recorded_again_is_recorded_once_by_two(self, database):
        office = Office(database, news())
        office.start()
        (heard,) = office.open_tasks("heard")
        late = raced(office, completes(heard, office.officer), completes(heard, office.officer))
        assert isinstance(late, TaskNotOpen)
        assert (late.by, len(office.open_tasks("look")), len(office.open_tasks("heard"))) == ("An officer", 1, 1)

    def test_that_ends_an_activity_comes_before_a_task_in_it(self, database):
        office = Office(database, samples.pressed())
        office.start(**THREE)
        task, (withdrawn,) = office.open_tasks("confirm")[0], office.open_tasks("withdrawn")
        late = raced(office, completes(withdrawn, office.officer), completes(task, office.officer))
        assert isinstance(late, TaskNotOpen)
        assert late.by == ""

    def test_that_ends_an_activity_comes_after_a_task_in_it(self, database):
        office = Office(database, samples.pressed())
        office.start(**THREE)
        task, (withdrawn,) = office.open_tasks("confirm")[0], office.open_tasks("withdrawn")
        raced(office, completes(task, office.officer), completes(withdrawn, office.officer))
        assert office.open_tasks() == office.open_tasks("clear_up")


class TestAHandOver:
    """Another convenor is chosen while the one before is at the task."""

    @pytest.fixture
    def desk(self, database) -> Desk:
        desk = Desk(database, asked_again())
        desk.ask()
        self.before, self.after = desk.person("East", of("east", "Head")), desk.person("West", of("west", "Head"))
        again = {"reviewer": str(desk.chair.id), "convenor": "west", "helper": "shop"}
        event = desk.held("ask_again")[0].id
        self.hand_over = lambda tx, engine: complete_user_task(
            tx, engine, task_id=event, person=desk.clerk, answers=again
        )
        self.task = desk.held("meet")[0].id
        return desk

    def test_comes_before_a_claim(self, desk):
        claims = lambda tx, engine: claim(tx, engine.revisions, self.before, self.task)  # noqa: E731 - one act
        assert isinstance(raced(desk, self.hand_over, claims), NotAllowed)
        (row,) = desk.held("meet")
        assert (row.held_by, row.person_id) == ("Convenor|west", None)

    def test_comes_after_a_claim(self, desk):
        raced(desk, lambda tx, engine: claim(tx, engine.revisions, self.before, self.task), self.hand_over)
        (row,) = desk.held("meet")
        assert (row.held_by, row.person_id) == ("Convenor|west", None)

    def test_comes_before_the_task_is_completed(self, desk):
        given = {"task_id": self.task, "person": self.before, "answers": {"note": "Mine"}}
        late = raced(desk, self.hand_over, lambda tx, engine: complete_user_task(tx, engine, **given))
        assert isinstance(late, NotAllowed)
        assert len(desk.held("meet")) == 1


class TestACorrection:
    """An anchor is corrected while a time limit that counts from it is due."""

    @pytest.fixture
    def office(self, database) -> Office:
        office = Office(database, corrected())
        office.start()
        office.now += timedelta(days=10)
        return office

    def corrects(self, office: Office) -> Act:
        def correct(tx: Transaction, engine: CaseEngine) -> None:
            on = clock.today()
            correct_anchor(tx, engine, case_id=1, anchor="began", on=on, reason="Typed wrong", person=office.officer)

        return correct

    @staticmethod
    def fires(tx: Transaction, engine: CaseEngine) -> int:
        return fire_timers(tx, engine, 1)

    def test_comes_first_and_nothing_is_told(self, office):
        assert raced(office, self.corrects(office), self.fires) == 0
        assert office.rows(tables.letter) == []
        (timer,) = office.rows(tables.timer)
        assert timer.due_at > office.now

    def test_comes_after_the_last_task_and_is_refused(self, office):
        (task,) = office.open_tasks("step")
        last = completes(task, office.officer, late_reason="It was late")
        assert isinstance(raced(office, last, self.corrects(office)), NotAllowed)
        (case,) = office.rows(tables.safeguarding_case)
        assert (case.status, case.version) == ("closed", 2)

    def test_comes_last_and_moves_what_is_open(self, office):
        assert raced(office, self.fires, self.corrects(office)) is None
        assert len(office.rows(tables.letter)) == 1
        (task,) = office.rows(tables.user_task, tables.user_task.c.element == "step")
        assert task.due_on > clock.london_date(office.now)


def corrected() -> Bundle:
    drawing = samples.Drawing("linear")
    drawing.chain(
        drawing.start(), drawing.user_task("open"), drawing.user_task("step", limit=samples.CLAUSE), drawing.end()
    )
    drawing.watch("step", samples.CLAUSE)
    bundle = samples.bundle_of([drawing])
    form = "forms/definitions/answer.yaml"
    written = bundle.files[form].replace(b"keep: first}", b"keep: first, corrected_by: Office}")
    assert written != bundle.files[form]
    return Bundle({**bundle.files, form: written})
