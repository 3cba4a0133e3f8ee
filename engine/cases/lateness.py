"""What was late in a case although nobody has said why: the form that closes the case asks it."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.calendar.explaining import in_words
from engine.cases.facts import Facts
from engine.cases.labels import called
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.diagrams.vocabulary import OPERATIONS
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import LATE_REASONS, Late

_b = sa.bindparam
_task, _letter, _submission = tables.user_task.c, tables.letter.c, tables.submission.c
_CASE_ID = _b("case_id", type_=_task.case_id.type)
_PAST = (
    sa.select(
        _task.id,
        _task.process,
        _task.element,
        _task.instance,
        _task.clause,
        _task.due_on,
        _task.closed_at,
        _task.outcome,
    )
    .where(_task.case_id == _CASE_ID, _task.kind == "task", _task.clause != "", _task.due_on < _b("today"))
    .order_by(_task.due_on, _task.opened_at, _task.id)
)
_TOLD = (
    sa.select(_letter.clause, _letter.instance, _letter.due_on, sa.func.min(_letter.id).label("id"))
    .where(_letter.case_id == _CASE_ID, _letter.name.in_(sorted(OPERATIONS)), _letter.due_on.is_not(None))
    .group_by(_letter.clause, _letter.instance, _letter.due_on)
    .order_by(_letter.due_on, sa.func.min(_letter.id))
)
_EXPLAINED = sa.select(_submission.answers).where(
    _submission.case_id == _CASE_ID, _submission.form.in_(_b("forms", expanding=True))
)


def unexplained(
    tx: Transaction, revision: Revision, facts: Facts, element: Element, *, case_id: int | None, task_id: str | None
) -> tuple[Late, ...]:
    """Return what of a case ended late without a reason on record; nothing if the element's form does not ask for it.

    A user task that is done late was asked for its reason then, and one that is open will be. There remain those that
    were called off after their date, or will be by an event that interrupts, and the time limits of which somebody was
    told that they had passed although no user task has that date; one that was extended beyond it has its reason there.

    Args:
        tx: the transaction.
        revision: of the case.
        facts: of the case.
        element: whose form is asked.
        case_id: none for a case that is not opened yet.
        task_id: of the user task whose form it is; it gives its own reason.
    """
    if case_id is None or not revision.forms[element.form].explains_lateness:
        return ()
    past = tx.connection.execute(_PAST, {"case_id": case_id, "today": clock.today()}).all()
    late = [row for row in past if row.closed_at is None or clock.london_date(row.closed_at) > row.due_on]
    dates = {(row.clause, row.instance, row.due_on) for row in late}
    ends = _ended_by(revision, element)
    ended = [row for row in late if row.outcome == "cancelled" or (row.closed_at is None and ends(row))]
    tasks = (_task_late(revision, row) for row in ended if row.id != task_id)
    limits = (
        Late(key=f"limit{row.id}", what=_limit(revision, row))
        for row in tx.connection.execute(_TOLD, {"case_id": case_id}).all()
        if (row.clause, row.instance, row.due_on) not in dates and not _is_extended(facts, row)
    )
    known = _explained(tx, revision, case_id)
    return tuple(each for each in (*tasks, *limits) if each.key not in known)


def with_reasons(late: tuple[Late, ...], stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return answers as a submission keeps them: each reason with what it is the reason for, which stays so told.

    Args:
        late: what else of the case was late.
        stored: the answers as the schema dumps them.
    """
    names = {each.question.name: each for each in late}
    kept = {name: answer for name, answer in stored.items() if name not in names}
    reasons = [
        {"key": each.key, "what": each.what, "why": stored[name]} for name, each in names.items() if name in stored
    ]
    return {**kept, LATE_REASONS: reasons} if reasons else kept


def _explained(tx: Transaction, revision: Revision, case_id: int) -> frozenset[str]:
    """Return the keys of what a form of the case has explained before."""
    forms = [form.form for form in revision.forms.values() if form.explains_lateness]
    sent = tx.connection.execute(_EXPLAINED, {"case_id": case_id, "forms": forms}).scalars()
    return frozenset(each["key"] for answers in sent for each in answers.get(LATE_REASONS, ()))


def _ended_by(revision: Revision, event: Element) -> Callable[[Any], bool]:
    """Return what tells whether an open user task's row lies in what an event interrupts; nothing lies in others."""
    if not event.interrupts:
        return lambda _: False
    host = revision.elements[event.process, event.attached_to]
    inside, waiting = set[str](), [host.called]
    while waiting:
        process = waiting.pop()
        if process and process not in inside:
            inside.add(process)
            waiting += [element.called for element in revision.elements.values() if element.process == process]
    return lambda row: (row.process, row.element) == host.key or row.process in inside


def _task_late(revision: Revision, row: Any) -> Late:
    name = called(revision, revision.elements[row.process, row.element], row.instance)
    ended = f"called off on {in_words(clock.london_date(row.closed_at))}" if row.closed_at else "not done"
    return Late(key=row.id, what=f"{name}, due on {in_words(row.due_on)}, {ended}")


def _limit(revision: Revision, row: Any) -> str:
    name = f" of {revision.instance_name(row.instance)}" if row.instance else ""
    return f"the time limit {row.clause}{name}, which passed on {in_words(row.due_on)}"


def _is_extended(facts: Facts, row: Any) -> bool:
    to: date | None = facts.anchor(row.clause, row.instance)
    return to is not None and to > row.due_on
