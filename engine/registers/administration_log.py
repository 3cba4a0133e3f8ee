"""The log of administration: every change of accounts, posts and the calendar, chained by hash as a case's audit is.

An entry's hash covers the hash before it and the entry's body, which is canonical JSON. One row keeps the last hash and
the number of entries, so that an entry which is changed, removed, inserted, moved or cut off the end is found by
`verify`. An entry names people by id; of them it holds only what the change itself was, such as an old and a new
address. It knows no case.
"""

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

import orjson
import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine import clock
from engine.audit import GENESIS, ROWS_A_FETCH, Broken
from engine.records.accounts import administration_entry, administration_head
from engine.records.db import Transaction
from engine.records.tables import person

PAGE = 50
COMMAND_LINE = 0
"""In place of a person's id: what was done on the command line."""
_LATEST = 2**31 - 1
_e, _h = administration_entry.c, administration_head.c
_by, _about = person.alias("by_person"), person.alias("about_person")
_HEAD = sa.select(_h.seq, _h.hash).where(_h.id == 1)
_BEGIN = {
    name: dialect.insert(administration_head).on_conflict_do_nothing(index_elements=[_h.id])
    for name, dialect in (("sqlite", sqlite), ("postgresql", postgresql))
}
_ENTRIES = (
    sa.select(_e.seq, _e.body, _by.c.name.label("by_name"), _about.c.name.label("about_name"))
    .outerjoin_from(administration_entry, _by, _by.c.id == _e.person_id)
    .outerjoin(_about, _about.c.id == _e.about_id)
    .order_by(_e.seq.desc())
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One change: when (UTC), by whom, and whose account it was.

    Attributes:
        by_id: who did it; none on the command line.
        about_id: whose account it is; none for what is about no account, such as a holiday.
    """

    seq: int
    at: datetime
    by_id: int | None
    by: str
    about_id: int | None
    about: str
    action: str
    facts: Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Entries:
    """A page of the log, the last first; `more` is where the next page starts, if there is one."""

    items: tuple[Entry, ...]
    more: int | None = None


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What of the log is asked for; empty for all of it.

    Attributes:
        about: the id of whose account it is.
        by: the id of who did it; `COMMAND_LINE` for what nobody did who was signed in.
        action: of the entries.
        until: the London date on which, or before which, it was.
    """

    about: int | None = None
    by: int | None = None
    action: str = ""
    until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Verified:
    """What `verify` found: how much it read, and each place where the chain does not hold."""

    entries: int
    broken: tuple[Broken, ...] = field(default=())


def note(tx: Transaction, action: str, *, by: int | None, about: int | None = None, **facts: Any) -> int:
    """Add an entry for a change, in the transaction that makes it; return its number.

    Locks the chain's end, so that of two changes at once one waits.

    Args:
        tx: the transaction.
        action: what was done, in the past tense: `account_closed`.
        by: who did it; none on the command line.
        about: whose account it is.
        facts: plain JSON, dates allowed: what the change was.
    """
    locked = _HEAD.with_for_update()
    head = tx.connection.execute(locked).one_or_none()
    if head is None:
        tx.connection.execute(_BEGIN[tx.connection.dialect.name], {"id": 1, "seq": 0, "hash": GENESIS})
        head = tx.connection.execute(locked).one()
    seq: int = head.seq + 1
    said = {"seq": seq, "at": tx.at.astimezone(UTC), "by": by, "about": about, "action": action, "facts": facts}
    body = orjson.dumps(said, option=orjson.OPT_SORT_KEYS)
    new = _hash(head.hash, body)
    row = {"seq": seq, "at": tx.at, "person_id": by, "about_id": about, "action": action, "body": body.decode()}
    tx.connection.execute(administration_entry.insert(), {**row, "hash": new})
    tx.connection.execute(administration_head.update().where(_h.id == 1).values(seq=seq, hash=new))
    return seq


def entries(tx: Transaction, wanted: Wanted, *, before: int | None = None, most: int = PAGE) -> Entries:
    """Return a page of the log, the last first, in one statement."""
    query = _ENTRIES.where(_e.seq < (_LATEST if before is None else min(before, _LATEST)))
    if wanted.about is not None:
        query = query.where(_e.about_id == wanted.about)
    if wanted.by is not None:
        query = query.where(_e.person_id.is_(None) if wanted.by == COMMAND_LINE else _e.person_id == wanted.by)
    if wanted.action:
        query = query.where(_e.action == wanted.action)
    if wanted.until is not None:
        query = query.where(_e.at < clock.at(date.fromordinal(wanted.until.toordinal() + 1), time()))
    rows = tx.connection.execute(query.limit(most + 1)).all()
    items = tuple(_entry(row.body, by=row.by_name or "", about=row.about_name or "") for row in rows[:most])
    return Entries(items=items, more=items[-1].seq if len(rows) > most else None)


def who_administered(tx: Transaction) -> Mapping[int, str]:
    """Return the names of those who made an entry of the log, by id and in the order of their names."""
    made = sa.select(_e.person_id).where(_e.person_id.is_not(None))
    named = sa.select(person.c.id, person.c.name).where(person.c.id.in_(made)).order_by(person.c.name, person.c.id)
    return {row.id: row.name for row in tx.connection.execute(named)}


def verify(tx: Transaction) -> Verified:
    """Read the chain from its first entry to its end, and say where it does not hold. Streams."""
    query = sa.select(administration_entry).order_by(_e.seq).execution_options(yield_per=ROWS_A_FETCH)
    broken, last, chained = list[Broken](), 0, GENESIS
    for row in tx.connection.execute(query):
        broken += [_told(row.seq, what) for what in _wrong(row, last, chained)]
        last, chained = row.seq, row.hash  # go on from what is stored, so that one change is one report
    end = tx.connection.execute(_HEAD).one_or_none()
    if (last, chained) != ((end.seq, end.hash) if end else (0, GENESIS)):
        said = end.seq if end else 0
        what = f"the log says that its last entry is {said}, with another hash: entries were cut off or changed"
        broken.append(_told(last, what))
    return Verified(entries=last, broken=tuple(broken))


def _wrong(row: Any, last: int, chained: bytes) -> Iterator[str]:
    if row.seq != last + 1:
        yield f"entry {last + 1} should stand here: entries were removed or inserted"
    elif _hash(chained, row.body.encode()) != row.hash:
        yield "its hash does not follow from the entry before and its body: one of them was changed"
    elif not _agrees(row):
        yield "its columns do not say what its body says"


def _agrees(row: Any) -> bool:
    try:
        entry = _entry(row.body)
    except (ValueError, KeyError, TypeError):
        return False
    said = (entry.seq, entry.at, entry.by_id, entry.about_id, entry.action)
    return said == (row.seq, row.at, row.person_id, row.about_id, row.action)


def _told(seq: int, what: str) -> Broken:
    return {"case": "none, the log of administration", "seq": seq, "what": what}


def _entry(body: str, *, by: str = "", about: str = "") -> Entry:
    said = orjson.loads(body)
    return Entry(
        seq=said["seq"],
        at=datetime.fromisoformat(said["at"]),
        by_id=said["by"],
        by=by,
        about_id=said["about"],
        about=about,
        action=said["action"],
        facts=said["facts"],
    )


def _hash(head: bytes, body: bytes) -> bytes:
    return hashlib.sha256(head + body).digest()
