"""What is written of a case while a task is open: a document as it stands, and a letter to amend."""

import pytest

from engine import clock
from engine.access import Person, Post
from engine.cases.asking import OpenTask, task_page
from engine.cases.engine import CaseEngine
from engine.cases.standing import document_as_it_stands
from engine.cases.starting import starting_answers
from engine.diagrams.bundle import Bundle
from engine.records.db import Database
from engine.records.tables import user_task
from tests.engine.errand import asker_in, bundle, start_errand
from tests.engine.report import with_report
from tests.engine.rows import AT, add_person

REPORT = "# Report of {{ case.reference }}\n\n{{ answers.fetched.how }}, {{ answers.fetched.done }}\n"
FOR_THE_ASKER = {
    "<bpmn:flowNodeRef>fetch</bpmn:flowNodeRef>": "",
    "<bpmn:flowNodeRef>ask</bpmn:flowNodeRef>": "<bpmn:flowNodeRef>ask</bpmn:flowNodeRef>"
    "<bpmn:flowNodeRef>fetch</bpmn:flowNodeRef>",
}
"""Moves the second task into the lane of who asked: outside the office."""


@pytest.fixture
def database(light_database):
    with clock.stopped_at(AT):
        yield light_database


def opened(database: Database, report: str = REPORT, *, for_the_asker: bool = False) -> OpenTask:
    """Open a case with a report, and return the task that shows it."""
    files = dict(with_report(bundle(), report).files)
    drawn = files["bpmn/errand.bpmn"].decode()
    for old, new in FOR_THE_ASKER.items() if for_the_asker else ():
        assert old in drawn
        drawn = drawn.replace(old, new)
    engine = CaseEngine()
    with database.transaction() as tx:
        engine.revisions.publish(tx, Bundle({**files, "bpmn/errand.bpmn": drawn.encode()}))
    asker = asker_in(database)
    start_errand(database, engine, asker)
    post = Post(organisation="partnership", title="Warden")
    with database.transaction() as tx:
        added = add_person(tx, "Wat Warden", posts=((post.organisation, post.title),))
    warden = Person(id=added, name="Wat Warden", email="wat.warden@example.org", posts=(post,))
    with database.reading() as tx:
        row = tx.connection.execute(user_task.select().where(user_task.c.closed_at.is_(None))).one()
        return task_page(tx, engine, row.id, asker if for_the_asker else warden)


class TestDocumentAsItStands:
    def standing(self, database, task, typed):
        with database.reading() as tx:
            return document_as_it_stands(tx, task, typed)

    def test_says_what_is_typed_so_far_as_far_as_it_is_valid(self, database):
        task = opened(database)
        text = self.standing(database, task, {"how": "On foot", "done": "perhaps"}).sheet.text
        assert text == "Report of 2026-0001\nOn foot, not given"
        assert self.standing(database, task, {"how": "On foot", "done": "yes"}).sheet.text.endswith("On foot, yes")

    def test_says_what_is_missing(self, database):
        found = self.standing(database, opened(database, "# Report\n\n{{ sent.fetched.by }}\n"), {})
        assert (found.sheet, found.missing) == (None, "“Fetch it” has not been sent yet")

    def test_is_none_where_a_task_shows_none(self, database):
        task = opened(database)
        plain = task.revision.elements["errand", "ask"]
        assert self.standing(database, OpenTask(**{**vars(task), "element": plain}), {}) is None


class TestALetterToAmend:
    def test_is_what_a_question_starts_with(self, database):
        task = opened(database)
        with database.reading() as tx:
            assert starting_answers(tx, task) == {
                "note": "Dear keeper,\n\nfetch it by Wednesday 15 April 2026, for Nell."
            }

    def test_is_not_shown_outside_the_partnership(self, database):
        task = opened(database, for_the_asker=True)
        with database.reading() as tx:
            assert starting_answers(tx, task) == {}
