"""Destroying a case: everything that was kept of it goes in one transaction, but that it was, and what proves it.

What goes is read from the tables themselves: every row that names the case, and every row that hangs on such a row, so
that a table which is new tomorrow is not forgotten. What stays is said here: the case's reference, its dates and how it
ended, and its audit, in which the last entry seals what is left of the others (`engine.audit.empty`). Files go once
that is committed, by the background worker (`engine.cases.retention.erasing`).
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import cache
from typing import Any

import sqlalchemy as sa

from engine import audit, clock
from engine.cases.retention.certificates import Certificate, issue
from engine.cases.retention.schedule import Due
from engine.cases.subject_access.packages import end_with_case
from engine.records.db import Transaction
from engine.records.retention import CERTIFICATES, DATABASE, DESTROYED, erasure
from engine.records.subject_access import access_package
from engine.records.tables import audit as audit_table
from engine.records.tables import case_end, draft, metadata, safeguarding_case, submission, upload, user_task

ACTION = "case_destroyed"
KEPT = frozenset({safeguarding_case, audit_table, case_end})
"""The tables whose rows of a destroyed case stay."""
QUIET_HOUR = time(3)
"""At this hour of the night (London) the database's own files are rewritten, if something was erased."""
_c, _d, _u = safeguarding_case.c, draft.c, upload.c
_CASE_ID = sa.bindparam("of_case", type_=_c.id.type)
_CASE = sa.select(_c.id, _c.reference, _c.status).where(_c.id == _CASE_ID).with_for_update()
_TASKS = sa.union(
    sa.select(user_task.c.id).where(user_task.c.case_id == _CASE_ID),
    sa.select(submission.c.task_id).where(submission.c.case_id == _CASE_ID),
)
_DRAFTS = sa.select(_d.person_id, _d.answers).where(_d.task_id.in_(_TASKS))
_DROP_DRAFTS = sa.delete(draft).where(_d.task_id.in_(_TASKS))
_FILES = sa.select(_u.sha256).where(_u.case_id == _CASE_ID, _u.sha256 != "").distinct()
_UNSENT = (
    sa.delete(upload)
    .where(
        _u.case_id.is_(None), _u.person_id == sa.bindparam("uploader"), _u.id.in_(sa.bindparam("ids", expanding=True))
    )
    .returning(_u.sha256)
)
_PACKAGES = sa.select(access_package.c.id, access_package.c.cases, access_package.c.until_at)
_FORGET = (
    sa.update(safeguarding_case).where(_c.id == _CASE_ID).values(status=DESTROYED, initials="", born_on=None, facts={})
)


@dataclass(frozen=True, kw_only=True)
class Deed:
    """Who reviewed a case, or confirmed that it is destroyed: the name, as what, and when (UTC, ISO)."""

    name: str
    role: str
    at: str


def destroy(
    tx: Transaction,
    *,
    case: Any,
    due: Due,
    ended_with: tuple[str, ...],
    reviewed: Deed,
    confirmed: Deed,
    person_id: int,
) -> Certificate:
    """Destroy a case for good, and certify it. The caller has locked it and seen that it may be.

    Args:
        tx: the transaction; all of it goes, or nothing.
        case: its row or object: id, reference, opened_at and closed_at.
        due: by which period it is due.
        ended_with: the names of the ends that it came to.
        reviewed: who proposed it.
        confirmed: who confirmed it.
        person_id: the id of who confirmed it, for the audit.
    """
    head = tx.connection.execute(sa.select(_c.version, _c.audit_hash).where(_c.id == case.id)).one()
    erased, files = _erase(tx, case.id)
    says = {
        "case": case.id,
        "opened_at": case.opened_at.isoformat(),
        "closed_at": case.closed_at.isoformat(),
        "destroyed_at": tx.at.isoformat(),
        "ended_with": list(ended_with),
        "rule": {
            "years": due.period.years,
            "from": due.period.counted_from,
            "counted_on": due.counted_on.isoformat(),
            "due_on": due.on.isoformat(),
        },
        "reviewed_by": vars(reviewed),
        "confirmed_by": vars(confirmed),
        "erased": erased,
        "files": files,
        "audit": {"entries": head.version, "last_sha256": bytes(head.audit_hash).hex()},
    }
    certificate = issue(tx, case_id=case.id, reference=case.reference, says=says)
    _seal(tx, case.id, certificate, person_id, {})
    return certificate


