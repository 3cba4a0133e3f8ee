"""Packages that were made: entered, given to who answers the request, and cleared when their time is over.

A file lies under a random key outside anything that is served. Its row stays, with the hash of what was given.
"""

from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path

import sqlalchemy as sa

from engine.access import Person
from engine.cases import reads
from engine.cases.holders import Named
from engine.cases.revisions import Revisions
from engine.cases.subject_access.requests import AccessRefused, Request, chosen, find_request, must_be_open, tell_cases
from engine.errors import CaseNotFound
from engine.records.db import Database, Transaction
from engine.records.subject_access import access_mark, access_package, access_review
from engine.records.tables import person

AGAIN = timedelta(days=1)
"""After so long it is tried again to clear what could not be cleared."""


@dataclass(frozen=True, kw_only=True)
class Places:
    """Where the files of an installation lie, and for how long a package is kept."""

    uploads: Path
    packages: Path
    kept: timedelta

    def path(self, key: str) -> Path:
        """Return where a package lies."""
        return self.packages / f"{key}.zip"


@dataclass(frozen=True, kw_only=True)
class Package:
    """A package: its hash and size, how many items it gives and how many passages it withholds.

    Attributes:
        until_at: when (UTC) its file is cleared; `cleared_at` when it was.
    """

    id: int
    key: str
    sha256: str
    size_bytes: int
    items: int
    withheld: int
    by: Named
    at: datetime
    until_at: datetime
    cleared_at: datetime | None


def depends_on(tx: Transaction, request: Request) -> Hashable:
    """Return what tells whether anything was changed on which a package depends."""
    marks = tx.connection.execute(_MARKS, {"request": request.id}).scalars().all()
    reviewed = tx.connection.execute(_REVIEWS, {"request": request.id}).all()
    return tuple(marks), tuple(map(tuple, reviewed)), chosen(tx, request)


@dataclass(frozen=True, kw_only=True)
class Written:
    """What was written to a file: under which key, its hash and size, and how much it gives and withholds."""

    key: str
    sha256: str
    size_bytes: int
    items: int
    withheld: int


def enter(
    tx: Transaction, me: Person, request: Request, written: Written, kept: timedelta, seen_as: Hashable
) -> Package:
    """Enter a package that was written, audited in each case.

    Args:
        tx: the transaction.
        me: who made it.
        request: the request.
        written: the package.
        kept: for how long it is kept.
        seen_as: what `depends_on` gave while it was written.

    Raises:
        AccessRefused: something has changed since, or the request is closed.
    """
    must_be_open(tx, request)
    if depends_on(tx, request) != seen_as:
        raise AccessRefused("Something has changed while the package was made; make it again", at="package")
    held = [one.case_id for one in chosen(tx, request)]
    said = {"request_id": request.id, "cases": held, "person_id": me.id, "at": tx.at, "until_at": tx.at + kept}
    row = {**asdict(written), **said}
    number = tx.connection.execute(access_package.insert().returning(_p.id), row).scalar_one()
    tell_cases(tx, me, request, "access_package_made", {"package": number, "sha256": written.sha256})
    return packages(tx, request)[0]


def packages(tx: Transaction, request: Request) -> Sequence[Package]:
    """Return the packages of a request, newest first."""
    rows = tx.connection.execute(_PACKAGES, {"request": request.id})
    return [
        Package(
            id=row.id,
            key=row.key,
            sha256=row.sha256,
            size_bytes=row.size_bytes,
            items=row.items,
            withheld=row.withheld,
            by=Named(id=row.person_id, name=row.name),
            at=row.at,
            until_at=row.until_at,
            cleared_at=row.cleared_at,
        )
        for row in rows
    ]


def find_package(tx: Transaction, revisions: Revisions, me: Person, number: int, package_id: int) -> Package:
    """Return a package whose file is kept; that it is given to the person is a read of each of its cases.

    Raises:
        CaseNotFound: there is none, it was cleared, or the person does not see all cases of its request, or of it.
    """
    request = find_request(tx, revisions, me, number)
    found = next((one for one in packages(tx, request) if one.id == package_id), None)
    if found is None or found.cleared_at or found.until_at <= tx.at:
        raise CaseNotFound
    held = set(tx.connection.execute(_CASES, {"id": package_id}).scalar_one())
    if not held <= {one.case_id for one in chosen(tx, request)}:  # one was taken out since, and may be closed to them
        raise CaseNotFound
    reads.note(me.id, *sorted(held))
    return found


# ---- the end of packages ----------------------------------------------------------------------------------


def clear(database: Database, folder: Path | None, package_id: int) -> int:
    """Clear the file of a package whose time is over; tell whether there was one. Idempotent."""
    if folder is None:
        return 0
    with database.reading() as tx:
        row = tx.connection.execute(_DUE, {"id": package_id, "now": tx.at}).one_or_none()
    if row is None:
        return 0
    (folder / f"{row.key}.zip").unlink(missing_ok=True)
    with database.transaction() as tx:
        change = access_package.update().where(_p.id == package_id, _p.cleared_at.is_(None))
        return tx.connection.execute(change.values(cleared_at=tx.at)).rowcount


def put_off(database: Database, package_id: int) -> int:
    """Leave alone for a day what could not be cleared."""
    with database.transaction() as tx:
        change = access_package.update().where(_p.id == package_id, _p.cleared_at.is_(None))
        return tx.connection.execute(change.values(until_at=tx.at + AGAIN)).rowcount


def end_with_case(tx: Transaction, case_id: int) -> None:
    """Have the packages that hold something of a case cleared at once, because it is destroyed."""
    for row in tx.connection.execute(_KEPT).all():
        if case_id in row.cases:
            tx.connection.execute(access_package.update().where(_p.id == row.id).values(until_at=tx.at))


# ---- statements, built once -------------------------------------------------------------------------------

_p, _m, _v = access_package.c, access_mark.c, access_review.c
_REQUEST = sa.bindparam("request", type_=_p.request_id.type)
_PACKAGES = (
    sa.select(access_package, person.c.name)
    .join_from(access_package, person, person.c.id == _p.person_id)
    .where(_p.request_id == _REQUEST)
    .order_by(_p.id.desc())
)
_MARKS = sa.select(_m.id).where(_m.request_id == _REQUEST, _m.removed_at.is_(None)).order_by(_m.id)
_REVIEWS = sa.select(_v.case_id, _v.item, _v.copy_id).where(_v.request_id == _REQUEST).order_by(_v.case_id, _v.item)
_ID = sa.bindparam("id", type_=_p.id.type)
_CASES = sa.select(_p.cases).where(_p.id == _ID)
_DUE = sa.select(_p.key).where(
    _p.id == _ID, _p.cleared_at.is_(None), _p.until_at <= sa.bindparam("now", type_=_p.until_at.type)
)
_KEPT = sa.select(_p.id, _p.cases).where(_p.cleared_at.is_(None))
