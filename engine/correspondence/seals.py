"""Proves that letters and documents say what was written: by the hashes that the audit's chain holds of them.

What was redacted says what the entry of its redaction holds the hash of.
"""

from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

import orjson
import sqlalchemy as sa

from engine.audit import ROWS_A_FETCH, Broken
from engine.correspondence.invitations import seal_of
from engine.diagrams.letters import Written
from engine.records.db import Transaction
from engine.records.tables import audit, document, invitation, letter, safeguarding_case

REDACTED = "redacted"
"""The action of the entry that tells that something was redacted, with the hash of what stands in its place."""
Redacted = Mapping[tuple[str, int], frozenset[str]]
_case, _l, _d = safeguarding_case.c, letter.c, document.c
_SEALED = (
    sa.select(_case.reference, audit.c.seq, audit.c.body)
    .join_from(audit, safeguarding_case, _case.id == audit.c.case_id)
    .where(audit.c.body.contains('"sha256":'))
    .order_by(audit.c.case_id, audit.c.seq)
    .execution_options(yield_per=ROWS_A_FETCH)
)
_REDACTED = sa.select(audit.c.body).where(audit.c.action == REDACTED)
_LETTER = sa.select(_l.subject, _l.body).where(_l.id == sa.bindparam("id", type_=_l.id.type))
_INVITATION = sa.select(invitation).where(invitation.c.letter_id == sa.bindparam("id", type_=_l.id.type))
_DOCUMENT = sa.select(_d.source).where(_d.id == sa.bindparam("id", type_=_d.id.type))


def broken_seals(tx: Transaction) -> list[Broken]:
    """Return the letters and documents that are gone, or do not say any more what the audit holds the hash of."""
    found, redacted = list[Broken](), _redacted(tx)
    for entry in tx.connection.execute(_SEALED):
        try:
            facts = orjson.loads(entry.body)["facts"]
        except (ValueError, KeyError):
            continue  # the chain is broken here, which `engine.audit.verify` tells
        found += [{"case": entry.reference, "seq": entry.seq, "what": what} for what in _broken(tx, facts, redacted)]
    return found


def _redacted(tx: Transaction) -> Redacted:
    """Return the hashes of what stands in place of letters and documents that were redacted."""
    found = dict[tuple[str, int], set[str]]()
    for body in tx.connection.execute(_REDACTED).scalars():
        facts = orjson.loads(body)["facts"] if body else {}
        if facts.get("kind") in ("letter", "document"):
            found.setdefault((facts["kind"], int(facts["of"])), set()).add(facts["now_sha256"])
    return {key: frozenset(hashes) for key, hashes in found.items()}


def _broken(tx: Transaction, facts: dict[str, Any], redacted: Redacted) -> Iterator[str]:
    for said in facts.get("letters", ()):
        row = tx.connection.execute(_LETTER, {"id": said["letter"]}).one_or_none()
        now = Written(subject=row.subject, body=row.body).sha256 if row else ""
        if now not in redacted.get(("letter", said["letter"]), ()):
            yield from _differs("letter", said["letter"], said.get("sha256", now), now)
        if "invitation" in said:
            brought = tx.connection.execute(_INVITATION, {"id": said["letter"]}).mappings().one_or_none()
            yield from _differs(
                "invitation in letter", said["letter"], said["invitation"], seal_of(brought) if brought else ""
            )
    for said in facts.get("documents", ()):
        row = tx.connection.execute(_DOCUMENT, {"id": said["document"]}).one_or_none()
        now = sha256(row.source.encode()).hexdigest() if row else ""
        if now not in redacted.get(("document", said["document"]), ()):
            yield from _differs("document", said["document"], said["sha256"], now)


def _differs(kind: str, number: int, then: str, now: str) -> Iterator[str]:
    """Say that a paper is gone, or was changed; a letter of before hashes were kept in the audit may only be gone."""
    if not now:
        yield f"the {kind} {number} that was written then is gone"
    elif then != now:
        yield f"the {kind} {number} does not say any more what was written then"
