"""Steps: what they keep, what they refuse, and that they are whole or not at all; on both databases."""

import threading
from datetime import date, datetime, timedelta

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE, Post
from engine.cases.asking import task_page
from engine.cases.attempts import fire_due_timers
from engine.cases.dates import correct_anchor, fire_timers
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.steps import complete_user_task
from engine.diagrams import samples
from engine.errors import (
    AnswersRefused,
    CaseNotFound,
    CaseStuck,
    NotAllowed,
    TaskNotOpen,
)
from engine.records import tables
from tests.engine.cases.office import GO_ON, Office, edited, statements

LINEAR = samples.linear(3)


@pytest.fixture
def office(database) -> Office:
    return Office(database, LINEAR)


class TestStartCase:
    def test_completes_the_first_task_and_opens_the_next(self, office):
        started = office.start(note="Written on the first page")
        assert started.reference == "2026-0001"
        assert started.opened == (("linear", "step_1"),)
        (submission,) = office.rows(tables.submission)
        assert submission.answers == {"outcome": "go_on", "note": "Written on the first page"}
        assert submission.post == "Officer, An agency"

    def test_numbers_cases_by_year(self, office):
        office.start()
        assert office.start().reference == "2026-0002"
        office.now = datetime(2027, 1, 4, 9, tzinfo=clock.LONDON)
        assert office.start().reference == "2027-0001"

    def test_refuses_whose_organisation_has_no_duties_to_children(self, office):
        stranger = office.person("A stranger", Post(organisation="newspaper", title="Editor"))
        before = office.everything()
        with pytest.raises(NotAllowed, match="duties to children"), office.database.transaction() as tx:
            start_case(tx, office.engine, person=stranger, answers=GO_ON)
        assert office.everything() == before

    def test_refuses_whoever_does_not_hold_the_first_tasks_role(self, office):
        visitor = office.person("A visitor", Post(organisation="agency", title="Officer"))
        before = office.everything()
        with pytest.raises(NotAllowed), office.database.transaction() as tx:
            start_case(tx, office.engine, person=visitor, answers=GO_ON)
        assert office.everything() == before

    def test_keeps_nothing_of_refused_answers(self, office):
        before = office.everything()
        with pytest.raises(AnswersRefused) as refused:
            office.start(outcome="maybe")
        assert set(refused.value.errors) == {"outcome"}
        assert office.everything() == before


