"""The papers of a case: answers, letters, documents, and what stopped, as far as a person may read them."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine.cases.fates import Delivery, deliveries
from engine.cases.holders import Holder, Named, answering_key, holder, named
from engine.cases.incidents import MANY_TURNS, may_see
from engine.cases.labels import labelled
from engine.cases.reading import Case
from engine.correspondence.invitations import INVITATION, Invitation
from engine.diagrams.elements import Element
from engine.paper.markdown import plain_sheet, read_sheet
from engine.paper.sheet import Sheet
from engine.records.db import Transaction
from engine.records.tables import (
    document,
    incident,
    invitation,
    letter,
    person,
    safeguarding_case,
    submission,
    user_task,
)


@dataclass(frozen=True, kw_only=True)
class Submission:
    """Answers that somebody gave, as which post, at which user task.

    Attributes:
        drafts: of letters that were amended, the drafts, by question.
    """

    id: str
    task_id: str
    form: str
    element: Element
    instance: str | None
    instance_name: str
    holder: Holder
    by: Named
    post: str
    at: datetime
    answers: Mapping[str, Any]
    drafts: Mapping[str, str]

    @property
    def called(self) -> str:
        """What was done: by the user task's name, and by the instance that it belongs to."""
        return labelled(self.element.name, self.instance_name)


@dataclass(frozen=True, kw_only=True)
class Letter:
    """A letter of the case as it was written; it never changes.

    Attributes:
        to: who holds the role that it is for.
        sha256: the hash of subject and body.
        revision: the digest of the revision whose template said it; empty if that was not kept yet.
        submissions: the ids of those whose answers it was written from.
        anchors: the London dates that it was written from, by name.
        document_id: of the version of a document that comes with it.
        invitation: what it brings into its reader's calendar.
        deliveries: what became of it, in the order in which they were queued.
    """

    id: int
    name: str
    to: Holder
    clause: str
    subject: str
    body: str
    sha256: str
    revision: str
    submissions: tuple[str, ...]
    anchors: Mapping[str, date]
    document_id: int | None
    invitation: Invitation | None
    at: datetime
    deliveries: tuple[Delivery, ...]

    @property
    def states(self) -> Mapping[str, int]:
        """How many recipients it has in each state: `queued`, `sent`, `failed`, `bounced`."""
        return Counter(delivery.state for delivery in self.deliveries if delivery.is_last)

    @property
    def sent_at(self) -> datetime | None:
        """When it last went to somebody (UTC)."""
        return max((delivery.sent_at for delivery in self.deliveries if delivery.sent_at), default=None)

    @property
    def sheet(self) -> Sheet:
        """The letter on paper."""
        return plain_sheet(self.subject, self.body)


@dataclass(frozen=True, kw_only=True)
class Document:
    """A version of a document that was written in the case; it never changes.

    Attributes:
        instance_name: whom or what it is about, if it was written in a multi-instance activity.
        sha256: the hash of what it says.
    """

    id: int
    name: str
    instance: str | None
    instance_name: str
    version: int
    title: str
    sha256: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Incident:
    """Something that stopped, and what it says to a person."""

    id: int
    kind: str
    what: str
    at: datetime
    resolved_at: datetime | None
    resolved_by: Named | None

    @property
    def only_tells(self) -> bool:
        """Whether there is nothing to try again: a person decides, and says that it is settled."""
        return self.kind == MANY_TURNS


def submissions(tx: Transaction, case: Case) -> tuple[Submission, ...]:
    """Return the answers that this person may read, in the order in which they were given.

    Who only asked or was asked reads what their own organisation answered.
    """
    rows = tx.connection.execute(_SUBMISSIONS, {"case_id": case.id}).all()
    found = (_submission(case, row) for row in rows if (row.process, row.element) in case.revision.elements)
    return tuple(given for given in found if case.may_read(given.holder.key) and not case.is_closed(given.id))


def one_submission(tx: Transaction, case: Case, submission_id: str) -> Submission | None:
    """Return one of the answers that this person may read; none if it is not one."""
    row = tx.connection.execute(_SUBMISSIONS.where(_s.id == submission_id), {"case_id": case.id}).one_or_none()
    given = _submission(case, row) if row else None
    return given if given and case.may_read(given.holder.key) and not case.is_closed(given.id) else None


def letters(tx: Transaction, case: Case) -> tuple[Letter, ...]:
    """Return the letters that this person may read, newest first, with what became of each."""
    rows = tx.connection.execute(_LETTERS, {"case_id": case.id}).all()
    went = deliveries(tx, case.id)
    readable = [row for row in rows if case.may_read(row.held_by) and not case.is_closed(*(row.submissions or ()))]
    return tuple(_letter(case, row, went.get(row.id, ())) for row in readable)


def documents(tx: Transaction, case: Case) -> tuple[Document, ...]:
    """Return the documents that this person may read, newest first.

    Who only asked or was asked reads what was written in their own lane, and in the instance of their organisation, and
    what came with a letter to them.
    """
    rows = tx.connection.execute(_DOCUMENTS, {"case_id": case.id}).all()
    readable = {row.id: row for row in rows if _may_read_document(case, row)}
    return tuple(_document(case, row) for row in readable.values())


