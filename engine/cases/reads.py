"""Who has read what of a case: kept for every page, document and file that was shown, and for what is fetched.

What a request shows is gathered while it is answered (`gather`, `note`) and kept in a short transaction of its own
before the answer leaves (`keep`): what cannot be recorded is not shown. The functions that give a case to a person note
it themselves, so that no page can forget it. The log is the case's: it goes when the case goes.
"""

from collections.abc import Collection
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime, time
from typing import Any

import sqlalchemy as sa

from engine import clock
from engine.cases import seeing
from engine.records.db import Transaction
from engine.records.protection import case_read
from engine.records.tables import person, safeguarding_case

PAGE = 100
LONGEST_WHICH = 100
LATEST = 2**62
"""Before it stands every read that there is."""
Shown = dict[tuple[int, int], None]
"""What was shown, each once and in order: to which person, of which case."""

_gathered: ContextVar[Shown | None] = ContextVar("gathered", default=None)
_r, _c = case_read.c, safeguarding_case.c
_COLUMNS = (_r.id, _r.what, _r.which, _r.at, _r.person_id, person.c.name, _c.reference)
_READS = (
    sa.select(*_COLUMNS)
    .join_from(case_read, person, person.c.id == _r.person_id)
    .join(safeguarding_case, _c.id == _r.case_id)
    .where(_r.id < sa.bindparam("before", type_=_r.id.type))
    .order_by(_r.id.desc())
    .limit(sa.bindparam("limit", type_=sa.Integer))
)
_OF_CASE = _READS.where(_r.case_id == sa.bindparam("case_id", type_=_r.case_id.type))
_OF_PERSON = _READS.where(
    _r.person_id == sa.bindparam("person_id", type_=_r.person_id.type), ~seeing.is_shut_out(_r.case_id)
)
_CASES = sa.bindparam("cases", expanding=True, type_=_r.case_id.type)
_KEEP = case_read.insert().from_select(
    ["case_id", "person_id", "what", "which", "at"],
    sa.select(
        _c.id,
        sa.bindparam("person_id", type_=_r.person_id.type),
        sa.bindparam("what", type_=_r.what.type),
        sa.bindparam("which", type_=_r.which.type),
        sa.bindparam("at", type_=_r.at.type),
    ).where(_c.id.in_(_CASES)),
)
_TODAY = sa.select(_r.case_id).where(
    _r.person_id == sa.bindparam("person_id", type_=_r.person_id.type),
    _r.case_id.in_(_CASES),
    _r.what == sa.bindparam("what", type_=_r.what.type),
    _r.at >= sa.bindparam("since", type_=_r.at.type),
)


@dataclass(frozen=True, kw_only=True)
class Read:
    """One thing that somebody read: who, of which case, what, and when (UTC).

    Attributes:
        what: the page's name in the program.
        which: of several: a number or an id; or empty.
    """

    id: int
    person_id: int
    name: str
    reference: str
    what: str
    which: str
    at: datetime


@dataclass(frozen=True, kw_only=True)
class Reads:
    """One page of reads, the latest first; `more` is where the next page starts, if there is one."""

    items: tuple[Read, ...]
    more: int | None = None


def gather() -> Shown:
    """Gather what is shown to people from now on, in this thread, in place of what was gathered before."""
    shown = Shown()
    _gathered.set(shown)
    return shown


def note(person_id: int, *cases: int) -> None:
    """Note that a person is shown something of cases; whoever answers them keeps it. Outside a request, nothing is."""
    shown = _gathered.get()
    if shown is not None:
        shown.update(dict.fromkeys((person_id, case_id) for case_id in cases))


def keep(tx: Transaction, shown: Collection[tuple[int, int]], *, what: str, which: str = "") -> None:
    """Keep what was shown, in one statement a person; what was shown of a case that was never kept is nothing.

    Args:
        tx: a short transaction of its own.
        shown: to which person, of which case.
        what: the page's name in the program.
        which: of several: a number or an id.
    """
    for person_id, cases in _by_person(shown).items():
        values = {"person_id": person_id, "cases": cases, "what": what, "which": which[:LONGEST_WHICH], "at": tx.at}
        tx.connection.execute(_KEEP, values)


def keep_once_a_day(tx: Transaction, shown: Collection[tuple[int, int]], *, what: str) -> None:
    """Keep what a program fetches for a person again and again: once on each London day of each case."""
    since = clock.at(clock.london_date(tx.at), time())
    for person_id, cases in _by_person(shown).items():
        values = {"person_id": person_id, "cases": cases, "what": what, "since": since}
        known = set(tx.connection.execute(_TODAY, values).scalars())
        if new := [(person_id, case_id) for case_id in cases if case_id not in known]:
            keep(tx, new, what=what)


def _by_person(shown: Collection[tuple[int, int]]) -> dict[int, list[int]]:
    found = dict[int, list[int]]()
    for person_id, case_id in shown:
        found.setdefault(person_id, []).append(case_id)
    return found


def reads_of_case(tx: Transaction, case_id: int, *, before: int | None = None, most: int = PAGE) -> Reads:
    """Return who read what of a case, the latest first."""
    return _page(tx, _OF_CASE, before, most, case_id=case_id)


def reads_of_person(tx: Transaction, person_id: int, *, me: int, before: int | None = None, most: int = PAGE) -> Reads:
    """Return what a person read, the latest first, but of cases from which who asks (`me`) is shut out."""
    return _page(tx, _OF_PERSON, before, most, person_id=person_id, me=me)


def _page(tx: Transaction, statement: sa.Select[Any], before: int | None, most: int, **values: Any) -> Reads:
    values |= {"before": LATEST if before is None else before, "limit": most + 1}
    rows = tx.connection.execute(statement, values).all()
    items = tuple(_read(row) for row in rows[:most])
    return Reads(items=items, more=items[-1].id if len(rows) > most else None)


def _read(row: sa.Row[Any]) -> Read:
    return Read(
        id=row.id,
        person_id=row.person_id,
        name=row.name,
        reference=row.reference,
        what=row.what,
        which=row.which,
        at=row.at,
    )
