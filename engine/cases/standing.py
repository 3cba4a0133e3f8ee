"""What is written of a case while a task is open: a document as it stands, for who signs it or goes on writing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from marshmallow import ValidationError

from engine import clock
from engine.cases.asking import OpenTask
from engine.cases.on_paper import on_paper
from engine.correspondence.context import CaseOnPaper
from engine.correspondence.documents import render_document
from engine.diagrams.documents import DocumentError
from engine.paper.markdown import read_sheet
from engine.paper.sheet import Sheet
from engine.records.db import Transaction
from engine.records.tables import safeguarding_case

_CLOSED = "It quotes what was recorded after you had left; somebody who stayed goes on with it"
_case = safeguarding_case.c
_OPENED = sa.select(_case.opened_at).where(_case.id == sa.bindparam("case_id", type_=_case.id.type))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A document as it would be written now.

    Attributes:
        name: the template's.
        sheet: what it says; none if it cannot be written yet.
        missing: why not.
    """

    name: str
    sheet: Sheet | None
    missing: str = ""


def document_as_it_stands(tx: Transaction, task: OpenTask, typed: Mapping[str, Any]) -> Standing | None:
    """Return the document that an open task shows, written from what was sent and from what is `typed` so far.

    None if the task shows no document. The caller has checked that the task is the person's.
    """
    name = task.element.properties.get("document", "")
    if not name or task.case_id is None:
        return None
    form = task.form.form
    given = {form: _valid(task, typed)} if typed or form not in task.view.facts.forms else {}
    try:
        rendered = render_document(
            tx, task.revision, case=paper_of(tx, task), name=name, instance=task.instance, given=given
        )
    except DocumentError as wrong:
        return Standing(name=name, sheet=None, missing=wrong.what)
    if task.closed.intersection(rendered.submissions):
        return Standing(name=name, sheet=None, missing=_CLOSED)
    return Standing(name=name, sheet=read_sheet(rendered.source))


def paper_of(tx: Transaction, task: OpenTask, opened_at: datetime | None = None) -> CaseOnPaper:
    """Return the case of an open task as a letter or a document may name it.

    Args:
        tx: the transaction.
        task: the task; of a case.
        opened_at: when the case was opened (UTC), if that is known already.
    """
    assert task.case_id is not None
    opened_at = opened_at or tx.connection.execute(_OPENED, {"case_id": task.case_id}).scalar_one()
    return on_paper(
        tx,
        task.revision,
        task.view.facts,
        case_id=task.case_id,
        reference=task.reference,
        initials=task.initials,
        opened_on=clock.london_date(opened_at),
        instance=task.instance,
    )


def _valid(task: OpenTask, typed: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return what is typed as far as it is valid, as it would be kept."""
    try:
        answers = task.schema.load(typed)
    except ValidationError as wrong:
        answers = wrong.valid_data if isinstance(wrong.valid_data, dict) else {}
    kept: Mapping[str, Any] = task.schema.dump(answers)
    return kept
