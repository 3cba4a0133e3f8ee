"""The links of a case as the partnership keeps them: who has one, which were opened, ended, or made anew."""

import secrets
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine.access import Person, Scope
from engine.diagrams.partnership import Partnership
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import contact, guest_link, person, safeguarding_case
from engine.registers.guests.links import Links, make_link, note_use, notify_for
from engine.registers.people import ACCOUNT_COLUMNS, account_of, with_posts_today

_l, _c = guest_link.c, safeguarding_case.c
_maker, _ender = person.alias("maker"), person.alias("ender")
_OF_CASE = (
    sa.select(
        guest_link,
        person.c.name,
        person.c.email,
        contact.c.person_id.label("is_contact"),
        _maker.c.name.label("maker"),
        _ender.c.name.label("ender"),
    )
    .join_from(guest_link, person, person.c.id == _l.person_id)
    .outerjoin(contact, contact.c.person_id == _l.person_id)
    .outerjoin(_maker, _maker.c.id == _l.made_by)
    .outerjoin(_ender, _ender.c.id == _l.ended_by)
    .where(_l.case_id == sa.bindparam("case_id", type_=_l.case_id.type))
    .order_by(_l.held_by, person.c.name, _l.id.desc())
    .limit(sa.bindparam("limit", type_=sa.Integer))
)


class LinkNotLive(EngineError):
    """A link has ended or expired meanwhile, or is none of this case."""

    def __init__(self) -> None:
        super().__init__("The link has ended already")


@dataclass(frozen=True, kw_only=True)
class Known:
    """A link of a case as the partnership sees it, live or not; instants are UTC.

    Attributes:
        made_by: the name of who made it; empty if the service did, when it sent a letter.
        opened_at: when it was last opened with a code.
        ended_by: the name of who ended it.
        is_live: whether it opens its request.
        is_last: whether there is no newer one for the same contact and part.
    """

    id: int
    held_by: str
    name: str
    address: str
    made_at: datetime
    made_by: str
    expires_at: datetime
    opened_at: datetime | None
    ended_at: datetime | None
    ended_by: str
    is_live: bool
    is_last: bool


def links_of(tx: Transaction, case_id: int, most: int) -> tuple[Known, ...]:
    """Return the links of a case, those of one part and contact together, the newest first; `most` at most."""
    found, seen = list[Known](), set[tuple[str, int]]()
    for row in tx.connection.execute(_OF_CASE, {"case_id": case_id, "limit": most}):
        known = Known(
            id=row.id,
            held_by=row.held_by,
            name=row.name,
            address=row.email,
            made_at=row.made_at,
            made_by=row.maker or "",
            expires_at=row.expires_at,
            opened_at=row.opened_at,
            ended_at=row.ended_at,
            ended_by=row.ender or "",
            is_live=row.ended_at is None and row.expires_at >= tx.at and row.is_contact is not None,
            is_last=(row.held_by, row.person_id) not in seen,
        )
        seen.add((row.held_by, row.person_id))
        found.append(known)
    return tuple(found)


def end_link(tx: Transaction, case_id: int, link_id: int, me: Person) -> None:
    """Let a link, and whatever sessions it opened, open nothing from now on.

    Raises:
        LinkNotLive: it has ended already, or is none of this case.
    """
    row = _ended(tx, case_id, link_id, me)
    if row is None:
        raise LinkNotLive
    note_use(tx, Scope(case_id=case_id, held_by=row.held_by), "link_ended", link_id, row.person_id, me.id)


def renew_link(tx: Transaction, partnership: Partnership, links: Links, case_id: int, link_id: int, me: Person) -> None:
    """Mail a contact a new link in place of one, which ends if it has not yet.

    Raises:
        LinkNotLive: it is none of this case, or its contact has an account now.
    """
    _ended(tx, case_id, link_id, me)
    query = (
        sa.select(*ACCOUNT_COLUMNS, _l.held_by, _c.reference)
        .select_from(
            with_posts_today(
                tx,
                guest_link.join(safeguarding_case, _c.id == _l.case_id)
                .join(contact, contact.c.person_id == _l.person_id)
                .join(person, person.c.id == _l.person_id),
            )
        )
        .where(_l.id == link_id, _l.case_id == case_id, person.c.is_active)
    )
    rows = tx.connection.execute(query).all()
    if not rows:
        raise LinkNotLive
    to, row = account_of(rows).person, rows[0]
    body = (
        f"We have made a new link to your request in case {row.reference}. It stands below. Links that you had before "
        f"open nothing any more.\n\n{partnership.name}\n{partnership.mailbox}"
    )
    subject = f"{row.reference}: a new link to your request"
    notice_id = notify_for(tx, partnership, to, f"link|{secrets.token_hex(16)}", subject, body)
    make_link(tx, links, case_id=case_id, held_by=row.held_by, person_id=to.id, made_by=me.id, notice_id=notice_id)


def _ended(tx: Transaction, case_id: int, link_id: int, me: Person) -> Any:
    live = _l.id == link_id, _l.case_id == case_id, _l.ended_at.is_(None)
    end = sa.update(guest_link).where(*live).values(ended_at=tx.at, ended_by=me.id)
    return tx.connection.execute(end.returning(_l.held_by, _l.person_id)).one_or_none()
