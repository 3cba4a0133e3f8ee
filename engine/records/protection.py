"""The tables of need to know: who is kept out of a case, who opened one without a part in it, and who read what.

What was lifted, removed or reviewed stays as a row: who was kept out when, and why, can be told years later. The
reasons are people's own words and may name others, so they stand here and not in the audit, which says only that
it happened.
"""

import sqlalchemy as sa

from engine.records.kinds import Id, Instant, Name
from engine.records.metadata import case_id, metadata, person_id


def _of_live(table: sa.Table, ended_at: sa.Column[object], *columns: sa.Column[object]) -> sa.Index:
    """Make the index by which what is in force is found: of that there is one at most."""
    is_live = ended_at.is_(None)
    return sa.Index(f"{table.name}_live", *columns, unique=True, sqlite_where=is_live, postgresql_where=is_live)


restriction = sa.Table(
    "restriction",  # from the inside of the partnership only who is named sees the case
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    sa.Column("reason", sa.Text, nullable=False),
    person_id(nullable=False),  # who restricted it
    sa.Column("at", Instant, nullable=False),
    sa.Column("lifted_at", Instant),
    person_id("lifted_by"),
    sa.Column("lifted_because", sa.Text),
)
_of_live(restriction, restriction.c.lifted_at, restriction.c.case_id)
named_person = sa.Table(
    "named_person",  # who sees a case while it is restricted, as far as they have a part in it
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    person_id(nullable=False),
    person_id("named_by", nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("removed_at", Instant),
    person_id("removed_by"),
)
_of_live(named_person, named_person.c.removed_at, named_person.c.case_id, named_person.c.person_id)
conflict = sa.Table(
    "conflict",  # of interest: the person is shut out of the case, whatever part they have in it
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    person_id(nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    person_id("declared_by", nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("lifted_at", Instant),
    person_id("lifted_by"),
    sa.Column("lifted_because", sa.Text),
    sa.Index("conflict_person", "person_id"),
)
_of_live(conflict, conflict.c.lifted_at, conflict.c.case_id, conflict.c.person_id)
opening = sa.Table(
    "opening",  # a case opened by somebody inside the partnership who has no part in it: to read, for a time
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    person_id(nullable=False),
    sa.Column("reason", sa.Text, nullable=False),
    sa.Column("at", Instant, nullable=False),
    sa.Column("until_at", Instant, nullable=False),
    sa.Column("reviewed_at", Instant),
    person_id("reviewed_by"),
    sa.Column("review", sa.Text),
    sa.Index("opening_case", "case_id", "person_id", "until_at"),
    sa.Index("opening_person", "person_id", "at"),
)
_unseen = opening.c.reviewed_at.is_(None)
sa.Index("opening_unreviewed", opening.c.at, sqlite_where=_unseen, postgresql_where=_unseen)
case_read = sa.Table(
    "case_read",  # who saw what of a case: one row a page, a file or a document that was shown
    metadata,
    sa.Column("id", Id, primary_key=True),
    case_id(),
    person_id(nullable=False),
    sa.Column("what", Name, nullable=False),  # the page's name in the program
    sa.Column("which", sa.String(100), nullable=False),  # of several: a number or an id; or ''
    sa.Column("at", Instant, nullable=False),
    sa.Index("case_read_case", "case_id", "id"),
    sa.Index("case_read_person", "person_id", "id"),
)
