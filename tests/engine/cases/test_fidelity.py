"""The fast step against unpatched SpiffWorkflow: equal after every step of whole random walks.

Compared are SpiffWorkflow's own dump of every part, the open user tasks, the events that may be recorded,
the waiting dates, the facts, and the sequence flows in the audit; with cases kept in memory, loaded for
each step, thrown away at random, and with crashes just before the commit.
"""

import json
import random
import subprocess
import sys
from collections import Counter
from dataclasses import asdict
from functools import cache
from pathlib import Path

import pytest
import SpiffWorkflow.task as task_module
import sqlalchemy as sa
from SpiffWorkflow.bpmn.specs.mixins.events.event_types import CatchingEvent
from SpiffWorkflow.util.task import TaskState

from engine import audit, clock
from engine.access import OFFICE, Post
from engine.cases import asking, dates, opening, rows, steps
from engine.cases.codec import hexed
from engine.cases.engine import CaseEngine, LiveCases
from engine.cases.journal import _flow_to, event_row_id
from engine.cases.step import Step
from engine.records import schema, tables
from engine.records.db import Database
from engine.registers.people import add_person, find_person
from tests.engine.cases.walk import START, Walk, dump, later, names_of, waits

WALKS = [
    Walk("linear", "1", 25),
    Walk("rounds", "1", 40, again=1.0),
    Walk("agencies", "1", 50, instances=8, pass_every=13),
    Walk("agencies", "2", 40, instances=4, pass_every=3),
    Walk("tangle", "1", 60, pass_every=7),
    Walk("tangle", "2", 60, pass_every=3),
    Walk("tangle", "3", 60, pass_every=0),
    Walk("tangle", "4", 60, instances=0, pass_every=11),
    Walk("tangle", "5", 60, instances=1, pass_every=5),
    Walk("pressed", "1", 60, pass_every=9),
    Walk("pressed", "2", 60, instances=5, pass_every=23),
    Walk("pressed", "5", 60, instances=2, pass_every=5),
    Walk("pressed", "8", 60, instances=0, pass_every=7),
    Walk("pressed", "9", 60, instances=1, pass_every=0),
]
MODES = ("warm", "cold", "mixed", "crash")


@cache
def expected(plan: Walk) -> list[dict]:
    """The walk of stock SpiffWorkflow."""
    command = [sys.executable, "-m", "tests.engine.cases.reference", json.dumps(asdict(plan))]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, cwd=Path(__file__).parents[3])
    return json.loads(done.stdout)


class Crash(Exception):
    """Stands for anything that goes wrong just before the commit."""


