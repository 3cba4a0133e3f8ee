"""The outbox: a delivery that waits is sent, and what became of it is known.

Nothing is sent inside a transaction. A delivery is claimed (its next attempt is put off, so that nobody
else tries meanwhile and a worker that dies loses nothing), sent, and the result is recorded. Between
sending and recording a worker may die; then the same message is sent again, with the same id. A
delivery that fails for good becomes an incident that a person sees.
"""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import sqlalchemy as sa

from engine import audit, clock, jobs
from engine.correspondence import service_incidents
from engine.correspondence.bounces import BOUNCED
from engine.correspondence.enclosures import Enclosure, as_file
from engine.correspondence.invitations import INVITATION, Invitation
from engine.correspondence.mail import File, ForCalendar, Mailer, MailRefused, MailUnreachable, compose
from engine.correspondence.recipients import CLOSED, NOBODY, address_again, deliver_again, send_on
from engine.diagrams.partnership import Partnership
from engine.errors import StillNobody
from engine.paper.calendar_file import Mailbox, as_invitation, method_of
from engine.records import tables
from engine.records.db import Database, Transaction
from engine.registers import password_links
from engine.registers.guests.links import Entry, Links, entry_for_letter, entry_for_notice
from engine.registers.password_links import PasswordLinks

LEASE = timedelta(minutes=10)
"""Longer than one message can take, even if the mail server answers each time just before the time limit."""
BACK_OFF = tuple(timedelta(minutes=n) for n in (1, 5, 15, 60, 180, 360, 720))
"""How long to wait after each attempt that failed; after one more the delivery has failed."""
MOST_ATTEMPTS = len(BACK_OFF) + 1
BROKEN_OFF = "Each attempt to send it was broken off"
FAILED = "delivery_failed"
"""The kind of incident of a letter that could not be delivered."""

_log = logging.getLogger(__name__)
_b = sa.bindparam
_delivery, _letter, _person = tables.delivery, tables.letter, tables.person
_notice, _case, _document = tables.notice, tables.safeguarding_case, tables.document
_QUEUED = _delivery.c.state == sa.literal_column("'queued'")
_PARCEL = (
    sa.select(
        _delivery.c.id,
        _delivery.c.case_id,
        _delivery.c.letter_id,
        _delivery.c.notice_id,
        _delivery.c.person_id,
        _delivery.c.address,
        _delivery.c.message_id,
        _delivery.c.attempts,
        _delivery.c.because,
        _letter.c.role,
        _letter.c.held_by,
        tables.contact.c.person_id.label("contact_id"),
        sa.func.coalesce(_letter.c.subject, _notice.c.subject).label("subject"),
        sa.func.coalesce(_letter.c.body, _notice.c.body).label("body"),
        _letter.c.at,
        _case.c.reference,
        *INVITATION,
        _document.c.id.label("document_id"),
        _document.c.name.label("document_name"),
        _document.c.title.label("document_title"),
        _document.c.version.label("document_version"),
    )
    .outerjoin_from(_delivery, _letter, _letter.c.id == _delivery.c.letter_id)
    .outerjoin(_notice, _notice.c.id == _delivery.c.notice_id)
    .outerjoin(_case, _case.c.id == _delivery.c.case_id)
    .outerjoin(_document, _document.c.id == _letter.c.document_id)
    .outerjoin(tables.contact, tables.contact.c.person_id == _delivery.c.person_id)
    .outerjoin(tables.invitation, tables.invitation.c.letter_id == _letter.c.id)
    .where(_QUEUED, _delivery.c.id == _b("delivery_id"))
    .with_for_update(of=_delivery, skip_locked=True)
)
_TO_BE_TRIED = _PARCEL.where(_delivery.c.try_at <= _b("now"))


