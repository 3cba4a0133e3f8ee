"""Claim a user task, so that others of the role see who does it, give it back, and hand it over to a colleague."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine import access, audit
from engine.access import Person, Post
from engine.cases import seeing
from engine.cases.attachments import pass_on_files
from engine.cases.drafts import find_draft
from engine.cases.reading import Case
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.correspondence.notices import notify
from engine.diagrams.revision import Revision
from engine.errors import EngineError, NotAllowed, TaskClaimed, TaskNotOpen
from engine.records.db import Transaction
from engine.records.tables import contact, draft, handover, person, safeguarding_case, user_task
from engine.registers.guests.links import Links, bring_link, notify_for
from engine.registers.people import find_person
from forms.typed import tidied

LONGEST_NOTE = 2000
"""Characters of the note with which a task is handed over."""

_t, _c = user_task.c, safeguarding_case.c
_closer, _claimer = person.alias("closer"), person.alias("claimer")
_TASK = (
    sa.select(user_task, _c.reference, _c.revision_id, _closer.c.name.label("closer"), _claimer.c.name.label("claimer"))
    .join_from(user_task, safeguarding_case)
    .outerjoin(_closer, _closer.c.id == _t.closed_by)
    .outerjoin(_claimer, _claimer.c.id == _t.person_id)
    .where(
        _t.id == sa.bindparam("task", type_=_t.id.type),
        _t.held_by.in_(seeing.KEYS),
        _t.kind == "task",
        seeing.own(_t.case_id, _t.held_by),
    )
)
_SET = (
    user_task.update()
    .where(
        _t.id == sa.bindparam("task", type_=_t.id.type),
        _t.closed_at.is_(None),
        _t.held_by == sa.bindparam("holder", type_=_t.held_by.type),
        _t.person_id.is_not_distinct_from(sa.bindparam("was", type_=_t.person_id.type)),
    )
    .values(
        person_id=sa.bindparam("becomes", type_=_t.person_id.type),
        claimed_at=sa.bindparam("at", type_=_t.claimed_at.type),
    )
)


class HandoverRefused(EngineError):
    """A task cannot be handed over to this colleague, or not with this note."""


@dataclass(frozen=True, kw_only=True)
class _Claimable:
    """An open task as one person may claim it.

    Attributes:
        task: its row, with the case's reference and the claimer's name.
        post: by which the person answers for it.
    """

    task: Any
    revision: Revision
    post: Post

    @property
    def facts(self) -> dict[str, Any]:
        """What the audit says of it, and in whose place the person acts."""
        return _facts(self.task) | ({audit.COVERS: self.post.covers.id} if self.post.covers else {})


def claim(tx: Transaction, revisions: Revisions, me: Person, task_id: str) -> str:
    """Claim a user task; return the case's reference.

    It stays possible for others of the role to complete it. To claim one's own again changes nothing. What somebody
    has whom this person covers, or who may not do it any more, is claimed like what nobody has.

    Raises:
        NotAllowed: there is no such task, or it is not for this person.
        TaskNotOpen: it was completed or cancelled.
        TaskClaimed: somebody else has it.
    """
    found = _task_for(tx, revisions, me, task_id)
    if found.task.person_id != me.id:
        _refuse_others(tx, me, found)
        audit.append(tx, found.task.case_id, person_id=me.id, action="user_task_claimed", facts=found.facts)
        _set(tx, revisions, me, found, becomes=me.id)
    return str(found.task.reference)


def release(tx: Transaction, revisions: Revisions, me: Person, task_id: str) -> str:
    """Give a claimed user task back to the role; return the case's reference.

    Raises:
        NotAllowed: there is no such task, or it is not for this person.
        TaskNotOpen: it was completed or cancelled.
        TaskClaimed: somebody else has it.
    """
    found = _task_for(tx, revisions, me, task_id)
    if found.task.person_id is not None:
        _refuse_others(tx, me, found)
        audit.append(tx, found.task.case_id, person_id=me.id, action="user_task_released", facts=found.facts)
        _set(tx, revisions, me, found, becomes=None)
    return str(found.task.reference)


def hand_over(
    tx: Transaction,
    revisions: Revisions,
    me: Person,
    task_id: str,
    *,
    to: int,
    note: str,
    sign_in_at: str,
    links: Links | None = None,
) -> str:
    """Hand a user task over to a colleague who may do it too, with a note and one's draft; return the colleague's name.

    The colleague is told by a mail that names the case by its reference alone. It leads to the task; to who never signs
    in it brings a link. A draft of the colleague's own stays.

    Args:
        tx: the transaction.
        revisions: of the cases.
        me: who holds the task's role, or has claimed the task.
        task_id: of the task.
        to: the colleague's id.
        note: for the colleague, and whoever may read the task's answers; up to `LONGEST_NOTE` characters, or none.
        sign_in_at: the service's public address.
        links: how links to requests are made; none if none are.

    Raises:
        NotAllowed: there is no such task, or it is not for this person.
        TaskNotOpen: it was completed or cancelled.
        TaskClaimed: somebody else has it.
        HandoverRefused: the colleague may not do it or could not open it, or the note is too long.
    """
    found = _task_for(tx, revisions, me, task_id)
    task, note = found.task, tidied(note)
    _refuse_others(tx, me, found)
    colleague = _colleague(tx, revisions, me, found, to)
    if len(note) > LONGEST_NOTE:
        raise HandoverRefused(f"The note must be {LONGEST_NOTE:,} characters or fewer")
    facts = found.facts | {audit.HANDED_TO: to}
    seq = audit.append(tx, task.case_id, person_id=me.id, action="user_task_handed_over", facts=facts)
    _set(tx, revisions, me, found, becomes=to)
    row = {"case_id": task.case_id, "seq": seq, "task_id": task.id, "from_id": me.id, "to_id": to}
    tx.connection.execute(handover.insert(), {**row, "note": note, "at": tx.at})
    _pass_on_draft(tx, found, me.id, to)
    _tell_colleague(tx, found, me, colleague, key=f"handover|{task.case_id}|{seq}", sign_in_at=sign_in_at, links=links)
    return colleague.name


def _tell_colleague(
    tx: Transaction,
    found: _Claimable,
    me: Person,
    colleague: Person,
    *,
    key: str,
    sign_in_at: str,
    links: Links | None,
) -> None:
    """Tell a colleague that a task was handed over to them, and how they come to it.

    Raises:
        HandoverRefused: they never sign in, and no link can be brought to them.
    """
    task, partnership = found.task, found.revision.partnership
    subject, said = f"{task.reference}: a task was handed over to you", "A colleague handed a task over to you."
    query = sa.select(contact.c.person_id).where(contact.c.person_id == colleague.id)
    if tx.connection.execute(query).first() is None:
        body = f"{said} Open it: {sign_in_at}/tasks/{task.id}"
        notify(tx, partnership, colleague, once_key=key, subject=subject, body=body)
        return
    notice_id = notify_for(tx, partnership, colleague, key, subject, said)
    whose = {"case_id": task.case_id, "held_by": task.held_by, "person_id": colleague.id}
    if links is None or not bring_link(tx, links, **whose, made_by=me.id, notice_id=notice_id):
        raise HandoverRefused(
            f"{colleague.name} has no account, and no link opens this for them: ask {partnership.name}"
        )


def give_back(tx: Transaction, revisions: Revisions, person_id: int) -> int:
    """Give the open user tasks back that a person has claimed and may not do any more; tell how many.

    Called when a post, a cover or an account has ended, and each working morning for what ended by itself: colleagues
    see again that nobody does the task.
    """
    claimed = sa.select(user_task).where(_t.person_id == person_id, _t.closed_at.is_(None), _t.kind == "task")
    rows = tx.connection.execute(claimed).all()
    me = find_person(tx, person_id) if rows else None
    keys = revisions.holdings(tx, me) if me else frozenset[str]()
    left = [task for task in rows if task.held_by not in keys]
    for task in left:
        audit.append(tx, task.case_id, person_id=None, action="user_task_released", facts=_facts(task))
        tx.connection.execute(
            _SET, {"task": task.id, "holder": task.held_by, "at": None, "was": person_id, "becomes": None}
        )
    return len(left)


def handover_notes(tx: Transaction, case: Case) -> Mapping[int, str]:
    """Return the notes of a case's tasks that were handed over, by the number of the audit's entry, in one statement.

    They are read by who may read what the task's holder answers.
    """
    columns = handover.c.seq, handover.c.note, _t.held_by
    query = sa.select(*columns).join_from(handover, user_task, _t.id == handover.c.task_id)
    rows = tx.connection.execute(query.where(handover.c.case_id == case.id, handover.c.note != ""))
    return {row.seq: row.note for row in rows if case.may_read(row.held_by)}


def _set(tx: Transaction, revisions: Revisions, me: Person, found: _Claimable, *, becomes: int | None) -> None:
    """Change who has a task; called after the audit's entry, which locks the case, so that nobody comes between.

    Before it somebody may have: then the task is looked at again, and refused as it is now.
    """
    task = found.task
    at: datetime | None = tx.at if becomes else None
    values = {"task": task.id, "holder": task.held_by, "at": at, "was": task.person_id, "becomes": becomes}
    if not tx.connection.execute(_SET, values).rowcount:
        raise TaskClaimed(by=_task_for(tx, revisions, me, task.id).task.claimer or "")


def _facts(task: Any) -> dict[str, Any]:
    return {"task": task.id, "process": task.process, "element": task.element, "instance": task.instance}


def _task_for(tx: Transaction, revisions: Revisions, me: Person, task_id: str) -> _Claimable:
    values = Viewer.of(tx, revisions, me).values
    task = tx.connection.execute(_TASK, {"task": task_id, **values}).one_or_none()
    revision = revisions.get(tx, task.revision_id) if task else None
    post = access.post_of(revision.partnership, me, task.held_by) if task and revision else None
    if task is None or revision is None or post is None:
        raise NotAllowed("this task", needs="those who hold its role")
    if task.closed_at:
        name = revision.elements[task.process, task.element].name
        raise TaskNotOpen(name, by=task.closer or "", at=task.closed_at, reference=task.reference)
    return _Claimable(task=task, revision=revision, post=post)


def _refuse_others(tx: Transaction, me: Person, found: _Claimable) -> None:
    """Refuse what somebody has who may do it, unless it is this person, or who is away and this person covers.

    Raises:
        TaskClaimed: somebody else has it.
    """
    partnership, task = found.revision.partnership, found.task
    if task.person_id in (None, me.id) or task.person_id in access.away_for(partnership, me, task.held_by):
        return
    claimer = find_person(tx, task.person_id)
    if claimer and access.post_of(partnership, claimer, task.held_by):
        raise TaskClaimed(by=claimer.name)


def _colleague(tx: Transaction, revisions: Revisions, me: Person, found: _Claimable, to: int) -> Person:
    """Return the colleague of that id, who may do a task too and may see its case.

    Raises:
        HandoverRefused: nobody is that, or it is this person.
    """
    colleague = find_person(tx, to) if to != me.id else None
    if colleague and access.post_of(found.revision.partnership, colleague, found.task.held_by):
        values = {"task": found.task.id, **Viewer.of(tx, revisions, colleague).values}
        if tx.connection.execute(_TASK, values).first():
            return colleague
    raise HandoverRefused("Choose a colleague who can do this task too")


def _pass_on_draft(tx: Transaction, found: _Claimable, from_id: int, to_id: int) -> None:
    task, mine = found.task, find_draft(tx, person_id=from_id, task_id=found.task.id)
    if mine is None or find_draft(tx, person_id=to_id, task_id=task.id):
        return
    form = found.revision.forms[found.revision.elements[task.process, task.element].properties["form"]]
    pass_on_files(tx, form, mine.answers, from_id=from_id, to_id=to_id)
    tx.connection.execute(draft.update().where(draft.c.id == mine.id).values(person_id=to_id))
