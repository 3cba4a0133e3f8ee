"""Certificates: what proves years later that a case was destroyed, when, by whose decision and by which rule.

A certificate names nobody but who reviewed and who confirmed. Its hash covers the certificate before it, so that none
can be changed or left out; the last entry of the case's audit holds it too. Certificates also lie as files beside the
uploads, so that a database that is put back from an older copy learns what had been destroyed since.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.audit import GENESIS
from engine.cases.retention.keepers import MOVED, RetentionRefused
from engine.errors import EngineError
from engine.records.db import Transaction
from engine.records.retention import certificate

PAGE = 50
_c = certificate.c
_LAST = sa.select(_c.number, _c.hash).order_by(_c.number.desc()).limit(1)
_ADD = {
    name: dialect.insert(certificate).on_conflict_do_nothing().returning(_c.number)
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_PAGE = (
    sa.select(certificate)
    .where(_c.number < sa.bindparam("before", type_=_c.number.type))
    .order_by(_c.number.desc())
    .limit(sa.bindparam("limit", type_=sa.Integer))
)
_ONE = sa.select(certificate).where(_c.number == sa.bindparam("number", type_=_c.number.type))
_ALL = sa.select(certificate).order_by(_c.number).execution_options(yield_per=500)
_NEWEST = 2**31 - 1


class CertificateDamaged(EngineError):
    """A file that should be a certificate is none, or does not say any more what was certified."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path} is no certificate, or was changed; put back the file as it was written")


@dataclass(frozen=True, kw_only=True)
class Certificate:
    """A certificate as it was issued; it never changes.

    Attributes:
        at: when the case was destroyed (UTC).
        says: what it certifies, as plain JSON: see `engine.cases.retention.destroying.certified`.
        sha256: its hash.
    """

    number: int
    case_id: int
    reference: str
    at: datetime
    says: Mapping[str, Any]
    sha256: str


def issue(tx: Transaction, *, case_id: int, reference: str, says: Mapping[str, Any]) -> Certificate:
    """Issue the next certificate.

    Raises:
        RetentionRefused: another was issued at the same moment.
    """
    last = tx.connection.execute(_LAST).one_or_none()
    number, before = (last.number + 1, bytes(last.hash)) if last else (1, GENESIS)
    said = {**says, "number": number, "reference": reference, "before": before.hex()}
    body = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    row = {"number": number, "case_id": case_id, "reference": reference, "at": tx.at, "body": body.decode()}
    issued = {**row, "hash": _hash(body)}
    if tx.connection.execute(_ADD[tx.connection.dialect.name], issued).scalar() is None:
        raise RetentionRefused(MOVED)
    return _certificate(tx.connection.execute(_ONE, {"number": number}).one())


def certificates(tx: Transaction, *, before: int | None = None, most: int = PAGE) -> tuple[Certificate, ...]:
    """Return certificates, the latest first: of those before a number, if one is given."""
    rows = tx.connection.execute(_PAGE, {"before": before or _NEWEST, "limit": most})
    return tuple(map(_certificate, rows))


def one_certificate(tx: Transaction, number: int) -> Certificate | None:
    """Return the certificate of a number; none if there is none."""
    row = tx.connection.execute(_ONE, {"number": number}).one_or_none()
    return _certificate(row) if row else None


def broken_certificates(tx: Transaction) -> Iterator[str]:
    """Say what is wrong with the chain of certificates, a sentence each."""
    before, last = GENESIS, 0
    for row in tx.connection.execute(_ALL):
        if row.number != last + 1:
            yield f"certificate {last + 1} is gone"
        said = _said(row.body)
        if _hash(row.body.encode()) != bytes(row.hash) or (
            row.number == last + 1 and said.get("before") != before.hex()
        ):
            yield f"certificate {row.number} does not say any more what was certified"
        elif (said.get("number"), said.get("reference")) != (row.number, row.reference):
            yield f"certificate {row.number} is not the one that its row says"
        before, last = bytes(row.hash), row.number


# ---- outside the database ---------------------------------------------------------------------------------


def write_files(tx: Transaction, folder: Path) -> int:
    """Write each certificate that has no file yet into a folder, which is made; tell how many were written."""
    written = 0
    for row in tx.connection.execute(_ALL):
        path = folder / f"{row.number:06}-{row.reference}.json"
        if not path.exists():
            folder.mkdir(mode=0o700, parents=True, exist_ok=True)
            said = {"case_id": row.case_id, "at": row.at, "sha256": bytes(row.hash).hex(), "body": row.body}
            half = path.with_suffix(".half")
            half.write_bytes(orjson.dumps(said, option=orjson.OPT_INDENT_2))
            half.replace(path)
            written += 1
    return written


def copy_files(folder: Path, target: Path) -> int:
    """Copy the certificates that a folder has and another lacks; tell how many."""
    missing = [path for path in sorted(folder.glob("*.json")) if not (target / path.name).exists()]
    for path in missing:
        target.mkdir(mode=0o700, parents=True, exist_ok=True)
        (target / path.name).write_bytes(path.read_bytes())
    return len(missing)


def put_back(tx: Transaction, folder: Path) -> int:
    """Take up the certificates of a folder that the database does not have; tell how many.

    Raises:
        CertificateDamaged: one is none, or was changed.
    """
    known = {row.number: bytes(row.hash).hex() for row in tx.connection.execute(_ALL)}
    taken = 0
    for path in sorted(folder.glob("*.json")):
        row = _read(path)
        if row["number"] not in known:
            tx.connection.execute(certificate.insert(), row)
            taken += 1
    return taken


def _read(path: Path) -> dict[str, Any]:
    try:
        told = orjson.loads(path.read_bytes())
        body = told["body"]
        said = orjson.loads(body)
        row = {"number": said["number"], "case_id": told["case_id"], "reference": said["reference"], "body": body}
        at = datetime.fromisoformat(told["at"])
    except (OSError, ValueError, KeyError, TypeError) as wrong:
        raise CertificateDamaged(path) from wrong
    if _hash(body.encode()).hex() != told["sha256"]:
        raise CertificateDamaged(path)
    return {**row, "at": at, "hash": bytes.fromhex(told["sha256"])}


def _said(body: str) -> Mapping[str, Any]:
    try:
        said: Mapping[str, Any] = orjson.loads(body)
    except ValueError:
        return {}
    return said


def _certificate(row: Any) -> Certificate:
    return Certificate(
        number=row.number,
        case_id=row.case_id,
        reference=row.reference,
        at=row.at,
        says=_said(row.body),
        sha256=bytes(row.hash).hex(),
    )


def _hash(body: bytes) -> bytes:
    """Return the hash of a certificate; its body holds the hash of the one before."""
    return hashlib.sha256(body).digest()
