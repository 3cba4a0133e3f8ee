from uuid import uuid4

import pytest

from engine.cases import drafts
from engine.cases.attempts import keep_draft
from engine.errors import AnswersRefused, CaseNotFound
from engine.records import tables
from engine.registers.people import find_person
from tests.engine import errand
from tests.engine.rows import add_person


@pytest.fixture
def begun(database, asker):
    """A referral that holds good answers and is not sent."""
    with database.transaction() as tx:
        draft_id = drafts.begin_referral(tx, person_id=asker.id)
        drafts.keep_referral(tx, person_id=asker.id, draft_id=draft_id, answers=errand.ANSWERS)
    return draft_id


def count(database, table):
    with database.reading() as tx:
        return len(tx.connection.execute(table.select()).all())


class TestReferral:
    def test_is_its_writers_alone(self, database, asker, begun):
        with database.transaction() as tx:
            other = add_person(tx, "Mo Miller")
            assert [draft.id for draft in drafts.referral_drafts(tx, person_id=asker.id)] == [begun]
            assert drafts.referral_drafts(tx, person_id=other) == []
            drafts.keep_referral(tx, person_id=other, draft_id=begun, answers={})
            drafts.drop_draft(tx, person_id=other, draft_id=begun)
            with pytest.raises(CaseNotFound):
                drafts.find_referral(tx, person_id=other, draft_id=begun)
            assert drafts.find_referral(tx, person_id=asker.id, draft_id=begun).answers == errand.ANSWERS


class TestSendReferral:
    def test_opens_one_case_however_often_it_is_sent(self, database, cases, asker, begun):
        sent = [drafts.send_referral(database, cases, person=asker, draft_id=begun) for _ in range(3)]
        assert len(set(sent)) == 1
        assert count(database, tables.safeguarding_case) == 1

    def test_leaves_nothing_of_what_was_typed_in_the_draft(self, database, cases, asker, begun):
        drafts.send_referral(database, cases, person=asker, draft_id=begun)
        with database.reading() as tx:
            left = drafts.find_referral(tx, person_id=asker.id, draft_id=begun)
            assert left.answers == {}
            assert left.task_id == tx.connection.execute(tables.submission.select()).one().task_id
            assert drafts.referral_drafts(tx, person_id=asker.id) == []

    def test_keeps_the_draft_if_it_is_refused(self, database, cases, asker):
        with database.transaction() as tx:
            draft_id = drafts.begin_referral(tx, person_id=asker.id)
        with pytest.raises(AnswersRefused):
            drafts.send_referral(database, cases, person=asker, draft_id=draft_id)
        with database.reading() as tx:
            assert len(drafts.referral_drafts(tx, person_id=asker.id)) == 1
        assert count(database, tables.safeguarding_case) == 0

    def test_is_for_its_writer(self, database, cases, asker, begun):
        with pytest.raises(CaseNotFound):
            drafts.send_referral(database, cases, person=asker, draft_id=uuid4().hex)


class TestDraftOfATask:
    def test_is_one_a_person_and_replaced_by_what_is_typed_next(self, database, asker):
        with database.transaction() as tx:
            for answers in ({"how": "on foot"}, {"how": "by cart"}):
                keep_draft(tx, task_id="t1", person_id=asker.id, answers=answers)
            assert drafts.find_draft(tx, person_id=asker.id, task_id="t1").answers == {"how": "by cart"}
            assert drafts.find_draft(tx, person_id=asker.id + 1, task_id="t1") is None
        assert count(database, tables.draft) == 1


class TestFormOfTask:
    def test_is_told_to_who_holds_the_role_alone(self, database, cases, asker, begun):
        drafts.send_referral(database, cases, person=asker, draft_id=begun)
        with database.transaction() as tx:
            warden = find_person(tx, add_person(tx, "Wat Warden", posts=(("partnership", "Warden"),)))
            task_id = tx.connection.execute(tables.user_task.select()).one().id
            assert drafts.form_of_task(tx, cases, person=warden, task_id=task_id).form == "fetched"
            for person, task in ((asker, task_id), (warden, "none")):
                with pytest.raises(CaseNotFound):
                    drafts.form_of_task(tx, cases, person=person, task_id=task)
