"""Who is invited to the meetings of a case, what became of each invitation, and whether they come; and saying so."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import groupby
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa

from engine import audit, clock
from engine.access import Person
from engine.cases.fates import Delivery, deliveries
from engine.cases.holders import Holder, Named, holder
from engine.cases.reading import Case
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.meetings import meeting_answer
from engine.records.tables import invitation, letter, person

if TYPE_CHECKING:
    from engine.cases.meetings.one import Planned

LONGEST_NOTE = 500
ORDER = ("bounced", "failed", "queued", "sent")
"""Of several deliveries of one letter the state that tells most."""


class NotInvited(EngineError):
    """Nobody is invited any more of whom it is said whether they come."""


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Whether somebody comes.

    Attributes:
        by: who said so.
        is_of_before: the meeting was moved since.
    """

    comes: bool
    note: str
    by: Named
    at: datetime
    is_of_before: bool


@dataclass(frozen=True, kw_only=True)
class Guest:
    """Who is, or was, invited to a meeting.

    Attributes:
        form: that planned the meeting first.
        instance: that planned it; empty for the whole case.
        letter_id: of the letter that told last.
        told_at: when it was written (UTC).
        is_off: they are not invited any more.
        was_moved: they were told another time or place before.
        delivery: what became of that letter: one of `ORDER`; empty if there was nobody to send it to.
        documents: the ids of the documents that came with their invitations.
        reply: whether they come; none if nobody has said.
        may_reply: the person may say whether they come.
        is_mine: the person is invited so.
    """

    form: str
    instance: str
    holder: Holder
    letter_id: int
    told_at: datetime
    is_off: bool
    was_moved: bool
    delivery: str
    documents: frozenset[int]
    reply: Reply | None
    may_reply: bool
    is_mine: bool

    @property
    def came_back(self) -> bool:
        """Whether the letter that told last has not reached them."""
        return not self.is_off and self.delivery in ("bounced", "failed", "")


_i, _a = invitation.c, meeting_answer.c
_CASE_ID = sa.bindparam("case_id", type_=_i.case_id.type)
_WHO = (_i.meeting, _i.instance, _i.held_by)
_INVITATIONS = (
    sa.select(*_WHO, _i.letter_id, _i.is_off, _i.starts_at, _i.ends_at, _i.place, letter.c.at, letter.c.document_id)
    .join_from(invitation, letter, letter.c.id == _i.letter_id)
    .where(_i.case_id == _CASE_ID)
    .order_by(*_WHO, _i.letter_id)
)
_REPLIES = (
    sa.select(meeting_answer, person.c.name)
    .join_from(meeting_answer, person, person.c.id == _a.person_id)
    .where(_a.case_id == _CASE_ID)
    .order_by(_a.id)
)
_REPLY = sa.insert(meeting_answer).returning(_a.id)


def guests_of(tx: Transaction, case: Case, planned: "Planned | None" = None) -> tuple[Guest, ...]:
    """Return who is, or was, invited to the meetings of a case, in the order in which they were.

    Who refers, or is asked, reads their own invitation alone.

    Args:
        tx: the transaction.
        case: as the person sees it.
        planned: the meeting that is looked at; nobody may say whether they come to another.
    """
    rows = [row for row in tx.connection.execute(_INVITATIONS, {"case_id": case.id}) if case.may_read(row.held_by)]
    if not rows:
        return ()
    went = deliveries(tx, case.id)
    said = {(r.form, r.instance, r.held_by): r for r in tx.connection.execute(_REPLIES, {"case_id": case.id})}
    by_guest = [(key, list(each)) for key, each in groupby(rows, key=lambda r: (r.meeting, r.instance, r.held_by))]
    found = [(told[0].letter_id, _guest(case, planned, told, went, said.get(key))) for key, told in by_guest]
    return tuple(guest for _, guest in sorted(found, key=lambda one: one[0]))


def reply(tx: Transaction, case: Case, planned: "Planned", held_by: str, *, comes: bool, note: str, me: Person) -> None:
    """Keep whether somebody who is invited comes: said by themselves, or by who planned the meeting.

    Args:
        tx: the transaction.
        case: as the person sees it.
        planned: the meeting.
        held_by: the key of who is invited.
        comes: whether they do.
        note: in words; may be empty. At most `LONGEST_NOTE` characters.
        me: who says so.

    Raises:
        NotInvited: they are not, the meeting is off or over, or it is not for the person to say.
    """
    guests = {guest.holder.key: guest for guest in guests_of(tx, case, planned) if _is_of(guest, planned)}
    if held_by not in guests or not guests[held_by].may_reply:
        raise NotInvited("Nobody waits for this answer any more: look at the meeting as it is now")
    row = {
        "case_id": case.id,
        "form": planned.form,
        "instance": planned.instance,
        "held_by": held_by,
        "comes": comes,
        "note": note[:LONGEST_NOTE],
        "person_id": me.id,
        "at": tx.at,
    }
    number = tx.connection.execute(_REPLY, row).scalar_one()
    said = {"meeting": planned.form, "instance": planned.instance, "of": held_by, "comes": comes, "answer": number}
    audit.append(tx, case.id, person_id=me.id, action="invitation_answered", facts=said)


def _is_of(guest: Guest, planned: "Planned | None") -> bool:
    return planned is not None and (guest.form, guest.instance) == (planned.form, planned.instance)


def _guest(case: Case, planned: "Planned | None", told: Sequence[Any], went: Any, said: Any) -> Guest:
    first, last = told[0], told[-1]
    moved_at = next((row.at for row in told if _plan(row) == _plan(last)), first.at)
    guest = Guest(
        form=last.meeting,
        instance=last.instance,
        holder=holder(case.revision.partnership, last.held_by),
        letter_id=last.letter_id,
        told_at=last.at,
        is_off=last.is_off,
        was_moved=len({_plan(row) for row in told}) > 1,
        delivery=_state(went.get(last.letter_id, ())),
        documents=frozenset(row.document_id for row in told if row.document_id is not None),
        reply=_reply(said, moved_at) if said else None,
        may_reply=False,
        is_mine=last.held_by in case.keys,
    )
    return _with_leave(case, planned, guest)


def _with_leave(case: Case, planned: "Planned | None", guest: Guest) -> Guest:
    """Say that the person may tell whether the guest comes, if so."""
    if not _is_of(guest, planned) or planned is None or planned.is_off or guest.is_off:
        return guest
    is_ahead = planned.ends_at > clock.now()
    return replace(guest, may_reply=is_ahead and (guest.is_mine or planned.planned_by in case.keys))


def _plan(row: Any) -> tuple[Any, ...]:
    return row.starts_at, row.ends_at, row.place


def _state(went: Iterable[Delivery]) -> str:
    states = {one.state for one in went if one.is_last}
    return next((state for state in ORDER if state in states), "")


def _reply(row: Any, moved_at: datetime) -> Reply:
    by = Named(id=row.person_id, name=row.name)
    return Reply(comes=row.comes, note=row.note, by=by, at=row.at, is_of_before=row.at < moved_at)
