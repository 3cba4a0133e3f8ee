"""Links by which a password is set: sent with an invitation, by an administrator, or to who has forgotten theirs.

As with the links of requests (`engine.registers.guests.links`), a link is a random serial that the secret key signs. It
is made when its mail is sent and is kept nowhere: neither the database nor the key opens anything alone. Its row says
whose it is and until when; it works once, and setting a password ends every other link of the person.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from itsdangerous import BadSignature, Signer

from engine import clock
from engine.access import Person
from engine.correspondence.notices import notify
from engine.diagrams.partnership import Partnership
from engine.diagrams.templates import in_words
from engine.records.accounts import password_link
from engine.records.db import Transaction
from engine.records.tables import notice, person
from engine.registers import administration_log, people
from engine.registers.sessions import close_sessions_of
from engine.settings import Settings

INVITATION, SENT, FORGOTTEN = "invitation", "sent", "forgotten"
LASTS: Mapping[str, timedelta] = {
    INVITATION: timedelta(days=7),
    SENT: timedelta(days=1),
    FORGOTTEN: timedelta(hours=1),
}
"""For how long a link works, by why it was sent."""
MOST_FORGOTTEN = 3
"""So many links are sent to who has forgotten their password in the time that one works."""
_SALT = "link that sets a password"
_l, _p = password_link.c, person.c
_SUBJECTS = {
    INVITATION: "Your account: set your password",
    SENT: "Set a new password",
    FORGOTTEN: "Set a new password",
}
_SAID = {
    INVITATION: "An account was opened for you in the service with which {partnership} runs its reviews. To sign in, "
    "set your password first: the link below leads there.",
    SENT: "An administrator of the service sends you the link below. It lets you set a new password; the one that you "
    "have works until you do.",
    FORGOTTEN: "Somebody, you we hope, asked for a new password for this address. The link below lets you set one; the "
    "one that you have works until you do.\n\nIf you did not ask, do nothing, and pass the link on to nobody.",
}
_LIVE = (_l.used_at.is_(None), _l.ended_at.is_(None), _l.expires_at >= sa.bindparam("now", type_=_l.expires_at.type))


@dataclass(frozen=True, kw_only=True)
class PasswordLinks:
    """How this installation makes links that set a password.

    Attributes:
        secret_key: signs them.
        at: the service's public address.
    """

    secret_key: str = field(repr=False)
    at: str

    @classmethod
    def of(cls, settings: Settings) -> "PasswordLinks":
        """Return how an installation makes them."""
        return cls(secret_key=settings.secret_key, at=settings.public_address)

    def token(self, serial: str) -> str:
        """Return what a link's address ends with."""
        return self._signer.sign(serial).decode()

    def serial_in(self, token: str) -> str | None:
        """Return the serial of a token that this installation signed; none of any other text."""
        try:
            return self._signer.unsign(token.encode("utf-8", "replace")).decode()
        except (BadSignature, UnicodeDecodeError):
            return None

    def address(self, serial: str) -> str:
        """Return a link's address."""
        return f"{self.at}/set-password/{self.token(serial)}"

    @property
    def _signer(self) -> Signer:
        return Signer(self.secret_key, salt=_SALT, key_derivation="hmac", digest_method=sha256)


@dataclass(frozen=True, kw_only=True)
class PasswordLink:
    """A link that works: whose it is, and until when (UTC)."""

    id: int
    person_id: int
    name: str
    email: str
    purpose: str
    expires_at: datetime


