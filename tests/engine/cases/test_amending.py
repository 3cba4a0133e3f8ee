"""A letter that a person amends before it goes: its draft is kept beside what was sent, and both are read."""

import pytest
import sqlalchemy as sa

from engine import clock
from engine.cases import papers, reading
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.steps import complete_user_task
from engine.diagrams.bundle import Bundle
from engine.records.tables import submission, user_task
from engine.registers.people import find_person
from tests.engine import errand
from tests.engine.rows import AT, add_person

ASKING = b"""
form: fetched
title: Fetch it
sections:
  - title: Fetching
    fields:
      note: {type: text, label: What shall they be told?, starts_from_letter: draft}
      done: {type: yes_no, label: Is it done?}
"""
DRAFT = b"Subject: Draft\n\nDear all,\n\nan errand for {{ answers.errand.who }}.\n"
SAID = "Dear all,\n\nan errand for Nell."


class Desk:
    """The errand whose second form starts with a letter's draft."""

    def __init__(self, database):
        self.database, self.engine = database, CaseEngine()
        files = {"forms/definitions/fetched.yaml": ASKING, "forms/letters/draft.txt": DRAFT}
        with clock.stopped_at(AT), database.transaction() as tx:
            self.engine.revisions.publish(tx, Bundle({**errand.bundle().files, **files}))
            warden = add_person(tx, "Wim Warden", posts=(("partnership", "Warden"),))
            self.warden = find_person(tx, warden)
        asker = errand.asker_in(database)
        with clock.stopped_at(AT), database.transaction() as tx:
            self.reference = start_case(tx, self.engine, person=asker, answers=errand.ANSWERS).reference

    def send(self, note):
        """Send the form, and return what is kept of it."""
        with clock.stopped_at(AT), self.database.transaction() as tx:
            task = tx.connection.scalar(sa.select(user_task.c.id).where(user_task.c.closed_at.is_(None)))
            answers = {"note": note, "done": "yes"}
            complete_user_task(tx, self.engine, task_id=task, person=self.warden, answers=answers)
            return tx.connection.execute(sa.select(submission).where(submission.c.form == "fetched")).one()


@pytest.fixture
def desk(light_database):
    return Desk(light_database)


class TestAmendedDrafts:
    def test_are_kept_beside_what_was_sent(self, desk):
        kept = desk.send(f"{SAID} Come early.")
        assert kept.answers["note"] == f"{SAID} Come early."
        assert kept.drafts == {"note": SAID}

    def test_are_not_kept_of_a_letter_that_was_sent_as_it_stood(self, desk):
        assert desk.send(SAID.replace("\n", "\r\n")).drafts is None

    def test_are_read_with_the_answers(self, desk):
        desk.send("Something else")
        with clock.stopped_at(AT), desk.database.reading() as tx:
            case = reading.find_case(tx, desk.engine.revisions, desk.warden, desk.reference)
            given = papers.submissions(tx, case)
        assert sorted((one.drafts for one in given), key=len) == [{}, {"note": SAID}]
