"""Bounces: what a mail server reports of a message that had been taken (RFC 3464), read, and recorded on its delivery.

A report comes from anywhere, so it is believed only if it names a message of ours by its id, which is drawn at
random: whoever writes it has had the message.
"""

import email
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from email.errors import MessageError
from email.message import Message
from typing import Any, Literal

import sqlalchemy as sa

from engine import audit
from engine.errors import EngineError
from engine.records import tables
from engine.records.db import Transaction

LARGEST_REPORT_BYTES = 5_000_000
"""Of one report; it may hold the message itself."""
BOUNCED = "delivery_bounced"
"""The kind of incident of a letter that came back."""
LONGEST_SAID = 300

Fate = Literal["failed", "delayed", "arrived"]
Outcome = Literal["bounced", "delayed", "arrived", "known"]
_FATES: dict[str, Fate] = {
    "failed": "failed",
    "delayed": "delayed",
    "delivered": "arrived",
    "relayed": "arrived",
    "expanded": "arrived",
}
"""What happened, by the field Action, the worst first. Source: RFC 3464, section 2.3.3."""
_ID = re.compile(r"<[^<>\s]{1,198}>")
_STATUS = re.compile(r"\b[245]\.\d{1,3}\.\d{1,3}\b", re.ASCII)
_RETURNED = ("message/rfc822", "text/rfc822-headers", "message/global", "message/global-headers")
_delivery, _letter = tables.delivery, tables.letter


class NotAReport(EngineError):
    """What was given is no report on one of our messages."""


@dataclass(frozen=True, kw_only=True)
class Report:
    """What a mail server says of one message.

    Attributes:
        message_ids: the ids that it names, the likeliest first.
        status: its number, as `5.1.1`; empty if it gives none.
        said: the server's own words; empty if it gives none.
    """

    message_ids: tuple[str, ...]
    fate: Fate
    status: str
    said: str

    @property
    def is_for_good(self) -> bool:
        """Tell whether trying again is of no use: it failed, and not only because time ran out. Source: RFC 3463."""
        return self.fate == "failed" and not self.status.startswith("4")

    @property
    def reason(self) -> str:
        """Why, as far as it is said."""
        return ": ".join(filter(None, (self.status, self.said))) or "no reason is given"


def read_report(data: bytes) -> Report:
    """Read a delivery status notification.

    Raises:
        NotAReport: it is larger than `LARGEST_REPORT_BYTES`, or no delivery status notification.
    """
    if len(data) > LARGEST_REPORT_BYTES:
        raise NotAReport(f"This is larger than {LARGEST_REPORT_BYTES:,} bytes, so it was not read")
    try:
        notice = email.message_from_bytes(data)
        inside = notice.get_payload() if notice.get_content_type() == "multipart/report" else ()
        parts = [part for part in inside if isinstance(part, Message)]
        recipients = [block for part in parts for block in _blocks(part) if _action(block)]
        if not recipients:
            raise NotAReport("This is no delivery status notification (RFC 3464); hand over what the mail server sent")
        worst = min(recipients, key=lambda block: list(_FATES).index(_action(block)))
        named = dict.fromkeys(found for text in _naming(notice, parts) for found in _ID.findall(text))
    except (MessageError, ValueError, LookupError, AttributeError, TypeError, RecursionError) as odd:
        raise NotAReport("This message is damaged: it cannot be read as mail") from odd
    status = _STATUS.search(str(worst.get("Status", "")))
    return Report(
        message_ids=tuple(named),
        fate=_FATES[_action(worst)],
        status=status.group() if status else "",
        said=_plain(str(worst.get("Diagnostic-Code", "")).partition(";")[2]),
    )


def record(tx: Transaction, report: Report) -> Outcome:
    """Record a report on the delivery that it is about; the same report a second time changes nothing.

    A letter that came back becomes an incident of its case; a message that is late is marked as that and stays sent.

    Raises:
        NotAReport: it names no message of ours.
    """
    ours = sa.select(_delivery.c.id).where(_delivery.c.message_id.in_(report.message_ids)).limit(1)
    delivery_id = tx.connection.execute(ours).scalar_one_or_none()
    if delivery_id is None:
        raise NotAReport("This report names no message of this service")
    if report.fate == "failed":
        return _record_bounce(tx, delivery_id, report)
    if report.fate == "arrived":
        return "arrived"
    late = sa.update(_delivery).where(_delivery.c.id == delivery_id, _delivery.c.state == "sent")
    late = late.values(error=f"Its mail server still tries to deliver it. {report.reason}")
    return "delayed" if tx.connection.execute(late).rowcount else "known"


def _record_bounce(tx: Transaction, delivery_id: int, report: Report) -> Outcome:
    """Record that a message came back; it may be so before its sending is recorded, if that was broken off."""
    back = (
        sa.update(_delivery)
        .where(_delivery.c.id == delivery_id, _delivery.c.state.in_(("queued", "sent")))
        .values(state="bounced", error=f"It came back. {report.reason}")
    )
    if not tx.connection.execute(back).rowcount:
        return "known"
    about = sa.select(_delivery.c.message_id, _letter.c.id, _letter.c.case_id, _letter.c.subject, _letter.c.role)
    row = tx.connection.execute(about.join_from(_delivery, _letter).where(_delivery.c.id == delivery_id)).one_or_none()
    if row is None:  # a notice, which is about no case
        return "bounced"
    advice = "or correct the address and try again" if report.is_for_good else "or try again"
    what = (
        f"The letter “{row.subject}” to {row.role} came back. {report.reason.rstrip('.')}. "
        f"Tell them in another way, {advice}."
    )
    facts: dict[str, Any] = {"delivery": delivery_id, "letter": row.id}
    incident = {"case_id": row.case_id, "kind": BOUNCED, "what": what, "facts": facts, "at": tx.at}
    tx.connection.execute(sa.insert(tables.incident), incident)
    said = {**facts, "message": row.message_id, "status": report.status}
    audit.append(tx, row.case_id, person_id=None, action="delivery_bounced", facts=said)
    return "bounced"


def _blocks(part: Message) -> Iterator[Message]:
    """Give the groups of fields of a delivery status: one of the message, then one of each recipient."""
    if part.get_content_type() == "message/delivery-status" and isinstance(part.get_payload(), list):
        yield from (block for block in part.get_payload() if isinstance(block, Message))


def _action(block: Message) -> str:
    """Return what happened to one recipient's message; empty for what is no such group of fields."""
    action = str(block.get("Action", "")).partition("(")[0].strip().lower()  # a comment may follow
    return action if action in _FATES else ""


def _naming(notice: Message, parts: Sequence[Message]) -> Iterator[str]:
    """Give the headers that may name the message: those that were returned, then what the report answers to."""
    for part in parts:
        if part.get_content_type() in _RETURNED:
            inner = part.get_payload()
            if isinstance(inner, str):  # the headers alone
                inner = [email.message_from_string(inner)]
            yield from (str(one.get("Message-ID", "")) for one in inner if isinstance(one, Message))
    yield str(notice.get("In-Reply-To", ""))
    yield str(notice.get("References", ""))


def _plain(said: str) -> str:
    """Return a server's words as one line that is safe to show."""
    line = " ".join(said.split())
    return "".join(letter for letter in line if letter.isprintable())[:LONGEST_SAID]