def send_link(tx: Transaction, partnership: Partnership, to: Person, *, purpose: str, by: int | None = None) -> None:
    """Queue a mail with a link by which a person sets a password; links sent before go on working.

    Args:
        tx: the transaction.
        partnership: whose service it is.
        to: whose password it sets.
        purpose: why it is sent: a key of `LASTS`.
        by: who sent it; none if the person asked for it, or on the command line.
    """
    serial, until = secrets.token_hex(16), tx.at + LASTS[purpose]
    last = f"It works once, until {_moment(until)}."
    said = _SAID[purpose].format(partnership=partnership.name)
    body = f"Dear {to.name}\n\n{said} {last}\n\n{partnership.name}\n{partnership.mailbox}"
    key = f"password|{serial}"
    notify(tx, partnership, to, once_key=key, subject=_SUBJECTS[purpose], body=body)
    notice_id = tx.connection.execute(sa.select(notice.c.id).where(notice.c.once_key == key)).scalar_one()
    row = {"serial": serial, "person_id": to.id, "purpose": purpose, "notice_id": notice_id, "made_by": by}
    tx.connection.execute(password_link.insert(), {**row, "made_at": tx.at, "expires_at": until})
    administration_log.note(tx, "link_sent", by=to.id if purpose == FORGOTTEN else by, about=to.id, purpose=purpose)


def send_to_who_has_forgotten(tx: Transaction, partnership: Partnership, email: str) -> None:
    """Send a link to an account that has a password; to nobody, if there is none, or it was sent too many of late."""
    known = sa.select(_p.id, _p.name, _p.email).where(
        _p.email == people.email_key(email), _p.is_active, _p.password_hash.is_not(None)
    )
    row = tx.connection.execute(known.with_for_update()).one_or_none()  # of two at once, one waits
    if row is None:
        return
    lately = _l.person_id == row.id, _l.purpose == FORGOTTEN, _l.made_at > tx.at - LASTS[FORGOTTEN]
    sent = tx.connection.execute(sa.select(sa.func.count()).select_from(password_link).where(*lately)).scalar_one()
    if sent < MOST_FORGOTTEN:
        to = Person(id=row.id, name=row.name, email=row.email, posts=())
        send_link(tx, partnership, to, purpose=FORGOTTEN)


def find_link(tx: Transaction, links: PasswordLinks, token: str) -> PasswordLink | None:
    """Return the link that a token proves, if it works; none of any other, and nobody is told why."""
    serial = links.serial_in(token)
    if serial is None:
        return None
    query = (
        sa.select(_l.id, _l.person_id, _p.name, _p.email, _l.purpose, _l.expires_at)
        .join_from(password_link, person, _p.id == _l.person_id)
        .where(_l.serial == serial, _p.is_active, *_LIVE)
    )
    row = tx.connection.execute(query, {"now": tx.at}).mappings().one_or_none()
    return PasswordLink(**row) if row else None


def use_link(tx: Transaction, link: PasswordLink, password: str) -> bool:
    """Set the password of a link's person, sign them out everywhere, and end their links; false if it works no more.

    A contact has an account from then on.

    Raises:
        UnfitPasswordError: the password is too short or too long; the link still works.
    """
    used = sa.update(password_link).where(_l.id == link.id, *_LIVE).values(used_at=tx.at)
    if not tx.connection.execute(used, {"now": tx.at}).rowcount:
        return False
    people.set_password(tx, link.email, password)
    close_sessions_of(tx, link.person_id)
    end_links(tx, link.person_id)
    administration_log.note(tx, "password_set", by=link.person_id, about=link.person_id, purpose=link.purpose)
    return True


def end_links(tx: Transaction, person_id: int) -> None:
    """Let a person's links set no password any more, as when their address changes or the account closes."""
    live = _l.person_id == person_id, _l.used_at.is_(None), _l.ended_at.is_(None)
    tx.connection.execute(sa.update(password_link).where(*live).values(ended_at=tx.at))


def ending_of(tx: Transaction, links: PasswordLinks, notice_id: int) -> str:
    """Return what the mail of a notice ends with that brings a link: the link; empty for any other notice."""
    query = sa.select(_l.serial, sa.and_(*_LIVE).label("works")).where(_l.notice_id == notice_id)
    row = tx.connection.execute(query, {"now": tx.at}).one_or_none()
    if row is None:
        return ""
    if not row.works:
        return "-- \nThe link that was to stand here has ended meanwhile. Ask for another one.\n"
    return f"-- \nSet your password: {links.address(row.serial)}\nIt is for you alone. Do not pass it on.\n"


def _moment(at: datetime) -> str:
    on = at.astimezone(clock.LONDON)
    return f"{on:%H:%M} on {in_words(on.date())}"
