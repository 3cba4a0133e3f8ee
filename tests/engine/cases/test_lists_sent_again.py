"""A list that is sent again in one case, as an action plan is after a decision was changed: old and new never mix."""

import pytest

from engine import clock
from engine.cases.attempts import submit_user_task
from engine.cases.opening import start_case
from engine.diagrams.bundle import Bundle
from engine.paper.markdown import read_sheet
from engine.records import tables
from tests.engine.cases.office import Office
from tests.engine.cases.test_holders_of_tasks import of
from tests.engine.diagrams.builder import PARTNERSHIP, Diagram, bundle, document, form, letter

TRACKER = "{% for one in instances.report %}\n- {{ one.name }}: {{ one.answers.what }}\n{% endfor %}\n\nThe end.\n"
ACTIONS = {
    "type": "group", "item": "Action", "list": "actions", "anchors": {"asked": {"from": "by"}},
    "fields": {"what": {"type": "line", "label": "What?"}, "by": {"type": "date", "label": "By when?"}},
}  # fmt: skip


def planned() -> Bundle:
    """A plan and its actions; whoever checks them, with a tracker before and after, leads on, or back to a new plan."""
    action = Diagram("action").start().send("say", "begun").task("act", "report", limit="AB-1").end()
    action.line("opened", "say", "act", "closed")
    review = Diagram().list("actions").start().either("begin", "next").task("ask").write("track", "tracker")
    review.call("follow", "action", many="actions").task("check", "verdict").end()
    review.line("opened", "begin", "ask", "track", "follow", "check", "next")
    review.flow("next", "begin", 'verdict.outcome == "again"').flow("next", "closed", 'verdict.outcome == "on"')
    return bundle(
        review, action, partnership=PARTNERSHIP, ask=form("ask", actions=ACTIONS), report=form("report", what="line"),
        verdict=form("verdict", outcome="on/again"), tracker=document("tracker", TRACKER),
        begun=letter("begun", "{{ item.what }}"),
    )  # fmt: skip


class TestAListThatIsSentAgain:
    @pytest.fixture
    def office(self, database) -> Office:
        """An office in which two actions were carried out, and a new plan was sent."""
        office = Office(database, planned())
        office.officer = office.person("A clerk", of("partnership", "Clerk"), of("school", "Head"))
        start(office, actions=[{"what": what, "by": "2026-03-10"} for what in ("Old one", "Old two")])
        for number, task in enumerate(office.open_tasks("act")):
            submit(office, task, what=f"Done {number}")
        submit(office, *office.open_tasks("check"), outcome="again")
        submit(office, *office.open_tasks("ask"), actions=[{"what": "New one", "by": "2026-04-20"}])
        return office

    def test_begins_with_nothing_of_the_old_items(self, office):
        (task,) = office.rows(tables.user_task, tables.user_task.c.closed_at.is_(None))
        with office.database.reading() as tx:
            called = office.engine.revisions.current(tx).instance_name(task.instance)
        assert (task.element, called) == ("act", "Action 1")
        assert task.due_on.isoformat() == "2026-04-21"
        (timer,) = office.rows(tables.timer)
        assert clock.london_date(timer.due_at) == task.due_on
        bodies = [row.body.strip() for row in office.rows(tables.letter)]
        assert bodies == ["Old one", "Old two", "New one"]

    def test_is_told_without_the_reports_of_the_old_items(self, office):
        submit(office, *office.open_tasks("act"), what="Done anew")
        submit(office, *office.open_tasks("check"), outcome="again")
        submit(office, *office.open_tasks("ask"), actions=[{"what": "Third", "by": "2026-05-20"}])
        told = [read_sheet(row.source).text.splitlines()[1:] for row in office.rows(tables.document)]
        assert told == [["The end."]] * 3


def start(office: Office, **answers) -> None:
    with office.clock(), office.database.transaction() as tx:
        start_case(tx, office.engine, person=office.officer, answers=answers)


def submit(office: Office, task_id: str, **answers) -> None:
    with office.clock():
        submit_user_task(office.database, office.engine, task_id=task_id, person=office.officer, answers=answers)
