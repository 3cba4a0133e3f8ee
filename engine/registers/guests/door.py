"""At the door: the link that is opened, the code that its contact is mailed, and contacts themselves."""

import hmac
import secrets
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from engine.access import Person, Post, Scope
from engine.diagrams.partnership import Partnership
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.tables import contact, guest_code, guest_link, person, safeguarding_case
from engine.registers.guests.links import Links, note_use, notify_for
from engine.registers.people import ACCOUNT_COLUMNS, account_of, add_person, with_posts_today

CODE_LASTS = timedelta(minutes=15)
MOST_TRIES = 5
MOST_CODES = 3
"""So many codes may be asked for in the time that one lasts."""
MOST_CODES_A_DAY = 12
"""Whoever has a link that is not theirs has 60 tries a day at a million codes, and the mailbox sees each code asked."""

_l, _k, _c = guest_link.c, guest_code.c, safeguarding_case.c


class TooManyCodes(EngineError):
    """So many codes were asked for with a link that another has to wait until `again_at` (UTC)."""

    def __init__(self, again_at: datetime) -> None:
        self.again_at = again_at
        super().__init__("Too many codes were asked for with this link")


@dataclass(frozen=True, kw_only=True)
class Link:
    """A link that is live: what it opens, for whom, and until when (UTC).

    Attributes:
        person: its contact, confined to what it opens.
    """

    id: int
    reference: str
    revision_id: str
    person: Person
    made_at: datetime
    expires_at: datetime

    @property
    def scope(self) -> Scope:
        """What it opens."""
        assert self.person.scope is not None
        return self.person.scope


def add_contact(
    tx: Transaction, *, name: str, email: str, posts: Iterable[Post], is_demonstration: bool = False
) -> int:
    """Enter a contact of an agency, who never signs in, and return its id; the posts are held from today on.

    Raises:
        EmailTakenError: somebody else has the address.
    """
    person_id = add_person(tx, name=name, email=email, posts=posts, is_demonstration=is_demonstration)
    tx.connection.execute(contact.insert(), {"person_id": person_id, "added_at": tx.at})
    tx.connection.execute(sa.update(person).where(person.c.id == person_id).values(digest_at=None))
    return person_id


def find_link(tx: Transaction, links: Links | None, token: str) -> Link | None:
    """Return the live link that a token proves; none of any other, and nobody is told why."""
    serial = links.serial_in(token) if links else None
    if serial is None:
        return None
    source = guest_link.join(safeguarding_case, _c.id == _l.case_id).join(contact, contact.c.person_id == _l.person_id)
    query = (
        sa.select(
            *ACCOUNT_COLUMNS,
            *(_l.id.label("link_id"), _l.case_id, _l.held_by, _l.made_at, _l.expires_at, _c.reference, _c.revision_id),
        )
        .select_from(with_posts_today(tx, source.join(person, person.c.id == _l.person_id)))
        .where(_l.serial == serial, _l.ended_at.is_(None), _l.expires_at >= tx.at, person.c.is_active)
    )
    rows = tx.connection.execute(query).all()
    if not rows:
        return None
    row = rows[0]
    return Link(
        id=row.link_id,
        reference=row.reference,
        revision_id=row.revision_id,
        person=confined(account_of(rows).person, row),
        made_at=row.made_at,
        expires_at=row.expires_at,
    )


def confined(who: Person, row: Any) -> Person:
    """Return a person who came by a link, confined to what the link's row says."""
    return replace(
        who, is_administrator=False, scope=Scope(case_id=row.case_id, held_by=row.held_by, reference=row.reference)
    )


def ask_for_code(tx: Transaction, partnership: Partnership, link: Link) -> int:
    """Queue a mail with a new code to the link's contact, and return the code's id. Codes asked for before stay good.

    Raises:
        TooManyCodes: with this link; others are not concerned.
    """
    tx.connection.execute(sa.select(_l.id).where(_l.id == link.id).with_for_update()).one()  # of two at once, one waits
    day_ago = tx.at - timedelta(days=1)
    asked = sa.select(_k.asked_at).where(_k.link_id == link.id, _k.asked_at > day_ago).order_by(_k.asked_at.desc())
    times = list(tx.connection.execute(asked).scalars())
    for most, lasts in ((MOST_CODES, CODE_LASTS), (MOST_CODES_A_DAY, timedelta(days=1))):
        if len(times) >= most and times[most - 1] > tx.at - lasts:
            raise TooManyCodes(times[most - 1] + lasts)
    nonce = secrets.token_hex(32)
    body = (
        f"It opens your request in case {link.reference}, once, within {CODE_LASTS.seconds // 60} minutes, and only in "
        "the browser in which it was asked for.\n\n"
        "If you did not ask for it, somebody else has your link. Pass the code on to nobody, and tell us.\n\n"
        f"{partnership.name}\n{partnership.mailbox}"
    )
    subject = f"{link.reference}: your code"
    notice_id = notify_for(tx, partnership, link.person, f"code|{nonce}", subject, body)
    row = {"link_id": link.id, "nonce": nonce, "notice_id": notice_id, "asked_at": tx.at, "tries": 0}
    added: int = tx.connection.execute(
        guest_code.insert().returning(_k.id), {**row, "expires_at": tx.at + CODE_LASTS}
    ).scalar_one()
    note_use(tx, link.scope, "link_code_asked", link.id, link.person.id, None)
    return added


def try_code(tx: Transaction, links: Links, link: Link, code_id: int, typed: str) -> bool:
    """Try a code that was asked for with a link; tell whether it was right, which it is once.

    The try counts, whatever comes of it: commit the transaction.
    """
    counted = (
        sa.update(guest_code)
        .where(_k.id == code_id, _k.link_id == link.id, _k.used_at.is_(None))
        .where(_k.expires_at >= tx.at, _k.tries < MOST_TRIES)
        .values(tries=_k.tries + 1)
        .returning(_k.nonce, _k.tries)
    )
    row = tx.connection.execute(counted).one_or_none()
    expected = links.code(row.nonce if row else "")
    is_right = hmac.compare_digest(expected.encode(), typed.encode()) and row is not None
    if is_right:
        tx.connection.execute(sa.update(guest_code).where(_k.id == code_id).values(used_at=tx.at))
        tx.connection.execute(sa.update(guest_link).where(_l.id == link.id).values(opened_at=tx.at))
        note_use(tx, link.scope, "link_opened", link.id, link.person.id, link.person.id)
    elif row is not None and row.tries == MOST_TRIES:
        note_use(tx, link.scope, "link_code_missed", link.id, link.person.id, None)
    return is_right
