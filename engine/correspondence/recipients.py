"""To whom a letter goes: the people who hold a role today, as `engine.access` sees them.

Addresses are taken when the letter is written, so that a delivery says to whom it went.
"""

from collections.abc import Mapping, Sequence
from uuid import uuid4

import sqlalchemy as sa

from engine import access, audit, clock, jobs
from engine.access import OFFICE, Person, Post
from engine.diagrams.directory import standing, why_not
from engine.diagrams.partnership import Partnership
from engine.records import tables
from engine.records.db import Transaction
from engine.registers import need_to_know

NOBODY = "nobody_to_tell"
"""The kind of incident of a letter that waits because nobody holds the role."""
CLOSED = "agency_closed"
"""The kind of incident of a letter that waits because it is for an agency that has closed."""

_b = sa.bindparam
_person, _post, _case = tables.person, tables.post_held, tables.safeguarding_case
_CASE_ID = _b("case_id", type_=_case.c.id.type)
_HOLDERS = (
    sa.select(
        _person.c.id,
        _person.c.email,
        _post.c.organisation,
        _post.c.title,
        _post.c.covers,
        sa.select(_case.c.referrer_id).where(_case.c.id == _b("case_id")).scalar_subquery().label("referrer_id"),
        need_to_know.kept_to_others(_CASE_ID, _person.c.id).label("is_kept_to_others"),
    )
    .join_from(_post, _person, _person.c.id == _post.c.person_id)
    .where(
        _person.c.is_active,
        ~_person.c.is_administrator,
        ~need_to_know.shut_out(_CASE_ID, _person.c.id),
        sa.or_(_post.c.organisation == _b("organisation"), _person.c.id == _b("chosen", type_=sa.Integer)),
        _post.c.from_on <= _b("today"),
        sa.or_(_post.c.until_on.is_(None), _post.c.until_on >= _b("today")),
    )
    .order_by(_person.c.id)
)
_Address = tuple[int | None, str]


def address(
    tx: Transaction,
    partnership: Partnership,
    *,
    case_id: int,
    letter_id: int,
    held_by: str,
    subject: str,
    person_id: int | None = None,
) -> int:
    """Queue a delivery of a letter to everybody who holds the role now, and tell how many.

    Where one person of them is meant, it goes to that person alone; to who holds it no more, as if nobody were meant.
    If nobody does, or the agency that it is for does not stand any more, the letter waits and an incident on the case
    says why; resolving it calls `address_again` or `send_on`.
    """
    why = why_not(partnership.agencies, held_by.partition("|")[2], clock.london_date(tx.at))
    found = () if why else _addresses(tx, partnership, case_id, held_by, person_id)
    if why:
        what = f"{why}, so the letter “{subject}” waits. {_whom_to_ask(tx, partnership, held_by)}"
        _wait(tx, case_id, letter_id, CLOSED, what)
    elif found:
        domain = _domain(partnership)
        rows = [_delivery(tx, case_id, letter_id, holder_id, email, domain) for holder_id, email in found]
        _queue(tx, rows)
    else:
        who = _in_words(partnership, held_by)
        what = f"Nobody is {who} now, so the letter “{subject}” waits. Enter who holds the post, then try again."
        _wait(tx, case_id, letter_id, NOBODY, what)
    return len(found)


def _wait(tx: Transaction, case_id: int, letter_id: int, kind: str, what: str) -> None:
    row = {"case_id": case_id, "kind": kind, "what": what, "facts": {"letter": letter_id}, "at": tx.at}
    tx.connection.execute(sa.insert(tables.incident), row)


def _whom_to_ask(tx: Transaction, partnership: Partnership, held_by: str) -> str:
    """Say what can be done about a letter to an agency that does not stand."""
    now = standing(partnership.agencies, held_by.partition("|")[2], clock.london_date(tx.at))
    if not now:
        return "Tell them in another way; or try again once a successor is entered, or it stands."
    successor = partnership.agencies[now]
    posts = " or ".join(successor.contacts)
    return f"Ask there for the {posts}. Try again to send it to {successor.name} in its place."


def address_again(tx: Transaction, partnership: Partnership, letter_id: int) -> int:
    """Queue the deliveries of a letter that waited because nobody held the role; tell how many."""
    letter = tables.letter.c
    row = tx.connection.execute(
        sa.select(letter.case_id, letter.held_by, letter.subject).where(letter.id == letter_id)
    ).one()
    return address(tx, partnership, case_id=row.case_id, letter_id=letter_id, held_by=row.held_by, subject=row.subject)


