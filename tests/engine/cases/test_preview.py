import pytest

from engine.cases.asking import task_page
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.preview import facts_beside, preview_referral, preview_user_task
from engine.cases.submissions import effects_of, find_submission, sent_in_case, submission_of_task
from engine.errors import AnswersRefused, CaseNotFound
from engine.records import tables
from engine.registers.people import find_person
from tests.engine import errand
from tests.engine.rows import add_person


@pytest.fixture
def warden(database, cases):
    with database.transaction() as tx:
        return find_person(tx, add_person(tx, "Wat Warden", posts=(("partnership", "Warden"),)))


def rows(database):
    """How many rows every table holds, but for the session's."""
    with database.reading() as tx:
        return {name: len(tx.connection.execute(t.select()).all()) for name, t in tables.metadata.tables.items()}


class TestPreviewReferral:
    def test_tells_what_opens_and_what_is_sent_and_keeps_nothing(self, database, cases, asker):
        before = rows(database)
        effects = preview_referral(database, cases, person=asker, answers=errand.ANSWERS)
        assert [(step.name, step.holder.name, step.is_new, step.is_mine) for step in effects.next_steps] == [
            ("Fetch it", "Warden", True, False)
        ]
        assert [(told.subject, told.holder.name) for told in effects.told] == [("2026-0001: an errand", "Warden")]
        assert rows(database) == before

    def test_is_what_then_happens(self, database, cases, asker):
        expected = preview_referral(database, cases, person=asker, answers=errand.ANSWERS)
        with database.transaction() as tx:
            started = start_case(tx, cases, person=asker, answers=errand.ANSWERS)
            happened = effects_of(tx, *find_submission(tx, cases, asker, started.submission_id))
        assert [(s.name, s.due_on) for s in happened.next_steps] == [(s.name, s.due_on) for s in expected.next_steps]
        assert [(t.subject, t.body) for t in happened.told] == [(t.subject, t.body) for t in expected.told]

    def test_leaves_out_what_is_written_to_others_for_who_only_asked(self, database, cases, asker, warden):
        (told,) = preview_referral(database, cases, person=asker, answers=errand.ANSWERS).told
        assert (told.subject, told.body) == ("2026-0001: an errand", "")
        with database.transaction() as tx:
            started = start_case(tx, cases, person=asker, answers=errand.ANSWERS)
            happened = effects_of(tx, *find_submission(tx, cases, warden, started.submission_id))
            assert happened.told[0].body == "Dear Warden\n"

    def test_refuses_what_would_be_refused(self, database, cases, asker):
        with pytest.raises(AnswersRefused):
            preview_referral(database, cases, person=asker, answers={})


class TestPreviewUserTask:
    def test_tells_that_the_case_would_be_closed_and_leaves_it_open(self, database, cases, asker, warden):
        with database.transaction() as tx:
            start_case(tx, cases, person=asker, answers=errand.ANSWERS)
            task_id = tx.connection.execute(tables.user_task.select()).one().id
        effects = preview_user_task(database, cases, task_id=task_id, person=warden, answers={"done": "yes"})
        assert effects.is_closed
        assert not effects.next_steps
        with database.reading() as tx:
            assert task_page(tx, cases, task_id, warden).id == task_id

    def test_tells_nothing_of_a_step_that_would_fail_and_leaves_no_incident(self, database, cases, asker, warden):
        with database.transaction() as tx:
            start_case(tx, cases, person=asker, answers=errand.ANSWERS)
            task_id = tx.connection.execute(tables.user_task.select()).one().id
            tx.connection.execute(tables.part.update().values(body=b"broken"))
        before = rows(database)
        assert (
            preview_user_task(database, CaseEngine(), task_id=task_id, person=warden, answers={"done": "yes"}) is None
        )
        assert rows(database) == before


class TestFactsBeside:
    def test_name_the_child_as_lists_do(self, database, cases, asker, warden):
        with database.transaction() as tx:
            started = start_case(tx, cases, person=asker, answers=errand.ANSWERS)
            task = task_page(tx, cases, tx.connection.execute(tables.user_task.select()).one().id, warden)
            facts = facts_beside(tx, task, {})
            assert (facts.initials, facts.letters) == ("N.", ())
            assert [(letter.subject, letter.body) for letter in facts.told] == [
                ("2026-0001: an errand", "Dear Warden\n")
            ]
            assert [
                (line.name, line.by) for line in sent_in_case(tx, task.revision, started.case_id, held_by=task.held_by)
            ] == [("Ask for an errand", "Ada Harbour")]


class TestSubmissionOfTask:
    def test_is_not_there_for_who_has_no_part_in_the_case(self, database, cases, asker):
        with database.transaction() as tx:
            started = start_case(tx, cases, person=asker, answers=errand.ANSWERS)
            _, sent = find_submission(tx, cases, asker, started.submission_id)
            assert submission_of_task(tx, cases, asker, sent.task_id)[1].by.name == "Ada Harbour"
            stranger = find_person(tx, add_person(tx, "Kit Keeper", posts=(("mill", "Second Miller"),)))
            with pytest.raises(CaseNotFound):
                submission_of_task(tx, cases, stranger, sent.task_id)
