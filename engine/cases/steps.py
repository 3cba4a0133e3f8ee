"""The use cases that change a case, each one step in one transaction: start, complete, correct, wake.

Callers give the transaction. What a failure leaves behind as an incident is `engine.cases.incidents`.
"""

import hashlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any
from uuid import UUID, uuid4

import orjson
import sqlalchemy as sa
from marshmallow import ValidationError
from SpiffWorkflow.util.task import TaskState
from sqlalchemy.dialects import postgresql, sqlite

from engine import access, audit, clock
from engine.access import Person, Post
from engine.cases.answers import keep_answers, short_name
from engine.cases.attachments import attach, known_uploads
from engine.cases.engine import CaseEngine
from engine.cases.environment import Environment, View
from engine.cases.facts import Facts
from engine.cases.journal import event_row_id, waits_for
from engine.cases.live import Live
from engine.cases.step import Step
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.errors import AnswersRefused, CaseNotFound, CaseStuck, NotAllowed, TaskNotOpen
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import Form
from forms.schema import FormSchema, build_schema

_b = sa.bindparam
_case, _task, _timer = tables.safeguarding_case, tables.user_task, tables.timer
_CASE_COLUMNS = (
    _case.c.id.label("case_id"),
    _case.c.reference,
    _case.c.revision_id,
    _case.c.process,
    _case.c.version,
    _case.c.status,
    _case.c.opened_at,
    _case.c.referring_organisation,
    _case.c.initials,
    _case.c.facts,
    _case.c.audit_hash,
)
_TASK_COLUMNS = (
    _task.c.id,
    _task.c.parts,
    _task.c.kind,
    _task.c.process.label("task_process"),
    _task.c.element,
    _task.c.instance,
    _task.c.role,
    _task.c.held_by,
    _task.c.clause,
    _task.c.due_on,
    _task.c.closed_at,
    _task.c.closed_by,
    _task.c.person_id,
)
_TASK = (
    sa.select(*_TASK_COLUMNS, *_CASE_COLUMNS)
    .join_from(_task, _case, _case.c.id == _task.c.case_id)
    .where(_task.c.id == _b("task_id"))
)
_LOCK_TASK = _TASK.with_for_update(of=_case)
_LOCK_CASE = sa.select(*_CASE_COLUMNS).where(_case.c.id == _b("case_id")).with_for_update(of=_case)
_NAME = sa.select(tables.person.c.name).where(tables.person.c.id == _b("person_id"))
_DUE_TIMERS = (
    sa.select(_timer.c.task_id, _timer.c.parts, _timer.c.due_at)
    .where(_timer.c.case_id == _b("case_id"), _timer.c.due_at < _b("now"), _timer.c.incident_id.is_(None))
    .order_by(_timer.c.due_at, _timer.c.task_id)
)
_ADD_SUBMISSION = sa.insert(tables.submission)
_DROP_DRAFT = sa.delete(tables.draft).where(
    tables.draft.c.person_id == _b("person_id"), tables.draft.c.task_id == _b("task_id")
)


@dataclass(frozen=True, kw_only=True)
class Completed:
    """A user task that was completed, and the user tasks that it opened, by the name of their elements."""

    case_id: int
    reference: str
    submission_id: str
    opened: tuple[tuple[str, str], ...]
    """The (process, id) of each element that is open now because of it."""


@dataclass(frozen=True, kw_only=True)
class OpenTask:
    """What a page needs to ask an open user task's form, or an event's.

    Attributes:
        id: none for a referral that opens a case.
        due_on: London date; none while there is no time limit, or its anchor is not recorded.
        view: the case, as the form's expressions read it.
        claimed_by: the id of who has claimed it.
    """

    id: str | None
    case_id: int | None
    reference: str
    initials: str
    revision: Revision
    element: Element
    form: Form
    schema: FormSchema
    view: View
    instance: str | None
    held_by: str
    clause: str
    due_on: date | None
    is_late: bool
    claimed_by: int | None


# ---- starting a case --------------------------------------------------------------------------------------


def first_task(revision: Revision) -> Element:
    """Return the user task that a case begins with: the first met from the start, through call activities.

    Raises:
        CaseStuck: there is none on the way; `check` would have refused the revision.
    """
    process = revision.partnership.start
    at = next(e for e in revision.elements.values() if e.process == process and e.kind == "startEvent")
    for _ in revision.elements:
        if at.kind == "userTask":
            return at
        if at.called:
            at = next(e for e in revision.elements.values() if e.process == at.called and e.kind == "startEvent")
            continue
        ways = [f.target for f in revision.flows if (f.process, f.source) == (at.process, at.id)]
        if len(ways) != 1:
            break
        at = revision.elements[at.process, ways[0]]
    raise CaseStuck(f"process {process!r} does not begin with a user task")


