"""Steps that fail, loops that do not end, a server killed midway: nothing is half-done, on either database."""

import os
import signal
import subprocess
import sys
import threading
import time
from datetime import datetime
from pathlib import Path

import pytest
import sqlalchemy as sa

from engine import audit, clock
from engine.access import OFFICE, Post
from engine.cases import incidents
from engine.cases import step as step_module
from engine.cases.attempts import fire_due_timers, keep_draft, retry
from engine.diagrams import samples
from engine.diagrams.bundle import Bundle
from engine.errors import (
    EngineError,
    IncidentNotOpen,
    NotAllowed,
    NotAsSent,
    StepFailed,
)
from engine.records import tables
from tests.engine.cases.office import GO_ON, Office, edited

LINEAR = samples.linear(3)


@pytest.fixture
def office(database) -> Office:
    return Office(database, LINEAR)


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
        with broken.clock(), pytest.raises(StepFailed):
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


class TestKeepDraft:
    def test_of_two_windows_at_once_keeps_the_later(self, office):
        office.start()
        (task,) = office.open_tasks()
        begun, failed = threading.Event(), []

        def keep(note, wait_seconds):
            try:
                with office.database.transaction() as tx:
                    keep_draft(tx, task_id=task, person_id=office.officer.id, answers={"note": note})
                    begun.set()
                    time.sleep(wait_seconds)
            except Exception as failure:  # noqa: BLE001 - told to the test, whatever it is
                failed.append(failure)

        first = threading.Thread(target=keep, args=("first", 0.3))
        first.start()
        begun.wait()
        keep("second", 0)
        first.join()
        assert failed == []
        assert [draft.answers for draft in office.rows(tables.draft)] == [{"note": "second"}]


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


class TestRetry:
    """Of a user task that failed for whoever sends it with these answers."""

    @pytest.fixture
    def failed(self, database) -> Office:
        office = Office(database, samples.bundle_of([ENDLESS]))
        office.start()
        (task,) = office.open_tasks()
        with pytest.raises(StepFailed):
            office.submit(task, outcome="again", note="Typed with care")
        return office

    def incident(self, office):
        return office.rows(tables.incident)[0]

    def test_fails_again_as_it_did(self, failed):
        before = failed.everything()
        with failed.clock(), pytest.raises(StepFailed) as again:
            retry(failed.database, failed.engine, self.incident(failed).id, failed.officer)
        assert again.value.incident_id == self.incident(failed).id
        assert self.incident(failed).resolved_at is None
        assert failed.everything() == before

    def test_sends_nothing_that_its_sender_has_changed_since(self, failed):
        (task,) = failed.open_tasks()
        with failed.clock(), failed.database.transaction() as tx:
            keep_draft(tx, task_id=task, person_id=failed.officer.id, answers={**GO_ON, "note": "Half a sen"})
        with failed.clock(), pytest.raises(NotAsSent):
            retry(failed.database, failed.engine, self.incident(failed).id, failed.officer)
        assert failed.open_tasks() == [task]

    def test_of_two_at_once_is_done_by_one(self, failed):
        begun, said = threading.Event(), []
        number = self.incident(failed).id

        def second():
            begun.wait()
            with failed.clock():
                try:
                    retry(failed.database, failed.engine, number, failed.officer)
                except EngineError as refused:
                    said.append(type(refused))

        thread = threading.Thread(target=second)
        thread.start()
        with failed.clock(), failed.database.transaction() as tx:
            incidents.resolve(tx, number, failed.officer.id)
            begun.set()
            time.sleep(0.3)
        thread.join()
        assert said == [IncidentNotOpen]

    def test_is_settled_once_the_task_was_done_from_its_page(self, failed):
        (task,) = failed.open_tasks()
        failed.submit(task)
        with failed.clock():
            retry(failed.database, failed.engine, self.incident(failed).id, failed.officer)
        assert self.incident(failed).resolved_by == failed.officer.id


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
