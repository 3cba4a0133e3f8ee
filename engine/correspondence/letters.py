"""Letters: written from a revision's template for one case, kept as they were sent, and queued for delivery.

Everything here is part of the transaction of the step that writes the letter; nothing is sent from it
(`engine.correspondence.outbox`). A letter that is written is never changed: its row bears the hash of
what was said, the revision whose template said it, and what it was written from.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.calendar.explaining import explain
from engine.correspondence.context import CaseOnPaper, Context, context_of
from engine.correspondence.recipients import address, organisation_name
from engine.diagrams.letters import LetterError, Written, read_letter
from engine.diagrams.revision import Revision
from engine.records import tables
from engine.records.db import Transaction

_letter, _document = tables.letter, tables.document.c
_ADD_ONCE = {
    name: dialect.insert(_letter).on_conflict_do_nothing(index_elements=[_letter.c.once_key]).returning(_letter.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_LATEST = (
    sa.select(_document.id)
    .where(
        _document.case_id == sa.bindparam("case_id", type_=_document.case_id.type),
        _document.name == sa.bindparam("name", type_=_document.name.type),
        sa.or_(
            _document.instance.is_(None),
            _document.instance == sa.bindparam("instance", type_=_document.instance.type),
        ),
    )
    .order_by(_document.instance.is_(None), _document.version.desc())
    .limit(1)
)
"""The latest version of a document: the instance's own, else the whole case's."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Kept:
    """A letter that was written: its id, and the hash of what it says."""

    id: int
    sha256: str


def telling(case_id: int, operation: str, clause: str, due_on: date | None, instance: str | None, held_by: str) -> str:
    """Return the `once_key` by which who holds `held_by` is told something of a time limit once.

    Args:
        case_id: of the case.
        operation: what is told: an operation of service tasks.
        clause: of the time limit.
        due_on: London date of that limit.
        instance: of the multi-instance activity; none for the whole case.
        held_by: who is told.
    """
    return f"{case_id}|{operation}|{clause}|{due_on}|{instance or ''}|{held_by}"


def write_letter(  # noqa: PLR0913 - a letter's parts, all named
    tx: Transaction,
    revision: Revision,
    *,
    case: CaseOnPaper,
    name: str,
    role: str,
    held_by: str,
    instance: str | None,
    clause: str = "",
    due_on: date | None = None,
    once_key: str | None = None,
    encloses: str = "",
    person_id: int | None = None,
) -> Kept | None:
    """Write a letter and queue a delivery to everybody who holds the role now.

    If nobody does, the letter is kept and an incident says that it waits.

    Args:
        tx: the transaction of the step.
        revision: of the case: its templates, its roles.
        case: what the letter may say of it.
        name: the template's, or the operation's.
        role: to whom.
        held_by: who holds the role in this case (`engine.access.held_by`).
        instance: of the multi-instance activity that the letter is about.
        clause: of the time limit that the letter is about.
        due_on: London date of that limit; none while it is not known.
        once_key: what must not be told twice.
        encloses: the document whose latest version comes with it; empty for none.
        person_id: to whom alone of those who hold the role, as long as they hold it.

    Returns:
        What was kept; None if `once_key` was told before.

    Raises:
        LetterError: the template cannot be written for this case, or what it encloses is not written yet.
    """
    context = _context(tx, revision, case=case, name=name, instance=instance, given=_NOTHING)
    written = _written(revision, context, name=name, role=role, held_by=held_by, clause=clause, due_on=due_on)
    row = {
        "case_id": case.id,
        "name": name,
        "role": role,
        "held_by": held_by,
        "instance": instance,
        "clause": clause,
        "due_on": due_on,
        "once_key": once_key,
        "subject": written.subject,
        "body": written.body,
        "sha256": written.sha256,
        "revision_id": revision.digest,
        "submissions": list(context.submissions),
        "anchors": {anchor: on.isoformat() for anchor, on in case.anchors.items()},
        "document_id": _enclosed(tx, case, name, encloses, instance) if encloses else None,
        "at": tx.at,
    }
    letter_id: int | None = tx.connection.execute(_ADD_ONCE[tx.connection.dialect.name], row).scalar_one_or_none()
    if letter_id is None:
        return None
    address(
        tx,
        revision.partnership,
        case_id=case.id,
        letter_id=letter_id,
        held_by=held_by,
        subject=written.subject,
        person_id=person_id,
    )
    return Kept(id=letter_id, sha256=written.sha256)


def preview(  # noqa: PLR0913 - a letter's parts, all named
    tx: Transaction,
    revision: Revision,
    *,
    case: CaseOnPaper,
    name: str,
    role: str,
    held_by: str,
    instance: str | None,
    clause: str = "",
    due_on: date | None = None,
    given: Mapping[str, Mapping[str, Any]] = _NOTHING,
) -> Written:
    """Return a letter as it would be written now, for a person to read; nothing is kept.

    `given` are answers, by form, that are about to be sent and stand in place of earlier ones.

    Raises:
        LetterError: the template cannot be written for this case.
    """
    context = _context(tx, revision, case=case, name=name, instance=instance, given=given)
    return _written(revision, context, name=name, role=role, held_by=held_by, clause=clause, due_on=due_on)


def draft(tx: Transaction, revision: Revision, *, case: CaseOnPaper, name: str, instance: str | None) -> Written:
    """Return a letter as it would be written now, for a person to amend before it goes; it has no recipient yet.

    Raises:
        LetterError: the template cannot be written for this case.
    """
    context = _context(tx, revision, case=case, name=name, instance=instance, given=_NOTHING)
    return read_letter(name, revision.letters[name]).write(context.names)


def _written(
    revision: Revision, context: Context, *, name: str, role: str, held_by: str, clause: str, due_on: date | None
) -> Written:
    names = dict(context.names)
    names["to"] = {"role": role, "organisation": organisation_name(revision.partnership, held_by)}
    names["due_on"], names["limits"] = due_on, ()
    if clause:
        names["limits"] = explain(revision.due(clause, dict(context.names["anchors"])))
        entry = revision.clauses[clause]
        names["clause"] = {"id": entry.id, "section": entry.section, "says": entry.says}
    return read_letter(name, revision.letters[name]).write(names)


def _context(
    tx: Transaction,
    revision: Revision,
    *,
    case: CaseOnPaper,
    name: str,
    instance: str | None,
    given: Mapping[str, Mapping[str, Any]],
) -> Context:
    if name not in revision.letters:
        raise LetterError(name, f"the revision has no letter of this name; write forms/letters/{name}.txt")
    reads = read_letter(name, revision.letters[name]).reads
    return context_of(tx, revision, reads, case=case, instance=instance, given=given)


def _enclosed(tx: Transaction, case: CaseOnPaper, name: str, document: str, instance: str | None) -> int:
    """Return the version of a document that a letter encloses."""
    values = {"case_id": case.id, "name": document, "instance": instance}
    found: int | None = tx.connection.execute(_LATEST, values).scalar_one_or_none()
    if found is None:
        raise LetterError(name, f"it encloses the document {document!r}, which has not been written yet")
    return found
