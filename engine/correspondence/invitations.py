"""Invitations: what a letter brings into its reader's calendar, and who is invited to a meeting.

A meeting has one UID for good, and a sequence that rises when it is planned anew, when somebody is no longer
invited, and when that is taken back: so that a calendar knows which of two letters is the later.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import uuid4

import orjson
import sqlalchemy as sa

from engine.diagrams.letters import LetterError
from engine.diagrams.partnership import Partnership
from engine.diagrams.revision import Revision
from engine.paper.calendar_file import Mailbox, Meeting
from engine.records.db import Transaction
from engine.records.tables import invitation, letter, submission

_b = sa.bindparam
_i, _s = invitation.c, submission.c
_OF_MEETING = (
    _i.case_id == _b("case_id", type_=_i.case_id.type),
    _i.meeting == _b("meeting", type_=_i.meeting.type),
    _i.instance == _b("of_instance", type_=_i.instance.type),
)
_PLANNED = (
    sa.select(_s.id, _s.form, _s.instance, _s.answers)
    .where(
        _s.case_id == _b("case_id", type_=_s.case_id.type),
        _s.form.in_(_b("forms", expanding=True, type_=_s.form.type)),
        sa.or_(_s.instance.is_(None), _s.instance == _b("instance", type_=_s.instance.type)),
    )
    .order_by(_s.at.desc())
    .limit(1)
)
_TOLD_LAST = (
    sa.select(_i.is_off)
    .where(*_OF_MEETING, _i.held_by == _b("held_by", type_=_i.held_by.type))
    .order_by(_i.letter_id.desc())
    .limit(1)
    .scalar_subquery()
    .label("told_last")
)
_SAID_LAST = sa.select(invitation, _TOLD_LAST).where(*_OF_MEETING).order_by(_i.letter_id.desc()).limit(1)
_latest = sa.select(sa.func.max(_i.letter_id)).where(*_OF_MEETING).group_by(_i.held_by)
_INVITED = (
    sa.select(letter.c.role, letter.c.held_by, letter.c.instance, _i.ends_at)
    .join_from(letter, invitation, letter.c.id == _i.letter_id)
    .where(_i.letter_id.in_(_latest), ~_i.is_off)
    .order_by(_i.letter_id)
)


INVITATION = (
    _i.uid,
    _i.sequence,
    _i.is_off,
    _i.called,
    _i.starts_at,
    _i.ends_at,
    _i.place,
    _i.organiser,
    _i.organiser_address,
)
"""What `Invitation.of` reads, besides the letter's `at` and the case's `reference`."""


@dataclass(frozen=True, kw_only=True)
class Invitation:
    """What a letter brings into its reader's calendar.

    Attributes:
        reference: of the case.
        at: when the letter was written, an aware instant, as are start and end.
        is_off: the meeting is off, for the reader.
        organiser: the partnership's mailbox.
    """

    reference: str
    at: datetime
    uid: str
    sequence: int
    is_off: bool
    called: str
    starts_at: datetime
    ends_at: datetime
    place: str
    organiser: Mailbox

    @classmethod
    def of(cls, row: Any) -> "Invitation":
        """Make the invitation of a row with the columns `INVITATION`, `at` and `reference`."""
        return cls(
            reference=row.reference,
            at=row.at,
            uid=row.uid,
            sequence=row.sequence,
            is_off=row.is_off,
            called=row.called,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            place=row.place,
            organiser=Mailbox(name=row.organiser, address=row.organiser_address),
        )

    def meeting(self, sign_in_at: str) -> Meeting:
        """Return the meeting as a calendar notes it; it says where to sign in, and of the case its reference."""
        return Meeting(
            uid=self.uid,
            sequence=self.sequence,
            summary=f"{self.reference}: {self.called}",
            starts_at=self.starts_at,
            ends_at=self.ends_at,
            place=self.place,
            at=self.at,
            url=f"{sign_in_at}/cases/{self.reference}",
            is_off=self.is_off,
        )


@dataclass(frozen=True, kw_only=True)
class Invited:
    """Somebody who is invited to a meeting: as which role, who holds it, and for which instance."""

    role: str
    held_by: str
    instance: str | None


def invited(
    tx: Transaction, revision: Revision, case_id: int, form: str, instance: str | None, *, is_off: bool = False
) -> Iterator[Invited]:
    """Give those who are invited to a meeting now, in the order in which they were.

    Args:
        tx: the transaction.
        revision: of the case.
        case_id: of the case.
        form: that planned the meeting first.
        instance: from which the meeting is looked at; none from outside all instances.
        is_off: it is to be called off: nobody is told so of a meeting that is over.
    """
    plan = _plan(tx, revision, case_id, form, instance)
    if plan is not None:
        values = {"case_id": case_id, "meeting": form, "of_instance": plan.instance or ""}
        for row in tx.connection.execute(_INVITED, values).all():
            if is_off and row.ends_at <= tx.at:
                continue
            yield Invited(role=row.role, held_by=row.held_by, instance=row.instance)


def invite(
    tx: Transaction,
    revision: Revision,
    *,
    case_id: int,
    letter_id: int,
    form: str,
    instance: str | None,
    held_by: str,
    is_off: bool,
) -> Mapping[str, str]:
    """Record what a letter brings into its reader's calendar: a meeting as it is planned now, or that it is off.

    Args:
        tx: the transaction that writes the letter.
        revision: of the case.
        case_id: of the case.
        letter_id: of the letter.
        form: that planned the meeting first.
        instance: of the multi-instance activity that the letter is about.
        held_by: to whom the letter is.
        is_off: the meeting is off, for this reader.

    Returns:
        The hash of what was recorded, as the audit names it; nothing if who was not invited is told that it is off.

    Raises:
        LetterError: the meeting is not planned yet.
    """
    plan = _plan(tx, revision, case_id, form, instance)
    if plan is None:
        raise LetterError(form, "a letter invites to its meeting, which is not planned yet")
    first, meeting = revision.forms[form].meeting, revision.forms[plan.form].meeting
    assert first is not None
    assert meeting is not None
    about = {"case_id": case_id, "meeting": form}
    instance, partnership = plan.instance or "", revision.partnership
    before = tx.connection.execute(_SAID_LAST, {**about, "of_instance": instance, "held_by": held_by}).one_or_none()
    if is_off and (before is None or before.told_last is not False):
        return {}
    starts_at = datetime.fromisoformat(plan.answers[meeting.starts])
    said = {
        "called": first.called,
        "starts_at": starts_at.astimezone(UTC),
        "ends_at": starts_at.astimezone(UTC) + timedelta(minutes=plan.answers[meeting.minutes]),
        "place": plan.answers[meeting.place],
    }
    has_changed = before is not None and (is_off or before.told_last or _differs(before, said))
    row = {
        **about,
        **said,
        "instance": instance,
        "letter_id": letter_id,
        "submission_id": plan.id,
        "held_by": held_by,
        "uid": before.uid if before else _new_uid(partnership),
        "sequence": before.sequence + has_changed if before else 0,
        "is_off": is_off,
        "organiser": partnership.name,
        "organiser_address": partnership.mailbox,
    }
    tx.connection.execute(sa.insert(invitation), row)
    return {"invitation": seal_of(row)}


def seal_of(row: Any) -> str:
    """Return the hash of an invitation's row: a mapping, by column."""
    told = {
        str(column.name): row[column.name].timestamp() if column.name.endswith("_at") else row[column.name]
        for column in invitation.c
    }
    return sha256(orjson.dumps(told, option=orjson.OPT_SORT_KEYS)).hexdigest()


def _plan(tx: Transaction, revision: Revision, case_id: int, form: str, instance: str | None) -> Any:
    """Return the latest plan of a meeting, as seen from an instance: the submission's row; None if there is none."""
    plans = [each.form for each in revision.forms.values() if each.meeting and form in (each.form, each.meeting.of)]
    values = {"case_id": case_id, "forms": plans, "instance": instance}
    return tx.connection.execute(_PLANNED, values).one_or_none()


def _differs(before: Any, said: dict[str, Any]) -> bool:
    return any(getattr(before, name) != value for name, value in said.items())


def _new_uid(partnership: Partnership) -> str:
    """Return a UID that nothing can be read from (RFC 7986, section 5.3)."""
    return f"{uuid4().hex}@{partnership.mailbox.rpartition('@')[2]}"
