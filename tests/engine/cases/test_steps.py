"""Steps: what they keep, what they refuse, and that they are whole or not at all; on both databases."""

import os
import signal
import subprocess
import sys
import threading
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE, Post
from engine.cases import step as step_module
from engine.cases.attempts import fire_due_timers, retry
from engine.cases.engine import CaseEngine
from engine.cases.steps import complete_user_task, correct_anchor, fire_timers, start_case, task_page
from engine.diagrams import samples
from engine.diagrams.bundle import Bundle
from engine.errors import (
    AnswersRefused,
    CaseNotFound,
    CaseStuck,
    IncidentNotOpen,
    NotAllowed,
    StepFailed,
    TaskNotOpen,
)
from engine.records import schema, tables
from engine.records.db import Database
from tests.engine.cases.office import GO_ON, Office, statements

LINEAR = samples.linear(3)


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    url = f"sqlite:///{tmp_path}/cases.db"
    found = Database(url if request.param == "sqlite" else request.getfixturevalue("postgresql_url"), is_durable=False)
    schema.migrate(found)
    yield found
    found.close()


@pytest.fixture
def office(database) -> Office:
    return Office(database, LINEAR)


def edited(bundle: Bundle, path: str, old: str, new: str) -> Bundle:
    text = bundle.files[path].decode()
    assert old in text
    return Bundle({**bundle.files, path: text.replace(old, new).encode()})


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


BROKEN = edited(
    samples.agencies(), "forms/letters/escalate.txt", "A time limit", "{{ answers.other.note }}: a time limit"
)
BROKEN = Bundle(
    {
        **BROKEN.files,
        "forms/definitions/other.yaml": BROKEN.files[f"forms/definitions/{samples.FORM}.yaml"].replace(
            b"form: answer", b"form: other"
        ),
    }
)
"""The letter about a late form names the answers to another form, which nobody has filled in."""


class TestAStepThatFails:
    """Its letter needs answers that were not given: a fault of the revision."""

    @pytest.fixture
    def broken(self, database) -> Office:
        office = Office(database, BROKEN)
        office.start(instances=[{"note": "1"}])
        (task,) = office.open_tasks("confirm")
        office.submit(task)
        office.now = datetime(2026, 3, 5, 9, tzinfo=clock.LONDON)
        return office

    def test_of_the_worker_becomes_an_incident_and_is_set_aside(self, broken):
        before = broken.everything()
        (case,) = broken.rows(tables.safeguarding_case)
        with broken.clock():
            assert fire_due_timers(broken.database, broken.engine, case.id) == 0
        (incident,) = broken.rows(tables.incident)
        assert (incident.case_id, incident.resolved_at) == (case.id, None)
        (timer,) = broken.rows(tables.timer)
        assert timer.incident_id == incident.id
        after = broken.everything()
        assert {name for name in before if before[name] != after[name]} == {"timer"}
        with broken.clock():
            assert fire_due_timers(broken.database, broken.engine, case.id) == 0
        assert len(broken.rows(tables.incident)) == 1, "it does not spin"

    def test_is_tried_again_by_a_person_and_stays_while_it_fails(self, broken):
        (case,) = broken.rows(tables.safeguarding_case)
        with broken.clock():
            fire_due_timers(broken.database, broken.engine, case.id)
        (incident,) = broken.rows(tables.incident)
        with broken.clock(), pytest.raises(Exception, match="other"):
            retry(broken.database, broken.engine, incident.id, broken.officer)
        assert broken.rows(tables.incident)[0].resolved_at is None
        (task,) = broken.open_tasks("answer_form")
        # once the answer is there, the same letter can be written
        with broken.clock(), broken.database.transaction() as tx:
            given = {"form": "other", "answers": {**GO_ON, "note": "All is well"}}
            tx.connection.execute(sa.update(tables.submission).values(given))
        with broken.clock():
            retry(broken.database, broken.engine, incident.id, broken.officer)
        assert broken.rows(tables.incident)[0].resolved_by == broken.officer.id
        assert [row.body for row in broken.rows(tables.letter)] == ["All is well: a time limit has passed.\n"]
        assert broken.open_tasks("answer_form") == [task]
        with broken.clock(), pytest.raises(IncidentNotOpen):
            retry(broken.database, broken.engine, incident.id, broken.officer)

    def test_is_not_a_strangers_to_try_again(self, broken):
        (case,) = broken.rows(tables.safeguarding_case)
        with broken.clock():
            fire_due_timers(broken.database, broken.engine, case.id)
        (incident,) = broken.rows(tables.incident)
        stranger = broken.person("A stranger", Post(organisation=OFFICE, title="Caretaker"))
        with broken.clock(), pytest.raises(NotAllowed):
            retry(broken.database, broken.engine, incident.id, stranger)