def latest(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the latest version of each document, of those that are given newest first."""
    found = dict[tuple[str, str | None], Document]()
    for one in documents:
        found.setdefault((one.name, one.instance), one)
    return tuple(found.values())


def sheet_of(tx: Transaction, document: Document) -> Sheet:
    """Return what a document says; the caller has it from `documents`."""
    return read_sheet(tx.connection.execute(_SOURCE, {"id": document.id}).scalar_one())


def incidents(tx: Transaction, case: Case) -> tuple[Incident, ...]:
    """Return what stopped in the case as far as this person may see it, newest first."""
    rows = tx.connection.execute(_INCIDENTS, {"case_id": case.id}).all()
    return tuple(
        Incident(
            id=row.id,
            kind=row.kind,
            what=row.what,
            at=row.at,
            resolved_at=row.resolved_at,
            resolved_by=named(row.resolved_by, row.resolver),
        )
        for row in rows
        if may_see(case.revision.partnership, case.keys, row.facts)
    )


# ---- statements, built once -------------------------------------------------------------------------------

_t, _s, _l, _i = user_task.c, submission.c, letter.c, incident.c
_CASE_ID = sa.bindparam("case_id", type_=_s.case_id.type)
_SUBMISSIONS = (
    sa.select(submission, _t.held_by, person.c.name)
    .join_from(submission, person, person.c.id == _s.person_id)
    .outerjoin(user_task, _t.id == _s.task_id)
    .where(_s.case_id == _CASE_ID)
    .order_by(_s.at, _s.id)
)
_LETTERS = (
    sa.select(letter, *INVITATION, safeguarding_case.c.reference)
    .join_from(letter, safeguarding_case, safeguarding_case.c.id == _l.case_id)
    .outerjoin(invitation, invitation.c.letter_id == _l.id)
    .where(_l.case_id == _CASE_ID)
    .order_by(_l.at.desc(), _l.id.desc())
)
_DOCUMENTS = (
    sa.select(*(c for c in (*document.c, _l.held_by.label("sent_to")) if c.name != "source"))
    .outerjoin(letter, sa.and_(_l.case_id == document.c.case_id, _l.document_id == document.c.id))
    .where(document.c.case_id == _CASE_ID)
    .order_by(document.c.id.desc())
)
"""A row a document; of one that came with letters, a row for each of them."""
_SOURCE = sa.select(document.c.source).where(document.c.id == sa.bindparam("id", type_=document.c.id.type))
_resolver = person.alias("resolver")
_INCIDENTS = (
    sa.select(incident, _resolver.c.name.label("resolver"))
    .outerjoin(_resolver, _resolver.c.id == _i.resolved_by)
    .where(_i.case_id == _CASE_ID)
    .order_by(_i.id.desc())
)


# ---- rows to objects --------------------------------------------------------------------------------------


def _submission(case: Case, row: sa.Row[Any]) -> Submission:
    """Make the object of a row; the answers that opened the case belong to no row of a user task."""
    element, partnership = case.revision.elements[row.process, row.element], case.revision.partnership
    key = answering_key(partnership, element, row, case.referring_organisation)
    return Submission(
        id=row.id,
        task_id=row.task_id,
        form=row.form,
        element=element,
        instance=row.instance,
        instance_name=case.instance_name(row.instance),
        holder=holder(partnership, key),
        by=Named(id=row.person_id, name=row.name),
        post=row.post,
        at=row.at,
        answers=row.answers,
        drafts=row.drafts or {},
    )


def _may_read_document(case: Case, row: sa.Row[Any]) -> bool:
    if case.is_closed(*row.submissions):
        return False
    organisations = {key.partition("|")[2] for key in case.keys}
    is_sent = row.sent_to is not None and case.may_read(row.sent_to)
    return is_sent or case.may_read(row.held_by) or (row.organisation != "" and row.organisation in organisations)


def _document(case: Case, row: sa.Row[Any]) -> Document:
    return Document(
        id=row.id,
        name=row.name,
        instance=row.instance,
        instance_name=case.instance_name(row.instance),
        version=row.version,
        title=row.title,
        sha256=row.sha256,
        at=row.at,
    )


def _letter(case: Case, row: sa.Row[Any], went: tuple[Delivery, ...]) -> Letter:
    return Letter(
        id=row.id,
        name=row.name,
        to=holder(case.revision.partnership, row.held_by),
        clause=row.clause,
        subject=row.subject,
        body=row.body,
        sha256=row.sha256,
        revision=row.revision_id or "",
        submissions=tuple(row.submissions or ()),
        anchors={name: date.fromisoformat(on) for name, on in (row.anchors or {}).items()},
        document_id=row.document_id,
        invitation=None if row.uid is None else Invitation.of(row),
        at=row.at,
        deliveries=went,
    )