@dataclass(frozen=True, kw_only=True)
class Parcel:
    """A delivery that this worker has claimed.

    Attributes:
        case_id: of the letter; none of a notice, which is about no case.
        letter_id: of the letter; none of a notice.
        reference: of the letter's case, for a person who signs in; none of a notice, and for a mailbox.
        role: to whom the letter is; none of a notice.
        attempts: counts the one that it is about to make.
        because: why it goes to another than its letter says; none if it does not.
        enclosure: what comes with it.
        invitation: what it brings into its reader's calendar.
        is_contact: it is for a contact, who never signs in.
        entry: what its mail holds besides, for a contact: a link, or a code.
        ending: what its mail ends with in place of where to sign in: a link by which a password is set.
    """

    id: int
    case_id: int | None
    letter_id: int | None
    reference: str | None
    address: str
    message_id: str
    attempts: int
    because: str | None
    role: str | None
    subject: str
    body: str
    enclosure: Enclosure | None
    invitation: Invitation | None
    is_contact: bool
    entry: Entry | None
    ending: str

    @classmethod
    def of(cls, row: Any, *, attempts: int, entry: Entry | None = None, ending: str = "") -> "Parcel":
        """Make the parcel of a row."""
        enclosure = Enclosure(
            id=row.document_id,
            reference=row.reference,
            name=row.document_name,
            title=row.document_title,
            version=row.document_version,
        )
        return cls(
            id=row.id,
            case_id=row.case_id,
            letter_id=row.letter_id,
            reference=row.reference if row.person_id else None,
            address=row.address,
            message_id=row.message_id,
            attempts=attempts,
            because=row.because,
            role=row.role,
            subject=row.subject,
            body=row.body,
            enclosure=None if row.document_id is None else enclosure,
            invitation=None if row.uid is None else Invitation.of(row),
            is_contact=row.contact_id is not None,
            entry=entry,
            ending=ending,
        )

    def text(self, sign_in_at: str) -> str:
        """Return what the mail says: the letter, what comes with it, and where to sign in, or how a contact gets in."""
        text = f"{self.body}\n"
        if self.because:
            text = f"{self.because}. This letter comes to you in its place.\n\n{text}"
        if self.ending:
            return text + self.ending
        if self.is_contact:
            enclosed = f"{self.enclosure.called}, beside your request.\n\n" if self.enclosure else ""
            return (self.entry or Entry()).around(text + enclosed)
        if self.enclosure:
            text += f"{self.enclosure.called}, for who signs in:\n{self.enclosure.address(sign_in_at)}\n\n"
        case = f"/cases/{self.reference}" if self.reference else ""
        return f"{text}-- \nSign in: {sign_in_at}{case}\n"


def send(
    database: Database,
    mailer: Mailer,
    delivery_id: int,
    *,
    sender: str,
    sign_in_at: str,
    attaches: bool = False,
    links: Links | None = None,
    passwords: PasswordLinks | None = None,
) -> int:
    """Try a delivery if it is to be tried now, and tell how many were: 1, or 0.

    Idempotent: what was sent, or is being tried by another worker, is left alone.

    Args:
        database: where the outbox is.
        mailer: how mail leaves.
        delivery_id: of the delivery.
        sender: the address that mail is sent from.
        sign_in_at: the service's public address; the letter itself, which is kept, does not know it.
        attaches: what comes with a letter is attached as a file, and not only told by its address.
        links: how links to requests are made; none if none are.
        passwords: how links that set passwords are made; none if none are.
    """
    with database.transaction() as tx:
        parcel = claim(tx, delivery_id, links, passwords)
    if parcel is None:
        return 0
    if parcel.attempts > MOST_ATTEMPTS:  # none of them was recorded: a worker died, or met an error that nobody foresaw
        failure: MailRefused | MailUnreachable | None = MailRefused(BROKEN_OFF)
    else:
        files = _files(database, parcel, sender) if attaches else ()
        failure = _sent(mailer, parcel, files, sender=sender, sign_in_at=sign_in_at)
    with database.transaction() as tx:
        if failure is None:
            _record_sent(tx, parcel)
        else:
            _record_failure(tx, parcel, failure)
    return 1


def claim(
    tx: Transaction, delivery_id: int, links: Links | None = None, passwords: PasswordLinks | None = None
) -> Parcel | None:
    """Claim a delivery that is to be tried now: nobody else tries it before the lease ends."""
    row = tx.connection.execute(_TO_BE_TRIED, {"delivery_id": delivery_id, "now": tx.at}).one_or_none()
    if row is None:
        return None
    ending = password_links.ending_of(tx, passwords, row.notice_id) if passwords and row.notice_id else ""
    parcel = Parcel.of(row, attempts=row.attempts + 1, entry=_entry(tx, row, links), ending=ending)
    mine = sa.update(_delivery).where(_delivery.c.id == parcel.id)
    tx.connection.execute(mine.values(try_at=tx.at + LEASE, attempts=parcel.attempts))
    return parcel


def _entry(tx: Transaction, row: Any, links: Links | None) -> Entry | None:
    if links is None or row.contact_id is None:
        return None
    if row.notice_id is not None:
        return entry_for_notice(tx, links, row.notice_id)
    return entry_for_letter(tx, links, case_id=row.case_id, held_by=row.held_by, person_id=row.contact_id)


def bring_back(database: Database, delivery_id: int) -> int:
    """Try a delivery at once that a program put off too far because its clock was wrong; tell how many: 1, or 0."""
    with database.transaction() as tx:
        strayed = _delivery.c.id == delivery_id, _QUEUED, _delivery.c.try_at > tx.at + jobs.LONGEST_PUT_OFF
        return tx.connection.execute(sa.update(_delivery).where(*strayed).values(try_at=tx.at)).rowcount


def give_up(database: Database, delivery_id: int) -> int:
    """Let a person see a delivery that could not even be tried, and tell how many were: 1, or 0."""
    with database.transaction() as tx:
        row = tx.connection.execute(_PARCEL, {"delivery_id": delivery_id}).one_or_none()
        if row is None:
            return 0
        _record_failure(tx, Parcel.of(row, attempts=row.attempts), MailRefused(BROKEN_OFF))
    return 1