def referral_page(tx: Transaction, engine: CaseEngine, person: Person) -> OpenTask:
    """Return what a page needs to ask the form that opens a case.

    Raises:
        NotAllowed: the person's organisation has no duties towards children. Source: REF-1.
    """
    revision = engine.revisions.current(tx)
    element = first_task(revision)
    post = _referring_post(revision, person)
    view = View(revision, Facts())
    return OpenTask(
        id=None,
        case_id=None,
        reference="",
        initials="",
        revision=revision,
        element=element,
        form=revision.forms[element.properties["form"]],
        schema=_schema(tx, revision, element, view, person, case_id=None, is_late=False),
        view=view,
        instance=None,
        held_by=access.held_by(
            revision.partnership, element.role, referring_organisation=post.organisation, instance=None
        ),
        clause="",
        due_on=None,
        is_late=False,
        claimed_by=None,
    )


def start_case(tx: Transaction, engine: CaseEngine, *, person: Person, answers: Mapping[str, Any]) -> Completed:
    """Open a case by completing its first user task; nothing is kept if the answers are refused.

    Raises:
        NotAllowed: the person's organisation has no duties towards children. Source: REF-1.
        AnswersRefused: with every error of the form.
    """
    revision = engine.revisions.current(tx)
    element = first_task(revision)
    post = _referring_post(revision, person)
    process = revision.partnership.start
    row = {
        "reference": _next_reference(tx),
        "revision_id": revision.digest,
        "process": process,
        "version": 0,
        "status": "open",
        "opened_at": tx.at,
        "referrer_id": person.id,
        "referring_organisation": post.organisation,
        "initials": "",
        "facts": {},
        "audit_hash": audit.GENESIS,
    }
    case_id: int = tx.connection.execute(sa.insert(_case).returning(_case.c.id), row).scalar_one()
    environment = Environment(revision)
    live = Live(revision.specs[process], dict(revision.specs), environment)
    step = Step(
        tx=tx,
        engine=engine,
        revision=revision,
        case_id=case_id,
        reference=str(row["reference"]),
        initials="",
        opened_on=clock.london_date(tx.at),
        referring_organisation=post.organisation,
        status="open",
        version=0,
        head=audit.GENESIS,
        facts=Facts(),
        live=live,
    )
    live.pump()
    first = next(
        (m.task for m in live.journal.values() if m.task.state == TaskState.READY and m.task.task_spec.manual), None
    )
    if first is None or first.task_spec.bpmn_id != element.id:
        raise CaseStuck(f"process {process!r} did not begin with {element.name!r}")
    submission = _submit(step, element, first.id.hex, None, person, post, answers, is_late=False)
    first.run()
    live.pump()
    rows = step.write("case_opened", person_id=person.id, task_id=first.id.hex)
    return Completed(case_id=case_id, reference=step.reference, submission_id=submission, opened=_elements(rows.opened))


def _referring_post(revision: Revision, person: Person) -> Post:
    role = first_task(revision).role
    partnership = revision.partnership
    found = next((p for p in person.posts if access.may_refer(partnership, p.organisation)), None)
    if found is None:
        raise NotAllowed("Refer a case", needs=f"{role}: an organisation with duties to children that is known here")
    return found


def _next_reference(tx: Transaction) -> str:
    """Take the next case number of the London year: 2026-0001."""
    year = clock.london_date(tx.at).year
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[tx.connection.dialect.name]
    number = tables.case_number
    take = (
        dialect.insert(number)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=[number.c.year], set_={"last": number.c.last + 1})
        .returning(number.c.last)
    )
    return f"{year}-{tx.connection.execute(take).scalar_one():04d}"


# ---- user tasks and events --------------------------------------------------------------------------------


def task_page(tx: Transaction, engine: CaseEngine, task_id: str, person: Person) -> OpenTask:
    """Return what a page needs to ask an open user task's form, or that of an event that may be recorded now.

    Raises:
        CaseNotFound: there is no such task, or it is another role's: nobody is told which.
        TaskNotOpen: it was completed or cancelled.
    """
    row = tx.connection.execute(_TASK, {"task_id": task_id}).one_or_none()
    if row is None:
        raise CaseNotFound
    revision = engine.revisions.get(tx, row.revision_id)
    if access.post_of(revision.partnership, person.posts, row.held_by) is None:
        raise CaseNotFound
    element = revision.elements[row.task_process, row.element]
    if row.closed_at is not None:
        raise _not_open(tx, row, element)
    view = View(revision, Facts.from_json(row.facts), instance=row.instance, time_limit=row.clause)
    is_late = _is_late(tx, row)
    return OpenTask(
        id=row.id,
        case_id=row.case_id,
        reference=row.reference,
        initials=row.initials,
        revision=revision,
        element=element,
        form=revision.forms[element.properties["form"]],
        schema=_schema(tx, revision, element, view, person, case_id=row.case_id, is_late=is_late),
        view=view,
        instance=row.instance,
        held_by=row.held_by,
        clause=row.clause,
        due_on=None if row.due_on == clock.NO_DATE else row.due_on,
        is_late=is_late,
        claimed_by=row.person_id,
    )


