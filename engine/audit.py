"""The audit: every change of a case is one entry, chained by hash to the one before.

An entry's hash covers the hash before it and the entry's body, which is canonical JSON. The case row
keeps the last hash and, as its version, the number of entries, so that an entry which is changed,
removed, inserted, moved or cut off the end is found by `verify`. An entry says what happened in names
of elements, ids and dates; an answer appears as its hash. The reasons that people give for a correction are their own
words: when a case is destroyed, what its entries say goes too, and the last entry seals what is left (`empty`).
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby
from typing import Any

import orjson
import sqlalchemy as sa

from engine import announcing
from engine.records.db import Transaction
from engine.records.tables import audit, person, safeguarding_case

GENESIS = bytes(32)
"""The hash before a case's first entry."""
ROWS_A_FETCH = 1000
EMPTIED, EMPTIED_SHA256 = "emptied", "emptied_sha256"
"""The facts of an entry that tells that bodies before it are gone: until which, and the hash of all that is left."""
HANDED_TO, COVERS = "handed_to", "covers"
"""The facts of an entry that name a person by id: to whom a task was handed over, in whose place somebody acted."""

_LEFT = (
    sa.select(audit.c.seq, audit.c.at, audit.c.person_id, audit.c.action, audit.c.hash)
    .where(audit.c.case_id == sa.bindparam("case_id", type_=audit.c.case_id.type))
    .order_by(audit.c.seq)
)
_TAKE_AWAY = (
    audit.update().where(audit.c.case_id == sa.bindparam("of_case", type_=audit.c.case_id.type)).values(body="")
)
Broken = dict[str, str | int]


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One change of a case: when (UTC), by whom (none: the service itself), and the sequence flows it took."""

    case_id: int
    seq: int
    at: datetime
    person_id: int | None
    action: str
    flows: tuple[tuple[str, str], ...]
    facts: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What `verify` found: how much it read, and each place where a chain does not hold."""

    cases: int
    entries: int
    broken: tuple[Broken, ...] = field(default=())


def chained(
    head: bytes,
    *,
    case_id: int,
    seq: int,
    at: datetime,
    person_id: int | None,
    action: str,
    flows: Sequence[Sequence[str]] = (),
    facts: Mapping[str, Any],
) -> tuple[dict[str, Any], bytes]:
    """Chain one entry to `head`, and give its row for the `audit` table and the new head for the case row.

    Args:
        head: the case's last hash, or `GENESIS`.
        case_id: the case.
        seq: the case's new version: 1 for its first entry.
        at: the transaction's instant, aware.
        person_id: who did it; none if the service did.
        action: what was done, in the past tense: `user_task_completed`.
        flows: the sequence flows taken, in order, each as process and flow id.
        facts: plain JSON, dates allowed; ids, dates and names of elements, nothing personal.
    """
    body = orjson.dumps(
        {
            "case": case_id,
            "seq": seq,
            "at": at.astimezone(UTC),
            "person": person_id,
            "action": action,
            "flows": flows,
            "facts": facts,
        },
        option=orjson.OPT_SORT_KEYS,
    )
    new = _hash(head, body)
    row = {
        "case_id": case_id,
        "seq": seq,
        "at": at,
        "person_id": person_id,
        "action": action,
        "body": body.decode(),
        "hash": new,
    }
    return row, new


def append(tx: Transaction, case_id: int, *, person_id: int | None, action: str, facts: Mapping[str, Any]) -> int:
    """Add an entry for a change that is no step of the engine, such as a claim or a delivery; return its number.

    Locks the case row and raises its version, so that it queues with the case's steps.
    """
    case = safeguarding_case.c
    locked = sa.select(case.version, case.audit_hash).where(case.id == case_id).with_for_update()
    version, head = tx.connection.execute(locked).one()
    row, new = chained(
        head, case_id=case_id, seq=version + 1, at=tx.at, person_id=person_id, action=action, facts=facts
    )
    tx.connection.execute(audit.insert(), row)
    tx.connection.execute(
        safeguarding_case.update().where(case.id == case_id).values(version=version + 1, audit_hash=new)
    )
    if action in announcing.BY_ACTION:
        announcing.announce(tx, case_id, [announcing.BY_ACTION[action]])
    return int(version) + 1


def empty(tx: Transaction, case_id: int, *, person_id: int | None, action: str, facts: Mapping[str, Any]) -> int:
    """Take away what every entry of a case says, for good, and add one that tells so; return its number.

    When each was made, by whom, what kind of thing it told of and its hash stay. The new entry seals them: it holds the
    hash of all this, so that `verify` still proves that none was changed, removed or added, and knows that it was no
    accident.
    """
    left = tx.connection.execute(_LEFT, {"case_id": case_id}).all()
    tx.connection.execute(_TAKE_AWAY, {"of_case": case_id})
    said = {**facts, EMPTIED: len(left), EMPTIED_SHA256: _seal(left)}
    return append(tx, case_id, person_id=person_id, action=action, facts=said)


def entries(tx: Transaction, case_id: int) -> list[Entry]:
    """Return a case's entries, oldest first."""
    rows = tx.connection.execute(sa.select(audit.c.body).where(audit.c.case_id == case_id).order_by(audit.c.seq))
    return [_entry(orjson.loads(row.body)) for row in rows]


