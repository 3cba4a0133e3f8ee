"""Who may see a case: said here, once, in SQL, so that every list, count, chart, search, feed and export asks it alike.

A person sees a case in which one of their `held_by` keys has a part; from inside the partnership all of it, else what
is their own. Who has a conflict of interest sees nothing of it; of a restricted case, who is not named sees nothing
from inside (`engine.registers.need_to_know`). `Viewer` gives a statement its values; the conditions below are built
once, when a module is imported, and stand inside its statement, never after it. Each has two shapes: `of_few=True` goes
through the few cases that the viewer sees, the other looks at each row that is read anyway; `Viewer.sees_many` tells
which one is cheaper.

One case, or one task, is found by a statement with the columns `kept_out`; `keys_left` and `acting_post` then say by
which keys a person sees it, and as whom they may act. Who has opened a case reads it for a time (`reads_until`).
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa

from engine import access
from engine.access import Person, Post
from engine.cases.revisions import Revisions
from engine.diagrams.partnership import Partnership
from engine.records.db import Transaction
from engine.records.kinds import Id, Instant
from engine.records.tables import case_member
from engine.registers import need_to_know

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
ONLY = sa.bindparam("only", type_=Id)
"""The one case for which the viewer came by a link; none who signed in."""
_NOW: sa.BindParameter[datetime] = sa.bindparam("now", type_=Instant)
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
        keys = sorted(frozenset[str]().union(*(access.holdings(known, me) for known in partnerships)))
        inside = (key for key in keys if any(access.is_inside(known, [key]) for known in partnerships))
        return cls(person=me, keys=tuple(keys), inside=tuple(inside))

    @property
    def values(self) -> Mapping[str, Any]:
        """What a statement with a condition of this module is executed with, besides its own values."""
        only = self.person.scope.case_id if self.person.scope else None
        return {"keys": self.keys, "inside": self.inside, "me": self.person.id, "only": only}

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
    outside = _m.held_by.not_in(INSIDE)
    return _has_part(case_id, _m.held_by.in_(KEYS), sa.or_(outside, ~_is_kept_to_others(_m.case_id)), of_few=of_few)


def seen_inside(
    case_id: sa.ColumnElement[int], *, of_few: bool = False, row_by_row: bool = False
) -> sa.ColumnElement[bool]:
    """Return the condition that the viewer sees all of the case, from inside the partnership.

    Args:
        case_id: of the case.
        of_few: go through the few cases that the viewer sees.
        row_by_row: ask it of each row by itself, as a column or inside an OR: there PostgreSQL would first gather every
            case that the viewer sees, for a page of fifty rows, too.
    """
    by = _m.held_by.in_(INSIDE), ~_is_kept_to_others(_m.case_id)
    return _has_part(case_id, *by, of_few=of_few, row_by_row=row_by_row)


def own(case_id: sa.ColumnElement[int], held_by: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that something of a case is the viewer's own: that they see it by the key that holds it.

    It is not asked whether `held_by` is one of the viewer's keys: a list looks each key up in an index of its own.
    """
    has_part = _has_part(case_id, _m.held_by.in_(KEYS), of_few=False)
    return sa.and_(has_part, sa.or_(held_by.not_in(INSIDE), ~_is_kept_to_others(case_id)))


def readable(case_id: sa.ColumnElement[int], held_by: sa.ColumnElement[str]) -> sa.ColumnElement[bool]:
    """Return the condition that the viewer may read what the holder of a key answered or was sent in a case.

    In SQL what `engine.access.may_read` says of one case.
    """
    has_part = _has_part(case_id, _m.held_by.in_(KEYS), of_few=False, row_by_row=True)
    is_own = sa.and_(held_by.in_(KEYS), has_part, sa.or_(held_by.not_in(INSIDE), ~_is_kept_to_others(case_id)))
    return sa.or_(is_own, seen_inside(case_id, row_by_row=True))


