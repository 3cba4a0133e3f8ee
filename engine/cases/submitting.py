"""One filling-in of a form within a step: validated, and kept as a submission and as what the case knows."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import uuid4

import orjson
import sqlalchemy as sa
from marshmallow import ValidationError

from engine import access, audit, clock
from engine.access import Person, Post
from engine.cases.amending import amended_drafts
from engine.cases.answers import keep_answers, short_name
from engine.cases.attachments import attach, known_uploads
from engine.cases.environment import View
from engine.cases.holders import in_words
from engine.cases.lateness import unexplained, with_reasons
from engine.cases.lists import lists_of
from engine.cases.meetings.keeping import close_records, keep_plan
from engine.cases.searching.indexing import index_submission
from engine.cases.step import Step
from engine.diagrams.directory import why_not
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.errors import AnswersRefused
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import Form, Late
from forms.schema import FormSchema, build_schema

_case = tables.safeguarding_case
_ADD_SUBMISSION = sa.insert(tables.submission)
BY_LINK = ", by link"
"""What is said of who answered without an account, after their post."""
_LONGEST_POST = 300 - len(BY_LINK)


@dataclass(frozen=True, kw_only=True)
class Completed:
    """A user task that was completed, and the user tasks that it opened, by the name of their elements."""

    case_id: int
    reference: str
    submission_id: str
    opened: tuple[tuple[str, str], ...]
    """The (process, id) of each element that is open now because of it."""


def submit(
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
    late = unexplained(step.tx, step.revision, step.facts, element, case_id=step.case_id, task_id=task_id)
    schema = schema_of(
        step.tx, step.revision, element, view, person, case_id=step.case_id, is_late=is_late, explaining=late
    )
    try:
        given = schema.load(answers)
    except ValidationError as refused:
        raise AnswersRefused(form.form, refused.messages_dict) from refused
    stored = with_reasons(late, schema.dump(given))
    attach(step.tx, form, stored, case_id=step.case_id, person_id=person.id)
    held_by = step.held_by(element, instance)
    drafts = amended_drafts(step, form, stored, instance=instance, held_by=held_by)
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
            "post": f"{in_words(step.revision.partnership, post)[:_LONGEST_POST]}{BY_LINK if person.scope else ''}",
            "drafts": dict(drafts) or None,
            "at": step.tx.at,
        },
    )
    index_submission(
        step.tx,
        step.revision,
        form.form,
        stored,
        case_id=step.case_id,
        submission_id=submission_id,
        held_by=held_by,
    )
    keep_answers(step, form, given, stored, view)
    if form.about:
        _name_case(step, form, given)
    keep_plan(step, form, stored, instance=instance, held_by=held_by)
    close_records(step, form, given, stored, view)
    step.noted.update(
        task=task_id,
        process=element.process,
        element=element.id,
        instance=instance,
        submission=submission_id,
        answers_sha256=hashlib.sha256(orjson.dumps(stored, option=orjson.OPT_SORT_KEYS)).hexdigest(),
        is_late=is_late,
    )
    if post.covers:
        step.noted[audit.COVERS] = post.covers.id
    return submission_id


def _name_case(step: Step, form: Form, given: Mapping[str, Any]) -> None:
    name = short_name(form, given)
    step.initials, step.is_named = name.initials, True
    step.tx.connection.execute(
        sa.update(_case).where(_case.c.id == step.case_id).values(initials=name.initials, born_on=name.born_on)
    )


def schema_of(
    tx: Transaction,
    revision: Revision,
    element: Element,
    view: View,
    person: Person,
    *,
    case_id: int | None,
    is_late: bool,
    explaining: tuple[Late, ...] = (),
) -> FormSchema:
    """Return the schema of an element's form, as one person fills it in now.

    Args:
        tx: the transaction.
        revision: of the case.
        element: whose form it is.
        view: the case as the form reads it.
        person: who fills it in.
        case_id: none for a case that is not opened yet.
        is_late: the date of the user task has passed.
        explaining: what else of the case was late, if the form asks why (`engine.cases.lateness`).
    """
    form, partnership = revision.forms[element.properties["form"]], revision.partnership
    keys = access.holdings(partnership, person) & set(view.facts.members)
    may_read = partial(access.may_read, partnership, keys)
    return build_schema(
        form,
        view,
        lists_of(tx, revision),
        late=is_late,
        explaining=explaining,
        uploads=known_uploads(tx, form, person_id=person.id, case_id=case_id, may_read=may_read),
        tables=revision.tables,
        why_not=lambda key: why_not(partnership.agencies, key, clock.today()),
    )


def is_past_its_date(tx: Transaction, row: Any) -> bool:
    """Tell whether the day by which a user task's row is due has ended."""
    return bool(clock.london_date(tx.at) > row.due_on)


def elements_of(opened: list[dict[str, Any]]) -> tuple[tuple[str, str], ...]:
    """Return the elements of the user tasks among the rows that a step opened, as (process, id)."""
    return tuple((row["process"], row["element"]) for row in opened if row["kind"] == "task")
