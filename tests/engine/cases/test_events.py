"""Events from outside: recorded again and again beside what goes on, or ending all of it; on both databases."""

from datetime import timedelta

import pytest

from engine import audit
from engine.cases import places, reading
from engine.cases.asking import task_page
from engine.cases.attempts import fire_due_timers
from engine.cases.engine import CaseEngine, LiveCases
from engine.cases.work import Desk
from engine.diagrams import samples
from engine.diagrams.bundle import Bundle
from engine.diagrams.samples import CLAUSE, Drawing, bundle_of
from engine.errors import TaskNotOpen
from engine.records import tables
from engine.records.db import Database
from tests.engine.cases.office import Office, statements

THREE = {"instances": [{"note": "1"}, {"note": "2"}, {"note": "3"}]}


def news() -> Bundle:
    """A task, and beside it news that is recorded as often as there is some; each is looked into by a process."""
    inner, top = Drawing("looked_into"), Drawing("news")
    inner.chain(inner.start(), inner.user_task("look", limit=CLAUSE), inner.end())
    inner.watch("look", CLAUSE)
    work = top.user_task("work")
    top.chain(top.start(), top.user_task("open"), work, top.end())
    top.chain(top.message("heard", work, interrupts=False), top.call("look_into", inner.process), top.end("looked"))
    return bundle_of([top, inner])


@pytest.fixture(params=["warm", "cold"])
def office(request, database) -> Office:
    return opened(database, news(), request.param)


@pytest.fixture(params=["warm", "cold"])
def pressed(request, database) -> Office:
    return opened(database, samples.pressed(), request.param, **THREE)


def opened(database: Database, bundle: Bundle, kept: str, **answers) -> Office:
    office = Office(database, bundle, CaseEngine(live_cases=LiveCases(10 if kept == "warm" else 0)))
    office.start(**answers)
    return office


def asked_once() -> Bundle:
    """The agencies, whose own form does not name the list anew."""
    files, form = samples.agencies().files, "forms/definitions/answer.yaml"
    inner = files["bpmn/agency.bpmn"].replace(b'value="answer"', b'value="reply"').replace(b"answer.out", b"reply.out")
    reply = samples.linear(1).files[form].replace(b"form: answer", b"form: reply").replace(b"began", b"replied")
    return Bundle({**files, "bpmn/agency.bpmn": inner, "forms/definitions/reply.yaml": reply})


def entries(office: Office) -> list[audit.Entry]:
    with office.database.reading() as tx:
        return list(audit.entries(tx, 1))


class TestBesideAnActivity:
    def test_an_event_can_be_recorded_again_at_once(self, office):
        for times in range(1, 4):
            (heard,) = office.open_tasks("heard")
            office.submit(heard)
            assert len(office.open_tasks("look")) == times
            assert len(office.open_tasks("work")) == 1
        rows = office.rows(tables.user_task, tables.user_task.c.element == "heard")
        assert [(row.kind, row.outcome) for row in rows] == [("event", "completed")] * 3 + [("event", None)]

    def test_who_records_what_was_just_recorded_is_told_by_whom(self, office):
        (heard,) = office.open_tasks("heard")
        office.submit(heard)
        with pytest.raises(TaskNotOpen, match="An officer"):
            office.submit(heard)

    def test_it_ends_with_the_activity_and_what_it_began_goes_on(self, office):
        office.submit(*office.open_tasks("heard"))
        office.submit(*office.open_tasks("work"))
        assert office.open_tasks("heard") == []
        assert [row.status for row in office.rows(tables.safeguarding_case)] == ["open"]
        office.submit(*office.open_tasks("look"))
        assert [row.status for row in office.rows(tables.safeguarding_case)] == ["closed"]

    def test_scores_of_times_are_no_more_work_than_a_few(self, database):
        office = opened(database, news(), "warm")
        sent = {}
        for times in range(60):
            with statements(office.database) as sent[times]:
                office.submit(*office.open_tasks("heard"))
            office.submit(*office.open_tasks("look"))
        assert len(sent[59]) == len(sent[1])


