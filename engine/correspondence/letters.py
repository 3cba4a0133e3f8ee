"""Letters: written from a revision's template for one case, kept as they were sent, and queued for delivery.

Everything here is part of the transaction of the step that writes the letter; nothing is sent from it
(`engine.correspondence.outbox`). A letter that is written is never changed: its row bears the hash of
what was said.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import MappingProxyType
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine import clock
from engine.correspondence.recipients import address, organisation_name
from engine.diagrams.letters import Letter, LetterError, Written, read_letter
from engine.diagrams.revision import Revision
from engine.diagrams.templates import Chosen
from engine.records import tables
from engine.records.db import Transaction
from forms.definition import Field
from forms.kinds import labels_of

_letter, _submission = tables.letter, tables.submission
_ADD_ONCE = {
    name: dialect.insert(_letter).on_conflict_do_nothing(index_elements=[_letter.c.once_key]).returning(_letter.c.id)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_NOTHING: Mapping[str, Any] = MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class CaseOnPaper:
    """What a letter may say of a case.

    Attributes:
        opened_on: London date.
        anchors: the recorded dates, as seen from the instance that the letter is about.
        routed: what decision tables decided: `table.output` -> instance, or "" for the whole case -> value.
    """

    id: int
    reference: str
    initials: str
    opened_on: date
    anchors: Mapping[str, date]
    routed: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)


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
    if name not in revision.letters:
        raise LetterError(name, f"the revision has no letter of this name; write forms/letters/{name}.txt")
    letter = read_letter(name, revision.letters[name])
    partnership = revision.partnership
    context: dict[str, Any] = {
        "partnership": {"name": partnership.name, "mailbox": partnership.mailbox},
        "case": {"reference": case.reference, "initials": case.initials, "opened_on": case.opened_on},
        "to": {"role": role, "organisation": organisation_name(partnership, held_by)},
        "due_on": due_on,
        "today": clock.london_date(tx.at),
        "anchors": case.anchors,
        "decisions": _decisions(case.routed, instance),
        "answers": _answers(tx, revision, letter, case.id, instance, given),
    }
    if clause:
        entry = revision.clauses[clause]
        context["clause"] = {"id": entry.id, "section": entry.section, "says": entry.says}
    return letter.write(context)


def _decisions(routed: Mapping[str, Mapping[str, Any]], instance: str | None) -> Mapping[str, Mapping[str, Any]]:
    """Return the outputs of the decision tables; what else is routed are answers, which letters read in full."""
    found: dict[str, dict[str, Any]] = {}
    for path, by_instance in routed.items():
        value = by_instance.get(instance or "", by_instance.get(""))
        if value is not None:
            table, _, output = path.partition(".")
            found.setdefault(table, {})[output] = value
    return found


def _answers(
    tx: Transaction,
    revision: Revision,
    letter: Letter,
    case_id: int,
    instance: str | None,
    given: Mapping[str, Mapping[str, Any]],
) -> Mapping[str, Mapping[str, Any]]:
    """Return the latest answers to each form that the letter names, those of other instances left out."""
    if not letter.forms:
        return _NOTHING
    latest = (
        sa.select(_submission.c.form, _submission.c.answers)
        .where(_submission.c.case_id == case_id, _submission.c.form.in_(sorted(letter.forms)))
        .order_by(_submission.c.at)
    )
    if instance is not None:
        latest = latest.where(sa.or_(_submission.c.instance == instance, _submission.c.instance.is_(None)))
    forms = {**{row.form: row.answers for row in tx.connection.execute(latest)}, **given}
    return {
        name: dict(_values(revision.forms[name].fields, answers, _choices(revision))) for name, answers in forms.items()
    }


def _choices(revision: Revision) -> Callable[[str], Mapping[str, str]]:
    return lambda name: revision.choices(name) if name in revision.lists else _NOTHING


def _values(
    questions: Sequence[Field], answers: Mapping[str, Any], lists: Callable[[str], Mapping[str, str]]
) -> Iterator[tuple[str, Any]]:
    """Yield every question with its answer; None for one that was left out, or not asked."""
    for question in questions:
        answer = answers.get(question.name)
        if question.type == "group":
            yield question.name, [dict(_values(question.fields, item, lists)) for item in answer or ()]
        else:
            yield question.name, None if answer is None else _value(question, answer, lists)


def _value(question: Field, answer: Any, lists: Callable[[str], Mapping[str, str]]) -> Any:
    """Return an answer, kept as canonical JSON, as a letter reads it."""
    match question.type:
        case "date":
            return date.fromisoformat(answer)
        case "date_time":
            return datetime.fromisoformat(answer)
        case "choice" | "person" | "agency":
            return _chosen(question, answer, lists)
        case "choices":
            return [_chosen(question, key, lists) for key in answer]
        case _:
            return answer


def _chosen(question: Field, key: str, lists: Callable[[str], Mapping[str, str]]) -> Chosen:
    return Chosen(key, labels_of(question, lists).get(key, key))