class TestCompleteUserTask:
    def test_goes_on_to_the_end(self, office):
        case_id = office.start().case_id
        for _ in range(2):
            (task,) = office.open_tasks()
            office.submit(task)
        (case,) = office.rows(tables.safeguarding_case)
        assert (case.status, case.version, case.closed_at) == ("closed", 3, office.now)
        assert office.open_tasks() == []
        assert [row.outcome for row in office.rows(tables.user_task)] == ["completed"] * 2
        with office.database.reading() as tx:
            flows = [flow for entry in audit.entries(tx, case_id) for flow in entry.flows]
        assert flows == [
            ("linear", "started_to_step_0"),
            ("linear", "step_0_to_step_1"),
            ("linear", "step_1_to_step_2"),
            ("linear", "step_2_to_ended"),
        ]

    def test_a_second_submit_changes_nothing_and_says_who_was_first(self, office):
        office.start()
        (task,) = office.open_tasks()
        office.submit(task)
        before = office.everything()
        colleague = office.person("A colleague", Post(organisation=OFFICE, title="Officer"))
        with pytest.raises(TaskNotOpen) as late:
            office.submit(task, colleague)
        assert (late.value.by, late.value.at, late.value.reference) == ("An officer", office.now, "2026-0001")
        assert office.everything() == before

    def test_refuses_a_task_that_never_was(self, office):
        office.start()
        with pytest.raises(TaskNotOpen):
            office.submit("0" * 32)

    def test_refuses_whoever_does_not_hold_the_role(self, office):
        office.start()
        (task,) = office.open_tasks()
        stranger = office.person("A stranger", Post(organisation=OFFICE, title="Caretaker"))
        before = office.everything()
        with pytest.raises(NotAllowed, match="Office"):
            office.submit(task, stranger)
        assert office.everything() == before

    def test_of_two_at_the_same_instant_one_wins_and_the_other_is_told_who(self, office):
        office.start()
        (task,) = office.open_tasks()
        people = [office.officer, office.person("A colleague", Post(organisation=OFFICE, title="Officer"))]
        together, outcomes = threading.Barrier(2), []

        def complete(person) -> None:
            together.wait()
            try:
                office.submit(task, person, note=f"From {person.name}")
                outcomes.append(("done", person.name))
            except TaskNotOpen as late:
                outcomes.append(("late", late.by))

        threads = [threading.Thread(target=complete, args=(person,)) for person in people]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        ((_, winner),) = [o for o in outcomes if o[0] == "done"]
        assert ("late", winner) in outcomes
        kept = office.rows(tables.submission, tables.submission.c.task_id == task)
        assert [row.answers["note"] for row in kept] == [f"From {winner}"]

    def test_keeps_nothing_of_the_case_in_the_engines_state(self, office):
        office.start(note="Nobody else may read this")
        import zlib  # noqa: PLC0415 - the state is looked at here alone

        bodies = b"".join(zlib.decompress(row.body) for row in office.rows(tables.part))
        assert b"Nobody else may read this" not in bodies
        assert b"go_on" not in bodies

    def test_takes_few_statements(self, office):
        office.start()
        (task,) = office.open_tasks()
        with statements(office.database) as sent:
            office.submit(task)
        assert len(sent) <= 12, "\n".join(sent)

    def test_takes_as_many_statements_in_a_long_case_as_in_a_short_one(self, database):
        office = Office(database, samples.rounds(3))
        office.start(outcome="again")
        counts = []
        for _ in range(40):
            (task,) = office.open_tasks()
            with statements(office.database) as sent:
                office.submit(task, outcome="again")
            counts.append(len(sent))
        assert max(counts[20:]) <= max(counts[:20])


class TestTaskPage:
    def test_tells_what_the_form_needs(self, office):
        office.start()
        (task,) = office.open_tasks()
        with office.clock(), office.database.reading() as tx:
            page = task_page(tx, office.engine, task, office.officer)
        assert (page.element.id, page.form.form, page.reference, page.is_late) == (
            "step_1",
            samples.FORM,
            "2026-0001",
            False,
        )

    def test_says_the_same_of_a_task_that_is_not_yours_as_of_one_that_never_was(self, office):
        office.start()
        (task,) = office.open_tasks()
        stranger = office.person("A stranger", Post(organisation=OFFICE, title="Caretaker"))
        said = []
        for task_id, person in ((task, stranger), ("0" * 32, office.officer)):
            with pytest.raises(CaseNotFound) as refused, office.database.reading() as tx:
                task_page(tx, office.engine, task_id, person)
            said.append(str(refused.value))
        assert said[0] == said[1]


LATE = edited(
    edited(samples.agencies(), "bpmn/clauses.yaml", "amount: 2", "amount: 3"),
    f"forms/definitions/{samples.FORM}.yaml",
    "{from: submission, keep: first}",
    "{from: submission, keep: first, corrected_by: Office}",
)


@pytest.fixture
def review(database) -> Office:
    """A case that waits for two agencies' forms, each with its timer."""
    office = Office(database, LATE)
    office.start(instances=[{"note": "1"}, {"note": "2"}])
    for task in office.open_tasks("confirm"):
        office.submit(task)
    return office


def due_dates(office: Office) -> tuple[set[date], set[date | None]]:
    """Of the open tasks with a time limit, and of the timers."""
    task = tables.user_task
    tasks = {row.due_on for row in office.rows(task, task.c.closed_at.is_(None), task.c.clause != "")}
    return tasks, {row.due_at and clock.london_date(row.due_at) for row in office.rows(tables.timer)}