class TestThatEndsAnActivity:
    def test_closes_all_that_is_inside_and_says_so(self, pressed):
        office, task = pressed, tables.user_task
        office.submit(office.open_tasks("confirm")[0])
        office.submit(*office.open_tasks("withdrawn"))
        assert office.open_tasks() == office.open_tasks("clear_up")
        assert office.rows(tables.timer) == []
        cancelled = office.rows(task, task.c.outcome == "cancelled", task.c.kind == "task")
        assert sorted((row.element, row.instance) for row in cancelled) == [
            ("confirm", "instances:2"), ("confirm", "instances:3"), ("hand_in", "instances:1"),
        ]  # fmt: skip
        last = entries(office)[-1]
        assert last.action == "event_recorded"
        told = sorted((off["element"], off["instance"]) for off in last.facts["called_off"])
        assert told == sorted((row.element, row.instance) for row in cancelled)

    def test_keeps_what_was_answered_and_lets_it_all_begin_again(self, pressed):
        office = pressed
        office.submit(office.open_tasks("confirm")[0])
        office.submit(*office.open_tasks("withdrawn"))
        (case,) = office.rows(tables.safeguarding_case)
        assert case.facts["routed"]["answer.outcome"]["instances:1"] == "go_on"
        office.submit(*office.open_tasks("clear_up"), **THREE)
        assert len(office.open_tasks("confirm")) == 3
        assert office.open_tasks("told") != []

    def test_what_an_event_beside_it_began_goes_on(self, pressed):
        office = pressed
        office.submit(*office.open_tasks("told"), **THREE)
        assert len(office.open_tasks("confirm")) == 6
        office.submit(*office.open_tasks("withdrawn"))
        assert len(office.open_tasks("confirm")) == 3

    def test_instances_of_an_empty_list_are_done_at_once(self, pressed):
        office = pressed
        office.submit(*office.open_tasks("told"), instances=[])
        assert len(office.open_tasks("confirm")) == 3
        assert len(office.open_tasks("told")) == 1


class TestADateThatEndsInstances:
    def test_closes_them_and_goes_its_own_way(self, pressed):
        office = pressed
        office.now += timedelta(days=40)
        with office.clock():
            assert fire_due_timers(office.database, office.engine, 1) > 0
        assert office.open_tasks("confirm") == []
        assert len(office.open_tasks("explain")) == 1
        assert {off["element"] for off in entries(office)[-1].facts["called_off"]} == {"confirm"}
        assert [row.element for row in office.rows(tables.timer)] == []


class TestSixtyInstances:
    def test_cost_as_many_statements_each_as_the_first(self, database):
        many = {"instances": [{"note": str(number)} for number in range(60)]}
        office = opened(database, samples.agencies(), "cold", **many)
        assert len(office.open_tasks("confirm")) == 60
        sent = []
        for task in office.open_tasks("confirm"):
            with statements(office.database) as said:
                office.submit(task)
            sent.append(len(said))
        assert set(sent) == {sent[0]}
        for task in office.open_tasks("answer_form"):
            office.submit(task)
        for task in office.open_tasks("check_form"):
            office.submit(task)
        assert len(office.open_tasks("meet")) == len(office.open_tasks()) == 1

    def test_are_called_by_their_item_wherever_they_are_shown(self, database):
        office = opened(database, samples.agencies(), "warm", **THREE)
        with office.clock(), office.database.reading() as tx:
            items = Desk(tx, office.engine.revisions, office.officer).mine().items
            (case,) = office.rows(tables.safeguarding_case)
            found = reading.find_case(tx, office.engine.revisions, office.officer, case.reference)
            tasks = reading.tasks(tx, found)
            page = task_page(tx, office.engine, items[0].task_id, office.officer)
        names = ["confirm: Instance 1", "confirm: Instance 2", "confirm: Instance 3"]
        assert sorted(item.name for item in items) == names
        assert sorted(task.called for task in tasks) == names
        assert page.called in names
        office.submit(items[0].task_id)
        with pytest.raises(TaskNotOpen, match="confirm: Instance"):
            office.submit(items[0].task_id)


class TestTheStepsOfInstances:
    def places(self, office):
        with office.clock(), office.database.reading() as tx:
            (case,) = office.rows(tables.safeguarding_case)
            found = reading.find_case(tx, office.engine.revisions, office.officer, case.reference)
            trail = places.Trail(found, reading.entries(tx, found), reading.tasks(tx, found))
            return {
                (place.process, step.element.id): (step.standing.value, step.done, step.of, step.waiting_for)
                for place in trail.places()
                for step in place.steps
            }

    def test_say_how_many_are_done_and_which_are_waited_for(self, database):
        office = opened(database, asked_once(), "warm", **THREE)
        waited_for = ("Instance 1", "Instance 2", "Instance 3")
        assert self.places(office)["review", "returns"] == ("now", 0, 3, waited_for)
        by_instance = {row.instance: row.id for row in office.rows(tables.user_task)}
        office.submit(by_instance["instances:2"])
        office.submit(*office.open_tasks("answer_form"))
        assert self.places(office)["review", "returns"] == ("now", 0, 3, waited_for)
        office.submit(*office.open_tasks("check_form"))
        found = self.places(office)
        assert found["review", "returns"] == ("now", 1, 3, ("Instance 1", "Instance 3"))
        assert found["agency", "confirm"] == ("now", 1, 3, ("Instance 1", "Instance 3"))
        assert found["agency", "check_form"] == ("done", 1, 1, ())

    def test_are_ended_only_where_all_of_them_were(self, pressed):
        office = pressed
        office.submit(office.open_tasks("confirm")[0])
        office.submit(*office.open_tasks("withdrawn"))
        found = self.places(office)
        assert found["asked", "confirm"] == ("done", 1, 3, ())
        assert found["asked", "hand_in"][0] == "stopped"