def destroy_again(tx: Transaction, certificate: Certificate) -> bool:
    """Destroy a case that came back with an older copy of the database; tell whether it had.

    It is the same case if its id, its reference and the instant at which it was opened are those of the certificate.
    """
    row = tx.connection.execute(_CASE, {"of_case": certificate.case_id}).one_or_none()
    opened_at = tx.connection.scalar(sa.select(_c.opened_at).where(_c.id == certificate.case_id))
    if row is None or row.status == DESTROYED or row.reference != certificate.reference:
        return False
    if opened_at is None or opened_at.isoformat() != certificate.says["opened_at"]:
        return False
    _erase(tx, certificate.case_id)
    _seal(tx, certificate.case_id, certificate, None, {"again": True})
    return True


def tables_of_a_case() -> Mapping[sa.Table, sa.ColumnElement[bool]]:
    """Return the condition by which each table's rows belong to the case `of_case`: what they hang on comes first."""
    found = dict[sa.Table, sa.ColumnElement[bool]]()
    for table in metadata.sorted_tables:
        if table not in KEPT and (ways := list(_ways(table, found, safeguarding_case)) or list(_ways(table, found))):
            found[table] = sa.or_(*ways)
    return found


def _ways(
    table: sa.Table, found: Mapping[sa.Table, sa.ColumnElement[bool]], case: sa.Table | None = None
) -> Iterator[sa.ColumnElement[bool]]:
    """Yield how rows of a table belong to a case: because they name it, or else because of a row that does."""
    for column in table.c:
        for key in column.foreign_keys:
            other = key.column.table
            if case is not None and other is case:
                yield column == _CASE_ID
            elif case is None and other in found and other is not table:
                yield column.in_(sa.select(key.column).where(found[other]))


@cache
def _deletions() -> tuple[tuple[str, sa.Delete], ...]:
    """Return what deletes the rows of a case, table by table: what hangs on others first."""
    found = [*tables_of_a_case().items()]
    return tuple((str(table.name), sa.delete(table).where(condition)) for table, condition in reversed(found))


def _erase(tx: Transaction, case_id: int) -> tuple[dict[str, int], int]:
    """Delete every row of a case, and leave its files to be erased; return how many rows by table, and files."""
    values = {"of_case": case_id}
    end_with_case(tx, case_id)
    hashes = set(tx.connection.execute(_FILES, values).scalars())
    for typed in tx.connection.execute(_DRAFTS, values).all():
        if ids := list(numbers_in(typed.answers)):
            hashes |= set(tx.connection.execute(_UNSENT, {"uploader": typed.person_id, "ids": ids}).scalars())
    _end_packages(tx, case_id)
    erased = {"draft": tx.connection.execute(_DROP_DRAFTS, values).rowcount}
    for name, deletion in _deletions():
        erased[name] = tx.connection.execute(deletion, values).rowcount
    tx.connection.execute(_FORGET, values)
    leave_to_erase(tx, hashes, CERTIFICATES)
    return {name: number for name, number in sorted(erased.items()) if number}, len(hashes)


def _end_packages(tx: Transaction, case_id: int) -> None:
    """Let the packages end now that were made of the case for people who asked; the worker clears their files."""
    for row in tx.connection.execute(_PACKAGES).all():
        if case_id in row.cases:
            left = [number for number in row.cases if number != case_id]
            change = access_package.update().where(access_package.c.id == row.id)
            tx.connection.execute(change.values(cases=left, until_at=min(tx.at, row.until_at)))


def leave_to_erase(tx: Transaction, hashes: Collection[str], *more: str) -> None:
    """Have the files of these hashes erased once this is committed, and the database's own files at night.

    Args:
        tx: the transaction in which their rows go.
        hashes: SHA-256, as the uploads name them.
        more: what else is to be done at once, such as `CERTIFICATES`.
    """
    rows = [{"what": what, "due_at": tx.at} for what in (*sorted(hashes), *more)]
    tx.connection.execute(erasure.insert(), [*rows, {"what": DATABASE, "due_at": tonight(tx.at)}])


def tonight(after: datetime) -> datetime:
    """Return the instant (UTC) of the next quiet hour after a London day."""
    return clock.at(clock.london_date(after) + timedelta(days=1), QUIET_HOUR)


def _seal(
    tx: Transaction, case_id: int, certificate: Certificate, person_id: int | None, more: Mapping[str, Any]
) -> None:
    facts = {"certificate": certificate.number, "certificate_sha256": certificate.sha256, **more}
    audit.empty(tx, case_id, person_id=person_id, action=ACTION, facts=facts)


def numbers_in(typed: Any) -> Iterator[int]:
    """Yield the numbers among the texts of what was typed: a file that is not sent yet is named by one of them."""
    if isinstance(typed, Mapping):
        for value in typed.values():
            yield from numbers_in(value)
    elif isinstance(typed, list):
        for value in typed:
            yield from numbers_in(value)
    elif isinstance(typed, str) and typed.isascii() and typed.isdigit() and len(typed) < 19:  # noqa: PLR2004 - fits
        yield int(typed)
