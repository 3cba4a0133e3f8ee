"""Letters: written from a revision's template for one case, kept as they were sent, and queued for delivery.

Everything here is part of the transaction of the step that writes the letter; nothing is sent from it
(`engine.correspondence.outbox`). A letter that is written is never changed: its row bears the hash of
what was said.
"""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from sqlalchemy.dialects import postgresql, sqlite

from engine.correspondence.context import CaseOnPaper, context_of
from engine.correspondence.recipients import address, organisation_name
from engine.diagrams.letters import LetterError, Written, read_letter
from engine.diagrams.revision import Revision
from engine.records import tables
from engine.records.db import Transaction

_letter = tables.letter
_ADD_ONCE = {
    name: dialect.insert(_letter).on_conflict_do_nothing(index_elements=[_letter.c.once_key]).returning(_letter.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_NOTHING: Mapping[str, Any] = MappingProxyType({})


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
) -> int | None:
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

    Returns:
        The letter's id; None if `once_key` was told before.

    Raises:
        LetterError: the template cannot be written for this case.
    """
    written = preview(
        tx, revision, case=case, name=name, role=role, held_by=held_by, instance=instance, clause=clause, due_on=due_on
    )
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
        "at": tx.at,
    }
    letter_id: int | None = tx.connection.execute(_ADD_ONCE[tx.connection.dialect.name], row).scalar_one_or_none()
    if letter_id is not None:
        address(
            tx, revision.partnership, case_id=case.id, letter_id=letter_id, held_by=held_by, subject=written.subject
        )
    return letter_id


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
    names = _names(tx, revision, case=case, name=name, instance=instance, given=given)
    names["to"] = {"role": role, "organisation": organisation_name(revision.partnership, held_by)}
    names["due_on"] = due_on
    if clause:
        entry = revision.clauses[clause]
        names["clause"] = {"id": entry.id, "section": entry.section, "says": entry.says}
    return read_letter(name, revision.letters[name]).write(names)


def draft(tx: Transaction, revision: Revision, *, case: CaseOnPaper, name: str, instance: str | None) -> Written:
    """Return a letter as it would be written now, for a person to amend before it goes; it has no recipient yet.

    Raises:
        LetterError: the template cannot be written for this case.
    """
    names = _names(tx, revision, case=case, name=name, instance=instance, given=_NOTHING)
    return read_letter(name, revision.letters[name]).write(names)


def _names(
    tx: Transaction,
    revision: Revision,
    *,
    case: CaseOnPaper,
    name: str,
    instance: str | None,
    given: Mapping[str, Mapping[str, Any]],
) -> dict[str, Any]:
    if name not in revision.letters:
        raise LetterError(name, f"the revision has no letter of this name; write forms/letters/{name}.txt")
    reads = read_letter(name, revision.letters[name]).reads
    return dict(context_of(tx, revision, reads, case=case, instance=instance, given=given).names)
