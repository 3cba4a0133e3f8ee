"""The record of a part is closed to who had left before it, wherever it might show."""

import pytest
import sqlalchemy as sa

from engine.cases import closed, decisions, papers, seeing
from engine.cases.asking import task_page
from engine.cases.meetings.one import meeting_of
from engine.cases.preview import facts_beside
from engine.cases.searching.finding import find
from engine.cases.searching.words import Query
from engine.cases.standing import document_as_it_stands
from engine.cases.starting import starting_answers
from engine.cases.submissions import find_submission
from engine.diagrams.checks import check_bundle
from engine.errors import CaseNotFound
from engine.records.tables import submission, user_task
from tests.engine.cases.meetings.moot import SECRET, bundle


def everything_read(moot, person: str) -> str:
    """All that a person finds of the case, in one text."""
    with moot.stopped(), moot.database.reading() as tx:
        case = moot.case(tx, person)
        sent = papers.submissions(tx, case)
        meeting = meeting_of(tx, case, "plan")
        said = [
            *(str(each.answers) for each in sent),
            *(str(each) for each in decisions.decisions(case, sent)),
            *(letter.body for letter in papers.letters(tx, case)),
            *(str(papers.sheet_of(tx, document)) for document in papers.documents(tx, case)),
            *(str(part) for part in meeting.parts),
        ]
    return "\n".join(said)


class TestClosed:
    def test_is_by_a_revision_that_checks(self):
        assert check_bundle(bundle()) == []

    @pytest.mark.parametrize(("person", "left", "is_told"), [
        ("miller", ["second_miller"], True),
        ("second_miller", ["second_miller"], False),
        ("second_miller", [], True),
        ("warden", ["miller", "second_miller"], True),
        ("harbour", [], False),
    ])  # fmt: skip
    def test_is_the_record_to_who_left_and_what_was_written_from_it(self, either_moot, person, left, is_told):
        either_moot.through(*left)
        assert (SECRET in everything_read(either_moot, person)) == is_told

    def test_is_not_what_the_part_before_recorded(self, moot):
        moot.through("second_miller")
        assert "The mill stood still" in everything_read(moot, "second_miller")

    def test_is_not_found_by_its_address_either(self, moot):
        moot.through("second_miller")
        with moot.stopped(), moot.database.reading() as tx:
            (number,) = tx.connection.scalars(sa.select(submission.c.id).where(submission.c.form == "second"))
            assert find_submission(tx, moot.engine, moot.people["miller"], number)[1].id == number
            with pytest.raises(CaseNotFound):
                find_submission(tx, moot.engine, moot.people["second_miller"], number)

    @pytest.mark.parametrize(("left", "is_told"), [(["warden"], False), ([], True)])
    def test_is_not_quoted_by_a_task_that_comes_after_it(self, moot, left, is_told):
        moot.through(*left)
        with moot.stopped(), moot.database.reading() as tx:
            number = tx.connection.scalar(sa.select(user_task.c.id).where(user_task.c.element == "put"))
            task = task_page(tx, moot.engine, number, moot.people["warden"])
            standing = document_as_it_stands(tx, task, {})
            said = [starting_answers(tx, task), standing.sheet, facts_beside(tx, task, {})]
        assert (SECRET in str(said)) == is_told
        assert bool(standing.missing) != is_told

    def test_is_said_on_the_meetings_page_without_its_words(self, moot):
        moot.through("second_miller")
        with moot.stopped(), moot.database.reading() as tx:
            first, second = meeting_of(tx, moot.case(tx, "second_miller"), "plan").parts
        assert (first.is_closed, second.is_closed) == (False, True)
        assert (second.submission, second.minutes) == (None, ())

    @pytest.mark.parametrize(("person", "is_found"), [("miller", True), ("second_miller", False), ("harbour", False)])
    def test_is_not_found_by_its_words(self, either_moot, person, is_found):
        either_moot.through("second_miller")
        with either_moot.stopped(), either_moot.database.reading() as tx:
            found = find(tx, either_moot.engine.revisions, either_moot.people[person], Query.read("dam opened"))
        assert bool(found.texts) == is_found

    @pytest.mark.parametrize(("person", "found"), [("miller", 1), ("second_miller", 0), ("warden", 1)])
    def test_is_a_condition_of_any_statement(self, either_moot, person, found):
        either_moot.through("second_miller")
        is_open = closed.is_open(submission.c.case_id, submission.c.form)
        with either_moot.stopped(), either_moot.database.reading() as tx:
            values = {**either_moot.viewer(tx, person).values}
            statement = sa.select(sa.func.count()).where(submission.c.form == "second", is_open)
            statement = statement.where(seeing.seen_inside(submission.c.case_id))
            assert tx.connection.execute(statement, values).scalar_one() == found
