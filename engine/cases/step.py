"""One step of one case, in one transaction, with as few statements as there are facts.

The statements of a step that completes a user task, in order:

     BEGIN                                   SQLite takes its write lock here
     SELECT user_task JOIN safeguarding_case FOR UPDATE: locks the case, and reads all that a step needs,
                                             which days count too; the first after those changed moves dates first
    [SELECT part]                            only when the case is not in memory: the parts around the task
     INSERT submission                       the immutable answers
    [INSERT searched_submission]             the words that they are found by
     UPDATE user_task                        closes this one, and any that the step cancelled
    [INSERT user_task]                       opens the next, one statement for any number
    [DELETE timer] [INSERT timer]            when a wait ended or began
    [INSERT searched_case ... UPDATE]        when the case has new initials, or another organisation a part in it
    [SELECT, UPDATE timer and user_task]     when an anchor was recorded: open due dates are worked out again
    [SELECT submission, user_task, register_entry; DELETE, INSERT] when something that a register reads has changed
     INSERT audit                            hash-chained, with the sequence flows taken
     INSERT part ... ON CONFLICT UPDATE      the parts that moved, and no other
    [INSERT case_end]                        when it came to an end of its own process
    [INSERT webhook_delivery]                when other systems listen
     UPDATE safeguarding_case WHERE version  the facts, the version, the head of the audit
     COMMIT

Any exception leaves the transaction: it is rolled back, and the live case is dropped, because it is put
back only after the commit.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa
from SpiffWorkflow.task import Task

from engine import access, clock
from engine.cases import codec, incidents
from engine.cases.codec import hexed
from engine.cases.engine import CaseEngine
from engine.cases.environment import Environment, View
from engine.cases.facts import WHOLE_CASE, Facts
from engine.cases.journal import TOP, Rows, read_journal
from engine.cases.live import Live
from engine.cases.meetings.keeping import tell_invited
from engine.cases.on_paper import on_paper
from engine.cases.registering import register_step
from engine.cases.writing import hand_over, work_out_again, write_case, write_tasks_and_timers
from engine.correspondence.context import CaseOnPaper
from engine.correspondence.documents import write_document
from engine.correspondence.invitations import invite
from engine.correspondence.letters import telling, write_letter
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.errors import CaseStuck
from engine.records import tables
from engine.records.db import Transaction

MANY_TURNS_DEPTH = 200
"""So deep in the tree of tasks, a loop has turned some forty times: somebody should look."""
TOO_DEEP = 5_000
"""Here no step is taken any more; SpiffWorkflow's own limits lie far behind."""

_b = sa.bindparam
_part = tables.part
_PARTS = sa.select(_part.c.part_id, _part.c.body).where(
    _part.c.case_id == _b("case_id"), _part.c.part_id.in_(_b("ids", expanding=True))
)
_ALL_PARTS = sa.select(_part.c.part_id, _part.c.body).where(_part.c.case_id == _b("case_id"))


