"""What stands in a form before anything is typed: what the case was told already, so that nobody types it again."""

from collections.abc import Mapping
from functools import cache
from typing import Any

import sqlalchemy as sa

from engine import access
from engine.cases.amending import draft_of
from engine.cases.asking import OpenTask
from engine.cases.holders import answering_key
from engine.cases.opening import first_task
from engine.cases.standing import paper_of
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import Field

_sent, _case, _task = tables.submission.c, tables.safeguarding_case.c, tables.user_task.c
_LATEST = (
    sa.select(
        _sent.id,
        _sent.answers,
        _sent.process,
        _sent.element,
        _sent.instance,
        _task.held_by,
        _case.referring_organisation,
    )
    .join_from(tables.submission, tables.safeguarding_case, _case.id == _sent.case_id)
    .outerjoin(tables.user_task, _task.id == _sent.task_id)
    .where(_sent.case_id == sa.bindparam("case_id"), _sent.form == sa.bindparam("form"), _sent.instance.is_(None))
    .order_by(_sent.at.desc())
    .limit(1)
)


def starting_answers(tx: Transaction, task: OpenTask) -> Mapping[str, Any]:
    """Return the answers that an open task's form starts with.

    The form that opens a case is amended when it is asked again, not rewritten. Elsewhere a question starts with the
    answer that it `starts_from`, as it was last sent, or with the text of a letter as it would be written now.
    Nobody is shown what the task's holder may not read, or what is closed to themselves.
    """
    if task.case_id is None:
        return {}
    if task.form.form == first_task(task.revision).properties["form"]:
        return _last_sent(tx, task, task.form.form)
    last_sent = cache(lambda form: _last_sent(tx, task, form))
    found = dict[str, Any]()
    for question in task.form.fields:
        form, _, name = question.starts_from.partition(".")
        if form and name in (told := last_sent(form)):
            source = next(q for q in task.revision.forms[form].fields if q.name == name)
            found[question.name] = _fitting(question, source, told[name])
        if question.starts_from_letter and not task.closed:
            text = draft_of(
                tx,
                task.revision,
                case=paper_of(tx, task),
                name=question.starts_from_letter,
                instance=task.instance,
                held_by=task.held_by,
            )
            found |= {question.name: text} if text else {}
    return found


def _last_sent(tx: Transaction, task: OpenTask, form: str) -> Mapping[str, Any]:
    """Return the answers of a form as last sent in the case, outside instances; none if they may not be read."""
    row = tx.connection.execute(_LATEST, {"case_id": task.case_id, "form": form}).one_or_none()
    if row is None or row.id in task.closed:
        return {}
    partnership, element = task.revision.partnership, task.revision.elements[row.process, row.element]
    key = answering_key(partnership, element, row, row.referring_organisation)
    answers: Mapping[str, Any] = row.answers
    return answers if access.may_read(partnership, {task.held_by}, key) else {}


def _fitting(question: Field, source: Field, answer: Any) -> Any:
    """Return an answer as far as it fits: of a group's items, the questions of the same name and kind."""
    if question.type != "group":
        return answer
    kinds = {inner.name: inner.type for inner in source.fields}
    alike = [inner.name for inner in question.fields if kinds.get(inner.name) == inner.type]
    return [{name: item[name] for name in alike if name in item} for item in answer]
