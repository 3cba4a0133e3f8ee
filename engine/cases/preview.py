"""What stands beside a form; and what sending it would do, found out by doing it and taking it back: so never wrong."""

import logging
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa

from engine import access
from engine.access import Person
from engine.cases.asking import OpenTask
from engine.cases.engine import CaseEngine
from engine.cases.opening import start_case
from engine.cases.standing import paper_of
from engine.cases.steps import complete_user_task
from engine.cases.submissions import Effects, effects_of, find_submission
from engine.cases.submitting import Completed
from engine.correspondence.letters import preview
from engine.diagrams.letters import LetterError, Written
from engine.errors import is_refusal
from engine.failures import places_of
from engine.records import tables
from engine.records.db import TROUBLE, Database, Transaction

_log = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What stands beside a form of a case: how the child is named in lists, letters that came and that are sent next.

    Attributes:
        told: those that came to the task's holder with the task: why it is open, and what is wanted.
        letters: those that go out as soon as the task is done, as they would be written now.
    """

    initials: str
    born_on: date | None
    told: tuple[Written, ...]
    letters: tuple[Written, ...]


def facts_beside(tx: Transaction, task: OpenTask, typed: Mapping[str, Any]) -> CaseFacts:
    """Return what stands beside the form of a case's open task; the caller has checked that it may be seen.

    Letters quote the texts that are `typed` in the form so far.
    """
    case = tables.safeguarding_case.c
    columns = (case.initials, case.born_on, case.opened_at, case.referring_organisation)
    row = tx.connection.execute(sa.select(*columns).where(case.id == task.case_id)).one()
    came = () if task.closed else tx.connection.execute(_CAME_WITH, {"task_id": task.id})
    return CaseFacts(
        initials=row.initials,
        born_on=row.born_on,
        told=tuple(Written(subject=letter.subject, body=letter.body) for letter in came),
        letters=() if task.closed else tuple(_letters_ahead(tx, task, row, typed)),
    )


_task, _letter = tables.user_task.c, tables.letter.c
_CAME_WITH = (
    sa.select(_letter.subject, _letter.body)
    .join_from(
        tables.user_task,
        tables.letter,
        sa.and_(
            _letter.case_id == _task.case_id, _letter.held_by == _task.held_by, _letter.at == _task.opened_at
        ),  # one step wrote it and opened the task, so that both have the step's instant
    )
    .where(_task.id == sa.bindparam("task_id"))
    .order_by(_letter.id)
)


def _letters_ahead(tx: Transaction, task: OpenTask, case: Any, typed: Mapping[str, Any]) -> Iterator[Written]:
    """Write the letters that the diagram sends straight after the task, so that a person can read them first."""
    assert task.case_id is not None
    facts, element = task.view.facts, task.element
    paper = paper_of(tx, task, case.opened_at)
    texts = {q.name: typed.get(q.name) for q in task.form.fields if q.type in ("line", "text")}
    given = {task.form.form: {name: text for name, text in texts.items() if text}}
    partnership = task.revision.partnership
    ways = [flow for flow in task.revision.flows if (flow.process, flow.source) == (element.process, element.id)]
    for flow in ways:
        follows = task.revision.elements[flow.process, flow.target]
        name, role = follows.properties.get("letter"), follows.properties.get("to")
        if name is None or role is None or len(ways) > 1 or partnership.roles[role].who == "chosen":
            continue  # whether it is sent, or to whom, hangs on an answer
        key = access.held_by(
            partnership,
            role,
            referring_organisation=case.referring_organisation,
            organisation=facts.organisation_of(task.instance),
        )
        if not access.may_read(partnership, {task.held_by}, key):
            continue
        with suppress(LetterError):  # it tells of an answer that is not given yet
            yield preview(
                tx, task.revision, case=paper, name=name, role=role, held_by=key, instance=task.instance, given=given
            )


class _TakenBack(Exception):
    """Rolls the transaction back."""


def preview_user_task(
    database: Database, engine: CaseEngine, *, task_id: str, person: Person, answers: Mapping[str, Any]
) -> Effects | None:
    """Return what completing a user task with `answers` would open and send; nothing is kept.

    None if it would fail by a fault of the revision or the program: once it is sent, that becomes an incident.

    Raises:
        EngineError: what `complete_user_task` refuses.
    """
    return _try(
        database,
        engine,
        person,
        lambda tx: complete_user_task(tx, engine, task_id=task_id, person=person, answers=answers),
    )


def preview_referral(
    database: Database, engine: CaseEngine, *, person: Person, answers: Mapping[str, Any]
) -> Effects | None:
    """Return what opening a case with `answers` would open and send; nothing is kept. None if it would fail.

    Raises:
        EngineError: what `start_case` refuses.
    """
    return _try(database, engine, person, lambda tx: start_case(tx, engine, person=person, answers=answers))


def _try(
    database: Database, engine: CaseEngine, person: Person, do: Callable[[Transaction], Completed]
) -> Effects | None:
    found: Effects | None = None
    try:
        with database.transaction() as tx:
            done = do(tx)
            found = effects_of(tx, *find_submission(tx, engine, person, done.submission_id))
            raise _TakenBack  # noqa: TRY301 - only an exception rolls a transaction back
    except _TakenBack:
        assert found is not None
    except TROUBLE:  # nothing is wrong with the case
        raise
    except Exception as failure:
        if is_refusal(failure):
            raise
        _log.error("a preview failed\n%s", places_of(failure))
    return found