class Walker:
    """The product, taking the same walk."""

    def __init__(self, database: Database, plan: Walk, mode: str) -> None:
        self.database, self.plan, self.mode = database, plan, mode
        self.engine = self._engine()
        self.now = START
        self.ids: dict[str, str] = {}
        self.chance = random.Random(f"{plan.seed}{mode}")
        with clock.stopped_at(START), database.transaction() as tx:
            self.engine.revisions.publish(tx, plan.bundle())
            officer = Post(organisation=OFFICE, title="Officer")
            referrer = Post(organisation="agency", title="Officer")
            number = add_person(tx, name="An officer", email="officer@example.org", posts=[officer, referrer])
        with clock.stopped_at(START), database.reading() as tx:
            self.person = find_person(tx, number)
            self.revision = self.engine.revisions.current(tx)
        plan.begin("start")
        with clock.stopped_at(START), database.transaction() as tx:
            answers = plan.answers("start", is_first=True)
            self.case_id = opening.start_case(tx, self.engine, person=self.person, answers=answers).case_id

    def _engine(self) -> CaseEngine:
        return CaseEngine(live_cases=LiveCases(0 if self.mode == "cold" else 10))

    def take(self, step: int, now: dict) -> None:
        """Take one step, in this mode's way."""
        if self.mode == "mixed" and self.chance.random() < 0.5:
            self.engine = self._engine()
        chosen = self.plan.choose(step, [*now["ready"], *now["messages"]])
        if chosen is None:
            self.now = later(self.now)
            self._fire(step)
            return
        row_id = self.ids[chosen]
        if self.mode == "crash" and self.chance.random() < 0.4:
            with pytest.raises(Crash):
                self._complete(step, row_id, crash=True)
        self._complete(step, row_id, crash=False)

    def _fire(self, step: int) -> None:
        self.plan.begin(step)
        with clock.stopped_at(self.now), self.database.transaction() as tx:
            dates.fire_timers(tx, self.engine, self.case_id)

    def _complete(self, step: int, row_id: str, *, crash: bool) -> None:
        self.plan.begin(step)
        answers = self.plan.answers(step)
        with clock.stopped_at(self.now), self.database.transaction() as tx:
            if asking.task_page(tx, self.engine, row_id, self.person).is_late:
                answers = {**answers, "late_reason": "It was late"}
            steps.complete_user_task(tx, self.engine, task_id=row_id, person=self.person, answers=answers)
            if crash:
                raise Crash

    # ---- what is stored -----------------------------------------------------------------------------------

    def stored(self) -> tuple[dict, dict[str, str]]:
        """The case as the database has it, every part loaded; and by the name of a task or event, the id of its row."""
        with clock.stopped_at(self.now), self.database.transaction() as tx:
            live = self._load(tx).live
            names, ids = names_of(live), {}
            for task in (t for w in (live, *live.subprocesses.values()) for t in w.tasks.values()):
                name = names[str(task.id)]
                ids[name] = hexed(task.id)
                if isinstance(task.task_spec, CatchingEvent):
                    ids.update({f"{name} {e}": event_row_id(task, e) for e, _ in waits(task)})
            return dump(live), ids

    def _load(self, tx) -> Step:
        row = tx.connection.execute(rows.LOCK_CASE, {"case_id": self.case_id}).one()
        step = Step.of(tx, CaseEngine(revisions=self.engine.revisions, live_cases=LiveCases(0)), row)
        step.live.subprocesses.values()
        return step

    def rows(self) -> tuple[set[str], set[str], dict[str, str | None], dict]:
        """The open user tasks, the events that may be recorded, the waiting dates, the facts."""
        task, timer, case = tables.user_task, tables.timer, tables.safeguarding_case
        with self.database.reading() as tx:
            execute = tx.connection.execute
            open_rows = execute(sa.select(task.c.id, task.c.kind).where(task.c.closed_at.is_(None))).all()
            timers = execute(sa.select(timer.c.task_id, timer.c.due_at)).all()
            facts = execute(sa.select(case.c.facts)).scalar_one()
        return (
            {row.id for row in open_rows if row.kind == "task"},
            {row.id for row in open_rows if row.kind == "event"},
            {row.task_id: row.due_at and row.due_at.isoformat() for row in timers},
            facts,
        )

    def flows(self) -> tuple[Counter, Counter]:
        """The sequence flows in the audit, and those in SpiffWorkflow's tree."""
        with clock.stopped_at(self.now), self.database.transaction() as tx:
            told = Counter(flow for entry in audit.entries(tx, self.case_id) for flow in entry.flows)
            live = self._load(tx).live
            in_tree = Counter(
                (w.spec.name, flow)
                for w in (live, *live.subprocesses.values())
                for t in w.tasks.values()
                if TaskState.WAITING <= t.state < TaskState.CANCELLED and (flow := _flow_to(t, self.revision))
            )
        return told, in_tree


def check(database: Database, plan: Walk, mode: str) -> None:
    wanted = expected(plan)
    assert len(wanted) > 10, "the walk is too short to prove anything"
    walker = Walker(database, plan, mode)
    for step, now in enumerate(wanted):
        if step:
            walker.take(step - 1, wanted[step - 1])
        facts = now.pop("facts", None)
        got, ids = walker.stored()
        assert got == now, f"{plan} {mode}: step {step}"
        ready, events, timers, known = walker.rows()
        walker.ids = ids
        assert ready == {ids[name] for name in now["ready"]}
        assert events == {ids[name] for name in now["messages"]}
        assert timers == {ids[name]: at for name, at in now["waiting"].items() if at}
        if facts:
            assert {name: known[name] for name in ("routed", "anchors", "lists")} == {
                name: facts[name] for name in ("routed", "anchors", "lists")
            }
        if facts is not None:
            now["facts"] = facts
    told, in_tree = walker.flows()
    assert dict(in_tree - told) == {}, "a flow was taken that the audit does not tell of"
    if plan.case not in (
        "tangle",
        "pressed",
    ):  # where instances that an event ended have left the tree, only the audit still has their flows
        assert told == in_tree
    with database.reading() as tx:
        assert audit.verify(tx).broken == ()


@pytest.fixture(autouse=True)
def _ids():
    stock = task_module.uuid4
    yield
    task_module.uuid4 = stock


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("plan", WALKS, ids=lambda w: f"{w.case}-{w.seed}")
class TestOnSqlite:
    def test_every_step_equals_stock_spiffworkflow(self, plan, mode):
        database = Database("sqlite://", is_durable=False)
        tables.metadata.create_all(database.engine)
        check(database, plan, mode)
        database.close()


@pytest.mark.parametrize("mode", ["mixed"])
@pytest.mark.parametrize("plan", [w for w in WALKS if w.seed == "1"], ids=lambda w: f"{w.case}-{w.seed}")
class TestOnPostgresql:
    def test_every_step_equals_stock_spiffworkflow(self, plan, mode, postgresql_url):
        database = Database(postgresql_url, is_durable=False)
        schema.migrate(database)
        check(database, plan, mode)
        database.close()