@dataclass(kw_only=True)
class Step:
    """One step under way. It carries out the automatic tasks that the step meets.

    Attributes:
        version: of the case before the step.
        head: the last hash of the case's audit.
        noted: what the audit entry will say, besides the sequence flows.
        told: who was written to: they have a part in the case from then on.
        chosen_anew: the questions (`form.question`) that chose another than before to hold a role.
        is_named: it gave the case its initials.
        is_heard: other systems may be told of it.
    """

    tx: Transaction
    engine: CaseEngine
    revision: Revision
    case_id: int
    reference: str
    initials: str
    opened_on: date
    referring_organisation: str
    status: str
    version: int
    head: bytes
    facts: Facts
    live: Live
    noted: dict[str, Any] = field(default_factory=dict)
    anchors_moved: bool = False
    told: set[str] = field(default_factory=set)
    chosen_anew: set[str] = field(default_factory=set)
    is_named: bool = False
    is_heard: bool = True

    def __post_init__(self) -> None:
        self.environment.step, self.environment.revision = self, self.revision  # which days count may be new
        self.live.subprocesses.fetch = self._fetch_part

    @classmethod
    def of(cls, tx: Transaction, engine: CaseEngine, row: Any, parts: str = "") -> "Step":
        """Begin a step on a locked case.

        Args:
            tx: the transaction.
            engine: what this program keeps.
            row: of `safeguarding_case`, its id as `case_id`.
            parts: the parts that the step will need first, outermost first.
        """
        revision = engine.revisions.get(tx, row.revision_id)
        live = engine.live_cases.take(row.case_id, row.audit_hash)
        is_cold = live is None
        if live is None:
            live = Live(revision.specs[row.process], dict(revision.specs), Environment(revision), deserializing=True)
        step = cls(
            tx=tx,
            engine=engine,
            revision=revision,
            case_id=row.case_id,
            reference=row.reference,
            initials=row.initials,
            opened_on=clock.london_date(row.opened_at),
            referring_organisation=row.referring_organisation,
            status=row.status,
            version=row.version,
            head=row.audit_hash,
            facts=Facts.from_json(row.facts),
            live=live,
            is_heard=row.is_heard,
        )
        if is_cold:
            step._load(parts)
        step.need(parts)
        return step

    @property
    def environment(self) -> Environment:
        """SpiffWorkflow's way to this step."""
        found: Environment = self.live.script_engine.environment
        return found

    # ---- loading ------------------------------------------------------------------------------------------

    def _load(self, parts: str) -> None:
        ids = [TOP, *parts.split("/")] if parts else [TOP]
        bodies = self._bodies(_PARTS, {"case_id": self.case_id, "ids": ids})
        codec.decode(bodies[TOP], self.live)
        self.live.saved = {TOP: bodies[TOP]}
        for part_id in ids[1:]:
            self._decode_part(UUID(part_id), bodies[part_id])

    def need(self, parts: str) -> None:
        """Make sure that the named parts are in memory."""
        for part_id in parts.split("/") if parts else ():
            self.live.subprocesses.get(UUID(part_id))

    def _fetch_part(self, task_id: UUID | None) -> None:
        """Load the part called by a task, or all that are not in memory."""
        stored = self.live.subprocesses.stored
        if task_id is None:
            bodies = self._bodies(_ALL_PARTS, {"case_id": self.case_id})
            while found := [i for i in stored if hexed(i) in bodies]:  # each may tell of others in it
                for part_id in found:
                    self._decode_part(part_id, bodies[hexed(part_id)])
            stored.clear()
        elif bodies := self._bodies(_PARTS, {"case_id": self.case_id, "ids": [hexed(task_id)]}):
            self._decode_part(task_id, bodies[hexed(task_id)])
        else:
            stored.discard(task_id)  # cancelled before it began: it has no part

    def _decode_part(self, part_id: UUID, body: bytes) -> None:
        codec.decode_part(body, self.live.get_task_from_id(part_id), self.live)
        self.live.saved[hexed(part_id)] = body

    def _bodies(self, statement: sa.Select[Any], values: Mapping[str, Any]) -> dict[str, bytes]:
        return {part_id: bytes(body) for part_id, body in self.tx.connection.execute(statement, values).all()}

    def task(self, task_id: str, parts: str) -> Task:
        """Return a task of the state by the id of its row and the parts around it.

        Raises:
            CaseStuck: the state does not have it.
        """
        part = self.live.part(parts)
        task: Task | None = part.tasks.get(UUID(task_id)) if part is not None else None
        if task is None:
            raise CaseStuck(f"the records of case {self.reference} name a task that its state does not have")
        return task

    # ---- what the case says (journal.Case) ----------------------------------------------------------------

    def instance_of(self, task: Task) -> str | None:
        """Return the instance of a multi-instance activity that a task belongs to."""
        return self.environment.instance_of(task.data)

    def held_by(self, element: Element, instance: str | None) -> str:
        """Return who holds an element's role in this case."""
        return self.holder_of(element.role, instance)

    def holder_of(self, role: str, instance: str | None) -> str:
        """Return who holds a role in this case, inside an instance or outside."""
        rule = self.revision.partnership.roles[role]
        return access.held_by(
            self.revision.partnership,
            role,
            referring_organisation=self.referring_organisation,
            organisation=self.facts.organisation_of(instance),
            chosen=self.facts.chosen_by(rule.by, instance),
        )

    def due_on(self, clause: str, instance: str | None) -> date:
        """Return the London date by which a time limit is due, or `clock.NO_DATE`."""
        return self.view(instance).due_date(clause) or clock.NO_DATE

    def view(self, instance: str | None = None, time_limit: str = "") -> View:
        """Return the case as seen from an instance, or from outside."""
        return View(self.revision, self.facts, instance=instance, time_limit=time_limit)

    def on_paper(self, instance: str | None) -> CaseOnPaper:
        """Return the case as a text about an instance, or about the whole case, may name it."""
        return on_paper(
            self.tx,
            self.revision,
            self.facts,
            case_id=self.case_id,
            reference=self.reference,
            initials=self.initials,
            opened_on=self.opened_on,
            instance=instance,
        )

    # ---- automatic tasks (environment.Duties) -------------------------------------------------------------

    def send(self, element: Element, instance: str | None) -> None:
        """Write a letter or a document, or tell of a time limit: once a clause, date, instance and recipient."""
        if "document" in element.properties:
            self._write(element, instance)
        elif role := element.properties.get("to"):
            self._tell(element, role, self.holder_of(role, instance), instance)
        else:
            tell_invited(self, element, instance, self._tell)

    def _tell(self, element: Element, role: str, held_by: str, instance: str | None) -> None:
        clause = element.properties.get("time_limit", "")
        due_on = self.view(instance).due_date(clause)
        operation = element.properties.get("operation", "")
        name = element.properties.get("letter") or operation
        once = telling(self.case_id, operation, clause, due_on, instance, held_by) if operation else None
        kept = write_letter(
            self.tx,
            self.revision,
            case=self.on_paper(instance),
            name=name,
            role=role,
            held_by=held_by,
            instance=instance,
            clause=clause,
            due_on=due_on,
            once_key=once,
            encloses=element.properties.get("encloses", ""),
        )
        self.told.add(held_by)
        if kept is not None:
            said = {"letter": kept.id, "name": name, "to": held_by, "sha256": kept.sha256}
            if element.meeting:
                said |= invite(
                    self.tx,
                    self.revision,
                    case_id=self.case_id,
                    letter_id=kept.id,
                    form=element.meeting,
                    instance=instance,
                    held_by=held_by,
                    is_off=element.uninvites,
                )
            self.note("letters", {**said, "element": element.id})

    def _write(self, element: Element, instance: str | None) -> None:
        name = element.properties["document"]
        kept = write_document(
            self.tx,
            self.revision,
            case=self.on_paper(instance),
            name=name,
            held_by=self.held_by(element, instance),
            organisation=self.facts.organisation_of(instance),
            instance=instance,
        )
        written = {"document": kept.id, "name": name, "version": kept.version, "sha256": kept.sha256}
        self.note("documents", {**written, "element": element.id})

    def decide(self, element: Element, view: View) -> None:
        """Decide by the element's table, and keep its outputs as routed answers."""
        name = element.properties["decision"]
        decision = self.revision.decisions[name]
        rule = decision.decide(view)
        for output, value in zip(decision.outputs, rule.outputs, strict=True):
            self.facts.routed.setdefault(f"{name}.{output}", {})[view.instance or WHOLE_CASE] = value
        self.note("decisions", {"decision": name, "rule": rule.id})

    def note(self, what: str, entry: Any) -> None:
        """Have the audit entry say something, in a list."""
        self.noted.setdefault(what, []).append(entry)

    def record_anchor(self, name: str, on: date, instance: str | None = None) -> None:
        """Record an anchor: every open due date that hangs on it is worked out again."""
        by = self.facts.anchors.setdefault(name, {})
        key, old = instance or WHOLE_CASE, by.get(instance or WHOLE_CASE)
        if old == on.isoformat():
            return
        by[key] = on.isoformat()
        self.anchors_moved = True
        self.note("anchors", {"anchor": name, "instance": instance, "old": old, "new": on.isoformat()})

    # ---- writing ------------------------------------------------------------------------------------------

    def write(self, action: str, *, person_id: int | None, task_id: str = "") -> Rows:
        """Write everything that the step changed, one audit entry, and the case's new version.

        Raises:
            CaseStuck: the case has not ended, but nothing and nobody is waited for; or it went round too often.
        """
        rows = read_journal(self, self.tx.at, delivered=task_id)
        if self.chosen_anew:
            hand_over(self, rows)
        if rows.deepest > TOO_DEEP:
            raise CaseStuck(f"case {self.reference} has gone round the same loop too often to go on")
        write_tasks_and_timers(self, rows, person_id, task_id)
        if self.anchors_moved:
            work_out_again(self, rows)
        if rows.deepest > MANY_TURNS_DEPTH:
            incidents.open_once(self.tx, self.case_id, incidents.MANY_TURNS, facts={"task": rows.opened[-1]["element"]})
        register_step(self, rows)
        has_ended = self.live.has_ended()
        write_case(self, rows, action, person_id, has_ended=has_ended)
        self.live.journal.clear()
        live, head = self.live, self.head
        self.tx.after_commit(lambda: self.engine.live_cases.put(self.case_id, head, live))
        self.environment.step = None
        return rows
