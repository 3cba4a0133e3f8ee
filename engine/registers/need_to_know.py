"""Who is kept out of a case although their posts give them a part in it: the conditions, in SQL.

A conflict of interest shuts one person out of all of a case. A restriction keeps everybody out, of those who see it
from inside the partnership, who is not named; agencies keep their own part, which holds nothing but their own. An
opening lets somebody read a case, for a time, in which they have no part.
"""

from datetime import datetime

import sqlalchemy as sa

from engine.records.protection import conflict, named_person, opening, restriction

Number = sa.ColumnElement[int]


def shut_out(case_id: Number, person_id: Number) -> sa.ColumnElement[bool]:
    """Return the condition that a person has a conflict of interest in a case."""
    mine = conflict.alias("mine")
    return _exists(mine, mine.c.case_id == case_id, mine.c.person_id == person_id, mine.c.lifted_at.is_(None))


def kept_to_others(case_id: Number, person_id: Number) -> sa.ColumnElement[bool]:
    """Return the condition that a case is restricted, and that the person is not named in it."""
    names, limits = named_person.alias("names"), restriction.alias("limits")
    is_named = _exists(
        names, names.c.case_id == limits.c.case_id, names.c.person_id == person_id, names.c.removed_at.is_(None)
    )
    return _exists(limits, limits.c.case_id == case_id, limits.c.lifted_at.is_(None), ~is_named)


def restricted(case_id: Number) -> sa.ColumnElement[bool]:
    """Return the condition that a case is restricted."""
    limits = restriction.alias("limits")
    return _exists(limits, limits.c.case_id == case_id, limits.c.lifted_at.is_(None))


def opened_until(case_id: Number, person_id: Number, now: sa.ColumnElement[datetime]) -> sa.ScalarSelect[datetime]:
    """Return until when (UTC) a person has opened a case to read it; null if they have not."""
    theirs = opening.alias("theirs")
    found = sa.select(sa.func.max(theirs.c.until_at)).where(
        theirs.c.case_id == case_id, theirs.c.person_id == person_id, theirs.c.until_at > now
    )
    return found.correlate_except(theirs).scalar_subquery()


def _exists(table: sa.FromClause, *conditions: sa.ColumnElement[bool]) -> sa.ColumnElement[bool]:
    return sa.exists().where(*conditions).correlate_except(table)