def is_shut_out(case_id: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    """Return the condition that the viewer has a conflict of interest in the case."""
    return need_to_know.shut_out(case_id, ME)


def _is_kept_to_others(case_id: sa.ColumnElement[int]) -> sa.ColumnElement[bool]:
    return need_to_know.kept_to_others(case_id, ME)


def _has_part(
    case_id: sa.ColumnElement[int], *by: sa.ColumnElement[bool], of_few: bool, row_by_row: bool = False
) -> sa.ColumnElement[bool]:
    seen = *by, ~is_shut_out(_m.case_id), sa.or_(ONLY.is_(None), _m.case_id == ONLY)
    if of_few:
        return case_id.in_(sa.select(_m.case_id).where(*seen))
    if row_by_row:  # an offset, though of nothing, keeps PostgreSQL from gathering them all
        each = sa.select(_m.case_id).where(_m.case_id == case_id, *seen).correlate_except(_member)
        return sa.exists(each.limit(sa.literal_column("1")).offset(sa.literal_column("0")))
    return sa.exists().where(_m.case_id == case_id, *seen).correlate_except(_member)


# ---- one case ---------------------------------------------------------------------------------------------


def kept_out(case_id: sa.ColumnElement[int]) -> tuple[sa.Label[int], sa.Label[bool], sa.Label[bool]]:
    """Return the columns of a row about one case that say whether the viewer is kept out of it. Binds `me`."""
    return (
        case_id.label("of_case"),
        is_shut_out(case_id).label("is_shut_out"),
        _is_kept_to_others(case_id).label("is_kept_to_others"),
    )


def keys_left(partnership: Partnership, person: Person, keys: Collection[str], row: Any) -> frozenset[str]:
    """Return those of a person's keys by which they still see a case, of a row with the columns `kept_out`."""
    if row.is_shut_out or not access.reaches(person, row.of_case):
        return frozenset()
    if row.is_kept_to_others:
        return frozenset(key for key in keys if not access.is_inside(partnership, [key]))
    return frozenset(keys)


def acting_post(partnership: Partnership, person: Person, row: Any) -> Post | None:
    """Return the post by which a person may do a task; none if by none, or if they are kept out of the case.

    Args:
        partnership: of the case's revision.
        person: who wants to.
        row: the task's, with `held_by` and the columns `kept_out`.
    """
    left = keys_left(partnership, person, [row.held_by], row)
    return access.post_of(partnership, person, row.held_by) if left else None


def opened(case_id: sa.ColumnElement[int]) -> sa.Label[datetime]:
    """Return the column of a row about one case that says until when the viewer has opened it to read. Binds `now`."""
    return need_to_know.opened_until(case_id, ME, _NOW).label("opened_until")


def reads_until(partnership: Partnership, person: Person, row: Any) -> datetime | None:
    """Return until when (UTC) a person reads a case from inside that they have opened; none if they do not.

    Args:
        partnership: of the case's revision.
        person: who wants to.
        row: of the case, with the columns `kept_out` and `opened`.
    """
    if row.is_shut_out or row.is_kept_to_others or not access.has_post_inside(partnership, person):
        return None
    until: datetime | None = row.opened_until
    return until


def post_in_case(
    tx: Transaction, partnership: Partnership, person: Person, *, case_id: int, held_by: str
) -> Post | None:
    """Return the post by which a person may act for a key in a case; none if by none, or if they are kept out of it."""
    row = tx.connection.execute(_KEPT_OUT, {"case_id": case_id, "me": person.id, "held_by": held_by}).one()
    return acting_post(partnership, person, row)


def keys_in_case(tx: Transaction, partnership: Partnership, person: Person, case_id: int) -> frozenset[str]:
    """Return the keys by which a person sees a case; none if they do not see it."""
    rows = tx.connection.execute(_PARTS, {"case_id": case_id, "me": person.id}).all()
    held = access.holdings(partnership, person) & {row.held_by for row in rows}
    return keys_left(partnership, person, held, rows[0]) if held else held


_CASE_ID = sa.bindparam("case_id", type_=Id)
_KEPT_OUT = sa.select(*kept_out(_CASE_ID), sa.bindparam("held_by", type_=_m.held_by.type).label("held_by"))
_PARTS = sa.select(_m.held_by, *kept_out(_m.case_id)).where(_m.case_id == _CASE_ID)