class TestCorrectAnchor:
    def correct(self, office: Office, on: date, person=None) -> None:
        (case,) = office.rows(tables.safeguarding_case)
        with office.clock(), office.database.transaction() as tx:
            correct_anchor(
                tx,
                office.engine,
                case_id=case.id,
                anchor="began",
                on=on,
                reason="It lay in the mailbox",
                person=person or office.officer,
            )

    def test_moves_every_open_due_date_and_audits_each_with_old_and_new(self, review):
        assert due_dates(review) == ({date(2026, 3, 5)}, {date(2026, 3, 5)})
        self.correct(review, date(2026, 2, 26))
        assert due_dates(review) == ({date(2026, 3, 3)}, {date(2026, 3, 3)})
        with review.database.reading() as tx:
            facts = audit.entries(tx, review.rows(tables.safeguarding_case)[0].id)[-1].facts
        assert facts["anchors"] == [{"anchor": "began", "instance": None, "old": "2026-03-02", "new": "2026-02-26"}]
        assert [(m["old"], m["new"]) for m in facts["time_limits"]] == [("2026-03-05", "2026-03-03")] * 2

    def test_refuses_whoever_does_not_hold_the_role_that_the_form_names(self, review):
        stranger = review.person("A stranger", Post(organisation=OFFICE, title="Caretaker"))
        before = review.everything()
        with pytest.raises(NotAllowed, match="Office"):
            self.correct(review, date(2026, 2, 26), stranger)
        assert review.everything() == before

    def test_a_timer_fires_by_its_new_date(self, review):
        self.correct(review, date(2026, 2, 26))
        review.now = datetime(2026, 3, 4, 0, 0, tzinfo=clock.LONDON)
        (case,) = review.rows(tables.safeguarding_case)
        with review.clock():
            assert fire_due_timers(review.database, review.engine, case.id) == 2
        assert len(review.rows(tables.letter)) == 2, "each instance's time limit is told once"


class TestFireTimers:
    def fire(self, office: Office, at: datetime) -> int:
        office.now = at
        (case,) = office.rows(tables.safeguarding_case)
        with office.clock(), office.database.transaction() as tx:
            return fire_timers(tx, office.engine, case.id)

    def test_fires_nothing_before_the_day_has_ended(self, review):
        assert self.fire(review, datetime(2026, 3, 5, 23, 59, 59, tzinfo=clock.LONDON)) == 0

    def test_fires_once_the_day_has_ended_and_never_again(self, review):
        midnight = datetime(2026, 3, 6, 0, 0, tzinfo=clock.LONDON)
        assert self.fire(review, midnight) == 2
        assert self.fire(review, midnight + timedelta(days=30)) == 0
        assert len(review.rows(tables.letter)) == 2

    def test_from_then_on_the_form_asks_why_it_is_late(self, review):
        self.fire(review, datetime(2026, 3, 6, 9, tzinfo=clock.LONDON))
        task, *_ = review.open_tasks("answer_form")
        with pytest.raises(AnswersRefused) as refused:
            review.submit(task)
        assert set(refused.value.errors) == {"late_reason"}
        review.submit(task, late_reason="The office was flooded")

    def test_a_case_that_is_open_elsewhere_in_memory_fires_all_the_same(self, review):
        review.engine = CaseEngine()
        assert self.fire(review, datetime(2026, 3, 6, 9, tzinfo=clock.LONDON)) == 2


class TestAStateThatDisagreesWithTheRecords:
    def test_is_refused(self, office):
        office.start()
        (task,) = office.open_tasks()
        before = office.everything()
        with office.database.transaction() as tx:  # as if a row had been brought back by hand
            tx.connection.execute(sa.update(tables.user_task).values(id="f" * 32))
        with pytest.raises(CaseStuck), office.clock(), office.database.transaction() as tx:
            complete_user_task(tx, office.engine, task_id="f" * 32, person=office.officer, answers=GO_ON)
        with office.database.transaction() as tx:
            tx.connection.execute(sa.update(tables.user_task).values(id=task))
        assert office.everything() == before
