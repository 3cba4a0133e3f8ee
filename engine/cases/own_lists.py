"""What a person keeps of the list of cases: filters by a name, and the cases that they opened last."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite

from engine.cases import seeing
from engine.cases.seeing import Viewer
from engine.records.db import Transaction
from engine.records.searches import case_filter, case_visit
from engine.records.tables import safeguarding_case

MOST_FILTERS = 20
LONGEST_NAME = 60
MOST_RECENT = 10
AGAIN_AFTER = timedelta(minutes=1)


@dataclass(frozen=True, kw_only=True)
class SavedFilter:
    """A filter that a person keeps: what it asks for, as the list's address says it."""

    id: int
    name: str
    asks: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class RecentCase:
    """A case that a person opened lately, as lists name it."""

    reference: str
    initials: str
    born_on: date | None


# ---- filters ------------------------------------------------------------------------------------------------

_f = case_filter.c


def save_filter(tx: Transaction, person_id: int, name: str, asks: Mapping[str, str]) -> bool:
    """Keep a filter under a name, in place of one of that name; tell whether there was room for it."""
    kept = saved_filters(tx, person_id)
    if len(kept) >= MOST_FILTERS and name not in {each.name for each in kept}:
        return False
    tx.connection.execute(case_filter.delete().where(_f.person_id == person_id, _f.name == name))
    row = {"person_id": person_id, "name": name, "asks": dict(asks), "at": tx.at}
    tx.connection.execute(case_filter.insert(), row)
    return True


def saved_filters(tx: Transaction, person_id: int) -> tuple[SavedFilter, ...]:
    """Return the filters that a person keeps, by name."""
    query = sa.select(_f.id, _f.name, _f.asks).where(_f.person_id == person_id).order_by(_f.name)
    return tuple(SavedFilter(id=row.id, name=row.name, asks=row.asks) for row in tx.connection.execute(query))


def drop_filter(tx: Transaction, person_id: int, filter_id: int) -> None:
    """Drop a filter that a person keeps; another's stays."""
    tx.connection.execute(case_filter.delete().where(_f.person_id == person_id, _f.id == filter_id))


# ---- recent cases -------------------------------------------------------------------------------------------

_v, _c = case_visit.c, safeguarding_case.c


def _visit(dialect: Any) -> Any:
    insert = dialect.insert(case_visit)
    return insert.on_conflict_do_update(
        index_elements=[_v.person_id, _v.case_id],
        set_={"at": insert.excluded.at},
        where=_v.at < sa.bindparam("before", type_=_v.at.type),
    )


_VISIT = {"sqlite": _visit(sqlite), "postgresql": _visit(postgresql)}
_RECENT = (
    sa.select(_c.reference, _c.initials, _c.born_on)
    .join_from(case_visit, safeguarding_case, _c.id == _v.case_id)
    .where(_v.person_id == seeing.ME, seeing.seen(_c.id))
    .order_by(_v.at.desc(), _v.case_id.desc())
    .limit(MOST_RECENT)
)


def note_visit(tx: Transaction, person_id: int, case_id: int) -> None:
    """Note that a person opened a case; again within a minute, nothing is written."""
    row = {"person_id": person_id, "case_id": case_id, "at": tx.at, "before": tx.at - AGAIN_AFTER}
    tx.connection.execute(_VISIT[tx.connection.dialect.name], row)


def recent_cases(tx: Transaction, viewer: Viewer) -> tuple[RecentCase, ...]:
    """Return the cases that a person opened last and still sees, the last first."""
    rows = tx.connection.execute(_RECENT, dict(viewer.values)).mappings()
    return tuple(RecentCase(**row) for row in rows)