def complete_user_task(
    tx: Transaction, engine: CaseEngine, *, task_id: str, person: Person, answers: Mapping[str, Any]
) -> Completed:
    """Complete a user task, or record an event, with `answers`; nothing is kept if anything is refused.

    Raises:
        TaskNotOpen: it was completed, by whom is said, or it was cancelled or never reached.
        NotAllowed: the person does not hold its role in this case.
        AnswersRefused: with every error of the form.
        CaseStuck: the case could not go on; a fault of the revision or the program.
    """
    row = tx.connection.execute(_LOCK_TASK, {"task_id": task_id}).one_or_none()
    if row is None:
        raise TaskNotOpen("This task")
    revision = engine.revisions.get(tx, row.revision_id)
    element = revision.elements[row.task_process, row.element]
    post = access.post_of(revision.partnership, person.posts, row.held_by)
    if post is None:
        raise NotAllowed(element.name, needs=row.role)
    if row.closed_at is not None:
        raise _not_open(tx, row, element)
    step = Step.of(tx, engine, row, row.parts)
    go_on = _waiting(step, row, element)
    submission = _submit(step, element, task_id, row.instance, person, post, answers, is_late=_is_late(tx, row))
    go_on()
    step.live.pump()
    action = "event_recorded" if row.kind == "event" else "user_task_completed"
    rows = step.write(action, person_id=person.id, task_id=task_id)
    tx.connection.execute(_DROP_DRAFT, {"person_id": person.id, "task_id": task_id})
    return Completed(
        case_id=step.case_id, reference=step.reference, submission_id=submission, opened=_elements(rows.opened)
    )


def _waiting(step: Step, row: Any, element: Element) -> Callable[[], None]:
    """Return what completes the user task, or lets the event happen at the one task that waits for it.

    Raises:
        TaskNotOpen: somebody was faster: on PostgreSQL the task's row was read before the case was locked.
        CaseStuck: the state disagrees with the records.
    """
    if row.kind == "task":
        task = step.task(row.id)
        if task.state == TaskState.READY:  # SpiffWorkflow would run it whatever its state
            run: Callable[[], None] = task.run
            return run
    else:
        part = step.live if not row.parts else step.live.subprocesses.get(UUID(row.parts.rpartition("/")[2]))
        for task in part.tasks.values() if part is not None else ():
            if task.state == TaskState.WAITING and task.id in step.live.event_manager.tasks:
                for element_id, definition in waits_for(task):
                    if event_row_id(task, element_id) == row.id:
                        return partial(step.live.deliver, task, definition)
    now = step.tx.connection.execute(_TASK, {"task_id": row.id}).one()
    if now.closed_at is not None:
        raise _not_open(step.tx, now, element)
    raise CaseStuck(f"{element.name!r} is open in the records but not in the state of case {row.reference}")


