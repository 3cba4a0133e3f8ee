"""What a page needs to ask the form of an open user task or event, or the form that opens a case."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from engine import access, clock
from engine.access import Person
from engine.cases import reads, seeing
from engine.cases.closed import closed_to
from engine.cases.engine import CaseEngine
from engine.cases.environment import View
from engine.cases.facts import Facts
from engine.cases.labels import called
from engine.cases.lateness import unexplained
from engine.cases.opening import first_task, referring_post
from engine.cases.rows import TASK, not_open, read
from engine.cases.submitting import is_past_its_date, schema_of
from engine.diagrams.documents import DocumentError, read_document
from engine.diagrams.elements import Element
from engine.diagrams.meetings import closing
from engine.diagrams.revision import Revision
from engine.errors import CaseNotFound
from engine.records.db import Transaction
from engine.records.tables import user_task
from forms.definition import Form
from forms.schema import FormSchema


@dataclass(frozen=True, kw_only=True)
class OpenTask:
    """What a page needs to ask an open user task's form, or an event's.

    Attributes:
        id: none for a referral that opens a case.
        due_on: London date; none while there is no time limit, or its anchor is not recorded.
        view: the case, as the form's expressions read it.
        claimed_by: the id of who has claimed it.
        head: of the case's audit: another one whenever anything of the case has changed; empty for a referral.
        closed: the ids of submissions that are closed to the person (`engine.cases.closed`): nothing quotes them.
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
    closed: frozenset[str] = frozenset()
    head: str = ""

    @property
    def called(self) -> str:
        """What the task is called: by its name, and by the instance that it belongs to."""
        return called(self.revision, self.element, self.instance)

    @property
    def document_title(self) -> str:
        """The title of the document that it shows; empty if it shows none, or if the title names more than the case."""
        name = self.element.properties.get("document", "")
        if not name:
            return ""
        partnership = self.revision.partnership
        context = {
            "partnership": {"name": partnership.name, "mailbox": partnership.mailbox},
            "case": {"reference": self.reference, "initials": self.initials},
        }
        try:
            return read_document(name, self.revision.documents[name]).titled(context)
        except DocumentError:
            return ""


def task_page(tx: Transaction, engine: CaseEngine, task_id: str, person: Person) -> OpenTask:
    """Return what a page needs to ask an open user task's form, or that of an event that may be recorded now.

    Raises:
        CaseNotFound: there is no such task, or it is another role's: nobody is told which.
        TaskNotOpen: it was completed or cancelled.
    """
    row = read(tx, TASK, task_id=task_id, me=person.id)
    if row is None:
        raise CaseNotFound
    revision = engine.revisions.get(tx, row.revision_id)
    if seeing.acting_post(revision.partnership, person, row) is None:
        raise CaseNotFound
    reads.note(person.id, row.case_id)
    element = revision.elements[row.task_process, row.element]
    if row.closed_at is not None:
        raise not_open(tx, row, revision)
    facts = Facts.from_json(row.facts)
    view = View(revision, facts, instance=row.instance, time_limit=row.clause)
    is_late = is_past_its_date(tx, row)
    late = unexplained(tx, revision, facts, element, case_id=row.case_id, task_id=row.id)
    closed = closed_to(tx, row.case_id, person.id) if closing(revision).intersection(facts.forms) else ()
    return OpenTask(
        id=row.id,
        case_id=row.case_id,
        reference=row.reference,
        initials=row.initials,
        revision=revision,
        element=element,
        form=revision.forms[element.properties["form"]],
        schema=schema_of(tx, revision, element, view, person, case_id=row.case_id, is_late=is_late, explaining=late),
        view=view,
        instance=row.instance,
        held_by=row.held_by,
        clause=row.clause,
        due_on=None if row.due_on == clock.NO_DATE else row.due_on,
        is_late=is_late,
        claimed_by=row.person_id,
        closed=frozenset(sent.id for sent in closed),
        head=row.audit_hash,
    )


def event_open_now(tx: Transaction, engine: CaseEngine, task_id: str, person: Person) -> str | None:
    """Return the id of the event that can be recorded now in place of one that somebody recorded first.

    An event that interrupts nothing is open again as soon as it was recorded, for as long as its activity goes on.
    None if there is no such event, or the person may not record it.
    """
    row = read(tx, TASK, task_id=task_id, me=person.id)
    if row is None:
        return None
    now = user_task.c
    same = (
        now.case_id == row.case_id,
        now.kind == "event",
        now.process == row.task_process,
        now.element == row.element,
        now.parts == row.parts,
        now.instance.is_not_distinct_from(row.instance),
        now.closed_at.is_(None),
    )
    found = tx.connection.execute(sa.select(now.id, now.held_by).where(*same)).first()
    partnership = engine.revisions.get(tx, row.revision_id).partnership
    if found is None or not seeing.keys_left(partnership, person, [found.held_by], row):
        return None
    return found.id if access.post_of(partnership, person, found.held_by) else None


def referral_page(tx: Transaction, engine: CaseEngine, person: Person) -> OpenTask:
    """Return what a page needs to ask the form that opens a case.

    Raises:
        NotAllowed: the person's organisation has no duties towards children. Source: REF-1.
    """
    revision = engine.revisions.current(tx)
    element = first_task(revision)
    post = referring_post(revision, person)
    view = View(revision, Facts())
    return OpenTask(
        id=None,
        case_id=None,
        reference="",
        initials="",
        revision=revision,
        element=element,
        form=revision.forms[element.properties["form"]],
        schema=schema_of(tx, revision, element, view, person, case_id=None, is_late=False),
        view=view,
        instance=None,
        held_by=access.held_by(revision.partnership, element.role, referring_organisation=post.organisation),
        clause="",
        due_on=None,
        is_late=False,
        claimed_by=None,
    )
