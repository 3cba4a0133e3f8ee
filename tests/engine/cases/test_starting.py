"""What stands in a form before anything is typed: a case of an errand whose second form starts from the first."""

from dataclasses import replace

import pytest

from engine import clock
from engine.cases.asking import task_page
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.starting import starting_answers
from engine.diagrams.bundle import Bundle
from engine.records.tables import user_task
from engine.registers.people import find_person
from tests.engine import errand
from tests.engine.rows import AT, add_person

FETCHED = """
form: fetched
title: Fetch it
sections:
  - title: Fetching
    fields:
      done: {type: yes_no, label: Is it done?}
      what_for: {type: text, label: What was it for?, starts_from: errand.why}
      fetched_on: {type: date, label: On which day?, starts_from: errand.day}
      bags:
        type: group
        label: Bags
        item: Bag
        starts_from: errand.bags
        fields:
          weight: {type: number, label: Weight}
          lid: {type: yes_no, label: Has it a lid?}
"""


@pytest.fixture
def task_of(light_database):
    """Return the open task, and its transaction, of a case that was opened with some answers."""
    cases = CaseEngine()
    files = {**errand.bundle().files, "forms/definitions/fetched.yaml": FETCHED.encode()}
    with clock.stopped_at(AT), light_database.transaction() as tx:
        cases.revisions.publish(tx, Bundle(files))
        warden = find_person(tx, add_person(tx, "Wat Warden", posts=(("partnership", "Warden"),)))
    asker = errand.asker_in(light_database)
    with light_database.transaction() as tx:

        def started(answers):
            start_case(tx, cases, person=asker, answers=answers)
            return tx, task_page(tx, cases, tx.connection.execute(user_task.select()).one().id, warden)

        yield started


class TestStartingAnswers:
    def test_are_those_that_its_questions_start_from_as_far_as_they_fit(self, task_of):
        assert starting_answers(*task_of({**errand.ANSWERS, "why": "She is ill"})) == {
            "what_for": "She is ill",
            "fetched_on": "2026-04-13",
            "bags": [{"weight": 5}, {"weight": 7}],
        }

    def test_leave_open_what_was_not_answered(self, task_of):
        assert "what_for" not in starting_answers(*task_of(errand.ANSWERS))

    def test_tell_nobody_what_they_may_not_read(self, task_of):
        tx, task = task_of(errand.ANSWERS)
        assert starting_answers(tx, replace(task, held_by="Any agency|harbour/Harbour Master")) == {}

    def test_are_the_whole_form_that_opened_the_case_when_it_is_asked_again(self, task_of):
        tx, task = task_of(errand.ANSWERS)
        again = replace(task, form=task.revision.forms["errand"])
        assert starting_answers(tx, again)["who"] == "Nell"

    def test_are_none_before_there_is_a_case(self, task_of):
        tx, task = task_of(errand.ANSWERS)
        assert starting_answers(tx, replace(task, case_id=None)) == {}