def _submit(
    step: Step,
    element: Element,
    task_id: str,
    instance: str | None,
    person: Person,
    post: Post,
    answers: Mapping[str, Any],
    *,
    is_late: bool,
) -> str:
    """Validate and keep the answers of one user task: as a submission, as routed answers, as anchors, as lists."""
    form = step.revision.forms[element.properties["form"]]
    view = step.view(instance, element.properties.get("time_limit", ""))
    schema = _schema(step.tx, step.revision, element, view, person, case_id=step.case_id, is_late=is_late)
    try:
        given = schema.load(answers)
    except ValidationError as refused:
        raise AnswersRefused(form.form, refused.messages_dict) from refused
    stored: dict[str, Any] = schema.dump(given)
    attach(step.tx, form, stored, case_id=step.case_id, person_id=person.id)
    submission_id = uuid4().hex
    step.tx.connection.execute(
        _ADD_SUBMISSION,
        {
            "id": submission_id,
            "case_id": step.case_id,
            "task_id": task_id,
            "process": element.process,
            "element": element.id,
            "form": form.form,
            "instance": instance,
            "answers": stored,
            "person_id": person.id,
            "post": f"{post.title}, {_organisation_name(step.revision, post)}",
            "at": step.tx.at,
        },
    )
    keep_answers(step, form, given, stored, view)
    if form.about:
        _name_case(step, form, given)
    step.noted.update(
        task=task_id,
        process=element.process,
        element=element.id,
        instance=instance,
        submission=submission_id,
        answers_sha256=hashlib.sha256(orjson.dumps(stored, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        is_late=is_late,
    )
    return submission_id


def _name_case(step: Step, form: Form, given: Mapping[str, Any]) -> None:
    name = short_name(form, given)
    step.initials = name.initials
    step.tx.connection.execute(
        sa.update(_case).where(_case.c.id == step.case_id).values(initials=name.initials, born_on=name.born_on)
    )


def _schema(
    tx: Transaction,
    revision: Revision,
    element: Element,
    view: View,
    person: Person,
    *,
    case_id: int | None,
    is_late: bool,
) -> FormSchema:
    form = revision.forms[element.properties["form"]]
    return build_schema(
        form,
        view,
        revision.choices,
        late=is_late,
        uploads=known_uploads(tx, person_id=person.id, case_id=case_id),
    )


def _is_late(tx: Transaction, row: Any) -> bool:
    return bool(clock.london_date(tx.at) > row.due_on)


def _not_open(tx: Transaction, row: Any, element: Element) -> TaskNotOpen:
    by = tx.connection.execute(_NAME, {"person_id": row.closed_by}).scalar() if row.closed_by else ""
    return TaskNotOpen(element.name, by=by or "", at=row.closed_at, reference=row.reference)


def _organisation_name(revision: Revision, post: Post) -> str:
    partnership = revision.partnership
    known = partnership.partners.get(post.organisation) or partnership.agencies.get(post.organisation)
    return known.name if known else partnership.name


def _elements(opened: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    return tuple((row["process"], row["element"]) for row in opened if row["kind"] == "task")


# ---- dates and timers -------------------------------------------------------------------------------------


def correct_anchor(
    tx: Transaction, engine: CaseEngine, *, case_id: int, anchor: str, on: date, reason: str, person: Person
) -> None:
    """Correct a recorded date; every open due date that hangs on it moves, audited with old and new.

    The reason is the business of the case, not of the audit: it is kept as the audit's fact all the same,
    so it must name nobody; the page says so.

    Raises:
        NotAllowed: the person does not hold the role that the form names for corrections.
        CaseStuck: the date was never recorded.
    """
    row = tx.connection.execute(_LOCK_CASE, {"case_id": case_id}).one_or_none()
    if row is None:
        raise CaseNotFound
    revision = engine.revisions.get(tx, row.revision_id)
    step = Step.of(tx, engine, row)
    role = correcting_role(revision, anchor)
    if not role or access.post_of(revision.partnership, person.posts, step.holder_of(role, None)) is None:
        raise NotAllowed(f"correct the date {anchor!r}", needs=role or "nobody: the framework's forms do not allow it")
    if step.facts.anchor(anchor) is None:
        raise CaseStuck(f"the date {anchor!r} has not been recorded, so that there is nothing to correct")
    step.record_anchor(anchor, on)
    step.noted["reason"] = reason
    step.write("anchor_corrected", person_id=person.id)


def correcting_role(revision: Revision, anchor: str) -> str:
    """Return the role that may correct an anchor; empty if none may."""
    ways = (way for form in revision.forms.values() for way in form.anchors.get(anchor, ()))
    return next((way.corrected_by for way in ways if way.corrected_by), "")


def fire_timers(tx: Transaction, engine: CaseEngine, case_id: int) -> int:
    """Fire the timers of one case that are due, as the worker does; tell how many were.

    Idempotent: a timer that has fired is no longer in the table.

    Raises:
        CaseStuck: the case could not go on.
    """
    row = tx.connection.execute(_LOCK_CASE, {"case_id": case_id}).one_or_none()
    if row is None:
        return 0
    due = tx.connection.execute(_DUE_TIMERS, {"case_id": case_id, "now": tx.at}).all()
    if not due:
        return 0
    step = Step.of(tx, engine, row, due[0].parts)
    for timer in due:
        _set_due(step, timer.task_id, timer.parts, timer.due_at)
    step.live.pump()
    step.noted["timers"] = [timer.task_id for timer in due]
    step.write("timers_fired", person_id=None)
    return len(due)


def _set_due(step: Step, task_id: str, parts: str, at: datetime) -> None:
    step.need(parts)
    task = step.task(task_id)
    if task.state != TaskState.WAITING:
        raise CaseStuck(f"timer {task_id} waits in the records but not in the state of case {step.reference}")
    step.live.fire(task, at)
