"""The table of the registers: what each case has in each register of its revision."""

import sqlalchemy as sa

from engine.records.kinds import Json, Name, TaskId
from engine.records.metadata import case_id, metadata

register_entry = sa.Table(
    "register_entry",  # worked out from what a case was sent, and can be worked out again (engine.cases.entries)
    metadata,
    case_id(primary_key=True, autoincrement=False),
    sa.Column("register", Name, primary_key=True),
    sa.Column("key", sa.String(200), primary_key=True),  # of the entry in its case
    sa.Column("place", sa.Integer, nullable=False),  # in the order of the register, the first first
    sa.Column("held_by", sa.String(200), nullable=False),  # whose it is, or ''
    sa.Column("organisation", Name, nullable=False),  # the agency that it names, or ''
    sa.Column("state", Name, nullable=False),
    sa.Column("waits", sa.Boolean, nullable=False),  # something is still to be done
    sa.Column("dated_on", sa.Date, nullable=False),
    sa.Column("due_on", sa.Date, nullable=False),  # clock.NO_DATE while there is none
    sa.Column("theme", sa.String(200), nullable=False),  # in small letters, or ''
    sa.Column("published_as", TaskId),  # the submission that published it; none while it is not public
    sa.Column("answers", Json, nullable=False),  # by column
    sa.Index("register_entry_place", "register", "place", "case_id", "key"),
    sa.Index("register_entry_state", "register", "state", "place", "case_id", "key"),
    sa.Index("register_entry_organisation", "register", "organisation", "place", "case_id", "key"),
    sa.Index("register_entry_held_by", "register", "held_by", "place", "case_id", "key"),
    sa.Index("register_entry_published", "published_as"),
)
_is_public = register_entry.c.published_as.is_not(None)
sa.Index(
    "register_entry_newest",
    register_entry.c.dated_on,
    register_entry.c.published_as,
    sqlite_where=_is_public,
    postgresql_where=_is_public,
)
