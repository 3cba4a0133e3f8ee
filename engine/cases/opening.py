"""Opening a case: its first user task is completed in the same step."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from SpiffWorkflow.util.task import TaskState
from sqlalchemy.dialects import postgresql, sqlite

from engine import access, audit, clock
from engine.access import Person, Post
from engine.cases.engine import CaseEngine
from engine.cases.environment import Environment
from engine.cases.facts import Facts
from engine.cases.live import Live
from engine.cases.step import Step
from engine.cases.submitting import Completed, elements_of, submit
from engine.diagrams.elements import Element
from engine.diagrams.revision import Revision
from engine.errors import CaseStuck, NotAllowed
from engine.records import tables
from engine.records.db import Transaction

_case = tables.safeguarding_case


def first_task(revision: Revision) -> Element:
    """Return the user task that a case begins with: the first met from the start, through call activities.

    Raises:
        CaseStuck: there is none on the way; `check` would have refused the revision.
    """
    process = revision.partnership.start
    at = next(e for e in revision.elements.values() if e.process == process and e.kind == "startEvent")
    for _ in revision.elements:
        if at.kind == "userTask":
            return at
        if at.called:
            at = next(e for e in revision.elements.values() if e.process == at.called and e.kind == "startEvent")
            continue
        ways = [f.target for f in revision.flows if (f.process, f.source) == (at.process, at.id)]
        if len(ways) != 1:
            break
        at = revision.elements[at.process, ways[0]]
    raise CaseStuck(f"process {process!r} does not begin with a user task")


def start_case(tx: Transaction, engine: CaseEngine, *, person: Person, answers: Mapping[str, Any]) -> Completed:
    """Open a case by completing its first user task; nothing is kept if the answers are refused.

    Raises:
        NotAllowed: the person's organisation has no duties towards children. Source: REF-1.
        AnswersRefused: with every error of the form.
    """
    revision = engine.revisions.current(tx)
    element = first_task(revision)
    post = referring_post(revision, person)
    process = revision.partnership.start
    row = {
        "reference": _next_reference(tx),
        "revision_id": revision.digest,
        "process": process,
        "version": 0,
        "status": "open",
        "opened_at": tx.at,
        "referrer_id": person.id,
        "referring_organisation": post.organisation,
        "initials": "",
        "facts": {},
        "calendar": revision.partnership.calendar.number,
        "audit_hash": audit.GENESIS,
    }
    case_id: int = tx.connection.execute(sa.insert(_case).returning(_case.c.id), row).scalar_one()
    environment = Environment(revision)
    live = Live(revision.specs[process], dict(revision.specs), environment)
    step = Step(
        tx=tx,
        engine=engine,
        revision=revision,
        case_id=case_id,
        reference=str(row["reference"]),
        initials="",
        opened_on=clock.london_date(tx.at),
        referring_organisation=post.organisation,
        status="open",
        version=0,
        head=audit.GENESIS,
        facts=Facts(),
        live=live,
    )
    live.pump()
    first = next(
        (m.task for m in live.journal.values() if m.task.state == TaskState.READY and m.task.task_spec.manual), None
    )
    if first is None or first.task_spec.bpmn_id != element.id:
        raise CaseStuck(f"process {process!r} did not begin with {element.name!r}")
    submission = submit(step, element, first.id.hex, None, person, post, answers, is_late=False)
    first.run()
    live.pump()
    rows = step.write("case_opened", person_id=person.id, task_id=first.id.hex)
    return Completed(
        case_id=case_id, reference=step.reference, submission_id=submission, opened=elements_of(rows.opened)
    )


def referring_post(revision: Revision, person: Person) -> Post:
    """Return the post by which a person refers: of an organisation for which they hold the first task's role.

    Raises:
        NotAllowed: none of the person's organisations has duties towards children, or none of the posts holds the
            role. Source: REF-1.
    """
    role = first_task(revision).role
    partnership = revision.partnership

    def may(post: Post) -> bool:
        holder = access.held_by(partnership, role, referring_organisation=post.organisation)
        refers = access.may_refer(partnership, post.organisation)
        return refers and access.post_of(partnership, person, holder) is not None

    found = next(filter(may, person.posts), None)
    if found is None or person.scope:  # who came by a link came for one case
        raise NotAllowed("Refer a case", needs=f"{role}: an organisation with duties to children that is known here")
    return found


def _next_reference(tx: Transaction) -> str:
    """Take the next case number of the London year: 2026-0001."""
    year = clock.london_date(tx.at).year
    dialect = {"sqlite": sqlite, "postgresql": postgresql}[tx.connection.dialect.name]
    number = tables.case_number
    take = (
        dialect.insert(number)
        .values(year=year, last=1)
        .on_conflict_do_update(index_elements=[number.c.year], set_={"last": number.c.last + 1})
        .returning(number.c.last)
    )
    return f"{year}-{tx.connection.execute(take).scalar_one():04d}"