ENDLESS = samples.Drawing("endless")
ENDLESS.node("exclusiveGateway", "around")
ENDLESS.node("exclusiveGateway", "again")
ENDLESS.chain(ENDLESS.start(), ENDLESS.user_task("open"), ENDLESS.user_task("ask"), "around", "again")
ENDLESS.flow("again", "around", f'{samples.FORM}.outcome == "again"')
ENDLESS.flow("again", ENDLESS.end(), f'{samples.FORM}.outcome == "go_on"')


class TestAnEndlessLoop:
    def test_of_automatic_steps_is_stopped_and_nothing_is_kept_but_the_draft_and_an_incident(self, database):
        office = Office(database, samples.bundle_of([ENDLESS]))
        office.start()
        (task,) = office.open_tasks()
        before = office.everything()
        with pytest.raises(StepFailed) as failed:
            office.submit(task, outcome="again", note="Typed with care")
        assert office.everything() == before
        (draft,) = office.rows(tables.draft)
        assert draft.answers["note"] == "Typed with care"
        (incident,) = office.rows(tables.incident)
        assert failed.value.incident_id == incident.id
        office.submit(task)
        assert office.rows(tables.safeguarding_case)[0].status == "closed"
        assert office.rows(tables.draft) == []

    def test_of_people_becomes_one_incident_and_goes_on(self, database, monkeypatch):
        monkeypatch.setattr(step_module, "MANY_TURNS_DEPTH", 20)
        office = Office(database, samples.rounds(1))
        office.start()
        for _ in range(12):
            (task,) = office.open_tasks()
            office.submit(task, outcome="again")
        assert [row.kind for row in office.rows(tables.incident)] == ["many_turns"]

    def test_of_people_ends_well_before_the_engines_own_limit(self, database, monkeypatch):
        monkeypatch.setattr(step_module, "TOO_DEEP", 20)
        office = Office(database, samples.rounds(1))
        office.start()
        with pytest.raises(StepFailed):  # noqa: PT012 - which turn is the last does not matter
            for _ in range(12):
                (task,) = office.open_tasks()
                office.submit(task, outcome="again")
        assert office.open_tasks(), "the case still waits where it was"


KILLED = """
import os, signal, sys
from engine import clock
from engine.cases.engine import CaseEngine
from engine.cases.steps import complete_user_task
from engine.records.db import Database
from engine.registers.people import find_person
from tests.engine.cases.walk import START
url, task_id, person_id = sys.argv[1:]
database, engine = Database(url), CaseEngine()
with clock.stopped_at(START), database.transaction() as tx:
    person = find_person(tx, int(person_id))
    complete_user_task(tx, engine, task_id=task_id, person=person, answers={"outcome": "go_on", "note": "Half done"})
    print("written", flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


class TestAServerKilledInTheMiddleOfAStep:
    def test_leaves_nothing_half_done(self, office):
        office.start()
        (task,) = office.open_tasks()
        before = office.everything()
        url = office.database.url.render_as_string(hide_password=False)
        killed = subprocess.run(
            [sys.executable, "-c", KILLED, url, task, str(office.officer.id)],
            cwd=Path(__file__).parents[3],
            env={**os.environ, "PYTHONPATH": "."},
            capture_output=True,
            text=True,
            check=False,
        )
        assert (killed.returncode, killed.stdout) == (-signal.SIGKILL, "written\n"), killed.stderr
        assert office.everything() == before
        office.submit(task)
        with office.database.reading() as tx:
            assert audit.verify(tx).broken == ()


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