def entries_with_names(tx: Transaction, case_id: int) -> tuple[list[Entry], dict[int, str]]:
    """Return a case's entries, oldest first, and by their ids the names of the people whom they name.

    Those are who made them, and to whom a task was handed over, or in whose place somebody acted: one statement more,
    if any of these made none.
    """
    columns = (audit.c.body, audit.c.person_id, person.c.name)
    named = sa.select(*columns).outerjoin_from(audit, person, person.c.id == audit.c.person_id)
    rows = tx.connection.execute(named.where(audit.c.case_id == case_id).order_by(audit.c.seq)).all()
    found = [_entry(orjson.loads(row.body)) for row in rows]
    names = {row.person_id: row.name for row in rows if row.person_id is not None}
    others = {who for entry in found for who in (entry.facts.get(HANDED_TO), entry.facts.get(COVERS)) if who} - {*names}
    if others:
        also = tx.connection.execute(sa.select(person.c.id, person.c.name).where(person.c.id.in_(sorted(others))))
        names |= {row.id: row.name for row in also}
    return found, names


def verify(tx: Transaction) -> Verified:
    """Read every chain from its first entry to the head on the case row, and say where one does not hold.

    Streams: memory does not grow with the number of cases.
    """
    case = safeguarding_case.c
    query = (
        sa.select(case.id, case.reference, case.version, case.audit_hash, audit)
        .select_from(safeguarding_case.outerjoin(audit, audit.c.case_id == case.id))
        .order_by(case.id, audit.c.seq)
        .execution_options(yield_per=ROWS_A_FETCH)
    )
    cases = read = 0
    broken = list[Broken]()
    for _, rows in groupby(tx.connection.execute(query), key=lambda row: row.id):
        cases += 1
        chain = list(rows)
        read += sum(row.seq is not None for row in chain)
        broken += _broken(chain)
    orphans = (
        sa.select(audit.c.case_id, sa.func.max(audit.c.seq))
        .where(audit.c.case_id.not_in(sa.select(case.id)))
        .group_by(audit.c.case_id)
    )
    for case_id, last in tx.connection.execute(orphans):
        broken.append({"case": f"id {case_id}", "seq": last, "what": "the case itself is gone"})
    return Verified(cases=cases, entries=read, broken=tuple(broken))


def _broken(chain: Sequence[sa.Row[Any]]) -> Iterator[Broken]:
    """Give what is wrong with the chain of one case; every row bears the case's own columns too."""
    case, head, last = chain[0], GENESIS, 0
    emptied = _emptied(chain)
    for row in chain:
        if row.seq is None:  # the case has no entries
            continue
        if row.seq != last + 1:
            what = f"entry {last + 1} should stand here: entries were removed or inserted"
        elif not row.body:
            what = "" if row.seq <= emptied else "what it said is gone, and no later entry seals what is left of it"
        elif _hash(head, row.body.encode()) != row.hash:
            what = "its hash does not follow from the entry before and its body: one of them was changed"
        elif not _agrees(row):
            what = "its columns do not say what its body says"
        else:
            what = ""
        if what:
            yield {"case": case.reference, "seq": row.seq, "what": what}
        head, last = row.hash, row.seq  # go on from what is stored, so that one change is one report
    if (last, head) != (case.version, case.audit_hash):
        what = (
            f"the case says that its last entry is {case.version}, with another hash: entries were cut off or changed"
        )
        yield {"case": case.reference, "seq": last, "what": what}


def _emptied(chain: Sequence[sa.Row[Any]]) -> int:
    """Return until which entry bodies may be gone, because a later entry seals what is left; 0 if none does."""
    if all(row.body for row in chain):
        return 0
    until = 0
    for row in chain:
        if row.body and f'"{EMPTIED}":' in row.body:
            facts = orjson.loads(row.body)["facts"]
            number = facts[EMPTIED]
            if number < row.seq and facts[EMPTIED_SHA256] == _seal(chain[:number]):
                until = max(until, number)
    return until


def _seal(left: Sequence[Any]) -> str:
    """Return the hash of what is left of entries once their bodies are gone."""
    said = [[row.seq, row.at.astimezone(UTC), row.person_id, row.action, row.hash.hex()] for row in left]
    return hashlib.sha256(orjson.dumps(said)).hexdigest()


def _agrees(row: sa.Row[Any]) -> bool:
    try:
        entry = _entry(orjson.loads(row.body))
    except (ValueError, KeyError, TypeError):
        return False
    said = (entry.case_id, entry.seq, entry.at, entry.person_id, entry.action)
    return said == (row.case_id, row.seq, row.at, row.person_id, row.action)


def _entry(body: Mapping[str, Any]) -> Entry:
    return Entry(
        case_id=body["case"],
        seq=body["seq"],
        at=datetime.fromisoformat(body["at"]),
        person_id=body["person"],
        action=body["action"],
        flows=tuple((process, flow) for process, flow in body["flows"]),
        facts=body["facts"],
    )


def _hash(head: bytes, body: bytes) -> bytes:
    return hashlib.sha256(head + body).digest()