def try_again(tx: Transaction, partnership: Partnership, kind: str, facts: Mapping[str, Any]) -> None:
    """Do again what an incident of this package stopped; an incident of another kind is left alone.

    A delivery goes to the address that the person has now; a letter that waited, to whoever holds the role now.

    Args:
        tx: the transaction that resolves the incident.
        partnership: of the case's revision.
        kind: of the incident.
        facts: of the incident.

    Raises:
        StillNobody: there is still nobody to write to.
    """
    if kind == NOBODY:
        if not address_again(tx, partnership, facts["letter"]):
            raise StillNobody
    elif kind == CLOSED:
        if not send_on(tx, partnership, facts["letter"]):
            raise StillNobody
    elif kind == BOUNCED:
        deliver_again(tx, partnership, facts["delivery"])
    elif kind == FAILED:
        now_at = sa.select(_person.c.email).where(_person.c.id == _delivery.c.person_id).scalar_subquery()
        tx.connection.execute(
            sa.update(_delivery)
            .where(_delivery.c.id == facts["delivery"], _delivery.c.state == "failed")
            .values(state="queued", attempts=0, try_at=tx.at, error=None)
            .values(address=sa.func.coalesce(now_at, _delivery.c.address))
        )


def _files(database: Database, parcel: Parcel, author: str) -> Sequence[File]:
    if parcel.enclosure is None:
        return ()
    with database.reading() as tx:
        return (as_file(tx, parcel.enclosure, author=author),)


def _for_calendar(parcel: Parcel, sign_in_at: str) -> ForCalendar | None:
    if parcel.invitation is None:
        return None
    meeting = parcel.invitation.meeting(sign_in_at)
    content = as_invitation(meeting, organiser=parcel.invitation.organiser, attendee=Mailbox(address=parcel.address))
    return ForCalendar(method=method_of(meeting), content=content)


def _sent(
    mailer: Mailer, parcel: Parcel, files: Sequence[File], *, sender: str, sign_in_at: str
) -> MailRefused | MailUnreachable | None:
    """Send one message; return why it could not be sent."""
    try:
        message = compose(
            message_id=parcel.message_id,
            sender=sender,
            to=parcel.address,
            subject=parcel.subject,
            body=parcel.text(sign_in_at),
            at=clock.now(),
            files=files,
            calendar=_for_calendar(parcel, sign_in_at),
        )
        mailer.send(message)
    except (MailRefused, MailUnreachable) as failure:
        return failure
    return None


def _record_sent(tx: Transaction, parcel: Parcel) -> None:
    if _record(tx, parcel, state="sent", sent_at=tx.at, error=None):
        _audit(tx, parcel, "delivery_sent")
        _log.info("delivery %s sent", parcel.id)


def _record_failure(tx: Transaction, parcel: Parcel, failure: MailRefused | MailUnreachable) -> None:
    """Try again later; or, if that is of no use, let a person see it."""
    if isinstance(failure, MailUnreachable) and parcel.attempts < MOST_ATTEMPTS:
        _record(tx, parcel, try_at=tx.at + BACK_OFF[parcel.attempts - 1], error=str(failure))
        _log.warning("delivery %s not sent, attempt %s: %s", parcel.id, parcel.attempts, type(failure).__name__)
    elif not _record(tx, parcel, state="failed", error=str(failure)):
        return
    elif parcel.case_id is None:
        service_incidents.mail_failed(tx, parcel.id, parcel.subject, parcel.address, why=str(failure))
        _log.error("notice %s failed for good: %s", parcel.id, type(failure).__name__)
    else:
        what = (
            f"The letter “{parcel.subject}” could not be delivered to {parcel.role}. {failure}. Tell them in "
            "another way, or correct the address and try again."
        )
        facts = {"delivery": parcel.id, "letter": parcel.letter_id}
        incident = {"case_id": parcel.case_id, "kind": FAILED, "what": what, "facts": facts, "at": tx.at}
        tx.connection.execute(sa.insert(tables.incident), incident)
        _audit(tx, parcel, "delivery_failed")
        _log.error("delivery %s failed for good: %s", parcel.id, type(failure).__name__)


def _record(tx: Transaction, parcel: Parcel, **values: Any) -> bool:
    """Record what became of an attempt, unless the delivery has been recorded, or claimed again, meanwhile."""
    mine = sa.update(_delivery).where(_delivery.c.id == parcel.id, _QUEUED, _delivery.c.attempts == parcel.attempts)
    return tx.connection.execute(mine.values(**values)).rowcount == 1


def _audit(tx: Transaction, parcel: Parcel, action: str) -> None:
    if parcel.case_id is None:
        return
    facts = {"delivery": parcel.id, "letter": parcel.letter_id, "message": parcel.message_id}
    audit.append(tx, parcel.case_id, person_id=None, action=action, facts=facts)
