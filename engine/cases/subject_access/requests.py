"""Requests of people who ask what is held about them: begun, listed, with the cases in which they are, and closed.

They are answered by the holders of one role (`subject_access:` of partnership.yaml). Such a person finds a request only
while they see all of its cases from inside: so nobody makes half a package, and a restricted case is told to nobody.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa

from engine import access, audit, clock
from engine.access import Person
from engine.cases import reading, seeing
from engine.cases.holders import Named
from engine.cases.reading import Case
from engine.cases.revisions import Revisions
from engine.cases.seeing import Viewer
from engine.diagrams.partnership import Partnership
from engine.errors import CaseNotFound, EngineError
from engine.records.db import Transaction
from engine.records.subject_access import access_case, access_request, access_review
from engine.records.tables import document, handover, letter, note, person, safeguarding_case, submission, upload
from forms.typed import tidied

PAGE = 50
LONGEST_NAME, LONGEST_TEXT = 200, 2000
MOST_NAMES = 10
MOST_CASES = 50
IS_CLOSED = "The request is closed; begin another one"


class AccessRefused(EngineError):
    """What is asked of a request cannot be done; it says why, and at which question."""

    def __init__(self, why: str, *, at: str = "") -> None:
        self.at = at
        super().__init__(why)


@dataclass(frozen=True, kw_only=True)
class Request:
    """What one person asks for.

    Attributes:
        name: of the person whose data is asked for.
        other_names: under which it may be held, too.
        born_on: tells two people of one name apart; none if it is not known.
        due_on: the London date by which it is answered.
        with_reads: the package says who saw the cases, too.
        begun_by: who began it; `at` which instant (UTC).
        outcome: what came of it, once it is closed.
    """

    id: int
    name: str
    other_names: tuple[str, ...]
    born_on: date | None
    received_on: date
    due_on: date
    with_reads: bool
    begun_by: Named
    at: datetime
    closed_at: datetime | None
    closed_by: Named | None
    outcome: str

    @property
    def is_open(self) -> bool:
        """Whether it can be changed."""
        return self.closed_at is None

    @property
    def names(self) -> tuple[str, ...]:
        """Every name under which is looked."""
        return (self.name, *self.other_names)


@dataclass(frozen=True, kw_only=True)
class Chosen:
    """A case of a request: how many items it holds, and how many of them somebody has gone through."""

    case_id: int
    reference: str
    initials: str
    born_on: date | None
    opened_at: datetime
    items: int
    reviewed: int


def begin_request(
    tx: Transaction,
    revisions: Revisions,
    me: Person,
    *,
    name: str,
    other_names: str = "",
    born_on: date | None = None,
    received_on: date,
    with_reads: bool = False,
) -> int:
    """Begin a request; return its id.

    Args:
        tx: the transaction.
        revisions: those in use; the one in force says within which time it is answered.
        me: who begins it.
        name: of the person whose data is asked for.
        other_names: one a line.
        born_on: the person's date of birth, if it is known.
        received_on: the London date on which the request was received.
        with_reads: the package says who saw the cases, too.

    Raises:
        CaseNotFound: the person does not answer such requests.
        AccessRefused: something is missing or too long.
    """
    partnership = _answering(tx, revisions, me)
    name, others = str(tidied(name)), [str(tidied(line)) for line in other_names.splitlines() if line.strip()]
    if not name:
        raise AccessRefused("Enter the name of the person whose information is asked for", at="name")
    if len(name) > LONGEST_NAME or any(len(other) > LONGEST_NAME for other in others):
        raise AccessRefused(f"A name must be {LONGEST_NAME} characters or fewer", at="name")
    if len(others) > MOST_NAMES:
        raise AccessRefused(f"Enter {MOST_NAMES} other names or fewer", at="other_names")
    if received_on > clock.london_date(tx.at):
        raise AccessRefused("The day on which the request was received must be today or in the past", at="received_on")
    rules = partnership.subject_access
    row = {
        "name": name,
        "other_names": "\n".join(others),
        "born_on": born_on,
        "received_on": received_on,
        "due_on": rules.due_on(received_on, partnership.calendar),
        "with_reads": with_reads,
        "person_id": me.id,
        "at": tx.at,
    }
    number: int = tx.connection.execute(access_request.insert().returning(_r.id), row).scalar_one()
    return number


def listing(
    tx: Transaction, revisions: Revisions, me: Person, *, is_open: bool, page: int = 1
) -> tuple[Sequence[Request], bool]:
    """Return a page of requests, and whether there are more: open ones by their due dates, closed ones newest first.

    Raises:
        CaseNotFound: the person does not answer such requests.
    """
    _answering(tx, revisions, me)
    values = {**Viewer.of(tx, revisions, me).values, "limit": PAGE + 1, "skip": (page - 1) * PAGE}
    rows = tx.connection.execute(_OPEN if is_open else _CLOSED, values).all()
    return tuple(map(_request, rows[:PAGE])), len(rows) > PAGE


def find_request(tx: Transaction, revisions: Revisions, me: Person, number: int) -> Request:
    """Return a request.

    Raises:
        CaseNotFound: there is none, or the person does not answer it, or does not see all of its cases.
    """
    _answering(tx, revisions, me)
    values = {**Viewer.of(tx, revisions, me).values, "number": number}
    row = tx.connection.execute(_ONE, values).one_or_none()
    if row is None:
        raise CaseNotFound
    return _request(row)


def chosen(tx: Transaction, request: Request) -> tuple[Chosen, ...]:
    """Return the cases of a request that was found, in the order in which they were opened: one statement."""
    rows = tx.connection.execute(_CHOSEN, {"request": request.id}).mappings()
    return tuple(Chosen(**row) for row in rows)


def find_case(tx: Transaction, revisions: Revisions, me: Person, request: Request, reference: str) -> Case:
    """Return a case of a request, all of which the person reads.

    Raises:
        CaseNotFound: the request has no such case, or the person may not read all of it.
    """
    case = whole_case(tx, revisions, me, reference)
    values = {"request": request.id, "case_id": case.id}
    if tx.connection.execute(_IS_CHOSEN, values).scalar_one_or_none() is None:
        raise CaseNotFound
    return case


def whole_case(tx: Transaction, revisions: Revisions, me: Person, reference: str) -> Case:
    """Return a case to who answers such requests, who reads it by a part inside, and to whom nothing of it is closed.

    Raises:
        CaseNotFound: there is none for this person.
    """
    _answering(tx, revisions, me)
    case = reading.find_case(tx, revisions, me, reference)
    if not case.is_inside or case.is_read_only or case.closed:
        raise CaseNotFound
    return case


def add_case(tx: Transaction, revisions: Revisions, me: Person, request: Request, reference: str) -> None:
    """Choose a case in which the person is; audited in the case. One that is chosen already stays so.

    Raises:
        CaseNotFound: there is none that the person may read all of.
        AccessRefused: the request is closed, or has many cases already.
    """
    must_be_open(tx, request)
    case = whole_case(tx, revisions, me, reference)
    known = [one.case_id for one in chosen(tx, request)]
    if case.id in known:
        return
    if len(known) >= MOST_CASES:
        raise AccessRefused(f"A request has {MOST_CASES} cases at most; begin another one", at="reference")
    row = {"request_id": request.id, "case_id": case.id, "person_id": me.id, "at": tx.at}
    tx.connection.execute(access_case.insert(), row)
    audit.append(tx, case.id, person_id=me.id, action="access_case_added", facts={"request": request.id})


def remove_case(tx: Transaction, me: Person, request: Request, case: Case) -> None:
    """Take a case out of a request, as one in which the person is not; what was marked in it is kept, without effect.

    Raises:
        AccessRefused: the request is closed.
    """
    must_be_open(tx, request)
    live = access_case.c.request_id == request.id, access_case.c.case_id == case.id, access_case.c.removed_at.is_(None)
    tx.connection.execute(access_case.update().where(*live).values(removed_at=tx.at, removed_by=me.id))
    audit.append(tx, case.id, person_id=me.id, action="access_case_removed", facts={"request": request.id})


def close(tx: Transaction, me: Person, request: Request, *, outcome: str) -> None:
    """Close a request, and say what came of it; audited in each of its cases.

    Raises:
        AccessRefused: it is closed already, or nothing is said.
    """
    must_be_open(tx, request)
    outcome = str(tidied(outcome))
    if not outcome:
        raise AccessRefused("Say what came of the request", at="outcome")
    if len(outcome) > LONGEST_TEXT:
        raise AccessRefused(f"What came of it must be {LONGEST_TEXT:,} characters or fewer", at="outcome")
    change = {"closed_at": tx.at, "closed_by": me.id, "outcome": outcome}
    tx.connection.execute(access_request.update().where(_r.id == request.id).values(change))
    tell_cases(tx, me, request, "access_request_closed", {})


def tell_cases(tx: Transaction, me: Person, request: Request, action: str, facts: dict[str, Any]) -> None:
    """Add an entry to the audit of each case of a request."""
    for case_id in sorted(one.case_id for one in chosen(tx, request)):  # in one order, so that nobody waits in a ring
        audit.append(tx, case_id, person_id=me.id, action=action, facts={"request": request.id, **facts})


def must_be_open(tx: Transaction, request: Request) -> None:
    """Lock a request that is to be changed.

    Raises:
        AccessRefused: it is closed.
    """
    locked = sa.select(_r.closed_at).where(_r.id == request.id).with_for_update()
    if tx.connection.execute(locked).scalar_one() is not None:
        raise AccessRefused(IS_CLOSED)


def _answering(tx: Transaction, revisions: Revisions, me: Person) -> Partnership:
    partnership = revisions.current(tx).partnership
    if not access.may_answer_subjects(partnership, me):
        raise CaseNotFound
    return partnership


# ---- statements, built once -------------------------------------------------------------------------------

_r, _a, _c = access_request.c, access_case.c, safeguarding_case.c
_beginner, _closer = person.alias("beginner"), person.alias("closer")
_hidden = sa.exists().where(_a.request_id == _r.id, _a.removed_at.is_(None), ~seeing.seen_inside(_a.case_id))
_REQUESTS = (
    sa.select(access_request, _beginner.c.name.label("beginner"), _closer.c.name.label("closer"))
    .join_from(access_request, _beginner, _beginner.c.id == _r.person_id)
    .outerjoin(_closer, _closer.c.id == _r.closed_by)
    .where(~_hidden.correlate(access_request))
)
_LIMIT, _SKIP = sa.bindparam("limit", type_=sa.Integer), sa.bindparam("skip", type_=sa.Integer)
_OPEN = _REQUESTS.where(_r.closed_at.is_(None)).order_by(_r.due_on, _r.id).limit(_LIMIT).offset(_SKIP)
_CLOSED = (
    _REQUESTS.where(_r.closed_at.is_not(None)).order_by(_r.closed_at.desc(), _r.id.desc()).limit(_LIMIT).offset(_SKIP)
)
_ONE = _REQUESTS.where(_r.id == sa.bindparam("number", type_=_r.id.type))
_REQUEST = sa.bindparam("request", type_=_a.request_id.type)
_IS_CHOSEN = sa.select(_a.id).where(
    _a.request_id == _REQUEST,
    _a.case_id == sa.bindparam("case_id", type_=_a.case_id.type),
    _a.removed_at.is_(None),
)


def _number_of(table: sa.Table, *more: sa.ColumnElement[bool]) -> sa.ScalarSelect[int]:
    own = sa.select(sa.func.count()).select_from(table).where(table.c.case_id == _c.id, *more)
    return own.correlate(safeguarding_case).scalar_subquery()


_copies = sa.select(access_review.c.copy_id).where(access_review.c.copy_id.is_not(None))
_ITEMS = (
    _number_of(submission)
    + _number_of(letter)
    + _number_of(document)
    + _number_of(note)
    + _number_of(handover, handover.c.note != "")
    + _number_of(upload, upload.c.id.not_in(_copies))
)
_CHOSEN = (
    sa.select(
        _c.id.label("case_id"),
        _c.reference,
        _c.initials,
        _c.born_on,
        _c.opened_at,
        _ITEMS.label("items"),
        _number_of(access_review, access_review.c.request_id == _REQUEST).label("reviewed"),
    )
    .join_from(access_case, safeguarding_case, _c.id == _a.case_id)
    .where(_a.request_id == _REQUEST, _a.removed_at.is_(None))
    .order_by(_c.opened_at, _c.id)
)


def _request(row: sa.Row[Any]) -> Request:
    return Request(
        id=row.id,
        name=row.name,
        other_names=tuple(row.other_names.splitlines()),
        born_on=row.born_on,
        received_on=row.received_on,
        due_on=row.due_on,
        with_reads=row.with_reads,
        begun_by=Named(id=row.person_id, name=row.beginner),
        at=row.at,
        closed_at=row.closed_at,
        closed_by=Named(id=row.closed_by, name=row.closer) if row.closed_by else None,
        outcome=row.outcome or "",
    )
