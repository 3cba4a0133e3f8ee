"""Links and codes: how they are made, and what a mail holds of them.

A link is a random serial that the secret key signs; a code is six digits that the secret key makes of a random nonce.
Both are made when their mail is sent and are kept nowhere, so that neither the database nor the key opens anything
alone. What a link opens, for whom and until when, is its row, which ends it, too. Each use is in the case's audit.
"""

import hmac
import secrets
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256

import sqlalchemy as sa
from itsdangerous import BadSignature, Signer

from engine import audit, clock
from engine.access import Person, Scope, person_in
from engine.correspondence.notices import notify
from engine.diagrams.partnership import Partnership
from engine.diagrams.templates import in_words
from engine.records.db import Transaction
from engine.records.tables import guest_code, guest_link, notice
from engine.settings import Settings

_DIGITS = 6
_SALT = "link to one request"
_l, _k = guest_link.c, guest_code.c


@dataclass(frozen=True, kw_only=True)
class Links:
    """How this installation makes links and codes.

    Attributes:
        secret_key: signs them.
        days: for how many days a link opens its request, counted from the last mail that brought it.
        at: the service's public address.
    """

    secret_key: str = field(repr=False)
    days: int
    at: str

    @classmethod
    def of(cls, settings: Settings) -> "Links | None":
        """Return how an installation makes links; none if it does not."""
        days = settings.link_days
        return cls(secret_key=settings.secret_key, days=days, at=settings.public_address) if days else None

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
        return f"{self.at}/request/{self.token(serial)}"

    def code(self, nonce: str) -> str:
        """Return the code that is made of a nonce: six digits."""
        made = hmac.digest(self.secret_key.encode(), f"code {nonce}".encode(), "sha256")
        return f"{int.from_bytes(made, 'big') % 10**_DIGITS:0{_DIGITS}}"

    @property
    def _signer(self) -> Signer:
        return Signer(self.secret_key, salt=_SALT, key_derivation="hmac", digest_method=sha256)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """What a mail to a contact holds besides what is kept of it: a link's address, or a code.

    Attributes:
        until: of the link (UTC).
    """

    address: str = ""
    until: datetime | None = None
    code: str = ""

    def around(self, text: str) -> str:
        """Return the mail's text: the code before it, or the link after it."""
        if self.code:
            return f"Your code: {self.code}\n\n{text}"
        if self.until is None:
            return text
        return (
            f"{text}-- \nYour request, without an account: {self.address}\n"
            f"It opens this one request, until {in_words(clock.london_date(self.until))}. It is for you alone: a code "
            "comes to you by mail when you open it. Do not pass it on.\n"
        )


def entry_for_letter(tx: Transaction, links: Links, *, case_id: int, held_by: str, person_id: int) -> Entry | None:
    """Return the link for the mail of a letter to a contact; made if there is none yet, prolonged if there is one.

    None for what no link opens, and where the last one was ended: only a person makes another then.
    """
    if "|" not in held_by or person_in(held_by) is not None:
        return None
    mine = _l.case_id == case_id, _l.held_by == held_by, _l.person_id == person_id
    last = tx.connection.execute(sa.select(guest_link).where(*mine).order_by(_l.id.desc()).limit(1)).one_or_none()
    until = tx.at + timedelta(days=links.days)
    if last is not None and last.ended_at is not None:
        return None
    if last is None or last.expires_at < tx.at:
        serial = make_link(tx, links, case_id=case_id, held_by=held_by, person_id=person_id)
    else:
        serial = last.serial
        tx.connection.execute(sa.update(guest_link).where(_l.id == last.id).values(expires_at=until))
    return Entry(address=links.address(serial), until=until)


def entry_for_notice(tx: Transaction, links: Links, notice_id: int) -> Entry | None:
    """Return the code, or the link, for the mail of a notice that brings one; none for any other notice."""
    code = sa.select(_k.nonce, sa.null(), sa.null()).where(_k.notice_id == notice_id)
    link = sa.select(sa.null(), _l.serial, _l.expires_at).where(_l.notice_id == notice_id, _l.ended_at.is_(None))
    if row := tx.connection.execute(code).first():
        return Entry(code=links.code(row.nonce))
    if row := tx.connection.execute(link).first():
        return Entry(address=links.address(row.serial), until=row.expires_at)
    return None


def bring_link(
    tx: Transaction, links: Links, *, case_id: int, held_by: str, person_id: int, made_by: int, notice_id: int
) -> bool:
    """Let a notice bring a contact their link; made if there is none yet, prolonged if there is one.

    False for what no link opens, and where the last one was ended: only who keeps the case's links makes another then.
    """
    if "|" not in held_by or person_in(held_by) is not None:
        return False
    mine = _l.case_id == case_id, _l.held_by == held_by, _l.person_id == person_id
    last = tx.connection.execute(sa.select(guest_link).where(*mine).order_by(_l.id.desc()).limit(1)).one_or_none()
    if last is not None and last.ended_at is not None:
        return False
    if last is None or last.expires_at < tx.at:
        make_link(
            tx,
            links,
            case_id=case_id,
            held_by=held_by,
            person_id=person_id,
            made_by=made_by,
            notice_id=notice_id,
        )
    else:
        until = tx.at + timedelta(days=links.days)
        brought = sa.update(guest_link).where(_l.id == last.id).values(notice_id=notice_id, expires_at=until)
        tx.connection.execute(brought)
    return True


def make_link(
    tx: Transaction,
    links: Links,
    *,
    case_id: int,
    held_by: str,
    person_id: int,
    made_by: int | None = None,
    notice_id: int | None = None,
) -> str:
    """Make a link to a key's part of a case for a contact, and return its serial.

    Args:
        tx: the transaction.
        links: how links are made.
        case_id: of the case.
        held_by: the key.
        person_id: the contact's.
        made_by: who wanted it; none if a letter brings it.
        notice_id: of the notice that brings it; none if a letter does.
    """
    serial = secrets.token_hex(16)
    row = {
        "serial": serial,
        "case_id": case_id,
        "held_by": held_by,
        "person_id": person_id,
        "notice_id": notice_id,
        "made_at": tx.at,
        "made_by": made_by,
        "expires_at": tx.at + timedelta(days=links.days),
    }
    link_id = tx.connection.execute(guest_link.insert().returning(_l.id), row).scalar_one()
    note_use(tx, Scope(case_id=case_id, held_by=held_by), "link_made", link_id, person_id, made_by)
    return serial


def notify_for(tx: Transaction, partnership: Partnership, to: Person, key: str, subject: str, body: str) -> int:
    """Write a notice whose mail will hold a link or a code, queue it, and return its id; `key` is its `once_key`."""
    notify(tx, partnership, to, once_key=key, subject=subject, body=body)
    found: int = tx.connection.execute(sa.select(notice.c.id).where(notice.c.once_key == key)).scalar_one()
    return found


def note_use(tx: Transaction, scope: Scope, action: str, link_id: int, of: int, by: int | None) -> None:
    """Let the case's audit say what became of a link `of` a contact, and `by` whom; none for the service."""
    facts = {"link": link_id, "held_by": scope.held_by, "of": of}
    audit.append(tx, scope.case_id, person_id=by, action=action, facts=facts)