def send_on(tx: Transaction, partnership: Partnership, letter_id: int) -> int:
    """Queue the deliveries of a letter that waited because its agency has closed, to the agency in its place.

    Each delivery bears the reason, and so does an entry of the audit.

    Args:
        tx: the transaction that resolves the incident.
        partnership: of the case's revision.
        letter_id: of the letter.

    Returns:
        How many people are written to: 0 if there still is nobody.
    """
    letter = tables.letter.c
    row = tx.connection.execute(sa.select(letter.case_id, letter.held_by).where(letter.id == letter_id)).one()
    agencies, organisation = partnership.agencies, row.held_by.partition("|")[2]
    today = clock.london_date(tx.at)
    because, now = why_not(agencies, organisation, today), standing(agencies, organisation, today)
    found = _addresses(tx, partnership, row.case_id, row.held_by) if now else ()
    if found:
        domain = _domain(partnership)
        rows = [_delivery(tx, row.case_id, letter_id, person, email, domain, because) for person, email in found]
        _queue(tx, rows)
        facts = {"letter": letter_id, "from": organisation, "to": now, "because": because}
        audit.append(tx, row.case_id, person_id=None, action="letter_sent_on", facts=facts)
    return len(found)


def deliver_again(tx: Transaction, partnership: Partnership, delivery_id: int) -> None:
    """Queue a delivery that came back once more, as a message of its own, to the address that the person has now.

    The one that came back stays as it was. A mail server may drop what bears the id of a message that it has had.
    """
    delivery = tables.delivery.c
    now_at = sa.func.coalesce(_person.c.email, delivery.address).label("address")
    row = tx.connection.execute(
        sa.select(delivery.case_id, delivery.letter_id, delivery.person_id, delivery.because, now_at)
        .select_from(tables.delivery.outerjoin(_person, _person.c.id == delivery.person_id))
        .where(delivery.id == delivery_id)
    ).one()
    _queue(
        tx, [_delivery(tx, row.case_id, row.letter_id, row.person_id, row.address, _domain(partnership), row.because)]
    )


def deliver_notice(tx: Transaction, partnership: Partnership, notice_id: int, person: Person) -> None:
    """Queue the delivery of a notice, which is about no case, to whom it is for."""
    row = _delivery(tx, None, None, person.id, person.email, _domain(partnership))
    _queue(tx, [{**row, "notice_id": notice_id}])


def organisation_name(partnership: Partnership, held_by: str) -> str:
    """Return the name of the partner or agency that a `held_by` key names; empty for the office's own roles."""
    organisation = held_by.partition("|")[2]
    known = partnership.partners.get(organisation) or partnership.agencies.get(organisation)
    return known.name if known else ""


def _addresses(
    tx: Transaction, partnership: Partnership, case_id: int, held_by: str, alone: int | None = None
) -> Sequence[_Address]:
    """Return whom to write to; none if nobody holds the role. One who is meant `alone`, if they hold it.

    The referrer in person, while still with the organisation that referred, else whoever is; whom a form chose in
    person; everybody who shares any other role; for a role of the office that nobody holds, the office's mailbox;
    and for a body that is only written to, its own. Who is away is written to all the same, and so is who covers;
    who is kept out of the case hears nothing of it.
    """
    role, _, part = held_by.partition("|")
    rule = partnership.roles[role]
    if rule.mailbox:
        return ((None, rule.mailbox),)
    chosen = access.person_in(held_by)
    values = {
        "case_id": case_id,
        "organisation": standing(partnership.agencies, part, clock.london_date(tx.at)) or OFFICE,
        "chosen": chosen,
        "today": clock.london_date(tx.at),
    }
    holders: dict[int, str] = {}
    in_place_of: set[tuple[int, int]] = set()
    first, is_inside, is_restricted = alone, access.is_inside(partnership, [held_by]), False
    for row in tx.connection.execute(_HOLDERS, values):
        post = Post(organisation=row.organisation, title=row.title)
        if (row.id == chosen and row.covers is None) or held_by in access.keys_of(partnership, post):
            if is_inside and row.is_kept_to_others:
                is_restricted = True
                continue
            holders[row.id] = row.email
            if row.covers is not None:
                in_place_of.add((row.id, row.covers))
            if rule.who == "referring_agency" and first is None:
                first = row.referrer_id
    if first is not None and first in holders:
        return tuple(
            (number, email) for number, email in holders.items() if number == first or (number, first) in in_place_of
        )
    if not holders and rule.who == "posts" and not is_restricted:
        return ((None, partnership.mailbox),)
    return tuple(holders.items())


def _queue(tx: Transaction, rows: Sequence[Mapping[str, object]]) -> None:
    added = tx.connection.execute(sa.insert(tables.delivery).returning(tables.delivery.c.id), rows).scalars()
    jobs.defer(tx, jobs.DELIVERIES, list(added))


def _delivery(
    tx: Transaction,
    case_id: int | None,
    letter_id: int | None,
    person_id: int | None,
    email: str,
    domain: str,
    because: str | None = None,
) -> dict[str, object]:
    return {
        "letter_id": letter_id,
        "case_id": case_id,
        "person_id": person_id,
        "address": email,
        "message_id": f"<{uuid4().hex}@{domain}>",
        "state": "queued",
        "attempts": 0,
        "try_at": tx.at,
        "because": because,
    }


def _domain(partnership: Partnership) -> str:
    return partnership.mailbox.rpartition("@")[2]


def _in_words(partnership: Partnership, held_by: str) -> str:
    organisation = organisation_name(partnership, held_by)
    return held_by.partition("|")[0] + (f" of {organisation}" if organisation else "")
