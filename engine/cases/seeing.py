"""Who may see a case: said here, once, in SQL, so that every list, count, chart, search, feed and export asks it alike.

A person sees a case in which one of their `held_by` keys has a part; from inside the partnership all of it, else what
is their own. `Viewer` gives a statement its values; the conditions below are built once, when a module is imported,
and stand inside its statement, never after it. Each has two shapes: `of_few=True` goes through the few cases that the
viewer sees, the other looks at each row that is read anyway; `Viewer.sees_many` tells which one is cheaper.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa

from engine.access import Person, holdings, is_inside
from engine.cases.revisions import Revisions
from engine.records.db import Transaction
from engine.records.kinds import Id
from engine.records.tables import case_member

MANY_CASES = 1000
"""Who sees so many cases sees most: then it is cheaper to read everything and leave a few out."""

_member = case_member.alias("seen_by")
_m = _member.c
KEYS = sa.bindparam("keys", expanding=True, type_=_m.held_by.type)
"""Every key of the viewer."""
INSIDE = sa.bindparam("inside", expanding=True, type_=_m.held_by.type)
"""Those of them that are a part of the partnership."""
ME = sa.bindparam("me", type_=Id)
"""The viewer's id."""
_FEW = sa.select(sa.func.count()).select_from(
    sa.select(_m.case_id).where(_m.held_by.in_(KEYS)).limit(MANY_CASES).subquery()
)


@dataclass(frozen=True, kw_only=True)
class Viewer:
    """Someone who asks, as statements know them.

    Attributes:
        person: who asks, with the posts held today.
        keys: what the person answers for under any revision in use, sorted.
        inside: those of them that are a part of the partnership, sorted.
    """

    person: Person
    keys: tuple[str, ...]
    inside: tuple[str, ...]

    @classmethod
    def of(cls, tx: Transaction, revisions: Revisions, me: Person) -> "Viewer":
        """Return who asks, in one statement."""
        partnerships = [revision.partnership for revision in revisions.in_use(tx)]
        keys = sorted(frozenset[str]().union(*(holdings(known, me) for known in partnerships)))
        inside = (key for key in keys if any(is_inside(known, [key]) for known in partnerships))
        return cls(person=me, keys=tuple(keys), inside=tuple(inside))

    @property
    def values(self) -> Mapping[str, Any]:
        """What a statement with a condition of this module is executed with, besides its own values."""
        return {"keys": self.keys, "inside": self.inside, "me": self.person.id}

    def sees_many(self, tx: Transaction) -> bool:
        """Tell whether to read through everything and leave a few out, or through the few cases that are seen."""
        return _are_many(tx, self.keys)

    def sees_many_inside(self, tx: Transaction) -> bool:
        """Tell the same of the cases that are seen from inside the partnership."""
        return _are_many(tx, self.inside)


def _are_many(tx: Transaction, keys: Sequence[str]) -> bool:
    return bool(tx.connection.execute(_FEW, {"keys": keys}).scalar_one() >= MANY_CASES)


# ---- conditions -------------------------------------------------------------------------------------------


def seen(case_id: sa.ColumnElement[int], *, of_few: bool = False) -> sa.ColumnElement[bool]:
    """Return the condition that the viewer sees the case, all of it or only a part of their own."""
    return _has_part(case_id, _m.held_by.in_(KEYS), of_few=of_few)


def seen_inside(case_id: sa.ColumnElement[int], *, of_few: bool = False) -> sa.ColumnElement[bool]:
    """Return the condition that the viewer sees all of the case, from inside the partnership."""
    return _has_part(case_id, _m.held_by.in_(INSIDE), of_few=of_few)


def own(case_id: sa.ColumnElement[int], held_by: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that something of a case is the viewer's own: that they see it by the key that holds it.

    It is not asked whether `held_by` is one of the viewer's keys: a list looks each key up in an index of its own.
    """
    return sa.and_(_has_part(case_id, _m.held_by.in_(KEYS), of_few=False), held_by.is_not(None))


def readable(case_id: sa.ColumnElement[int], held_by: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the viewer may read what the holder of a key answered or was sent in a case.

    In SQL what `engine.access.may_read` says of one case.
    """
    return sa.or_(sa.and_(held_by.in_(KEYS), own(case_id, held_by)), seen_inside(case_id))


def _has_part(case_id: sa.ColumnElement[int], by: sa.ColumnElement[bool], *, of_few: bool) -> sa.ColumnElement[bool]:
    if of_few:
        return case_id.in_(sa.select(_m.case_id).where(by))
    return sa.exists().where(_m.case_id == case_id, by).correlate_except(_member)
